// What reads alike in every language: names by their consonants, numbers, countries and big cities. Private to the
// room. Thread-safe.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace octavo::text {

// The sound of a name, whatever script it is written in: "Macron", "Макроном", "マクロン" -> "MKLN". Takes a folded
// word; empty where there is too little to tell names apart.
std::string sound_of(std::string_view folded);

// The country or city whose name in this language ends with a word. Words are given one after the other, stop words
// too; terms as term_of makes them.
class PlaceSpotter {
  public:
    // Builds the language's table when the thread first asks for it, so no TermReader of the thread may be in use.
    explicit PlaceSpotter(std::string_view language);
    std::uint64_t next(std::uint64_t term);  // a key for the place; 0: none

  private:
    const class NamesOfPlaces& names_;
    std::uint64_t last_[3] = {};
};

}  // namespace octavo::text
