// Whether two sentences of a story say one thing. Private to the room. Pure; thread-safe.
#pragma once
#include <cstdint>
#include <span>
#include <unordered_map>

#include "assist/numbers.hpp"
#include "assist/sentence_list.hpp"

namespace octavo::assist {

// How the sentences of a story use their words.
class WordUses {
  public:
    void add(const SentenceList& list, const Sentence& sentence);
    // 0: in every sentence, 1: in one alone.
    float rarity(std::uint64_t term) const;
    bool is_name(std::uint64_t term) const;  // mostly written with a capital, where no sentence begins

  private:
    struct Use {
        std::uint32_t sentences = 0, uses = 0, capitals = 0;
        std::uint32_t last = 0;  // sentence
    };
    std::unordered_map<std::uint64_t, Use> uses_;
    std::uint32_t sentences_ = 0;
};

// What two sentences share, in facts: words that stand side by side in both are one ("Senate Majority Leader Ann Roe").
struct Common {
    std::uint32_t facts = 0;  // names, numbers and words that few sentences of the story have
    std::uint32_t names = 0;  // of them
    std::uint32_t plain = 0;  // words that are no names
};
// Both name weekdays, and none of them is in both: "on Friday" and "on Wednesday" are two things.
bool on_other_days(const SentenceList& first, const Sentence& one, const SentenceList& second, const Sentence& other,
                   std::string_view language);
// `like`: what part of the weight of both their words they share.
bool says_one_thing(const Common& common, float like);
constexpr float least_like = .2F;  // below it nothing does
// A sentence as it is looked at: its words in order, and the telling ones of them as a set.
struct Saying {
    std::span<const Word> words;
    std::span<const std::uint64_t> terms;  // without stop words, each once, sorted
};
Common common_facts(const WordUses& uses, const Saying& one, const Saying& other);

bool is_measure(const Counted& n);  // money or a share: of everything there are some
// Two numbers that may both be right: "more than 80,000" and 82,000, "2.2 trillion" and "2 trillion".
bool same_number(const Counted& a, const Counted& b);
// They count one thing and come to different numbers; what one of them says twice, with both numbers, is two things.
bool numbers_clash(std::span<const Counted> one, std::span<const Counted> other);

}  // namespace octavo::assist
