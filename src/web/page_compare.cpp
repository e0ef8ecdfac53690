// A story's coverage compared: what its sources say together and alone, numbers that differ, who is quoted, what
// happened when, who is who, headlines side by side.
#include "assist/compare.hpp"
#include "assist/digest.hpp"
#include "assist/timeline.hpp"
#include "base/utf8.hpp"
#include "web/aids.hpp"
#include "web/aids_parts.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t most_quotes = 10, most_entries = 12, most_alone = 8;

// A story's texts and, behind them, those of earlier ones, as a timeline counts them.
struct Both {
    const Texts& story;
    const Texts& earlier;
    const store::Card& card(std::size_t i) const {
        return i < story.size() ? story.card(i) : earlier.card(i - story.size());
    }
    std::string_view text(std::size_t i) const {
        return i < story.size() ? story.text(i) : earlier.text(i - story.size());
    }
};

Quoted quoted(const Both& texts, const assist::Told& told) {
    return {.card = texts.card(told.article),
            .text = texts.text(told.article),
            .at = told.sentence.at,
            .number = told.sentence.number,
            .name_source = true};
}

void share(Html& h, const Setting& s, std::uint32_t sources, std::uint32_t of) {
    h.put(" <b class=\"share\">");
    h.text(s.tongue.fill(Say::sources_of, fmt::format("{}/{}", s.tongue.number(sources), s.tongue.number(of))));
    h.put("</b>");
}

void told_list(Html& h, const Setting& s, const Both& texts, std::span<const assist::Shared> shared, std::uint32_t of) {
    h.put("<ul class=\"points\">");
    for (const assist::Shared& one : shared) {
        h.put("<li>");
        said(h, s, quoted(texts, one.told.front()));
        share(h, s, one.sources, of);
        h.put("</li>");
    }
    h.put("</ul>");
}

void comparison(Html& h, const Setting& s, const Both& texts, const assist::Comparison& c) {
    if (!c.by_most.empty()) {
        aid_title(h,
                  s.tongue.say(2 * c.by_most.front().sources > c.sources ? Say::said_by_most : Say::said_by_several));
        told_list(h, s, texts, c.by_most, c.sources);
    }
    if (!c.numbers.empty()) {
        aid_title(h, s.tongue.say(Say::numbers_differ));
        for (const assist::NumbersDiffer& numbers : c.numbers) {
            h.put("<h3").language(texts.card(numbers.said.front().told.article).language).put(">").text(numbers.of);
            h.put("</h3><ul class=\"points\">");
            for (const assist::NumberSaid& one : numbers.said) {
                h.put("<li><b>").text(one.value).put("</b> ");
                said(h, s, quoted(texts, one.told));
                h.put("</li>");
            }
            h.put("</ul>");
        }
    }
    if (!c.by_one.empty()) {
        aid_title(h, s.tongue.say(Say::said_by_one));
        h.put("<ul class=\"points\">");
        for (std::size_t i = 0; i < std::min(most_alone, c.by_one.size()); ++i) {
            h.put("<li>");
            said(h, s, quoted(texts, c.by_one[i]));
            h.put("</li>");
        }
        h.put("</ul>");
    }
}

void quotes(Html& h, const Setting& s, const Both& texts, const std::vector<assist::Quote>& list) {
    std::size_t shown = 0;
    const std::string* speaker = nullptr;
    for (const assist::Quote& quote : list) {
        if (quote.speaker.empty() || shown == most_quotes) continue;  // nobody's words are no comparison
        if (shown++ == 0) {
            aid_title(h, s.tongue.say(Say::quoted));
            h.put("<dl class=\"quotes\">");
        }
        if (speaker == nullptr || *speaker != quote.speaker) {
            h.put("<dt><bdi>").text(quote.speaker).put("</bdi></dt>");
            speaker = &quote.speaker;
        }
        Quoted words = quoted(texts, quote.told);
        words.at = quote.words;
        h.put("<dd>");
        said(h, s, words);
        h.put("</dd>");
    }
    if (shown > 0) h.put("</dl>");
}

std::string day_of(const Setting& s, const assist::DayNamed& when) {
    if (when.month_only) return s.tongue.month(when.day.year() / when.day.month());
    return s.tongue.day(s.tongue.start_of(when.day) + std::chrono::hours(12));
}

void timeline(Html& h, const Setting& s, const Both& texts, const assist::Timeline& t, bool earlier) {
    std::size_t shown = 0;
    for (const assist::TimelineEntry& entry : t.entries) {
        if (entry.earlier != earlier || shown == most_entries) continue;
        if (shown++ == 0) {
            aid_title(h, s.tongue.say(earlier ? Say::background : Say::what_happened_when));
            h.put("<dl class=\"dated\">");
        }
        h.put("<dt>").text(day_of(s, entry.when));
        if (entry.when.reckoned)
            h.put("<abbr tabindex=\"0\"").attribute("title", s.tongue.say(Say::reckoned_day)).put(">*</abbr>");
        h.put("</dt><dd>");
        said(h, s, quoted(texts, entry.told));
        h.put("</dd>");
    }
    if (shown > 0) h.put("</dl>");
}

void headlines(Html& h, const Setting& s, const Texts& texts, const std::vector<assist::Headline>& list) {
    if (list.size() < 2) return;
    aid_title(h, s.tongue.say(Say::headlines));
    h.put("<dl class=\"quotes\">");
    for (const assist::Headline& headline : list) {
        const store::Card& card = texts.card(headline.article);
        h.put("<dt><bdi>").text(name_of(card)).put("</bdi></dt><dd><a").language(card.language);
        h.url("href", place_in(s.edition(), article_place(card.id, card.title))).put(">").title(card.title);
        h.put("</a></dd>");
    }
    h.put("</dl>");
}

}  // namespace

void Texts::add(store::Card card, std::string text) {
    const Kept& kept = kept_.emplace_back(std::move(card), std::move(text));
    articles_.push_back({name_of(kept.card),
                         {kept.card.title, kept.text, kept.card.language},
                         kept.card.published,
                         static_cast<bool>(kept.card.duplicate_of)});
}

void people_list(Html& h, const Setting& s, const Texts& texts, const assist::StoryMatter& matter,
                 const std::vector<assist::Introduction>& people) {
    if (people.empty()) return;
    aid_title(h, s.tongue.say(Say::who_is_who));
    h.put("<dl class=\"quotes\">");
    for (const assist::Introduction& one : people) {
        const std::string search = "search?q=" + percent_encode(fmt::format("\"{}\"", one.name));
        h.put("<dt><a dir=\"auto\"")
            .url("href", place_in(s.edition(), search))
            .put(">")
            .text(one.name)
            .put("</a></dt><dd>");
        said(h, s,
             {.card = texts.card(one.told.article),
              .text = texts.text(one.told.article),
              .at = one.words,
              .number = one.told.sentence.number,
              .name_source = matter.articles.size() > 1});
        h.put("</dd>");
    }
    h.put("</dl>");
}

std::string compare_page(const Setting& s, const CompareView& view) {
    const assist::StoryMatter matter = assist::story_matter(view.story.articles());
    const assist::StoryMatter before = assist::story_matter(view.earlier.articles(), assist::Gathered::several);
    const assist::StoryNames names = assist::story_names(matter);
    const assist::Digest digest = assist::digest(matter);
    const Both texts{view.story, view.earlier};
    const Frame frame{.title = view.title,
                      .description = std::string(s.tongue.say(Say::word_for_word_story)),
                      .place = compare_place(view.id, view.title),
                      .noindex = true,
                      .aids = view.writing && view.writing->stage == Stage::under_way,
                      .presses = view.writing.has_value(),
                      .sample = view.story.size() > 0 && view.story.card(0).sample,
                      .made_up = view.story.size() > 0 && view.story.card(0).sample};

    Html h;
    begin_aid(h, s, frame, s.tongue.say(Say::compare_coverage), place_in(s.edition(), story_place(view.id, view.title)),
              view.language);
    if (view.writing) written(h, s, provider::Task::story, *view.writing, compare_place(view.id, view.title));
    if (!digest.enough) {
        h.put("<p>").text(s.tongue.say(Say::too_few_to_compare)).put("</p>");
    } else {
        h.put("<p class=\"hint\">")
            .text(s.tongue.count(Say::n_articles, digest.articles))
            .put(" · ")
            .text(s.tongue.count(Say::n_sources, digest.sources))
            .put("</p><div class=\"summary\">");
        for (const assist::DigestSentence& sentence : digest.sentences) {
            h.put("<p>");
            said(h, s, quoted(texts, sentence.told));
            if (sentence.sources > 1) share(h, s, sentence.sources, digest.sources);
            h.put("</p>");
        }
        h.put("</div>");
    }
    if (view.writing) offer(h, s, provider::Task::story, view.writing->stage, compare_place(view.id, view.title));
    const assist::Comparison compared = assist::compare(matter, names);
    if (compared.enough) {
        comparison(h, s, texts, compared);
        quotes(h, s, texts, compared.quotes);
        headlines(h, s, view.story, compared.headlines);
    }
    const assist::Timeline times = assist::timeline(matter, before);
    timeline(h, s, texts, times, false);
    people_list(h, s, view.story, matter, assist::who_is_who(matter, names));
    timeline(h, s, texts, times, true);
    ask_form(h, s, ask_place(story_place(view.id, view.title)), Say::ask_story, "");
    aid_foot(h, s,
             s.tongue.say(view.writing && view.writing->piece ? Say::rest_word_for_word : Say::word_for_word_story));
    end_aid(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
