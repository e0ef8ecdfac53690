#include "web/drawing.hpp"

#include "base/hash.hpp"

namespace octavo::web {
namespace {

constexpr int width = 800, height = 450;

struct Colour {
    int r, g, b;
};
constexpr Colour colour(unsigned rgb) { return {int(rgb >> 16), int(rgb >> 8 & 255), int(rgb & 255)}; }
constexpr Colour mix(Colour a, Colour b, double t) {
    const auto part = [t](int x, int y) { return int(x + (y - x) * t + 0.5); };
    return {part(a.r, b.r), part(a.g, b.g), part(a.b, b.b)};
}
std::string hex(Colour c) { return fmt::format("#{:02x}{:02x}{:02x}", c.r, c.g, c.b); }

// An hour of the day: the sky from above to the horizon, the land from far to near, the light in the sky.
struct Hour {
    Colour high, low, far, near, light;
    bool night;
};
constexpr Hour hours[] = {
    {colour(0x8fb7c9), colour(0xf3e3cf), colour(0xa9b9b0), colour(0x24403c), colour(0xfff4dc), false},  // clear morning
    {colour(0xd98f73), colour(0xf6dcb4), colour(0xb98a82), colour(0x3a2a35), colour(0xfff0c9), false},  // dusk
    {colour(0x1d2b45), colour(0x5d6f8c), colour(0x3f5273), colour(0x0f1828), colour(0xf4eed6), true},   // night
    {colour(0xb9c3c4), colour(0xe6e6df), colour(0x9aa8a6), colour(0x37474a), colour(0xf7f6ef), false},  // overcast
    {colour(0xe8b59a), colour(0xf9e9d2), colour(0xc7a99c), colour(0x5a3b33), colour(0xfffaf0), false},  // warm haze
    {colour(0x6fa3b5), colour(0xdfe9d8), colour(0x86a89a), colour(0x1f4a47), colour(0xfffbe6), false},  // noon
    {colour(0x4b3f63), colour(0xe3a489), colour(0x7d6480), colour(0x231c31), colour(0xffe0b0), false},  // last light
};

class Brush {
  public:
    explicit Brush(std::string_view seed) : state_(hash64(seed)), hour_(hours[number(0, std::size(hours) - 1)]) {
        out_.reserve(3000);
        out_ += fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\">"
            "<defs><linearGradient id=\"s\" x2=\"0\" y2=\"1\"><stop stop-color=\"{2}\"/>"
            "<stop offset=\".75\" stop-color=\"{3}\"/></linearGradient></defs>"
            "<rect width=\"{0}\" height=\"{1}\" fill=\"url(#s)\"/>",
            width, height, hex(hour_.high), hex(hour_.low));
    }

    int number(int low, std::size_t high) { return low + int(next() % std::uint64_t(int(high) - low + 1)); }
    bool chance(int percent) { return number(0, 99) < percent; }
    // 0: the farthest shape, 1: the nearest.
    std::string land(double depth) const { return hex(mix(hour_.far, hour_.near, depth)); }
    std::string lit(double t) const { return hex(mix(hour_.low, hour_.light, t)); }
    const Hour& hour() const { return hour_; }
    void add(std::string_view svg) { out_ += svg; }
    template <class... A>
    void add(fmt::format_string<A...> f, A&&... a) {
        fmt::format_to(std::back_inserter(out_), f, std::forward<A>(a)...);
    }
    std::string finish() { return std::move(out_ += "</svg>"); }

    // A path through the points from the left edge to the right, closed below.
    void ground(const std::vector<std::pair<int, int>>& points, std::string_view fill, bool smooth) {
        add("<path fill=\"{}\" d=\"M0 {}V{}", fill, height, points.front().second);
        for (std::size_t i = 1; i < points.size(); ++i) {
            const auto [x0, y0] = points[i - 1];
            const auto [x, y] = points[i];
            if (smooth)
                add("C{} {} {} {} {} {}", (x0 + x) / 2, y0, (x0 + x) / 2, y, x, y);
            else
                add("L{} {}", x, y);
        }
        add("V{}Z\"/>", height);
    }
    void ridge(int base, int swing, int step, double depth, bool smooth) {
        std::vector<std::pair<int, int>> points;
        for (int x = 0;; x += number(step * 2 / 3, std::size_t(step * 4 / 3))) {
            points.emplace_back(std::min(x, width), base - number(0, std::size_t(swing)));
            if (x >= width) break;
        }
        ground(points, land(depth), smooth);
    }

  private:
    std::uint64_t next() {  // splitmix64
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t z = state_;
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9U;
        z = (z ^ z >> 27) * 0x94d049bb133111ebU;
        return z ^ z >> 31;
    }
    std::uint64_t state_;
    const Hour& hour_;
    std::string out_;
};

void sky(Brush& b) {
    const int x = b.number(120, 680), y = b.number(70, 170), r = b.number(26, 52);
    b.add("<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\" opacity=\".22\"/>", x, y, r * 2, b.lit(1));
    b.add("<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\" opacity=\".92\"/>", x, y, r, b.lit(1));
    if (b.hour().night) {
        if (b.chance(60))  // a crescent: the sky over part of the moon
            b.add("<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\"/>", x + r / 2, y - r / 5, r,
                  hex(mix(b.hour().high, b.hour().low, y / 340.0)));
        b.add("<g fill=\"{}\">", b.lit(1));
        for (int i = 0; i < 14; ++i)
            b.add("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"/>", b.number(0, width), b.number(8, 200),
                  b.chance(30) ? "1.6" : "1");
        b.add("</g>");
        return;
    }
    for (int i = b.number(0, 3); i > 0; --i) {
        const int cx = b.number(0, width), cy = b.number(40, 160), w = b.number(90, 200);
        b.add(
            "<path fill=\"{}\" opacity=\".55\" d=\"M{} {}h{}a13 13 0 0 0 0-26h-{}a22 22 0 0 0-40-8a19 19 0 0 0-{} "
            "34z\"/>",
            b.lit(.8), cx, cy, w, w / 4, w / 3);
    }
}

void birds(Brush& b) {
    if (b.hour().night || !b.chance(45)) return;
    b.add("<g fill=\"none\" stroke=\"{}\" stroke-width=\"2\" stroke-linecap=\"round\">", b.land(.8));
    const int x = b.number(120, 600), y = b.number(60, 190);
    for (int i = b.number(3, 5); i > 0; --i)
        b.add("<path d=\"M{} {}q7-8 12 0q5-8 12 0\"/>", x + b.number(-70, 70), y + b.number(-30, 30));
    b.add("</g>");
}

void hills(Brush& b) {
    for (int i = 0; i < 5; ++i) b.ridge(250 + i * 44, 80 - i * 8, 230 - i * 12, i / 4.0, true);
}

void peaks(Brush& b) {
    const int base = b.number(285, 315);
    for (int layer = 0; layer < 2; ++layer) {
        for (int x = b.number(-80, 20) + layer * 90; x < width;) {
            const int half = b.number(110, 190), top = base - b.number(110, 200) + layer * 80;
            const int foot = base + 60 + layer * 40, slope = foot - top;
            const int peak = x + half, snow = slope / 4;
            b.add("<path fill=\"{}\" d=\"M{} {}L{} {}L{} {}Z\"/>", b.land(.15 + layer * .3), x, foot, peak, top,
                  x + 2 * half, foot);
            b.add("<path fill=\"{}\" opacity=\".85\" d=\"M{} {}l{} {}l{} {}l{} {}l{} {}Z\"/>", b.lit(.7), peak, top,
                  half * snow / slope, snow, -half * snow / slope / 2, -snow / 3, -half * snow / slope / 2, snow / 2,
                  -half * snow / slope / 2, -snow / 3);
            x += half * 5 / 4;
        }
    }
    b.ridge(375, 40, 240, .75, true);
    b.ridge(425, 34, 220, 1, true);
}

// Water to the lower edge with the light lying on it.
void water(Brush& b, int from) {
    b.add("<path fill=\"{}\" d=\"M0 {}h{}v{}H0z\"/>",
          hex(mix(mix(b.hour().high, b.hour().far, .45), b.hour().near, .18)), from, width, height - from);
    b.add("<g fill=\"{}\" opacity=\".4\">", b.lit(.9));
    const int x = b.number(200, 600);
    for (int y = from + 8, i = 0; y < height && i < 12; y += 11 + i, ++i) {
        const int w = b.number(24, std::size_t(60 + i * 12));
        b.add("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"3\" rx=\"1.5\"/>", x - w / 2 + b.number(-30, 30), y, w);
    }
    b.add("</g>");
}

void boat(Brush& b, int x, int y, int s) {
    b.add("<path fill=\"{}\" d=\"M{} {}h{}l{} {}h-{}z\"/>", b.land(1), x, y, 8 * s, -s, 2 * s, 6 * s);
    b.add("<path fill=\"{}\" d=\"M{} {}v-{}l{} {}z\"/>", b.lit(.75), x + 4 * s, y - s / 2, 9 * s, 4 * s, 8 * s);
    b.add("<path fill=\"{}\" d=\"M{} {}v-{}l-{} {}z\"/>", b.lit(.45), x + 4 * s - s / 3, y - s / 2, 7 * s, 3 * s,
          6 * s);
}

void coast(Brush& b) {
    b.ridge(268, 46, 200, .12, true);
    const int from = b.number(258, 280);
    water(b, from);
    for (int i = b.number(1, 3); i > 0; --i) boat(b, b.number(80, 640), b.number(from + 26, 370), b.number(4, 9));
    if (b.chance(55)) {  // a headland with a lighthouse
        const bool left = b.chance(50);
        const int x = left ? 96 : 704, y = from - 24;
        b.add("<path fill=\"{}\" d=\"M{} {}C{} {} {} {} {} {}V{}H{}z\"/>", b.land(.85), left ? 0 : width, from - 50,
              left ? 130 : 670, from - 46, left ? 170 : 630, from + 20, left ? 300 : 500, from + 46, from + 60,
              left ? 0 : width);
        b.add("<path fill=\"{}\" d=\"M{} {}l5-84h14l5 84z\"/><path fill=\"{}\" d=\"M{} {}h22v-15h-22z\"/>", b.lit(.6),
              x - 12, y, b.land(1), x - 11, y - 84);
    }
    b.ridge(445, 46, 300, 1, true);
}

void town(Brush& b) {
    for (int layer = 0; layer < 3; ++layer) {
        const int base = 330 + layer * 42;
        std::string path = fmt::format("M0 {}V{}", height, base);
        std::string windows;
        for (int x = -b.number(0, 30); x < width;) {
            const int w = b.number(34, std::size_t(70 + layer * 12)),
                      top = base - b.number(24, std::size_t(180 - layer * 45));
            path += fmt::format("L{} {}", x, top);
            if (b.chance(30)) path += fmt::format("L{} {}", x + w / 2, top - b.number(14, 44));  // a roof
            path += fmt::format("L{} {}", x + w, top);
            if (layer == 2)
                for (int i = b.number(0, 2); i > 0; --i)
                    windows +=
                        fmt::format("M{} {}h7v9h-7z", x + b.number(6, std::size_t(w - 12)), top + b.number(14, 60));
            x += w;
        }
        b.add("<path fill=\"{}\" d=\"{}L{} {}V{}Z\"/>", b.land(.1 + layer * .42), path, width, base, height);
        if (!windows.empty())
            b.add("<path fill=\"{}\" opacity=\"{}\" d=\"{}\"/>", b.lit(1), b.hour().night ? ".9" : ".35", windows);
    }
    if (b.chance(50)) {
        b.add("<path fill=\"{}\" d=\"M0 404h{}v46H0z\"/>", b.land(1), width);
    } else {
        water(b, 400);
    }
}

// Crests running across, each with its lit side towards the light.
void dunes(Brush& b) {
    for (int i = 0; i < 4; ++i) {
        const int crest = b.number(150, 650), top = 215 + i * 52, foot = top + b.number(60, 90);
        b.add("<path fill=\"{}\" d=\"M-60 {}C{} {} {} {} {} {}C{} {} {} {} 860 {}V450H-60z\"/>", b.land(i / 3.6), foot,
              crest - 260, foot - 6, crest - 110, top + 6, crest, top, crest + 120, top + 20, crest + 240, foot - 10,
              foot);
        b.add("<path fill=\"{}\" opacity=\".16\" d=\"M{} {}C{} {} {} {} 860 {}V{}C{} {} {} {} {} {}z\"/>", b.lit(1),
              crest, top, crest + 120, top + 20, crest + 240, foot - 10, foot, foot + 60, crest + 200, foot + 20,
              crest - 20, foot, crest, top);
    }
}

void wood(Brush& b) {
    b.ridge(285, 70, 220, .05, true);
    b.ridge(325, 50, 200, .22, true);
    for (int layer = 0; layer < 2; ++layer) {
        const int foot = 380 + layer * 60;
        std::string trees;
        for (int x = b.number(-20, 10); x < width; x += b.number(28, std::size_t(46 + layer * 30))) {
            const int h = b.number(80, std::size_t(130 + layer * 70)), w = h * 2 / 5;
            trees += fmt::format("M{} {}l{} {}h-{}z", x, foot - h, w / 2, h, w);
        }
        b.add("<path fill=\"{}\" d=\"{}M0 {}h{}v{}H0z\"/>", b.land(.5 + layer * .5), trees, foot - 6, width,
              height - foot + 6);
    }
}

void river(Brush& b) {
    b.ridge(270, 80, 210, .1, true);
    b.ridge(300, 40, 260, .35, true);
    b.add("<path fill=\"{}\" d=\"M0 310h{}v{}H0z\"/>", b.land(.6), width, height - 310);
    const int x = b.number(300, 500), bend = b.number(-180, 180);
    b.add("<path fill=\"{}\" d=\"M{} 310C{} 350 {} 370 {} 450H{}C{} 380 {} 350 {} 310Z\"/>", b.lit(.35), x, x + bend,
          x - bend, x - 150, x + 150, x - bend + 90, x + bend + 30, x + 10);
    std::string trees;
    for (int i = 0; i < 9; ++i) {
        const int tx = b.chance(50) ? b.number(0, 230) : b.number(570, 790), ty = b.number(340, 430),
                  r = 10 + (ty - 330) / 4;
        trees +=
            fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"/><rect x=\"{}\" y=\"{}\" width=\"4\" height=\"{}\"/>", tx,
                        ty - r, r, tx - 2, ty - 4, r + 4);
    }
    b.add("<g fill=\"{}\">{}</g>", b.land(1), trees);
}

void fields(Brush& b) {
    b.ridge(262, 50, 240, .1, true);
    const int horizon = 268, vanish = b.number(250, 550);
    for (int i = 0; i < 12; ++i) {  // furrows running to one point
        const int left = -600 + i * 165;
        b.add("<path fill=\"{}\" d=\"M{} {}L{} {}H{}z\"/>", b.land(.3 + (i % 3) * .16), vanish, horizon, left, height,
              left + 166);
    }
    const int x = b.number(80, 680);
    b.add("<path fill=\"{}\" d=\"M{} {}v-34l26-20l26 20v34z\"/>", b.land(1), x, horizon + 26);
    b.add("<path fill=\"{}\" d=\"M{} {}h9v11h-9z\"/>", b.lit(1), x + 22, horizon - 2);
    for (int i = b.number(2, 4); i > 0; --i) {
        const int tx = x + b.number(-90, 150), h = b.number(40, 74);
        b.add("<ellipse cx=\"{}\" cy=\"{}\" rx=\"9\" ry=\"{}\" fill=\"{}\"/>", tx, horizon + 26 - h / 2, h / 2,
              b.land(.85));
    }
}

}  // namespace

std::string draw_landscape(std::string_view seed) {
    Brush b(seed);
    sky(b);
    switch (b.number(0, 7)) {
        case 0:
            hills(b);
            break;
        case 1:
            peaks(b);
            break;
        case 2:
            coast(b);
            break;
        case 3:
            town(b);
            break;
        case 4:
            dunes(b);
            break;
        case 5:
            wood(b);
            break;
        case 6:
            river(b);
            break;
        default:
            fields(b);
            break;
    }
    birds(b);
    return b.finish();
}

}  // namespace octavo::web
