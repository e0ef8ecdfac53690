// Our listings as feeds: RSS 2.0 (https://www.rssboard.org/rss-specification), Atom (RFC 4287), JSON Feed 1.1
// (https://www.jsonfeed.org/version/1.1/), and the sources as OPML 2.0 (https://opml.org/spec2.opml). Entries carry
// the publisher's excerpt and lead to our page; the publisher is named, the original is linked.
// Checked by tests/web/feeds_out_test.cpp.
#pragma once

#include <span>
#include <string>

#include "web/page.hpp"
#include "web/route.hpp"

namespace octavo::web {

struct FeedHead {
    std::string title;
    std::string page;  // the listing's address inside its edition: "", "src/example.org", "search?q=..."
    std::string self;  // the feed's own: "feed.xml", "src/example.org/feed.atom"
};

std::string write_feed(const Setting& s, Form form, const FeedHead& head, std::span<const store::Card> cards);
std::string_view feed_type(Form form);  // content type

std::string write_opml(const Setting& s, std::span<const store::SourceRow> sources, std::span<const Feed> feeds);

}  // namespace octavo::web
