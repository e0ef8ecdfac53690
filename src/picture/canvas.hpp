// Pixels in memory: eight bits of red, green and blue, row by row. Everything is shrunk as light adds up (linear), not
// as bytes do: averaging sRGB bytes darkens whatever is finely striped. Pure.
// Checked by tests/picture/canvas_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace octavo::picture {

struct Canvas {
    std::uint32_t width = 0, height = 0;
    std::vector<std::uint8_t> rgb = {};  // 3 * width * height

    std::span<const std::uint8_t> row(std::uint32_t y) const {
        return std::span(rgb).subspan(std::size_t(y) * width * 3, std::size_t(width) * 3);
    }
};

// Each pixel of the result is the light of the area under it. `width` and `height` are no larger than the picture's.
Canvas shrink(const Canvas& from, std::uint32_t width, std::uint32_t height);

// As it is to be seen, by the orientation EXIF gives (1 to 8; anything else leaves it as it is).
Canvas upright(Canvas canvas, int orientation);

// Takes the rows of a picture too large to keep, and keeps every square of `step` pixels as one.
class Reducer {
  public:
    Reducer(std::uint32_t width, std::uint32_t height, std::uint32_t step);
    void add(std::span<const std::uint8_t> rgb);  // one row; those behind the last are left out
    Canvas finish();                              // rows that never came are white

  private:
    void flush();
    std::uint32_t width_, height_, step_;
    Canvas out_;
    std::vector<std::uint32_t> light_;
    std::uint32_t rows_in_ = 0, rows_out_ = 0, in_square_ = 0;
};

// The largest step that leaves at least `width` pixels across.
constexpr std::uint32_t step_for(std::uint32_t width, std::uint32_t wanted) {
    return wanted == 0 || width < 2 * wanted ? 1 : width / wanted;
}

}  // namespace octavo::picture
