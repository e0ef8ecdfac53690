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
// Of an article: its title and the first kilobytes of its text decide; `declared`, by its page or feed, is the prior.
LanguageGuess identify_article(std::string_view title, std::string_view text, std::string_view declared);

}  // namespace octavo::text
