// Any bytes, any tag: an answer is a tag of letters and hyphens, with a confidence between 0 and 1.
#include "text/language.hpp"

#include <cstdlib>

using namespace octavo;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view all(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::size_t tag = std::min<std::size_t>(data[0] % 12, all.size());
    const auto guess = text::identify(all.substr(tag), all.substr(0, tag));
    if (!(guess.confidence >= 0 && guess.confidence <= 1) || guess.language.size() < 2) std::abort();
    for (const char c : guess.language)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-')) std::abort();
    return 0;
}
