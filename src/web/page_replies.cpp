// Who answered somebody: one of the pages of an account.
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "web/account_views.hpp"
#include "web/comment_parts.hpp"
#include "web/comments.hpp"
#include "web/form_parts.hpp"
#include "web/my_news.hpp"
#include "web/table_parts.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t letters_here = 400;

void reply(Html& h, const Setting& s, const RepliesView& view, const readers::Talk::Reply& one) {
    const Comment& c = one.comment;
    const auto card = view.cards.find(c.article);
    h.put("<article class=\"comment\"").attribute("aria-labelledby", fmt::format("by{}", c.number));
    h.put("><p class=\"meta\"><span").attribute("id", fmt::format("by{}", c.number)).put(">");
    name_of_author(h, s, c);
    when(h, s, c.made);
    h.put("</span>");
    if (!one.seen) h.put("<b>").text(s.tongue.say(Say::reply_new)).put("</b>");
    if (card != view.cards.end()) {
        h.put("<span>").text(s.tongue.say(Say::comment_about)).put(" <a dir=\"auto\"");
        h.url("href",
              fmt::format("{}/comments?c={}#c{}", place_in(s.edition(), article_place(c.article, card->second.title)),
                          c.number, c.number));
        h.put(">").text(card->second.title).put("</a></span>");
    }
    h.put("</p>");
    comment_text(h, utf8::excerpt(c.text, letters_here));
    h.put("</article>");
}

// What was asked for about one decision, or the way to ask.
void another_look(Html& h, const Setting& s, const RepliesView& view, std::int64_t comment,
                  const std::optional<readers::Talk::Appeal>& known) {
    if (known) {
        const bool open = known->state == readers::Talk::Appeal::State::open;
        h.put("<p class=\"hint\">").text(s.tongue.say(open ? Say::appeal_waits : Say::appeal_refused)).put("</p>");
    } else if (view.appeal != comment) {
        h.put("<p><a class=\"btn\"");
        if (comment != 0) h.attribute("aria-describedby", fmt::format("by{}", comment));
        h.url("href", place_in(s.edition(), fmt::format("my/replies?appeal={}#text", comment))).put(">");
        h.text(s.tongue.say(Say::appeal)).put("</a></p>");
    } else {
        if (view.refused)
            fault(h, s,
                  *view.refused == readers::Refusal::too_long ? Say::too_many : refusal_word(*view.refused, true));
        begin_form(h, s, "my/replies", view.token, "appeal");
        if (comment != 0) hidden(h, "about", std::to_string(comment));
        text_field(h, s, Say::appeal_yours, Say::appeal_hint, view.typed, view.refused.has_value(),
                   readers::Talk::longest_appeal);
        end_form(h, s, Say::appeal);
    }
}

void what_was_decided(Html& h, const Setting& s, const RepliesView& view) {
    if (view.ban) {
        h.put("<p class=\"said\">").text(s.tongue.fill(Say::you_banned, s.tongue.exact(view.ban->ends))).put("</p>");
        another_look(h, s, view, 0, view.ban_appeal);
    }
    if (view.removed.empty()) return;
    part(h, s, Say::comment_removed);
    for (const readers::Talk::Removed& one : view.removed) {
        const Comment& c = one.comment;
        h.put("<article class=\"comment\"><p class=\"meta\"><span").attribute("id", fmt::format("by{}", c.number));
        h.put(">");
        when(h, s, c.made);
        h.put("</span></p>");
        comment_text(h, utf8::excerpt(c.text, letters_here));
        another_look(h, s, view, c.number, one.appeal);
        h.put("</article>");
    }
    if (view.older_removed)
        both_ways(h, s, "", fmt::format("{}?removed={}", place_in(s.edition(), "my/replies"), *view.older_removed));
}

}  // namespace

std::string replies_page(const Setting& s, const RepliesView& view) {
    const Frame frame{.title = std::string(s.tongue.say(Say::replies)),
                      .place = "my/replies",
                      .current = "me",
                      .noindex = true,
                      .presses = true};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list account comments\"><header class=\"headline\"><h1>").title(frame.title);
    h.put("</h1></header>");
    my_tabs(h, s, frame.place);
    if (!view.told) h.put("<p class=\"hint\">").text(s.tongue.say(Say::replies_off)).put("</p>");
    if (view.told && view.replies.empty())
        h.put("<p class=\"hint\">").text(s.tongue.say(Say::replies_none)).put("</p>");
    for (const readers::Talk::Reply& one : view.replies) reply(h, s, view, one);
    if (view.older) pager(h, s, fmt::format("{}?before={}", place_in(s.edition(), "my/replies"), *view.older));
    what_was_decided(h, s, view);
    begin_form(h, s, "my/replies", view.token, view.told ? "stop" : "start");
    end_form(h, s, view.told ? Say::replies_stop : Say::replies_start, false);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string replies_as_json(const Setting& s, std::uint64_t many) {
    JsonWriter out;
    out.object().field("new", many).field("words", s.tongue.count(Say::n_new_replies, many)).end();
    return out.take();
}

}  // namespace octavo::web
