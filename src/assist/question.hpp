// A question, taken apart: the words to look for, and what kind of thing would answer it. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace octavo::assist {

enum class AnswerKind : std::uint8_t {
    anything,
    person,
    place,
    country,
    city,
    name,    // of whatever: "which company", "what is it called"
    time,    // a date
    number,  // how many
    amount,  // how much, how high: with any unit
    age,
    duration,
    length,
    money,
    percent,
    reason,
};

struct QuestionTerm {
    std::string term;     // as text::term_of gives it
    std::string written;  // as it stands in the question
    std::uint64_t hash = 0;
    bool stop = false;     // common, but not a question word: "first", "not"
    bool capital = false;  // a name, perhaps
    bool digits = false;
    bool counted = false;  // what is counted: "how many TACKLES"
    bool beside = false;   // the nearest to the word that asks: "who REGISTERED the most sacks"
    bool focus = false;    // what is asked for: "which COUNTRY"; an answer seldom repeats it
};

constexpr std::size_t most_question_bytes = 2'000;
constexpr std::size_t most_question_terms = 60;

struct Question {
    std::string language;
    AnswerKind kind = AnswerKind::anything;
    std::vector<QuestionTerm> terms;  // in order, each once; question words are dropped
};
// `language` is the question's: its table knows the words that ask. Words are stemmed as articles in `of_articles` are.
Question read_question(std::string_view text, std::string_view language, std::string_view of_articles = {});

// Words that ask, by language. Private to the room.
struct AskingWords {
    struct Entry {
        std::vector<std::string> terms;  // one after the other, as term_of gives them
        AnswerKind kind = AnswerKind::anything;
        bool focus = false;  // the next word says what is asked for
    };
    std::vector<Entry> entries;  // longest first
    std::vector<std::pair<std::string, AnswerKind>> focus_words;
    // Written without blanks: looked for in the text itself.
    std::vector<std::pair<std::string_view, AnswerKind>> unspaced;
};
const AskingWords& asking_words(std::string_view language);

}  // namespace octavo::assist
