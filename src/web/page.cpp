#include "web/page.hpp"

#include "base/url.hpp"
#include "base/utf8.hpp"
#include "web/assets.hpp"
#include "web/json_ld.hpp"
#include "web/sections.hpp"

namespace octavo::web {
namespace {

constexpr std::uint32_t most_squares = 24;

// The sheet folded in eight.
void sign(Html& h) {
    h.put(
        "<svg class=\"sign\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" fill=\"none\" stroke=\"currentColor\" "
        "stroke-width=\"2\">"
        "<rect x=\"3\" y=\"2\" width=\"18\" height=\"20\" rx=\"1.5\"/>"
        "<path d=\"M12 2v20M3 7h18M3 12h18M3 17h18\" stroke-width=\"1.2\"/></svg>");
}

// What a page's script is in; assets/theme.js asks for it once the page is painted.
std::string modules(const Frame& f) {
    std::string out(asset_address("octavo.js"));
    if (f.live) out.append(" ").append(asset_address("live.js"));
    if (f.aids) out.append(" ").append(asset_address("aids.js"));
    if (f.listen) out.append(" ").append(asset_address("listen.js"));
    return out;
}

void head(Html& h, const Setting& s, const Frame& f) {
    const Edition& edition = s.edition();
    h.put("<!doctype html><html").attribute("lang", fmt::format("{}-{}", edition.language, edition.country));
    h.attribute("dir", name_of(direction_of(edition.language)));
    h.put(
        "><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width,initial-scale=1\"><title>");
    if (!f.title.empty()) h.text(f.title).put(" · ");
    h.text(s.site.name).put("</title><style>").inline_asset("octavo.css").put("</style>");
    h.put("<link rel=\"icon\" type=\"image/svg+xml\"").url("href", asset_address("sign.svg"));
    h.put("><link rel=\"apple-touch-icon\"").url("href", asset_address("app-180.png"));
    h.put("><link rel=\"manifest\"").url("href", place_in(edition, "app.webmanifest"));
    h.put("><meta name=\"apple-mobile-web-app-title\"").attribute("content", s.site.name);
    h.put("><script").attribute("data-then", modules(f)).put(">").inline_asset("theme.js").put("</script>");
    // Painted in one piece down to what is read first: half of it costs a phone a second layout.
    // https://html.spec.whatwg.org/multipage/links.html#link-type-expect
    if (!f.fold.empty()) h.put("<link rel=\"expect\" blocking=\"render\" href=\"#").text(f.fold).put("\">");
    h.put(
        "<meta name=\"theme-color\" content=\"#fbfaf6\" media=\"(prefers-color-scheme:light)\">"
        "<meta name=\"theme-color\" content=\"#161512\" media=\"(prefers-color-scheme:dark)\">");
    if (!f.description.empty()) h.put("<meta name=\"description\"").attribute("content", f.description).put(">");
    if (f.noindex) h.put("<meta name=\"robots\" content=\"noindex\">");
    if (f.presses) h.put("<meta name=\"referrer\" content=\"same-origin\">");
    if (!f.canonical.empty()) h.put("<link rel=\"canonical\"").url("href", f.canonical).put(">");
    machine_head(h, s, f);
    if (!f.feed.empty()) {
        const std::string base = place_in(edition, f.feed);
        h.put("<link rel=\"alternate\" type=\"application/rss+xml\" title=\"RSS\"")
            .url("href", base + ".xml" + f.feed_query);
        h.put("><link rel=\"alternate\" type=\"application/atom+xml\" title=\"Atom\"")
            .url("href", base + ".atom" + f.feed_query);
        h.put("><link rel=\"alternate\" type=\"application/feed+json\" title=\"JSON Feed\"")
            .url("href", base + ".json" + f.feed_query);
        h.put(">");
    }
    h.put("</head>");
}

void menu_entry(Html& h, const Setting& s, const Frame& f, std::string_view name, std::string_view place, Say word) {
    h.put("<a").url("href", place_in(s.edition(), place));
    if (f.current == name) h.put(" aria-current=\"page\"");
    h.put(">").text(s.tongue.say(word)).put("</a>");
}

// The same page in another edition, remembered: "/?edition=ar-ae&at=src/example.org".
void edition_menu(Html& h, const Setting& s, const Frame& f) {
    h.put("<details class=\"editions menu-of\"><summary class=\"pill\"><span class=\"sr\">")
        .text(s.tongue.say(Say::edition));
    h.put(": </span>").text(s.edition().name).put("</summary><ul>");
    struct Entry {
        const Edition& edition;
        Html head{128}, tail{64};
    };
    static const std::vector<Entry> entries = [] {
        std::vector<Entry> out;
        for (const Edition& e : editions()) {
            Entry& entry = out.emplace_back(Entry{e});
            entry.head.put("<li><a").attribute("lang", e.language).attribute("dir", name_of(direction_of(e.language)));
            entry.head.put(" href=\"/?edition=").text(e.code).put("&amp;at=");
            entry.tail.put(">").text(e.name).put("</a></li>");
        }
        return out;
    }();
    Html place(f.place.size());
    place.text(f.place);
    for (const Entry& entry : entries) {
        h.put(entry.head).put(place).put("\"");
        if (&entry.edition == &s.edition()) h.put(" aria-current=\"true\"");
        h.put(entry.tail);
    }
    h.put("</ul></details>");
}

// How pages look, for this browser. Needs script, and is not shown without it.
void reading_menu(Html& h, const Setting& s) {
    h.put("<details class=\"editions menu-of looks\"><summary class=\"pill\"><span aria-hidden=\"true\">Aa</span>");
    h.put("<span class=\"sr\">").text(s.tongue.say(Say::reading_settings));
    h.put("</span></summary><div id=\"reading\" class=\"panel\"><fieldset><legend>")
        .text(s.tongue.say(Say::appearance));
    h.put("</legend>");
    for (const auto& [value, word] :
         {std::pair("", Say::look_auto), std::pair("light", Say::look_light), std::pair("dark", Say::look_dark),
          std::pair("sepia", Say::look_sepia), std::pair("contrast", Say::look_contrast)}) {
        h.put("<label><input type=\"radio\" name=\"look\"").attribute("value", value).put("> ");
        h.text(s.tongue.say(word)).put("</label>");
    }
    h.put("</fieldset><fieldset><legend>").text(s.tongue.say(Say::text_size)).put("</legend>");
    h.put("<button type=\"button\" class=\"btn\" data-step=\"-1\">").text(s.tongue.say(Say::smaller)).put("</button> ");
    h.put("<button type=\"button\" class=\"btn\" data-step=\"1\">").text(s.tongue.say(Say::larger));
    h.put("</button></fieldset>");
    if (s.site.assist)
        h.put("<p><label><input type=\"checkbox\" name=\"aids\" checked> ")
            .text(s.tongue.say(Say::assist))
            .put("</label></p>");
    h.put("<p><button type=\"button\" class=\"btn\" id=\"show-keys\">").text(s.tongue.say(Say::keys));
    h.put("</button></p></div></details>");
}

// What the keys do, shown on "?".
void keys_help(Html& h, const Setting& s) {
    h.put("<template id=\"keys\"><dialog class=\"keys\"").attribute("aria-label", s.tongue.say(Say::keys)).put("><h2>");
    h.text(s.tongue.say(Say::keys)).put("</h2><dl>");
    for (const auto& [key, word] :
         {std::pair("j", Say::keys_next), std::pair("k", Say::keys_previous), std::pair("o", Say::keys_open),
          std::pair("/", Say::keys_search), std::pair("g h", Say::keys_home), std::pair("g s", Say::sources),
          std::pair("g t", Say::trending), std::pair("?", Say::keys_help)}) {
        h.put("<dt><kbd>").text(key).put("</kbd></dt><dd>").text(s.tongue.say(word)).put("</dd>");
    }
    h.put("</dl><p><label><input type=\"checkbox\" name=\"keys\"> ").text(s.tongue.say(Say::keys_turn));
    h.put("</label></p><form method=\"dialog\"><button class=\"btn\">").text(s.tongue.say(Say::close));
    h.put("</button></form></dialog></template>");
}

void find_form(Html& h, const Setting& s, const Frame& f) {
    h.put("<form class=\"find\" role=\"search\"").url("action", place_in(s.edition(), "search"));
    h.put(
        "><input type=\"search\" name=\"q\" id=\"q\" maxlength=\"400\" enterkeyhint=\"search\" autocomplete=\"off\" "
        "dir=\"auto\"");
    h.attribute("aria-label", s.tongue.say(Say::search_label))
        .attribute("placeholder", s.tongue.say(Say::search_label));
    h.attribute("value", f.search_text).put("><button>").text(s.tongue.say(Say::search)).put("</button></form>");
}

void masthead(Html& h, const Setting& s, const Frame& f) {
    h.put("<header class=\"mast wrap\"><a class=\"name\"").url("href", place_in(s.edition(), "")).put(">");
    sign(h);
    h.put("<bdi>").text(s.site.name).put("</bdi></a><nav class=\"menu\"").attribute("aria-label", s.site.name).put(">");
    menu_entry(h, s, f, "today", "", Say::today);
    menu_entry(h, s, f, "sources", "src", Say::sources);
    h.put("</nav>");
    if (f.current != "search") find_form(h, s, f);  // that page has its own
    reading_menu(h, s);
    edition_menu(h, s, f);
    h.put("</header>");
}

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

void begin_page(Html& h, const Setting& s, const Frame& f) {
    head(h, s, f);
    h.put(f.made_up ? Markup("<body class=\"made-up\">") : Markup("<body>"))
        .put("<a class=\"skip\" href=\"#main\">")
        .text(s.tongue.say(Say::skip))
        .put("</a>");
    masthead(h, s, f);
    section_menu(h, s, f.place);
    if (f.sample)
        h.put("<p class=\"banner\" role=\"status\"><span class=\"wrap\">")
            .text(s.tongue.say(Say::sample_banner))
            .put("</span></p>");
    if (s.outlook.offline)
        h.put("<p class=\"banner quiet\" role=\"status\"><span class=\"wrap\">")
            .text(s.tongue.say(Say::offline))
            .put("</span></p>");
}

void end_page(Html& h, const Setting& s, const Frame& f) {
    h.put("<footer class=\"foot\"><div class=\"wrap\"><p class=\"colophon\">");
    sign(h);
    h.put("<span>")
        .text(s.tongue.say(Say::tagline))
        .put(" ")
        .text(s.tongue.say(Say::theme_note))
        .put("</span></p><p class=\"links\">");
    for (const auto& [place, word] :
         {std::pair("archive", Say::archive), std::pair("src", Say::sources), std::pair("l", Say::places),
          std::pair("briefing", Say::briefing), std::pair("apps", Say::apps), std::pair("about", Say::about),
          std::pair("privacy", Say::privacy), std::pair("ranking", Say::ranking)})
        menu_entry(h, s, f, place, place, word);
    h.put("<a href=\"/opml\">").text(s.tongue.say(Say::all_sources_opml)).put("</a></p>");
    if (!f.feed.empty()) {
        const std::string base = place_in(s.edition(), f.feed);
        h.put("<p class=\"links\">").text(s.tongue.say(Say::feeds_of_page));
        h.put(" <a").url("href", base + ".xml" + f.feed_query).put(">RSS</a> <a");
        h.url("href", base + ".atom" + f.feed_query).put(">Atom</a> <a");
        h.url("href", base + ".json" + f.feed_query).put(">JSON</a></p>");
    }
    h.put("</div></footer>");
    keys_help(h, s);
    h.put("</body></html>");
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

void pager(Html& h, const Setting& s, std::string_view older_address) {
    if (older_address.empty()) return;
    h.put("<p class=\"pager\"><a class=\"btn\" rel=\"next\"")
        .url("href", older_address)
        .put(">")
        .text(s.tongue.say(Say::older))
        .put("</a></p>");
}

}  // namespace octavo::web
