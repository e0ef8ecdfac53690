// How a developed picture stands in a file: a short table, then its prints one after the other. One file a picture, so
// that it is counted, touched and thrown away as one. Written and read by us alone, and read as if a stranger had
// written it: disks lie.
//
//   "OCTPIC01" | width, height (u32) | prints, bytes of blur (u16) | per print: width, form (u16), bytes (u32) | blur |
//   prints                                                           all little endian
//
// Checked by tests/picture/plate_test.cpp.
#pragma once

#include "picture/develop.hpp"

namespace octavo::picture {

struct PlateHead {
    std::uint32_t width = 0, height = 0;
    std::string blur;
    struct Entry {
        std::uint16_t width = 0;
        Form form = Form::webp;
        std::uint32_t at = 0, bytes = 0;
    };
    std::vector<Entry> prints;

    // The print to answer with: of this form, the narrowest that is as wide as asked for, else the widest.
    const Entry* best(std::uint32_t width, Form form) const;
};

inline constexpr std::size_t longest_plate_head = 1024;  // so much of a file is enough for it

std::string write_plate(const Developed& picture);
// Absent for anything else. `start` is how a file begins, `size` how long it is.
std::optional<PlateHead> read_plate_head(std::string_view start, std::uint64_t size);

}  // namespace octavo::picture
