// An article in brief, and answers to questions. The comparison of a story: page_compare.cpp.
#include <set>

#include "assist/level.hpp"
#include "assist/people.hpp"
#include "assist/sentence_list.hpp"
#include "assist/suggest.hpp"
#include "assist/summary.hpp"
#include "assist/tone.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "provider/reserved.hpp"
#include "text/tag_key.hpp"
#include "web/aids.hpp"
#include "web/aids_parts.hpp"
#include "web/pages.hpp"
#include "web/translations.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t most_loaded_words = 12;
constexpr std::size_t most_answers = 3, most_passages = 5;

std::string_view ease_word(const Tongue& tongue, assist::ReadingLevel::Ease ease) {
    using Ease = assist::ReadingLevel::Ease;
    switch (ease) {
        case Ease::easy:
            return tongue.say(Say::ease_easy);
        case Ease::plain:
            return tongue.say(Say::ease_plain);
        case Ease::fair:
            return tongue.say(Say::ease_fair);
        case Ease::hard:
            return tongue.say(Say::ease_hard);
        case Ease::very_hard:
            return tongue.say(Say::ease_very_hard);
    }
    return {};
}

// Up to `most` words from the front, or from the back; characters where a script writes no blanks.
std::string_view some_words(std::string_view words, std::size_t most, bool front) {
    constexpr std::size_t most_characters = 16;
    std::size_t blanks = 0, end = front ? 0 : words.size();
    std::size_t characters = 0;
    while (front ? end < words.size() : end > 0) {
        const char c = words[front ? end : end - 1];
        if (c == ' ' && ++blanks == most) break;
        end += front ? 1 : -1;
        const bool next_is_whole = end == words.size() || end == 0 || (words[end] & 0xC0) != 0x80;
        if (next_is_whole && blanks == 0 && ++characters == most_characters && static_cast<unsigned char>(c) >= 0x80)
            break;
    }
    return front ? words.substr(0, end) : words.substr(end);
}

// As a text directive has it: percent-encoded, "-" too, which means something there.
std::string directive(std::string_view words) {
    std::string out;
    for (const char c : percent_encode(words)) {
        if (c == '-')
            out += "%2D";
        else
            out += c;
    }
    return out;
}

void reading_section(Html& h, const Setting& s, const assist::SentenceList& list, std::string_view language) {
    const auto level = assist::reading_level(list, language);
    const auto tone = assist::tone(list, language);
    const auto minutes =
        static_cast<std::uint64_t>(std::max(1.0, std::round(assist::reading_time(list, language).minutes)));
    h.put("<p class=\"measures\">").text(s.tongue.count(Say::minutes_read, minutes));
    if (level) {
        h.put(" · ")
            .text(s.tongue.say(Say::ease))
            .put(": ")
            .text(ease_word(s.tongue, level->ease))
            .put(" (<a rel=\"noopener noreferrer\" lang=\"en\"");
        h.url("href", level->link).put(">").text(level->formula).put("</a> ");
        h.text(s.tongue.decimal(std::round(level->score))).put(")");
    }
    h.put("</p>");
    if (!tone) return;
    h.put("<details class=\"wording\"><summary>").text(s.tongue.say(Say::wording)).put(": ");
    h.text(s.tongue.fill(Say::loaded_words, s.tongue.decimal(std::round(1000 * tone->loaded_share())))).put(" · ");
    h.text(s.tongue.fill(Say::quoted_share, s.tongue.decimal(std::round(100 * tone->quoted_share()))))
        .put("</summary><p>");
    std::set<std::string> told;
    for (const assist::LoadedWord& word : tone->loaded) {
        const std::string_view as_written = list.text.substr(word.at.begin, word.at.end - word.at.begin);
        if (word.quoted || told.size() == most_loaded_words || !told.insert(utf8::lower(as_written)).second) continue;
        if (told.size() > 1) h.put(" · ");
        h.put("<bdi").language(language).put(">").text(as_written).put("</bdi>");
    }
    h.put("</p><p>").text(s.tongue.say(Say::wording_detail)).put("</p></details>");
}

// Those that the summary above them does not say already.
void key_points(Html& h, const Setting& s, const store::Card& card, std::string_view text,
                const assist::Summary& summary) {
    if (summary.brief) return;  // it is read as quickly
    bool any = false;
    for (const assist::KeyPoint& point : summary.key_points) {
        if (std::ranges::find(summary.sentences, point.from.number, &assist::Cited::number) != summary.sentences.end())
            continue;
        if (!any) {
            aid_title(h, s.tongue.say(Say::key_points));
            h.put("<ul class=\"points\">");
        }
        any = true;
        h.put("<li>");
        said(h, s,
             {.card = card,
              .text = text,
              .at = point.from.at,
              .number = point.from.number,
              .shown = point.shortened ? std::string_view(point.text) : std::string_view()});
        if (point.shortened) h.put(" <small>").text(s.tongue.say(Say::shortened)).put("</small>");
        h.put("</li>");
    }
    if (any) h.put("</ul>");
}

// How often each of some names of up to four words is written in a text; `keys` as text::tag_key() makes them.
std::map<std::string, std::uint64_t> times_written(const std::set<std::string>& keys, std::string_view text,
                                                   std::string_view language) {
    constexpr std::size_t most_words = 4;
    std::vector<std::string> words;
    for (const text::Span at : text::words(utf8::cut(text, assist::most_bytes), language))
        words.push_back(text::tag_key(text.substr(at.begin, at.end - at.begin)));
    std::map<std::string, std::uint64_t> out;
    std::string joined;
    for (std::size_t from = 0; from < words.size(); ++from) {
        joined.clear();
        for (std::size_t i = from; i < std::min(words.size(), from + most_words); ++i) {
            joined += words[i];
            if (!words[i].empty() && keys.contains(joined)) ++out[joined];
        }
    }
    return out;
}

// Why each of its hashtags is there: where it is written. One that is nowhere written as it is stays unexplained.
void why_tags(Html& h, const Setting& s, const store::FullArticle& a, std::string_view text) {
    std::set<std::string> keys;
    for (const std::string& name : a.reading.hashtags) keys.insert(text::tag_key(name));
    if (keys.empty()) return;
    const auto in_text = times_written(keys, text, a.card.language);
    const auto in_title = times_written(keys, a.card.title, a.card.language);
    bool any = false;
    for (const std::string& name : a.reading.hashtags) {
        const std::string key = text::tag_key(name);
        const auto written = in_text.find(key);
        const bool titled = in_title.contains(key);
        if (!titled && written == in_text.end()) continue;
        if (!any) {
            aid_title(h, s.tongue.say(Say::why_tags));
            h.put("<ul class=\"points\">");
        }
        any = true;
        h.put("<li><a dir=\"auto\"")
            .url("href", place_in(s.edition(), tag_place({tag_id(key), name})))
            .put(">#")
            .text(name);
        h.put("</a> <small>");
        if (titled) h.text(s.tongue.say(Say::tag_in_title));
        if (titled && written != in_text.end()) h.put(", ");
        if (written != in_text.end()) h.text(s.tongue.count(Say::tag_in_text, written->second));
        h.put("</small></li>");
    }
    if (any) h.put("</ul>");
}

// What a reader could ask; nothing where we know no question.
void could_ask(Html& h, const Setting& s, const AskView& view) {
    if (!view.article || view.texts.size() == 0) return;
    const auto& words = view.texts.articles()[0].words;
    const auto questions = assist::suggested_questions({words.title, words.text, words.language});
    if (questions.empty()) return;
    aid_title(h, s.tongue.say(Say::could_ask));
    h.put("<ul class=\"points\"").language(words.language).put(">");
    const std::string place = place_in(s.edition(), ask_place(article_place(view.article->id, view.article->title)));
    for (const std::string& question : questions)
        h.put("<li><a").url("href", place + "?q=" + percent_encode(question)).put(">").text(question).put("</a></li>");
    h.put("</ul>");
}

Frame frame_of(const Setting& s, std::string title, std::string place, bool sample, const WritingView& writing) {
    return {.title = std::move(title),
            .description = std::string(s.tongue.say(Say::ask_detail)),
            .place = std::move(place),
            .noindex = true,
            .aids = writing && writing->stage == Stage::under_way,
            .presses = writing.has_value(),
            .sample = sample,
            .made_up = sample};
}

}  // namespace

bool may_assist(const Setting& s, const store::FullArticle& a) {
    return s.site.assist && !a.expired && !provider::is_reserved(a.extraction.marks) && showing_of(s, a).whole &&
           !a.extraction.blocks.empty();
}

std::string brief_place(const store::Card& card) { return article_place(card.id, card.title) + "/brief"; }
std::string ask_place(std::string_view place) { return place.empty() ? "ask" : fmt::format("{}/ask", place); }
std::string compare_place(StoryId id, std::string_view title) { return story_place(id, title) + "/compare"; }

std::string address_of_words(const Setting& s, const store::Card& card, std::string_view text, text::Span at) {
    std::size_t paragraph = 1;
    for (auto gap = text.find("\n\n"); gap < at.begin; gap = text.find("\n\n", gap + 2)) ++paragraph;
    const std::string_view words = text.substr(at.begin, at.end - at.begin);
    const std::string_view first = some_words(words, 5, true), last = some_words(words, 4, false);
    std::string out =
        fmt::format("{}#p{}:~:text=", place_in(s.edition(), article_place(card.id, card.title)), paragraph);
    out += first.size() + last.size() < words.size() ? directive(first) + "," + directive(last) : directive(words);
    return out;
}

void said(Html& h, const Setting& s, const Quoted& quoted) {
    const std::string_view words =
        quoted.shown.empty() ? quoted.text.substr(quoted.at.begin, quoted.at.end - quoted.at.begin) : quoted.shown;
    h.put("<q").language(quoted.card.language).put(">").text(utf8::squeeze(words)).put("</q> <span class=\"cite\"");
    own_language(h, s);
    h.put("><a").url("href", address_of_words(s, quoted.card, quoted.text, quoted.at)).put(">");
    if (quoted.name_source)
        h.put("<bdi>").text(name_of(quoted.card)).put("</bdi>");
    else
        h.text(s.tongue.fill(Say::sentence_n, s.tongue.number(quoted.number + 1)));
    h.put("</a></span>");
}

void aid_title(Html& h, std::string_view title) { h.put("<h2>").text(title).put("</h2>"); }

void aid_foot(Html& h, const Setting& s, std::string_view made) {
    h.put("<p class=\"made\">").text(made);
    if (!s.site.contact.empty())
        h.put(" <a rel=\"noopener noreferrer\"")
            .url("href", s.site.contact)
            .put(">")
            .text(s.tongue.say(Say::report_mistake))
            .put("</a>");
    h.put("</p>");
}

void ask_form(Html& h, const Setting& s, std::string_view place, Say label, std::string_view question) {
    h.put("<form class=\"find wide question\"").url("action", place_in(s.edition(), place));
    h.put(
        "><input type=\"text\" name=\"q\" maxlength=\"300\" required enterkeyhint=\"go\" autocomplete=\"off\" "
        "dir=\"auto\"");
    h.attribute("aria-label", s.tongue.say(label)).attribute("placeholder", s.tongue.say(Say::ask_placeholder));
    h.attribute("value", question).put("><button>").text(s.tongue.say(Say::ask)).put("</button></form>");
}

void begin_aid(Html& h, const Setting& s, const Frame& frame, std::string_view kicker, const std::string& back,
               std::string_view language) {
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap words\"><div id=\"aid\" class=\"aid\">");
    h.put("<header class=\"aid-head\"><p class=\"kick\">")
        .text(kicker)
        .put("</p><h1")
        .language(language)
        .put("><a")
        .url("href", back)
        .put(">");
    h.title(frame.title).put("</a></h1></header>");
}

void end_aid(Html& h, const Setting& s, const Frame& frame) {
    h.put("</div></main>");
    end_page(h, s, frame);
}

namespace {

void link_to_aid(Html& h, const Setting& s, std::string_view place, Say word) {
    h.put("<a class=\"btn\"").url("href", place_in(s.edition(), place)).put(">").text(s.tongue.say(word)).put("</a> ");
}

void open_row(Html& h, const Setting& s) {
    h.put("<nav class=\"aids\"").attribute("aria-label", s.tongue.say(Say::assist));
    own_language(h, s);
    h.put(">");
}

}  // namespace

void aids_of_article(Html& h, const Setting& s, const store::FullArticle& a, bool several) {
    if (!may_assist(s, a)) return;
    open_row(h, s);
    if (a.card.words >= assist::words_worth_a_summary) link_to_aid(h, s, brief_place(a.card), Say::in_brief);
    link_to_aid(h, s, ask_place(article_place(a.card.id, a.card.title)), Say::ask);
    if (several) link_to_aid(h, s, compare_place(a.card.story, a.card.title), Say::compare_coverage);
    if (translates(s, a.card.language)) link_to_aid(h, s, translation_place(a.card), Say::translate);
    h.put("</nav>");
}

void aids_of_story(Html& h, const Setting& s, StoryId id, std::string_view title) {
    if (!s.site.assist) return;
    open_row(h, s);
    link_to_aid(h, s, compare_place(id, title), Say::compare_coverage);
    link_to_aid(h, s, ask_place(story_place(id, title)), Say::ask);
    h.put("</nav>");
}

std::string brief_page(const Setting& s, const store::FullArticle& a, bool several, const WritingView& writing) {
    const store::Card& card = a.card;
    const std::string text = plain_text(a.extraction);
    Texts alone;
    alone.add(card, text);
    const assist::StoryMatter matter = assist::story_matter(alone.articles());
    const assist::SentenceList list = assist::sentence_list(alone.articles()[0].words);
    const assist::Summary summary = assist::summarize(list);
    const std::string place = article_place(card.id, card.title);
    const Frame frame = frame_of(s, card.title.empty() ? std::string(s.tongue.say(Say::untitled)) : card.title,
                                 brief_place(card), card.sample, writing);

    Html h;
    begin_aid(h, s, frame, s.tongue.say(Say::in_brief), place_in(s.edition(), place), card.language);
    if (writing) written(h, s, provider::Task::summary, *writing, brief_place(card));
    if (summary.brief) {
        h.put("<p>").text(s.tongue.say(Say::too_short_to_shorten)).put("</p>");
    } else {
        h.put("<div class=\"summary\">");
        for (const assist::Cited& sentence : summary.sentences) {
            h.put("<p>");
            said(h, s, {.card = card, .text = text, .at = sentence.at, .number = sentence.number});
            h.put("</p>");
        }
        h.put("</div>");
    }
    key_points(h, s, card, text, summary);
    if (writing) offer(h, s, provider::Task::summary, writing->stage, brief_place(card));
    people_list(h, s, alone, matter, assist::who_is_who(matter, assist::story_names(matter)));
    why_tags(h, s, a, text);
    reading_section(h, s, list, card.language);
    ask_form(h, s, ask_place(place), Say::ask_article, "");
    if (several)
        h.put("<p><a class=\"btn\"")
            .url("href", place_in(s.edition(), compare_place(card.story, card.title)))
            .put(">")
            .text(s.tongue.say(Say::compare_coverage))
            .put("</a></p>");
    aid_foot(h, s, s.tongue.say(writing && writing->piece ? Say::rest_word_for_word : Say::word_for_word));
    end_aid(h, s, frame);
    return h.take();
}

namespace {

std::string asked_place(const AskView& view) {
    return view.article != nullptr ? article_place(view.article->id, view.article->title)
           : view.story            ? story_place(*view.story, view.title)
                                   : std::string();
}

}  // namespace

std::string question_place(const AskView& view) {
    const std::string place = ask_place(asked_place(view));
    return view.question.empty() ? place : place + "?q=" + percent_encode(view.question);
}

std::string ask_page(const Setting& s, const AskView& view) {
    const bool archive = view.article == nullptr && !view.story;
    const std::string of = asked_place(view);
    const Say label = archive ? Say::ask_archive : view.story ? Say::ask_story : Say::ask_article;
    const std::string heading = view.title.empty() ? std::string(s.tongue.say(label)) : view.title;
    const Frame frame = frame_of(s, heading, ask_place(of), view.sample, view.writing);
    Html h;
    begin_aid(h, s, frame, s.tongue.say(archive ? Say::ask : label),
              place_in(s.edition(), archive ? "ask" : std::string_view(of)),
              view.language.empty() ? s.edition().language : std::string_view(view.language));
    ask_form(h, s, ask_place(of), label, view.question);
    if (view.question.empty()) could_ask(h, s, view);
    if (!view.question.empty()) {
        const assist::Answers& found = view.answers;
        if (view.writing) written(h, s, provider::Task::answer, *view.writing, question_place(view));
        h.put("<div class=\"answers\" role=\"status\">");
        if (!found.found) {
            h.put("<p class=\"verdict\">").text(s.tongue.say(Say::not_found_in)).put("</p>");
            if (!found.answers.empty()) aid_title(h, s.tongue.say(Say::nearest_passages));
        }
        const std::size_t most = found.found ? most_answers : most_passages;
        if (!found.answers.empty())
            h.put(found.found ? Markup("<ol class=\"said\">") : Markup("<ol class=\"said near\">"));
        for (std::size_t i = 0; i < std::min(most, found.answers.size()); ++i) {
            const assist::Answer& answer = found.answers[i];
            const store::Card& card = view.texts.card(answer.document);
            h.put("<li>");
            said(h, s, {.card = card, .text = view.texts.text(answer.document), .at = answer.at, .name_source = true});
            h.put(" ");
            when(h, s, card.published);
            h.put("</li>");
        }
        h.put(found.answers.empty() ? Markup("</div>") : Markup("</ol></div>"));
        if (view.writing) offer(h, s, provider::Task::answer, view.writing->stage, question_place(view));
    }
    h.put("<p class=\"made\">");
    h.text(s.tongue.say(view.writing && view.writing->piece ? Say::rest_word_for_word : Say::ask_detail)).put("</p>");
    if (!archive)
        h.put("<p><a")
            .url("href",
                 place_in(s.edition(), "ask" + (view.question.empty() ? "" : "?q=" + percent_encode(view.question))))
            .put(">")
            .text(s.tongue.say(Say::ask_archive))
            .put("</a></p>");
    end_aid(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
