// A question to an archive, answered with sentences of its articles as they stand there, or with "not found".
//
// Idea: the index (passages.hpp) names two dozen articles; each of their sentences is compared with the question: how
// much of what is rare in the question it says itself, how much its neighbours and title say, whether something stands
// there that could be the answer (a number where "how many" is asked), and whether other articles say the same. A sum
// of these with learnt weights (ask_rule.hpp) ranks the sentences. Whether the first is shown as an answer is decided
// by a second sum, its certainty: below the line the passages are only passages.
//   "Which country knocked the United States out of the World Cup?" -> "Belgium beat the United States 4-1 ..."
// The road not taken: composing an answer. What is shown is the publisher's sentence, and nothing else.
// Pure; thread-safe. Checked by tests/assist/ask_test.cpp, fuzz/ask.cpp, and by eye.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assist/passages.hpp"
#include "text/words.hpp"

namespace octavo::assist {

struct DocumentText {
    std::string title, text, language;
};
// The text behind a number of the index; absent when it is not there any more. Called from the asking thread.
using ReadDocument = std::function<std::optional<DocumentText>(DocumentNumber)>;

struct ToAsk {
    std::string_view question;
    std::string_view language = {};    // of the question, if it is known
    std::optional<Instant> date = {};  // when it is asked
};

// Why a sentence: the terms of its sum, in the order of evidence_names.
enum class Sign : std::uint8_t {
    said,         // of the question's weight, what the sentence says
    alike,        // what it says in a like word
    common,       // of the question's stop words
    before,       // what it does not say but the sentence before it does
    behind,       // ... or the one behind it
    title,        // what neither says but the title
    elsewhere,    // ... or the rest of the article
    pairs,        // neighbours in the question that are neighbours here
    number,       // 1, -1: a number is asked for, and one is there or not
    time,         // the same of dates
    named,        // of persons, names
    placed,       // of places
    reason,       // of reasons
    article,      // the article's score beside the best one's
    rank,         // 1 / its place
    early,        // 1 / the sentence's place
    length,       // logarithm of its words
    short_one,    // hardly a sentence
    asks,         // is a question itself
    fresh,        // what it says besides
    points_back,  // `before` where it begins with "he", "this" ...
    counted,      // a number stands beside what is counted
    agreed,       // how much of what it says besides is said by other good sentences
    words,        // of the question's words, how many it says, rare or not
    beside,       // 1: it says the word beside the one that asks
    headline,     // 1: what could be the answer stands in the title too
};
constexpr std::size_t signs = static_cast<std::size_t>(Sign::headline) + 1;
using Evidence = std::array<float, signs>;
extern const std::array<std::string_view, signs> evidence_names;

struct Answer {
    DocumentNumber document = 0;
    text::Span at;  // bytes of the document's text
    std::string sentence;
    float score = 0;
    Evidence evidence{};
};

struct Answers {
    bool found = false;                     // the first is shown as an answer
    float certainty = 0;                    // 0..1
    std::vector<Answer> answers;            // best first, ten at most
    std::vector<DocumentFound> documents;   // best first, ten at most
    std::vector<float> signs_of_certainty;  // what the certainty was made from
    std::size_t steps = 0;                  // words looked at, for tests
};

struct AskSettings {
    bool everything = false;  // every sentence that was looked at as an answer, for learning
};

Answers ask(const PassageIndex& index, const ReadDocument& read, const ToAsk& to_ask, const AskSettings& settings = {});

}  // namespace octavo::assist
