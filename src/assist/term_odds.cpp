// How likely an editor's summary uses each word of an article.
//
// Idea: an editor repeats what the article says often, early, with names and numbers. So each word, and each pair of
// neighbours, gets a probability from where it stands first and in how many sentences, by a logistic rule of seventeen
// weights. A summary is then the set of sentences that is expected to share most with the editor's (summary.cpp).
//   "tram", in 6 sentences of 20, first in the headline    .7
//   "stressed", once, at the end                           .02
// Scoring sentences one by one by position and centroid was the road taken before and is the weaker one: good sentences
// that say the same win together. No idf: one article has no corpus, and the stop words say most of it.
// Checked by tests/assist/summary_test.cpp; the figures are in docs/benchmarks.md.
#include "assist/term_odds.hpp"

#include <cmath>
#include <numeric>

#include "base/hash.hpp"

namespace octavo::assist {
namespace {

// Seventeen numbers, rounded from a fit on 145 development articles with their editors' highlights; no word of them is
// here, and cross-validation found the optimum flat (docs/benchmarks.md). In the order of the signs below.
constexpr WordSigns word_weights = {-2.8F, 4.2F, 1.25F, -.8F, .35F, .55F, .15F, -.4F};
constexpr PairSigns pair_weights = {-3.3F, 1.1F, 1.25F, -1.05F, .45F, .6F, -.15F, -.1F, .45F};
// By hand: the highlights came without headlines.
constexpr float in_title = .8F;
// Pairs say more than words: who did what to whom. Set on the same articles.
constexpr float word_share = 1, pair_share = 5;

// Open addressing over hashes; numbers are given in the order of first sight.
class Numbers {
  public:
    explicit Numbers(std::size_t most) : slots_(std::bit_ceil(2 * most + 2), Slot{}) {}
    // The number, and whether it is new.
    std::pair<std::uint32_t, bool> of(std::uint64_t key) {
        std::size_t i = mix64(key) & (slots_.size() - 1);
        for (; slots_[i].number != none; i = (i + 1) & (slots_.size() - 1))
            if (slots_[i].key == key) return {slots_[i].number, false};
        slots_[i] = {key, count_};
        return {count_++, true};
    }
    bool has(std::uint64_t key) const {
        for (std::size_t i = mix64(key) & (slots_.size() - 1); slots_[i].number != none;
             i = (i + 1) & (slots_.size() - 1))
            if (slots_[i].key == key) return true;
        return false;
    }

  private:
    static constexpr std::uint32_t none = 0xFFFFFFFFU;
    struct Slot {
        std::uint64_t key = 0;
        std::uint32_t number = none;
    };
    std::vector<Slot> slots_;
    std::uint32_t count_ = 0;
};

struct Seen {
    std::uint32_t sentences = 0;  // it stands in
    std::uint32_t first = 0;      // the first of them, counting what may be told
    std::uint32_t last = 0;       // the one it was counted in last, + 1
    std::uint32_t word = 0;       // where it stands there
    std::uint32_t a = 0, b = 0;   // of a pair: the numbers of its words
    bool pair = false;
    bool named = false;  // with a capital inside a sentence
    bool titled = false;
};

struct Place {
    float close, far;
    // `start`: the sentence with which the news begins.
    Place(const Seen& s, float sentences, std::uint32_t start) : far(static_cast<float>(s.first) / sentences) {
        const std::uint32_t away = s.first >= start ? s.first - start : start - s.first;
        close = std::exp(-static_cast<float>(away) / 4);
    }
};

float sum(std::span<const float> weights, std::span<const float> signs) {
    return std::inner_product(weights.begin(), weights.end(), signs.begin(), 0.0F);
}

float likely(float logit) { return 1 / (1 + std::exp(-logit)); }

class Counting {
  public:
    Counting(const SentenceList& list, std::span<const std::uint32_t> chosen)
        : list_(list), numbers_(2 * list.words.size() + 2), titles_(list.title.size() + 1) {
        for (const Word& w : list.title)
            if (!w.stop) titles_.of(w.term);
        for (std::uint32_t i = 0; i < chosen.size(); ++i) {
            take(list.sentences[chosen[i]], i);
            out_.ends.push_back(static_cast<std::uint32_t>(out_.of.size()));
        }
        sentences_ = static_cast<float>(chosen.size());
        start_ = start(chosen);
    }

    TermOdds weigh(bool with_evidence) {
        out_.worth.reserve(seen_.size());
        for (const Seen& s : seen_) {
            if (s.pair) {
                const PairSigns signs = signs_of_pair(s);
                const float title = in_title * (seen_[s.a].titled && seen_[s.b].titled ? 1.0F : 0.0F);
                out_.worth.push_back(2 * pair_share * likely(sum(pair_weights, signs) + title));
                if (with_evidence) keep(s, s.word + 1, signs);
            } else {
                const WordSigns signs = signs_of_word(s);
                out_.worth.push_back(2 * word_share * likely(sum(word_weights, signs) + in_title * s.titled));
                if (with_evidence) keep(s, s.word, signs);
            }
        }
        return std::move(out_);
    }

  private:
    // A story may come before the news ("Wysocki was no ordinary man."). Where none of the first sentences shares two
    // telling words with the headline, the news begins with the first that does.
    std::uint32_t start(std::span<const std::uint32_t> chosen) const {
        constexpr std::uint32_t first_ones = 3, within = 14;
        for (std::uint32_t i = 0; i < std::min<std::size_t>(chosen.size(), within); ++i) {
            std::size_t shared = 0;
            std::uint64_t last = 0;
            for (const Word& w : list_.words_of(list_.sentences[chosen[i]]))
                if (!w.stop && w.term != last && titles_.has(w.term)) ++shared, last = w.term;
            if (shared >= 2) return i < first_ones ? 0 : i;
        }
        return 0;
    }

    void keep(const Seen& s, std::uint32_t second, std::span<const float> signs) {
        out_.evidence.push_back({s.word, second, {signs.begin(), signs.end()}});
    }

    std::uint32_t count(std::uint64_t key, std::uint32_t sentence, std::uint32_t word) {
        const auto [number, fresh] = numbers_.of(key);
        if (fresh) seen_.push_back({.first = sentence, .word = word});
        Seen& s = seen_[number];
        if (s.last != sentence + 1) {
            s.last = sentence + 1;
            ++s.sentences;
            out_.of.push_back(number);
        }
        return number;
    }

    void take(const Sentence& sentence, std::uint32_t i) {
        std::uint32_t before = 0;
        for (std::uint32_t w = sentence.first_word; w < sentence.last_word; ++w) {
            const Word& word = list_.words[w];
            const std::uint32_t number = count(word.term, i, w);
            Seen& seen = seen_[number];
            seen.titled = seen.titled || (!word.stop && titles_.has(word.term));
            seen.named = seen.named || (word.capital && w > sentence.first_word);
            if (w > sentence.first_word) {
                const std::uint64_t pair = mix64(list_.words[w - 1].term) + 0x9e3779b97f4a7c15U * word.term;
                const std::uint32_t both = count(pair, i, w - 1);
                seen_[both].pair = true;
                seen_[both].a = before;
                seen_[both].b = number;
            }
            before = number;
        }
    }

    WordSigns signs_of_word(const Seen& s) const {
        const Place p(s, sentences_, start_);
        const Word& word = list_.words[s.word];
        const float often = std::log(static_cast<float>(s.sentences));
        return {1,
                often / std::log(sentences_ + 2),
                p.close,
                p.far,
                s.named ? 1.0F : 0.0F,
                word.digits ? 1.0F : 0.0F,
                word.stop ? 1.0F : 0.0F,
                word.stop ? often : 0.0F};
    }

    PairSigns signs_of_pair(const Seen& s) const {
        const Place p(s, sentences_, start_);
        const Seen &a = seen_[s.a], &b = seen_[s.b];
        const Word &first = list_.words[s.word], &second = list_.words[s.word + 1];
        const float often_a = first.stop ? 0 : std::log(static_cast<float>(a.sentences)),
                    often_b = second.stop ? 0 : std::log(static_cast<float>(b.sentences));
        return {1,
                std::log(static_cast<float>(s.sentences)),
                p.close,
                p.far,
                a.named && b.named ? 1.0F : 0.0F,
                first.digits || second.digits ? 1.0F : 0.0F,
                first.stop && second.stop ? 1.0F : 0.0F,
                first.stop != second.stop ? 1.0F : 0.0F,
                (often_a + often_b) / 2};
    }

    const SentenceList& list_;
    Numbers numbers_, titles_;
    std::vector<Seen> seen_;
    float sentences_ = 1;
    std::uint32_t start_ = 0;
    TermOdds out_;
};

}  // namespace

TermOdds term_odds(const SentenceList& list, std::span<const std::uint32_t> chosen, bool with_evidence) {
    return Counting(list, chosen).weigh(with_evidence);
}

}  // namespace octavo::assist
