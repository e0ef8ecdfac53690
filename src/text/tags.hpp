// What an article is about in a few words: names, keyphrases, hashtags, places. Pure; thread-safe.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "text/name_runs.hpp"
#include "text/places.hpp"

namespace octavo::text {

struct EntityFound {
    std::size_t begin = 0, end = 0;  // bytes of the text
    NameKind kind = NameKind::other;
    std::string name;  // as the article names it in full: "Trump" -> "Donald Trump"
    const GazetteerPlace* place = nullptr;
};

struct HashtagFound {
    std::string tag;   // without the sign: "DonaldTrump"
    std::string name;  // as it is read: "Donald Trump"
    float score = 0;   // 1: the first
    NameKind kind = NameKind::other;
    bool named = false;  // a name rather than a phrase
};

struct Tagged {
    std::vector<EntityFound> entities;    // in the order of the text
    std::vector<std::string> keyphrases;  // best first
    std::vector<HashtagFound> hashtags;   // best first, three to eight where the text gives as many
    std::vector<PlaceFound> places;
    std::vector<AboutName> names;  // those named most, twelve at most
    std::size_t steps = 0;         // work done, for tests
};

struct ToTag {
    std::string_view title;
    std::string_view text;  // paragraphs parted by empty lines; without one the title is the text
    std::string_view language;
    std::string_view publisher_country = {};
};
Tagged tag(const ToTag& article);

class Sheet;
constexpr std::size_t most_tag_bytes = 20'000;  // of a text; what a longer one is about it has said by then
constexpr std::size_t most_tag_title = 1'000;   // of a title
// The same of a title and a text that were walked over already. Private to the room.
Tagged tag(const Sheet& title, const Sheet& text, std::string_view publisher_country);

}  // namespace octavo::text
