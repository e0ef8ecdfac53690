#include "store/batch.hpp"

#include "base/url.hpp"
#include "model/wire.hpp"
#include "store/face.hpp"
#include "store/statements.hpp"
#include "store/topics.hpp"
#include "text/tag_key.hpp"

namespace octavo::store {
namespace {

constexpr std::size_t max_index_bytes = std::size_t{1} << 20;  // of one article's terms; nobody searches further down
constexpr std::size_t max_aliases = 8;

// At a space, so that no half word is indexed.
std::string_view cut_terms(std::string_view terms) {
    if (terms.size() <= max_index_bytes) return terms;
    const auto space = terms.rfind(' ', max_index_bytes);
    return terms.substr(0, space == std::string_view::npos ? 0 : space);
}

}  // namespace

TermsView indexed(const SearchText& terms) { return {cut_terms(terms.title), cut_terms(terms.body)}; }

// The reading is hashes and does not get smaller; the terms are kept to take the article out of the index again.
Packed pack(const ParsedArticle& article, const Writing& writing) {
    const auto terms = indexed(article.search);
    return {pack(wire::encode(article.extraction), Purpose::body, writing), wire::encode(article.reading),
            pack(encode_terms(terms.title, terms.body), Purpose::terms, writing)};
}

Result<std::optional<Batch::Known>> Batch::find_by_id(ArticleId id, const ParsedArticle& parsed) {
    const Digest& served = parsed.served;
    const Use row = TRY(use(connection_, sql::find_article, id.to_db()));
    if (!TRY(row->step())) return std::nullopt;
    Known known;
    known.id = id;
    known.position = row->integer(0);
    known.version = row->integer(1);
    const auto before = row->blob(2);
    known.same = before.size() == served.size() && std::memcmp(before.data(), served.data(), served.size()) == 0;
    if (!known.same || parsed.page > 1) {
        const auto terms = TRY(unpacker_.unpack(as_text(row->blob(3))));
        known.terms = decode_terms(terms);
    }
    return known;
}

Result<std::optional<Batch::Known>> Batch::find(const ParsedArticle& parsed) {
    auto known = TRY(find_by_id(parsed.id, parsed));
    if (known) return known;
    ArticleId other;
    {
        const Use alias = TRY(use(connection_, sql::alias, parsed.id.to_db()));
        if (!TRY(alias->step())) return std::nullopt;
        other = ArticleId::from_db(alias->integer(0));
    }
    return find_by_id(other, parsed);
}

Result<Written> Batch::write(const ArticleWrite& article) {
    if (!article.parsed.id) return fail(Fault::malformed, "article without an id");
    const auto known = TRY(find(article.parsed));
    if (article.parsed.page > 1) return known ? join(article, *known) : Written::unchanged;
    if (known) {
        TRY(add_aliases(article, known->id));
        if (known->same || TRY(begins_what_is_there(article.parsed, known->id))) return Written::unchanged;
        TRY(update(article, *known));
        return Written::updated;
    }
    TRY(insert(article));
    return Written::stored;
}

// The first page of an article in several, served with other bytes around the same text (an import knows no more of it
// than this page): the article as it stands has all of it and more.
Result<bool> Batch::begins_what_is_there(const ParsedArticle& parsed, ArticleId id) {
    if (parsed.next_page.empty()) return false;
    const Use row = TRY(use(connection_, sql::body, id.to_db()));
    if (!TRY(row->step())) return false;
    const auto bytes = TRY(unpacker_.unpack(as_text(row->blob(0))));
    const auto there = TRY(wire::decode_extraction(bytes));
    const auto& blocks = parsed.extraction.blocks;
    return there.blocks.size() > blocks.size() && std::equal(blocks.begin(), blocks.end(), there.blocks.begin());
}

// One more page of the version that is there. Of another version it is no part: a new first page came in between.
Result<Written> Batch::join(const ArticleWrite& article, const Known& known) {
    if (!known.same) return Written::unchanged;
    TRY(add_aliases(article, known.id));
    const auto& parsed = article.parsed;
    TRY(replace(known.version, parsed, article.packed ? *article.packed : pack(parsed, *writing_)));
    TRY(show(known.position, known.version, parsed, known.terms));
    if (article.raw.empty()) return Written::updated;
    {
        const Use first = TRY(use(connection_, sql::has_origin, known.version));
        if (!TRY(first->step())) return Written::updated;
    }
    const std::string raw = is_packed(article.raw) ? std::string() : pack_raw(article.raw);
    TRY(run(connection_, sql::add_later_page, known.version, std::int64_t{parsed.page}, article.origin.url,
            article.origin.content_type, article.origin.robots, as_blob(raw.empty() ? article.raw : raw)));
    return Written::updated;
}

Result<Position> Batch::free_position(Instant published) {
    Position position = position_of(published, counters_.arrivals);
    // Two articles of one second meet only after the arrivals went round once: 16 million.
    while (counters_.arrivals >> arrival_bits != 0) {
        const Use taken = TRY(use(connection_, sql::position_taken, position));
        if (!TRY(taken->step())) break;
        position = position_of(published, ++counters_.arrivals);
    }
    return position;
}

Result<> Batch::insert(const ArticleWrite& article) {
    const auto& parsed = article.parsed;
    const auto& placement = article.placement;
    const bool sample = sample_.contains(article.source);
    ++counters_.arrivals;
    const Instant published = std::min(parsed.extraction.published.value_or(article.first_seen), article.first_seen);
    const Position position = TRY(free_position(article.stands_last ? Instant{} : published));
    const auto version = TRY(add_version(article, parsed.id));
    TRY(join_story(article));

    const Face face = face_of(parsed);
    TRY(run(connection_, sql::add_article, position, parsed.id.to_db(), counters_.arrivals, version,
            article.source.to_db(), placement.story.to_db(), placement.duplicate_of.to_db(), std::int64_t{sample},
            std::int64_t(parsed.extraction.kind), std::int64_t{parsed.reading.words}, std::int64_t{is_open(parsed)},
            to_unix_ms(published), nullable(parsed.extraction.published), to_unix_ms(article.first_seen), face.url,
            face.title, face.excerpt, face.language, face.tongue, face.author, face.section, face.image, face.image_alt,
            placement.why, face.category));
    TRY(add_topics(connection_, position, parsed));
    TRY(add_aliases(article, parsed.id));
    TRY(relate(parsed.id, placement));
    indexing_[position].after = indexed(parsed.search);

    ++counters_.articles;
    counters_.real_articles += sample ? 0 : 1;
    counters_.copies += placement.duplicate_of ? 1 : 0;
    auto& growth = sources_[article.source];
    ++growth.articles;
    growth.newest = std::max(growth.newest, to_unix_ms(published));
    return {};
}

// Where an article stands (its position, story, original) was decided when it arrived; a new version changes what it
// says, not where it is found.
Result<> Batch::update(const ArticleWrite& article, const Known& known) {
    const auto& parsed = article.parsed;
    const auto version = TRY(add_version(article, known.id));
    TRY(run(connection_, sql::drop_reading, known.version));
    TRY(show(known.position, version, parsed, known.terms));
    return relate(known.id, article.placement);
}

Result<> Batch::show(Position position, std::int64_t version, const ParsedArticle& parsed, SearchText before) {
    const Face face = face_of(parsed);
    TRY(run(connection_, sql::update_article, position, version, std::int64_t(parsed.extraction.kind),
            std::int64_t{parsed.reading.words}, std::int64_t{is_open(parsed)}, nullable(parsed.extraction.published),
            face.url, face.title, face.excerpt, face.language, face.tongue, face.author, face.section, face.image,
            face.image_alt, face.category));
    TRY(put_topics(connection_, position, parsed));
    index(position, std::move(before), parsed);
    return {};
}

void Batch::index(Position position, SearchText before, const ParsedArticle& parsed) {
    auto& indexing = indexing_[position];
    // Written in this very batch: the index has not seen it yet.
    if (!indexing.after) indexing.before = std::move(before);
    indexing.after = indexed(parsed.search);
}

Result<std::int64_t> Batch::add_version(const ArticleWrite& article, ArticleId id) {
    const auto& parsed = article.parsed;
    const auto number = ++counters_.last_version;
    ++counters_.versions;
    const auto fetched = to_unix_ms(article.fetched.value_or(article.first_seen));
    TRY(run(connection_, sql::add_version, number, id.to_db(), fetched, std::as_bytes(std::span(parsed.served))));
    std::optional<Packed> made;
    if (!article.packed) made = pack(parsed, *writing_);
    const Packed& packed = article.packed ? *article.packed : *made;
    TRY(run(connection_, sql::add_extraction, number, std::int64_t{parsed.extraction.version}, as_blob(packed.body)));
    TRY(run(connection_, sql::add_reading, number, std::int64_t{parsed.reading.version}, as_blob(packed.reading),
            as_blob(packed.terms)));
    if (!article.raw.empty()) TRY(add_page(article, number, fetched));
    return number;
}

Result<> Batch::add_page(const ArticleWrite& article, std::int64_t version, std::int64_t fetched) {
    const std::string raw = is_packed(article.raw) ? std::string() : pack_raw(article.raw);
    TRY(run(connection_, sql::add_raw, version, fetched, as_blob(raw.empty() ? article.raw : raw)));
    const Origin& origin = article.origin;
    return run(connection_, sql::add_page_origin, version, std::int64_t{article.parsed.extraction.version},
               static_cast<std::int64_t>(origin.rules), origin.url.empty() ? article.parsed.url : origin.url,
               origin.content_type, origin.robots, as_blob(encode(origin.hints)));
}

Result<> Batch::add_aliases(const ArticleWrite& article, ArticleId id) {
    const auto add = [&](ArticleId alias) -> Result<> {
        if (alias == id) return {};
        return run(connection_, sql::add_alias, alias.to_db(), id.to_db());
    };
    const auto count = std::min(article.aliases.size(), max_aliases);
    for (const auto& address : std::span(article.aliases).first(count)) TRY(add(article_id(address)));
    for (const ArticleId name : std::span(article.names).first(std::min(article.names.size(), max_aliases)))
        TRY(add(name));
    return add_own_names(article.parsed, id);
}

// What it calls itself: reached through an alias, its own canonical address is one more, and so are its forms for
// phones and for paper. Only of its own house: a page that names another's article as its own must not stand in that
// one's way.
Result<> Batch::add_own_names(const ParsedArticle& parsed, ArticleId id) {
    if (parsed.id && parsed.id != id) TRY(run(connection_, sql::add_alias, parsed.id.to_db(), id.to_db()));
    const auto& e = parsed.extraction;
    if (e.canonical.empty() && e.amp.empty() && e.print.empty()) return {};
    const auto own = Url::parse(parsed.url);
    if (!own) return {};
    for (const std::string* said : {&e.canonical, &e.amp, &e.print}) {
        const auto address = said->empty() ? std::nullopt : Url::parse(*said);
        if (!address || !address->is_web() || address->target() == "/") continue;
        if (registrable_domain(address->host()) != registrable_domain(own->host())) continue;
        const ArticleId name = article_id(normalize(*address));
        if (name != id) TRY(run(connection_, sql::add_alias, name.to_db(), id.to_db()));
    }
    return {};
}

Result<> Batch::join_story(const ArticleWrite& article) {
    const auto story = article.placement.story;
    if (!story) return {};
    bool new_source = false;
    {
        const Use there = TRY(use(connection_, sql::story_has_source, story.to_db(), article.source.to_db()));
        new_source = !TRY(there->step());
    }
    bool new_story = true;
    {
        const Use count = TRY(use(connection_, sql::count_of_story, story.to_db()));
        new_story = !TRY(count->step());
    }
    counters_.stories += new_story ? 1 : 0;
    return run(connection_, sql::grow_story, story.to_db(), std::int64_t{new_source});
}

Result<Edges*> Batch::edges_of(ArticleId id) {
    auto [place, fresh] = edges_.try_emplace(id);
    if (fresh) {
        const Use row = TRY(use(connection_, sql::relatives, id.to_db()));
        if (TRY(row->step())) place->second = decode_edges(as_text(row->blob(0)));
    }
    return &place->second;
}

Result<> Batch::relate(ArticleId id, const Placement& placement) {
    for (const auto& [other, score] : placement.related) {
        if (other == id || !other) continue;
        add_edge(*TRY(edges_of(id)), other, score);
        add_edge(*TRY(edges_of(other)), id, score);
    }
    return {};
}

Result<> Batch::finish() {
    for (const auto& [id, edges] : edges_)
        TRY(run(connection_, sql::put_relatives, id.to_db(), as_blob(encode_edges(edges))));
    for (const auto& [id, growth] : sources_)
        TRY(run(connection_, sql::grow_source, id.to_db(), growth.articles, growth.newest));
    for (const auto& [position, change] : indexing_) {
        if (change.before)
            TRY(run(connection_, dialect_.unindex_article, position, change.before->title, change.before->body));
        if (change.after)
            TRY(run(connection_, dialect_.index_article, position, change.after->title, change.after->body));
    }
    return {};
}

}  // namespace octavo::store
