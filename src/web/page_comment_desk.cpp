// The moderator's desk: what waits to be looked at, with its reason and its author's standing; what was decided lately,
// to be taken back; and all that one account has said, with what may be done about it.
#include "web/account_views.hpp"
#include "web/comment_parts.hpp"
#include "web/comments.hpp"
#include "web/form_parts.hpp"
#include "web/table_parts.hpp"

namespace octavo::web {
namespace {

using State = Comment::State;
using Cards = std::unordered_map<ArticleId, store::Card>;
using readers::Talk;

constexpr std::string_view desk_place = "admin/comments";

Say reason_word(Comment::Held why) {
    constexpr std::array words = {Say::comment_held,  Say::held_first,   Say::held_contact,
                                  Say::held_word,     Say::held_address, Say::held_repeated,
                                  Say::held_standing, Say::held_learnt,  Say::held_reported};
    return words[std::min(static_cast<std::size_t>(why), words.size() - 1)];
}

void hint(Html& h, std::string_view text) { h.put("<p class=\"hint\">").text(text).put("</p>"); }

// A press of its own.
void press(Html& h, const Setting& s, std::string_view place, std::string_view token, std::string_view doing, Say word,
           std::int64_t about, std::string_view described = {}) {
    begin_form(h, s, place, token, doing);
    if (about != 0) hidden(h, "about", std::to_string(about));
    end_form(h, s, word, false, described);
}

void further(Html& h, const Setting& s, const std::string& query) {
    if (!query.empty()) both_ways(h, s, "", place_in(s.edition(), desk_place) + query);
}

void standing_of(Html& h, const Setting& s, const Talk::Standing& standing) {
    h.text(s.tongue.count(Say::n_shown, static_cast<std::uint64_t>(standing.shown))).put(" · ");
    h.text(s.tongue.count(Say::n_removed, static_cast<std::uint64_t>(standing.removed)));
    if (const Talk::Limit* ban = standing.ban())
        h.put(" · ").text(s.tongue.fill(Say::banned_until, s.tongue.exact(ban->ends)));
    if (standing.shadowed()) h.put(" · ").text(s.tongue.say(Say::shadow_mark));
}

void begin_one(Html& h, const Setting& s, const Comment& c, const Cards& cards, bool author) {
    h.put("<article class=\"comment\"").attribute("id", fmt::format("c{}", c.number));
    h.put("><p class=\"meta\"><span").attribute("id", fmt::format("by{}", c.number)).put(">");
    if (author && c.author) {
        h.put("<a").url("href", place_in(s.edition(), desk_author_place(c.author))).put(">");
        name_of_author(h, s, c);
        h.put("</a>");
    }
    when(h, s, c.made);
    h.put("</span>");
    if (const auto card = cards.find(c.article); card != cards.end()) {
        h.put("<span>").text(s.tongue.say(Say::comment_about)).put(" <a dir=\"auto\"");
        h.url("href",
              fmt::format("{}/comments?c={}#c{}", place_in(s.edition(), article_place(c.article, card->second.title)),
                          c.number, c.number));
        h.put(">").text(card->second.title).put("</a></span>");
    }
    h.put("</p>");
}

void decide_forms(Html& h, const Setting& s, std::string_view place, std::string_view token, const Comment& c) {
    h.put("<div class=\"decide\">");
    for (const auto& [doing, word, state] : {std::tuple("show", Say::comment_show, State::shown),
                                             std::tuple("remove", Say::comment_remove, State::removed)}) {
        if (c.state == state && c.reports == 0) continue;
        begin_form(h, s, place, token, doing);
        decided_on(h, c);
        end_form(h, s, word, false, fmt::format("by{}", c.number));
    }
    h.put("</div>");
}

void waiting_one(Html& h, const Setting& s, const DeskCommentsView& view, const Talk::Waiting& one) {
    begin_one(h, s, one.comment, view.cards, true);
    h.put("<p class=\"hint\">");
    if (one.comment.state == State::held) h.text(s.tongue.say(reason_word(one.comment.held_for))).put(" · ");
    standing_of(h, s, one.author);
    h.put("</p>");
    if (!one.reports.empty()) {
        h.put("<p class=\"hint\">").text(s.tongue.count(Say::n_reports, one.reports.size())).put(": ");
        for (std::size_t i = 0; i < one.reports.size(); ++i)
            h.put(i > 0 ? Markup(" · ") : Markup("")).text(s.tongue.say(complaint_word(one.reports[i])));
        h.put("</p>");
    }
    comment_text(h, one.comment.text);
    decide_forms(h, s, desk_place, view.token, one.comment);
    h.put("</article>");
}

void appeal_one(Html& h, const Setting& s, const DeskCommentsView& view, const Talk::OpenAppeal& one) {
    const Talk::Appeal& a = one.appeal;
    h.put("<article class=\"comment\"><p class=\"meta\"><span").attribute("id", fmt::format("ask{}", a.number));
    h.put("><a").url("href", place_in(s.edition(), desk_author_place(a.account))).put("><b><bdi>").text(a.name);
    h.put("</bdi></b></a> ");
    when(h, s, a.made);
    h.put("</span>");
    if (a.comment == 0) h.put("<span>").text(s.tongue.say(Say::appeal_ban)).put("</span>");
    h.put("</p>");
    comment_text(h, a.text);
    if (one.comment) {
        h.put("<blockquote>");
        comment_text(h, one.comment->text);
        h.put("</blockquote>");
    }
    if (!one.mine_to_decide) {
        hint(h, s.tongue.say(Say::appeal_other));
    } else {
        const std::string described = fmt::format("ask{}", a.number);
        h.put("<div class=\"decide\">");
        press(h, s, desk_place, view.token, "grant", Say::appeal_grant, a.number, described);
        press(h, s, desk_place, view.token, "refuse", Say::appeal_refuse, a.number, described);
        h.put("</div>");
    }
    h.put("</article>");
}

void decided_one(Html& h, const Setting& s, const DeskCommentsView& view, const Talk::Decided& one) {
    h.put("<li><span").attribute("id", fmt::format("done{}", one.batch)).put(">");
    h.text(one.state == State::shown ? s.tongue.count(Say::n_shown, static_cast<std::uint64_t>(one.comments))
                                     : s.tongue.count(Say::n_removed, static_cast<std::uint64_t>(one.comments)));
    h.put(" · ");
    if (one.author) {
        h.put("<a").url("href", place_in(s.edition(), desk_author_place(one.author))).put("><bdi>").text(one.name);
        h.put("</bdi></a>");
    } else {
        h.text(s.tongue.say(Say::comment_gone));
    }
    h.put(" · ");
    when(h, s, one.at);
    h.put("</span> ");
    press(h, s, desk_place, view.token, "undo", Say::undo, one.batch, fmt::format("done{}", one.batch));
    h.put("</li>");
}

}  // namespace

std::string desk_author_place(AccountId author) { return fmt::format("{}/{}", desk_place, author.text()); }

void slow_form(Html& h, const Setting& s, std::string_view place, std::string_view token, Duration slow) {
    begin_form(h, s, place, token, "slow");
    h.put("<p class=\"field\"><label for=\"slow\">").text(s.tongue.say(Say::slow)).put("</label>");
    h.put("<select id=\"slow\" name=\"slow\" aria-describedby=\"slow-hint\">");
    for (const auto minutes : Talk::slow_modes) {
        const auto n = static_cast<std::uint64_t>(minutes.count());
        h.put("<option").attribute("value", std::to_string(n));
        if (slow == minutes) h.put(" selected");
        h.put(">").text(n == 0 ? std::string(s.tongue.say(Say::slow_off)) : s.tongue.minutes(n)).put("</option>");
    }
    h.put("</select><small id=\"slow-hint\">").text(s.tongue.say(Say::slow_hint)).put("</small></p>");
    end_form(h, s, Say::save, false);
}

std::string desk_comments_page(const Setting& s, const DeskCommentsView& view) {
    const Frame frame = desk_frame_of(s, std::string(s.tongue.say(Say::comments)), std::string(desk_place));
    Html h;
    begin_desk(h, s, frame, view.role);
    if (view.refused)
        fault(h, s,
              *view.refused == readers::Refusal::too_late ? Say::form_too_old : refusal_word(*view.refused, true));
    if (view.total == 0)
        hint(h, s.tongue.say(Say::queue_empty));
    else
        hint(h, s.tongue.count(Say::n_waiting, static_cast<std::uint64_t>(view.total)));
    for (const Talk::Waiting& one : view.waiting) waiting_one(h, s, view, one);
    further(h, s, view.next);
    if (!view.appeals.empty()) part(h, s, Say::appeals);
    for (const Talk::OpenAppeal& one : view.appeals) appeal_one(h, s, view, one);
    further(h, s, view.next_appeals);
    if (!view.decisions.empty()) {
        part(h, s, Say::latest_decisions);
        h.put("<ul class=\"decided\">");
        for (const Talk::Decided& one : view.decisions) decided_one(h, s, view, one);
        h.put("</ul>");
        further(h, s, view.next_decisions);
    }
    slow_form(h, s, desk_place, view.token, view.slow);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

namespace {

void limits(Html& h, const Setting& s, const DeskAuthorView& view, const std::string& place) {
    part(h, s, Say::ban);
    // Each that holds now by itself, to be ended by itself.
    for (const Talk::Limit& one : view.standing.limits) {
        if (one.kind != Talk::Limit::Kind::ban) continue;
        h.put("<p class=\"hint\"").attribute("id", fmt::format("limit{}", one.number)).put(">");
        h.text(s.tongue.fill(Say::banned_until, s.tongue.exact(one.ends))).put("</p>");
        press(h, s, place, view.token, "end-limit", Say::ban_end, one.number, fmt::format("limit{}", one.number));
    }
    h.put("<div class=\"decide\">");
    constexpr std::array words = {Say::ban_day, Say::ban_week, Say::ban_month};
    for (std::size_t i = 0; i < words.size(); ++i) {
        begin_form(h, s, place, view.token, "ban");
        hidden(h, "days", std::to_string(Talk::bans[i].count()));
        end_form(h, s, words[i], false);
    }
    h.put("</div>");
    part(h, s, Say::shadow);
    hint(h, s.tongue.say(view.standing.shadowed() ? Say::shadow_mark : Say::shadow_hint));
    if (!view.standing.shadowed()) press(h, s, place, view.token, "shadow", Say::shadow, 0);
    for (const Talk::Limit& one : view.standing.limits)
        if (one.kind == Talk::Limit::Kind::shadow)
            press(h, s, place, view.token, "end-limit", Say::shadow_end, one.number);
    part(h, s, Say::remove_all);
    hint(h, s.tongue.say(Say::remove_all_hint));
    press(h, s, place, view.token, "remove-all", Say::remove_all, 0);
}

}  // namespace

std::string desk_author_page(const Setting& s, const DeskAuthorView& view) {
    const std::string place = desk_author_place(view.account.id);
    const Frame frame = desk_frame_of(s, s.tongue.fill(Say::comments_by, view.account.name), place);
    Html h;
    begin_desk(h, s, frame, view.role);
    if (view.refused)
        fault(h, s,
              *view.refused == readers::Refusal::too_late ? Say::form_too_old : refusal_word(*view.refused, true));
    h.put("<p class=\"hint\">").text(s.tongue.say(role_word(view.account.role))).put(" · ");
    h.text(s.tongue.fill(Say::here_since, s.tongue.relative(view.account.made, s.now))).put(" · ");
    standing_of(h, s, view.standing);
    h.put("</p>");
    if (view.undo != 0) press(h, s, place, view.token, "undo", Say::undo, view.undo);
    for (const Comment& c : view.comments) {
        begin_one(h, s, c, view.cards, false);
        if (c.state != State::shown)
            hint(h, s.tongue.say(c.state == State::held       ? reason_word(c.held_for)
                                 : c.state == State::removed  ? Say::comment_removed
                                 : c.state == State::shadowed ? Say::shadow_mark
                                                              : Say::comment_withdrawn));
        comment_text(h, c.text);
        if (c.state != State::withdrawn) decide_forms(h, s, place, view.token, c);
        h.put("</article>");
    }
    if (view.older) pager(h, s, fmt::format("{}?before={}", place_in(s.edition(), place), *view.older));
    limits(h, s, view, place);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
