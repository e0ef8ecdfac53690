#include "assist/answer_frame.hpp"

#include <doctest/doctest.h>

#include "assist/ask_evidence.hpp"

using namespace octavo;
using assist::Sign;

namespace {

// What a sentence alone says of a question: 1, the asked kind stands there; -1, it does not; 0, none is asked for.
float sign_of(std::string_view question, std::string_view sentence, std::string_view language, Sign sign) {
    assist::PassageIndex index;
    index.add({"", sentence, language, {}});
    assist::Asking asking(index, question, language, language);
    const auto found = assist::compare_sentences({"", std::string(sentence), std::string(language)}, asking);
    REQUIRE(found.sentences.size() == 1);
    return found.sentences[0].evidence[static_cast<std::size_t>(sign)];
}

struct Case {
    const char *language, *question, *sentence;
    float there;
};

}  // namespace

TEST_CASE("a number answers only in the frame of what is asked") {
    const Case cases[] = {
        {"en", "How old is Karl Brandt?", "The barber Karl Brandt signed in November 2021.", -1},
        {"en", "How old is Karl Brandt?", "The 77-year-old barber Karl Brandt opened his shop.", 1},
        {"en", "How old is Karl Brandt?", "Karl Brandt, 77, opened his shop.", 1},
        {"en", "How old is Karl Brandt?", "Karl Brandt (77) opened his shop.", 1},
        {"en", "How tall is Karl Brandt?", "The 77-year-old barber Karl Brandt opened his shop.", -1},
        {"en", "How tall is Karl Brandt?", "Karl Brandt is 1.90 metres high.", 1},
        {"en", "How much did the barrier cost?", "The barrier cost sleep: it stood 34 centimetres too low.", -1},
        {"en", "How tall is Karl Brandt?", "Karl Brandt visited the 200th mile of the wall.", -1},
        {"en", "How much did the barrier cost?", "The barrier cost $34 million.", 1},
        {"en", "How much did the barrier cost?", "The barrier cost 34 million euros.", 1},
        {"en", "How long did the guard kneel?", "The guard knelt, says the Justice in Policing Act of 2020.", -1},
        {"en", "How long did the guard kneel?", "The guard knelt for more than eight minutes.", 1},
        {"en", "How many prisoners lie in Section Z?", "Prisoners were buried in Section Z starting in 1947.", -1},
        {"en", "How many prisoners lie in Section Z?", "In Section Z lie 132 German prisoners.", 1},
        {"en", "How many delegates did she need?", "She needed 89 percent of the delegates.", -1},
        {"en", "How many miles did she run?", "She ran 12 miles.", 1},
        {"en", "What percentage of renters paid?", "In April 69% of renters paid.", 1},
        {"de", "Wie alt ist Hanna Vogt?", "Hanna Vogt kam im November 2021.", -1},
        {"de", "Wie alt ist Hanna Vogt?", "Die 81-jährige Hanna Vogt kam.", 1},
        {"de", "Wie viele Wörter sind es?", "Es sind vierundvierzig Wörter.", 1},
        {"de", "Was kostet ein Bett?", "Ein Bett gibt es ab 59 Euro.", 1},
        {"fr", "Quel âge a Keeley Martin ?", "Keeley Martin est arrivée en 2021.", -1},
        {"fr", "Quel âge a Keeley Martin ?", "Keeley Martin, 24 ans, est arrivée.", 1},
        {"es", "¿Cuántas grullas volvieron?", "Volvieron veintidós grullas.", 1},
        {"pt", "Quantas sacas estavam presas?", "Novecentas sacas estavam presas.", 1},
        {"ru", "Сколько лет Ивану Петрову?", "Ивану Петрову 71 год.", 1},
        {"tr", "Ayşe Demir kaç yaşında?", "Ayşe Demir 2021 kışında geldi.", -1},
        {"ja", "組合員は何人ですか？", "組合員は二十九人です。", 1},
        {"zh", "他活了多少岁？", "他活了94岁。", 1},
    };
    for (const Case& one : cases) {
        INFO(one.question, " ", one.sentence);
        CHECK(sign_of(one.question, one.sentence, one.language, Sign::number) == one.there);
    }
}

TEST_CASE("a date is a month, a weekday, a year or a century, and not any number") {
    const Case cases[] = {
        {"en", "When was the general killed?", "Thousands mourned when the general was killed.", -1},
        {"en", "When was the general killed?", "The general was killed on Jan. 3.", 1},
        {"en", "When was the general killed?", "The general was killed on Friday.", 1},
        {"en", "When was the general killed?", "The general was killed in the 19th century.", 1},
        {"en", "When was the general killed?", "The general may be killed by 20 men.", -1},
        {"en", "When did the queen die?", "In this Jan. 19, 2020 file photo, the queen leaves.", -1},
        {"de", "Ab wann fährt der Nachtzug?", "Der Nachtzug fährt vom zweiten Sonntag im März an.", 1},
        {"fr", "À quelle heure le train part-il ?", "Le train part à 3 h 12.", 1},
        {"es", "¿Cuándo se fundó la bolsa?", "La bolsa se fundó el 5 de mayo.", 1},
        {"es", "¿Cuándo se fundó la bolsa?", "La bolsa se fundó con 300 socios.", -1},
        {"ar", "متى صُبَّ الجرس؟", "صُبَّ الجرس عام 1740.", 1},
        {"zh", "交易所什么时候成立？", "交易所成立于1817年。", 1},
        {"zh", "交易所什么时候成立？", "交易所有300人。", -1},
    };
    for (const Case& one : cases) {
        INFO(one.question, " ", one.sentence);
        CHECK(sign_of(one.question, one.sentence, one.language, Sign::time) == one.there);
    }
}

TEST_CASE("a place or a month names no person") {
    CHECK(sign_of("Who killed the jogger?", "The jogger was killed in Brunswick, Georgia, in February.", "en",
                  Sign::named) == -1);
    CHECK(sign_of("Who killed the jogger?", "The jogger was killed by Travis Mercer in Georgia.", "en", Sign::named) ==
          1);
    CHECK(sign_of("Wer gewann das Rennen?", "Das Rennen gewann am Sonntag ein Bauer.", "de", Sign::named) == -1);
    CHECK(sign_of("Wer gewann das Rennen?", "Das Rennen gewann am Sonntag Hanna Vogt.", "de", Sign::named) == 1);
}

TEST_CASE("of a language without a table any number is taken") {
    CHECK(sign_of("Πότε ιδρύθηκε η πόλη;", "Η πόλη ιδρύθηκε το 1817.", "el", Sign::time) == 1);
}
