#include "web/page.hpp"

#include "base/url.hpp"
#include "base/utf8.hpp"
#include "web/assets.hpp"
#include "web/json_ld.hpp"
#include "web/sections.hpp"

namespace octavo::web {
namespace {

constexpr std::uint32_t most_squares = 24;

bool other_language(const Setting& s, std::string_view language) {
    return !language.empty() && language.substr(0, language.find('-')) != s.edition().language;
}

void card_meta(Html& h, const Setting& s, const store::Card& card) {
    h.put("<div class=\"meta\"");
    if (other_language(s, card.language)) own_language(h, s);
    h.put("><a class=\"src\" dir=\"auto\"").url("href", place_in(s.edition(), source_place(card.source_domain)));
    h.put(">").text(name_of(card)).put("</a>");
    when(h, s, card.published);
    card_marks(h, s, card);
    h.put("</div>");
}

Box box_of(Shape shape) { return shape == Shape::lead ? Box::lead : shape == Shape::row ? Box::row : Box::third; }

void headline(Html& h, const Setting& s, const store::Card& card, Markup open, Markup close) {
    h.put(open).put("<a").url("href", place_in(s.edition(), article_place(card.id, card.title)));
    h.put(">")
        .title(card.title.empty() ? s.tongue.say(Say::untitled) : std::string_view(card.title))
        .put("</a>")
        .put(close);
}

}  // namespace

Plate plate_of(const Setting& s, std::string_view image) {
    static const PictureLook nothing;
    return plate_of(s.pictures ? *s.pictures : nothing, image);
}

std::string_view name_of(const store::Card& card) {
    return bare_host(card.source_name.empty() ? card.source_domain : card.source_name);
}
std::string_view name_of(const Source& source) { return bare_host(source.name.empty() ? source.domain : source.name); }

std::string dek_of(const store::Card& card, std::size_t length) {
    std::string_view text = card.excerpt;
    if (!card.title.empty() && text.starts_with(card.title)) {
        text.remove_prefix(card.title.size());
        while (text.starts_with(' ') || text.starts_with('.') || text.starts_with(':')) text.remove_prefix(1);
    }
    const std::string_view language = std::string_view(card.language).substr(0, card.language.find('-'));
    // A Han or Kana character is twice as wide as a Latin letter, and says as much as two or three.
    if (language == "ja" || language == "zh" || language == "ko") length /= 2;
    return utf8::excerpt(text, length);
}

std::string_view section_of(const store::Card& card) {
    const std::string_view section = card.section;
    if (section.find_first_of("/,|>") != std::string_view::npos || utf8::length(section) > 30) return {};
    const std::string low = utf8::lower(section);
    for (const std::string_view nothing : {"article", "articles", "all", "blog", "home", "news"})
        if (low == nothing) return {};
    return section;
}

void kick(Html& h, const Setting& s, const store::Card& card) {
    if (const auto section = section_of(card); !section.empty() && !other_language(s, card.language)) {
        h.put("<p class=\"kick\">").text(section).put("</p>");
    } else if (card.category != Category::general && card.category != Category::local) {
        h.put("<p class=\"kick\"");
        if (other_language(s, card.language)) own_language(h, s);
        h.put("><a").url("href", place_in(s.edition(), category_place(card.category))).put(">");
        h.text(s.tongue.say(category_word(card.category))).put("</a></p>");
    }
}

void when(Html& h, const Setting& s, Instant then) {
    h.put("<time").attribute("datetime", to_iso(then)).attribute("title", s.tongue.exact(then)).put(">");
    h.text(s.tongue.relative(then, s.now)).put("</time>");
}

void language_if_other(Html& h, const Setting& s, std::string_view language) {
    if (language.empty() || language == "und")
        h.put(" dir=\"auto\"");
    else if (other_language(s, language))
        h.language(language);
}

std::string_view kind_word(const Tongue& tongue, Kind kind) {
    switch (kind) {
        case Kind::news:
            return {};
        case Kind::opinion:
            return tongue.say(Say::kind_opinion);
        case Kind::analysis:
            return tongue.say(Say::kind_analysis);
        case Kind::live:
            return tongue.say(Say::kind_live);
        case Kind::press_release:
            return tongue.say(Say::kind_press_release);
        case Kind::sponsored:
            return tongue.say(Say::kind_sponsored);
        case Kind::satire:
            return tongue.say(Say::kind_satire);
        case Kind::audio:
            return tongue.say(Say::kind_audio);
        case Kind::video:
            return tongue.say(Say::kind_video);
    }
    return {};
}

void own_language(Html& h, const Setting& s) { h.language(s.edition().language); }

bool runs_against(const Setting& s, std::string_view language) {
    return !language.empty() && language != "und" && direction_of(language) != direction_of(s.edition().language);
}

void card_marks(Html& h, const Setting& s, const store::Card& card) {
    if (other_language(s, card.language) && card.language != "und")
        h.put("<span class=\"tongue\">").text(s.tongue.language_name(card.language)).put("</span>");
    if (const auto word = kind_word(s.tongue, card.kind); !word.empty())
        h.put("<span class=\"kind\">").text(word).put("</span>");
    if (card.sample) h.put("<span class=\"kind sample\">").text(s.tongue.say(Say::sample)).put("</span>");
}

std::string crest_of(std::string_view name) {
    std::string crest;
    bool start = true;
    std::size_t letters = 0;
    if (name.starts_with("ال") && name.size() > 4) name.remove_prefix(4);  // the Arabic article is on every other name
    for (std::size_t at = 0; at < name.size() && letters < 2;) {
        const std::size_t from = at;
        const char32_t c = utf8::next(name, at);
        if (c == U' ' || c == U'-' || c == U'.') {
            start = true;
            continue;
        }
        if (!start) continue;
        if (c < 0x80 && !std::isalnum(static_cast<unsigned char>(c))) continue;  // "Field & Forge", "CNN (Web)"
        start = false;
        if (c < 0x80)
            crest += static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
        else
            crest.append(name.substr(from, at - from));
        ++letters;
        if (c > 0x250) break;  // one letter of Arabic, Han, ... fills the crest
    }
    return crest;
}

namespace {

template <class T>
std::vector<T> sorted_set(std::vector<T> values) {
    std::ranges::sort(values);
    const auto repeated = std::ranges::unique(values);
    values.erase(repeated.begin(), repeated.end());
    return values;
}

}  // namespace

Coverage coverage_of(std::span<const store::Card> story) {
    Coverage c{.sources = 0};
    std::vector<SourceId> sources, copying;
    std::vector<std::string_view> languages;
    for (auto* list : {&sources, &copying}) list->reserve(story.size());
    languages.reserve(story.size());
    const store::Card* first = nullptr;
    for (const store::Card& card : story) {
        (card.duplicate_of ? copying : sources).push_back(card.source);
        languages.push_back(std::string_view(card.language).substr(0, card.language.find('-')));
        if (!first || card.position < first->position) first = &card;
    }
    sources = sorted_set(std::move(sources));
    for (const SourceId id : sorted_set(std::move(copying)))
        c.copies += std::ranges::binary_search(sources, id) ? 0 : 1;
    c.sources = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(sources.size()) + c.copies);
    c.languages = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(sorted_set(std::move(languages)).size()));
    if (first) {
        c.first_source = name_of(*first);
        c.first = first->published;
    }
    return c;
}

void coverage_bar(Html& h, const Coverage& c) {
    const std::uint32_t shown = std::min(c.sources, most_squares);
    h.put(shown > 12 ? Markup("<span class=\"bar many\" aria-hidden=\"true\">")
                     : Markup("<span class=\"bar\" aria-hidden=\"true\">"));
    const std::uint32_t hollow = std::min(c.copies, shown - 1);
    for (std::uint32_t i = 0; i < shown; ++i) {
        if (i == 0)
            h.put("<i class=\"f\"></i>");
        else if (i + hollow >= shown)
            h.put("<i class=\"o\"></i>");
        else
            h.put("<i></i>");
    }
    h.put("</span>");
}

void coverage_line(Html& h, const Setting& s, const Coverage& c, std::string_view story_address) {
    h.put("<div class=\"cover\"");
    own_language(h, s);
    h.put(">");
    coverage_bar(h, c);
    h.put("<span><a").url("href", story_address).put(">").text(s.tongue.count(Say::n_sources, c.sources)).put("</a>");
    if (c.languages > 1) h.put(" · ").text(s.tongue.count(Say::n_languages, c.languages));
    if (!c.first_source.empty()) {
        const std::string_view sentence = s.tongue.say(Say::first_report);
        const auto hole = sentence.find("{}");
        h.put(" · ").text(sentence.substr(0, hole)).put("<b dir=\"auto\">").text(c.first_source).put("</b>");
        if (hole != std::string_view::npos) h.text(sentence.substr(hole + 2));
        h.put(" ");
        when(h, s, c.first);
    }
    h.put("</span></div>");
}

namespace {

void any_card(Html& h, const Setting& s, const store::Card& card, const Coverage& coverage, Shape shape, bool fold) {
    const Plate plate = shape == Shape::second ? Plate() : plate_of(s, card.image);
    h.put(fold ? Markup("<article id=\"fold\" class=\"") : Markup("<article class=\""));
    switch (shape) {
        case Shape::lead:
            h.put("lead");
            break;
        case Shape::second:
            h.put("item");
            break;
        case Shape::third:
            h.put("third");
            break;
        case Shape::row:
            h.put("row");
            break;
    }
    h.put(runs_against(s, card.language) ? Markup(" turned\">") : Markup("\">"));
    if (plate.any) {
        h.put("<a class=\"frame\" tabindex=\"-1\" aria-hidden=\"true\"")
            .url("href", place_in(s.edition(), article_place(card.id, card.title)));
        h.put(">");
        picture(h, plate, "", box_of(shape));
        h.put("</a>");
    }
    h.put("<div");
    language_if_other(h, s, card.language);
    h.put(">");
    kick(h, s, card);
    if (shape == Shape::lead)
        headline(h, s, card, "<h2>", "</h2>");
    else
        headline(h, s, card, "<h3>", "</h3>");
    if (shape == Shape::lead || shape == Shape::row || (shape == Shape::second && coverage.sources > 1) ||
        (shape == Shape::third && !plate.any)) {
        const std::size_t length = shape == Shape::second ? 150 : shape == Shape::third ? 170 : 260;
        if (const auto dek = dek_of(card, length); !dek.empty()) h.put("<p class=\"dek\">").text(dek).put("</p>");
    }
    card_meta(h, s, card);
    if (coverage.sources > 1) coverage_line(h, s, coverage, place_in(s.edition(), story_place(card.story, card.title)));
    h.put("</div></article>");
}

}  // namespace

void story_card(Html& h, const Setting& s, const Group& group, Shape shape) {
    any_card(h, s, group.card, group.coverage, shape, shape == Shape::lead);
}

void row_card(Html& h, const Setting& s, const store::Card& card, bool fold) {
    any_card(h, s, card, {}, Shape::row, fold);
}

void page_head(Html& h, std::string_view kicker, std::string_view title) {
    h.put("<header class=\"headline\">");
    if (!kicker.empty()) h.put("<p class=\"kick\">").text(kicker).put("</p>");
    h.put("<h1 dir=\"auto\">").title(title).put("</h1>");
}

void spoken_title(Html& h, std::string_view title) { h.put("<h2 class=\"sr\">").text(title).put("</h2>"); }

std::string at_least(const Setting& s, std::string text, std::uint64_t number) {
    const std::string digits = s.tongue.number(number);
    if (const auto at = text.find(digits); at != std::string::npos) text.insert(at + digits.size(), "+");
    return text;
}

void pager(Html& h, const Setting& s, std::string_view older_address) {
    if (older_address.empty()) return;
    h.put("<p class=\"pager\"><a class=\"btn\" rel=\"next\"")
        .url("href", older_address)
        .put(">")
        .text(s.tongue.say(Say::older))
        .put("</a></p>");
}

}  // namespace octavo::web
