// The conversation about an article or a story. Works without script: each form is a page of its own.
#include "base/utf8.hpp"
#include "web/account_views.hpp"
#include "web/comments.hpp"
#include "web/form_parts.hpp"

namespace octavo::web {
namespace {

using State = Comment::State;

// Threads, answers to each and letters that stand under an article; the rest is one press away.
constexpr std::size_t on_the_article = 20, answers_there = 3, letters_there = 600;
constexpr std::size_t most_threads = 200, most_answers = 100, most_links = 10;

bool sees(const CommentsView& view, const Comment& c) {
    if (c.state == State::shown) return true;
    if (!view.visitor || c.state == State::withdrawn) return false;
    if (c.author == view.visitor->account.id) return true;
    return c.state == State::held && view.visitor->account.role >= Role::moderator;
}

// Where an address ends that stands in running text.
std::size_t end_of_address(std::string_view text) {
    std::size_t end = std::min(text.find_first_of(" \t\n<>\"'"), text.size());
    while (end > 0 && std::string_view(".,;:!?)").contains(text[end - 1])) --end;
    return end;
}

// What an address leads to is what it says: no name before an "@", no letters that look like others.
bool is_plain_address(std::string_view address) {
    const std::string_view rest = address.substr(address.find("://") + 3);
    const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
    return !host.empty() && std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
               c == ':';
    });
}

void with_links(Html& h, std::string_view text, std::size_t& links) {
    while (!text.empty()) {
        const auto at = std::min(text.find("http"), text.size());
        h.text(text.substr(0, at));
        text.remove_prefix(at);
        const std::size_t end = end_of_address(text);
        const std::string_view address = text.substr(0, end);
        const bool is_one = address.starts_with("http://") || address.starts_with("https://");
        if (is_one && links < most_links && is_plain_address(address) && harmless_address(address)) {
            ++links;
            h.put("<a rel=\"nofollow ugc noopener\"").url("href", address).put("><bdi dir=\"ltr\">").text(address);
            h.put("</bdi></a>");
            text.remove_prefix(end);
        } else if (!text.empty()) {
            h.text(text.substr(0, 4));
            text.remove_prefix(4);
        }
    }
}

void name_of_author(Html& h, const Setting& s, const Comment& c) {
    h.put("<b><bdi>").text(c.name.empty() ? s.tongue.say(Say::comment_gone) : std::string_view(c.name));
    h.put("</bdi></b> ");
}

std::string here(const CommentsView& view, std::string_view query, std::int64_t number) {
    return fmt::format("{}?{}={}#c{}", view.talk.place, query, number, number);
}

void link(Html& h, const Setting& s, const std::string& place, Say word, std::int64_t about) {
    h.put("<a rel=\"nofollow\"").url("href", place_in(s.edition(), place));
    h.attribute("aria-describedby", fmt::format("by{}", about)).put(">").text(s.tongue.say(word)).put("</a>");
}

void text_field(Html& h, const Setting& s, Say label, std::string_view value, bool at_fault) {
    h.put("<p class=\"field\"><label for=\"text\">").text(s.tongue.say(label)).put("</label>");
    h.put(
        "<textarea id=\"text\" name=\"text\" rows=\"5\" maxlength=\"4000\" required dir=\"auto\" "
        "aria-describedby=\"text-hint");
    h.put(at_fault ? Markup(" fault\" aria-invalid=\"true\">") : Markup("\">")).text(value).put("</textarea>");
    h.put("<small id=\"text-hint\">").text(s.tongue.say(Say::comment_hint)).put("</small></p>");
}

void hidden(Html& h, Markup name, std::string_view value) {
    h.put("<input type=\"hidden\" name=\"").put(name).put("\"").attribute("value", value).put(">");
}

// What was refused here is a comment.
Say word_of(readers::Refusal why) {
    return why == readers::Refusal::too_long ? Say::comment_long : refusal_word(why, true);
}

// A form that says something: new, in answer, or changed.
void say_form(Html& h, const Setting& s, const CommentsView& view, std::string_view doing, std::int64_t about,
              Say label, std::string_view value) {
    if (view.refused) fault(h, s, word_of(*view.refused));
    begin_form(h, s, view.talk.place, view.token, doing);
    if (about != 0) hidden(h, "about", std::to_string(about));
    text_field(h, s, label, value, view.refused.has_value());
    end_form(h, s, doing == "edit" ? Say::save : Say::comment_send);
}

Say complaint_word(Complaint why) {
    constexpr std::array words = {Say::report_advertising, Say::report_abuse, Say::report_off_topic, Say::report_false,
                                  Say::report_other};
    return words[static_cast<std::size_t>(why)];
}

void report_form(Html& h, const Setting& s, const CommentsView& view) {
    begin_form(h, s, view.talk.place, view.token, "report");
    hidden(h, "about", std::to_string(view.report));
    h.put("<fieldset><legend>").text(s.tongue.say(Say::report_why)).put("</legend>");
    for (const Complaint why : complaints) {
        h.put("<label class=\"choice\"><input type=\"radio\" name=\"why\" required").attribute("value", name_of(why));
        h.put("> ").text(s.tongue.say(complaint_word(why))).put("</label>");
    }
    h.put("</fieldset>");
    end_form(h, s, Say::comment_report, false);
}

// What a decision is about: the comment as it stood there.
void decided_on(Html& h, const Comment& c) {
    hidden(h, "about", std::to_string(c.number));
    hidden(h, "state", std::to_string(static_cast<int>(c.state)));
    hidden(h, "words", std::to_string(c.words));
}

// What may be done with it, and by whom.
void acts_on(Html& h, const Setting& s, const CommentsView& view, const Comment& c) {
    const bool own = view.visitor && c.author == view.visitor->account.id;
    h.put("<div class=\"acts-on\">");
    if (view.talk.open) link(h, s, here(view, "answer", c.number), Say::comment_answer, c.number);
    if (own && s.now - c.made <= readers::Talk::edit_window)
        link(h, s, here(view, "change", c.number), Say::comment_change, c.number);
    if (!own) link(h, s, here(view, "report", c.number), Say::comment_report, c.number);
    if (!own && view.visitor && view.visitor->account.role >= Role::moderator) {
        begin_form(h, s, view.talk.place, view.token, "remove");
        decided_on(h, c);
        end_form(h, s, Say::comment_remove, false, fmt::format("by{}", c.number));
    }
    if (own) {
        begin_form(h, s, view.talk.place, view.token, "withdraw");
        hidden(h, "about", std::to_string(c.number));
        end_form(h, s, Say::comment_withdraw, false, fmt::format("by{}", c.number));
    }
    h.put("</div>");
}

void head_of(Html& h, const Setting& s, const Conversation& talk, const Comment& c) {
    h.put("<p class=\"meta\"><span").attribute("id", fmt::format("by{}", c.number)).put(">");
    name_of_author(h, s, c);
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
    head_of(h, s, view.talk, c);
    if (c.state == State::held) h.put("<p class=\"hint\">").text(s.tongue.say(Say::comment_held)).put("</p>");
    if (c.state == State::removed) h.put("<p class=\"hint\">").text(s.tongue.say(Say::comment_removed)).put("</p>");
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

std::uint64_t count_of(const Conversation& talk) {
    return static_cast<std::uint64_t>(std::ranges::count(talk.comments, State::shown, &Comment::state));
}

}  // namespace

void comment_text(Html& h, std::string_view text) {
    std::size_t links = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find("\n\n"), text.size());
        std::string_view paragraph = text.substr(0, end);
        text.remove_prefix(std::min(end + 2, text.size()));
        bool quoting = false, begun = false;
        while (!paragraph.empty()) {
            const auto line_end = std::min(paragraph.find('\n'), paragraph.size());
            std::string_view line = paragraph.substr(0, line_end);
            paragraph.remove_prefix(std::min(line_end + 1, paragraph.size()));
            const bool quoted = line.starts_with('>');
            if (quoted) line.remove_prefix(line.starts_with("> ") ? 2 : 1);
            if (begun && quoted == quoting) h.put("<br>");
            if (begun && quoted != quoting) h.put(quoting ? Markup("</p></blockquote>") : Markup("</p>"));
            if (!begun || quoted != quoting)
                h.put(quoted ? Markup("<blockquote><p dir=\"auto\">") : Markup("<p dir=\"auto\">"));
            quoting = quoted;
            begun = true;
            with_links(h, line, links);
        }
        if (begun) h.put(quoting ? Markup("</p></blockquote>") : Markup("</p>"));
    }
}

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
    if (pressed) fault(h, s, word_of(*view.refused));
    if (threads(h, s, view, true, most_threads) == 0)
        h.put("<p class=\"hint\">").text(s.tongue.say(Say::comments_none)).put("</p>");
    if (!talk.open) {
        h.put("<p class=\"hint\">").text(s.tongue.say(Say::comments_closed)).put("</p>");
    } else if (!view.visitor) {
        h.put("<p><a class=\"btn main\"").url("href", place_in(s.edition(), "sign-in?at=" + talk.place)).put(">");
        h.text(s.tongue.say(Say::comment_sign_in)).put("</a></p>");
    } else if (!in_place) {
        CommentsView free = {.talk = {.place = talk.place}, .back = {}, .token = view.token, .typed = view.typed};
        if (!pressed) free.refused = view.refused;
        say_form(h, s, free, "say", 0, Say::comment_yours, view.typed);
    }
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string desk_comments_page(const Setting& s, const DeskCommentsView& view) {
    const Frame frame = desk_frame_of(s, std::string(s.tongue.say(Say::comments)), "admin/comments");
    Html h;
    begin_desk(h, s, frame, view.role);
    if (view.refused)
        fault(h, s,
              *view.refused == readers::Refusal::too_late ? Say::form_too_old : refusal_word(*view.refused, true));
    if (view.rows.empty()) h.put("<p class=\"hint\">").text(s.tongue.say(Say::queue_empty)).put("</p>");
    for (const auto& [waiting, card] : view.rows) {
        const Comment& c = waiting.comment;
        h.put("<article class=\"comment\"")
            .attribute("id", fmt::format("c{}", c.number))
            .put("><p class=\"meta\"><span");
        h.attribute("id", fmt::format("by{}", c.number)).put(">");
        name_of_author(h, s, c);
        when(h, s, c.made);
        h.put("</span>");
        if (card) {
            h.put("<span>").text(s.tongue.say(Say::comment_about)).put(" <a dir=\"auto\"");
            h.url("href", fmt::format("{}/comments#c{}", place_in(s.edition(), article_place(card->id, card->title)),
                                      c.number));
            h.put(">").text(card->title);
            h.put("</a></span>");
        }
        h.put("</p>");
        if (!waiting.reports.empty()) {
            h.put("<p class=\"hint\">").text(s.tongue.count(Say::n_reports, waiting.reports.size())).put(": ");
            for (std::size_t i = 0; i < waiting.reports.size(); ++i)
                h.put(i > 0 ? Markup(" · ") : Markup("")).text(s.tongue.say(complaint_word(waiting.reports[i])));
            h.put("</p>");
        }
        comment_text(h, c.text);
        h.put("<div class=\"decide\">");
        for (const auto& [doing, word] :
             {std::pair("show", Say::comment_show), std::pair("remove", Say::comment_remove)}) {
            begin_form(h, s, "admin/comments", view.token, doing);
            decided_on(h, c);
            end_form(h, s, word, false, fmt::format("by{}", c.number));
        }
        h.put("</div></article>");
    }
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
