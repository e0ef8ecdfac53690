#include "web/pictures.hpp"

#include "base/base64.hpp"
#include "base/url.hpp"

namespace octavo::web {
namespace {

using State = PictureFacts::State;

struct Fitting {
    std::string_view sizes;
    std::span<const std::uint16_t> widths;
    bool eager = false, natural = false;
};
// As wide as assets/octavo.css makes them.
Fitting fitting_of(Box box) {
    static constexpr std::array<std::uint16_t, 3> small = {160, 320, 640};
    static constexpr std::array<std::uint16_t, 4> large = {320, 640, 960, 1280};
    switch (box) {
        case Box::lead:
            return {"(min-width:62em) 44rem,100vw", large, true, false};
        case Box::third:
            return {"(min-width:48em) 24rem,6.5rem", small};
        case Box::row:
            return {"9rem", small};
        case Box::hero:
            return {"(min-width:48em) 44rem,100vw", large, true, true};
        case Box::figure:
            return {"(min-width:48em) 44rem,100vw", large, false, true};
    }
    return {"100vw", large};
}

std::string address_of(const PictureFacts& facts, unsigned width, std::string_view form) {
    return fmt::format("/p/{}/{}/{}.{}", facts.seal, width, facts.key, form);
}

// "/p/.../320/....webp 320w, ...": no wider than the picture is, but for the last, which is as wide as that.
std::string choices(const PictureFacts& facts, const Fitting& fitting) {
    std::string out;
    for (const std::uint16_t width : fitting.widths) {
        const bool last = facts.state == State::ready && facts.width <= width;
        if (!out.empty()) out += ", ";
        fmt::format_to(std::back_inserter(out), "{} {}w", address_of(facts, width, "webp"), last ? facts.width : width);
        if (last) break;
    }
    return out;
}

void img(Html& h, const Fitting& fitting, std::uint32_t width, std::uint32_t height) {
    h.put("<img class=\"pic\" width=\"").number(width).put("\" height=\"").number(height);
    h.put("\" decoding=\"async\"").attribute("loading", fitting.eager ? "eager" : "lazy");
    if (fitting.eager) h.put(" fetchpriority=\"high\"");
}

}  // namespace

Plate plate_of(const PictureLook& look, std::string_view image) {
    Plate plate;
    if (image.starts_with("drawing:")) {
        plate.any = true;
        plate.drawing = fmt::format("/drawing/{}.svg", percent_encode(image.substr(8)));
    } else if (look && !image.empty()) {
        plate.facts = look(image);
        plate.any = plate.facts.state != State::none;
    }
    return plate;
}

void picture(Html& h, const Plate& plate, std::string_view alt, Box box) {
    const Fitting fitting = fitting_of(box);
    if (!plate.any) return;
    if (!plate.drawing.empty()) {
        img(h, fitting, 800, 450);
        h.attribute("alt", alt).url("src", plate.drawing).put(">");
        return;
    }
    const PictureFacts& facts = plate.facts;
    const bool ready = facts.state == State::ready;
    const bool natural = ready && fitting.natural;
    h.put(natural ? Markup("<span class=\"plate natural\">") : Markup("<span class=\"plate\">"));
    if (!facts.blur.empty())
        h.put("<img class=\"blur\" alt=\"\" width=\"8\" height=\"6\"")
            .attribute("src", "data:image/webp;base64," + to_base64(facts.blur))
            .put(">");
    img(h, fitting, natural ? facts.width : 800, natural ? facts.height : 450);
    h.attribute("sizes", fitting.sizes).attribute("srcset", choices(facts, fitting));
    h.attribute("alt", alt).url("src", address_of(facts, 640, "webp")).put("></span>");
}

std::string picture_for_machines(const Plate& plate) {
    if (!plate.drawing.empty()) return plate.drawing;
    return plate.facts.state == State::ready ? address_of(plate.facts, 960, "jpg") : std::string();
}

// A sheet folded in eight, as in the masthead; grey enough for paper and for night.
std::string_view empty_sheet() {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 160 90\" width=\"640\" height=\"360\" "
           "preserveAspectRatio=\"xMidYMid slice\"><path fill=\"#808080\" fill-opacity=\".14\" d=\"M0 0h160v90H0z\"/>"
           "<g fill=\"none\" stroke=\"#808080\" stroke-opacity=\".45\"><rect x=\"71\" y=\"35\" width=\"18\" "
           "height=\"20\" "
           "rx=\"1.5\"/><path d=\"M80 35v20M71 40h18M71 45h18M71 50h18\" stroke-width=\".6\"/></g></svg>";
}

}  // namespace octavo::web
