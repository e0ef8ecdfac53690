#include "picture/plate.hpp"

namespace octavo::picture {
namespace {

constexpr std::string_view mark = "OCTPIC01";
constexpr std::size_t fixed = 20, an_entry = 8, most_prints = 8, largest_blur = 512;

void put(std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 255U);
}
std::uint32_t get(std::string_view s, std::size_t at, std::size_t bytes) {
    std::uint32_t value = 0;
    for (std::size_t i = bytes; i-- > 0;) value = value << 8 | static_cast<unsigned char>(s[at + i]);
    return value;
}

}  // namespace

std::string write_plate(const Developed& picture) {
    std::string out(mark);
    put(out, picture.width, 4);
    put(out, picture.height, 4);
    put(out, picture.prints.size(), 2);
    const std::string_view blur = picture.blur.size() <= largest_blur ? std::string_view(picture.blur) : "";
    put(out, blur.size(), 2);
    for (const Print& print : picture.prints) {
        put(out, print.width, 2);
        put(out, static_cast<std::uint64_t>(print.form), 2);
        put(out, print.bytes.size(), 4);
    }
    out += blur;
    for (const Print& print : picture.prints) out += print.bytes;
    return out;
}

std::optional<PlateHead> read_plate_head(std::string_view start, std::uint64_t size) {
    if (!start.starts_with(mark) || start.size() < fixed) return std::nullopt;
    PlateHead head{.width = get(start, 8, 4), .height = get(start, 12, 4)};
    const std::size_t prints = get(start, 16, 2), blur = get(start, 18, 2);
    if (prints == 0 || prints > most_prints || blur > largest_blur || head.width == 0 || head.height == 0)
        return std::nullopt;
    const std::size_t table = fixed + prints * an_entry;
    if (start.size() < table + blur) return std::nullopt;
    std::uint64_t at = table + blur;
    for (std::size_t i = 0; i < prints; ++i) {
        const std::size_t entry = fixed + i * an_entry;
        const std::uint32_t form = get(start, entry + 2, 2), bytes = get(start, entry + 4, 4);
        if (form > 1 || bytes > size) return std::nullopt;
        head.prints.push_back({static_cast<std::uint16_t>(get(start, entry, 2)), static_cast<Form>(form),
                               static_cast<std::uint32_t>(at), bytes});
        at += bytes;
    }
    if (at != size) return std::nullopt;  // cut short, or not ours
    head.blur = start.substr(table, blur);
    return head;
}

const PlateHead::Entry* PlateHead::best(std::uint32_t wanted, Form form) const {
    const Entry* found = nullptr;
    for (const Entry& entry : prints) {
        if (entry.form != form) continue;
        if (!found || (found->width < wanted && entry.width > found->width) ||
            (entry.width >= wanted && entry.width < found->width))
            found = &entry;
    }
    return found;
}

}  // namespace octavo::picture
