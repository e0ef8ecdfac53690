// The sentences of an article beside a question. Private to the room.
#pragma once

#include <unordered_map>

#include "assist/answer_frame.hpp"
#include "assist/ask.hpp"
#include "assist/question.hpp"
#include "text/each_word.hpp"

namespace octavo::assist {

// A question as the articles of one language are asked it.
class Asking {
  public:
    Asking(const PassageIndex& index, std::string_view question, std::string_view language,
           std::string_view of_articles);

    struct Match {
        Mask exact = 0, alike = 0;
    };
    Match match(const text::WordAt& word);
    float weight(Mask terms) const;  // of these terms, of all that are not stop words
    float common_weight(Mask terms) const;
    float share(Mask terms) const;        // of the number of those that are not stop words
    float pair_weight(Mask first) const;  // of pairs, by their first term
    float rarity(std::uint64_t hash) const { return index_.rarity(hash); }
    Mask stops() const { return stops_; }
    Mask counted() const { return counted_; }
    Mask beside() const { return beside_; }
    const Question& question() const { return question_; }

  private:
    const PassageIndex& index_;
    Question question_;
    std::vector<float> weights_;
    float all_ = 0, all_common_ = 0, all_pairs_ = 0;
    Mask stops_ = 0, pairs_ = 0, counted_ = 0, beside_ = 0, telling_ = 0;
    std::unordered_map<std::uint64_t, Match> known_;
};

struct Fresh {
    std::uint64_t hash = 0;
    float weight = 0;
};
struct SentenceSeen {
    text::Span at;
    std::size_t begins = 0;  // behind its dateline
    Evidence evidence{};
    Mask said = 0;
    std::vector<Fresh> fresh;  // words that could be the answer: of the asked kind where one is asked for
};
struct SentencesFound {
    std::vector<SentenceSeen> sentences;
    std::size_t steps = 0;
};
// All signs but `article`, `rank` and `agreed`.
SentencesFound compare_sentences(const DocumentText& document, Asking& asking);

constexpr std::size_t most_document_bytes = 200'000;  // of a text that are looked at

}  // namespace octavo::assist
