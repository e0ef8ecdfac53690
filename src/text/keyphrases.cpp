// Idea: every word has a weight - how often and how early it stands, how long it is (long words say more), whether the
// title has it, whether news uses it every day. A phrase is a run without stop words that comes twice, or a name; it
// weighs what its words do on average, less a little for length, more for coming again.
//   "... bird flu ... the flu ... bird flu ..."  ->  bird flu, flu
// The weights are few and were chosen for the best F1 on the development halves of three open sets, so figures on those
// halves flatter them (docs/benchmarks.md). Counting words against all of a language was the road not taken: it needs a
// table a language, and position and length carry most of it.
// Checked by tests/text/tags_test.cpp; figures in docs/benchmarks.md.
#include "text/keyphrases.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/common_words.hpp"
#include "text/hash_table.hpp"
#include "text/small_log.hpp"

namespace octavo::text {
namespace {

using Gap = TagToken::Gap;
constexpr std::size_t most_phrases = 12;
constexpr std::size_t longest_phrase = 4;  // words

struct Count {
    std::uint64_t hash = 0;
    std::uint32_t times = 0, names = 0, first = 0, words = 0;  // names: with a capital inside a sentence
    std::uint32_t form = 0;                                    // token where it is best written
    bool form_inside = false;
    bool whole_name = false;
};

using Table = HashTable<Count>;

class Ranker {
  public:
    explicit Ranker(const ToPhrase& in) : in_(in), tokens_(in.tokens) {}

    std::vector<std::string> run() {
        thread_local Table words, phrases;
        words.clear(tokens_.size() / 2);
        phrases.clear(tokens_.size() / 2);
        for (const TagToken& t : in_.title) titled_.insert(t.hash);
        count_words(words);
        count_phrases(phrases);
        struct Scored {
            float score;
            std::uint32_t first, words;
        };
        std::vector<Scored> all;
        for (const Count& c : words.all()) all.push_back({weight(c), c.form, 1});
        for (const Count& c : phrases.all()) {
            if (c.times < 2 && !c.whole_name) continue;
            float sum = 0;
            std::uint32_t parts = 0;
            for (std::uint32_t k = 0; k < c.words; ++k) {
                const TagToken& t = tokens_[c.first + k];
                if (!counts(t)) continue;
                sum += weight(words.at(t.hash));
                ++parts;
            }
            if (parts == 0) continue;
            const auto times = static_cast<float>(c.times);
            all.push_back({sum / static_cast<float>(parts) - 1.1F + 0.3F * log_of(times) +
                               (c.whole_name ? 1.2F : 0.0F) - 0.6F * static_cast<float>(c.words - 2),
                           c.form, c.words});
        }
        const auto before = [](const Scored& a, const Scored& b) {
            return a.score != b.score ? a.score > b.score : a.first != b.first ? a.first < b.first : a.words > b.words;
        };
        const std::size_t kept = std::min<std::size_t>(all.size(), 4 * most_phrases);
        std::ranges::partial_sort(all, all.begin() + static_cast<std::ptrdiff_t>(kept), before);
        std::vector<std::string> out;
        for (std::size_t i = 0; i < kept && out.size() < most_phrases; ++i) {
            std::string phrase = utf8::squeeze(
                in_.text.substr(tokens_[all[i].first].begin,
                                tokens_[all[i].first + all[i].words - 1].end - tokens_[all[i].first].begin));
            if (std::ranges::find(out, phrase) == out.end()) out.push_back(std::move(phrase));
        }
        return out;
    }

  private:
    // Words of hiragana are endings and little words.
    bool counts(const TagToken& t) const {
        if (t.stop || t.end - t.begin < (t.caseless ? 4U : 3U)) return false;
        const auto s = in_.text.substr(t.begin, 3);
        return !t.caseless || s < "ぁ" || s > "ゖ";
    }

    void note(Count& c, std::size_t i, std::size_t words) const {
        const bool inside = !tokens_[i].starts();
        if (c.times == 0) {
            c.first = static_cast<std::uint32_t>(i);
            c.words = static_cast<std::uint32_t>(words);
            c.form = c.first;
            c.form_inside = inside;
        } else if (!c.form_inside && inside) {
            c.form = static_cast<std::uint32_t>(i);
            c.form_inside = true;
        }
        ++c.times;
        c.names += tokens_[i].capital && inside;
    }

    void count_words(Table& words) const {
        for (std::size_t i = 0; i < tokens_.size(); ++i)
            if (counts(tokens_[i])) note(words.at(tokens_[i].hash), i, 1);
    }

    // Whether a phrase may go on over this token.
    bool goes_on(std::size_t i) const {
        const TagToken& t = tokens_[i];
        return t.gap <= Gap::hyphen && !t.stop && !t.digits && !tokens_[i - 1].possessive;
    }
    // Pairs first; longer ones only where each of their pairs comes twice, which is seldom.
    void count_phrases(Table& phrases) const {
        const auto pair = [&](std::size_t i) { return mix64(tokens_[i].hash * 31 + tokens_[i + 1].hash); };
        for (std::size_t i = 0; i + 1 < tokens_.size(); ++i)
            if (counts(tokens_[i]) && !tokens_[i].digits && goes_on(i + 1) && counts(tokens_[i + 1]))
                note(phrases.at(pair(i)), i, 2);
        thread_local std::vector<bool> again;
        again.assign(tokens_.size(), false);
        for (std::size_t i = 0; i + 1 < tokens_.size(); ++i)
            again[i] = counts(tokens_[i]) && !tokens_[i].digits && goes_on(i + 1) && counts(tokens_[i + 1]) &&
                       phrases.at(pair(i)).times > 1;
        for (std::size_t i = 0; i + 2 < tokens_.size(); ++i) {
            std::uint64_t hash = pair(i);
            for (std::size_t n = 3; n <= longest_phrase && again[i] && again[i + n - 2]; ++n) {
                hash = mix64(hash * 31 + tokens_[i + n - 1].hash);
                note(phrases.at(hash), i, n);
                if (i + n >= tokens_.size()) break;
            }
        }
        for (const NameRun& r : in_.names) {
            if (r.last == r.first || r.last - r.first > 6) continue;
            std::uint64_t hash = tokens_[r.first].hash;
            for (std::size_t k = r.first + 1; k <= r.last; ++k) hash = mix64(hash * 31 + tokens_[k].hash);
            Count& c = phrases.at(hash);
            if (c.times == 0) note(c, r.first, r.last - r.first + 1);
            c.whole_name = true;
        }
    }

    float weight(const Count& c) const {
        const TagToken& t = tokens_[c.first];
        const auto surface = in_.text.substr(t.begin, t.end - t.begin);
        const auto letters = static_cast<float>(utf8::length(surface)) * (t.caseless ? dense(surface) : 1.0F);
        float w = 0.12F * std::min(letters, 12.0F) + 1.1F * log_of(static_cast<float>(c.times)) -
                  0.5F * std::log(1 + static_cast<float>(c.first) / 20);
        if (2 * c.names > c.times) w += 0.3F;
        if (t.digits) w -= 0.7F;
        if (titled_.contains(t.hash)) w += 0.6F;
        if (weight_of_term(t.hash, in_.language) < 0.35F) w -= 0.9F;
        if (t.kinds & tag_word::says) w -= 1.5F;
        return w;
    }
    // How many Latin letters one of these is worth.
    static float dense(std::string_view surface) {
        std::size_t at = 0;
        const Script s = script_of(utf8::next(surface, at));
        return s == Script::han ? 3.5F : s == Script::kana || s == Script::hangul ? 2.5F : 1.2F;
    }

    const ToPhrase& in_;
    std::span<const TagToken> tokens_;
    std::unordered_set<std::uint64_t> titled_;
};

}  // namespace

std::vector<std::string> keyphrases(const ToPhrase& text) { return Ranker(text).run(); }

}  // namespace octavo::text
