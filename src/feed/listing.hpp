// Sites without feeds: which links of a front or section page are articles, and which of those are news.
//
//   <nav><a href="/sport">Sport</a>                                                  furniture: short, in navigation
//   <h3><a href="/2024/05/03/a-tram-opens-in-leeds">A tram opens in Leeds</a></h3>   an article: headline, slug, date
// Idea: each link is weighed by its address (slug, date, number), its words and its place; links whose addresses have
// the same shape vote together, for a site writes all its articles' addresses alike. What the shapes were worth is
// learnt over the visits and kept with the feed: shapes whose links come and go are articles, those that stay are not.
// Only links that were first seen after the first visit are news: a site's archive is never followed.
// Rules per site were the road not taken (extract/site_rules.hpp has them for pages): they rot.
// Pure. Checked by tests/feed/listing_test.cpp (and its front pages in tests/data/listing) and fuzz/listing.cpp.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "feed/links.hpp"

namespace octavo::feed {

// "/2024/05/03/a-tram-opens" and "/2023/11/30/what-the-river-left" have one shape: "/N4/N2/N2/S".
std::string shape_of(std::string_view url, std::string_view page_host);

struct ListingCaps {
    std::size_t first_visit = 10;
    std::size_t a_visit = 50;                    // more that are new at once: the site was rebuilt, and we begin again
    Duration news_for = std::chrono::hours(48);  // how long a link is given out after it was first seen
    Duration too_old = std::chrono::hours(14 * 24);  // by its own date: from the archive, not news
};
struct ListedArticle {
    std::string url, title;
    std::optional<Instant> date;  // beside the link, or in its address
    double score = 0;             // above 0: it looks like an article
};
struct ListingVisit {
    std::vector<ListedArticle> news;  // those of this visit, and of the last days that are still on the page
    std::size_t articles = 0;         // links that look like articles
};

// What a listing page taught, between visits. A value; as bytes at most 32 KB, 64 where thousands of links stand on it.
class ListingMemory {
  public:
    // The bytes that bytes() gave. Anything else, and those of another version, are a memory that knows nothing.
    static ListingMemory read(std::string_view bytes);
    std::string bytes() const;
    std::uint32_t visits() const { return visits_; }
    double weight_of(std::string_view shape) const;  // from -1.2 (its links stay) to 1.2 (they come and go)
    // One visit: which of these are news, now that they are seen.
    std::vector<ListedArticle> take(std::vector<ListedArticle> links, std::string_view page_host, Instant now,
                                    const ListingCaps& caps);

  private:
    struct Seen {
        std::uint32_t first = 0, last = 0;  // hours since 1970
        std::uint32_t visits = 0;
        bool news = false;
        bool stays = false;
    };
    struct Shape {
        std::uint32_t came = 0, stayed = 0;
    };
    std::uint32_t visits_ = 0;
    std::map<std::uint32_t, Seen> seen_;     // by hash of the normalised address
    std::map<std::uint32_t, Shape> shapes_;  // by hash of the shape
};

// Every link of the site that could be an article, in the page's order.
std::vector<ListedArticle> articles_on(const PageLinks& page, std::string_view url, const ListingMemory& memory = {});

// Reads the page once and teaches the memory.
ListingVisit visit_listing(ListingMemory& memory, const PageLinks& page, std::string_view url, Instant now,
                           const ListingCaps& caps = {});

}  // namespace octavo::feed
