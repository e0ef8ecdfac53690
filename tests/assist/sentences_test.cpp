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
