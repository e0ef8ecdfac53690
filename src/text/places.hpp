// The places an article is about: countries, regions, cities, each with a score. Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/gazetteer.hpp"

namespace octavo::text {

struct PlaceFound {
    const GazetteerPlace* place = nullptr;  // lives as long as the program
    float score = 0;                        // 1: the place it is about; those under .15 are left out
    int mentions = 0;                       // by name; 0: only by a city or region of it
};

struct ToPlace {
    std::string_view title;
    std::string_view text;               // paragraphs parted by empty lines
    std::string_view language;           // BCP 47
    std::string_view publisher_country;  // ISO 3166-1 alpha-2; ""
};
// A name of a place as it stands in the text: which of its bearers it was taken for.
struct PlaceSaid {
    std::size_t begin = 0, end = 0;  // bytes of `text`
    const GazetteerPlace* place = nullptr;
    bool adjective = false;  // "French"
};
// Best first: at most four countries, three regions, six cities. The first 20,000 bytes of a text are read.
// `said`, where it is wanted, takes the names in the text that were taken for a place, in order.
std::vector<PlaceFound> find_places(const ToPlace& article, std::vector<PlaceSaid>* said = nullptr);
class Sheet;
// The same of a title and a text that were walked over already, and cut. Private to the room.
std::vector<PlaceFound> find_places(const Sheet& title, const Sheet& text, std::string_view publisher_country,
                                    std::vector<PlaceSaid>* said);

// The country whose top-level domain the host has ("https://www.lemonde.fr/x" -> FR), as ISO 3166-1 alpha-2; "" for the
// generic ones and for those that are sold to the whole world (.io, .tv).
std::string_view country_of_address(std::string_view url);

}  // namespace octavo::text
