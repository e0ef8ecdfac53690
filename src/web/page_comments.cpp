// The conversation about an article or a story. Works without script: each form is a page of its own.
#include "base/utf8.hpp"
#include "web/account_views.hpp"
#include "web/comment_parts.hpp"
#include "web/comments.hpp"
#include "web/form_parts.hpp"

namespace octavo::web {
namespace {

using State = Comment::State;

// Letters of a comment that stand under an article, and in a conversation; the rest is one press away. With the rows of
// a page (readers/talk.hpp) they bound its bytes.
constexpr std::size_t letters_there = 600, letters_here = 1200;

bool sees(const CommentsView& view, const Comment& c) {
    if (c.state == State::shown) return true;
    if (!view.visitor || c.state == State::withdrawn) return false;
    if (c.author == view.visitor->account.id) return true;
    return (c.state == State::held || c.state == State::shadowed) && view.visitor->account.role >= Role::moderator;
}

// As it is looked at.
std::string looked_at(const CommentsView& view, std::string_view more = {}) {
    return view.talk.place + comments_query(view, more);
}
// A comment's own address: its thread, wherever it stands by now.
std::string own_place(const CommentsView& view, std::int64_t number, std::string_view what = "c") {
    const CommentsView own{.talk = {.place = view.talk.place}, .order = view.order, .back = {}};
    return fmt::format("{}#c{}", looked_at(own, fmt::format("{}={}", what, number)), number);
}

void link(Html& h, const Setting& s, const std::string& place, Say word, std::int64_t about) {
    h.put("<a rel=\"nofollow\"").url("href", place_in(s.edition(), place));
    h.attribute("aria-describedby", fmt::format("by{}", about)).put(">").text(s.tongue.say(word)).put("</a>");
}

// What was refused here is a comment.
Say word_of(readers::Refusal why) {
    return why == readers::Refusal::too_long ? Say::comment_long : refusal_word(why, true);
}

// With the time from which it is otherwise, where it is a matter of time.
void say_why(Html& h, const Setting& s, const CommentsView& view) {
    using readers::Refusal;
    const auto why = *view.refused;
    if (view.over) {
        h.put("<p class=\"fault\" id=\"fault\" role=\"alert\">").text(over_words(s, *view.over)).put("</p>");
        return;
    }
    if (why != Refusal::slow && why != Refusal::banned && why != Refusal::too_new) return fault(h, s, word_of(why));
    h.put("<p class=\"fault\" id=\"fault\" role=\"alert\">");
    if (why == Refusal::slow)
        h.text(s.tongue.fill(Say::comment_slow, s.tongue.time_of_day(view.again)));
    else if (why == Refusal::too_new)
        h.text(s.tongue.fill(Say::vote_from, s.tongue.exact(view.again)));
    else
        h.text(s.tongue.fill(view.typed.empty() ? Say::stopped_until : Say::you_banned, s.tongue.exact(view.again)));
    if (why == Refusal::banned) {
        h.put(" <a").url("href", place_in(s.edition(), "my/replies?appeal=0")).put(">");
        h.text(s.tongue.say(Say::appeal)).put("</a>");
    }
    h.put("</p>");
}

// A form that says something: new, in answer, or changed.
void say_form(Html& h, const Setting& s, const CommentsView& view, std::string_view doing, std::int64_t about,
              Say label, std::string_view value) {
    if (view.refused) say_why(h, s, view);
    begin_form(h, s, looked_at(view), view.token, doing);
    if (about != 0) hidden(h, "about", std::to_string(about));
    text_field(h, s, label, Say::comment_hint, value, view.refused.has_value(), readers::Talk::longest);
    end_form(h, s, doing == "edit" ? Say::save : Say::comment_send);
}

void report_form(Html& h, const Setting& s, const CommentsView& view) {
    begin_form(h, s, looked_at(view), view.token, "report");
    hidden(h, "about", std::to_string(view.report));
    h.put("<fieldset><legend>").text(s.tongue.say(Say::report_why)).put("</legend>");
    for (const Complaint why : complaints) {
        h.put("<label class=\"choice\"><input type=\"radio\" name=\"why\" required").attribute("value", name_of(why));
        h.put("> ").text(s.tongue.say(complaint_word(why))).put("</label>");
    }
    h.put("</fieldset>");
    end_form(h, s, Say::comment_report, false);
}

// A press that says how it is found, or takes that back.
void vote_form(Html& h, const Setting& s, const CommentsView& view, const Comment& c, int vote) {
    const bool given = c.vote == vote;
    begin_form(h, s, looked_at(view), view.token, "vote");
    hidden(h, "about", std::to_string(c.number));
    hidden(h, "vote", std::to_string(given ? 0 : vote));
    h.put("<p><button class=\"btn\"").attribute("aria-pressed", given ? "true" : "false");
    h.attribute("aria-describedby", fmt::format("by{}", c.number)).put(">");
    h.text(s.tongue.say(vote > 0 ? Say::vote_helpful : Say::vote_unhelpful)).put("</button></p></form>");
}

// How many found it helpful; how many did not is told to nobody (readers/talk.hpp).
void votes_on(Html& h, const Setting& s, const CommentsView& view, const Comment& c, bool own) {
    if (c.state != State::shown) return;
    if (view.visitor && !own && !readers::Talk::votes_from(*view.visitor, s.now))
        for (const int vote : {1, -1}) vote_form(h, s, view, c, vote);
    if (c.helpful > 0) h.put("<span>").text(s.tongue.count(Say::n_helpful, c.helpful)).put("</span>");
}

// What may be done with it, and by whom.
void acts_on(Html& h, const Setting& s, const CommentsView& view, const Comment& c) {
    const bool own = view.visitor && c.author == view.visitor->account.id;
    h.put("<div class=\"acts-on\">");
    votes_on(h, s, view, c, own);
    if (view.talk.open) link(h, s, own_place(view, c.number, "answer"), Say::comment_answer, c.number);
    if (own && s.now - c.made <= readers::Talk::edit_window)
        link(h, s, own_place(view, c.number, "change"), Say::comment_change, c.number);
    if (!own) link(h, s, own_place(view, c.number, "report"), Say::comment_report, c.number);
    if (!own && view.visitor && view.visitor->account.role >= Role::moderator) {
        begin_form(h, s, looked_at(view), view.token, "remove");
        decided_on(h, c);
        end_form(h, s, Say::comment_remove, false, fmt::format("by{}", c.number));
    }
    if (own) {
        begin_form(h, s, looked_at(view), view.token, "withdraw");
        hidden(h, "about", std::to_string(c.number));
        end_form(h, s, Say::comment_withdraw, false, fmt::format("by{}", c.number));
    }
    h.put("</div>");
}

void head_of(Html& h, const Setting& s, const CommentsView& view, const Comment& c, bool moderator) {
    const Conversation& talk = view.talk;
    h.put("<p class=\"meta\"><span").attribute("id", fmt::format("by{}", c.number)).put(">");
    const bool linked = moderator && c.author;
    if (linked) h.put("<a").url("href", place_in(s.edition(), desk_author_place(c.author))).put(">");
    name_of_author(h, s, c);
    if (linked) h.put("</a> ");
    h.put("<a rel=\"nofollow\"").url("href", place_in(s.edition(), own_place(view, c.number))).put(">");
    when(h, s, c.made);
    h.put("</a></span>");
    if (c.edited) h.put("<span>").text(s.tongue.say(Say::comment_changed)).put("</span>");
    // Under which report it was said, where that is another than this page's.
    if (!talk.cards.empty() && c.article != talk.cards.front().id) {
        const auto card = std::ranges::find(talk.cards, c.article, &store::Card::id);
        if (card != talk.cards.end()) {
            h.put("<span>").text(s.tongue.say(Say::comment_about)).put(" <a dir=\"auto\"");
            h.url("href", place_in(s.edition(), article_place(card->id, card->title))).put(">");
            h.text(name_of(*card)).put("</a></span>");
        }
    }
    h.put("</p>");
}

// All of the one that is looked for, so much of the others.
void text_of(Html& h, const Setting& s, const CommentsView& view, const Comment& c, bool acts) {
    const std::size_t letters = acts ? letters_here : letters_there;
    if (c.number == view.only || utf8::length(c.text) <= letters) return comment_text(h, c.text);
    comment_text(h, utf8::excerpt(c.text, letters));
    h.put("<p class=\"hint\">");
    link(h, s, own_place(view, c.number), Say::comment_rest, c.number);
    h.put("</p>");
}

void one(Html& h, const Setting& s, const CommentsView& view, const Comment& c, bool acts) {
    h.put("<article class=\"comment\"").attribute("id", fmt::format("c{}", c.number));
    if (sees(view, c)) h.attribute("aria-labelledby", fmt::format("by{}", c.number));
    h.put(">");
    if (!sees(view, c)) {
        h.put("<p class=\"hint\">");
        h.text(s.tongue.say(c.state == State::withdrawn ? Say::comment_withdrawn
                            : c.state == State::held    ? Say::comment_held
                                                        : Say::comment_removed));
        h.put("</p></article>");
        return;
    }
    head_of(h, s, view, c, acts && view.visitor && view.visitor->account.role >= Role::moderator);
    if (c.state == State::held) h.put("<p class=\"hint\">").text(s.tongue.say(Say::comment_held)).put("</p>");
    const bool own = view.visitor && c.author == view.visitor->account.id;
    if (c.state == State::removed) {
        h.put("<p class=\"hint\">").text(s.tongue.say(Say::comment_removed)).put(" <a");
        h.url("href", place_in(s.edition(), fmt::format("my/replies?appeal={}", c.number))).put(">");
        h.text(s.tongue.say(Say::appeal)).put("</a></p>");
    }
    if (c.state == State::shadowed && !own)
        h.put("<p class=\"hint\">").text(s.tongue.say(Say::shadow_mark)).put("</p>");
    if (acts && view.change == c.number)
        say_form(h, s, view, "edit", c.number, Say::comment_yours, view.refused ? view.typed : c.text);
    else
        text_of(h, s, view, c, acts);
    if (acts) acts_on(h, s, view, c);
    if (acts && view.report == c.number) report_form(h, s, view);
    if (acts && view.answer == c.number)
        say_form(h, s, view, "say", c.number, Say::comment_answer, view.refused ? view.typed : std::string_view());
    h.put("</article>");
}

// To the begin of a thread, with how many of its answers are not here.
void whole_thread(Html& h, const Setting& s, const CommentsView& view, std::int64_t head, std::uint64_t rest) {
    h.put("<a rel=\"nofollow\"").url("href", place_in(s.edition(), own_place(view, head)));
    h.attribute("aria-describedby", fmt::format("by{}", head)).put(">");
    h.text(s.tongue.count(Say::n_more_replies, rest)).put("</a>");
}

// The answers that are not on this page: of one thread alone its other pages, else the way to it.
void more_answers(Html& h, const Setting& s, const CommentsView& view, const readers::Talk::Thread& thread) {
    const auto rest = static_cast<std::uint64_t>(thread.all) -
                      std::min<std::uint64_t>(static_cast<std::uint64_t>(thread.all), thread.answers.size());
    if (rest == 0) return;
    const std::int64_t head = thread.head.number;
    if (view.only == 0) {
        h.put("<p class=\"hint\">");
        whole_thread(h, s, view, head, rest);
        h.put("</p>");
        return;
    }
    const CommentsView own{.talk = {.place = view.talk.place}, .order = view.order, .only = head, .back = {}};
    const auto at = [&](std::string_view way, const Comment& c) {
        return place_in(s.edition(), looked_at(own, fmt::format("{}={}", way, c.number)));
    };
    both_ways(h, s, thread.earlier ? at("before", thread.answers.front()) : std::string(),
              thread.later ? at("after", thread.answers.back()) : std::string());
}

// Each with its answers; what nobody may see is named only where something answers it.
void threads(Html& h, const Setting& s, const CommentsView& view, bool acts) {
    for (const readers::Talk::Thread& thread : view.talk.page.threads) {
        h.put("<div class=\"thread\">");
        one(h, s, view, thread.head, acts);
        if (!thread.answers.empty()) {
            h.put("<div class=\"answers\">");
            for (const Comment& answer : thread.answers) one(h, s, view, answer, acts);
            more_answers(h, s, view, thread);
            h.put("</div>");
        } else if (thread.all > 0) {
            // What was asked for is behind its last answer, or before the first.
            h.put("<p class=\"hint\">").text(s.tongue.say(Say::nothing_here)).put(" ");
            whole_thread(h, s, view, thread.head.number, static_cast<std::uint64_t>(thread.all));
            h.put("</p>");
        }
        h.put("</div>");
    }
}

// Its other pages.
void other_pages(Html& h, const Setting& s, const CommentsView& view) {
    const auto& page = view.talk.page;
    if (view.only != 0 || page.threads.empty()) return;
    const CommentsView from_first{.talk = {.place = view.talk.place}, .order = view.order, .back = {}};
    const auto at = [&](std::string_view more) { return place_in(s.edition(), looked_at(from_first, more)); };
    both_ways(h, s, page.earlier ? at(fmt::format("before={}", page.threads.front().head.number)) : std::string(),
              page.later ? at(fmt::format("after={}", page.threads.back().head.number)) : std::string());
}

// In which order, as links: what is looked at is not one.
void orders(Html& h, const Setting& s, const CommentsView& view) {
    constexpr std::array words = {Say::sort_oldest, Say::sort_newest, Say::sort_best};
    h.put("<nav class=\"tabs\"").attribute("aria-label", s.tongue.say(Say::sort_by)).put(">");
    for (const CommentOrder order : comment_orders) {
        CommentsView other = {.talk = {.place = view.talk.place}, .order = order, .back = {}};
        h.put("<a rel=\"nofollow\"").url("href", place_in(s.edition(), looked_at(other)));
        if (order == view.order) h.put(" aria-current=\"page\"");
        h.put(">").text(s.tongue.say(words[static_cast<std::size_t>(order)])).put("</a>");
    }
    h.put("</nav>");
}

std::uint64_t count_of(const Conversation& talk) { return static_cast<std::uint64_t>(talk.page.count); }

// From one thread to all of them.
void whole_conversation(Html& h, const Setting& s, const CommentsView& view) {
    const CommentsView whole{.talk = {.place = view.talk.place}, .order = view.order, .back = {}};
    h.put("<p class=\"hint\"><a").url("href", place_in(s.edition(), looked_at(whole))).put(">");
    h.text(s.tongue.say(Say::comments_whole)).put("</a> · ");
    h.text(s.tongue.count(Say::n_comments, count_of(view.talk))).put("</p>");
}

// Where no thread stands: none was begun, or those that were asked for stand elsewhere.
void no_threads(Html& h, const Setting& s, const CommentsView& view) {
    const bool from_first = view.after == 0 && view.before == 0;
    if (!from_first && !view.talk.open) return;
    h.put("<p class=\"hint\">").text(s.tongue.say(from_first ? Say::comments_none : Say::nothing_here)).put("</p>");
    if (!from_first) whole_conversation(h, s, view);
}

// To say something more, where one may; to make it slow; to follow it elsewhere.
void below(Html& h, const Setting& s, const CommentsView& view, bool in_place, bool pressed) {
    const Conversation& talk = view.talk;
    if (!talk.open) {
        h.put("<p class=\"hint\">").text(s.tongue.say(Say::comments_closed)).put("</p>");
    } else if (!view.visitor) {
        h.put("<p><a class=\"btn main\"").url("href", place_in(s.edition(), sign_in_place(talk.place))).put(">");
        h.text(s.tongue.say(Say::comment_sign_in)).put("</a></p>");
    } else if (!in_place && view.only == 0) {
        CommentsView free = {
            .talk = {.place = talk.place}, .order = view.order, .back = {}, .token = view.token, .typed = view.typed};
        if (!pressed) free.refused = view.refused, free.over = view.over, free.again = view.again;
        say_form(h, s, free, "say", 0, Say::comment_yours, view.typed);
    }
    if (view.only != 0) return;
    if (talk.open && view.visitor && view.visitor->account.role >= Role::moderator)
        slow_form(h, s, talk.place, view.token, view.slow);
    if (talk.open) {
        h.put("<p class=\"hint\"><a type=\"application/atom+xml\"");
        h.url("href", place_in(s.edition(), comment_feed_place(talk))).put(">");
        h.text(s.tongue.say(Say::comments_feed)).put("</a></p>");
    }
}

}  // namespace

std::string comments_query(const CommentsView& view, std::string_view more) {
    std::string out;
    const auto add = [&](std::string_view part) {
        if (part.empty()) return;
        out += out.empty() ? '?' : '&';
        out += part;
    };
    if (view.order != CommentOrder::oldest) add(fmt::format("sort={}", name_of(view.order)));
    if (view.only != 0) add(fmt::format("c={}", view.only));
    if (view.after != 0) add(fmt::format("after={}", view.after));
    if (view.before != 0) add(fmt::format("before={}", view.before));
    add(more);
    return out;
}

void comments_part(Html& h, const Setting& s, const Conversation& talk) {
    if (!s.accounts || talk.place.empty() || !talk.open) return;
    const CommentsView view{.talk = talk, .back = {}};
    const std::uint64_t count = count_of(talk);
    h.put("<section class=\"comments\" id=\"comments\"");
    own_language(h, s);
    h.put("><h2 class=\"part\"><span>").text(s.tongue.say(Say::comments)).put("</span></h2>");
    if (count == 0) h.put("<p class=\"hint\">").text(s.tongue.say(Say::comments_none)).put("</p>");
    threads(h, s, view, false);
    h.put("<p><a class=\"btn\" rel=\"nofollow\"").url("href", place_in(s.edition(), talk.place)).put(">");
    if (count == 0)
        h.text(s.tongue.say(Say::comment_yours));
    else
        h.text(s.tongue.count(Say::n_comments, count));
    h.put("</a></p></section>");
}

std::string comments_page(const Setting& s, const CommentsView& view) {
    const Conversation& talk = view.talk;
    const std::string_view title = talk.cards.front().title;
    const Frame frame{.title = fmt::format("{}: {}", s.tongue.say(Say::comments), title),
                      .place = talk.place,
                      .noindex = true,
                      .presses = true};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list account comments\"><header class=\"headline\"><p class=\"kick\">");
    h.text(s.tongue.say(Say::comments)).put("</p><h1 dir=\"auto\"><a").url("href", view.back).put(">").title(title);
    h.put("</a></h1>");
    if (talk.cards.size() > 1) h.put("<p class=\"hint\">").text(s.tongue.say(Say::comment_same)).put("</p>");
    h.put("</header>");
    if (view.held) said(h, s.tongue.say(Say::comment_held));
    if (view.reported) said(h, s.tongue.say(Say::report_thanks));
    // Of a comment that is not there to be spoken to the form stands at the end, with what was typed.
    const auto is_there = [&](std::int64_t number) {
        const auto is_it = [&](const Comment& c) { return c.number == number && sees(view, c); };
        return number != 0 && std::ranges::any_of(talk.page.threads, [&](const readers::Talk::Thread& thread) {
                   return is_it(thread.head) || std::ranges::any_of(thread.answers, is_it);
               });
    };
    const bool in_place = is_there(view.answer) || is_there(view.change) || is_there(view.report);
    const bool pressed = view.refused && view.typed.empty() && !in_place;
    if (pressed) say_why(h, s, view);
    if (view.slow > Duration(0))
        h.put("<p class=\"hint\">")
            .text(s.tongue.fill(Say::slow_here, s.tongue.minutes(static_cast<std::uint64_t>(
                                                    std::chrono::ceil<std::chrono::minutes>(view.slow).count()))))
            .put("</p>");
    if (view.visitor && talk.open && count_of(talk) > 0)
        if (const auto from = readers::Talk::votes_from(*view.visitor, s.now);
            from && view.refused != readers::Refusal::too_new)
            h.put("<p class=\"hint\">").text(s.tongue.fill(Say::vote_from, s.tongue.exact(*from))).put("</p>");
    if (view.only != 0)
        whole_conversation(h, s, view);
    else if (count_of(talk) > 1)
        orders(h, s, view);
    if (talk.page.threads.empty()) no_threads(h, s, view);
    threads(h, s, view, true);
    other_pages(h, s, view);
    below(h, s, view, in_place, pressed);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
