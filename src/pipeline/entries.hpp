// A feed's entries as work: which page each one names, what is known without the page, and who goes first. Pure.
#pragma once
#include <string>
#include <vector>

#include "base/time.hpp"
#include "feed/feed.hpp"
#include "model/article.hpp"
#include "model/job.hpp"

namespace octavo::pipeline {

// One entry of a feed on its way to be an article.
struct Entry {
    std::string url;      // where its page is; "" when it names none of its own
    std::string address;  // the same, normalised: how it is asked for in the archive; "" likewise
    std::string host;     // of the url
    ArticleId id;         // by that address, else by source and GUID, else by title and text
    // Other names it may be known by (pipeline/identity.hpp); zero where it has none.
    ArticleId twin;   // its address with http for https, or the other way round
    ArticleId guid;   // by source and GUID, when the GUID says more than the address and is on no other entry
    ArticleId words;  // without an address: by title, date and text
    Hints hints;
    std::size_t bytes() const;  // about what it holds in memory
};

// The entry's GUID is no name for it: it goes by its address or its words.
void forget_guid(Entry& entry);

// Newest first; those without a date come last, in the publisher's order. Entries
// that name the same page count once. An entry that names only a front page has no address of its own.
std::vector<Entry> entries_of(feed::ParsedFeed parsed, SourceId source);

// The first of them that fit under both caps, at least one. True when some were left for the next poll.
struct Caps {
    std::size_t entries = 100;
    std::size_t bytes = 512u << 10;
};
bool cut_to(std::vector<Entry>& entries, const Caps& caps);

}  // namespace octavo::pipeline
