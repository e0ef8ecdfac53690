#include "text/reading.hpp"

#include <doctest/doctest.h>

#include "base/hash.hpp"
#include "model/terms.hpp"
#include "text/words.hpp"

namespace octavo::text {
namespace {

const std::string body =
    "The city council said on Monday that the new tram line to the harbour will open next spring. Work began in 2021 "
    "and "
    "cost 12 million pounds, said the mayor, Helen Marsh, who rode the first test tram with engineers.\n\nResidents of "
    "the "
    "old town had fought the plan for years because of the noise. A court dismissed their complaint in March. The "
    "trams "
    "will run every seven minutes, and Marsh promised that the last one leaves after midnight at weekends.";

float weight(const Reading& reading, std::string_view word) {
    const auto hash = term::word(word_hash(term_of(word, "en")));
    for (const Term& t : reading.terms)
        if (term::word(t.hash) == hash && (t.hash & term::bridge) == 0) return t.frequency;
    return 0;
}

}  // namespace

TEST_CASE("a reading names the language and counts the words of the body") {
    const Reading reading = read({"Tram opens", body, ""});
    CHECK(reading.version == reading_version);
    CHECK(reading.language == "en");
    CHECK(reading.language_confidence > 0.5F);
    CHECK(reading.words == count_words(body, "en"));
}

TEST_CASE("a reading has hashtags, and who is named in full") {
    const Reading r = read({"Merkel opens tram line", "Angela Merkel opened a tram line in Lyon. Merkel spoke.", "en"});
    REQUIRE(!r.hashtags.empty());
    CHECK(r.hashtags[0] == "AngelaMerkel");
    REQUIRE(!r.names.empty());
    CHECK(r.names[0] == octavo::AboutName{"Angela Merkel", octavo::NameKind::person, 2});
}

TEST_CASE("a reading names the places, with the publisher's country for those of one name") {
    const Reading r = read({"Storm over Lyon", "The storm crossed France in the night. In Lyon, trees fell.", "en"});
    REQUIRE(r.places.size() >= 2);
    const auto is = [](std::string_view id) { return [id](const AboutPlace& p) { return p.id == id; }; };
    CHECK(std::ranges::any_of(r.places, is("FR")));
    CHECK(std::ranges::any_of(r.places, is("2996944")));  // Lyon
    CHECK(std::ranges::is_sorted(r.places, std::greater{}, &AboutPlace::score));
}

TEST_CASE("equal words have equal fingerprints, whatever the typography, the title and the page") {
    std::string other = body;
    for (std::size_t at = 0; (at = other.find("\n\n", at)) != std::string::npos;) other.replace(at, 2, " ");
    for (std::size_t at = 0; (at = other.find(',', at)) != std::string::npos;) other.replace(at, 1, " –");
    CHECK(read({"Tram opens", body, ""}).fingerprint == read({"Something else", other, ""}).fingerprint);
    CHECK(read({"", body + " One more.", ""}).fingerprint != read({"", body, ""}).fingerprint);
    CHECK(read({"A title", "Too short to say.", ""}).fingerprint == 0);
    CHECK(read({"A title", "Too short to say.", ""}).simhash == 0);
}

TEST_CASE("an edited copy is near, another article is far") {
    std::string edited = body;
    edited.replace(edited.find("Monday"), 6, "Tuesday");
    const std::string other =
        "Prices of bread rose again last week, according to the statistics office, which blames a poor harvest and the "
        "cost "
        "of energy. Bakers in the north expect little relief before summer. The ministry wants to lower the tax on "
        "flour, "
        "a step that consumer groups call late and shops call welcome; parliament votes on it before Easter this year.";
    const auto hash = [](std::string_view text) { return read({"", text, ""}).simhash; };
    CHECK(distance(hash(body), hash(edited)) <= 8);
    CHECK(distance(hash(body), hash(other)) > 16);
}

TEST_CASE("a cut copy shares most of the sketch, another article nothing") {
    const auto sketch = [](std::string_view text) { return read({"", text, "en"}).sketch; };
    const auto shared = [](const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
        std::vector<std::uint32_t> both;
        std::ranges::set_intersection(a, b, std::back_inserter(both));
        return both.size();
    };
    const auto whole = sketch(body);
    CHECK(whole.size() == 64);
    CHECK(std::ranges::is_sorted(whole));
    CHECK(shared(whole, sketch(body.substr(0, body.size() * 3 / 4))) > 32);
    CHECK(shared(whole, sketch("From our partner newsroom, which was there first. " + body)) > 40);
    CHECK(shared(whole,
                 sketch("Bread is dearer again, the statistics office said, and blames the harvest of a dry year.")) ==
          0);
    CHECK(sketch("Too short.").empty());
}

TEST_CASE("words of the title and names weigh more, stop words nothing") {
    const Reading reading = read({"Harbour tram opens", body, ""});
    CHECK(weight(reading, "tram") > weight(reading, "council"));
    CHECK(weight(reading, "Helen") > weight(reading, "noise"));
    CHECK(weight(reading, "2021") > weight(reading, "noise"));
    CHECK(weight(reading, "the") == 0);
    CHECK(weight(reading, "that") == 0);
}

TEST_CASE("terms are sorted, and at most two hundred") {
    std::string text;
    for (int i = 0; i < 3000; ++i) text += fmt::format("word{} ", i % 700);
    const Reading reading = read({"Title", text, "en"});
    CHECK(std::ranges::count_if(reading.terms, [](const Term& t) { return (t.hash & term::bridge) == 0; }) == 200);
    CHECK(reading.terms.size() <= 240);  // and up to forty keys that bridge languages
    CHECK(std::ranges::is_sorted(reading.terms, {}, &Term::hash));
}

TEST_CASE("terms are said as the text writes them, in the order asked") {
    const std::string text = "Trams run again. The mayor, Helen Marsh, rode a tram; MARSH was glad.";
    const auto key = [](std::string_view word) { return term::key(word_hash(term_of(word, "en"))); };
    CHECK(wordings(text, "en", std::vector{key("marsh"), key("absent"), key("tram")}) ==
          std::vector<std::string>{"Marsh", "Trams"});
    CHECK(wordings("", "en", std::vector{key("marsh")}).empty());
}

TEST_CASE("every script gives terms") {
    for (const std::string_view text :
         {"أعلن مجلس المدينة يوم الاثنين أن خط الترام الجديد سيفتتح في الربيع المقبل بعد سنوات من العمل",
          "市議会は月曜日、新しい路面電車が来春開通すると発表した。工事は二〇二一年に始まった。",
          "สภาเมืองประกาศเมื่อวันจันทร์ว่ารถรางสายใหม่จะเปิดในฤดูใบไม้ผลิปีหน้าหลังก่อสร้างมานาน",
          "नगर परिषद ने सोमवार को कहा कि नई ट्राम लाइन अगले वसंत में खुलेगी और किराया कम होगा।"}) {
        CAPTURE(text);
        const Reading reading = read({"", text, ""});
        CHECK(reading.terms.size() >= 6);
        CHECK(reading.words >= 12);
        CHECK(reading.fingerprint != 0);
    }
}

TEST_CASE("the same article reads the same on any thread") {
    const Reading here = read({"Tram opens", body, "en"});
    Reading there;
    std::jthread([&] { there = read({"Tram opens", body, "en"}); }).join();
    CHECK(here == there);
}

TEST_CASE("understanding is reading and indexing, in one walk") {
    std::string twice_too_long;
    for (int i = 0; i < 80'000; ++i) twice_too_long += i % 7 == 0 ? "trams " : "opened ";
    for (const auto& text : {body, std::string(), twice_too_long}) {
        const Understood all = understand({"Tram opens", text, "en"});
        const Reading reading = read({"Tram opens", text, "en"});
        const SearchText search = search_text("Tram opens", text, "en");
        CHECK(all.reading.words == reading.words);
        CHECK(all.reading.sketch == reading.sketch);
        CHECK(all.search.title == search.title);
        CHECK(all.search.body == search.body);
    }
}

TEST_CASE("the index gets the same terms as a query") {
    const SearchText text = search_text("Tram opens", body, "en");
    CHECK(text.title == index_terms("Tram opens", "en"));
    CHECK((" " + text.body + " ").find(" " + term_of("harbours", "en") + " ") != std::string::npos);
}

}  // namespace octavo::text
