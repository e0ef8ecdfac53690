#include "text/bridges.hpp"

#include <doctest/doctest.h>

#include "base/hash.hpp"
#include "model/terms.hpp"
#include "text/characters.hpp"
#include "text/reading.hpp"
#include "text/terms.hpp"

namespace octavo::text {
namespace {

std::uint64_t last_place(std::string_view text, std::string_view language) {
    PlaceSpotter spotter(language);
    TermReader reader(text, language);
    std::uint64_t found = 0;
    for (Word word; reader.next(word);)
        if (const auto place = spotter.next(word.hash)) found = place;
    return found;
}

}  // namespace

TEST_CASE("a name sounds alike in every script that writes sounds") {
    const std::string trump = sound_of("trump");
    CHECK(trump == "TLNP");
    for (const std::string_view name : {"трамп", "трампа", "τραμπ", "トランプ", "ट्रम्प", "트럼프"})
        CHECK_MESSAGE(sound_of(fold(name)) == trump, name);
    CHECK(sound_of(fold("Макроном")) == sound_of("macron"));
    CHECK(sound_of("macron") != sound_of("merkel"));
}

TEST_CASE("words that say too little have no sound") {
    for (const std::string_view word : {"", "a", "aeiou", "bob", "北京", "12", "\xff\xfe"})
        CHECK(sound_of(word).empty());
}

TEST_CASE("countries and big cities have one key in all languages") {
    const auto france = last_place("in France", "en");
    CHECK(france != 0);
    CHECK(last_place("in Frankreich", "de") == france);
    CHECK(last_place("во Франции", "ru") == france);
    CHECK(last_place("フランス", "ja") == france);
    CHECK(last_place("United States", "en") == last_place("Estados Unidos", "es"));
    CHECK(last_place("Tokyo", "en") == last_place("東京", "ja"));
    CHECK(last_place("the table", "en") == 0);
}

TEST_CASE("a reading has keys for its names, numbers and places beside its words") {
    const Reading reading =
        read({"Talks", "President Macron met 14 ministers in Warsaw, said Macron in Poland.", "en"});
    std::size_t keys = 0;
    for (const Term& t : reading.terms) keys += (t.hash & term::bridge) != 0;
    CHECK(keys >= 4);
    const auto number = term::word(word_hash("14")) | term::bridge;
    CHECK(std::ranges::any_of(reading.terms, [&](const Term& t) { return t.hash == number; }));
    CHECK(std::ranges::is_sorted(reading.terms, {}, &Term::hash));
}

}  // namespace octavo::text
