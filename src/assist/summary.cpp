// Which sentences tell an article.
//
// Idea: we want the set of sentences whose words an editor's summary would most likely use, for its length: the
// expected F of a summary of about fifty words. The odds of each word come from term_odds.cpp; a word that two
// sentences share counts once, so that sentences which repeat each other do not win together. Sets of three are tried
// all, among the dozen best sentences; larger ones grow by the best next.
//   The council voted on Monday to reopen the tram. [...] The line closed in 1962. [...] Work begins in May.
// A sentence that leans on what stands before it ("He also said", "The move", a surname whose whole name is not told),
// opens with somebody's words or is in the first or second person ("we know") pays for it, unless what it leans on is
// told as well. What was tried beside this:
// docs/benchmarks.md. Checked by tests/assist/summary_test.cpp, fuzz/assist_fuzz.cpp.
#include "assist/summary.hpp"

#include <numeric>
#include <unordered_map>
#include <unordered_set>

#include "assist/term_odds.hpp"
#include "base/json.hpp"

namespace octavo::assist {
namespace {

constexpr float editors_words = 40;  // of the summary that we imagine an editor wrote
// Against what a set is worth, which is about .3: what leans on nothing told, opens with somebody's
// words or is the writer's own stands there only where nearly all else does.
constexpr float leaning_costs = .2F, opening_costs = .2F, referring_costs = .1F, bare_costs = .05F,
                personal_costs = .15F, leading_costs = 1;  // the first one of all has nothing to lean on
constexpr std::size_t tried = 10;                          // of the best sentences, in all sets
constexpr std::size_t always_tried = 3;                    // the first ones
constexpr std::size_t most_candidates = 600;               // sentences; an article has thirty

// The sentences that may be told: a reporter's, else what there is; never figures without a word, as tables have them.
std::vector<std::uint32_t> candidates(const SentenceList& list, std::size_t wanted) {
    std::vector<std::uint32_t> out;
    const auto has_words = [&](const Sentence& s) {
        return std::ranges::any_of(list.words_of(s), [](const Word& word) { return !word.digits; });
    };
    const auto add = [&](auto fits) {
        for (std::uint32_t i = 0; i < list.sentences.size() && out.size() < most_candidates; ++i)
            if (fits(list.sentences[i].kind) && has_words(list.sentences[i])) out.push_back(i);
    };
    using enum SentenceKind;
    add([](SentenceKind k) { return k == prose; });
    if (out.size() < wanted) add([](SentenceKind k) { return k == quotation || k == question; });
    if (out.empty()) add([](SentenceKind k) { return k == fragment; });
    if (out.empty()) add([](SentenceKind) { return true; });
    std::ranges::sort(out);
    return out;
}

// Surnames that stand alone, with the sentences that give the whole name: "Sue Wysocki", later "Wysocki". What the
// headline names is known.
class BareNames {
  public:
    BareNames(const SentenceList& list, std::span<const std::uint32_t> chosen) {
        std::unordered_set<std::uint64_t> known;
        for (const Word& w : list.title) known.insert(w.term);
        std::unordered_map<std::uint64_t, std::uint32_t> whole;  // by surname: the first sentence that has both
        std::uint32_t at = 0;
        for (std::uint32_t i = 0; i < list.sentences.size(); ++i) {
            const Sentence& s = list.sentences[i];
            const bool told = at < chosen.size() && chosen[at] == i;
            if (told) bare_.emplace_back(), full_.emplace_back();
            for (std::uint32_t w = s.first_word; w < s.last_word; ++w) {
                const Word& word = list.words[w];
                if (!word.capital || word.stop || word.digits || known.contains(word.term)) continue;
                const bool behind_name = w > s.first_word && beside(list, w - 1);
                const bool before_name = w + 1 < s.last_word && beside(list, w);
                if (behind_name) {
                    whole.try_emplace(word.term, i);
                    if (told) full_.back().push_back(word.term);
                } else if (told && !before_name) {
                    if (const auto found = whole.find(word.term); found != whole.end() && found->second < i)
                        bare_.back().push_back(word.term);
                }
            }
            at += told;
        }
    }
    // Whether a sentence has a surname alone whose whole name none of those before it in the set gives.
    bool needs(std::size_t i, std::span<const std::size_t> before) const {
        return std::ranges::any_of(bare_[i], [&](std::uint64_t name) {
            return std::ranges::none_of(
                before, [&](std::size_t b) { return std::ranges::find(full_[b], name) != full_[b].end(); });
        });
    }

  private:
    // Two words with capitals, and a blank between them.
    static bool beside(const SentenceList& list, std::uint32_t w) {
        const Word &a = list.words[w], &b = list.words[w + 1];
        const auto gap = list.text.substr(a.end, b.begin - a.end);
        return a.capital && !a.stop && b.capital && !b.stop && (gap == " " || gap == ". ");
    }
    std::vector<std::vector<std::uint64_t>> bare_, full_;
};

class Choice {
  public:
    Choice(const SentenceList& list, std::vector<std::uint32_t> chosen)
        : list_(list),
          chosen_(std::move(chosen)),
          odds_(term_odds(list, chosen_)),
          bare_(list, chosen_),
          mark_(odds_.worth.size(), 0) {
        for (std::size_t i = 0; i < chosen_.size(); ++i) alone_.push_back(value({&i, 1}));
    }

    // Indexes into `chosen`, ascending.
    std::vector<std::size_t> best(std::size_t wanted) {
        wanted = std::min(wanted, chosen_.size());
        return wanted <= 3 ? best_of_all(wanted) : grown(wanted);
    }

    std::vector<std::size_t> points(std::size_t wanted);
    const Sentence& sentence(std::size_t i) const { return list_.sentences[chosen_[i]]; }
    std::size_t steps() const { return steps_; }
    std::size_t size() const { return chosen_.size(); }

  private:
    std::vector<std::size_t> by_worth() const {
        std::vector<std::size_t> order(chosen_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return alone_[i]; });
        return order;
    }

    // What a set is worth: `set` ascends.
    float value(std::span<const std::size_t> set) {
        ++stamp_;
        float worth = 0, words = 0, costs = 0;
        for (std::size_t k = 0; k < set.size(); ++k) {
            const std::size_t i = set[k];
            const Sentence& s = sentence(i);
            for (const std::uint32_t term : odds_.of_sentence(i)) {
                if (mark_[term] == stamp_) continue;
                mark_[term] = stamp_;
                worth += odds_.worth[term];
            }
            steps_ += odds_.of_sentence(i).size();
            words += static_cast<float>(s.words());
            const bool led = k > 0 && sentence(set[k - 1]).number + 1 == s.number;
            if (s.leans && !led) costs += k == 0 ? leading_costs : leaning_costs;
            if (s.refers && !led && s.number > 1 && !names(set.first(k), s.named)) costs += referring_costs;
            if (s.personal) costs += personal_costs;
            if (s.opens || s.unclosed || s.endless) costs += opening_costs;
            if (bare_.needs(i, set.first(k))) costs += bare_costs;
        }
        return worth / (words + editors_words) - costs;
    }

    // Whether the headline or one of these sentences has a word.
    bool names(std::span<const std::size_t> before, std::uint64_t term) const {
        if (term == 0) return false;
        const auto has = [&](std::span<const Word> words) {
            return std::ranges::find(words, term, &Word::term) != words.end();
        };
        return has(list_.title) ||
               std::ranges::any_of(before, [&](std::size_t b) { return has(list_.words_of(sentence(b))); });
    }

    std::vector<std::size_t> best_of_all(std::size_t wanted) {
        auto pool = by_worth();
        pool.resize(std::min(pool.size(), tried));
        for (std::size_t i = 0; i < std::min(always_tried, chosen_.size()); ++i) pool.push_back(i);
        std::ranges::sort(pool);
        pool.erase(std::unique(pool.begin(), pool.end()), pool.end());
        std::vector<std::size_t> best, set;
        float most = -1e9F;
        const auto grow = [&](auto& self, std::size_t from) -> void {
            if (set.size() == wanted) {
                const float worth = value(set);
                if (worth > most) most = worth, best = set;
                return;
            }
            for (std::size_t i = from; i < pool.size(); ++i) {
                set.push_back(pool[i]);
                self(self, i + 1);
                set.pop_back();
            }
        };
        if (wanted > 0) grow(grow, 0);
        return best;
    }

    std::vector<std::size_t> grown(std::size_t wanted) {
        auto pool = by_worth();
        pool.resize(std::min(pool.size(), 4 * wanted));
        std::vector<std::size_t> set = best_of_all(3);
        while (set.size() < wanted) {
            float most = -1e9F;
            std::vector<std::size_t> best;
            for (const std::size_t i : pool) {
                if (std::ranges::find(set, i) != set.end()) continue;
                auto with = set;
                with.insert(std::ranges::upper_bound(with, i), i);
                if (const float worth = value(with); worth > most) most = worth, best = std::move(with);
            }
            if (best.empty()) break;
            set = std::move(best);
        }
        return set;
    }

    const SentenceList& list_;
    std::vector<std::uint32_t> chosen_;
    TermOdds odds_;
    BareNames bare_;
    std::vector<std::uint32_t> mark_;
    std::vector<float> alone_;
    std::uint32_t stamp_ = 0;
    std::size_t steps_ = 0;
};

// A key point stands alone: what leans is left out where there is enough else, and short ones are preferred. The next
// one is what says most that is not said yet, for its length.
std::vector<std::size_t> Choice::points(std::size_t wanted) {
    constexpr float overhead = 14;  // words: a very short one says little
    constexpr std::uint32_t long_sentence = 45;
    constexpr std::size_t fewest_points = 3;  // as many are looked for whatever they lean on
    std::vector<bool> said(odds_.worth.size(), false), taken(chosen_.size(), false);
    auto pool = by_worth();
    pool.resize(std::min<std::size_t>(pool.size(), 40));
    std::vector<std::size_t> out;
    while (out.size() < std::min(wanted, chosen_.size())) {
        float most = 0;
        std::optional<std::size_t> best;
        for (const std::size_t i : pool) {
            if (taken[i]) continue;
            if (out.size() >= fewest_points && (sentence(i).leans || sentence(i).personal)) continue;
            float fresh = 0, whole = 0;
            for (const std::uint32_t term : odds_.of_sentence(i)) {
                whole += odds_.worth[term];
                if (!said[term]) fresh += odds_.worth[term];
            }
            steps_ += odds_.of_sentence(i).size();
            const Sentence& s = sentence(i);
            float worth = fresh / (static_cast<float>(s.words()) + overhead);
            if (s.leans) worth *= .4F;
            if (s.refers && !names({}, s.named)) worth *= .5F;
            if (s.personal) worth *= .6F;
            if (s.opens || s.unclosed || s.endless) worth *= .4F;
            if (s.words() > long_sentence) worth *= .7F;
            if (fresh < .4F * whole) worth = 0;  // says again what is said
            if (worth > most) most = worth, best = i;
        }
        if (!best) break;
        taken[*best] = true;
        for (const std::uint32_t term : odds_.of_sentence(*best)) said[term] = true;
        out.push_back(*best);
    }
    std::ranges::sort(out);
    return out;
}

// Without asides in round brackets of some length. What stands in commas, and who said it, stays: without it the
// sentence would say something else.
KeyPoint key_point(const SentenceList& list, const Sentence& s) {
    constexpr std::size_t aside = 12, most_aside = 160;
    KeyPoint out{.from = {s.number, s.at}, .text = {}, .shortened = false};
    const std::string_view all = list.string(s);
    std::size_t from = 0;
    for (;;) {
        const auto open = all.find(" (", from);
        const auto close = open == std::string_view::npos ? open : all.find(')', open);
        const auto inner = open == std::string_view::npos ? open : all.find('(', open + 2);
        if (close == std::string_view::npos) break;
        const std::size_t length = close - open - 2;
        const bool plain = inner > close && length >= aside && length <= most_aside && close + 1 < all.size();
        out.text += all.substr(from, (plain ? open : close + 1) - from);
        out.shortened |= plain;
        from = close + 1;
    }
    out.text += all.substr(from);
    return out;
}

std::size_t fitting(std::uint32_t words) { return words < 220 ? 2 : 3; }
std::size_t fitting_points(std::uint32_t words) { return std::clamp<std::size_t>(2 + words / 200, 3, 5); }

}  // namespace

Summary summarize(const SentenceList& list, std::size_t wanted) {
    Summary out{.sentences = {}, .key_points = {}, .words = list.word_count, .cut = list.cut};
    out.brief = list.word_count < words_worth_a_summary;
    if (wanted == 0) wanted = fitting(list.word_count);
    wanted = std::min(wanted, most_summary_sentences);
    Choice choice(list, candidates(list, wanted));
    for (const std::size_t i : choice.best(wanted))
        out.sentences.push_back({choice.sentence(i).number, choice.sentence(i).at});
    for (const std::size_t i : choice.points(fitting_points(list.word_count)))
        out.key_points.push_back(key_point(list, choice.sentence(i)));
    out.steps = choice.steps() + list.words.size();
    return out;
}

Summary summarize(const SourceText& article, std::size_t sentences) {
    return summarize(sentence_list(article), sentences);
}

std::string summary_evidence(const SourceText& article) {
    const SentenceList list = sentence_list(article);
    const auto chosen = candidates(list, 3);
    const TermOdds odds = term_odds(list, chosen, true);
    JsonWriter out;
    out.object().key("terms").array();
    for (const auto& e : odds.evidence) {
        const Word &first = list.words[e.first], &last = list.words[e.second];
        out.array().value(list.text.substr(first.begin, last.end - first.begin)).value(e.first != e.second);
        out.array();
        for (const float sign : e.signs) out.value(static_cast<double>(sign));
        out.end().end();
    }
    out.end().key("sentences").array();
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        const Sentence& s = list.sentences[chosen[i]];
        out.object().field("text", list.string(s)).field("number", s.number).field("words", s.words());
        out.field("leans", s.leans).field("opens", s.opens || s.unclosed).key("terms").array();
        for (const std::uint32_t term : odds.of_sentence(i)) out.value(term);
        out.end().end();
    }
    out.end().end();
    return out.take();
}

}  // namespace octavo::assist
