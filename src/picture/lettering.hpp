// Words drawn into a picture, in every script and direction: shaped by HarfBuzz and put in order by the Unicode
// bidirectional algorithm (both through Raqm), drawn by FreeType, broken into lines by ICU.
//
//   Lettering letters = *Lettering::open(own_fonts);
//   letters.set("مجلس المدينة يوافق", {.language = "ar", .pixels = 64}, 1056, 4)  ->  lines that fit, right to left
//
// Faces: the program's own first (WOFF2 of any size, held by the caller for as long as this lives), then whatever the
// machine has for the script, asked of fontconfig. A letter that no face has is left out; Lines::missing says how many
// were, for a caller that would rather show none than some. Pango was the road not taken: it brings the headers of X11
// into every build. https://github.com/HOST-Oman/libraqm
// Not thread-safe: a Lettering belongs to one thread at a time. Checked by tests/picture/card_test.cpp and
// fuzz/card.cpp.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "base/result.hpp"
#include "picture/canvas.hpp"

namespace octavo::picture {

struct Ink {
    std::uint8_t red = 0, green = 0, blue = 0;
};

struct Type {
    std::string_view language = {};  // BCP 47; "" unknown
    unsigned pixels = 32;            // of the em
    unsigned weight = 400;           // 100 to 900
};

struct Letter {
    std::size_t face = 0;
    std::uint32_t glyph = 0;
    int x = 0, y = 0;  // of its origin from the line's start and baseline; 26.6
};
struct Line {
    std::vector<Letter> letters;  // from left to right
    int width = 0;                // pixels
};
struct Lines {
    std::vector<Line> lines;
    Type type{};
    bool right_to_left = false;
    bool cut = false;                         // there was more than fits
    std::size_t characters = 0, missing = 0;  // of them drawn by no face
};

constexpr std::size_t most_lettered_bytes = 2'000;  // of one text; what is longer is cut

class Lettering {
  public:
    // malformed: which of the fonts could not be read.
    static Result<Lettering> open(std::span<const std::string_view> own_fonts);
    Lettering(Lettering&&) noexcept;
    Lettering& operator=(Lettering&&) noexcept;
    ~Lettering();

    // Broken into at most `most_lines` lines of at most `width` pixels; the last ends with an ellipsis when it is cut.
    Lines set(std::string_view text, const Type& type, unsigned width, std::size_t most_lines);
    // Lets go of most of the machine's faces when they have become many. Lines set before must not be drawn after.
    void tidy();
    // `x`, `y`: of the start of the baseline, in pixels; what falls outside the canvas is not drawn.
    void draw(Canvas& canvas, const Line& line, const Type& type, int x, int y, Ink ink);

  private:
    struct Faces;
    explicit Lettering(std::unique_ptr<Faces> faces);
    std::unique_ptr<Faces> faces_;
};

}  // namespace octavo::picture
