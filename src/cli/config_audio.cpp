// The settings of what is read aloud (assist/recorder).
#include "cli/config.hpp"

namespace octavo::cli {

std::vector<Setting> audio_settings() {
    using C = Config;
    using V = std::string_view;
    return {
        {"audio.briefings", "true or false",
         "record an edition's briefing once a day when somebody asks for it, where espeak-ng and lame or opusenc are "
         "installed",
         [](C& c, V v) {
             if (v != "true" && v != "false") return false;
             c.record_briefings = v == "true";
             return true;
         },
         [](const C& c) { return std::string(c.record_briefings ? "true" : "false"); }},
        {"audio.cache_bytes", "a number from 1000000 to 100000000000000",
         "size of the folder audio/; the oldest days are removed",
         [](C& c, V v) {
             std::uint64_t n = 0;
             const auto [end, error] = std::from_chars(v.data(), v.data() + v.size(), n);
             if (error != std::errc{} || end != v.data() + v.size() || n < 1'000'000 || n > 100'000'000'000'000)
                 return false;
             c.audio_bytes = n;
             return true;
         },
         [](const C& c) { return fmt::format("{}", c.audio_bytes); }},
    };
}

}  // namespace octavo::cli
