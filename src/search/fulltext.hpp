// How the engine's full-text index is asked: SQLite's words here, another engine's in a file beside it.
// Private to the room.
#pragma once

#include <functional>
#include <string>

#include "search/search.hpp"

namespace octavo::search {

struct Candidate {
    store::Position position = 0;
    SourceId source;
    std::string language;     // primary subtag
    std::uint32_t words = 0;  // of the article
    Category category = Category::general;
    bool copy = false, sample = false;
    std::vector<std::uint8_t> hits;  // two a variant, wanted phrases first: in the title, in the body
};

// Newest first, [from, before); stops when `visit` says false.
Result<> each_match(store::Connection& connection, const Query& query, store::Position from, store::Position before,
                    const std::function<bool(const Candidate&)>& visit);

// How common a phrase is, looking at no more than `most` articles: how many of the newest it is in, and the oldest of
// those.
struct Commonness {
    std::size_t count = 0;
    store::Position oldest = 0;
};
Result<Commonness> commonness(store::Connection& connection, const Query::Phrase& phrase, std::size_t most);

// Terms of the index that begin so, at most so many, with the number of articles each is in. None where the engine
// keeps no list of its terms.
Result<> each_term(store::Connection& connection, std::string_view front, std::size_t most,
                   const std::function<void(std::string_view term, std::int64_t articles)>& visit);

}  // namespace octavo::search
