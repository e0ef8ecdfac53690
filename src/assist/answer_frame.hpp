// What a number in a sentence is a number of: a date, an age, money, a length, so many people. Private to the room.
//
// Idea: a number answers only in the frame of what was asked. "How old is Karl Manke?" is not answered by 2020, nor
// "How much did the barrier cost?" by 34 centimetres. The words beside a number tell: units, months, currency signs,
// "aged".
//   "the 77-year-old barber"  -> an age        "Section Z starting in 1947" -> a date, and no count
// A parser of quantities was considered and kept out: it must read the value, and for "is one there" the unit is
// enough. Languages without a table take any number for any kind, as one who does not read the language would. Pure;
// thread-safe. Checked by tests/assist/answer_frame_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "assist/question.hpp"
#include "text/each_word.hpp"

namespace octavo::assist {

using Mask = std::uint64_t;  // of a question's terms

// What a word says of a number beside it.
enum class Unit : std::uint8_t {
    none,
    money,
    percent,
    length,
    time,
    age,
    measure,  // degrees, weights, areas, speeds
    month,
    weekday,  // and yesterday, today
    clock,
    century,
    since,
};

// A word of an article, beside a question.
struct Token {
    text::Span at;
    std::uint64_t hash = 0;
    Mask exact = 0, alike = 0;
    bool stop = false, digits = false, capital = false, caseless = false, number = false;
    Unit unit = Unit::none;
};

// Whether numbers of that language are told apart.
bool knows_units(std::string_view language);
using Units = std::unordered_map<std::uint64_t, Unit>;  // by the hash of a term
// Asks for terms: not during a walk over words.
const Units& units_in(std::string_view language);
// "vierundvierzig", "veintidós", "novecentas": numbers written in one word.
bool is_joined_number(std::string_view written, std::string_view language);

// Kinds that are answered by a number or a date.
bool is_numeric(AnswerKind kind);
// Which of a sentence's words answer a question of this kind; those the question says itself are left out.
std::vector<std::size_t> framed(std::string_view text, std::span<const Token> tokens, AnswerKind kind, Mask counted,
                                std::string_view language);
// The line under a picture: its date is when it was taken.
bool is_caption(std::string_view sentence);

}  // namespace octavo::assist
