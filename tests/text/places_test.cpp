#include "text/places.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "text/place_mentions.hpp"
#include "text/sheet.hpp"

using namespace octavo::text;

namespace {

std::string found(std::string_view text, std::string_view language = "en", std::string_view at = "") {
    std::string out;
    for (const PlaceFound& p : find_places({{}, text, language, at})) out += std::string(p.place->id) + " ";
    return out;
}
bool has(const std::string& list, std::string_view id) {
    return (" " + list).find(" " + std::string(id) + " ") != std::string::npos;
}

constexpr std::string_view paris = "2988507", berlin = "2950159", london = "2643743", moscow = "524901",
                           new_york = "5128581";

}  // namespace

TEST_CASE("the gazetteer knows every country, and its cities with where they are") {
    const Gazetteer& g = Gazetteer::own();
    const auto countries = std::ranges::count(g.places(), GazetteerPlace::Kind::country, &GazetteerPlace::kind);
    CHECK(countries == 250);
    CHECK(g.places().size() > 23'000);
    REQUIRE(g.country("DE"));
    CHECK(g.country("DE")->name == "Germany");
    CHECK(g.country("DE")->latitude == doctest::Approx(52.52));
    REQUIRE(g.region("US", "CA"));
    CHECK(g.region("US", "CA")->name == "California");
    CHECK(g.country("ZZ") == nullptr);
}

TEST_CASE("countries are known by name and adjective, in many languages and bent forms") {
    CHECK(has(found("The French president met the German chancellor."), "FR"));
    CHECK(has(found("Президент Германии приехал утром.", "ru"), "DE"));
    CHECK(has(found("Россиян попросили остаться дома.", "ru"), "RU"));
    CHECK(has(found("Saksassa ja Ruotsissa sataa lunta.", "fi"), "DE"));
    CHECK(has(found("Die polnische Regierung schweigt.", "de"), "PL"));
    CHECK(has(found("Almanya'da seçim var.", "tr"), "DE"));
    CHECK(has(found("وصل الوفد إلى العراق وسوريا.", "ar"), "SY"));
    CHECK(has(found("日本の首相が訪問した。", "ja"), "JP"));
    CHECK(has(found("ประเทศไทยมีฝนตก ญี่ปุ่นด้วย", "th"), "JP"));
    CHECK(has(found("Délégation de l'Afrique du Sud et d'Algérie.", "fr"), "ZA"));
    CHECK(has(found("Встреча прошла в Нью-Йорке.", "ru"), new_york));
    CHECK_FALSE(has(found("Os latino-americanos votam.", "pt"), "US"));
    const auto ministers = found("اجتمع وزراء مصر ولبنان وليبيا وبريطانيا في القاهرة", "ar");
    for (const char* country : {"EG", "LB", "LY", "GB"}) CHECK(has(ministers, country));
    CHECK(has(found("Le port de Brest, en France", "fr"), "3030300"));
    CHECK(has(found("The US said so."), "US"));
    CHECK_FALSE(has(found("He told us so."), "US"));
}

TEST_CASE("of towns with one name the one that fits is meant, and none where nothing fits") {
    CHECK(has(found("The fair opens in Paris on Friday."), paris));
    CHECK_FALSE(has(found("The fair opens in Paris, Texas, on Friday."), paris));
    CHECK(has(found("The fair opens in Paris, Texas, on Friday."), "US.TX"));
    CHECK(has(found("The fair opens in Springfield, Illinois, on Friday."), "4250542"));
    CHECK(has(found("RENO, Nev. (AP) - The fair opens on Friday."), "US.NV"));
    CHECK(has(found("Georgia votes, they said in Atlanta."), "US.GA"));
    CHECK(found("Springfield is a name that many towns have.") == "");
    CHECK(has(found("The governor of Georgia spoke in Atlanta; the United States listened."), "US.GA"));
    CHECK(has(found("Georgia and Russia met in Tbilisi, the Georgian capital."), "GE"));
}

TEST_CASE("people, newspapers, months and plain words are no places") {
    CHECK_FALSE(has(found("Jack London wrote of wolves."), london));
    CHECK_FALSE(has(found("Michael Jordan scored."), "JO"));
    CHECK_FALSE(has(found("The New York Times reported it."), new_york));
    CHECK(found("In March it was nice, and reading helped.") == "");
    CHECK_FALSE(has(found("Vladimir Putin spoke in Moscow."), "473247"));
    CHECK(has(found("Vladimir Putin spoke in Moscow."), moscow));
}

TEST_CASE("a name in capitals is the same name, in Cyrillic as in Latin letters") {
    CHECK(has(found("ГЕРМАНИЯ и ФРАНЦИЯ договорились", "ru"), "DE"));
    CHECK(has(found("УКРАЇНА чекає", "uk"), "UA"));
    CHECK(place_word("МОСКВА") == place_word("Москва"));
    CHECK(place_word("ЂУРЂЕВО") == "ђурђево");
    CHECK(place_word("Алёна") == "алена");
}

TEST_CASE("Monday in Persian is not the capital of Tajikistan") {
    CHECK_FALSE(has(found("وزیر خارجه روز دوشنبه سفر کرد", "fa"), "TJ"));
    CHECK(has(found("رئیس جمهور تاجیکستان روز دوشنبه سفر کرد", "fa"), "TJ"));
}

TEST_CASE("a dateline counts for much, a city lends to its country") {
    const auto places =
        find_places({"Trams again", "BERLIN (Reuters) - The trams run again, the mayor of London said.", "en", ""});
    const auto score = [&](std::string_view id) {
        const auto at = std::ranges::find(places, id, [](const PlaceFound& p) { return p.place->id; });
        return at == places.end() ? 0.0F : at->score;
    };
    CHECK(score(berlin) > score(london));
    CHECK(score("DE") > score("GB"));
    CHECK(mentions_in(Sheet("BERLIN (Reuters) - The trams.", "en"), true).front().dateline);
    CHECK_FALSE(mentions_in(Sheet("The trams of Berlin stop.", "en"), true).front().dateline);
}

TEST_CASE("an address says its publisher's country, where its top-level domain belongs to one") {
    CHECK(country_of_address("https://www.lemonde.fr/monde/x.html") == "FR");
    CHECK(country_of_address("https://www.theguardian.co.uk/x") == "GB");
    CHECK(country_of_address("https://news.example.jp:8080/a") == "JP");
    CHECK(country_of_address("https://octavo.io/a").empty());  // sold to everybody
    CHECK(country_of_address("https://a.com/x.fr").empty());
    CHECK(country_of_address("https://a.zz/").empty());
    CHECK(country_of_address("").empty());
}

TEST_CASE("odd texts give nothing and take no long walk") {
    CHECK(found("") == "");
    CHECK(found("🙂🙂🙂 🙂") == "");
    CHECK(found("x", "und") == "");
    CHECK(found(std::string(100'000, 'A')) == "");
    // However long a text is, only its beginning is read.
    std::string many;
    for (int i = 0; i < 200'000; ++i) many += "Paris ";
    CHECK(has(found(many), paris));
    CHECK(mentions_in(Sheet(many, "en"), true).size() == 400);
    CHECK(found("PARIS LONDON BERLIN MOSCOW") != "");
}
