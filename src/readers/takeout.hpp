// What somebody takes along from another reader: the feeds that were followed, what was starred, what was read. Read
// from the files those readers write, told apart by what is in them, never by their names alone:
//
//   <opml>                                         all of them: feeds and folders
//   {"items":[{"canonical":[{"href":..}],"categories":["user/-/state/com.google/starred"]..]}   FreshRSS, Inoreader,
//                                                  Feedly, The Old Reader (the Google Reader API's streams)
//   {"subscriptions":[{"id":"feed/https://.."..]}  the same API's list of subscriptions
//   {"entries":[{"status":"read","starred":true..  Miniflux' API; [{"feed_url":..}] its list of feeds
//   [{"story_permalink":..,"starred_date":..       NewsBlur
//   <articles><article><marked>1</marked>..        Tiny Tiny RSS
//   https://example.org/feed "tag"                 a list of addresses, as Newsboat keeps it
//   PK..                                           a ZIP of any of them
//
// Pure; no network. Strangers' bytes: sizes, counts and depth are capped, a packed file may swell only so far.
// Checked by tests/readers/takeout_test.cpp and fuzz/takeout.cpp.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace octavo::readers {

struct Takeout {
    static constexpr std::size_t most_bytes = 32u << 20;      // of a file, as it comes
    static constexpr std::size_t most_unpacked = 128u << 20;  // of all files in a ZIP together
    static constexpr std::size_t most_files = 5'000;          // in a ZIP
    static constexpr std::size_t most_feeds = 100'000, most_items = 200'000;

    struct Feed {
        std::string url, site, title, folder;  // a folder in a folder: the outer one's name
    };
    struct Item {
        std::string url, title;
        bool starred = false, read = false;
        std::optional<Instant> time;  // of its star, or else of its publication
    };
    std::string from;  // "FreshRSS", "OPML"; of a ZIP what its files are, joined by ", "
    std::vector<Feed> feeds;
    std::vector<Item> items;
    bool cut = false;                // there was more than the caps allow
    std::vector<std::string> notes;  // files that were left out, and why, in English; a few
};

// malformed: it is none of these. too_big: larger than the caps allow, packed or unpacked.
Result<Takeout> read_takeout(std::string_view bytes);

}  // namespace octavo::readers
