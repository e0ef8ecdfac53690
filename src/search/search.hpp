// Full-text search over the archive: terms normalised by our own text room, found newest first by the engine's
// full-text index, ranked by our own code within a bounded window of the newest matches.
//
// Queries: words, "phrases", -excluded words, source:domain, -source:domain, lang:xx, category:sports, tag:TidalPower
// or #TidalPower, before:2025-07-01 (that day excluded), after:2025-06-01 (that day included). Never throws, any bytes
// are a query; operators may use it from strangers' input.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "store/store.hpp"

namespace octavo::search {

struct Query {
    // What must (or must not) stand side by side; one term: a word. A query does not say its language and articles are
    // stemmed by theirs, so the same words are also kept as other languages stem them; any of the variants will do.
    struct Phrase {
        std::vector<std::string> terms;                  // normalised
        std::vector<std::vector<std::string>> variants;  // `terms` is the first
    };
    std::vector<Phrase> wanted, excluded;
    std::vector<std::string> words;  // as typed, for marking
    std::string source, language;
    std::vector<std::string> without;  // sources left out
    std::optional<Category> category;
    std::optional<TagId> tag;
    std::optional<Instant> before, after;
    bool empty() const { return wanted.empty() && source.empty() && language.empty() && !category && !tag; }
};
Query parse_query(std::string_view text);

struct Hit {
    store::Card card;
    double score = 0;
    std::string snippet;                                     // the publisher's words around the match, plain text
    std::vector<std::pair<std::size_t, std::size_t>> marks;  // byte ranges of the snippet: begin, end
};
// What the matches that were looked at have in common, the commonest first.
struct Facets {
    std::vector<std::pair<SourceId, std::size_t>> sources;
    std::vector<std::pair<std::string, std::size_t>> languages;  // primary subtags
    std::vector<std::pair<Category, std::size_t>> categories;
};
struct Found {
    std::vector<Hit> hits;
    Facets facets;
    std::size_t matches = 0;  // looked at; `more` says whether there are others
    bool more = false;
    std::string meant;  // where nothing was found: the query with words that are in the archive; "" none
    Query query;
};
enum class Order { best, newest };
struct Ask {
    std::string_view text;
    Order order = Order::best;
    std::size_t limit = 20, offset = 0;  // at most 100 and 10,000
    // So many of the newest matches are ranked as one; behind them the next so many.
    std::size_t ranked_together = 1'000;
};

// One thread at a time. Copies are folded; the sample is found only while there is nothing else.
Result<Found> search(store::Reader& reader, const Ask& ask);
Result<Found> search(store::Connection& connection, store::Reader& reader, const Ask& ask);  // of that reader

// Where what a query finds stands, newest first, from `from` on and below `before`: nothing is ranked, nothing shown.
struct Matches {
    std::vector<store::Position> positions;
    store::Position reached = 0;  // there and above it was looked; what is below: ask again, before it
    bool more = false;            // there may be others below
};
Result<Matches> positions_of(store::Reader& reader, std::string_view text, store::Position from, store::Position before,
                             std::size_t most);
constexpr store::Position oldest = std::numeric_limits<store::Position>::min();

}  // namespace octavo::search
