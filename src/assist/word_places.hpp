// Where a source's words stand, to see whether a claim put a word in another's place. Private to the room. Pure.
//
// Idea: who invents keeps the sentence and changes a word of it. "surgery on her knee" is doubted where the source says
// "surgery on her shoulder": the neighbours are the source's, and there they hold something else. An editor who adds a
// fact he knows, or says it in other words, changes the neighbours too. Checked by tests/assist/ground_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "assist/source_words.hpp"

namespace octavo::assist {

enum class Place : std::uint8_t {
    open,     // the source has nothing like it around there
    beside,   // the two words before, or behind, stand together in the source, with another word next to them
    replaced  // the neighbours on both sides stand in the source around other words
};

class WordPlaces {
  public:
    explicit WordPlaces(std::span<const ClaimWord> source);
    // Of the words [from, to) of a claim's sentence, which the source does not have.
    Place place_of(std::span<const ClaimWord> sentence, std::size_t from, std::size_t to);
    // Terms of the names that the source repeats most, at most three.
    std::vector<std::uint64_t> main_names() const;
    // Has the source's sentence most like this one a name (or a number) that no word of the claim is?
    bool lacks_other(std::span<const ClaimWord> sentence, std::span<const ClaimWord> claim, bool number) const;
    std::size_t steps() const { return steps_; }

  private:
    bool same(std::size_t at, const ClaimWord& word) const {
        return at < words_.size() && words_[at].hash == word.hash;
    }
    bool holds_other(std::size_t begin, std::size_t end, std::span<const ClaimWord> sentence) const;
    std::span<const std::uint32_t> places(std::uint64_t hash) const;

    struct Word {
        std::uint64_t hash = 0;
        std::uint32_t sentence = 0;
        bool stop = false, first = false, capital = false, digits = false;
    };
    std::vector<Word> words_;
    std::vector<std::size_t> starts_;  // of sentences
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> places_;
    std::size_t steps_ = 0;
};

}  // namespace octavo::assist
