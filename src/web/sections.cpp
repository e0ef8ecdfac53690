#include "web/sections.hpp"

#include "base/url.hpp"

namespace octavo::web {
namespace {

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

void entry(Html& h, const Setting& s, std::string_view current, const std::string& place, std::string_view name) {
    h.put("<li><a").url("href", place_in(s.edition(), place));
    if (place == current) h.put(" aria-current=\"page\"");
    h.put(">").text(name).put("</a></li>");
}

}  // namespace

Say category_word(Category category) {
    switch (category) {
        case Category::general:
            return Say::category_general;
        case Category::world:
            return Say::category_world;
        case Category::politics:
            return Say::category_politics;
        case Category::business:
            return Say::category_business;
        case Category::technology:
            return Say::category_technology;
        case Category::science:
            return Say::category_science;
        case Category::health:
            return Say::category_health;
        case Category::sports:
            return Say::category_sports;
        case Category::entertainment:
            return Say::category_entertainment;
        case Category::culture:
            return Say::category_culture;
        case Category::environment:
            return Say::category_environment;
        case Category::local:
            return Say::category_local;
    }
    return Say::category_general;
}

std::vector<const text::GazetteerPlace*> places_around(const text::GazetteerPlace& place) {
    using Kind = text::GazetteerPlace::Kind;
    std::vector<const text::GazetteerPlace*> out;
    if (place.kind == Kind::country) return out;
    const auto& gazetteer = text::Gazetteer::own();
    if (const auto* country = gazetteer.country(place.country)) out.push_back(country);
    if (place.kind != Kind::region)
        if (const auto* region = gazetteer.region(place.country, place.region)) out.push_back(region);
    return out;
}

bool lies_in(const text::GazetteerPlace& inner, const text::GazetteerPlace& outer) {
    using Kind = text::GazetteerPlace::Kind;
    if (&inner == &outer || inner.country != outer.country) return false;
    if (outer.kind == Kind::country) return true;
    return outer.kind == Kind::region && inner.kind != Kind::region &&
           outer.id.substr(outer.id.find('.') + 1) == inner.region;
}

std::string category_place(Category category) { return fmt::format("c/{}", name_of(category)); }

std::string locality_place(const text::GazetteerPlace& place) {
    std::string out = "l/";
    if (place.kind != text::GazetteerPlace::Kind::country)
        if (const std::string slug = slug_of(place.name); !slug.empty()) out += percent_encode(slug) + "-";
    return out + lower_ascii(place.id);
}

const text::GazetteerPlace* find_locality(std::string_view id) { return text::Gazetteer::own().find(id); }

std::vector<const text::GazetteerPlace*> largest_cities(const text::GazetteerPlace& country, std::size_t most) {
    using Kind = text::GazetteerPlace::Kind;
    std::vector<const text::GazetteerPlace*> out;
    for (const auto& place : text::Gazetteer::own().places())
        if (place.country == country.country && (place.kind == Kind::city || place.kind == Kind::capital))
            out.push_back(&place);
    const auto by_people = [](const auto* place) { return place->thousands; };
    const auto end = out.begin() + static_cast<std::ptrdiff_t>(std::min(most, out.size()));
    std::ranges::partial_sort(out, end, std::greater(), by_people);
    out.erase(end, out.end());
    return out;
}

std::string locality_name(const Setting& s, const text::GazetteerPlace& place) {
    if (place.kind == text::GazetteerPlace::Kind::country) return s.tongue.country_name(place.country);
    return std::string(place.name);
}

void locality_links(Html& h, const Setting& s, std::span<const std::string> ids) {
    std::vector<const text::GazetteerPlace*> places;
    for (const std::string& id : ids)
        if (const auto* place = find_locality(id)) places.push_back(place);
    if (places.empty()) return;
    // Countries first, then what lies in them.
    std::ranges::stable_sort(places, {}, [](const auto* p) { return p->kind; });
    h.put("<ul class=\"tags places\"").attribute("aria-label", s.tongue.say(Say::places)).put(">");
    for (const auto* place : places) {
        h.put("<li><a dir=\"auto\"").url("href", place_in(s.edition(), locality_place(*place))).put(">");
        h.text(locality_name(s, *place)).put("</a></li>");
    }
    h.put("</ul>");
}

void tag_links(Html& h, const Setting& s, std::span<const store::TagRef> tags, std::string_view label) {
    if (tags.empty()) return;
    h.put("<ul class=\"tags hash\"").attribute("aria-label", label).put(">");
    for (const store::TagRef& tag : tags) {
        h.put("<li><a dir=\"auto\"").url("href", place_in(s.edition(), tag_place(tag))).put(">#");
        h.text(tag.name).put("</a></li>");
    }
    h.put("</ul>");
}

void section_menu(Html& h, const Setting& s, std::string_view current) {
    h.put("<nav class=\"sections\"").attribute("aria-label", s.tongue.say(Say::sections)).put("><ul class=\"wrap\">");
    if (const auto* country = find_locality(s.edition().country))
        entry(h, s, current, locality_place(*country), locality_name(s, *country));
    for (const Category category : sections_of_a_paper)
        entry(h, s, current, category_place(category), s.tongue.say(category_word(category)));
    entry(h, s, current, "t", s.tongue.say(Say::trending));
    entry(h, s, current, "l", s.tongue.say(Say::places));
    h.put("</ul></nav>");
}

}  // namespace octavo::web
