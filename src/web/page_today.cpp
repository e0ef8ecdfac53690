// The front page, and the further pages of an edition.
#include "web/json_ld.hpp"
#include "web/pages.hpp"
#include "web/sections.hpp"

namespace octavo::web {
namespace {

void empty_note(Html& h, const Setting& s) {
    h.put("<div class=\"empty\"><h2>").text(s.tongue.say(Say::empty_title)).put("</h2><p>");
    h.text(s.tongue.say(s.outlook.following ? Say::empty_detail : Say::empty_idle)).put("</p></div>");
}

void dateline(Html& h, const Setting& s, const TodayView& view) {
    // The script counts, and fills its number in at the "#".
    std::string since(s.tongue.say(Say::new_since));
    for (auto at = since.find("{}"); at != std::string::npos; at = since.find("{}", at)) since.replace(at, 2, "#");
    h.put("<div class=\"dateline\"").attribute("data-new", since);
    h.attribute("data-news", s.tongue.say(Say::news_arrived));
    h.attribute("data-mark", s.tongue.say(Say::new_mark)).put("><h1 class=\"day\">");
    h.text(s.tongue.day(s.now)).put("</h1>");
    if (view.articles > 0)
        h.put("<span>").text(s.tongue.count(Say::n_articles, static_cast<std::uint64_t>(view.articles))).put("</span>");
    if (s.outlook.following && s.outlook.sources > 0)
        h.put("<span>").text(s.tongue.count(Say::following, s.outlook.sources)).put("</span>");
    h.put("</div>");
}

// "Sport", and the way to all of it.
void part_link(Html& h, const Setting& s, const std::string& place, std::string_view name) {
    h.put("<h2 class=\"part\"><a").url("href", place_in(s.edition(), place)).put(">").text(name).put("</a></h2>");
}

// One story with its picture, the others as headlines.
void desk(Html& h, const Setting& s, const SectionView& section) {
    h.put("<section class=\"desk\">");
    part_link(h, s, category_place(section.category), s.tongue.say(category_word(section.category)));
    for (const Group& group : section.groups)
        story_card(h, s, group, &group == &section.groups.front() ? Shape::third : Shape::second);
    h.put("</section>");
}

void end_line(Html& h, const Setting& s, std::optional<store::Position> older) {
    // The script says what is new since this reader's last visit, and fills in when that was at the "#".
    const auto with_gap = [&](Say sentence) { return s.tongue.fill(sentence, "#"); };
    h.put("<div class=\"end\"").attribute("data-seen", with_gap(Say::end_seen));
    h.attribute("data-nothing", with_gap(Say::end_nothing)).put("><p><b>").text(s.tongue.say(Say::end_title));
    h.put("</b></p>");
    if (older) {
        h.put("<p>").text(s.tongue.say(Say::end_detail)).put("</p><p><a class=\"btn\" rel=\"next\"");
        h.attribute("href", fmt::format("/{}?before={}", s.edition().code, *older))
            .put(">")
            .text(s.tongue.say(Say::older))
            .put("</a></p>");
    }
    h.put("</div>");
}

}  // namespace

void part_title(Html& h, std::string_view title) { h.put("<h2 class=\"part\"><span>").text(title).put("</span></h2>"); }

// One lead, a column of headlines beside it, rows of three below. With few stories the lead stands alone.
void front_grid(Html& h, const Setting& s, const std::vector<Group>& top) {
    h.put("<section class=\"front").put(top.size() < 3 ? Markup(" alone") : Markup(""));
    const bool pictured = plate_of(s, top.front().card.image).any;
    h.put(pictured ? Markup("\"") : Markup(" plain\""));
    h.attribute("aria-label", s.tongue.say(Say::top_stories)).put(">");
    story_card(h, s, top.front(), Shape::lead);
    const std::size_t second = std::min(top.size(), 1 + beside_lead(pictured, top.size()));
    if (second > 1) {
        h.put("<div class=\"second\">");
        for (std::size_t i = 1; i < second; ++i) story_card(h, s, top[i], Shape::second);
        h.put("</div>");
    }
    for (std::size_t i = second; i < top.size(); ++i) story_card(h, s, top[i], Shape::third);
    h.put("</section>");
}

std::size_t beside_lead(bool pictured, std::size_t cards) { return !pictured && cards >= 7 ? 3 : 4; }

std::string today_page(const Setting& s, const TodayView& view) {
    const Frame frame{.title = std::string(s.tongue.say(Say::today)),
                      .description = std::string(s.tongue.say(Say::tagline)),
                      .feed = "feed",
                      .fold = view.top.empty() ? "" : "fold",
                      .current = "today",
                      .linked_data = home_data(s, linked(view.top)),
                      .alternates = view.alternates,
                      .live = true,
                      .sample = view.sample,
                      .made_up = view.sample && std::ranges::all_of(view.top, &store::Card::sample, &Group::card) &&
                                 std::ranges::all_of(view.more, &store::Card::sample, &Group::card) &&
                                 std::ranges::all_of(view.elsewhere, &store::Card::sample)};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap\">");
    dateline(h, s, view);
    if (view.top.empty() && view.elsewhere.empty()) empty_note(h, s);
    if (!view.top.empty()) front_grid(h, s, view.top);
    if (!view.trending.empty()) {
        h.put("<nav class=\"trend\"").attribute("aria-label", s.tongue.say(Say::trending)).put("><a class=\"kick\"");
        h.url("href", place_in(s.edition(), "t")).put(">").text(s.tongue.say(Say::trending)).put("</a>");
        tag_links(h, s, view.trending, s.tongue.say(Say::trending));
        h.put("</nav>");
    }
    if (!view.local.empty()) {
        const auto* country = find_locality(s.edition().country);
        part_link(h, s, locality_place(*country), locality_name(s, *country));
        h.put("<section class=\"strip\">");
        for (const Group& group : view.local) story_card(h, s, group, Shape::third);
        h.put("</section>");
    }
    if (!view.sections.empty()) {
        h.put("<div class=\"desks\">");
        for (const SectionView& section : view.sections) desk(h, s, section);
        h.put("</div>");
    }
    if (!view.more.empty()) {
        part_title(h, s.tongue.say(Say::more_stories));
        h.put("<section class=\"rows\">");
        for (const Group& group : view.more) story_card(h, s, group, Shape::row);
        h.put("</section>");
    }
    if (!view.elsewhere.empty()) {
        part_title(h, s.tongue.say(Say::elsewhere));
        h.put("<section class=\"rows\">");
        for (const store::Card& card : view.elsewhere) row_card(h, s, card);
        h.put("</section>");
    }
    if (!view.top.empty() || !view.elsewhere.empty()) end_line(h, s, view.older);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string archive_page(const Setting& s, const ListingView& view) {
    const Frame frame{.title = std::string(s.tongue.say(Say::older)),
                      .feed = "feed",
                      .current = "today",
                      .noindex = true,
                      .sample = view.sample,
                      .made_up = view.sample && std::ranges::all_of(view.cards, &store::Card::sample)};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap\"><div class=\"dateline\"><h1 class=\"day\">")
        .text(s.tongue.say(Say::older))
        .put("</h1>");
    if (!view.cards.empty()) h.put("<span>").text(s.tongue.day(view.cards.front().published)).put("</span>");
    h.put("<span><a")
        .url("href", place_in(s.edition(), ""))
        .put(">")
        .text(s.tongue.say(Say::newest))
        .put("</a></span></div>");
    h.put("<section class=\"rows\"><h2 class=\"sr\">").text(s.tongue.say(Say::more_stories)).put("</h2>");
    for (const store::Card& card : view.cards) row_card(h, s, card);
    h.put("</section>");
    end_line(h, s, view.older);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
