#include "web/map.hpp"

#include <charconv>
#include <cmath>
#include <numbers>
#include <unordered_map>

#include "web/map_data.gen.hpp"

namespace octavo::web {
namespace {

constexpr double side = 1000;  // the data's unit: the longer side of a country's box
constexpr double margin = 24;
constexpr double smallest = 9, largest = 26;  // of dots

struct Outline {
    double west = 0, south = 0, east = 0, north = 0;
    std::string path;  // an SVG path, north up
    double width = side, height = side;
};

template <class Number>
Number take(std::string_view& text) {
    Number n{};
    while (!text.empty() && (text.front() == ' ' || text.front() == ',')) text.remove_prefix(1);
    const auto end = std::from_chars(text.data(), text.data() + text.size(), n).ptr;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return n;
}

// "FR -4.761 41.385 9.556 51.096|864,627 845,611 ...|..."
std::pair<std::string_view, Outline> read_outline(std::string_view line) {
    const std::string_view code = line.substr(0, 2);
    line.remove_prefix(std::min<std::size_t>(2, line.size()));
    std::string_view head = line.substr(0, line.find('|'));
    Outline o;
    for (double* edge : {&o.west, &o.south, &o.east, &o.north}) *edge = take<double>(head);
    const double shrink = std::cos((o.south + o.north) / 2 * std::numbers::pi / 180);
    const double wide = (o.east - o.west) * shrink, high = o.north - o.south;
    const double longest = std::max(wide, high);
    o.width = wide / longest * side;
    o.height = high / longest * side;
    for (auto bar = line.find('|'); bar != std::string_view::npos;) {
        const auto next = line.find('|', bar + 1);
        std::string_view ring = line.substr(bar + 1, next == std::string_view::npos ? next : next - bar - 1);
        bar = next;
        char step = 'M';
        while (!ring.empty()) {
            const int x = take<int>(ring), y = take<int>(ring);
            o.path += fmt::format("{}{} {:.0f}", step, x, o.height - y);
            step = 'L';
        }
        o.path += 'Z';
    }
    return {code, std::move(o)};
}

const std::unordered_map<std::string_view, Outline>& outlines() {
    static const auto all = [] {
        std::unordered_map<std::string_view, Outline> read;
        for (std::string_view text = map_data::get("outlines.txt"); !text.empty();) {
            const auto end = std::min(text.find('\n'), text.size());
            if (end > 2) read.insert(read_outline(text.substr(0, end)));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        return read;
    }();
    return all;
}

}  // namespace

void country_map(Html& h, std::string_view country, std::string_view label, std::span<const MapDot> dots) {
    const auto known = outlines().find(country);
    if (known == outlines().end()) return;
    const Outline& o = known->second;
    struct Spot {
        const MapDot* dot;
        double x, y;
    };
    std::vector<Spot> spots;
    double most = 1;
    for (const MapDot& dot : dots) {
        const double longitude = dot.longitude < o.west - 180 ? dot.longitude + 360 : dot.longitude;  // Chukotka
        const double x = (longitude - o.west) / (o.east - o.west) * o.width;
        const double y = (o.north - dot.latitude) / (o.north - o.south) * o.height;
        if (x < -margin || y < -margin || x > o.width + margin || y > o.height + margin) continue;  // Alaska
        spots.push_back({&dot, x, y});
        most = std::max(most, dot.weight);
    }
    if (spots.empty()) return;
    std::ranges::stable_sort(spots, std::greater(), [](const Spot& s) { return s.dot->weight; });  // small ones on top
    h.put("<svg class=\"map\" role=\"group\"").attribute("aria-label", label);
    h.attribute("viewBox", fmt::format("{:.0f} {:.0f} {:.0f} {:.0f}", -margin, -margin, o.width + 2 * margin,
                                       o.height + 2 * margin));
    h.put("><path").attribute("d", o.path).put("/>");
    for (const Spot& spot : spots) {
        const double r = smallest + (largest - smallest) * std::sqrt(spot.dot->weight / most);
        h.put("<a").url("href", spot.dot->address).attribute("aria-label", spot.dot->name);
        if (spot.dot->here) h.put(" class=\"here\"");
        h.put("><circle").attribute("cx", fmt::format("{:.0f}", spot.x)).attribute("cy", fmt::format("{:.0f}", spot.y));
        h.attribute("r", fmt::format("{:.0f}", r)).put("><title>").text(spot.dot->name).put("</title></circle></a>");
    }
    h.put("</svg>");
}

}  // namespace octavo::web
