// A public list as everybody sees it; what may be said against it; and what moderators see of lists.
#include "base/utf8.hpp"
#include "web/account_views.hpp"
#include "web/comment_parts.hpp"
#include "web/form_parts.hpp"
#include "web/json_ld.hpp"
#include "web/lists.hpp"
#include "web/my_news.hpp"
#include "web/table_parts.hpp"

namespace octavo::web {
namespace {

// A sentence with a name in it that has its own direction.
void with_name(Html& h, std::string_view sentence, std::string_view name) {
    const auto hole = std::min(sentence.find("{}"), sentence.size());
    h.text(sentence.substr(0, hole)).put("<bdi>").text(name).put("</bdi>");
    h.text(sentence.substr(std::min(hole + 2, sentence.size())));
}

Frame frame_of(const Setting& s, const ListView& view) {
    const std::string place = list_place(view.list);
    Frame frame{.title = view.list.name,
                .description = utf8::excerpt(view.list.about, 200),
                .place = place,
                .feed = place + "/feed",
                .noindex = view.further || !readers::Lists::may_be_found(view.list, s.now),
                .sample = view.sample};
    std::vector<store::Card> cards;
    for (const Listed& one : view.entries)
        if (one.card) cards.push_back(*one.card);
    if (!view.further) frame.linked_data = list_data(s, frame, {}, linked(cards));
    return frame;
}

void press(Html& h, const Setting& s, std::string_view place, std::string_view token, Markup doing, Say word,
           const store::List& list, std::string_view about = {}) {
    begin_form(h, s, place, token, doing.text());
    hidden(h, "what", list.id.text());
    end_form(h, s, word, false, about);
}

// What a moderator may do with it.
void decide(Html& h, const Setting& s, std::string_view place, std::string_view token, const store::List& list,
            std::string_view about = {}) {
    h.put("<div class=\"decide\">");
    if (list.barred) {
        press(h, s, place, token, "unbar", Say::list_unbar, list, about);
    } else {
        press(h, s, place, token, "bar", Say::list_bar, list, about);
        if (list.reports > 0) press(h, s, place, token, "unbar", Say::list_leave, list, about);
    }
    h.put("</div>");
}

// What stands in it, with its owner's words.
void entries(Html& h, const Setting& s, std::span<const Listed> all) {
    for (const Listed& one : all) {
        if (!one.card) continue;
        row_card(h, s, *one.card);
        if (!one.entry.said.empty())
            h.put("<div class=\"under\"><p class=\"word\" dir=\"auto\">").text(one.entry.said).put("</p></div>");
    }
}

}  // namespace

bool shown_to_all(const store::List& list) { return list.is_public && !list.barred && !list.owner_stopped; }

std::string list_page(const Setting& s, const ListView& view) {
    const Frame frame = frame_of(s, view);
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list\"><header class=\"headline\"><p class=\"kick\">");
    with_name(h, s.tongue.say(Say::list_by), view.list.owner_name);
    h.put("</p><h1><bdi>").title(view.list.name).put("</bdi></h1>");
    if (!view.list.about.empty()) h.put("<p class=\"about\" dir=\"auto\">").text(view.list.about).put("</p>");
    if (!view.further) keeping(h, s, frame.place);
    h.put("</header>");
    if (view.entries.empty()) h.put("<p class=\"empty\">").text(s.tongue.say(Say::list_empty)).put("</p>");
    h.put("<section class=\"rows single\">");
    if (!view.entries.empty()) spoken_title(h, view.list.name);
    entries(h, s, view.entries);
    h.put("</section>");
    if (view.older) pager(h, s, fmt::format("{}?before={}", place_in(s.edition(), frame.place), *view.older));
    h.put("<p class=\"hint\"><a rel=\"nofollow\"").url("href", place_in(s.edition(), frame.place + "/report"));
    h.put(">").text(s.tongue.say(Say::list_report)).put("</a></p></main>");
    end_page(h, s, frame);
    return h.take();
}

std::string list_report_page(const Setting& s, const ListReportView& view) {
    const std::string list = list_place(view.list), place = list + "/report";
    const Frame frame{.title = std::string(s.tongue.say(Say::list_report)),
                      .place = place,
                      .current = "me",
                      .noindex = true,
                      .presses = true};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list account\"><header class=\"headline\"><h1>").title(frame.title);
    h.put("</h1></header>");
    if (view.reported) {
        said(h, s.tongue.say(Say::report_thanks));
    } else {
        begin_form(h, s, place, view.token, "report");
        h.put("<fieldset><legend>").text(s.tongue.say(Say::report_why)).put("</legend>");
        for (const Complaint why : complaints) {
            h.put("<label class=\"choice\"><input type=\"radio\" name=\"why\" required");
            h.attribute("value", name_of(why)).put("> ").text(s.tongue.say(complaint_word(why))).put("</label>");
        }
        h.put("</fieldset>");
        end_form(h, s, Say::comment_report, false);
    }
    if (view.role >= Role::moderator) decide(h, s, "admin/lists", view.token, view.list);
    if (shown_to_all(view.list)) {
        h.put("<p class=\"hint\"><a").url("href", place_in(s.edition(), list)).put("><bdi>").text(view.list.name);
        h.put("</bdi></a></p>");
    } else {
        h.put("<h2 class=\"part\"><span><bdi>").text(view.list.name).put("</bdi></span></h2>");
        if (!view.list.about.empty()) h.put("<p class=\"about\" dir=\"auto\">").text(view.list.about).put("</p>");
        h.put("<section class=\"rows single\">");
        entries(h, s, view.entries);
        h.put("</section>");
        if (view.older) pager(h, s, fmt::format("{}?before={}", place_in(s.edition(), place), *view.older));
    }
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string desk_lists_page(const Setting& s, const DeskListsView& view) {
    const Frame frame = desk_frame_of(s, std::string(s.tongue.say(Say::desk_lists)), "admin/lists");
    Html h;
    begin_desk(h, s, frame, view.role);
    if (view.refused) fault(h, s, refusal_word(*view.refused, true));
    if (view.lists.empty()) h.put("<p class=\"empty\">").text(s.tongue.say(Say::desk_lists_none)).put("</p>");
    h.put("<ul class=\"kept\">");
    for (const store::List& list : view.lists) {
        const std::string id = "list" + list.id.text();
        // One that others do not see can be read where it may be reported.
        const std::string place = list_place(list) + (shown_to_all(list) ? "" : "/report");
        h.put("<li><div").attribute("id", id).put("><a").url("href", place_in(s.edition(), place)).put("><b><bdi>");
        h.text(list.name).put("</bdi></b></a><small>");
        with_name(h, s.tongue.say(Say::list_by), list.owner_name);
        h.put(" · ").text(s.tongue.count(Say::n_articles, static_cast<std::uint64_t>(list.entries)));
        if (list.reports > 0)
            h.put(" · ").text(s.tongue.count(Say::n_reports, static_cast<std::uint64_t>(list.reports)));
        for (std::size_t i = 0; i < list.reasons.size(); ++i) {
            const auto& [why, times] = list.reasons[i];
            h.put(i == 0 ? Markup(": ") : Markup(", ")).text(s.tongue.say(complaint_word(why)));
            if (times > 1) h.put(" × ").text(s.tongue.number(static_cast<std::uint64_t>(times)));
        }
        h.put("</small>");
        if (!list.about.empty()) h.put("<small dir=\"auto\">").text(list.about).put("</small>");
        h.put("</div>");
        decide(h, s, "admin/lists", view.token, list, id);
        h.put("</li>");
    }
    h.put("</ul>");
    if (!view.next.empty()) pager(h, s, fmt::format("{}?from={}", place_in(s.edition(), "admin/lists"), view.next));
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
