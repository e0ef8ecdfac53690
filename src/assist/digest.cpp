// Which statements tell a story.
//
// Idea: what several sources say stands first; among the rest, what uses the words that all of them use. A statement
// that says again what is said already is worth only what is new in it, so near-duplicates never stand side by side.
// Its sentence is the clearest of those that say it and stand alone; the others are cited beside it. What opens with
// somebody's words or leaves them open is never told.
// Checked by tests/assist/story_test.cpp.
#include "assist/digest.hpp"

#include <cmath>
#include <unordered_map>

namespace octavo::assist {
namespace {

class Telling {
  public:
    explicit Telling(const StoryMatter& story) : story_(story) {
        std::unordered_map<std::uint64_t, std::uint32_t> last;
        for (std::uint32_t a = 0; a < story.lists.size(); ++a)
            for (const Word& w : story.lists[a].words)
                if (!w.stop)
                    if (auto& seen = last[w.term]; seen != a + 1) seen = a + 1, ++articles_[w.term];
    }

    // The first of a statement's sentences that stands alone; else its first.
    const Told& clearest(const Statement& s) const {
        const auto found = std::ranges::find_if(s.told, [&](const Told& t) {
            const Sentence* sentence = sentence_of(t);
            return sentence != nullptr && !sentence->leans && !is_piece(*sentence);
        });
        return found == s.told.end() ? s.told.front() : *found;
    }

    // How much a statement says that is not said yet.
    float fresh(const Statement& s) const {
        const auto all = static_cast<float>(story_.lists.size());
        float sum = 0, words = 0;
        const Told& told = clearest(s);
        const Sentence* sentence = sentence_of(told);
        // Somebody's words without what stands around them, beside sentences of other articles.
        if (sentence == nullptr || is_piece(*sentence)) return 0;
        for (const Word& w : story_.lists[told.article].words_of(*sentence)) {
            ++words;
            if (w.stop) continue;
            const auto n = static_cast<float>(articles_.at(w.term));
            if (n < 2) continue;
            const float share = n / all;
            sum += said_.contains(w.term) ? share * share * .2F : share;
        }
        float worth = sum / (words + 15);
        worth *= 1 + .6F * std::log2(static_cast<float>(s.sources));
        worth *= 1 + .5F * std::exp(-static_cast<float>(s.place) / 4);
        if (sentence->leans) worth *= .5F;
        return worth;
    }

    void say(const Statement& s) {
        const Told& told = clearest(s);
        if (const Sentence* sentence = sentence_of(told))
            for (const Word& w : story_.lists[told.article].words_of(*sentence))
                if (!w.stop) said_[w.term] = true;
    }

    // Half of its telling words were said.
    bool repeats(const Statement& s) const {
        const Told& told = clearest(s);
        const Sentence* sentence = sentence_of(told);
        std::size_t known = 0, all = 0;
        for (const Word& w : story_.lists[told.article].words_of(*sentence))
            if (!w.stop) ++all, known += said_.contains(w.term);
        return known * 100 > all * 62;
    }

  private:
    static bool is_piece(const Sentence& s) { return s.opens || s.unclosed; }
    const Sentence* sentence_of(const Told& t) const {
        const auto& all = story_.lists[t.article].sentences;
        return t.sentence.number < all.size() ? &all[t.sentence.number] : nullptr;
    }
    const StoryMatter& story_;
    std::unordered_map<std::uint64_t, std::uint32_t> articles_;
    std::unordered_map<std::uint64_t, bool> said_;
};

}  // namespace

Digest digest(const StoryMatter& story, std::size_t wanted) {
    Digest out{
        .sources = story.sources, .articles = static_cast<std::uint32_t>(story.articles.size()), .sentences = {}};
    out.enough = out.articles >= articles_worth_a_digest && out.sources >= sources_worth_a_digest;
    if (!out.enough) return out;
    Telling telling(story);
    std::vector<std::uint32_t> pool(story.statements.size());
    for (std::uint32_t i = 0; i < pool.size(); ++i) pool[i] = i;
    constexpr std::size_t tried = 120;
    if (pool.size() > tried) {
        std::ranges::stable_sort(pool, std::greater{}, [&](auto i) { return telling.fresh(story.statements[i]); });
        pool.resize(tried);
    }
    std::vector<std::uint32_t> chosen;
    while (chosen.size() < wanted) {
        float most = 0;
        std::optional<std::uint32_t> best;
        for (const std::uint32_t i : pool) {
            const Statement& s = story.statements[i];
            if (std::ranges::find(chosen, i) != chosen.end() || telling.repeats(s)) continue;
            if (const float worth = telling.fresh(s); worth > most) most = worth, best = i;
        }
        if (!best) break;
        chosen.push_back(*best);
        telling.say(story.statements[*best]);
    }
    std::ranges::stable_sort(chosen, {}, [&](auto i) { return story.statements[i].place; });
    for (const std::uint32_t i : chosen) {
        const Statement& s = story.statements[i];
        const Told& told = telling.clearest(s);
        std::vector<Told> others;
        for (const Told& t : s.told)
            if (t != told) others.push_back(t);
        out.sentences.push_back({told, std::move(others), s.sources});
    }
    return out;
}

}  // namespace octavo::assist
