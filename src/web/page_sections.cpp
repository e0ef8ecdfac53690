// A section of the paper, a place in the news, and all places in the news.
#include "base/utf8.hpp"
#include "web/json_ld.hpp"
#include "web/map.hpp"
#include "web/my_news.hpp"
#include "web/pages.hpp"
#include "web/sections.hpp"

namespace octavo::web {
namespace {

using Kind = text::GazetteerPlace::Kind;

bool all_made_up(const DeskView& view) {
    return view.sample && std::ranges::all_of(view.top, &store::Card::sample, &Group::card) &&
           std::ranges::all_of(view.more, &store::Card::sample, &Group::card);
}

void head(Html& h, const Setting& s, std::string_view title, std::string_view kicker, const DeskView& view,
          const std::string& place) {
    h.put("<main id=\"main\" class=\"wrap\"><header class=\"headline section\">");
    if (!kicker.empty()) h.put("<p class=\"kick\">").text(kicker).put("</p>");
    h.put("<h1 dir=\"auto\">").text(title).put("</h1>");
    if (view.further)
        h.put("<p class=\"meta\"><a")
            .url("href", place_in(s.edition(), place))
            .put(">")
            .text(s.tongue.say(Say::newest))
            .put("</a></p>");
    else
        keeping(h, s, place);
}

// A bar a day, drawn; its figures are said beside it.
void trend_line(Html& h, const Setting& s, const std::vector<std::uint32_t>& days) {
    if (days.size() < 2) return;
    const std::uint32_t most = std::max(1U, *std::ranges::max_element(days));
    constexpr unsigned wide = 8, high = 32;
    std::uint64_t all = 0;
    h.put("<p class=\"meta\"><svg class=\"pulse\" role=\"img\"");
    h.attribute("viewBox", fmt::format("0 0 {} {}", wide * days.size(), high));
    h.attribute("aria-label", s.tongue.fill(Say::trend_line, s.tongue.number(days.size()))).put(">");
    for (std::size_t i = 0; i < days.size(); ++i) {
        const unsigned bar = days[i] == 0 ? 1 : std::max(2U, high * days[i] / most);
        h.put("<rect").attribute("x", fmt::format("{}", wide * i)).attribute("y", fmt::format("{}", high - bar));
        h.attribute("width", fmt::format("{}", wide - 2)).attribute("height", fmt::format("{}", bar)).put("/>");
        all += days[i];
    }
    h.put("</svg><span>").text(s.tongue.count(Say::n_articles, all)).put("</span></p>");
}

void counted_links(Html& h, const Setting& s, const std::vector<NearbyPlace>& places) {
    for (const NearbyPlace& near : places) {
        h.put("<li><a dir=\"auto\"").url("href", place_in(s.edition(), locality_place(*near.place))).put(">");
        h.text(locality_name(s, *near.place)).put("</a> <span>");
        h.text(s.tongue.count(Say::n_articles, static_cast<std::uint64_t>(near.articles))).put("</span></li>");
    }
}

// The country, with what lies in it and is in the news; of a city where it lies.
void map_of(Html& h, const Setting& s, const LocalityView& view) {
    std::vector<MapDot> dots;
    const auto add = [&](const text::GazetteerPlace& place, double weight, bool here) {
        if (place.kind == Kind::country) return;
        dots.push_back({place.latitude, place.longitude, weight, locality_name(s, place),
                        place_in(s.edition(), locality_place(place)), here});
    };
    for (const NearbyPlace& near : view.inside) add(*near.place, static_cast<double>(near.articles), false);
    add(*view.place, 1, true);
    country_map(h, view.place->country, s.tongue.say(Say::places_inside), dots);
}

}  // namespace

void desk_body(Html& h, const Setting& s, const DeskView& view, const std::string& place, std::string_view name) {
    if (view.top.empty() && view.more.empty()) {
        h.put("<div class=\"empty\"><p>").text(s.tongue.say(Say::nothing_here)).put("</p><p><a class=\"btn\"");
        h.url("href", place_in(s.edition(), "")).put(">").text(s.tongue.say(Say::back_to_today)).put("</a></p></div>");
    }
    if (!view.top.empty()) front_grid(h, s, view.top);
    if (!view.more.empty()) {
        if (view.further)
            spoken_title(h, s.tongue.fill(Say::in_section, name));
        else
            part_title(h, s.tongue.say(Say::more_stories));
        h.put("<section class=\"rows\">");
        for (const Group& group : view.more) story_card(h, s, group, Shape::row);
        h.put("</section>");
    }
    if (view.older) pager(h, s, fmt::format("{}?before={}", place_in(s.edition(), place), *view.older));
}

Frame desk_frame(const Setting& s, const DeskView& view, std::string title, const std::string& place) {
    std::string description;  // what is on the page, in its own headlines
    for (const auto* groups : {&view.top, &view.more})
        for (const Group& group : *groups)
            if (description.size() < 120) description += (description.empty() ? "" : " · ") + group.card.title;
    Frame frame{.title = std::move(title),
                .description = utf8::excerpt(description, 200),
                .place = place,
                .feed = place + "/feed",
                .alternates = view.further ? std::vector<const Edition*>() : view.alternates,
                .noindex = view.further,
                .sample = view.sample,
                .made_up = all_made_up(view)};
    if (!view.further) frame.linked_data = list_data(s, frame, {}, linked(view.top));
    return frame;
}

std::string category_page(const Setting& s, Category category, const DeskView& view) {
    const std::string place = category_place(category);
    const std::string_view name = s.tongue.say(category_word(category));
    const Frame frame = desk_frame(s, view, std::string(name), place);
    Html h;
    begin_page(h, s, frame);
    head(h, s, name, "", view, place);
    h.put("</header>");
    desk_body(h, s, view, place, name);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string locality_page(const Setting& s, const LocalityView& view) {
    const std::string place = locality_place(*view.place);
    const std::string name = locality_name(s, *view.place);
    const Frame frame = desk_frame(s, view.desk, name, place);
    Html h;
    begin_page(h, s, frame);
    head(h, s, name, "", view.desk, place);
    if (!view.around.empty()) {
        h.put("<p class=\"meta\">");
        for (const auto* around : view.around) {
            h.put("<a dir=\"auto\"").url("href", place_in(s.edition(), locality_place(*around))).put(">");
            h.text(locality_name(s, *around)).put("</a>");
        }
        h.put("</p>");
    }
    h.put("</header>");
    if (!view.desk.further) map_of(h, s, view);
    if (!view.inside.empty() && !view.desk.further) {
        h.put("<nav class=\"inside\"")
            .attribute("aria-label", s.tongue.say(Say::places_inside))
            .put("><ul class=\"tags\">");
        for (const NearbyPlace& near : view.inside) {
            h.put("<li><a dir=\"auto\"").url("href", place_in(s.edition(), locality_place(*near.place))).put(">");
            h.text(locality_name(s, *near.place)).put("</a></li>");
        }
        h.put("</ul></nav>");
    }
    desk_body(h, s, view.desk, place, name);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string localities_page(const Setting& s, const LocalitiesView& view) {
    const Frame frame{.title = std::string(s.tongue.say(Say::places)), .place = "l", .sample = view.sample};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list\"><header class=\"headline\"><h1>").text(frame.title);
    h.put("</h1><p class=\"hint\">").text(s.tongue.say(Say::places_detail)).put("</p></header>");
    if (view.countries.empty()) h.put("<p class=\"empty\">").text(s.tongue.say(Say::nothing_here)).put("</p>");
    if (!view.countries.empty()) {
        h.put("<ul class=\"counted\">");
        counted_links(h, s, view.countries);
        h.put("</ul>");
    }
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string tag_page(const Setting& s, const TagView& view) {
    const std::string place = tag_place(view.tag);
    const std::string name = "#" + view.tag.name;
    Frame frame = desk_frame(s, view.desk, name, place);
    constexpr std::size_t enough = 3;  // what fewer articles share is no page to be found by
    frame.noindex = frame.noindex || view.desk.top.size() + view.desk.more.size() < enough;
    Html h;
    begin_page(h, s, frame);
    head(h, s, name, s.tongue.say(Say::hashtag), view.desk, place);
    if (!view.about.empty()) h.put("<p class=\"about\" dir=\"auto\">").text(view.about).put("</p>");
    if (!view.desk.further) trend_line(h, s, view.days);
    h.put("</header>");
    if (!view.related.empty() && !view.desk.further) {
        std::vector<store::TagRef> tags;
        for (const store::TagCount& related : view.related) tags.push_back(related.tag);
        h.put("<nav class=\"inside\"").attribute("aria-label", s.tongue.say(Say::often_together)).put(">");
        tag_links(h, s, tags, s.tongue.say(Say::often_together));
        h.put("</nav>");
    }
    desk_body(h, s, view.desk, place, name);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string trending_page(const Setting& s, std::span<const story::Trend> trends) {
    const Frame frame{.title = std::string(s.tongue.say(Say::trending)), .place = "t"};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list\"><header class=\"headline\"><h1>").text(frame.title);
    h.put("</h1><p class=\"hint\">").text(s.tongue.say(Say::trending_detail)).put("</p></header>");
    if (trends.empty()) h.put("<p class=\"empty\">").text(s.tongue.say(Say::nothing_here)).put("</p>");
    if (!trends.empty()) h.put("<ol class=\"counted\">");
    for (const story::Trend& trend : trends) {
        const store::TagRef tag{trend.id, trend.name};
        h.put("<li><a dir=\"auto\"").url("href", place_in(s.edition(), tag_place(tag))).put(">#").text(trend.name);
        h.put("</a> <span>").text(s.tongue.count(Say::n_sources, static_cast<std::uint64_t>(trend.publishers)));
        h.put(" · ").text(s.tongue.count(Say::n_articles, static_cast<std::uint64_t>(trend.recent)));
        h.put("</span></li>");
    }
    if (!trends.empty()) h.put("</ol>");
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
