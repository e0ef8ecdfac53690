// When things of a story happened.
//
// Idea: a sentence that names a day (day_named.cpp) tells what happened then. A sentence that names no day says
// nothing: the day of publication is when it was reported, not when it happened, and stands apart (Coverage).
//   "The bridge closed on 3 May."   published 10 June 2025   ->  2025-05-03, reckoned
// Of sentences that say nearly the same, one stands, with how many sources say it. Earlier stories give background
// where they name who this one names and few others do: two that everybody names ("Trump", "House") make no background.
// Checked by tests/assist/timeline_test.cpp, fuzz/assist_fuzz.cpp.
#include "assist/timeline.hpp"

#include <map>
#include <unordered_map>
#include <unordered_set>

namespace octavo::assist {
namespace {

using namespace std::chrono;

constexpr std::size_t most_entries = 40;

using Terms = std::unordered_set<std::uint64_t>;

const Sentence& sentence_of(const StoryMatter& story, const Told& t) {
    return story.lists[t.article].sentences[t.sentence.number];
}

Terms telling_words(const StoryMatter& story, const Told& t) {
    Terms out;
    for (const Word& w : story.lists[t.article].words_of(sentence_of(story, t)))
        if (!w.stop) out.insert(w.term);
    return out;
}

bool repeats(const Terms& one, const Terms& other) {
    const auto shared = static_cast<std::size_t>(std::ranges::count_if(one, [&](auto t) { return other.contains(t); }));
    return shared * 2 >= std::min(one.size(), other.size());
}

// What an earlier sentence has to name to be this story's background.
class Bond {
  public:
    Bond(const StoryMatter& story, const StoryMatter& earlier) {
        std::unordered_map<std::uint64_t, std::size_t> here, before;
        for (const SentenceList& list : story.lists) {
            for (const auto name : names_in(list)) ++here[name];
            for (const Word& w : list.title)
                if (!w.stop && !w.digits) titles_.insert(w.term);
        }
        for (const SentenceList& list : earlier.lists)
            for (const auto name : names_in(list)) ++before[name];
        // Named by several here, and by few there: a third of the earlier articles, or one of them.
        const std::size_t several = story.lists.size() > 2 ? 2 : 1;
        for (const auto& [name, articles] : here)
            if (articles >= several && before[name] <= std::max<std::size_t>(1, earlier.lists.size() / 3))
                rare_.insert(name);
    }
    // 0: it is none.
    std::size_t strength(const StoryMatter& earlier, const Told& t) const {
        Terms once;
        std::size_t rare = 0, titled = 0;
        for (const Word& w : earlier.lists[t.article].words_of(sentence_of(earlier, t))) {
            if (w.stop || !once.insert(w.term).second) continue;
            const bool is_rare = rare_.contains(w.term);
            rare += is_rare;
            titled += !is_rare && titles_.contains(w.term);
        }
        // Two names of a region are in every second report of it: a third, or a word of the headlines, has to agree.
        return rare >= 2 && rare + titled >= 3 ? 2 * rare + titled : 0;
    }

  private:
    static Terms names_in(const SentenceList& list) {
        Terms out;
        for (const Sentence& s : list.sentences)
            for (const Word& w : list.words_of(s))
                if (w.capital && !w.stop && !w.digits && w.begin != s.at.begin) out.insert(w.term);
        return out;
    }
    Terms rare_, titles_;
};

std::optional<DayNamed> day_of(const StoryMatter& story, const Told& t) {
    const Sentence& sentence = sentence_of(story, t);
    if (sentence.kind != SentenceKind::prose || sentence.words() < 6) return std::nullopt;
    const StoryArticle& article = story.articles[t.article];
    auto found = day_named(story.string(t), article.words.language, article.published);
    if (!found || !found->reckoned) return found;
    // A full date shortly before says which year is spoken of.
    constexpr std::uint32_t near = 3;
    const SentenceList& list = story.lists[t.article];
    for (std::uint32_t back = 1; back <= std::min(near, t.sentence.number); ++back)
        if (const auto told =
                last_full_day(list.string(list.sentences[t.sentence.number - back]), article.words.language))
            return day_named(story.string(t), article.words.language, article.published, told);
    return found;
}

// An entry stands without what was before it: it neither points back nor has a piece of somebody's words, and it is no
// writer's own ("reached out to me").
bool stands_alone(const StoryMatter& story, const Told& t) {
    const auto& sentences = story.lists[t.article].sentences;
    const auto s = std::ranges::lower_bound(sentences, t.sentence.number, {}, &Sentence::number);
    return s == sentences.end() || s->number != t.sentence.number ||
           !(s->leans || s->opens || s->unclosed || s->personal);
}

void add_entries(const StoryMatter& story, std::vector<TimelineEntry>& out) {
    for (const Statement& s : story.statements)
        for (const Told& t : s.told) {
            if (!stands_alone(story, t)) continue;
            if (const auto when = day_of(story, t)) {
                out.push_back({*when, t, s.sources, false});
                break;  // the clearest of a statement stands for it
            }
        }
}

// At most five, and never more than the story has of its own.
void add_background(const StoryMatter& story, const StoryMatter& earlier, std::vector<TimelineEntry>& out) {
    constexpr std::size_t most = 5;
    const Bond bond(story, earlier);
    std::optional<Instant> first;
    for (const StoryArticle& a : story.articles)
        if (a.published && (!first || *a.published < *first)) first = a.published;
    struct Candidate {
        TimelineEntry entry;
        std::size_t strength;
        Terms words;
    };
    std::vector<Candidate> found;
    for (const Statement& s : earlier.statements) {
        if (s.leans || s.opens || s.told.empty()) continue;
        const Told& t = s.told.front();
        const std::size_t strength = bond.strength(earlier, t);
        if (strength == 0) continue;
        const auto when = day_of(earlier, t);
        if (!when || (first && sys_days(when->day) > floor<days>(*first))) continue;
        found.push_back({{*when, t, s.sources, true}, strength, telling_words(earlier, t)});
    }
    std::ranges::stable_sort(found, std::greater{}, &Candidate::strength);
    std::vector<const Terms*> told;
    for (const Candidate& c : found) {
        if (told.size() == std::min(most, out.size())) break;
        if (std::ranges::any_of(told, [&](const Terms* t) { return repeats(c.words, *t); })) continue;
        told.push_back(&c.words);
    }
    const auto offset = static_cast<std::uint32_t>(story.articles.size());
    for (const Candidate& c : found) {
        if (std::ranges::find(told, &c.words) == told.end()) continue;
        out.push_back(c.entry);
        out.back().told.article += offset;
    }
}

// Of a day's sentences the two that most sources say; the second must say something else.
void thin(const StoryMatter& story, std::vector<TimelineEntry>& entries) {
    constexpr std::size_t most_a_day = 2;
    std::ranges::stable_sort(entries, [](const TimelineEntry& a, const TimelineEntry& b) {
        const auto x = sys_days(a.when.day), y = sys_days(b.when.day);
        return x != y ? x < y : a.sources > b.sources;
    });
    std::map<sys_days, std::vector<Terms>> each;
    std::erase_if(entries, [&](const TimelineEntry& e) {
        auto& told = each[sys_days(e.when.day)];
        if (told.size() == most_a_day) return true;
        Terms words = telling_words(story, e.told);
        if (std::ranges::any_of(told, [&](const Terms& t) { return repeats(words, t); })) return true;
        told.push_back(std::move(words));
        return false;
    });
    if (entries.size() <= most_entries) return;
    auto order = entries;
    std::ranges::stable_sort(order, std::greater{}, &TimelineEntry::sources);
    order.resize(most_entries);
    std::ranges::stable_sort(order, {}, [](const TimelineEntry& e) { return sys_days(e.when.day); });
    entries = std::move(order);
}

void add_days(const StoryMatter& story, Timeline& out) {
    std::map<sys_days, Coverage> found;
    for (std::uint32_t a = 0; a < story.articles.size(); ++a) {
        if (!story.articles[a].published) continue;
        const auto day = floor<days>(*story.articles[a].published);
        auto [at, fresh] = found.try_emplace(day, Coverage{year_month_day(day), 0, a});
        ++at->second.articles;
        if (story.articles[a].published < story.articles[at->second.first].published) at->second.first = a;
    }
    for (const auto& [day, coverage] : found) out.days.push_back(coverage);
}

}  // namespace

Timeline timeline(const StoryMatter& story) {
    Timeline out;
    add_entries(story, out.entries);
    thin(story, out.entries);
    add_days(story, out);
    return out;
}

Timeline timeline(const StoryMatter& story, const StoryMatter& earlier) {
    Timeline out = timeline(story);
    add_background(story, earlier, out.entries);
    std::ranges::stable_sort(out.entries, {}, [](const TimelineEntry& e) { return sys_days(e.when.day); });
    return out;
}

}  // namespace octavo::assist
