// When things of a story happened.
//
// Idea: a sentence that names a day (day_named.cpp) tells what happened then. A sentence that names no day says
// nothing: the day of publication is when it was reported, not when it happened, and stands apart (Coverage).
//   "The bridge closed on 3 May."   published 10 June 2025   ->  2025-05-03, reckoned
// Of sentences that say nearly the same, one stands, with how many sources say it. Earlier stories give background
// where a sentence names two whom one sentence of this story names together and few others do: what everybody names
// ("Trump", "House") makes no background.
// Checked by tests/assist/timeline_test.cpp, fuzz/assist_fuzz.cpp.
#include "assist/timeline.hpp"

#include <map>
#include <unordered_map>
#include <unordered_set>

#include "assist/day_words.hpp"
#include "base/hash.hpp"
#include "text/characters.hpp"
#include "text/month_names.hpp"

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

// The names in a sentence, each by its last word: words with capitals side by side are one name, so that "Jane Doe" is
// not two. Days and months are none.
std::vector<std::uint64_t> names_of(const SentenceList& list, const Sentence& s, std::string_view language) {
    constexpr std::size_t most = 16;
    std::vector<std::uint64_t> out;
    const auto written = [&](const Word& w) { return list.text.substr(w.begin, w.end - w.begin); };
    for (std::uint32_t w = s.first_word; w < s.last_word && out.size() < most; ++w) {
        const Word& word = list.words[w];
        if (!word.capital || word.stop || word.digits) continue;
        if (w + 1 < s.last_word) {
            const Word& next = list.words[w + 1];
            const auto gap = list.text.substr(word.end, next.begin - word.end);
            if (next.capital && !next.stop && !next.digits && (gap == " " || gap == ". " || gap == "-")) continue;
        }
        if (w == s.first_word) continue;  // any word has a capital there
        const auto folded = text::fold(written(word));
        if (day_word(folded, language) || text::month_named(written(word), language) != 0) continue;
        if (std::ranges::find(out, word.term) == out.end()) out.push_back(word.term);
    }
    return out;
}

// What an earlier sentence has to name to be this story's background: two names that one sentence of this story names
// together, too.
class Bond {
  public:
    Bond(const StoryMatter& story, const StoryMatter& earlier) : earlier_(earlier) {
        std::unordered_map<std::uint64_t, std::size_t> here, before;
        for (std::size_t a = 0; a < story.lists.size(); ++a) {
            const SentenceList& list = story.lists[a];
            Terms once;
            for (const Sentence& s : list.sentences) {
                const auto names = names_of(list, s, story.articles[a].words.language);
                once.insert(names.begin(), names.end());
                for (const auto one : names)
                    for (const auto other : names)
                        if (one < other) together_.insert(pair(one, other));
            }
            for (const auto name : once) ++here[name];
            for (const Word& w : list.title)
                if (!w.stop && !w.digits) titles_.insert(w.term);
        }
        for (std::size_t a = 0; a < earlier.lists.size(); ++a) {
            Terms once;
            for (const Sentence& s : earlier.lists[a].sentences)
                for (const auto name : names_of(earlier.lists[a], s, earlier.articles[a].words.language))
                    once.insert(name);
            for (const auto name : once) ++before[name];
        }
        // Named by several here, and by few there: a third of the earlier articles, or one of them.
        const std::size_t several = story.lists.size() > 2 ? 2 : 1;
        for (const auto& [name, articles] : here)
            if (articles >= several && before[name] <= std::max<std::size_t>(1, earlier.lists.size() / 3))
                rare_.insert(name);
    }
    // 0: it is none.
    std::size_t strength(const Told& t) const {
        const SentenceList& list = earlier_.lists[t.article];
        const Sentence& s = sentence_of(earlier_, t);
        const auto names = names_of(list, s, earlier_.articles[t.article].words.language);
        std::size_t pairs = 0;
        for (const auto one : names)
            for (const auto other : names)
                if (one < other && (rare_.contains(one) || rare_.contains(other)))
                    pairs += together_.contains(pair(one, other));
        if (pairs == 0) return 0;
        Terms once;
        std::size_t rare = 0, titled = 0;
        for (const Word& w : list.words_of(s)) {
            if (w.stop || !once.insert(w.term).second) continue;
            const bool is_rare = rare_.contains(w.term);
            rare += is_rare;
            titled += !w.capital && titles_.contains(w.term);
        }
        // Two names of a region are in every second report of it: what is told of them has to be this story's, as a
        // small word of its headlines says.
        return titled > 0 && rare + titled >= 3 ? 2 * rare + titled : 0;
    }

  private:
    static std::uint64_t pair(std::uint64_t one, std::uint64_t other) { return mix64(one * 31 + other); }
    const StoryMatter& earlier_;
    Terms rare_, titles_, together_;
};

// The days that a story's sentences name, with what its articles tell elsewhere.
class Days {
  public:
    explicit Days(const StoryMatter& story) : story_(story), articles_(story.lists.size()) {}

    std::optional<DayNamed> of(const Told& t) {
        const Sentence& sentence = sentence_of(story_, t);
        if (sentence.kind != SentenceKind::prose || sentence.words() < 6) return std::nullopt;
        const StoryArticle& article = story_.articles[t.article];
        auto found = day_named(story_.string(t), article.words.language, article.published);
        if (!found || !found->reckoned) return found;
        if (found->weekday) return outruns(t.article) ? std::nullopt : found;
        // A full date shortly before says which year is spoken of.
        constexpr std::uint32_t near = 3;
        const SentenceList& list = story_.lists[t.article];
        for (std::uint32_t back = 1; back <= std::min(near, t.sentence.number); ++back)
            if (const auto told =
                    last_full_day(list.string(list.sentences[t.sentence.number - back]), article.words.language)) {
                found = day_named(story_.string(t), article.words.language, article.published, told);
                break;
            }
        return in_year_told(found, t);
    }

  private:
    struct Article {
        std::optional<std::vector<year_month_day>> full;
        std::optional<bool> outruns;
    };

    // Whether an article was changed after its stamp: one weekday that tells so leaves all of them in doubt.
    bool outruns(std::size_t a) {
        auto& known = articles_[a].outruns;
        if (known) return *known;
        const SentenceList& list = story_.lists[a];
        const StoryArticle& article = story_.articles[a];
        known = article.published && std::ranges::any_of(list.sentences, [&](const Sentence& s) {
                    return s.kind == SentenceKind::prose &&
                           outruns_stamp(list.string(s), article.words.language, *article.published);
                });
        return *known;
    }

    // "On Feb. 23" where the article, or else another of the story, says "Feb. 23, 2018": that day. What lies right
    // before the publication is news, and where two years are told neither is taken.
    std::optional<DayNamed> in_year_told(std::optional<DayNamed> found, const Told& t) {
        constexpr days news{31};
        if (!found || !found->reckoned || found->month_only) return found;
        const StoryArticle& article = story_.articles[t.article];
        const auto distance = floor<days>(*article.published) - sys_days(found->day);
        if (distance >= days(-1) && distance <= news) return found;
        const auto at = found->day.month() / found->day.day();
        std::optional<year> told;
        bool several = false;
        const auto look = [&](std::size_t a) {
            for (const year_month_day each : full_of(a)) {
                if (each.month() / each.day() != at) continue;
                several |= told && *told != each.year();
                told = each.year();
            }
        };
        look(t.article);
        if (!told)
            for (std::size_t a = 0; a < articles_.size(); ++a) look(a);
        if (told && !several && (*told / at).ok()) found->day = *told / at;
        return found;
    }

    const std::vector<year_month_day>& full_of(std::size_t a) {
        auto& known = articles_[a].full;
        if (known) return *known;
        known.emplace();
        const SentenceList& list = story_.lists[a];
        for (const Sentence& s : list.sentences)
            for (const auto day : full_days(list.string(s), story_.articles[a].words.language)) known->push_back(day);
        return *known;
    }

    const StoryMatter& story_;
    std::vector<Article> articles_;
};

// An entry stands without what was before it: it neither points back nor has a piece of somebody's words, and it is no
// writer's own ("reached out to me").
bool stands_alone(const StoryMatter& story, const Told& t) {
    const auto& sentences = story.lists[t.article].sentences;
    const auto s = std::ranges::lower_bound(sentences, t.sentence.number, {}, &Sentence::number);
    return s == sentences.end() || s->number != t.sentence.number ||
           !(s->leans || s->opens || s->unclosed || s->personal);
}

void add_entries(const StoryMatter& story, std::vector<TimelineEntry>& out) {
    Days named(story);
    for (const Statement& s : story.statements)
        for (const Told& t : s.told) {
            if (!stands_alone(story, t)) continue;
            if (const auto when = named.of(t)) {
                out.push_back({*when, t, s.sources, false});
                break;  // the clearest of a statement stands for it
            }
        }
}

// At most five, and never more than the story has of its own.
void add_background(const StoryMatter& story, const StoryMatter& earlier, std::vector<TimelineEntry>& out) {
    constexpr std::size_t most = 5;
    const Bond bond(story, earlier);
    Days named(earlier);
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
        if (s.leans || s.opens || s.told.empty() || !stands_alone(earlier, s.told.front())) continue;
        const Told& t = s.told.front();
        const std::size_t strength = bond.strength(t);
        if (strength == 0) continue;
        const auto when = named.of(t);
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

// A weekday that two articles count from different weeks: two entries a week apart that say nearly the same are one.
// The day that has been stands before the one ahead, what more say before what few do, and then what was told sooner.
void join_weeks(const StoryMatter& story, std::vector<TimelineEntry>& entries) {
    std::vector<bool> gone(entries.size(), false);
    const auto away = [&](const TimelineEntry& e) {
        const auto published = story.articles[e.told.article].published;
        const days behind = published ? floor<days>(*published) - sys_days(e.when.day) : days(0);
        return behind >= days(0) ? behind : days(1000) - behind;
    };
    const auto rank = [&](const TimelineEntry& e) {
        return std::tuple(away(e) >= days(1000), -static_cast<int>(e.sources), away(e));
    };
    std::map<sys_days, std::vector<std::size_t>> each;
    std::vector<Terms> words(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) each[sys_days(entries[i].when.day)].push_back(i);
    for (const auto& [day, here] : each) {
        const auto later = each.find(day + days(7));
        if (later == each.end()) continue;
        for (const std::size_t one : here)
            for (const std::size_t other : later->second) {
                const TimelineEntry &a = entries[one], &b = entries[other];
                if (gone[one] || gone[other] || !(a.when.weekday || b.when.weekday)) continue;
                for (const std::size_t i : {one, other})
                    if (words[i].empty()) words[i] = telling_words(story, entries[i].told);
                if (repeats(words[one], words[other])) gone[rank(b) < rank(a) ? one : other] = true;
            }
    }
    std::size_t at = 0;
    std::erase_if(entries, [&](const TimelineEntry&) { return bool(gone[at++]); });
}

// Of a day's sentences the two that most sources say; the second must say something else.
void thin(const StoryMatter& story, std::vector<TimelineEntry>& entries) {
    constexpr std::size_t most_a_day = 2;
    join_weeks(story, entries);
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
