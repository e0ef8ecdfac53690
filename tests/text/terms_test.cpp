#include "text/terms.hpp"

#include <doctest/doctest.h>

#include "text/sheet.hpp"

namespace octavo::text {

TEST_CASE("inflected forms of a word are one term") {
    CHECK(term_of("Running", "en") == term_of("runs", "en"));
    CHECK(term_of("elections", "en") == term_of("ELECTION", "en"));
    CHECK(term_of("Häuser", "de") == term_of("hauser", "de"));
    CHECK(term_of("журналисты", "ru") == term_of("журналистов", "ru"));
    CHECK(term_of("Београду", "sr") == term_of("Beogradu", "sr"));
    CHECK(term_of("المدينة", "ar") == term_of("مدينه", "ar"));
}

TEST_CASE("marks that readers leave off are left off") {
    CHECK(term_of("Élection", "fr") == term_of("elections", "fr"));
    CHECK(term_of("São", "xx") == "sao");
    CHECK(term_of("Ørsted", "xx") == "orsted");
    CHECK(term_of("Łódź", "pl") == "lodz");
    CHECK(term_of("Αθήνα", "xx") == "αθηνα");
    CHECK(term_of("كِتَاب", "xx") == "كتاب");
    CHECK(term_of("أحمد", "xx") == "احمد");
    CHECK(term_of("ёлка", "xx") == "елка");
}

TEST_CASE("marks that are part of a letter stay") {
    CHECK(term_of("гривней", "xx") == "гривней");
    CHECK(term_of("ガラス", "ja") != term_of("カラス", "ja"));
    CHECK(term_of("दिल्ली", "xx") == "दिल्ली");
}

TEST_CASE("width, ligatures, digits of other scripts and case are one") {
    CHECK(term_of("ＴＯＫＹＯ", "xx") == "tokyo");
    CHECK(term_of("ﬁne", "xx") == "fine");
    CHECK(term_of("٢٠٢٥", "ar") == "2025");
    CHECK(term_of("२०२५", "hi") == "2025");
    CHECK(term_of("STRASSE", "de") == term_of("Straße", "de"));
    CHECK(term_of("İstanbul", "xx") == "istanbul");
}

TEST_CASE("an elided article is no part of the word") {
    CHECK(term_of("l'État", "fr") == term_of("État", "fr"));
    CHECK(term_of("dell’Italia", "it") == term_of("Italia", "it"));
    CHECK(term_of("O'Neill", "en") == term_of("ONeill", "en"));
}

TEST_CASE("a term is letters and digits only, so that no engine takes it apart") {
    CHECK(index_terms("The U.S. paid 1,000.50 for O’Brien’s e-mail_list.", "xx") ==
          "the us paid 100050 for obriens e mail list");
    CHECK(index_terms("", "en").empty());
    CHECK(index_terms("--- !!! ---", "en").empty());
}

TEST_CASE("an address or hash of hundreds of letters is not indexed") {
    CHECK(index_terms("before " + std::string(5000, 'x') + " after", "xx") == "before after");
}

TEST_CASE("stop words are known with and without their marks, in their language only") {
    CHECK(is_stop_word("the", "en"));
    CHECK(is_stop_word("the", "en-GB"));
    CHECK_FALSE(is_stop_word("the", "de"));
    CHECK(is_stop_word("für", "de"));
    CHECK(is_stop_word("fur", "de"));
    CHECK(is_stop_word("على", "ar"));
    CHECK(is_stop_word("は", "ja"));
    CHECK_FALSE(is_stop_word("the", "xx"));
    CHECK_FALSE(is_stop_word("", "en"));
}

TEST_CASE("terms are the same whatever was read before") {
    // The vocabulary of a thread starts anew when it is full; no answer may show it.
    const std::string text = "Running trams élan 1,000 O'Neill's";
    const std::string before = index_terms(text, "en");
    std::string flood;
    for (int i = 0; i < 40'000; ++i) flood += fmt::format("word{} ", i);
    index_terms(flood, "en");
    for (const auto* language : {"de", "fr", "es", "it", "pt", "nl", "sv", "da", "fi"}) index_terms(text, language);
    CHECK(index_terms(text, "en") == before);
}

TEST_CASE("a reader tells names, numbers and stop words apart") {
    TermReader reader("l'Iran a dit 12", "fr");
    Word word;
    REQUIRE(reader.next(word));
    CHECK(word.term == "iran");
    CHECK(word.capital);
    REQUIRE(reader.next(word));
    CHECK(word.stop);
    REQUIRE(reader.next(word));
    CHECK_FALSE(word.capital);
    REQUIRE(reader.next(word));
    CHECK(word.digits);
    CHECK_FALSE(reader.next(word));
}

TEST_CASE("a sheet has the words that a reader gives, and keeps their numbers while it lives") {
    for (const std::string_view language : {"en", "fr", "ja"}) {
        const std::string text = "L'Iran's 1,000 trams — the trams run. 東京の天気 " + std::string(200, 'x') + " run";
        std::string walked, seen;
        TermReader reader(text, language);
        for (Word word; reader.next(word);)
            walked += fmt::format("{}-{} {} {}\n", word.at.begin, word.at.end, word.term, word.hash);
        const Sheet sheet(text, language);
        sheet.each_term([&](const Met& met, const KnownWord& word) {
            seen += fmt::format("{}-{} {} {}\n", met.begin, met.end, word.term(), word.hash);
        });
        CHECK(seen == walked);
        CHECK(sheet.words().back().word == sheet.vocabulary().number_of("run"));
    }
    const Sheet held("alpha beta", "nl");
    for (int i = 0; i < 40'000; ++i) held.vocabulary().number_of(fmt::format("word{}", i));
    CHECK(held.vocabulary().number_of("beta") == held.words().back().word);
    CHECK(held.vocabulary().at(held.words().front().word).surface() == "alpha");
}

}  // namespace octavo::text
