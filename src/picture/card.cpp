#include "picture/card.hpp"

#include "picture/decoders.hpp"

namespace octavo::picture {
namespace {

// The colours of the style sheet's light look.
constexpr Ink paper{0xFB, 0xFA, 0xF6}, ink{0x1A, 0x18, 0x14}, soft{0x57, 0x51, 0x46}, rule{0xD9, 0xD2, 0xC2},
    red{0xA8, 0x23, 0x1B}, square_ink{0xB9, 0xB2, 0xA2};

constexpr int margin = 72;
constexpr int text_width = static_cast<int>(card_width) - 2 * margin;
constexpr std::size_t most_lines = 4;
constexpr std::array<unsigned, 6> sizes = {96, 84, 74, 66, 58, 52};  // of a headline: the largest that fits
constexpr int headline_top = 176, headline_bottom = 508;
constexpr std::uint32_t most_squares = 40;

void fill(Canvas& canvas, int x, int y, int width, int height, Ink with) {
    for (int row = std::max(0, y); row < std::min(y + height, static_cast<int>(canvas.height)); ++row)
        for (int column = std::max(0, x); column < std::min(x + width, static_cast<int>(canvas.width)); ++column) {
            auto* pixel =
                &canvas.rgb[3 * (static_cast<std::size_t>(row) * canvas.width + static_cast<std::size_t>(column))];
            pixel[0] = with.red, pixel[1] = with.green, pixel[2] = with.blue;
        }
}

// The sheet folded once, as on the masthead.
void draw_sign(Canvas& canvas, int x, int y) {
    constexpr int wide = 40, high = 44, thick = 4, thin = 2;
    fill(canvas, x, y, wide, high, red);
    fill(canvas, x + thick, y + thick, wide - 2 * thick, high - 2 * thick, paper);
    fill(canvas, x + wide / 2 - thin / 2, y, thin, high, red);
    for (const int line : {11, 21, 31}) fill(canvas, x, y + line, wide, thin, red);
}

struct Pen {
    Canvas& canvas;
    Lettering& letters;
    bool right_to_left;

    // Lines from `y`, the first baseline; each at the side where its own text begins.
    void write(const Lines& text, int y, int leading, Ink with, bool at_start) const {
        for (std::size_t i = 0; i < text.lines.size(); ++i) {
            const bool right = at_start ? right_to_left : !right_to_left;
            const int x = right ? static_cast<int>(card_width) - margin - text.lines[i].width : margin;
            letters.draw(canvas, text.lines[i], text.type, x, y + static_cast<int>(i) * leading, with);
        }
    }
};

// Whether nearly all of it can be written.
bool legible(const Lines& text) { return text.characters > 0 && text.missing * 20 <= text.characters; }

// Scripts with marks above and below, and those of square letters, want more room between lines.
int leading_of(unsigned pixels, std::string_view language) {
    const bool tall = language.starts_with("ar") || language.starts_with("fa") || language.starts_with("ur") ||
                      language.starts_with("hi") || language.starts_with("ja") || language.starts_with("zh") ||
                      language.starts_with("ko") || language.starts_with("th");
    return static_cast<int>(pixels) * (tall ? 138 : 114) / 100;
}

// The largest type in which it fits.
Lines set_headline(std::string_view text, std::string_view language, Lettering& letters) {
    Lines set;
    for (const unsigned size : sizes) {
        const int room = (headline_bottom - headline_top) / leading_of(size, language);
        const auto lines = std::min(most_lines, static_cast<std::size_t>(std::max(1, room)));
        set = letters.set(text, {.language = language, .pixels = size, .weight = 600}, text_width, lines);
        if (!set.cut) break;
    }
    return set;
}

void draw_squares(Canvas& canvas, std::uint32_t told, int y, bool from_right) {
    constexpr int side = 16, step = 22;
    for (std::uint32_t i = 0; i < std::min(told, most_squares); ++i) {
        const int at = static_cast<int>(i) * step;
        const int x = from_right ? static_cast<int>(card_width) - margin - side - at : margin + at;
        fill(canvas, x, y, side, side, i == 0 ? red : square_ink);
    }
}

}  // namespace

Result<Canvas> paint_card(const Card& card, Lettering& letters) {
    Canvas canvas{card_width, card_height, std::vector<std::uint8_t>(3UL * card_width * card_height)};
    letters.tidy();
    fill(canvas, 0, 0, card_width, card_height, paper);
    fill(canvas, 0, 0, card_width, 12, red);
    const bool rtl = card.right_to_left;
    const Lines headline = set_headline(card.headline, card.language, letters);
    const bool readable = legible(headline);
    const Pen pen{canvas, letters, rtl};

    constexpr unsigned name_size = 44, small = 30;
    const Lines name =
        letters.set(card.site, {.language = card.site_language, .pixels = readable ? name_size : 110U, .weight = 600},
                    static_cast<unsigned>(text_width) - 120, 1);
    if (!legible(name) && !readable) return fail(Fault::not_found, "no letters for this card on this machine");
    if (!readable) {
        pen.write(name, 350, 0, ink, true);
        draw_sign(canvas, rtl ? static_cast<int>(card_width) - margin - 40 : margin, 190);
        return canvas;
    }
    draw_sign(canvas, rtl ? static_cast<int>(card_width) - margin - 40 : margin, 58);
    const int beside = margin + 58;
    if (legible(name))
        letters.draw(canvas, name.lines.front(), name.type,
                     rtl ? static_cast<int>(card_width) - beside - name.lines.front().width : beside, 95, ink);
    const Type label{.language = card.site_language, .pixels = small, .weight = 500};
    pen.write(letters.set(card.section, label, 420, 1), 92, 0, red, false);
    fill(canvas, margin, 128, text_width, 2, rule);

    const int leading = leading_of(headline.type.pixels, card.language);
    const int tall = leading * static_cast<int>(headline.lines.size());
    const int first = headline_top + (headline_bottom - headline_top - tall) / 2 + leading * 3 / 4;
    Pen headline_pen = pen;
    headline_pen.right_to_left = headline.right_to_left;
    headline_pen.write(headline, first, leading, ink, true);

    draw_squares(canvas, card.told > 1 ? card.told : 0, 538, rtl);
    pen.write(letters.set(card.foot, {.language = card.site_language, .pixels = small, .weight = 400}, text_width, 1),
              card.told > 1 ? 592 : 578, 0, soft, true);
    return canvas;
}

Result<std::string> draw_card(const Card& card, Lettering& letters) {
    constexpr int quality = 90;
    return encode_jpeg(TRY(paint_card(card, letters)), quality);
}

}  // namespace octavo::picture
