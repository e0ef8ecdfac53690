// The places of the world and what languages call them: countries, regions, cities over 15,000 people.
// Data: data/gazetteer (GeoNames, Unicode CLDR, i18n-iso-countries, words of our own; data/README.md). Thread-safe; the
// places are read once, a language's names when a text of it first comes.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "text/hash_filter.hpp"

namespace octavo::text {

struct GazetteerPlace {
    enum class Kind : std::uint8_t { country, region, capital, city };
    std::string_view id;       // ISO 3166-1 of a country, "US.CA" of a region, GeoNames' number of a city
    std::string_view name;     // in English, or as it calls itself
    std::string_view country;  // ISO 3166-1 alpha-2
    std::string_view region;   // GeoNames' admin1 code within the country; ""
    Kind kind = Kind::city;
    std::uint32_t thousands = 0;  // of people
    float latitude = 0, longitude = 0;
};

using PlaceIndex = std::uint32_t;

constexpr std::size_t most_first_words = 1 << 18;  // bits that say which words names begin with

// Names of one language, and those the world uses (places' own and English ones), as runs of folded words.
class PlaceNames {
  public:
    struct Found {
        std::span<const PlaceIndex> places;
        bool whole = false;     // a name ends here
        bool more = false;      // a longer one begins so
        bool any_case = false;  // an adjective: may begin with a small letter
        bool letters = false;   // initials ("US"): capitals throughout
    };
    // Whether a name begins with this word, or a stem with its first four bytes; yes in error now and then.
    bool may_begin(std::string_view folded) const;
    // The same for a word that begins with a small letter though its script has capitals.
    bool may_begin_small(std::string_view folded) const;
    // Of the words so far, by their running hash.
    Found look(std::uint64_t hash) const;
    // Of one word by its beginning ("американ" of "американского"); nothing when none fits.
    Found look_by_stem(std::string_view folded) const;
    // The longest name at the front of a text that writes no spaces; its size in bytes, 0 when none.
    std::size_t look_unspaced(std::string_view text, Found& found) const;

  private:
    friend class Gazetteer;
    struct Entry {
        std::vector<PlaceIndex> places;
        bool more = false, any_case = false, letters = false;
    };
    struct Stem {
        std::string front;
        std::size_t most = 0;  // bytes that may follow
        PlaceIndex place = 0;
        bool any_case = false;
    };
    void note_beginning(std::string_view folded);
    const PlaceNames* world_ = nullptr;  // asked where the language itself knows nothing
    std::vector<std::uint64_t> begins_ = std::vector<std::uint64_t>(most_first_words / 64);
    std::unordered_set<std::string> small_;  // first words of adjectives and the like
    std::unordered_map<std::uint64_t, Entry> entries_;
    HashFilter<1 << 19> known_;                                   // of entries_
    std::unordered_map<std::uint32_t, std::vector<Stem>> stems_;  // by the first four bytes
    std::unordered_map<std::uint32_t, std::vector<std::pair<std::string, PlaceIndex>>> unspaced_;  // longest first
};

class Gazetteer {
  public:
    static const Gazetteer& own();  // the one in the binary

    const std::vector<GazetteerPlace>& places() const { return places_; }
    // Of a BCP 47 tag; one that no table knows gets the world's names.
    const PlaceNames& names(std::string_view language) const;
    const GazetteerPlace* find(std::string_view id) const;  // nullptr when there is none
    const GazetteerPlace* country(std::string_view code) const;
    const GazetteerPlace* region(std::string_view country, std::string_view code) const;

    Gazetteer();
    ~Gazetteer();

  private:
    PlaceNames read_names(std::string_view language) const;
    void add(PlaceNames& names, std::string_view name, PlaceIndex place, std::string_view language) const;
    PlaceIndex by_word(std::string_view place) const;  // "DE", "Munich/DE"

    std::vector<GazetteerPlace> places_;
    std::unordered_map<std::string_view, PlaceIndex> by_id_;
    std::unordered_map<std::string, PlaceIndex> by_name_;  // "Munich/DE": the biggest
    PlaceNames world_;
    struct Languages;
    std::unique_ptr<Languages> languages_;
};

// The running hash of a run of folded words.
std::uint64_t place_hash(std::uint64_t before, std::string_view folded);
// Folded, without marks, without what stands behind an apostrophe ("Germany's", "Almanya'da").
std::string place_word(std::string_view word);

}  // namespace octavo::text
