#include "assist/suggest.hpp"

#include <doctest/doctest.h>

#include "assist/ask.hpp"

using namespace octavo;

TEST_CASE("each suggested question is answered by its own article") {
    const std::string text =
        "Ana Lima, the mayor of Elmstead, opened the harbour bridge on Monday. Ana Lima said the bridge had cost 14 "
        "million "
        "euros.\n\nTom Reed, an engineer from Lisbon, planned the bridge with Ana Lima. Tom Reed called it his finest "
        "work.";
    const auto questions = assist::suggested_questions({"Bridge opens in Elmstead", text, "en"});
    CHECK(!questions.empty());
    assist::PassageIndex index;
    index.add({"Bridge opens in Elmstead", text, "en", {}});
    for (const std::string& question : questions) {
        INFO(question);
        CHECK(assist::ask(index,
                          [&](assist::DocumentNumber) -> std::optional<assist::DocumentText> {
                              return assist::DocumentText{"Bridge opens in Elmstead", text, "en"};
                          },
                          {question, "en"})
                  .found);
    }
}

TEST_CASE("nothing is suggested without text, or in a language without patterns") {
    CHECK(assist::suggested_questions({"", "", "en"}).empty());
    CHECK(assist::suggested_questions({"x", "y", "xx"}).empty());
}
