// One's own lists: which there are, what stands in one and in which order, and what it is called.
#include "web/account_views.hpp"
#include "web/comment_parts.hpp"
#include "web/form_parts.hpp"
#include "web/lists.hpp"
#include "web/my_news.hpp"
#include "web/table_parts.hpp"

namespace octavo::web {
namespace {

using readers::Lists;
using readers::Refusal;

void hint(Html& h, std::string_view words) { h.put("<p class=\"hint\">").text(words).put("</p>"); }

Say word_of(Refusal why, Say too_long) {
    if (why == Refusal::bad_name) return Say::list_bad_name;
    if (why == Refusal::banned) return Say::list_private_only;
    return why == Refusal::too_long ? too_long : refusal_word(why, true);
}

// "public · 3 articles"
std::string state_of(const Setting& s, const store::List& list) {
    return fmt::format("{} · {}", s.tongue.say(list.is_public ? Say::list_is_public : Say::list_is_private),
                       s.tongue.count(Say::n_articles, static_cast<std::uint64_t>(list.entries)));
}

void text_input(Html& h, const Setting& s, Markup name, Say label, std::string_view value, std::size_t longest,
                bool required, bool at_fault, std::optional<Say> about = {}) {
    h.put("<p class=\"field\"><label for=\"")
        .put(name)
        .put("\">")
        .text(s.tongue.say(label))
        .put("</label><input id=\"");
    h.put(name).put("\" name=\"").put(name).put("\" dir=\"auto\" autocomplete=\"off\"");
    h.attribute("maxlength", std::to_string(longest)).attribute("value", value);
    if (required) h.put(" required");
    if (at_fault) h.put(" aria-invalid=\"true\"");
    if (about || at_fault) {
        h.put(" aria-describedby=\"").put(at_fault ? Markup("fault ") : Markup(""));
        if (about) h.put(name).put("-hint");
        h.put("\"");
    }
    h.put(">");
    if (about) h.put("<small id=\"").put(name).put("-hint\">").text(s.tongue.say(*about)).put("</small>");
    h.put("</p>");
}

// What a list is called, what it is about, who may read it.
void written_fields(Html& h, const Setting& s, const Lists::Written& typed, bool at_fault) {
    text_input(h, s, "name", Say::list_name, typed.name, Lists::longest_name, true, at_fault);
    text_input(h, s, "about", Say::list_about, typed.about, Lists::longest_about, false, at_fault,
               Say::list_about_hint);
    h.put("<p class=\"choices\"><label><input type=\"checkbox\" name=\"public\" value=\"yes\"");
    if (typed.is_public) h.put(" checked");
    h.put("> <span>").text(s.tongue.say(Say::list_open)).put("</span></label></p>");
}

void press_on(Html& h, const Setting& s, std::string_view place, std::string_view token, Markup doing, Say word,
              std::string_view what, std::string_view about) {
    begin_form(h, s, place, token, doing.text());
    hidden(h, "what", what);
    end_form(h, s, word, false, about);
}

std::string here(const MyListView& view) {
    const std::string place = own_list_place(view.list.id);
    return view.before == store::newest ? place : fmt::format("{}?before={}", place, view.before);
}

// A word of one's own about an article, folded away where there is none.
void own_word(Html& h, const Setting& s, const MyListView& view, const Listed& one, const std::string& id) {
    const std::string what = one.entry.article.text();
    h.put("<details class=\"filing\"><summary").attribute("aria-describedby", id).put(">");
    h.text(s.tongue.say(Say::list_said)).put("</summary>");
    begin_form(h, s, here(view), view.token, "say");
    hidden(h, "what", what);
    h.put("<p class=\"field\"><label class=\"sr\"").attribute("for", "said-" + what).put(">");
    h.text(s.tongue.say(Say::list_said)).put("</label><input name=\"said\" dir=\"auto\" autocomplete=\"off\"");
    h.attribute("id", "said-" + what).attribute("maxlength", std::to_string(Lists::longest_said));
    h.attribute("value", one.entry.said).attribute("aria-describedby", "hint-" + what).put("><small");
    h.attribute("id", "hint-" + what).put(">").text(s.tongue.say(Say::list_said_hint)).put("</small></p>");
    end_form(h, s, Say::list_save, false, id);
    h.put("</details>");
}

void entry(Html& h, const Setting& s, const MyListView& view, const Listed& one, bool first, bool last) {
    const std::string what = one.entry.article.text(), id = "of" + what;
    if (one.card)
        row_card(h, s, *one.card);
    else
        h.put("<article class=\"row\"><div><h3>").text(s.tongue.say(Say::untitled)).put("</h3></div></article>");
    h.put("<div class=\"under\"><span class=\"sr\" dir=\"auto\"").attribute("id", id).put(">");
    h.text(one.card ? std::string_view(one.card->title) : s.tongue.say(Say::untitled)).put("</span>");
    if (!one.entry.said.empty()) h.put("<p class=\"word\" dir=\"auto\">").text(one.entry.said).put("</p>");
    h.put("<div class=\"acts-on\">");
    if (!first) press_on(h, s, here(view), view.token, "up", Say::list_up, what, id);
    if (!last) press_on(h, s, here(view), view.token, "down", Say::list_down, what, id);
    press_on(h, s, here(view), view.token, "take_out", Say::list_take_out, what, id);
    own_word(h, s, view, one, id);
    h.put("</div></div>");
}

void settings(Html& h, const Setting& s, const MyListView& view) {
    const bool open = view.refused && view.doing == "change";
    h.put(open ? Markup("<details class=\"more\" open><summary>") : Markup("<details class=\"more\"><summary>"));
    h.text(s.tongue.say(Say::list_settings)).put("</summary>");
    if (open) fault(h, s, word_of(*view.refused, Say::list_bad_name));
    begin_form(h, s, own_list_place(view.list.id), view.token, "change");
    const Lists::Written kept{.name = view.list.name, .about = view.list.about, .is_public = view.list.is_public};
    written_fields(h, s, open ? view.typed : kept, open);
    end_form(h, s, Say::list_save, false);
    begin_form(h, s, own_list_place(view.list.id), view.token, "drop");
    end_form(h, s, Say::list_delete, false);
    h.put("</details>");
}

}  // namespace

std::string list_place(const store::List& list) {
    const std::string slug = slug_of(list.name);
    return fmt::format("lists/{}{}{}", slug, slug.empty() ? "" : "-", list.id.text());
}
std::string own_list_place(store::ListId id) { return "my/lists/" + id.text(); }

std::string my_lists_page(const Setting& s, const MyListsView& view) {
    const Frame frame = my_frame(s, Say::lists, "my/lists");
    Html h;
    begin_my(h, s, frame);
    h.put("<div class=\"account\">");
    if (view.undo) {
        h.put("<div class=\"said act\" role=\"status\"><span>").text(s.tongue.say(Say::list_deleted)).put("</span>");
        begin_form(h, s, "my/lists", view.token, "undo");
        hidden(h, "what", view.undo->text());
        end_form(h, s, Say::undo, false);
        h.put("</div>");
    } else if (view.undone) {
        said(h, s.tongue.say(Say::undone));
    }
    if (view.lists.empty()) hint(h, s.tongue.say(Say::lists_none));
    h.put("<ul class=\"kept\">");
    for (const store::List& list : view.lists) {
        h.put("<li><a").url("href", place_in(s.edition(), own_list_place(list.id))).put("><b><bdi>").text(list.name);
        h.put("</bdi></b></a><small>").text(state_of(s, list)).put("</small></li>");
    }
    h.put("</ul>");
    part(h, s, Say::list_new);
    if (view.refused) fault(h, s, word_of(*view.refused, Say::list_bad_name));
    begin_form(h, s, "my/lists", view.token, "make");
    written_fields(h, s, view.typed, view.refused.has_value());
    end_form(h, s, Say::list_make);
    h.put("</div>");
    end_my(h, s, frame);
    return h.take();
}

std::string my_list_page(const Setting& s, const MyListView& view) {
    Frame frame = my_frame(s, Say::lists, own_list_place(view.list.id));
    frame.title = view.list.name;
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list mine\"><header class=\"headline\"><h1><bdi>").title(frame.title);
    h.put("</bdi></h1></header>");
    my_tabs(h, s, "my/lists");
    if (view.refused && view.doing != "change") fault(h, s, word_of(*view.refused, Say::list_said_long));
    if (view.list.barred) hint(h, s.tongue.say(Say::list_barred));
    if (!view.list.about.empty()) h.put("<p class=\"about\" dir=\"auto\">").text(view.list.about).put("</p>");
    h.put("<p class=\"hint\">").text(state_of(s, view.list));
    if (view.list.is_public && !view.list.barred && !view.list.owner_stopped) {
        h.put(" · <a").url("href", place_in(s.edition(), list_place(view.list))).put(">");
        h.text(s.tongue.say(Say::list_see)).put("</a>");
    }
    h.put("</p><div class=\"account\">");
    settings(h, s, view);
    h.put("</div>");
    if (view.entries.empty()) h.put("<p class=\"empty\">").text(s.tongue.say(Say::list_own_empty)).put("</p>");
    h.put("<section class=\"rows single\">");
    if (!view.entries.empty()) spoken_title(h, view.list.name);
    for (std::size_t i = 0; i < view.entries.size(); ++i)
        entry(h, s, view, view.entries[i], i == 0 && view.before == store::newest,
              i + 1 == view.entries.size() && !view.older);
    h.put("</section>");
    if (view.older)
        pager(h, s, fmt::format("{}?before={}", place_in(s.edition(), own_list_place(view.list.id)), *view.older));
    end_my(h, s, frame);
    return h.take();
}

void list_choices(Html& h, const Setting& s, const ListChoices& view, std::string_view place, std::string_view token) {
    part(h, s, Say::list_in_yours);
    if (view.refused) fault(h, s, word_of(*view.refused, Say::list_said_long));
    begin_form(h, s, place, token, "lists");
    if (!view.lists.empty()) {
        h.put("<fieldset class=\"plain\"><legend class=\"sr\">").text(s.tongue.say(Say::list_in_yours));
        h.put("</legend><p class=\"choices\">");
        for (const store::List& list : view.lists) {
            const bool in = std::ranges::find(view.in, list.id) != view.in.end();
            if (in) h.put("<input type=\"hidden\" name=\"was\"").attribute("value", list.id.text()).put(">");
            h.put("<label><input type=\"checkbox\" name=\"list\"").attribute("value", list.id.text());
            if (in) h.put(" checked");
            h.put("> <span><bdi>").text(list.name).put("</bdi></span></label>");
        }
        h.put("</p></fieldset>");
    }
    text_input(h, s, "new", view.lists.empty() ? Say::list_new : Say::list_or_new, "", Lists::longest_name,
               view.lists.empty(), false);
    text_input(h, s, "said", Say::list_said, "", Lists::longest_said, false, false, Say::list_said_hint);
    end_form(h, s, Say::list_save, false);
}

}  // namespace octavo::web
