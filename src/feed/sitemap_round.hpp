// Sitemaps as a source: which pages of one are news, and which parts of an index are worth reading. Pure.
//
// A news sitemap lists two days; an ordinary one lists a site's whole life, with a date of its last change or none.
// Only what is dated within two days is taken, from an ordinary one at most fifty: a site that rewrites every date at
// once must not make us fetch its archive. Checked by tests/feed/sitemap_round_test.cpp and fuzz/sitemap.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "feed/sitemap.hpp"

namespace octavo::feed {

struct SitemapCaps {
    Duration window = std::chrono::hours(48);
    std::size_t news = 1000;  // the protocol's own limit
    std::size_t plain = 50;   // of a sitemap that is not one of news
    std::size_t parts = 3;    // of an index
};

// Newest first; title, language and publication where the sitemap says them.
std::vector<NewsUrl> fresh_news(const Sitemap& sitemap, Instant now, const SitemapCaps& caps = {});
// The parts of an index that may hold today's news: those named after news, then by lastmod, then by the numbers in
// their names. Parts that have not changed for longer than the window are left out.
std::vector<std::string> newest_parts(const Sitemap& index, Instant now, const SitemapCaps& caps = {});

// A round through an index: the index once in a while, then each of its parts, one request a poll. Each address keeps
// its own validators. As bytes it is kept with the feed; bytes it does not know are a round that has not begun.
class SitemapRound {
  public:
    struct Stop {
        std::string url;  // "" : the index itself
        std::string etag, last_modified, body_hash;
    };
    static SitemapRound read(std::string_view bytes);
    std::string bytes() const;

    Stop& here() { return stops_.at(at_); }
    const Stop& here() const { return stops_.at(at_); }
    // What stands here is an index: its parts are the next stops. Those known keep their validators.
    void found(const std::vector<std::string>& parts, Instant now);
    void advance(Instant now);      // to the next stop; to the index after six hours
    void read_index(Instant now) {  // when that is where we are, changed or not
        if (at_ == 0) index_read_ = now;
    }
    bool more() const { return at_ + 1 < stops_.size(); }                 // of this round
    void begin_again() { at_ = stops_.size() - 1, index_read_.reset(); }  // a stop failed: the index is next

  private:
    std::vector<Stop> stops_ = {Stop{}};
    std::size_t at_ = 0;
    std::optional<Instant> index_read_;
};

}  // namespace octavo::feed
