#include "text/tags.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "text/hashtags.hpp"

using namespace octavo::text;

namespace {

std::string_view kind(octavo::NameKind k) {
    static constexpr std::string_view names[] = {"person", "organisation", "place", "other"};
    return names[static_cast<std::size_t>(k)];
}

// "Angela Merkel=person France=place"
std::string entities(std::string_view text, std::string_view language = "en") {
    std::string out;
    for (const EntityFound& e : tag({{}, text, language}).entities) {
        if (!out.empty()) out += ", ";
        out += std::string(text.substr(e.begin, e.end - e.begin)) + "=" + std::string(kind(e.kind));
    }
    return out;
}

std::string spans(std::string_view text, std::string_view language = "en") {
    std::string out;
    for (const EntityFound& e : tag({{}, text, language}).entities) {
        if (!out.empty()) out += ", ";
        out += text.substr(e.begin, e.end - e.begin);
    }
    return out;
}

std::string names(std::string_view text, std::string_view language = "en") {
    std::string out;
    for (const EntityFound& e : tag({{}, text, language}).entities) {
        if (!out.empty()) out += ", ";
        out += e.name;
    }
    return out;
}

bool has_tag(const Tagged& t, std::string_view tag) {
    return std::ranges::any_of(t.hashtags, [&](const HashtagFound& h) { return h.tag == tag; });
}

}  // namespace

TEST_CASE("persons, organisations and places are told apart by lists, titles and company") {
    CHECK(entities("Yesterday the chancellor Angela Merkel met the World Bank in France.") ==
          "Angela Merkel=person, World Bank=organisation, France=place");
    CHECK(entities("It was Mr. Brown who called the FBI.") == "Brown=person, FBI=organisation");
}

TEST_CASE("a title is no part of a name and parts what stands around it") {
    CHECK(spans("Then French President Emmanuel Macron spoke.") == "French, Emmanuel Macron");
    CHECK(spans("He met Secretary of State John Kerry and Prime Minister Shinzo Abe.") == "John Kerry, Shinzo Abe");
}

TEST_CASE("the first word of a sentence is a name only when something says so") {
    CHECK(spans("Officials said nothing. Later they left.").empty());
    CHECK(spans("Kowalczyk said so. They asked Kowalczyk again.") == "Kowalczyk, Kowalczyk");
    CHECK(spans("Farmers protested. The farmers left.").empty());
}

TEST_CASE("small words join the parts of one name") {
    CHECK(spans("They asked the Bank of England.") == "Bank of England");
    CHECK(spans("Ela mora no Rio Grande do Sul.", "pt") == "Rio Grande do Sul");
    CHECK(spans("Il joue dans la Ligue nationale de hockey depuis mai.", "fr") == "Ligue nationale de hockey");
    CHECK(spans("El equipo ganó la Copa Mundial de Rugby de 2015.", "es") == "Copa Mundial de Rugby de 2015");
    CHECK(spans("Zij sprak met Raymond van Barneveld.", "nl") == "Raymond van Barneveld");
    CHECK(spans("Он читал про Первой мировой войны итоги.", "ru") == "Первой мировой войны");
    CHECK(spans("Его принял Немецкий футбольный союз.", "ru") == "Немецкий футбольный союз");
}

TEST_CASE("months, weekdays and pronouns are written with a capital and are no names") {
    CHECK(spans("In June and on Monday I slept.").empty());
    CHECK(spans("Er kam im März und am Montag.", "de").empty());
}

TEST_CASE("in German a noun is no name") {
    CHECK(spans("Die Mannschaft gewann das Spiel gegen Bayern.", "de") == "Bayern");
    CHECK(spans("Der Mittelfeldspieler Thomas Kahlenberg verlor die Meisterschaft.", "de") == "Thomas Kahlenberg");
}

TEST_CASE("who was named in full is known by the last name, an organisation by its letters") {
    CHECK(names("We saw Angela Merkel. Then Merkel spoke.") == "Angela Merkel, Angela Merkel");
    CHECK(names("The World Health Organization (WHO) met. Critics of the WHO stayed away.") ==
          "World Health Organization, World Health Organization, World Health Organization");
}

TEST_CASE("scripts without capitals: titles, endings and middle dots tell names") {
    CHECK(entities("قال الرئيس الأمريكي جو بايدن إن الأمر صعب", "ar").find("جو بايدن=person") != std::string::npos);
    CHECK(entities("प्रधानमंत्री नरेंद्र मोदी ने कहा", "hi").find("नरेंद्र मोदी=person") != std::string::npos);
    CHECK(entities("昨日、ドナルド・トランプ氏が話した。", "ja").find("ドナルド・トランプ=person") !=
          std::string::npos);
    CHECK(entities("中国的经济", "zh").find("中国=place") != std::string::npos);
}

TEST_CASE("a hashtag is written as its script writes it") {
    CHECK(hashtag_of("Donald Trump") == "DonaldTrump");
    CHECK(hashtag_of("climate change") == "ClimateChange");
    CHECK(hashtag_of("U.S.") == "US");
    CHECK(hashtag_of("изменение климата") == "ИзменениеКлимата");
    CHECK(hashtag_of("الانتخابات الرئاسية") == "الانتخابات_الرئاسية");
    CHECK(hashtag_of("東京オリンピック") == "東京オリンピック");
    CHECK(hashtag_of("...").empty());
    CHECK(hashtag_of("a very long phrase that no reader would ever follow").empty());
}

TEST_CASE("names in the title lead the hashtags; a tag is there once") {
    const Tagged t =
        tag({"Merkel visits Lyon",
             "LYON (AP) - Angela Merkel came to Lyon on Monday to see the new tram line. Merkel praised the "
             "tram line, and the mayor praised Merkel. The tram line cost a lot.",
             "en"});
    REQUIRE(!t.hashtags.empty());
    CHECK(t.hashtags[0].tag == "AngelaMerkel");
    CHECK(t.hashtags[0].score == 1);
    CHECK(has_tag(t, "Lyon"));
    CHECK(has_tag(t, "TramLine"));
    CHECK(!has_tag(t, "Merkel"));
    CHECK(t.hashtags.size() <= 8);
}

TEST_CASE("a hashtag carries no signs that turn what stands around it") {
    CHECK(hashtag_of("Ever\u202E Given\u00AD Ship") == "EverGivenShip");
}

TEST_CASE("who wrote it down is not what it is about") {
    const Tagged t =
        tag({"American farmers wait for rain",
             "OMAHA (Reuters) - American farmers wait. An American and two Germans told Reuters so. The American "
             "fields are dry, Reuters saw in Omaha.",
             "en"});
    CHECK(has_tag(t, "Omaha"));
    CHECK_FALSE(has_tag(t, "Reuters"));
}

TEST_CASE("a phrase that comes again is a keyphrase") {
    const Tagged t =
        tag({"", "The bird flu came. Farmers fear the bird flu, and a vaccine for bird flu is far away.", "en"});
    CHECK(std::ranges::find(t.keyphrases, "bird flu") != t.keyphrases.end());
}

TEST_CASE("nothing, one word, emoji, capitals throughout: an answer, and no names out of noise") {
    CHECK(tag({"", "", "en"}).hashtags.empty());
    CHECK(tag({"", "word", "und"}).entities.empty());
    CHECK(tag({"", "😀 😀 😀", "en"}).hashtags.empty());
    CHECK(spans("THIS WHOLE TEXT IS SHOUTED AND NAMES NOBODY AT ALL TODAY").empty());
    CHECK(tag({"", std::string("\xff\xfe\x80 \xf0\x9f"), "en"}).entities.empty());
}

TEST_CASE("the work doubles when the text does, and ends at a cap") {
    std::string text;
    for (int i = 0; text.size() < 4'000; ++i)
        text += "Minister Anna Nowak" + std::to_string(i) + " of Poland met the Bank of Lodz in June. ";
    const auto once = tag({"", text, "en"}).steps;
    const auto twice = tag({"", text + text, "en"}).steps;
    CHECK(twice <= 2.2 * static_cast<double>(once));
    std::string big;
    while (big.size() < 5'000'000) big += text;
    CHECK(tag({"", big, "en"}).steps <= 12 * once);
}

TEST_CASE("the same text gives the same tags") {
    const std::string text = "Jean Dupont met Maria Silva in Porto. Dupont and Silva spoke about the Porto tram.";
    const Tagged a = tag({"", text, "en"}), b = tag({"", text, "en"});
    REQUIRE(a.hashtags.size() == b.hashtags.size());
    for (std::size_t i = 0; i < a.hashtags.size(); ++i) CHECK(a.hashtags[i].tag == b.hashtags[i].tag);
}
