// Any bytes as the words of a card: drawn or refused, every line within its room.
#include "picture/card.hpp"

using namespace octavo;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static auto letters = picture::Lettering::open({});
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::string_view language = text.substr(0, std::min<std::size_t>(size, 8));
    const auto lines = letters->set(text, {.language = language, .pixels = 24}, 300, 4);
    if (lines.lines.size() > 4) __builtin_trap();
    for (const auto& line : lines.lines)
        if (line.width > 300 && line.letters.size() > 1) __builtin_trap();
    const auto canvas =
        picture::paint_card({.site = "Octavo", .headline = text, .foot = text, .language = language}, *letters);
    if (canvas && canvas->width != picture::card_width) __builtin_trap();
    return 0;
}
