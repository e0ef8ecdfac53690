// What an article says, in its own sentences: a summary of two or three, and three to five key points. Pure;
// thread-safe.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "assist/sentence_list.hpp"

namespace octavo::assist {

constexpr int summary_version = 3;  // raise it when results change: stored ones are then made anew
constexpr std::size_t most_summary_sentences = 10;
constexpr std::uint32_t words_worth_a_summary = 120;  // a page shows none of what is shorter: it is read as quickly

struct Cited {
    std::uint32_t number = 0;  // of the sentence in its article
    text::Span at;             // bytes of the text: what stands there is what is shown
    friend bool operator==(const Cited&, const Cited&) = default;
};

struct KeyPoint {
    Cited from;
    std::string text;        // the sentence
    bool shortened = false;  // asides in brackets were left out, nothing else; to be said where it is shown
};

struct Summary {
    std::vector<Cited> sentences;  // in the order of the text
    std::vector<KeyPoint> key_points;
    std::uint32_t words = 0;  // of the article
    bool brief = false;       // the article has less than words_worth_a_summary: a page says nothing
    bool cut = false;         // its end was not looked at (most_bytes, most_sentences)
    std::size_t steps = 0;    // work done, for tests
};

// `sentences`: how many, at most most_summary_sentences; 0: two or three, as the article is long. Fewer where there are
// no more; empty for a text without words.
Summary summarize(const SourceText& article, std::size_t sentences = 0);
// The same of an article that was taken apart already.
Summary summarize(const SentenceList& list, std::size_t sentences = 0);
// What summarize sets its weights by, as JSON: "terms": [[words, is a pair, [signs]]], and the
// sentences it chose from with the numbers of their terms.
std::string summary_evidence(const SourceText& article);

}  // namespace octavo::assist
