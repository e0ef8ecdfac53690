// Finds what can be followed at an address: a feed, a site's feeds, its news sitemap, or the page itself as a list.
//
//   https://paper.example/   -> link tags -> links that look like feeds -> what the site is made with -> common paths
//                            -> news sitemaps (robots.txt, common paths) -> the page's own list of articles
// It goes on to the next step only where the one before found nothing, and asks few questions: each is a request to a
// publisher, who is asked as politely as ever (the caller's `ask`). The road not taken: trying every path anybody ever
// used. Checked by tests/pipeline/finder_test.cpp and tests/e2e/add_test.cpp.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/url.hpp"
#include "fetch/gate.hpp"
#include "model/article.hpp"

namespace octavo::pipeline {

// Blocks until the answer is here. Robots.txt, pace and guard are its own affair.
using Ask = std::function<Result<fetch::Fetched>(const Url& url, fetch::Purpose purpose)>;

struct FoundSource {
    Feed::Kind kind = Feed::Kind::feed;
    std::string url;  // after redirects
    std::string title, language;
    std::string site;  // the page it belongs to, as it says; ""
    std::string how;   // "named by the page", "robots.txt", "WordPress", ...
    std::size_t entries = 0;
    std::optional<Instant> newest;
    std::vector<std::string> samples;  // up to three titles
    std::size_t order = 0;             // among those of the page, as it names them
};

struct Findings {
    std::vector<FoundSource> found;  // the one to follow first
    bool list = false;               // an OPML list: all of it is meant
    std::vector<std::string> tried;  // what was asked, with what came of it, one line each
};

struct FinderCaps {
    std::size_t requests = 24;
    std::size_t feeds = 8;
};
// refused: robots.txt or the guard does not let us; unsupported: the page is made by scripts; not_found: nothing was
// found. The detail says what was tried and what to do.
Result<Findings> find_sources(const Url& url, const Ask& ask, Instant now, const FinderCaps& caps = {});

// The feeds a site's page leads to, without its sitemaps and lists; for a feed that moved. At most `caps.feeds`.
Result<std::vector<fetch::Fetched>> find_feeds_of(const Url& page, const Ask& ask, const FinderCaps& caps = {});

// How much a found feed is the whole site's, beside the others: the least first. `page` is what was asked for.
int rank_of(const FoundSource& found, const Url& page, Instant now);

}  // namespace octavo::pipeline
