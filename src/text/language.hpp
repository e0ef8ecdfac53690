// Which language a text is in: CLD2 on the first kilobytes, script first, the page's own tag as a prior.
#pragma once
#include <string>
#include <string_view>

namespace octavo::text {

struct LanguageGuess {
    std::string language = "und";  // BCP 47, "und" under the margin
    float confidence = 0;          // 0..1
};
LanguageGuess identify(std::string_view utf8, std::string_view hint = {});

}  // namespace octavo::text
