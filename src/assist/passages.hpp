// Which articles of an archive are about a question: an index in memory, without their texts.
//
// Idea: BM25 over stems; a word of the title counts as three, one of the opening as two. What is asked at a date is
// mostly about the weeks before it, so articles lose a part of their score with the distance. Stop words are counted
// (how rare a word is matters to the choice of sentences too), but not indexed.
//   a document number and a count are two or three bytes in the list of a term: 100,000 articles take some 150 MB.
// The road not taken: passages of a few sentences as documents find no better and triple the lists.
// add() by one thread; afterwards any number of threads may ask. Checked by tests/assist/passages_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.hpp"

namespace octavo::assist {

using DocumentNumber = std::uint32_t;

struct Document {
    std::string_view title;
    std::string_view text;      // paragraphs parted by empty lines
    std::string_view language;  // BCP 47
    std::optional<Instant> date;
};

// A word that is asked for: under each of its hashes (the languages of an archive stem differently).
struct Wanted {
    std::vector<std::uint64_t> hashes;
    float weight = 1;       // times its rarity
    bool optional = false;  // another reading of the question: what lacks it lacks nothing
};

struct DocumentFound {
    DocumentNumber document = 0;
    float score = 0;     // BM25 with the date's share
    float coverage = 0;  // 0..1: of the question's rarity, how much is of words it has
};

class PassageIndex {
  public:
    static constexpr std::size_t most_text = std::size_t{1} << 20;  // bytes of an article that are indexed

    DocumentNumber add(const Document& document);
    std::size_t size() const { return lengths_.size(); }

    // Of an index that holds but a part of an archive: how rare a word is in all of it.
    void know_rarity(std::uint64_t hash, float rarity) { known_rarities_[hash] = rarity; }
    // How telling a word is: the logarithm of how few have it.
    float rarity(std::uint64_t hash) const;
    // Best first.
    std::vector<DocumentFound> find(std::span<const Wanted> wanted, std::optional<Instant> asked,
                                    std::size_t most) const;
    // The primary languages of its articles, the commonest first.
    std::vector<std::string> languages() const;
    std::size_t bytes() const;  // held, roughly

  private:
    struct List {
        std::string bytes;  // distance to the document before, then the count; both as base 128 numbers
        DocumentNumber last = 0;
        std::uint32_t documents = 0;
    };
    struct Sums;
    float rarity_of(std::size_t documents) const;
    float rarity_in(std::uint64_t hash, std::size_t documents) const;
    void add_list(const List& list, float weight, Sums& sums) const;

    std::unordered_map<std::uint64_t, List> lists_;
    std::unordered_map<std::uint64_t, float> known_rarities_;
    std::vector<std::uint32_t> lengths_;
    std::vector<std::int32_t> days_;  // since 1970; no_day when the document has no date
    std::uint64_t words_ = 0;
    std::unordered_map<std::string, std::size_t> languages_;
};

}  // namespace octavo::assist
