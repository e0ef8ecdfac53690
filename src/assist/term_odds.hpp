// How likely an editor's summary of an article uses each of its words. Private to the room. Pure; thread-safe.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "assist/sentence_list.hpp"

namespace octavo::assist {

// What is looked at of a word, or of two neighbours, in the order of the weights.
constexpr std::size_t word_signs = 8, pair_signs = 9;
using WordSigns = std::array<float, word_signs>;
using PairSigns = std::array<float, pair_signs>;

// The words and pairs of an article's sentences, each under a small number.
struct TermOdds {
    std::vector<float> worth;       // of a word or a pair, by its number: how likely it is used, times its weight
    std::vector<std::uint32_t> of;  // numbers in each sentence, each once, one sentence after the other
    std::vector<std::uint32_t> ends;
    // Only when asked for, to set the weights by: terms, two for a pair, and their signs.
    struct Evidence {
        std::uint32_t first = 0, second = 0;  // places of a first use, in SentenceList::words; equal for one word
        std::vector<float> signs;
    };
    std::vector<Evidence> evidence;

    std::span<const std::uint32_t> of_sentence(std::size_t i) const {
        const std::uint32_t begin = i == 0 ? 0 : ends[i - 1];
        return std::span(of).subspan(begin, ends[i] - begin);
    }
};
// `chosen`: indexes of the sentences that may be told, in order.
TermOdds term_odds(const SentenceList& list, std::span<const std::uint32_t> chosen, bool with_evidence = false);

}  // namespace octavo::assist
