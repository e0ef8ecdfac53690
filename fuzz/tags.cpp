// Any bytes as an article in any of eight languages: names lie inside the text, in order, and every tag is readable.
#include "text/tags.hpp"

#include <cstdlib>

#include "base/utf8.hpp"

using namespace octavo;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    static constexpr std::string_view languages[] = {"en", "de", "fr", "ru", "ar", "zh", "ja", "ko"};
    const std::string_view all(reinterpret_cast<const char*>(data) + 2, size - 2);
    const std::size_t part = std::min<std::size_t>(data[1], all.size());
    const auto tagged = text::tag({all.substr(0, part), all.substr(part), languages[data[0] % 8]});
    const std::string_view text = part == all.size() ? all : all.substr(part);
    std::size_t at = 0;
    for (const auto& e : tagged.entities) {
        if (e.begin < at || e.end <= e.begin || e.end > text.size()) std::abort();
        at = e.begin;
    }
    if (tagged.hashtags.size() > 8 || tagged.keyphrases.size() > 12) std::abort();
    for (const auto& h : tagged.hashtags)
        if (h.tag.empty() || h.tag.find(' ') != std::string::npos) std::abort();
    return 0;
}
