#include "assist/ask.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace octavo;
using assist::Answers;
using assist::DocumentText;
using assist::PassageIndex;

namespace {

struct Archive {
    std::vector<DocumentText> documents;
    PassageIndex index;
    void add(std::string title, std::string text, std::string language = "en") {
        index.add({title, text, language, {}});
        documents.push_back({std::move(title), std::move(text), std::move(language)});
    }
    Answers ask(std::string_view question, std::string_view language = "en") const {
        return assist::ask(index, [&](assist::DocumentNumber n) -> std::optional<DocumentText> { return documents[n]; },
                           {question, language});
    }
};

Archive town() {
    Archive archive;
    archive.add("Harbour bridge opens",
                "The harbour bridge in Elmstead opened on 4 May 2021. It cost 14 million euros. Mayor Ana Lima cut the "
                "ribbon before 300 guests.");
    archive.add(
        "Trams",
        "The trams of Elmstead carry 90,000 people a day. The line to the airport was closed because of floods.");
    archive.add("Football", "Elmstead beat Rivington 3-1 in the cup final. Tom Reed scored twice.");
    return archive;
}

float sign(const assist::Answer& answer, assist::Sign of) { return answer.evidence[static_cast<std::size_t>(of)]; }

}  // namespace

TEST_CASE("an answer is a sentence of an article, where it stands") {
    const Archive archive = town();
    const Answers answers = archive.ask("When did the harbour bridge in Elmstead open?");
    REQUIRE(!answers.answers.empty());
    const auto& best = answers.answers[0];
    CHECK(best.sentence == "The harbour bridge in Elmstead opened on 4 May 2021.");
    CHECK(archive.documents[best.document].text.substr(best.at.begin, best.at.end - best.at.begin) == best.sentence);
    CHECK(answers.found);
}

TEST_CASE("what no article says is not found, and passages are still given") {
    const Answers answers = town().ask("Which astronaut repaired the space telescope in Elmstead?");
    CHECK_FALSE(answers.found);
    CHECK(!answers.documents.empty());
    CHECK_FALSE(town().ask("Who invented the zeppelin?").found);
}

TEST_CASE("a heading that asks is no answer") {
    Archive archive;
    archive.add("Quiz", "Which country won the regatta? Portugal won the regatta on Sunday.");
    const Answers answers = archive.ask("Which country won the regatta?");
    REQUIRE(!answers.answers.empty());
    CHECK(answers.answers[0].sentence == "Portugal won the regatta on Sunday.");
}

TEST_CASE("a question is as certain whatever other languages the archive holds") {
    Archive alone = town(), mixed = town();
    for (int i = 0; i < 5; ++i) mixed.add("Hafen", "Der Hafen von Brelau wurde im Sommer geschlossen.", "de");
    const std::string_view question = "What is the name of the town whose trams carry 90,000 people?";
    const float one = alone.ask(question).certainty, other = mixed.ask(question).certainty;
    CHECK(one == doctest::Approx(other).epsilon(0.05));
}

TEST_CASE("of two sentences with a word each of the question, the one with the word beside the asking one is first") {
    Archive archive;
    archive.add("", "Nimble lorries crossed the viaduct of Rosdale. Nimble engineers repaired the weir of Rosdale.");
    const Answers answers = archive.ask("Who repaired or crossed it?");
    REQUIRE(!answers.answers.empty());
    CHECK(answers.answers[0].sentence == "Nimble engineers repaired the weir of Rosdale.");
    CHECK(sign(answers.answers[0], assist::Sign::beside) == 1);
}

TEST_CASE("of the question's words, how many a sentence says, rare or not") {
    const Answers answers = town().ask("Who beat Rivington in the Quennell regatta?");
    REQUIRE(!answers.answers.empty());
    CHECK(answers.answers[0].sentence == "Elmstead beat Rivington 3-1 in the cup final.");
    CHECK(sign(answers.answers[0], assist::Sign::words) == doctest::Approx(0.5));
}

TEST_CASE("a name in a dateline names nobody who is asked for") {
    const auto named = [](std::string text) {
        Archive archive = town();
        archive.add("", std::move(text));
        const Answers answers = archive.ask("What is the name of the storm that battered the pier?");
        return answers.answers.empty() ? 0 : sign(answers.answers[0], assist::Sign::named);
    };
    CHECK(named("BRELAU (AP) \u2014 a new storm has battered the pier.") == -1);
    CHECK(named("BRELAU (AP) \u2014 a storm called Henrike has battered the pier.") == 1);
}

TEST_CASE("an answer that the title has too is surer") {
    const auto asked = [](std::string title) {
        Archive archive = town();
        archive.add(std::move(title), "The regatta was won by Portugal in the last race.");
        return archive.ask("Which country won the regatta?");
    };
    const Answers told = asked("Portugal rejoices"), untold = asked("Joy and tears");
    CHECK(sign(told.answers.at(0), assist::Sign::headline) == 1);
    CHECK(sign(untold.answers.at(0), assist::Sign::headline) == 0);
    CHECK(told.certainty > untold.certainty);
}

TEST_CASE("a question of no kind is answered where all of it is said") {
    const Answers answers = town().ask("What line was closed because of floods?");
    CHECK(answers.found);
    REQUIRE(!answers.answers.empty());
    CHECK(answers.answers[0].sentence == "The line to the airport was closed because of floods.");
}

TEST_CASE("a number beside nothing that is counted, or a why without a reason, is less certain") {
    const auto certainty = [](std::string_view question, std::string text) {
        Archive archive = town();
        archive.add("", std::move(text));
        return archive.ask(question).certainty;
    };
    const std::string_view how_many = "How many weavers does the Rosdale mill have?",
                           why = "Why did the Rosdale mill close?";
    CHECK(certainty(how_many, "The Rosdale mill has 120 weavers.") >
          certainty(how_many, "The weavers are angry with the Rosdale mill, said 2 women."));
    CHECK(certainty(why, "The Rosdale mill did close because of the flood.") >
          certainty(why, "The Rosdale mill did close on the same evening."));
}

TEST_CASE("where the title is the question, the answer need not repeat it") {
    Archive archive = town();
    archive.add("Why the cooper of Brackley is busy again",
                "Five workshops stand on the quay. Guests are many. Breweries order oak because plastic is banned.");
    const Answers answers = archive.ask("Why is the cooper of Brackley busy again?");
    REQUIRE(!answers.answers.empty());
    CHECK(std::ranges::any_of(
        answers.answers, [](const auto& a) { return a.sentence == "Breweries order oak because plastic is banned."; }));
}

TEST_CASE("a question in one language finds a name in an article of another") {
    Archive archive = town();
    archive.add("Un cometa", "Setsuko Okonari, de 71 años, mira el cielo de Shionagi. Hace frío.", "es");
    const Answers answers = archive.ask("How old is Setsuko Okonari?");
    REQUIRE(!answers.answers.empty());
    CHECK(answers.answers[0].sentence == "Setsuko Okonari, de 71 años, mira el cielo de Shionagi.");
    CHECK(answers.answers[0].evidence[static_cast<std::size_t>(assist::Sign::number)] == 1);
}

TEST_CASE("questions in other languages find other forms of their words") {
    Archive german, russian, chinese;
    german.add("", "Die Warschauer Börse wurde 1817 gegründet. Der Fluss ist breit.", "de");
    CHECK(german.ask("Wann war die Gründung der Börse in Warschau?", "de").answers.at(0).sentence.find("1817") !=
          std::string::npos);
    russian.add("", "Первая биржа в Варшаве была основана в 1817 году. Река широкая.", "ru");
    CHECK(russian.ask("Когда основали варшавскую биржу?", "ru").answers.at(0).sentence.find("1817") !=
          std::string::npos);
    chinese.add("", "华沙第一家证券交易所成立于1817年。河很宽。", "zh");
    CHECK(chinese.ask("华沙的证券交易所是什么时候成立的？", "zh").answers.at(0).sentence.find("1817") !=
          std::string::npos);
}

TEST_CASE("strange questions and articles cost little and answer nothing") {
    Archive archive = town();
    archive.add("", "");
    archive.add("one", "word");
    std::string huge;
    for (int i = 0; i < 50'000; ++i) huge += "bridge" + std::to_string(i % 900) + (i % 12 == 11 ? ". " : " ");
    archive.add("Long", huge);
    for (const std::string& question :
         {std::string(), std::string("?"), std::string("a"), std::string("\xF0\x9F\x8D\x95\xF0\x9F\x8D\x95"),
          std::string(1 << 20, 'x'), std::string("\xFF\xFE\xC3"), std::string("мост bridge 桥")}) {
        const Answers answers = archive.ask(question, "");
        CHECK_FALSE(answers.found);
        CHECK(answers.steps < 60'000);
        CHECK(answers.answers.size() <= 10);
    }
    std::string words = "Which ";
    for (int i = 0; i < 20'000; ++i) words += "bridge" + std::to_string(i) + " ";
    CHECK(archive.ask(words).steps < 60'000);
    CHECK(PassageIndex().languages().empty());
    CHECK(Archive().ask("Who is there?").answers.empty());
}
