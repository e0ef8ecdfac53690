// The desk's first page: what needs a hand now, and nothing else that would have to be read every day; below it, how it
// stands.
#include "web/desk_views.hpp"
#include "web/pages.hpp"
#include "web/table_parts.hpp"

namespace octavo::web {
namespace {

constexpr std::uint64_t low_disk = 1'000'000'000;

struct Need {
    std::string words;
    std::string_view place;  // where something can be done about it; "" nowhere
};

std::vector<Need> needs_of(const DeskSetting& d, const DeskHomeView& view) {
    const Tongue& t = d.s.tongue;
    std::vector<Need> out;
    if (!view.ledger.paused_why.empty()) out.push_back({std::string(t.say(Say::desk_takes_nothing)), "admin/work"});
    if (view.disk && view.disk->known && view.disk->free < low_disk)
        out.push_back({t.fill(Say::desk_disk_low, bytes_of(d.s, view.disk->free)), "admin/work"});
    if (view.comments.value_or(0) > 0)
        out.push_back({t.count(Say::desk_comments_wait, *view.comments), "admin/comments"});
    const auto waits = [&](Say what, std::uint64_t many, std::string place) {
        if (many > 0) out.push_back({fmt::format("{}: {}", t.say(what), t.number(many)), std::move(place)});
    };
    waits(Say::desk_lists, view.reported_lists, "admin/lists");
    waits(Say::desk_wishes, view.wishes, "admin/wishes");
    if (d.role < Role::owner) return out;
    if (std::ranges::all_of(view.feeds, [](const auto n) { return n == 0; }))
        out.push_back({fmt::format("{}: {}", t.say(Say::feeds), t.number(std::uint64_t{0})), "admin/catalogue"});
    if (view.offline) out.push_back({std::string(t.say(Say::offline)), "admin/work"});
    if (view.failing > 0) out.push_back({t.count(Say::desk_feeds_fail, view.failing), "admin/sources?state=trouble"});
    if (!view.has_contact) out.push_back({std::string(t.say(Say::desk_no_contact)), "admin/config"});
    return out;
}

void needs(Html& h, const DeskSetting& d, const DeskHomeView& view) {
    const auto list = needs_of(d, view);
    part(h, d.s, Say::attention);
    if (list.empty()) {
        h.put("<p class=\"hint\">").text(d.s.tongue.say(Say::desk_calm)).put("</p>");
        return;
    }
    h.put("<ul class=\"needs\">");
    for (const Need& need : list) {
        h.put("<li><a").url("href", place_in(d.s.edition(), need.place)).put(">");
        h.text(need.words).put("</a></li>");
    }
    h.put("</ul>");
}

}  // namespace

std::string desk_home_page(const DeskSetting& d, const DeskHomeView& view) {
    const Setting& s = d.s;
    const Frame frame = desk_frame_of(s, std::string(s.tongue.say(Say::desk_home)), "admin");
    Html h;
    begin_desk(h, s, frame, d.role);
    needs(h, d, view);
    if (d.role >= Role::owner) {
        part(h, s, Say::desk_how_it_is);
        const auto count = [&](Say name, std::int64_t n) {
            figure(h, s.tongue.say(name), s.tongue.number(static_cast<std::uint64_t>(std::max<std::int64_t>(n, 0))));
        };
        h.put("<dl class=\"figures\">");
        count(Say::desk_articles, view.stats.articles);
        count(Say::desk_stories, view.stats.stories);
        count(Say::sources, view.stats.sources);
        count(Say::feeds, view.stats.feeds);
        count(Say::work_waiting, static_cast<std::int64_t>(view.ledger.waiting));
        count(Say::desk_under_way, static_cast<std::int64_t>(view.ledger.under_way));
        figure(h, s.tongue.say(Say::archive), bytes_of(s, static_cast<std::uint64_t>(view.stats.bytes)));
        if (view.disk && view.disk->known) figure(h, s.tongue.say(Say::desk_free), bytes_of(s, view.disk->free));
        h.put("</dl><dl class=\"figures\">");
        for (std::size_t i = 0; i < view.feeds.size(); ++i)
            if (view.feeds[i] > 0) count(health_word(static_cast<Feed::State>(i)), view.feeds[i]);
        h.put("</dl>");
    }
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
