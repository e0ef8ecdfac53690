// Whether two sentences of a story say one thing.
//
// Idea: two papers that report one thing rarely choose the same words, but they name the same people and give the same
// facts. So what is shared is counted in facts, not in words: a person's office and name are five words and one fact,
// and a story is full of sentences that share no more than that.
//   Senate leader Ann Roe pushed for a vote  |  "No urgency", said Senate leader Ann Roe     one fact: two things
//   Roe said Friday the bridge would reopen  |  The bridge will reopen on Friday, Ann Roe announced
//                                               a name, a day, a bridge, reopening: one thing
// Checked by tests/assist/agreement_test.cpp.
#include "assist/agreement.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "assist/day_words.hpp"
#include "text/characters.hpp"

namespace octavo::assist {
namespace {

constexpr float telling = .5F;  // rarity: in no more sentences than the root of their number

// How many facts of `one` stand in the other sentence.
Common facts_within(const WordUses& uses, std::span<const Word> words, std::span<const std::uint64_t> other) {
    Common out;
    std::vector<std::uint64_t> seen;
    bool inside = false, counted = false, named = false, capital = false;
    std::size_t gap = 0;
    for (const Word& w : words) {
        if (w.stop) {
            ++gap;
            continue;
        }
        const bool shared = std::ranges::binary_search(other, w.term);
        // "Secretary of State Ann Roe" is one.
        const bool goes_on = inside && shared && (gap == 0 || (gap == 1 && capital && w.capital)) && !w.digits;
        gap = 0;
        capital = w.capital;
        inside = shared;
        if (!goes_on) counted = named = false;
        if (!shared || std::ranges::find(seen, w.term) != seen.end()) continue;
        seen.push_back(w.term);
        const bool name = !w.digits && uses.is_name(w.term);
        out.plain += !name && !w.capital;  // "Majority Leader" belongs to who is that
        if (!counted && (name || w.digits || uses.rarity(w.term) >= telling)) ++out.facts, counted = true;
        if (name && !named) ++out.names, named = true;
    }
    return out;
}

// "more than 80,000" agrees with 82,000.
bool within_bound(const Counted& bound, double n) {
    if (bound.bound == Bound::over) return n >= bound.value && n <= 1.25 * bound.value;
    if (bound.bound == Bound::about) return n >= .85 * bound.value && n <= 1.15 * bound.value;
    return bound.bound == Bound::under && n <= bound.value && n >= .8 * bound.value;
}

}  // namespace

void WordUses::add(const SentenceList& list, const Sentence& sentence) {
    ++sentences_;
    const auto words = list.words_of(sentence);
    for (const Word& w : words) {
        if (w.stop) continue;
        Use& use = uses_[w.term];
        ++use.uses;
        use.capitals += w.capital && &w != words.data();
        if (use.last != sentences_) use.last = sentences_, ++use.sentences;
    }
}

float WordUses::rarity(std::uint64_t term) const {
    const auto found = uses_.find(term);
    if (found == uses_.end() || sentences_ < 2) return 1;
    const auto all = static_cast<float>(sentences_);
    return std::log(all / static_cast<float>(found->second.sentences)) / std::log(all);
}

bool WordUses::is_name(std::uint64_t term) const {
    const auto found = uses_.find(term);
    return found != uses_.end() && 2 * found->second.capitals > found->second.uses;
}

Common common_facts(const WordUses& uses, const Saying& one, const Saying& other) {
    const Common a = facts_within(uses, one.words, other.terms), b = facts_within(uses, other.words, one.terms);
    return {std::min(a.facts, b.facts), std::min(a.names, b.names), std::min(a.plain, b.plain)};
}

bool on_other_days(const SentenceList& first, const Sentence& one, const SentenceList& second, const Sentence& other,
                   std::string_view language) {
    const auto weekdays = [language](const SentenceList& list, const Sentence& s) {
        std::vector<unsigned> out;
        for (const Word& w : list.words_of(s)) {
            if (w.digits) continue;
            const auto day = day_word(text::fold(list.text.substr(w.begin, w.end - w.begin)), language);
            if (day && day->weekday) out.push_back(day->weekday->c_encoding());
        }
        return out;
    };
    const auto a = weekdays(first, one);
    if (a.empty()) return false;
    const auto b = weekdays(second, other);
    return !b.empty() && std::ranges::none_of(a, [&](auto day) { return std::ranges::find(b, day) != b.end(); });
}

bool is_measure(const Counted& n) { return n.noun == "$" || n.noun == "%" || n.noun == "percent"; }

bool says_one_thing(const Common& common, float like) {
    // A name and two facts, and a fact more for every twentieth they are less alike: judged by eye on pairs of
    // sentences of an archive (docs/benchmarks.md).
    constexpr std::uint32_t fewest_facts = 3, fewest_plain = 2;
    constexpr float a_fact = .05F, enough = .52F;
    return common.names > 0 && common.facts >= fewest_facts && common.plain >= fewest_plain && like >= least_like &&
           like + a_fact * static_cast<float>(common.facts) >= enough;
}

bool same_number(const Counted& a, const Counted& b) {
    if (a.value == b.value) return true;
    if (within_bound(a, b.value) || within_bound(b, a.value)) return true;
    // "2.2 trillion" is "2 trillion" to who rounds.
    const double more = std::max(a.value, b.value), less = std::min(a.value, b.value);
    return more >= 100 && less > 0 && (more - less) / more < .12;
}

bool numbers_clash(std::span<const Counted> one, std::span<const Counted> other) {
    const auto gives = [](std::span<const Counted> all, const Counted& n) {
        return std::ranges::any_of(all, [&](const Counted& m) { return m.value == n.value || same_number(m, n); });
    };
    // Two sums of money in one sentence are of two things.
    const auto alone = [](std::span<const Counted> all, const Counted& n) {
        return !is_measure(n) || std::ranges::count(all, n.what, &Counted::what) == 1;
    };
    return std::ranges::any_of(one, [&](const Counted& a) {
        return std::ranges::any_of(other, [&](const Counted& b) {
            return a.what == b.what && !gives(other, a) && !gives(one, b) && alone(one, a) && alone(other, b);
        });
    });
}

}  // namespace octavo::assist
