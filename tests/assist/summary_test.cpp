#include <doctest/doctest.h>

#include "assist/summary.hpp"
#include "assist/wire.hpp"

using namespace octavo;
using namespace octavo::assist;

namespace {

std::vector<std::string> told(const Summary& summary, std::string_view text) {
    std::vector<std::string> out;
    for (const Cited& c : summary.sentences) out.emplace_back(text.substr(c.at.begin, c.at.end - c.at.begin));
    return out;
}

constexpr std::string_view bridge =
    "By Ana Lima\n\n"
    "The city council of Brookford voted on Monday to close the old harbour bridge to cars from the first of May.\n\n"
    "\"I have crossed it every day of my life,\" said one woman.\n\n"
    "Engineers had found cracks in two of the four pillars of the harbour bridge, which carries 30,000 cars a day. "
    "The weather was fine. Repairs of the bridge will cost the city of Brookford about 40 million pounds and take two "
    "years. What will become of the ferry?\n\n"
    "He added that nobody had been hurt. A brass band played. Buses and trams may go on using the bridge at walking "
    "pace. Some shops sold ice cream.\n\n"
    "Sign up for our newsletter";

}  // namespace

TEST_CASE("a summary stands in the text word for word, in its order, and tells what matters") {
    const Summary summary = summarize({"Harbour bridge closes to cars", bridge, "en"}, 3);
    const auto sentences = told(summary, bridge);
    REQUIRE(sentences.size() == 3);
    CHECK(sentences[0].starts_with("The city council of Brookford voted"));
    CHECK(std::ranges::is_sorted(summary.sentences, {}, &Cited::number));
    for (const auto& s : sentences) {
        CHECK(s != "The weather was fine.");
        CHECK(s.find('?') == std::string::npos);
        CHECK(!s.starts_with("By "));
        CHECK(!s.starts_with("He "));
        CHECK(!s.starts_with("Sign up"));
    }
}

TEST_CASE("as many sentences as are asked for, if there are so many; by default two or three") {
    CHECK(summarize({"", bridge, "en"}, 1).sentences.size() == 1);
    CHECK(summarize({"", bridge, "en"}, 5).sentences.size() == 5);
    CHECK(summarize({"", bridge, "en"}, 50).sentences.size() <= most_summary_sentences);
    CHECK(summarize({"", bridge, "en"}).sentences.size() == 2);
}

TEST_CASE("what repeats itself is told once") {
    std::string text;
    for (int i = 0; i < 4; ++i) text += "The council of Brookford closed the harbour bridge on Monday.\n\n";
    text += "Repairs of the pillars will cost the city 40 million pounds.";
    const auto sentences = told(summarize({"", text, "en"}, 2), text);
    REQUIRE(sentences.size() == 2);
    CHECK(sentences[0] != sentences[1]);
}

TEST_CASE("a short article is marked as brief and answered all the same") {
    const Summary summary = summarize({"", "The tram is back on the bridge.", "en"});
    CHECK(summary.brief);
    CHECK(summary.sentences.size() == 1);
    CHECK(summarize({"", "Trams", "en"}).sentences.size() == 1);
    CHECK(summarize({"", "", "en"}).sentences.empty());
    CHECK(summarize({"", "... --- ...", "en"}).sentences.empty());
}

TEST_CASE("a key point loses an aside in brackets, says so, and keeps who said it") {
    const std::string_view text =
        "The council of Brookford (which had met three times this week) closed the bridge on Monday, Mayor Jane Doe "
        "said.";
    const Summary summary = summarize({"", text, "en"});
    REQUIRE(summary.key_points.size() == 1);
    CHECK(summary.key_points[0].shortened);
    CHECK(summary.key_points[0].text == "The council of Brookford closed the bridge on Monday, Mayor Jane Doe said.");
}

TEST_CASE("summaries in other scripts") {
    const std::string_view zh =
        "市议会周一投票决定从五月起关闭旧港大桥。工程师在四根桥墩中的两根发现了裂缝。天气很好。"
        "大桥的维修将花费四千万元，需要两年时间。";
    CHECK(summarize({"旧港大桥关闭", zh, "zh"}, 2).sentences.size() == 2);
    const std::string_view ar =
        "صوت مجلس المدينة يوم الاثنين على إغلاق جسر الميناء القديم أمام السيارات. وجد المهندسون شقوقا في اثنين من "
        "أعمدة "
        "الجسر الأربعة. ستكلف أعمال الإصلاح المدينة أربعين مليونا.";
    CHECK(summarize({"", ar, "ar"}, 2).sentences.size() == 2);
}

TEST_CASE("work stays bounded: a text without an end, fifty thousand words, a table, quotations three deep") {
    std::string endless;
    for (int i = 0; i < 50'000; ++i) endless += "word" + std::to_string(i % 977) + " ";
    const Summary one = summarize({"", endless, "en"});
    CHECK(one.steps < 2'000'000);
    CHECK(one.sentences.size() <= 3);

    std::string long_text;
    for (int i = 0; i < 7'000; ++i)
        long_text +=
            "The tram number " + std::to_string(i) + " left the depot of line " + std::to_string(i % 90) + ". ";
    const Summary many = summarize({"", long_text, "en"}, 10);
    CHECK(many.cut);
    CHECK(many.sentences.size() == 10);
    CHECK(many.steps < 3'000'000);

    std::string table;
    for (int i = 0; i < 300; ++i) table += std::to_string(i) + " | Brookford | " + std::to_string(i * 7) + "\n\n";
    CHECK(!summarize({"", table, "en"}).sentences.empty());

    const std::string_view nested =
        "\"He said, 'They told me, \"Nobody said 'go' to us,\" and left,' she wrote.\" It was so.";
    CHECK(summarize({"", nested, "en"}).steps > 0);
}

TEST_CASE("figures without a word are no summary") {
    std::string table;
    for (int i = 0; i < 300; ++i) table += fmt::format("| {} | {} |\n\n", i, i * 7);
    const assist::Summary summary = assist::summarize(assist::SourceText{"Results", table, "en"});
    CHECK(summary.sentences.empty());
    CHECK(summary.key_points.empty());
}

TEST_CASE("what nobody in the summary names, and what the writer says of himself, gives way to what stands alone") {
    const std::string text =
        "The council of Brookford voted on Monday to reopen the harbour bridge to trams and buses this summer.\n\n"
        "The move surprised the harbour company, which had sold its trams and buses to the city of Lakeham.\n\n"
        "Last month, she told the harbour company that trams and buses would never cross the bridge again.\n\n"
        "We know the harbour bridge of Brookford, and our trams and buses crossed it for all of our lives.\n\n"
        "Engineers of the harbour company found the bridge of Brookford fit for trams and buses in the spring.\n\n"
        "Trams and buses crossed the harbour bridge of Brookford for sixty years before the council closed it.";
    const Summary summary = summarize({"Bridge to reopen", text, "en"}, 2);
    REQUIRE(summary.sentences.size() == 2);
    for (const Cited& each : summary.sentences) {
        CHECK(each.number != 2);
        CHECK(each.number != 3);
    }
    const Summary other = summarize({"Bridge to reopen", text, "en"}, 1);
    REQUIRE(other.sentences.size() == 1);
    CHECK(other.sentences.front().number != 1);
}

TEST_CASE("a summary does not begin with a sentence that leans where another can") {
    const std::string text =
        "He closed the harbour bridge of Brookford to all cars and trams. The council of Brookford voted on Monday to "
        "close the harbour bridge. Lakeham has kept its own harbour bridge open to trams since the storm of May.";
    const Summary s = summarize({"Brookford closes the harbour bridge", text, "en"}, 2);
    REQUIRE(s.sentences.size() == 2);
    CHECK(s.sentences[0].number == 1);
}
