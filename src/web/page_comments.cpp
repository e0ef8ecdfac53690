// The conversation about an article or a story. Works without script: each form is a page of its own.
#include "base/utf8.hpp"
#include "web/account_views.hpp"
#include "web/comment_parts.hpp"
#include "web/comments.hpp"
#include "web/form_parts.hpp"

namespace octavo::web {
namespace {

using State = Comment::State;

// Threads, answers to each and letters that stand under an article; the rest is one press away.
constexpr std::size_t on_the_article = 20, answers_there = 3, letters_there = 600;
constexpr std::size_t most_threads = 200, most_answers = 100;

bool sees(const CommentsView& view, const Comment& c) {
    if (c.state == State::shown) return true;
    if (!view.visitor || c.state == State::withdrawn) return false;
    if (c.author == view.visitor->account.id) return true;
    return (c.state == State::held || c.state == State::shadowed) && view.visitor->account.role >= Role::moderator;
}

// The conversation in the order it is looked at.
std::string ordered_place(const CommentsView& view) {
    return view.order == CommentOrder::oldest ? view.talk.place
                                              : fmt::format("{}?sort={}", view.talk.place, name_of(view.order));
}
std::string here(const CommentsView& view, std::string_view query, std::int64_t number) {
    const std::string place = ordered_place(view);
    return fmt::format("{}{}{}={}#c{}", place, place.contains('?') ? '&' : '?', query, number, number);
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
    const auto why = *view.refused;
    if (view.over) {
        h.put("<p class=\"fault\" id=\"fault\" role=\"alert\">").text(over_words(s, *view.over)).put("</p>");
        return;
    }
    if (why != readers::Refusal::slow && why != readers::Refusal::banned) return fault(h, s, word_of(why));
    const bool slow = why == readers::Refusal::slow;
    h.put("<p class=\"fault\" id=\"fault\" role=\"alert\">");
    h.text(s.tongue.fill(slow ? Say::comment_slow : Say::you_banned,
                         slow ? s.tongue.time_of_day(view.again) : s.tongue.exact(view.again)));
    if (!slow) {
        h.put(" <a").url("href", place_in(s.edition(), "my/replies?appeal=0")).put(">");
        h.text(s.tongue.say(Say::appeal)).put("</a>");
    }
    h.put("</p>");
}

// A form that says something: new, in answer, or changed.
void say_form(Html& h, const Setting& s, const CommentsView& view, std::string_view doing, std::int64_t about,
              Say label, std::string_view value) {
    if (view.refused) say_why(h, s, view);
    begin_form(h, s, ordered_place(view), view.token, doing);
    if (about != 0) hidden(h, "about", std::to_string(about));
    text_field(h, s, label, Say::comment_hint, value, view.refused.has_value(), readers::Talk::longest);
    end_form(h, s, doing == "edit" ? Say::save : Say::comment_send);
}

void report_form(Html& h, const Setting& s, const CommentsView& view) {
    begin_form(h, s, ordered_place(view), view.token, "report");
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
    begin_form(h, s, ordered_place(view), view.token, "vote");
    hidden(h, "about", std::to_string(c.number));
    hidden(h, "vote", std::to_string(given ? 0 : vote));
    h.put("<p><button class=\"btn\"").attribute("aria-pressed", given ? "true" : "false");
    h.attribute("aria-describedby", fmt::format("by{}", c.number)).put(">");
    h.text(s.tongue.say(vote > 0 ? Say::vote_helpful : Say::vote_unhelpful)).put("</button></p></form>");
}

// How many found it helpful; how many did not is told to nobody (readers/talk.hpp).
void votes_on(Html& h, const Setting& s, const CommentsView& view, const Comment& c, bool own) {
    if (c.state != State::shown) return;
    if (view.visitor && !own)
        for (const int vote : {1, -1}) vote_form(h, s, view, c, vote);
    if (c.helpful > 0) h.put("<span>").text(s.tongue.count(Say::n_helpful, c.helpful)).put("</span>");
}

// What may be done with it, and by whom.
void acts_on(Html& h, const Setting& s, const CommentsView& view, const Comment& c) {
    const bool own = view.visitor && c.author == view.visitor->account.id;
    h.put("<div class=\"acts-on\">");
    votes_on(h, s, view, c, own);
    if (view.talk.open) link(h, s, here(view, "answer", c.number), Say::comment_answer, c.number);
    if (own && s.now - c.made <= readers::Talk::edit_window)
        link(h, s, here(view, "change", c.number), Say::comment_change, c.number);
    if (!own) link(h, s, here(view, "report", c.number), Say::comment_report, c.number);
    if (!own && view.visitor && view.visitor->account.role >= Role::moderator) {
        begin_form(h, s, ordered_place(view), view.token, "remove");
        decided_on(h, c);
        end_form(h, s, Say::comment_remove, false, fmt::format("by{}", c.number));
    }
    if (own) {
        begin_form(h, s, ordered_place(view), view.token, "withdraw");
        hidden(h, "about", std::to_string(c.number));
        end_form(h, s, Say::comment_withdraw, false, fmt::format("by{}", c.number));
    }
    h.put("</div>");
}

void head_of(Html& h, const Setting& s, const Conversation& talk, const Comment& c, bool moderator) {
    h.put("<p class=\"meta\"><span").attribute("id", fmt::format("by{}", c.number)).put(">");
    const bool linked = moderator && c.author;
    if (linked) h.put("<a").url("href", place_in(s.edition(), desk_author_place(c.author))).put(">");
    name_of_author(h, s, c);
    if (linked) h.put("</a> ");
    h.put("<a").url("href", fmt::format("{}#c{}", place_in(s.edition(), talk.place), c.number)).put(">");
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
    head_of(h, s, view.talk, c, acts && view.visitor && view.visitor->account.role >= Role::moderator);
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
        comment_text(h, acts ? c.text : utf8::excerpt(c.text, letters_there));
    if (acts) acts_on(h, s, view, c);
    if (acts && view.report == c.number) report_form(h, s, view);
    if (acts && view.answer == c.number)
        say_form(h, s, view, "say", c.number, Say::comment_answer, view.refused ? view.typed : std::string_view());
    h.put("</article>");
}

// Each with its answers; what nobody may see is named only where something answers it.
std::size_t threads(Html& h, const Setting& s, const CommentsView& view, bool acts, std::size_t most) {
    std::unordered_map<std::int64_t, std::vector<const Comment*>> answers;
    std::unordered_set<std::int64_t> there;
    for (const Comment& c : view.talk.comments) there.insert(c.number);
    const auto is_answer = [&](const Comment& c) { return c.parent != 0 && there.contains(c.parent); };
    for (const Comment& c : view.talk.comments)
        if (is_answer(c) && sees(view, c)) answers[c.parent].push_back(&c);
    const std::size_t most_under = acts ? most_answers : answers_there;
    std::size_t shown = 0;
    for (const Comment& c : view.talk.comments) {
        const auto under = answers.find(c.number);
        if (is_answer(c) || (!sees(view, c) && under == answers.end())) continue;
        if (shown++ >= most) continue;
        h.put("<div class=\"thread\">");
        one(h, s, view, c, acts);
        if (under != answers.end()) {
            h.put("<div class=\"answers\">");
            // The latest of them, and the one that is spoken to.
            std::size_t left = under->second.size();
            for (const Comment* answer : under->second)
                if (left-- <= most_under || answer->number == view.answer || answer->number == view.change)
                    one(h, s, view, *answer, acts);
            h.put("</div>");
        }
        h.put("</div>");
    }
    return shown;
}

// In which order, as links: what is looked at is not one.
void orders(Html& h, const Setting& s, const CommentsView& view) {
    constexpr std::array words = {Say::sort_oldest, Say::sort_newest, Say::sort_best};
    h.put("<nav class=\"tabs\"").attribute("aria-label", s.tongue.say(Say::sort_by)).put(">");
    for (const CommentOrder order : comment_orders) {
        CommentsView other = {.talk = {.place = view.talk.place}, .order = order, .back = {}};
        h.put("<a rel=\"nofollow\"").url("href", place_in(s.edition(), ordered_place(other)));
        if (order == view.order) h.put(" aria-current=\"page\"");
        h.put(">").text(s.tongue.say(words[static_cast<std::size_t>(order)])).put("</a>");
    }
    h.put("</nav>");
}

std::uint64_t count_of(const Conversation& talk) {
    return static_cast<std::uint64_t>(std::ranges::count(talk.comments, State::shown, &Comment::state));
}

// To say something more, where one may; to make it slow; to follow it elsewhere.
void below(Html& h, const Setting& s, const CommentsView& view, bool in_place, bool pressed) {
    const Conversation& talk = view.talk;
    if (!talk.open) {
        h.put("<p class=\"hint\">").text(s.tongue.say(Say::comments_closed)).put("</p>");
    } else if (!view.visitor) {
        h.put("<p><a class=\"btn main\"").url("href", place_in(s.edition(), sign_in_place(talk.place))).put(">");
        h.text(s.tongue.say(Say::comment_sign_in)).put("</a></p>");
    } else if (!in_place) {
        CommentsView free = {
            .talk = {.place = talk.place}, .order = view.order, .back = {}, .token = view.token, .typed = view.typed};
        if (!pressed) free.refused = view.refused, free.over = view.over, free.again = view.again;
        say_form(h, s, free, "say", 0, Say::comment_yours, view.typed);
    }
    if (talk.open && view.visitor && view.visitor->account.role >= Role::moderator)
        slow_form(h, s, talk.place, view.token, view.slow);
    if (talk.open) {
        h.put("<p class=\"hint\"><a type=\"application/atom+xml\"");
        h.url("href", place_in(s.edition(), comment_feed_place(talk))).put(">");
        h.text(s.tongue.say(Say::comments_feed)).put("</a></p>");
    }
}

}  // namespace

void comments_part(Html& h, const Setting& s, const Conversation& talk) {
    if (!s.accounts || talk.place.empty() || !talk.open) return;
    const CommentsView view{.talk = talk, .back = {}};
    const std::uint64_t count = count_of(talk);
    h.put("<section class=\"comments\" id=\"comments\"");
    own_language(h, s);
    h.put("><h2 class=\"part\"><span>").text(s.tongue.say(Say::comments)).put("</span></h2>");
    if (count == 0) h.put("<p class=\"hint\">").text(s.tongue.say(Say::comments_none)).put("</p>");
    threads(h, s, view, false, on_the_article);
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
        const auto c = std::ranges::find(talk.comments, number, &Comment::number);
        return number != 0 && c != talk.comments.end() && sees(view, *c);
    };
    const bool in_place = is_there(view.answer) || is_there(view.change) || is_there(view.report);
    const bool pressed = view.refused && view.typed.empty() && !in_place;
    if (pressed) say_why(h, s, view);
    if (view.slow > Duration(0))
        h.put("<p class=\"hint\">")
            .text(s.tongue.fill(Say::slow_here, s.tongue.minutes(static_cast<std::uint64_t>(
                                                    std::chrono::ceil<std::chrono::minutes>(view.slow).count()))))
            .put("</p>");
    if (count_of(talk) > 1) orders(h, s, view);
    if (threads(h, s, view, true, most_threads) == 0)
        h.put("<p class=\"hint\">").text(s.tongue.say(Say::comments_none)).put("</p>");
    below(h, s, view, in_place, pressed);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
