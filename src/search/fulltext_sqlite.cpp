// SQLite's FTS5: https://www.sqlite.org/fts5.html#full_text_query_syntax
//
// The index's rowid is the position, so newest first costs nothing; only rowids and the row's own hits are asked for,
// never bm25(), whose first call counts all matches in the archive.
#include "search/fulltext.hpp"

namespace octavo::search {
namespace {

// CROSS JOIN keeps the full-text table outside: the order and the limit are its own.
constexpr std::string_view matches =
    "SELECT fulltext.rowid, octavo_hits(fulltext), a.source, a.tongue, a.words, a.duplicate_of, a.sample, a.category "
    "FROM fulltext CROSS JOIN articles a ON a.position = fulltext.rowid "
    "WHERE fulltext MATCH $1 AND fulltext.rowid >= $2 AND fulltext.rowid < $3 AND ($4 = 0 OR EXISTS (SELECT 1 FROM "
    "article_tags t WHERE t.tag = $4 AND t.position = fulltext.rowid)) ORDER BY fulltext.rowid DESC";
constexpr std::string_view terms_between =
    "SELECT term, doc FROM fulltext_terms WHERE term >= $1 AND term < $2 ORDER BY term LIMIT $3";
constexpr std::string_view newest_matches =
    "SELECT rowid FROM fulltext WHERE fulltext MATCH $1 ORDER BY rowid DESC LIMIT $2";

// A term is letters and digits by its making; the quotes make it a string whatever it is.
void append_string(std::string& out, const std::vector<std::string>& terms) {
    out += '"';
    for (const auto& term : terms) {
        if (out.back() != '"') out += ' ';
        for (const char c : term) out.append(c == '"' ? 2 : 1, c);
    }
    out += '"';
}

void append_phrase(std::string& out, const Query::Phrase& phrase) {
    out += '(';
    for (const auto& variant : phrase.variants) {
        if (&variant != &phrase.variants.front()) out += " OR ";
        append_string(out, variant);
    }
    out += ')';
}

std::string match_of(const Query& query) {
    std::string out = "(";
    for (const auto& phrase : query.wanted) {
        if (&phrase != &query.wanted.front()) out += " AND ";
        append_phrase(out, phrase);
    }
    out += ')';
    for (const auto& phrase : query.excluded) {
        out += " NOT ";
        append_phrase(out, phrase);
    }
    return out;
}

}  // namespace

Result<> each_match(store::Connection& connection, const Query& query, store::Position from, store::Position before,
                    const std::function<bool(const Candidate&)>& visit) {
    const std::string match = match_of(query);
    const store::Use rows =
        TRY(store::use(connection, matches, match, from, before, query.tag ? query.tag->to_db() : std::int64_t{0}));
    while (TRY(rows->step())) {
        Candidate candidate;
        candidate.position = rows->integer(0);
        const auto hits = store::as_text(rows->blob(1));
        candidate.hits.assign(hits.begin(), hits.end());
        candidate.source = SourceId::from_db(rows->integer(2));
        candidate.language = rows->text(3);
        candidate.words = static_cast<std::uint32_t>(rows->integer(4));
        candidate.copy = rows->integer(5) != 0;
        candidate.sample = rows->integer(6) != 0;
        candidate.category = category_of(rows->text(7)).value_or(Category::general);
        if (!visit(candidate)) break;
    }
    return {};
}

Result<> each_term(store::Connection& connection, std::string_view front, std::size_t most,
                   const std::function<void(std::string_view term, std::int64_t articles)>& visit) {
    const std::string end = std::string(front) + "\xFF";  // no term has such a byte
    const store::Use rows =
        TRY(store::use(connection, terms_between, front, std::string_view(end), static_cast<std::int64_t>(most)));
    while (TRY(rows->step())) visit(rows->text(0), rows->integer(1));
    return {};
}

Result<Commonness> commonness(store::Connection& connection, const Query::Phrase& phrase, std::size_t most) {
    std::string match;
    append_phrase(match, phrase);
    const store::Use rows = TRY(store::use(connection, newest_matches, match, static_cast<std::int64_t>(most)));
    Commonness common;
    while (TRY(rows->step())) {
        ++common.count;
        common.oldest = rows->integer(0);
    }
    return common;
}

}  // namespace octavo::search
