// How rare each term is, learnt from the articles that pass, language by language. Private to the room. One thread.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/article.hpp"

namespace octavo::story {

// Inverse document frequencies. Bounded: when the table is full, all counts are halved and the rarest forgotten, which
// also lets the words of past years fade.
class Rarity {
  public:
    explicit Rarity(std::size_t most_terms = 1'000'000);
    void count(std::string_view language, std::span<const Term> terms);  // by their words, whatever the fields
    // The terms of one more article of a story that is counted already: new words, but no new story.
    void count_terms(std::string_view language, std::span<const Term> terms);
    // The number a language goes by in idf(); unknown languages are one.
    std::size_t language(std::string_view code) const;
    float idf(std::size_t language, std::uint64_t word) const;  // term::word() of a hash
    // The table is larger than a processor's memories: calls for what idf() will look at.
    void call_for(std::size_t language, std::uint64_t word) const;
    std::size_t size() const { return used_; }

  private:
    // Twelve bytes: there are millions.
    struct Slot {
        std::uint32_t low = 0, high = 0;  // of the key
        std::uint32_t articles = 0;       // 0: empty
        std::uint64_t key() const { return low | std::uint64_t{high} << 32; }
    };
    struct Language {
        std::string code;
        std::uint64_t salt = 0;
        std::uint32_t articles = 0;
    };
    Language& learn_language(std::string_view code);
    std::size_t slot_of(std::uint64_t key) const;
    void resize(std::size_t slots);
    void halve();

    std::size_t most_terms_;
    std::vector<Slot> slots_;
    std::size_t used_ = 0;
    std::vector<Language> languages_;  // the first is for all beyond `most_languages`
};

}  // namespace octavo::story
