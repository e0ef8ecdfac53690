// What a page says of itself in JSON-LD (https://schema.org/NewsArticle): the article's node found among @graph,
// arrays and neighbours, broken JSON mended where that is easy.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace octavo::extract {

struct LinkedData {
    bool article = false;  // an Article of some kind was declared
    std::string type;      // its @type: "NewsArticle", "LiveBlogPosting", ...
    std::string headline;
    std::vector<std::string> authors;
    std::string published, modified;
    std::string dated_otherwise;  // published, by a node of another type than an article's (a how-to, a video)
    std::string description, section, publisher, language, licence, url;
    std::vector<std::string> images;
    std::vector<std::string> keywords;
    std::string body;                  // articleBody, as it stands (may be markup)
    std::vector<std::string> updates;  // bodies of liveBlogUpdate, in the page's order
    bool locked = false;               // isAccessibleForFree: false
    bool listing = false;              // CollectionPage, ItemList as the page's own type
    // What the page is about when that is no text: it stands alone, or is named as the main entity. A recording beside
    // an article (read aloud, a film of the scene) is neither.
    bool video = false;  // VideoObject
    bool audio = false;  // PodcastEpisode, RadioEpisode; an AudioObject only as main entity, for many are read aloud
};

// Each script element's text. Total: what cannot be read is left out.
LinkedData read_linked_data(const std::vector<std::string>& scripts);

}  // namespace octavo::extract
