// What one source alone reports.
//
// Idea: a sentence whose names or numbers stand in no other source, and that nobody tells in other words. The second
// half is the harder one: "the charity of the late mayor" and "Jane Doe's foundation" are one thing. So a sentence is
// left out as soon as one of another source shares a name and two facts with it (agreement.hpp), or a good part of the
// words of the shorter of both: to call what several report one paper's own misleads more than to leave it out.
// Checked by tests/assist/compare_test.cpp.
#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "assist/compare_parts.hpp"

namespace octavo::assist {
namespace {

constexpr std::size_t most_alone = 12, most_alone_each = 2;

// Which sources use a word: their number, or one past it for several.
class Voices {
  public:
    explicit Voices(const StoryMatter& story) {
        for (std::uint32_t a = 0; a < story.lists.size(); ++a)
            for (const auto* words : {&story.lists[a].words, &story.lists[a].title})
                for (const Word& w : *words) {
                    auto [found, fresh] = of_.try_emplace(w.term, story.articles[a].source);
                    if (!fresh && found->second != story.articles[a].source) found->second = {};
                }
    }
    bool one(std::uint64_t term) const {
        const auto found = of_.find(term);
        return found != of_.end() && !found->second.empty();
    }

  private:
    std::unordered_map<std::uint64_t, std::string_view> of_;  // empty: several
};

// Whether another source tells what a sentence tells, in whatever words.
class Elsewhere {
  public:
    explicit Elsewhere(const StoryMatter& story) : story_(story) {
        for (std::uint32_t a = 0; a < story.lists.size(); ++a)
            for (std::uint32_t i = 0; i < std::min(story.lists[a].sentences.size(), most_looked_at); ++i) {
                const Sentence& s = story.lists[a].sentences[i];
                if (s.kind == SentenceKind::fragment || s.kind == SentenceKind::invitation) continue;
                all_.push_back({a, &s, sorted_terms(story, {a, {s.number, s.at}}), 0});
            }
        for (std::uint32_t i = 0; i < all_.size(); ++i)
            for (const auto term : all_[i].terms) in_[term].push_back(i);
        for (Item& item : all_)
            for (const auto term : item.terms) item.weight += rarity(term);
    }
    bool tells(const Told& t) const {
        const auto terms = sorted_terms(story_, t);
        const Saying saying{story_.lists[t.article].words_of(sentence_of(story_, t)), terms};
        float weight = 0;
        std::unordered_map<std::uint32_t, float> shared;  // by place in all_
        for (const auto term : terms) {
            const float rare = rarity(term);
            weight += rare;
            if (const auto found = in_.find(term); found != in_.end())
                for (const std::uint32_t i : found->second) shared[i] += rare;
        }
        return std::ranges::any_of(shared, [&](const auto& one) {
            const Item& item = all_[one.first];
            if (story_.articles[item.article].source == story_.articles[t.article].source) return false;
            // A share of the rarity of the lighter of the two stands in both, ...
            if (item.terms.size() >= fewest_words && one.second >= enough_held * std::min(weight, item.weight))
                return true;
            // ... or a name and two facts do.
            const float like = one.second / (weight + item.weight - one.second);
            if (like < least_alike) return false;
            const Common common =
                common_facts(story_.uses, saying, {story_.lists[item.article].words_of(*item.sentence), item.terms});
            return common.names > 0 && common.facts >= fewest_facts &&
                   like + a_fact * static_cast<float>(common.facts) >= enough_alike;
        });
    }

  private:
    static constexpr std::size_t most_looked_at = 120;  // sentences of an article
    static constexpr float enough_held = .30F;
    static constexpr std::size_t fewest_words = 7;
    // Laxer than what makes a statement (says_one_thing): here a doubt speaks against showing it.
    static constexpr float least_alike = .1F, a_fact = .05F, enough_alike = .40F;
    static constexpr std::uint32_t fewest_facts = 3;

    struct Item {
        std::uint32_t article = 0;
        const Sentence* sentence = nullptr;
        std::vector<std::uint64_t> terms;
        float weight = 0;
    };
    static std::vector<std::uint64_t> sorted_terms(const StoryMatter& story, const Told& t) {
        const Terms all = telling(story, t);
        std::vector<std::uint64_t> out(all.begin(), all.end());
        std::ranges::sort(out);
        return out;
    }
    float rarity(std::uint64_t term) const {
        const auto found = in_.find(term);
        const auto uses = static_cast<float>(found == in_.end() ? 1 : found->second.size());
        return std::log(1 + static_cast<float>(all_.size()) / uses);
    }
    const StoryMatter& story_;
    std::vector<Item> all_;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> in_;  // items that have the word
};

// The first sentences of an article tell what its headline tells, and others tell that, too.
bool is_core(const StoryMatter& story, const Told& t) {
    constexpr std::uint32_t lead = 2;
    constexpr std::size_t shared_words = 3;
    if (t.sentence.number >= lead) return false;
    Terms own;
    for (const Word& w : story.lists[t.article].title)
        if (!w.stop) own.insert(w.term);
    const Terms words = telling(story, t);
    if (std::ranges::count_if(words, [&](auto term) { return own.contains(term); }) < 2) return false;
    for (std::uint32_t a = 0; a < story.lists.size(); ++a) {
        if (story.articles[a].source == story.articles[t.article].source) continue;
        Terms shared;
        for (const Word& w : story.lists[a].title)
            if (!w.stop && own.contains(w.term)) shared.insert(w.term);
        if (shared.size() >= shared_words) return true;
    }
    return false;
}

// "Ann Roe is a professor of law at Westhaven.": at an edge of the article, of somebody whom it names nowhere else.
bool is_authors_note(const StoryMatter& story, const Told& t) {
    constexpr std::size_t last = 4;
    const SentenceList& list = story.lists[t.article];
    const std::size_t number = t.sentence.number;
    if (number != 0 && number + last < list.sentences.size()) return false;
    const auto words = list.words_of(sentence_of(story, t));
    if (words.size() < 2 || !words[0].capital || !words[1].capital) return false;
    const auto once = [&](const Word& w) { return std::ranges::count(list.words, w.term, &Word::term) == 1; };
    return once(words[0]) && once(words[1]);
}

}  // namespace

std::vector<Told> told_by_one(const StoryMatter& story) {
    std::vector<Told> out;
    const Voices voices(story);
    struct Found {
        Told told;
        float worth;
    };
    std::vector<Found> found;
    for (const Statement& s : story.statements) {
        if (s.told.size() != 1 || !s.differing.empty() || story.articles[s.told[0].article].is_copy ||
            !stands_alone(story, s.told[0]))
            continue;
        const Sentence& sentence = sentence_of(story, s.told[0]);
        if (sentence.kind != SentenceKind::prose || sentence.endless || sentence.words() < 8 || sentence.words() > 60)
            continue;
        std::size_t own = 0, own_facts = 0, facts = 0, linked = 0;
        const auto words = story.lists[s.told[0].article].words_of(sentence);
        for (const Word& w : words) {
            if (w.stop) continue;
            const bool fact = w.digits || (w.capital && &w != words.data()), alone = voices.one(w.term);
            own += alone;
            facts += fact;
            own_facts += fact && alone;
            linked += !alone;
        }
        // Half of its names and numbers stand nowhere else, and it still speaks of the story.
        if (own_facts == 0 || own < 3 || 2 * own_facts < facts || linked < 2) continue;
        found.push_back({s.told[0], (static_cast<float>(own_facts) + .3F * static_cast<float>(own)) /
                                            static_cast<float>(sentence.words() + 10) +
                                        .5F * s.worth});
    }
    std::ranges::stable_sort(found, std::greater{}, &Found::worth);
    const Elsewhere elsewhere(story);
    std::map<std::string_view, std::size_t> each;
    std::size_t asked = 0;
    constexpr std::size_t most_asked = 60;
    for (const Found& f : found) {
        if (out.size() == most_alone || asked == most_asked) break;
        auto& of_source = each[story.articles[f.told.article].source];
        if (of_source == most_alone_each || is_core(story, f.told) || is_authors_note(story, f.told)) continue;
        ++asked;
        if (elsewhere.tells(f.told)) continue;
        ++of_source;
        out.push_back(f.told);
    }
    return out;
}

}  // namespace octavo::assist
