// What each character means to a word: the classes of Unicode's word rules, in a table, and folding.
// Private to the room. Pure; thread-safe.
// UAX #29, section 4: https://www.unicode.org/reports/tr29/#Word_Boundaries
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace octavo::text {

enum class CharClass : std::uint8_t {
    other,   // blanks, punctuation, signs: between words
    letter,  // joins with letters and digits
    hebrew,  // a letter that also joins across a double quote: an acronym's gershayim
    hangul,  // a letter that joins with its like only: parted from the digits and Latin letters beside it
    digit,
    extend,      // marks and joiners: belong to what they follow
    mid_letter,  // joins letters: the middle dot of Catalan
    mid_number,  // joins digits: the comma of 1,000
    mid_either,  // joins both: full stop, apostrophe
    double_quote,
    dictionary,  // Han, kana, Thai, Lao, Khmer, Burmese: words are found by a dictionary
};
CharClass class_of(char32_t code_point);

// The script, as far as language identification cares.
enum class Script : std::uint8_t {
    none,
    latin,
    cyrillic,
    greek,
    arabic,
    hebrew,
    devanagari,
    bengali,
    gurmukhi,
    gujarati,
    oriya,
    tamil,
    telugu,
    kannada,
    malayalam,
    sinhala,
    thai,
    lao,
    tibetan,
    myanmar,
    georgian,
    armenian,
    ethiopic,
    khmer,
    hangul,
    kana,
    han,
    thaana,
    other,
};
Script script_of(char32_t code_point);

bool is_upper(char32_t code_point);  // upper or title case

// NFKC with case folded (UAX #44, NFKC_Casefold), digits of every script as 0-9.
std::string fold(std::string_view utf8);

// Marks off where readers leave them off when they type: Latin and Greek accents, Hebrew points, Arabic vowel signs and
// the shapes of alef and yeh, the Cyrillic stress and dots of yo. Signs that are letters of their own stay: the kana
// voicing, the vowel signs of India and South-East Asia, the Cyrillic short i. Takes folded text.
std::string without_marks(std::string_view folded);

// Whether a short list of words has this one.
template <class List>
constexpr bool contains(const List& list, std::string_view word) {
    for (const std::string_view each : list)
        if (each == word) return true;
    return false;
}

}  // namespace octavo::text
