// When is an entry of a feed an article we have? Asked on the writer's thread, for a whole feed at once.
//
// An entry goes by up to four names: its address, the address with the other scheme (sites move to https), its GUID,
// and its words where it has no address. Any of them being known is a hint, not a proof:
//   GUID known, address changed, date or title as before      the same, moved or edited
//   GUID known, address, title and date all new               a feed that numbers its places (1, 2, 3): a new article
//   GUID on two different entries of one feed                 no name at all: it is not used (entries.cpp)
// In doubt an article is shown: missing one is worse than doubling one. Trusting the GUID alone, as RSS asks, was the
// road not taken: feeds that count from 1 each day would fall silent; trusting the address alone shows every moved page
// twice. Checked by tests/pipeline/identity_test.cpp.
#pragma once
#include <vector>

#include "pipeline/entries.hpp"
#include "store/store.hpp"

namespace octavo::pipeline {

// For each entry whether the archive has it; the same order. Where an entry's GUID turns out to be another article's,
// it is taken off the entry, which then goes by its address or its words.
Result<std::vector<bool>> known_already(std::vector<Entry>& entries, store::Store& store, store::Reader& reader);

// The names an article is to be found by, besides its own id: GUID and words.
std::vector<ArticleId> names_of(const Entry& entry);

}  // namespace octavo::pipeline
