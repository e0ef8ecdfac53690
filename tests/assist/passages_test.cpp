#include "assist/passages.hpp"

#include <doctest/doctest.h>

#include "base/hash.hpp"
#include "text/words.hpp"

using namespace octavo;
using assist::PassageIndex;
using assist::Wanted;

namespace {

Wanted word(std::string_view text, std::string_view language = "en") {
    return {{word_hash(text::term_of(text, language))}, 1};
}

}  // namespace

TEST_CASE("articles with the rarer words come first, and a title counts more") {
    PassageIndex index;
    index.add({"Trams", "The city bought trams for the harbour line.", "en", {}});
    index.add({"Harbour bridge", "The bridge was opened. The city cheered.", "en", {}});
    index.add({"Weather", "The city expects rain.", "en", {}});
    const Wanted asked[] = {word("bridges"), word("city")};
    const auto found = index.find(asked, {}, 10);
    REQUIRE(found.size() == 3);
    CHECK(found[0].document == 1);
    CHECK(found[0].coverage == doctest::Approx(1));
    CHECK(index.rarity(word("bridge").hashes[0]) > index.rarity(word("city").hashes[0]));
}

TEST_CASE("of two alike the one near the question's date comes first, and what came later last") {
    PassageIndex index;
    index.add({"", "The minister resigned over the trams.", "en", at("2024-01-03T00:00:00Z")});
    index.add({"", "The minister resigned over the trams.", "en", at("2025-06-03T00:00:00Z")});
    index.add({"", "The minister resigned over the trams.", "en", at("2025-09-03T00:00:00Z")});
    const Wanted asked[] = {word("minister")};
    const auto found = index.find(asked, at("2025-06-10T00:00:00Z"), 10);
    REQUIRE(found.size() == 3);
    CHECK(found[0].document == 1);
    CHECK(found[2].document == 2);
}

TEST_CASE("nothing is found in an empty archive, or for words nobody wrote") {
    PassageIndex index;
    const Wanted asked[] = {word("bridge")};
    CHECK(index.find(asked, {}, 10).empty());
    index.add({"Trams", "", "en", {}});
    CHECK(index.find(asked, {}, 10).empty());
    CHECK(index.find({}, {}, 10).empty());
}

TEST_CASE("an archive of a thousand articles is held in a few bytes a word") {
    PassageIndex index;
    std::string text;
    for (int i = 0; i < 1'000; ++i) {
        text.clear();
        for (int k = 0; k < 60; ++k) text += "word" + std::to_string((i * 7 + k * k * 31) % 500) + " ";
        index.add({"", text, "en", {}});
    }
    CHECK(index.size() == 1'000);
    CHECK(index.bytes() < std::size_t{1'000} * 60 * 6);
}
