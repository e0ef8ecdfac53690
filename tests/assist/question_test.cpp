#include "assist/question.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace octavo;
using assist::AnswerKind;
using assist::read_question;

namespace {

bool has(const assist::Question& question, std::string_view term) {
    return std::ranges::any_of(question.terms, [&](const auto& t) { return t.term == term; });
}

}  // namespace

TEST_CASE("the asking words say what would answer, and are not looked for") {
    const auto question = read_question("Who wrote the anthem?", "en");
    CHECK(question.kind == AnswerKind::person);
    CHECK_FALSE(has(question, "who"));
    CHECK(has(question, "anthem"));
}

TEST_CASE("what is asked for decides the kind, in the languages of the table") {
    struct Case {
        const char *language, *text;
        AnswerKind kind;
    };
    const Case cases[] = {
        {"en", "Which country won the cup?", AnswerKind::country},
        {"en", "In which US city did it begin?", AnswerKind::city},
        {"en", "How many people live in Lyon?", AnswerKind::number},
        {"en", "When was the bridge built?", AnswerKind::time},
        {"en", "Why did the minister resign?", AnswerKind::reason},
        {"en", "What is a harbour?", AnswerKind::anything},
        {"en", "How old was she?", AnswerKind::age},
        {"en", "How tall is the tower?", AnswerKind::length},
        {"en", "How long did he kneel?", AnswerKind::duration},
        {"en", "How much did the barrier cost?", AnswerKind::money},
        {"en", "How much coffee did it bring?", AnswerKind::amount},
        {"en", "What percentage of renters paid?", AnswerKind::percent},
        {"en", "How did it get to the town?", AnswerKind::anything},
        {"de", "Wie alt ist sie?", AnswerKind::age},
        {"fr", "Quel âge a-t-elle ?", AnswerKind::age},
        {"es", "¿Cuánto tiempo duró?", AnswerKind::duration},
        {"pt", "Quanto custou a ponte?", AnswerKind::money},
        {"de", "Wann wurde die Börse gegründet?", AnswerKind::time},
        {"de", "Wie viele Menschen leben in Lyon?", AnswerKind::number},
        {"de", "In welchem Jahr begann der Bau?", AnswerKind::time},
        {"fr", "Qui a écrit cette chanson ?", AnswerKind::person},
        {"fr", "Combien de députés ont voté ?", AnswerKind::number},
        {"es", "¿Cuándo se fundó la bolsa?", AnswerKind::time},
        {"es", "¿Dónde nació el rey?", AnswerKind::place},
        {"it", "Chi ha vinto la gara?", AnswerKind::person},
        {"pt", "Quantos deputados votaram?", AnswerKind::amount},
        {"ru", "Сколько человек живёт в Лионе?", AnswerKind::amount},
        {"ru", "Кто написал эту песню?", AnswerKind::person},
        {"tr", "Köprü ne zaman yapıldı?", AnswerKind::time},
        {"tr", "Saint-Pierre için kaç adam gönderildi?", AnswerKind::amount},
        {"ar", "متى تأسست البورصة؟", AnswerKind::time},
        {"ar", "كم عدد الرجال؟", AnswerKind::amount},
        {"zh", "大桥是什么时候建立的？", AnswerKind::time},
        {"zh", "谁写了这首歌？", AnswerKind::person},
    };
    for (const Case& one : cases) {
        INFO(one.text);
        CHECK(read_question(one.text, one.language).kind == one.kind);
    }
}

TEST_CASE("a question is asked of articles in another language: its own words ask, theirs stem") {
    const auto question = read_question("Who discovered the comet in Shionagi?", "en", "es");
    CHECK(question.kind == AnswerKind::person);
    CHECK_FALSE(has(question, "who"));
    CHECK(has(question, "shionagi"));
    CHECK(std::ranges::any_of(question.terms, [](const auto& t) { return t.term == "in" && t.stop; }));
    CHECK(read_question("¿Quién descubrió el cometa?", "en", "es").kind == AnswerKind::person);  // a wrong guess
}

TEST_CASE("what is counted is known: the word behind how many") {
    const auto question = read_question("How many tackles did Luke register?", "en");
    const auto tackles = std::ranges::find_if(question.terms, [](const auto& t) { return t.counted; });
    REQUIRE(tackles != question.terms.end());
    CHECK(tackles->term.starts_with("tackl"));
}

TEST_CASE("the word beside the one that asks is known: behind it, or before where it stands last") {
    const auto beside = [](std::string_view text, std::string_view language) {
        const auto question = read_question(text, language);
        const auto found = std::ranges::find_if(question.terms, [](const auto& term) { return term.beside; });
        return found == question.terms.end() ? std::string() : found->written;
    };
    CHECK(beside("Who registered the most sacks?", "en") == "registered");
    CHECK(beside("In which city did the regatta begin?", "en") == "regatta");  // the city is what is asked for
    CHECK(beside("The last gaslit cinema is reopening in which city?", "en") == "reopening");
    CHECK(beside("The West saw the East as what?", "en") == "East");
    CHECK(beside("Wer baute die Brücke?", "de") == "baute");
    CHECK(beside("Köprüyü kim yaptı?", "tr") == "yaptı");
    CHECK(beside("ما هو المورد الأكثر أهمية؟", "ar")
              .empty());  // what is the resource: the answer need not say "resource"
    CHECK(beside("Who?", "en").empty());
    CHECK(beside("", "en").empty());
}

TEST_CASE("any bytes are a question, and a long one is cut") {
    CHECK(read_question("", "en").terms.empty());
    CHECK(read_question("?", "en").terms.empty());
    CHECK(read_question("\xF0\x9F\x8D\x95\xF0\x9F\x8D\x95", "en").terms.size() <= 2);
    CHECK(read_question("\xFF\xFE what \xC3", "xx").terms.size() <= 2);
    std::string many;
    for (int i = 0; i < 200'000; ++i) many += "w" + std::to_string(i) + " ";
    CHECK(read_question(many, "en").terms.size() <= assist::most_question_terms);
}
