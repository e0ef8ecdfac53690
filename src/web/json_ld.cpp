#include "web/json_ld.hpp"

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "picture/card.hpp"
#include "web/sections.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t most_entries = 20;
constexpr std::size_t most_authors = 8;
constexpr std::size_t longest_name = 110;  // what is longer is cut by who shows it

// Absolute where the site has a public address. Elsewhere a page is kept for all names the site goes by.
std::string address(const Setting& s, std::string_view path) {
    return s.is_public() ? s.origin + std::string(path) : std::string(path);
}
std::string address_of(const Setting& s, std::string_view place) { return address(s, place_in(s.edition(), place)); }

std::string language_of(const Edition& e) { return fmt::format("{}-{}", e.language, e.country); }

void put_entries(JsonWriter& out, const Setting& s, const LinkedList& entries) {
    out.object().field("@type", "ItemList").field("numberOfItems", entries.size()).key("itemListElement").array();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        out.object().field("@type", "ListItem").field("position", i + 1);
        out.field("name", entries[i].name).field("url", address_of(s, entries[i].place)).end();
    }
    out.end().end();
}

void put_way(JsonWriter& out, const Setting& s, const LinkedList& way, const Frame& frame) {
    out.object().field("@type", "BreadcrumbList").key("itemListElement").array();
    std::size_t position = 0;
    const auto step = [&](std::string_view name, std::string_view place) {
        out.object().field("@type", "ListItem").field("position", ++position);
        out.field("name", utf8::excerpt(name, longest_name)).field("item", address_of(s, place)).end();
    };
    step(s.site.name, "");
    for (const Linked& part : way) step(part.name, part.place);
    step(frame.title, frame.place);
    out.end().end();
}

void put_page(JsonWriter& out, const Setting& s, const Frame& frame, const LinkedList& entries) {
    out.object().field("@type", "CollectionPage").field("name", frame.title);
    out.field("url", address_of(s, frame.place)).field("inLanguage", language_of(s.edition()));
    if (!frame.description.empty()) out.field("description", frame.description);
    if (!entries.empty()) {
        out.key("mainEntity");
        put_entries(out, s, entries);
    }
    out.end();
}

JsonWriter graph() {
    JsonWriter out;
    out.object().field("@context", "https://schema.org").key("@graph").array();
    return out;
}
std::string finish(JsonWriter& out) {
    out.end().end();
    return out.take();
}

// "en-GB" as OpenGraph writes it.
std::string locale_of(const Edition& e) { return fmt::format("{}_{}", e.language, e.country); }

void property(Html& h, Markup name, std::string_view content) {
    if (content.empty()) return;
    h.put("<meta property=\"").put(name).put("\"").attribute("content", content).put(">");
}

void open_graph_picture(Html& h, const Setting& s, const Frame& f) {
    if (!f.image.empty()) return property(h, "og:image", address(s, f.image));
    property(h, "og:image", s.origin + place_in(s.edition(), f.own_card ? f.place + "/card.jpg" : "card.jpg"));
    property(h, "og:image:type", "image/jpeg");
    property(h, "og:image:width", fmt::format("{}", picture::card_width));
    property(h, "og:image:height", fmt::format("{}", picture::card_height));
    property(h, "og:image:alt", f.title.empty() ? s.site.name : f.title);
}

void open_graph(Html& h, const Setting& s, const Frame& f) {
    property(h, "og:site_name", s.site.name);
    property(h, "og:title", f.title.empty() ? s.site.name : f.title);
    property(h, "og:type", f.share ? "article" : "website");
    property(h, "og:description", f.description);
    property(h, "og:locale", locale_of(s.edition()));
    for (const Edition* e : f.alternates)
        if (e != &s.edition()) property(h, "og:locale:alternate", locale_of(*e));
    if (s.is_public()) property(h, "og:url", f.canonical.empty() ? address_of(s, f.place) : f.canonical);
    if (s.is_public()) open_graph_picture(h, s, f);
    if (f.share) {
        if (f.share->published) property(h, "article:published_time", to_iso(*f.share->published));
        if (f.share->modified) property(h, "article:modified_time", to_iso(*f.share->modified));
        property(h, "article:section", f.share->section);
    }
    h.put(s.is_public() ? Markup("<meta name=\"twitter:card\" content=\"summary_large_image\">")
                        : Markup("<meta name=\"twitter:card\" content=\"summary\">"));
}

// https://developers.google.com/search/docs/specialty/international/localized-versions: each names all, itself too.
void languages(Html& h, const Setting& s, const Frame& f) {
    if (!s.is_public() || f.alternates.size() < 2) return;
    const auto link = [&](std::string_view language, std::string_view to) {
        h.put("<link rel=\"alternate\"").attribute("hreflang", language).url("href", to).put(">");
    };
    for (const Edition* e : f.alternates) link(language_of(*e), s.origin + place_in(*e, f.place));
    // The root asks the browser; other pages have no such address.
    link("x-default", f.place.empty() ? s.origin + "/" : s.origin + place_in(*f.alternates.front(), f.place));
}

}  // namespace

LinkedList linked(std::span<const Group> groups) {
    LinkedList out;
    for (const Group& group : groups.first(std::min(groups.size(), most_entries))) {
        const store::Card& card = group.card;
        const bool shared = card.story && group.coverage.sources > 1;
        out.push_back({card.title, shared ? story_place(card.story, card.title) : article_place(card.id, card.title)});
    }
    return out;
}

LinkedList linked(std::span<const store::Card> cards) {
    LinkedList out;
    for (const store::Card& card : cards.first(std::min(cards.size(), most_entries)))
        out.push_back({card.title, article_place(card.id, card.title)});
    return out;
}

std::string home_data(const Setting& s, const LinkedList& entries) {
    JsonWriter out = graph();
    out.object().field("@type", "WebSite").field("name", s.site.name).field("url", address_of(s, ""));
    out.field("inLanguage", language_of(s.edition())).key("potentialAction").object();
    out.field("@type", "SearchAction").key("target").object().field("@type", "EntryPoint");
    out.field("urlTemplate", address_of(s, "search") + "?q={search_term_string}").end();
    out.field("query-input", "required name=search_term_string").end().end();
    if (!entries.empty()) put_entries(out, s, entries);
    return finish(out);
}

std::string list_data(const Setting& s, const Frame& frame, const LinkedList& way, const LinkedList& entries) {
    JsonWriter out = graph();
    put_page(out, s, frame, entries);
    put_way(out, s, way, frame);
    return finish(out);
}

std::string source_data(const Setting& s, const Frame& frame, const Source& source, const LinkedList& entries) {
    JsonWriter out = graph();
    out.object().field("@type", "NewsMediaOrganization").field("name", name_of(source));
    if (harmless_address(source.home) && source.klass == Source::Class::real) out.field("url", source.home);
    if (!source.country.empty()) out.field("areaServed", source.country);
    if (!source.language.empty()) out.field("knowsLanguage", source.language);
    out.end();
    put_page(out, s, frame, entries);
    put_way(out, s, {{std::string(s.tongue.say(Say::sources)), "src"}}, frame);
    return finish(out);
}

std::string article_data(const Setting& s, const Frame& frame, const store::FullArticle& a) {
    const store::Card& card = a.card;
    JsonWriter out = graph();
    out.object().field("@type", "NewsArticle").field("headline", utf8::excerpt(frame.title, longest_name));
    out.field("url", address_of(s, frame.place));
    if (!frame.canonical.empty()) out.field("mainEntityOfPage", frame.canonical).field("isBasedOn", frame.canonical);
    if (card.stated) out.field("datePublished", to_iso(card.published));
    if (a.extraction.modified) out.field("dateModified", to_iso(*a.extraction.modified));
    if (!a.extraction.authors.empty()) {
        out.key("author").array();
        const std::span authors(a.extraction.authors);
        for (const std::string& name : authors.first(std::min(authors.size(), most_authors)))
            out.object().field("@type", "Person").field("name", utf8::excerpt(name, longest_name)).end();
        out.end();
    }
    out.key("publisher").object().field("@type", "NewsMediaOrganization").field("name", name_of(card)).end();
    if (!card.language.empty() && card.language != "und") out.field("inLanguage", card.language);
    if (const auto section = section_of(card); !section.empty()) out.field("articleSection", section);
    if (!frame.description.empty()) out.field("description", frame.description);
    if (!frame.image.empty()) out.field("image", address(s, frame.image));
    if (a.extraction.marks.not_free) out.field("isAccessibleForFree", false);
    out.end();
    LinkedList way;
    if (card.category != Category::general && card.category != Category::local)
        way.push_back({std::string(s.tongue.say(category_word(card.category))), category_place(card.category)});
    put_way(out, s, way, frame);
    return finish(out);
}

void machine_head(Html& h, const Setting& s, const Frame& f) {
    open_graph(h, s, f);
    languages(h, s, f);
    if (f.linked_data.empty()) {
        // A page of its own kind that may be found: where it stands.
        if (f.noindex || f.title.empty()) return;
        h.put("<script type=\"application/ld+json\">").json(list_data(s, f, {}, {})).put("</script>");
        return;
    }
    h.put("<script type=\"application/ld+json\">").json(f.linked_data).put("</script>");
}

}  // namespace octavo::web
