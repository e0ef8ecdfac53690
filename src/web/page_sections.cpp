// A section of the paper, a place in the news, and all places in the news.
#include "web/pages.hpp"
#include "web/sections.hpp"

namespace octavo::web {
namespace {

using Kind = text::GazetteerPlace::Kind;

bool all_made_up(const DeskView& view) {
    return view.sample && std::ranges::all_of(view.top, &store::Card::sample, &Group::card) &&
           std::ranges::all_of(view.more, &store::Card::sample, &Group::card);
}

// What both kinds of page hold below their heads.
void desk(Html& h, const Setting& s, const DeskView& view, const std::string& place, std::string_view name) {
    if (view.top.empty() && view.more.empty())
        h.put("<p class=\"empty\">").text(s.tongue.say(Say::nothing_here)).put("</p>");
    if (!view.top.empty()) front_grid(h, s, view.top);
    if (!view.more.empty()) {
        if (view.further)
            h.put("<h2 class=\"sr\">").text(s.tongue.fill(Say::in_section, name)).put("</h2>");
        else
            part_title(h, s.tongue.say(Say::more_stories));
        h.put("<section class=\"rows\">");
        for (const Group& group : view.more) story_card(h, s, group, Shape::row);
        h.put("</section>");
    }
    if (view.older)
        h.put("<p class=\"pager\"><a class=\"btn\" rel=\"next\"")
            .url("href", fmt::format("{}?before={}", place_in(s.edition(), place), *view.older))
            .put(">")
            .text(s.tongue.say(Say::older))
            .put("</a></p>");
}

Frame frame_of(const DeskView& view, std::string title, const std::string& place) {
    return {.title = std::move(title),
            .place = place,
            .feed = place + "/feed",
            .noindex = view.further,
            .sample = view.sample,
            .made_up = all_made_up(view)};
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
}

void counted_links(Html& h, const Setting& s, const std::vector<NearbyPlace>& places) {
    for (const NearbyPlace& near : places) {
        h.put("<li><a dir=\"auto\"").url("href", place_in(s.edition(), locality_place(*near.place))).put(">");
        h.text(locality_name(s, *near.place)).put("</a> <span>");
        h.text(s.tongue.count(Say::n_articles, static_cast<std::uint64_t>(near.articles))).put("</span></li>");
    }
}

}  // namespace

std::string category_page(const Setting& s, Category category, const DeskView& view) {
    const std::string place = category_place(category);
    const std::string_view name = s.tongue.say(category_word(category));
    const Frame frame = frame_of(view, std::string(name), place);
    Html h;
    begin_page(h, s, frame);
    head(h, s, name, "", view, place);
    h.put("</header>");
    desk(h, s, view, place, name);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string locality_page(const Setting& s, const LocalityView& view) {
    const std::string place = locality_place(*view.place);
    const std::string name = locality_name(s, *view.place);
    const Frame frame = frame_of(view.desk, name, place);
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
    desk(h, s, view.desk, place, name);
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

}  // namespace octavo::web
