#include "web/api_json.hpp"

#include "base/utf8.hpp"
#include "web/sections.hpp"

namespace octavo::web {
namespace {

void unless_empty(JsonWriter& out, std::string_view name, std::string_view text) {
    if (!text.empty()) out.field(name, text);
}

void source_name(JsonWriter& out, const store::Card& card) {
    out.key("source").object().field("domain", card.source_domain).field("name", name_of(card)).end();
}

// What both forms of an article in a list begin with.
void head(JsonWriter& out, const Setting& s, const store::Card& card) {
    out.field("id", card.id.text()).field("title", card.title);
    out.field("url", absolute_place(s, article_place(card.id, card.title)));
    source_name(out, card);
    out.field("language", card.language.empty() ? std::string_view("und") : std::string_view(card.language));
    out.field("kind", name_of(card.kind)).field("published", to_iso(card.published));
    if (card.story) out.field("story", card.story.text());
    if (card.duplicate_of) out.field("copy_of", card.duplicate_of.text());
    out.field("sample", card.sample);
}

void card_members(JsonWriter& out, const Setting& s, const store::Card& card, std::string_view excerpt) {
    head(out, s, card);
    if (harmless_address(card.url) && !card.sample) out.field("original", card.url);
    out.field("category", name_of(card.category));
    unless_empty(out, "section", card.section);
    unless_empty(out, "author", card.author);
    unless_empty(out, "excerpt", excerpt);
    if (const auto image = picture_for_machines(plate_of(s, card.image)); !image.empty()) {
        out.field("image", s.origin + image);
        unless_empty(out, "image_alt", card.image_alt);
    }
    out.field("date_stated", card.stated.has_value()).field("first_seen", to_iso(card.first_seen));
    out.field("words", card.words).field("story_sources", card.story_size);
}

std::string_view word_of(Block::Type type) {
    constexpr std::array<std::string_view, 8> words = {"paragraph", "heading", "list", "quote",
                                                       "table",     "figure",  "code", "embed"};
    return words[std::min(words.size() - 1, static_cast<std::size_t>(type))];
}

// As article_body shows it: a figure without a picture of ours, or an embed that leads nowhere, is left out.
void put_block(JsonWriter& out, const Setting& s, const Block& b) {
    const std::string picture =
        b.type == Block::Type::figure ? picture_for_machines(plate_of(s, b.url)) : std::string();
    if (b.type == Block::Type::figure && picture.empty()) return;
    if (b.type == Block::Type::embed && !harmless_address(b.url)) return;
    out.object().field("type", word_of(b.type));
    unless_empty(out, "text", b.text);
    if (!b.html.empty() && b.type != Block::Type::code) {
        Html safe;
        if (b.type == Block::Type::table)
            safe.table(b.html);
        else
            safe.marks(b.html);
        out.field("html", safe.view());
    }
    if (b.type == Block::Type::heading) out.field("level", std::clamp<int>(b.level, 2, 6));
    if (b.type == Block::Type::list) out.field("ordered", b.level == 1).strings("items", b.items);
    if (!picture.empty()) {
        out.field("url", s.origin + picture);
        unless_empty(out, "alt", b.alt);
    }
    if (b.type == Block::Type::embed) out.field("url", b.url);
    out.end();
}

void put_marks(JsonWriter& out, const Extraction& e) {
    out.key("marks").object();
    out.field("noarchive", e.marks.noarchive).field("nosnippet", e.marks.nosnippet);
    out.field("tdm_reserved", e.marks.tdm_reserved).field("not_free", e.marks.not_free);
    if (e.marks.max_snippet >= 0) out.field("max_snippet", e.marks.max_snippet);
    unless_empty(out, "licence", e.licence);
    out.end();
}

void briefs(JsonWriter& out, const Setting& s, std::string_view name, std::span<const store::Card> cards) {
    out.key(name).array();
    for (const store::Card& card : cards) put_brief(out, s, card);
    out.end();
}

}  // namespace

std::string absolute_place(const Setting& s, std::string_view place) { return s.origin + place_in(s.edition(), place); }

void put_card(JsonWriter& out, const Setting& s, const store::Card& card) {
    out.object();
    card_members(out, s, card, card.excerpt);
    out.end();
}

void put_brief(JsonWriter& out, const Setting& s, const store::Card& card) {
    out.object();
    head(out, s, card);
    out.end();
}

void put_article(JsonWriter& out, const Setting& s, const store::Spread& spread, std::span<const Instant> versions) {
    const store::FullArticle& a = spread.article;
    const Extraction& e = a.extraction;
    const Showing showing = showing_of(s, a);
    const bool whole = showing.whole && !a.expired;
    // As article_body cuts it.
    const std::size_t length =
        showing.excerpt < 0 ? 300 : std::min<std::size_t>(300, static_cast<std::size_t>(showing.excerpt));
    const std::string excerpt = whole ? a.card.excerpt : utf8::excerpt(a.card.excerpt, length);
    out.object();
    card_members(out, s, a.card, length == 0 ? std::string_view() : std::string_view(excerpt));
    if (e.modified) out.field("modified", to_iso(*e.modified));
    out.field("shown", whole ? "whole" : length == 0 ? "nothing" : "excerpt").field("expired", a.expired);
    if (showing.whole) unless_empty(out, "description", e.description);
    out.strings("authors", e.authors).key("blocks").array();
    if (whole)
        for (const Block& b : e.blocks) put_block(out, s, b);
    out.end().key("tags").array();
    for (const store::TagRef& tag : a.tags) out.object().field("id", tag.id.text()).field("name", tag.name).end();
    out.end().strings("publisher_tags", e.tags).key("places").array();
    for (const std::string& id : a.places)
        if (const auto* place = find_locality(id)) {
            out.object();
            put_place(out, s, *place);
            out.end();
        }
    out.end();
    briefs(out, s, "also_at", a.also_at);
    briefs(out, s, "related", a.related);
    briefs(out, s, "coverage", spread.story);
    out.key("versions").array();
    for (const Instant fetched : versions) out.value(to_iso(fetched));
    out.end();
    put_marks(out, e);
    out.end();
}

void put_coverage(JsonWriter& out, const Coverage& c) {
    out.key("coverage").object().field("sources", c.sources).field("copies", c.copies).field("languages", c.languages);
    unless_empty(out, "first_source", c.first_source);
    if (c.first != Instant{}) out.field("first", to_iso(c.first));
    out.end();
}

void put_place(JsonWriter& out, const Setting& s, const text::GazetteerPlace& place) {
    constexpr std::array<std::string_view, 4> kinds = {"country", "region", "capital", "city"};
    out.field("id", place.id).field("name", locality_name(s, place));
    out.field("kind", kinds[std::min<std::size_t>(kinds.size() - 1, static_cast<std::size_t>(place.kind))]);
}

void put_source(JsonWriter& out, const Setting& s, const store::SourceRow& row) {
    const Source& source = row.source;
    const bool sample = source.klass == Source::Class::sample;
    out.field("domain", source.domain).field("name", name_of(source));
    out.field("url", absolute_place(s, source_place(source.domain)));
    if (harmless_address(source.home) && !sample) out.field("home", source.home);
    unless_empty(out, "country", source.country);
    unless_empty(out, "language", source.language);
    unless_empty(out, "kind", source.kind);
    out.field("articles", std::max<std::int64_t>(0, row.articles));
    if (row.newest) out.field("newest", to_iso(*row.newest));
    out.field("sample", sample);
}

void put_feed(JsonWriter& out, const Feed& feed) {
    out.object().field("url", feed.url);
    unless_empty(out, "title", feed.title);
    out.field("kind", name_of(feed.kind)).field("state", name_of(feed.state));
    if (feed.worked) out.field("worked", to_iso(*feed.worked));
    out.end();
}

void put_hit(JsonWriter& out, const Setting& s, const search::Hit& hit) {
    out.object().key("article");
    put_card(out, s, hit.card);
    out.field("score", hit.score);
    const bool shown = may_show(s, hit) && !hit.snippet.empty();
    if (shown) out.field("snippet", hit.snippet);
    out.key("marks").array();
    std::size_t at = 0, points = 0;
    const auto points_to = [&](std::size_t byte) {
        points += utf8::length(std::string_view(hit.snippet).substr(at, byte - at));
        at = byte;
        return points;
    };
    if (shown)
        for (const auto& [from, to] : hit.marks)
            if (from >= at && to > from && to <= hit.snippet.size()) {
                out.object().field("from", points_to(from));
                out.field("to", points_to(to)).end();
            }
    out.end().end();
}

}  // namespace octavo::web
