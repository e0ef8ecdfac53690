// The statement that the headlines of a story are about.
//
// Idea: what happened is what everybody reports, yet each in words of his own, so that statements, which are counted by
// likeness, say "2 of 5" of it. The headlines know better: a sentence that shares three words with the headlines of
// half the sources is about what the story is about, and a source that names the same actor and act in its headline or
// in its first sentences tells it, too.
//   A: "House passes war powers resolution"     the statement: "The House passed a war powers resolution on Thursday."
//   B: "War powers vote: House rebukes Roe"     counts: House, war, powers
//   C: "What a war would cost"                  does not: one word, and nobody who acts
// Of a story one statement is counted so: of lesser ones headlines tell too little. Who tells it in the headline alone
// is counted and not cited: only sentences are. A sentence that gives another number is not taken. Checked by
// tests/assist/agreement_test.cpp.
#include "assist/headline_event.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "assist/numbers.hpp"

namespace octavo::assist {
namespace {

using Terms = std::unordered_set<std::uint64_t>;
constexpr std::size_t fewest_shared = 3, first_sentences = 3;

const Sentence& sentence_at(const StoryMatter& story, const Told& t) {
    return story.lists[t.article].sentences[t.sentence.number];
}
Terms telling_of(std::span<const Word> words) {
    Terms out;
    for (const Word& w : words)
        if (!w.stop) out.insert(w.term);
    return out;
}
std::size_t shared_by(const Terms& one, const Terms& other) {
    return static_cast<std::size_t>(std::ranges::count_if(one, [&](auto term) { return other.contains(term); }));
}

class Headlines {
  public:
    explicit Headlines(const StoryMatter& story) : story_(story) {
        for (std::size_t a = 0; a < story.lists.size(); ++a) {
            titles_.push_back(telling_of(story.lists[a].title));
            if (!story.articles[a].is_copy)
                for (const auto term : titles_.back()) by_term_[term].insert(story.articles[a].source);
        }
    }
    // Sources a headline of which shares enough with these words.
    std::size_t sources_for(const Terms& words) const {
        std::unordered_set<std::string_view> out;
        for (std::size_t a = 0; a < titles_.size(); ++a)
            if (!story_.articles[a].is_copy && shared_by(titles_[a], words) >= fewest_shared)
                out.insert(story_.articles[a].source);
        return out.size();
    }
    // Those of the words that several sources have in their headlines.
    Terms common(const Terms& words) const {
        Terms out;
        for (const auto term : words)
            if (const auto at = by_term_.find(term); at != by_term_.end() && at->second.size() >= 2) out.insert(term);
        return out;
    }
    const Terms& title(std::size_t article) const { return titles_[article]; }

  private:
    const StoryMatter& story_;
    std::vector<Terms> titles_;
    std::unordered_map<std::uint64_t, std::set<std::string_view>> by_term_;
};

// Who acts and what is done.
bool names_both(const StoryMatter& story, const Terms& event, const Terms& words) {
    constexpr float rare = .5F;  // what many sentences of the story say is its matter, and no act
    std::size_t names = 0, plain = 0;
    bool act = false;
    for (const auto term : event) {
        if (!words.contains(term)) continue;
        const bool name = story.uses.is_name(term);
        ++(name ? names : plain);
        act = act || (!name && story.uses.rarity(term) >= rare);
    }
    return names > 0 && act && names + plain >= fewest_shared && (names + plain) * 3 >= event.size() * 2;
}

}  // namespace

void count_headline_event(StoryMatter& story) {
    if (story.sources < 2) return;
    const Headlines headlines(story);
    Statement* best = nullptr;
    std::size_t most = 0;
    for (Statement& s : story.statements) {
        const Sentence& front = sentence_at(story, s.told.front());
        if (s.place > 5 || front.leans || front.opens || front.unclosed || front.refers) continue;
        const auto words = telling_of(story.lists[s.told.front().article].words_of(front));
        const std::size_t sources = headlines.sources_for(words);
        if (sources * 2 < story.sources || sources < 2) continue;
        // What it says beside that would seem to be everybody's, too.
        if (headlines.common(words).size() * 3 < words.size()) continue;
        const std::size_t worth = sources * 8 + s.sources;
        if (worth > most) most = worth, best = &s;
    }
    if (best == nullptr) return;
    const Told front = best->told.front();
    const Terms event = headlines.common(telling_of(story.lists[front.article].words_of(sentence_at(story, front))));
    const auto numbers = [&](const Told& t) {
        return counted(story.lists[t.article], sentence_at(story, t), story.articles[t.article].words.language);
    };
    const auto said = numbers(front);
    std::unordered_set<std::string_view> sources;
    for (std::uint32_t a = 0; a < story.lists.size(); ++a) {
        const bool counts = !story.articles[a].is_copy;
        const auto has = [&](const Told& t) { return t.article == a; };
        if (std::ranges::any_of(best->told, has)) {
            if (counts) sources.insert(story.articles[a].source);
            continue;
        }
        if (std::ranges::any_of(best->differing, has)) continue;
        if (counts && names_both(story, event, headlines.title(a))) sources.insert(story.articles[a].source);
        std::size_t looked_at = 0;
        for (const Sentence& s : story.lists[a].sentences) {
            if (s.elsewhere || s.kind != SentenceKind::prose) continue;
            if (++looked_at > first_sentences) break;
            const Told told{a, {s.number, s.at}};
            if (!names_both(story, event, telling_of(story.lists[a].words_of(s)))) continue;
            if (numbers_clash(said, numbers(told))) continue;
            best->told.push_back(told);
            if (counts) sources.insert(story.articles[a].source);
            break;
        }
    }
    best->sources = static_cast<std::uint32_t>(std::max<std::size_t>(best->sources, sources.size()));
}

}  // namespace octavo::assist
