// Full-text search over the archive: terms normalised by our own text room, found newest first by the engine's
// full-text index, ranked by our own code within a bounded window of the newest matches.
//
// Queries: words, "phrases", -excluded words, source:domain, lang:xx, before:2025-07-01, after:2025-06-01. Never
// throws, any bytes are a query; operators may use it from strangers' input.
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
    struct Phrase { std::vector<std::string> terms; };  // normalised; one term: a word
    std::vector<Phrase> wanted, excluded;
    std::vector<std::string> words;                     // as typed, for marking
    std::string source, language;
    std::optional<Instant> before, after;
    bool empty() const { return wanted.empty() && source.empty() && language.empty(); }
};
Query parse_query(std::string_view text);

struct Hit {
    store::Card card;
    double score = 0;
    std::string snippet;                                // the publisher's words around the match, plain text
    std::vector<std::pair<std::size_t, std::size_t>> marks;  // byte ranges of the snippet
};
struct Found {
    std::vector<Hit> hits;
    std::size_t matches = 0;      // looked at; `more` says whether there are others
    bool more = false;
    Query query;
};
enum class Order { best, newest };
struct Ask { std::string_view text; Order order = Order::best; std::size_t limit = 20, offset = 0; };

// `connection` is a reader's. One thread at a time.
Result<Found> search(store::Connection& connection, store::Reader& reader, const Ask& ask);

}  // namespace octavo::search
