#include <doctest/doctest.h>

#include "assist/sentence_list.hpp"

using namespace octavo::assist;

namespace {

std::vector<SentenceKind> kinds(std::string_view text, std::string_view language) {
    std::vector<SentenceKind> out;
    for (const Sentence& s : sentence_list({"", text, language}).sentences) out.push_back(s.kind);
    return out;
}
std::string first(std::string_view text, std::string_view language) {
    const SentenceList list = sentence_list({"", text, language});
    REQUIRE(!list.sentences.empty());
    return std::string(list.string(list.sentences.front()));
}

}  // namespace

TEST_CASE("a sentence begins behind its dateline, in many languages") {
    CHECK(first("LONDON (Reuters) - The tram is back on the bridge.", "en") == "The tram is back on the bridge.");
    CHECK(first("(CNN) -- The tram is back on the bridge.", "en") == "The tram is back on the bridge.");
    CHECK(first("(CNN)The tram is back on the bridge.", "en") == "The tram is back on the bridge.");
    CHECK(first("MOSCOW, Nov 3 - The tram is back on the bridge.", "en") == "The tram is back on the bridge.");
    CHECK(first("Berlin (dpa) – Die Straßenbahn fährt wieder über die Brücke.", "de") ==
          "Die Straßenbahn fährt wieder über die Brücke.");
    CHECK(first("PARIS (AFP) — Le tramway traverse de nouveau le pont.", "fr") ==
          "Le tramway traverse de nouveau le pont.");
    CHECK(first("新华社北京11月3日电（记者李明）有轨电车今天重新通过大桥。", "zh") == "有轨电车今天重新通过大桥。");
    CHECK(first("【ロンドン共同】路面電車が橋に戻った。", "ja") == "路面電車が橋に戻った。");
    CHECK(first("القاهرة (رويترز) - عاد الترام إلى الجسر يوم الثلاثاء.", "ar") == "عاد الترام إلى الجسر يوم الثلاثاء.");
}

TEST_CASE("a dash inside a sentence is no dateline") {
    CHECK(first("The tram - an old one - is back.", "en") == "The tram - an old one - is back.");
    CHECK(first("He came back - and nobody saw him.", "en") == "He came back - and nobody saw him.");
}

TEST_CASE("what no reporter would tell is told apart") {
    using enum SentenceKind;
    CHECK(kinds("By Ana Lima", "en") == std::vector{credit});
    CHECK(kinds("The tram is back on the bridge.\n\nRead more: Trams of Europe", "en") ==
          std::vector{prose, invitation});
    CHECK(kinds("Die Bahn fährt wieder über die Brücke.\n\nLesen Sie auch: Bahnen in Europa", "de") ==
          std::vector{prose, invitation});
    CHECK(kinds("The tram is back on the bridge.\n\nWhat happens to the old buses now?", "en") ==
          std::vector{prose, question});
    CHECK(kinds("“We will not go back to the buses again.”", "en") == std::vector{quotation});
    CHECK(kinds("The trams wait at the depot, in Brookford, England, June 9, 2020.", "en") == std::vector{credit});
    CHECK(kinds("The tram is back on the bridge.\n\nJoe Bloggs Joe BloggsTrams are back in town, senators say, and the "
                "buses go.",
                "en") == std::vector{prose, fragment});
}

TEST_CASE("a sentence that leans on the one before says so, by its own language") {
    const auto leans = [](std::string_view text, std::string_view language) {
        return sentence_list({"", text, language}).sentences.front().leans;
    };
    CHECK(leans("He also said that the tram would be back.", "en"));
    CHECK(leans("Aber die Straßenbahn fährt morgen nicht mehr.", "de"));
    CHECK(leans("但有轨电车明天不再运行。", "zh"));
    CHECK(!leans("On Monday the tram came back to the bridge.", "en"));  // French "on" is no English word
}

TEST_CASE("of a text without any end of a sentence nothing is a fragment for want of a stop") {
    const auto list = sentence_list({"", "ผู้ว่าการกรุงเทพมหานครประกาศเปิดสะพานใหม่ในวันจันทร์ที่ผ่านมาเพื่อลดปัญหาการจราจร", "th"});
    REQUIRE(!list.sentences.empty());
    CHECK(list.sentences.front().kind == SentenceKind::prose);
}

TEST_CASE("a book is looked at as far as the caps say") {
    std::string text;
    while (text.size() < 600'000) text += "The tram went over the bridge once more. ";
    const auto list = sentence_list({"", text, "en"});
    CHECK(list.cut);
    CHECK(list.sentences.size() <= most_sentences);
    CHECK(list.text.size() <= most_bytes);
}

TEST_CASE("a pronoun that comes before anybody is named leans, in a phrase set off in front as well") {
    const auto leans = [](std::string_view text, std::string_view language) {
        return sentence_list({"", text, language}).sentences.front().leans;
    };
    for (const char* open :
         {"Last month, she won the prize of the city of Brookford.", "In November he left the council for good.",
          "In an interview with the Lakeham Post, he said the bridge was safe.",
          "Privately, they doubt that the bridge will open.", "That's why the bridge stays closed.",
          "Speaking to the press in Overton, she called the vote a mistake.",
          "If it fails, they will have to close the bridge.", "In its worst form, it is a bridge to nowhere."})
        CHECK_MESSAGE(leans(open, "en"), open);
    for (const char* named :
         {"When he arrived, Doe said the bridge was safe.", "The mayor said she would open the bridge.",
          "After Doe had spoken, she left the hall.", "In Doe's last year in office, he closed the bridge.",
          "Now it is clear that the bridge stays closed.", "This week, the council votes on the bridge.",
          "Doe, he of the bridge, spoke to the council."})
        CHECK_MESSAGE(!leans(named, "en"), named);
    CHECK(leans("Am Montag hat er die Brücke gesperrt.", "de"));
    CHECK(!leans("Der Bürgermeister sagte, er werde die Brücke sperren.", "de"));
    CHECK(leans("Dans un entretien au journal, il défend la fermeture du pont.", "fr"));
    CHECK(leans("В понедельник он закрыл мост.", "ru"));
}

TEST_CASE("the first and second person count outside quotations alone, whatever names hold") {
    const auto personal = [](std::string_view text, std::string_view language) {
        return sentence_list({"", text, language}).sentences.front().personal;
    };
    CHECK(personal("As we went to press, the bridge was still closed.", "en"));
    CHECK(personal("The mayor reached out to me with a story about the bridge.", "en"));
    CHECK(personal("The bridge, I think, will stay closed.", "en"));
    CHECK(personal("In the days of Mayor Doe, I wrote of the bridge.", "en"));
    CHECK(!personal("The mayor said “we will open our bridge to you” on Monday.", "en"));
    CHECK(!personal("The mayor said \"I am sure\" and opened the bridge.", "en"));
    CHECK(!personal("The bridge was built after World War I by the US Army.", "en"));
    CHECK(!personal("The nuns of Our Lady will open the bridge.", "en"));
    CHECK(personal("Die Brücke gehört uns allen und bleibt offen.", "de"));
    CHECK(personal("Le pont est fermé et nous le regrettons.", "fr"));
    CHECK(personal("El puente es nuestro y seguirá abierto.", "es"));
    CHECK(personal("Мост закрыт, и мы об этом жалеем.", "ru"));
    CHECK(!personal("Der Bürgermeister sagte: „Wir öffnen unsere Brücke.“ und ging.", "de"));
}

TEST_CASE("a mark that closes what nothing opened leaves a piece of somebody's words") {
    const auto unclosed = [](std::string_view text) {
        return sentence_list({"", text, "en"}).sentences.front().unclosed;
    };
    CHECK(unclosed("It should be you who opens the bridge,” the mayor said on Monday."));
    CHECK(!unclosed("“It should be you who opens the bridge,” the mayor said on Monday."));
    CHECK(!unclosed("The old bridge was 6\" too low for the new boats of the harbour."));
}

TEST_CASE("what was told before is referred to by its kind, or pointed at behind a small word") {
    const auto refers = [](std::string_view text) { return sentence_list({"", text, "en"}).sentences.front().refers; };
    for (const char* text : {"As these measures take hold, the bridge stays closed.", "The move surprised the harbour.",
                             "In that letter the mayor named the bridge.", "Most have left the harbour for good.",
                             "While such numbers are rare, the bridge carried them."})
        CHECK_MESSAGE(refers(text), text);
    for (const char* text : {"As this year ends, the bridge stays closed.", "The mayor of Brookford left.",
                             "While trams are rare, the bridge carried them."})
        CHECK_MESSAGE(!refers(text), text);
}

TEST_CASE("whom an object or a pointer means stands before it, or elsewhere") {
    const auto leans = [](std::string_view text) { return sentence_list({"", text, "en"}).sentences.front().leans; };
    for (const char* open :
         {"On the surface, that is a good bridge for the city.", "In the end, these trams were sold to a museum.",
          "Two days later, she left the council.", "Turning to trade, he spoke of the harbour.",
          "The storm of May cost him the house.", "Nothing in the bill will give them the bridge."})
        CHECK_MESSAGE(leans(open), open);
    for (const char* named :
         {"In the spring, this year as well, the bridge was closed.", "If the trams stop, that would hurt the harbour.",
          "The mayor said the storm cost him the house.", "Doe lost the house, and the storm cost her the garden.",
          "Asked about him, Doe left the hall.", "The storm cost the city her bridge."})
        CHECK_MESSAGE(!leans(named), named);
}

TEST_CASE("what adds to something told before leans on it") {
    const auto leans = [](std::string_view text) { return sentence_list({"", text, "en"}).sentences.front().leans; };
    for (const char* open :
         {"Doe also said the bridge is safe.", "The council has also closed the tunnel to all cars.",
          "Other councils closed their bridges to the trams.", "Similarly, Lakeham closed its bridge.",
          "Not only did the council close the bridge, the mayor sold it.", "Lakeham, too, closed its bridge to cars.",
          "This year, however, the bridge stayed closed."})
        CHECK_MESSAGE(leans(open), open);
    for (const char* alone :
         {"Doe, who also leads the port, said the bridge is safe.", "The bridge carries trams but also cars.",
          "Lakeham and other cities closed their bridges.", "The council said that Doe would also have to leave."})
        CHECK_MESSAGE(!leans(alone), alone);
    CHECK(leans("In Lakeham, that."));
    CHECK(leans("Think of the bridge as a promise to the port."));
}

TEST_CASE("what announces, and a line of a list, is no sentence") {
    CHECK(kinds("The council of Brookford has several plans for the bridge:", "en")[0] == SentenceKind::fragment);
    CHECK(kinds("6. Put the trams of the city back on the bridge.", "en")[0] == SentenceKind::fragment);
    CHECK(kinds("6.5 million cars crossed the bridge of Brookford in May.", "en")[0] == SentenceKind::prose);
    const auto list = kinds(
        "The council could do more:\n\nCutting the fares of the trams to one crown.\n\nClosing the bridge to cars for "
        "the whole year.\n\nThe mayor of Brookford agrees with most of it.\n\nClosing the tunnel is no choice, he "
        "said.",
        "en");
    REQUIRE(list.size() == 5);
    CHECK(list[1] == SentenceKind::fragment);
    CHECK(list[2] == SentenceKind::fragment);
    CHECK(list[3] == SentenceKind::prose);
    CHECK(list[4] == SentenceKind::prose);
}
