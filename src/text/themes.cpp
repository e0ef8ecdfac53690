// Idea: an editor puts what it is about into the title, and the text comes back to it. So a theme is a word, or a run
// of two or three, that stands in the title and three times in the text, outside of names. English words must also look
// like nouns, which their company tells better than their endings: "the bail", "on bail" against "to bail", "will
// bail".
//   title "A fight over gun control", text "... gun control ... guns ... gun control ..."  ->  gun control
// Where there is no title, the text's beginning stands for it. Checked by tests/text/hashtags_test.cpp.
#include "text/themes.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/common_words.hpp"
#include "text/name_company.hpp"
#include "text/name_forms.hpp"

namespace octavo::text {
namespace {

using Gap = TagToken::Gap;
constexpr std::size_t fewest = 3;  // times in the text
constexpr std::size_t most_themes = 2;
constexpr std::size_t longest = 3;   // words
constexpr std::size_t opening = 40;  // tokens that stand for a title
constexpr float telling = 0.7F;      // weight of a word that is not everyday news
constexpr std::size_t often = 6;     // ... a word of the middle sort stands alone so often

class Finder {
  public:
    explicit Finder(const ToPhrase& in)
        : in_(in),
          tokens_(in.tokens),
          title_(in.title.empty() ? in.tokens.first(std::min(opening, in.tokens.size())) : in.title),
          english_(in.language.starts_with("en")) {}

    std::vector<Theme> run() {
        for (std::size_t i = 0; i < title_.size(); ++i)
            if (may_be(title_[i])) words_[title_[i].hash] = {};
        if (words_.empty()) return {};
        count_words();
        gather_phrases();
        std::vector<Found> all;
        for (const auto& [hash, p] : phrases_)
            if (p.places.size() >= fewest) all.push_back({p.score(), &p});
        std::ranges::sort(all, [](const Found& a, const Found& b) {
            return a.score != b.score ? a.score > b.score : a.phrase->title_at < b.phrase->title_at;
        });
        std::vector<Theme> out;
        std::vector<const Phrase*> taken;
        for (const Found& f : all) {
            if (out.size() == most_themes) break;
            if (std::ranges::any_of(taken, [&](const Phrase* t) { return t->overlaps(*f.phrase); })) continue;
            std::string written = surface(*f.phrase);
            if (written.empty()) continue;
            taken.push_back(f.phrase);
            out.push_back({std::move(written), f.phrase->places.size()});
        }
        return out;
    }

  private:
    struct Word {
        std::size_t times = 0;
        int noun = 0;                             // company of a noun less that of a verb
        std::size_t ends_as_verb = 0, alone = 0;  // alone: no word hangs on it, as on an adjective
    };
    struct Phrase {
        std::size_t title_at = 0, words = 0;
        float weight = 0;
        std::vector<std::uint32_t> places;  // its first tokens in the text
        float score() const {
            return weight * std::log(1 + static_cast<float>(places.size())) * (words == 1 ? 1.0F : 1.6F);
        }
        bool overlaps(const Phrase& other) const {
            return title_at < other.title_at + other.words && other.title_at < title_at + words;
        }
    };
    struct Found {
        float score = 0;
        const Phrase* phrase = nullptr;
    };

    bool may_be(const TagToken& t) const {
        constexpr std::uint16_t no =
            tag_word::title | tag_word::before | tag_word::says | tag_word::given | tag_word::weak;
        return !t.stop && !t.digits && t.end - t.begin >= (t.caseless ? 6U : 4U) && (t.kinds & no) == 0;
    }

    void count_words() {
        in_name_.assign(tokens_.size(), false);
        for (const NameRun& r : in_.names)
            for (std::size_t k = r.first; k <= r.last; ++k) in_name_[k] = true;
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (in_name_[i]) continue;
            const auto at = words_.find(tokens_[i].hash);
            if (at == words_.end()) continue;
            Word& w = at->second;
            ++w.times;
            if (english_) look_at_company(i, w);
        }
    }
    std::string_view written(std::size_t i) const {
        return in_.text.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
    }
    void look_at_company(std::size_t i, Word& w) const {
        const auto s = written(i);
        w.ends_as_verb += s.ends_with("ed") || s.ends_with("ing") || s.ends_with("ly");
        w.alone += i + 1 >= tokens_.size() || tokens_[i + 1].gap > Gap::hyphen || tokens_[i + 1].stop;
        if (i == 0 || tokens_[i].gap > Gap::hyphen) return;
        const std::string before = utf8::lower(written(i - 1));
        if (is_one_of(before, {"the",  "a",       "an",    "of",      "for",   "on",     "in",    "about",
                               "over", "against", "by",    "with",    "from",  "no",     "this",  "that",
                               "any",  "more",    "his",   "her",     "their", "its",    "our",   "as",
                               "new",  "between", "under", "without", "into",  "across", "during"}))
            ++w.noun;
        else if (is_one_of(before,
                           {"to",  "will", "would", "could", "should", "may",  "might", "must",   "can", "they", "he",
                            "she", "it",   "who",   "we",    "you",    "i",    "not",   "cannot", "did", "does", "do",
                            "has", "have", "had",   "is",    "was",    "were", "been",  "very",   "so",  "too"}))
            --w.noun;
        else if (in_name_[i - 1])
            --w.noun;
    }

    // Of a run its last word; one word must look like a noun more surely.
    bool is_noun(const TagToken& t, std::size_t words) const {
        const auto at = words_.find(t.hash);
        if (at == words_.end() || at->second.times < fewest) return false;
        const Word& w = at->second;
        if (words == 1 && weight(t) < 1 && w.times < often) return false;
        if (!english_) return true;
        if (2 * w.ends_as_verb >= w.times) return false;
        const auto times = static_cast<int>(w.times);
        if (words > 1) return w.noun >= 0;
        // A word that news seldom uses is likelier the subject than a word of every day.
        return weight(t) < 1 ? 4 * w.noun >= times && 4 * w.alone >= w.times : w.noun > 0 && 8 * w.alone >= w.times;
    }
    float weight(const TagToken& t) const { return weight_of_term(t.hash, in_.language); }

    // Runs of the title's words, by what they hash to together; then where they stand in the text.
    void gather_phrases() {
        for (std::size_t i = 0; i < title_.size(); ++i) {
            std::uint64_t hash = 0;
            float sum = 0, most = 0;
            for (std::size_t n = 1; n <= longest && i + n <= title_.size(); ++n) {
                const TagToken& t = title_[i + n - 1];
                if (n > 1 && (t.gap > Gap::hyphen || title_[i + n - 2].possessive)) break;
                const auto known = words_.find(t.hash);
                if (known == words_.end() || known->second.times < fewest) break;
                hash = mix64(hash * 31 + t.hash);
                sum += weight(t);
                most = std::max(most, weight(t));
                // The last word is what the run is: "gun control" is a control, and a noun.
                if (most < telling || !is_noun(t, n)) continue;
                if (n == 1 && t.caseless && t.end - t.begin < 9) continue;  // two signs of Han say little
                phrases_.try_emplace(hash, Phrase{i, n, sum / static_cast<float>(n), {}});
            }
        }
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            std::uint64_t hash = 0;
            for (std::size_t n = 1; n <= longest && i + n <= tokens_.size(); ++n) {
                const std::size_t k = i + n - 1;
                if (in_name_[k] || (n > 1 && (tokens_[k].gap > Gap::hyphen || tokens_[k - 1].possessive))) break;
                if (!words_.contains(tokens_[k].hash)) break;
                hash = mix64(hash * 31 + tokens_[k].hash);
                if (const auto at = phrases_.find(hash); at != phrases_.end())
                    at->second.places.push_back(static_cast<std::uint32_t>(i));
            }
        }
    }

    // As the text writes it most; "" when that is a verb's form after all.
    std::string surface(const Phrase& phrase) const {
        std::map<std::string, std::size_t> forms;
        for (const std::uint32_t first : phrase.places) {
            const std::size_t last = first + phrase.words - 1;
            std::string form =
                utf8::squeeze(in_.text.substr(tokens_[first].begin, tokens_[last].end - tokens_[first].begin));
            // At the beginning of a sentence a capital says nothing.
            if (tokens_[first].starts() && !tokens_[first].all_capitals && english_) form = utf8::lower(form);
            ++forms[form];
        }
        std::string_view best;
        std::pair<int, std::size_t> most{-100, 0};
        for (const auto& [form, times] : forms) {
            int rank = -bent(form, in_.language);
            if (!english_)
                for (const auto& [other, its] : forms) rank += is_stem_of(form, other) && forms.size() < 9;
            if (std::pair(rank, times) > most) {
                best = form;
                most = {rank, times};
            }
        }
        if (english_ && phrase.words == 1 && (best.ends_with("ed") || best.ends_with("ing") || best.ends_with("ly")))
            return {};
        if (is_verb_form(best, in_.language)) return {};
        return std::string(best);
    }

    const ToPhrase& in_;
    std::span<const TagToken> tokens_, title_;
    bool english_;
    std::vector<bool> in_name_;
    std::unordered_map<std::uint64_t, Word> words_;
    std::map<std::uint64_t, Phrase> phrases_;
};

}  // namespace

std::vector<Theme> themes(const ToPhrase& text) { return Finder(text).run(); }

}  // namespace octavo::text
