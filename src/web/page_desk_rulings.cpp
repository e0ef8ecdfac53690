// What was taken down and who is left out: the desk's page of it, what readers find in its place, and how to ask for
// it.
#include "web/desk_views.hpp"
#include "web/form_parts.hpp"
#include "web/pages.hpp"
#include "web/table_parts.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t longest_address = 2000, longest_reason = 300;

void undo_form(Html& h, const DeskSetting& d, std::string_view doing, std::string_view name, std::string_view value,
               Say word, std::string_view about) {
    begin_form(h, d.s, "admin/takedowns", d.token, doing);
    hidden(h, name, value);
    end_form(h, d.s, word, false, about);
}

void taken_rows(Html& h, const DeskSetting& d, const DeskTakedownsView& view) {
    const Setting& s = d.s;
    begin_table(h, s, {Say::desk_domain, Say::when_done, Say::desk_reason, Say::desk_undo});
    for (const Withheld& one : view.taken) {
        const std::string id = one.article.text();
        cell(h.put("<tr>"), s, Say::sources)
            .put("<bdi dir=\"ltr\">")
            .text(one.domain)
            .put("</bdi><small><bdi dir=\"ltr\"");
        h.attribute("id", "w" + id).put(">").text(id).put("</bdi></small></td>");
        cell(h, s, Say::when_done);
        when(h, s, one.at);
        cell(h.put("</td>"), s, Say::desk_reason).put("<bdi>").text(one.reason).put("</bdi></td>");
        h.put("<td>");
        undo_form(h, d, "give-back", "article", id, Say::desk_undo, "w" + id);
        h.put("</td></tr>");
    }
    end_table(h);
}

void left_out_rows(Html& h, const DeskSetting& d, const DeskTakedownsView& view) {
    const Setting& s = d.s;
    begin_table(h, s, {Say::sources, Say::when_done, Say::desk_reason, Say::desk_let_back});
    for (const LeftOut& one : view.left_out) {
        cell(h.put("<tr>"), s, Say::sources).put("<bdi dir=\"ltr\"").attribute("id", "d" + one.domain).put(">");
        h.text(one.domain).put("</bdi></td>");
        cell(h, s, Say::when_done);
        when(h, s, one.since);
        cell(h.put("</td>"), s, Say::desk_reason).put("<bdi>").text(one.reason).put("</bdi></td>");
        h.put("<td>");
        undo_form(h, d, "let-back", "domain", one.domain, Say::desk_let_back, "d" + one.domain);
        h.put("</td></tr>");
    }
    end_table(h);
}

void take_down_form(Html& h, const DeskSetting& d, const DeskTakedownsView& view) {
    const Setting& s = d.s;
    begin_form(h, s, "admin/takedowns", d.token, "take-down");
    h.put("<p class=\"hint\">").text(s.tongue.say(Say::desk_takedown_detail)).put("</p>");
    desk_field(h, s,
               {.name = "article",
                .id = "article",
                .label = Say::desk_article_address,
                .value = view.typed,
                .longest = longest_address,
                .required = true});
    desk_field(h, s, {.name = "why", .id = "why", .label = Say::desk_reason, .longest = longest_reason});
    h.put("<p><label><input type=\"checkbox\" name=\"copies\" value=\"yes\"> ");
    h.text(s.tongue.say(Say::desk_copies_too)).put("</label></p>");
    end_form(h, s, Say::desk_take_down);
}

void leave_out_form(Html& h, const DeskSetting& d, const DeskTakedownsView& view) {
    const Setting& s = d.s;
    begin_form(h, s, "admin/takedowns", d.token, "leave-out");
    h.put("<p class=\"hint\">").text(s.tongue.say(Say::desk_optout_detail)).put("</p>");
    desk_field(h, s,
               {.name = "domain",
                .id = "domain",
                .label = Say::desk_domain,
                .value = view.typed_domain,
                .longest = 253,
                .required = true});
    desk_field(h, s, {.name = "why", .id = "why-out", .label = Say::desk_reason, .longest = longest_reason});
    sure_field(h, s);
    end_form(h, s, Say::desk_optout, false);
}

// What stands in the place of what is not there: a title, a sentence, the way to ask.
std::string in_its_place(const Setting& s, Say title, const std::string& detail) {
    const Frame frame{.title = std::string(s.tongue.say(title)), .noindex = true};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap words\"><h1>").text(frame.title).put("</h1><p>").text(detail);
    h.put("</p><p><a").url("href", place_in(s.edition(), "publishers")).put(">");
    h.text(s.tongue.say(Say::for_publishers)).put("</a></p><p><a").url("href", place_in(s.edition(), "")).put(">");
    h.text(s.tongue.say(Say::back_to_today)).put("</a></p></main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace

std::string desk_takedowns_page(const DeskSetting& d, const DeskTakedownsView& view) {
    const Setting& s = d.s;
    const Frame frame = desk_frame_of(s, std::string(s.tongue.say(Say::desk_takedowns)), "admin/takedowns");
    Html h;
    begin_desk(h, s, frame, d.role);
    tell_outcome(h, s, view.outcome);
    if (!view.further) {
        part(h, s, Say::desk_takedown);
        take_down_form(h, d, view);
    }
    if (view.taken.empty())
        h.put("<p class=\"hint\">").text(s.tongue.say(Say::desk_none_taken)).put("</p>");
    else
        taken_rows(h, d, view);
    if (view.next)
        pager(h, s,
              place_in(s.edition(), fmt::format("admin/takedowns?from={}-{}", to_unix_ms(view.next->at),
                                                view.next->article.text())));
    if (!view.further) {
        part(h, s, Say::desk_left_out);
        if (view.left_out.empty())
            h.put("<p class=\"hint\">").text(s.tongue.say(Say::desk_none_left_out)).put("</p>");
        else
            left_out_rows(h, d, view);
        leave_out_form(h, d, view);
    }
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string taken_down_page(const Setting& s) {
    return in_its_place(s, Say::taken_down, std::string(s.tongue.say(Say::taken_down_detail)));
}

std::string left_out_page(const Setting& s, std::string_view domain) {
    return in_its_place(s, Say::left_out, s.tongue.fill(Say::left_out_detail, domain));
}

std::string publishers_page(const Setting& s) {
    const Frame frame{.title = std::string(s.tongue.say(Say::for_publishers)), .place = "publishers"};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap words\"><h1>").text(frame.title).put("</h1>");
    for (const Say what : {Say::publishers_1, Say::publishers_2, Say::publishers_4, Say::publishers_3})
        h.put("<p>").text(s.tongue.say(what)).put("</p>");
    if (s.site.contact.empty()) {
        h.put("<p>").text(s.tongue.say(Say::publishers_no_contact)).put("</p>");
    } else {
        h.put("<p>").text(s.tongue.say(Say::contact)).put(": <a").url("href", s.site.contact).put("><bdi>");
        h.text(s.site.contact).put("</bdi></a></p>");
    }
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
