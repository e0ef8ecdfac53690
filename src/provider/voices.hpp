// Which voice of a service reads which language, as an operator writes it: one for all ("alloy"), or one a language
// ("en=af_heart, fr=ff_siwis"), and then other languages have none. Checked by tests/provider/speech_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace octavo::provider {

struct VoiceOf {
    std::string language;  // lower case; "": every one
    std::string voice;
};
// Empty where it cannot be read.
std::vector<VoiceOf> read_voices(std::string_view written);
// "" none. `language`: BCP 47; "en-gb" takes its own, then that of "en".
std::string voice_of(const std::vector<VoiceOf>& voices, std::string_view language);

}  // namespace octavo::provider
