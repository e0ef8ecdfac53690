// What a source has: words, names, numbers, to look claims up in. Private to the room.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "text/words.hpp"

namespace octavo::assist {

struct ClaimWord {
    text::Span at;
    std::string term;
    std::uint64_t hash = 0;
    bool stop = false, digits = false, capital = false, caseless = false;
    bool first = false;  // of its sentence
};
std::vector<ClaimWord> claim_words(std::string_view text, std::string_view language);

// Numbers as they stand: "1,500", "1.5 million", "three".
struct WrittenNumber {
    text::Span at;
    double value = 0;
    bool spelled = false;
};
std::vector<WrittenNumber> numbers_in(std::string_view text, std::string_view language);

bool is_place(std::string_view written, std::string_view language);  // a country, a region, a city
bool is_negation(std::string_view term, std::string_view language);

class SourceWords {
  public:
    SourceWords(std::string_view text, std::string_view language);

    bool has_word(const ClaimWord& word);                            // or one that is like it
    bool has_name(const ClaimWord& word, std::string_view written);  // ... or its country, or its initials
    bool has_number(const WrittenNumber& number) const;
    bool has_currency(std::string_view sign) const;

    struct Nearest {
        float share = 0;  // of the words, how many are in that sentence
        int negations = 0;
    };
    Nearest nearest(std::span<const ClaimWord> sentence) const;
    std::size_t steps() const { return steps_; }
    std::span<const ClaimWord> words() const { return words_; }  // in order

  private:
    enum class Among : std::uint8_t { all, capitals };
    bool like_one(const ClaimWord& word, Among among);
    bool misspelled(std::string_view folded) const;

    std::string text_, language_;
    std::vector<ClaimWord> words_;
    std::vector<std::string> terms_;  // each once
    std::vector<bool> named_;         // of each term: was it written with a capital?
    std::unordered_map<std::uint64_t, std::size_t> numbers_of_terms_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_front_, by_back_;
    std::vector<double> numbers_;
    std::unordered_set<std::string> initials_, capitals_;
    std::unordered_set<std::uint32_t> places_;
    struct Line {
        std::unordered_set<std::uint64_t> hashes;
        int negations = 0;
    };
    std::vector<Line> lines_;
    std::unordered_map<std::uint64_t, bool> known_, known_names_;
    std::size_t steps_ = 0;
};

bool alike(std::string_view a, std::string_view b);  // two forms of one word, as far as spelling tells

}  // namespace octavo::assist
