// Subscription lists: OPML 1.0-2.0 (http://opml.org/spec2.opml), tolerant of the damage seen in the wild; and out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace octavo::feed {

struct OpmlFeed {
    std::string title, url, site, description;
    std::vector<std::vector<std::string>> category;  // paths, each a list of folder names
    std::vector<std::string> tags;
};
struct Opml {
    std::string title;
    std::vector<OpmlFeed> feeds;
    std::vector<OpmlFeed> lists;          // other OPML files it includes
    std::vector<OpmlFeed> opportunities;  // sites named without a feed
    bool malformed = false;               // read, but not well formed
};
Result<Opml> parse_opml(std::string_view bytes);
std::string write_opml(const Opml& opml);

}  // namespace octavo::feed
