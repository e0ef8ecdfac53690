#include "provider/voices.hpp"

#include "base/utf8.hpp"

namespace octavo::provider {

std::vector<VoiceOf> read_voices(std::string_view written) {
    written = utf8::trim(written);
    if (written.empty()) return {};
    if (written.find('=') == std::string_view::npos) return {{"", std::string(written)}};
    std::vector<VoiceOf> out;
    while (!written.empty()) {
        const auto end = std::min(written.find(','), written.size());
        const std::string_view one = written.substr(0, end);
        written.remove_prefix(std::min(end + 1, written.size()));
        const auto equals = std::min(one.find('='), one.size());
        const auto language = utf8::trim(one.substr(0, equals));
        const auto voice = utf8::trim(one.substr(std::min(equals + 1, one.size())));
        if (language.empty() || voice.empty()) return {};
        out.push_back({utf8::lower(language), std::string(voice)});
    }
    return out;
}

std::string voice_of(const std::vector<VoiceOf>& voices, std::string_view language) {
    const std::string tag = utf8::lower(language);
    for (const std::string& wanted : {tag, tag.substr(0, tag.find('-')), std::string()})
        for (const VoiceOf& one : voices)
            if (one.language == wanted) return one.voice;
    return {};
}

}  // namespace octavo::provider
