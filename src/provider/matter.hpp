// What a model is given of an order: its articles' sentences under one run of numbers, as data in one JSON string.
//
//   {"question":"When did it open?","sentences":[{"n":1,"article":1,"text":"The bridge opened on Monday."}, ...]}
// The sentences are those of assist/numbered: without markers, invisible characters and what speaks to machines. Only
// articles in the language of the first take part: what a model writes of another language's sentences cannot be
// checked word by word. Pure. Checked by tests/provider/providers_test.cpp.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "provider/providers.hpp"

namespace octavo::provider {

constexpr std::size_t most_articles = 20, most_question_bytes = 500;

struct Matter {
    std::vector<std::string> sentences;   // sentence n is [n - 1]
    std::vector<std::uint32_t> articles;  // of each sentence: its place in the order
    std::vector<std::uint64_t> prints;    // hash of each, sorted
    std::string language;                 // BCP 47
    std::string question;                 // cleaned
    std::size_t sources = 0;              // articles that take part
    std::string hash() const;             // of all of it, 32 letters
    std::string json(std::span<const std::string> rejected = {}) const;
};
// As much of the articles as `most_tokens` and assist::most_numbered hold, each its equal share, from the front.
Matter matter_of(const Order& order, std::uint64_t most_tokens);

// Where a sentence of the matter stands in its article's text.
std::optional<text::Span> place_of(std::string_view sentence, std::string_view text);

}  // namespace octavo::provider
