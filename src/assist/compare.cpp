// How the sources of a story tell it.
//
// Idea: all of it is counting over statements (statements.hpp). What more than half of the sources say is what they
// agree on; a sentence whose names or numbers stand in no other source is what one alone reports; two sources that
// count the same thing in sentences that are alike, and do not come to the same number, differ. Nothing is judged: a
// reader sees both sentences, with their sources.
//   "12 people were killed in the blast"  A     "The blast killed 14 people"  B     ->  dead: 12 (A), 14 (B)
// Checked by tests/assist/compare_test.cpp, fuzz/assist_fuzz.cpp.
#include "assist/compare.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "assist/numbers.hpp"
#include "assist/quotes.hpp"
#include "assist/timeline.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"

namespace octavo::assist {
namespace {

constexpr std::size_t most_shared = 8, most_alone = 12, most_alone_each = 2, most_numbers = 6, most_quotes = 24,
                      most_quotes_each = 3;

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

const Sentence& sentence_of(const StoryMatter& story, const Told& t) {
    return story.lists[t.article].sentences[t.sentence.number];
}

// Words that begin a statement nobody can place without the text around it.
bool stands_alone(const StoryMatter& story, const Statement& s) {
    return !s.leans && !s.opens && !sentence_of(story, s.told.front()).refers;
}

using Terms = std::unordered_set<std::uint64_t>;
Terms telling(const StoryMatter& story, const Told& t) {
    Terms out;
    for (const Word& w : story.lists[t.article].words_of(sentence_of(story, t)))
        if (!w.stop) out.insert(w.term);
    return out;
}

void add_shared(const StoryMatter& story, Comparison& out) {
    std::vector<const Statement*> found;
    for (const Statement& s : story.statements)
        if (s.sources >= 2 && s.sources * 2 > story.sources && stands_alone(story, s)) found.push_back(&s);
    // Of a large story nothing may be in more than half: then what most have.
    if (found.empty())
        for (const Statement& s : story.statements)
            if (s.sources >= 2 && stands_alone(story, s)) found.push_back(&s);
    std::ranges::stable_sort(found, [](auto* a, auto* b) {
        return a->sources != b->sources ? a->sources > b->sources : a->place < b->place;
    });
    // Two statements may have come to say the same.
    std::vector<Terms> said;
    for (const Statement* s : found) {
        if (out.by_most.size() == most_shared) break;
        Terms words = telling(story, s->told.front());
        const bool again = std::ranges::any_of(said, [&](const Terms& one) {
            const auto shared = std::ranges::count_if(words, [&](auto term) { return one.contains(term); });
            return static_cast<std::size_t>(shared) * 2 >= std::min(words.size(), one.size());
        });
        if (again) continue;
        said.push_back(std::move(words));
        out.by_most.push_back({s->told, s->sources});
    }
}

// Whether another source tells what a sentence tells, in whatever words: a share of the rarity of the lighter of the
// two stands in both.
class Elsewhere {
  public:
    explicit Elsewhere(const StoryMatter& story) : story_(story) {
        for (std::uint32_t a = 0; a < story.lists.size(); ++a)
            for (std::uint32_t i = 0; i < std::min(story.lists[a].sentences.size(), most_story_sentences); ++i) {
                const Sentence& s = story.lists[a].sentences[i];
                if (s.kind == SentenceKind::fragment || s.kind == SentenceKind::invitation) continue;
                all_.push_back({a, telling(story, {a, {s.number, s.at}}), 0});
            }
        for (std::uint32_t i = 0; i < all_.size(); ++i)
            for (const auto term : all_[i].terms) in_[term].push_back(i);
        for (Item& item : all_)
            for (const auto term : item.terms) item.weight += rarity(term);
    }
    bool tells(const Told& t) const {
        constexpr float enough = .30F;
        constexpr std::size_t fewest = 7;
        float weight = 0;
        std::unordered_map<std::uint32_t, float> shared;  // by place in all_
        for (const auto term : telling(story_, t)) {
            const float rare = rarity(term);
            weight += rare;
            if (const auto found = in_.find(term); found != in_.end())
                for (const std::uint32_t i : found->second) shared[i] += rare;
        }
        return std::ranges::any_of(shared, [&](const auto& one) {
            const Item& item = all_[one.first];
            return item.terms.size() >= fewest && one.second >= enough * std::min(weight, item.weight) &&
                   story_.articles[item.article].source != story_.articles[t.article].source;
        });
    }

  private:
    struct Item {
        std::uint32_t article = 0;
        Terms terms;
        float weight = 0;
    };
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

void add_alone(const StoryMatter& story, Comparison& out) {
    const Voices voices(story);
    struct Found {
        Told told;
        float worth;
    };
    std::vector<Found> found;
    for (const Statement& s : story.statements) {
        if (s.told.size() != 1 || story.articles[s.told[0].article].is_copy || !stands_alone(story, s)) continue;
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
        if (out.by_one.size() == most_alone || asked == most_asked) break;
        auto& of_source = each[story.articles[f.told.article].source];
        if (of_source == most_alone_each || is_core(story, f.told)) continue;
        ++asked;
        if (elsewhere.tells(f.told)) continue;
        ++of_source;
        out.by_one.push_back(f.told);
    }
}

struct Saying {
    Told told;
    const Statement* statement = nullptr;
    std::optional<DayNamed> day = {};
    Counted number;
    std::int64_t grows_on = 0;       // the day, counted from 1970, on which it was so
    std::set<std::uint64_t> around;  // telling words of its sentence, without what is counted
};

// Money and shares are in every second sentence: only near-same sentences speak of the same ones. What happened on
// different days differs rightly.
bool alike(const Saying& a, const Saying& b) {
    if (a.statement == b.statement) return true;
    if (a.number.noun == "$" || a.number.noun == "%" || a.number.noun == "percent") return false;
    if (a.day && b.day && a.day->day != b.day->day) return false;
    if (a.number.direction != b.number.direction || a.number.spans != b.number.spans) return false;
    // What grows differs rightly from one day to the next: without a day in the sentence, the article's own.
    if (a.grows_on != b.grows_on) return false;
    std::size_t shared = 0;
    for (const auto term : a.around) shared += b.around.contains(term);
    // Of the longer one: half of a short sentence stands in many a long one about something else.
    return shared >= 5 && shared * 2 >= std::max(a.around.size(), b.around.size());
}

// "more than 80,000" agrees with 82,000.
bool within_bound(const Counted& a, const Counted& b) {
    const auto fits = [](const Counted& bound, double n) {
        if (bound.bound == Bound::over) return n >= bound.value && n <= 1.25 * bound.value;
        if (bound.bound == Bound::about) return n >= .85 * bound.value && n <= 1.15 * bound.value;
        return bound.bound == Bound::under && n <= bound.value && n >= .8 * bound.value;
    };
    return fits(a, b.value) || fits(b, a.value);
}

// "2.2 trillion" is "2 trillion" to who rounds.
bool same_number(double a, double b) {
    if (a == b) return true;
    const double more = std::max(a, b), less = std::min(a, b);
    return more >= 100 && less > 0 && (more - less) / more < .12;
}

void add_numbers(const StoryMatter& story, Comparison& out) {
    std::map<std::uint64_t, std::vector<Saying>> by_what;
    for (const Statement& s : story.statements)
        for (const Told& t : s.told) {
            if (story.articles[t.article].is_copy) continue;
            const Sentence& sentence = sentence_of(story, t);
            const StoryArticle& article = story.articles[t.article];
            const auto day = day_named(story.string(t), article.words.language, article.published);
            for (const Counted& n :
                 counted(story.lists[t.article], sentence, story.articles[t.article].words.language)) {
                const auto grew = day ? std::optional(std::chrono::sys_days(day->day))
                                  : article.published
                                      ? std::optional(std::chrono::floor<std::chrono::days>(*article.published))
                                      : std::nullopt;
                Saying saying{t, &s, day, n, grew ? grew->time_since_epoch().count() : 0, {}};
                for (const Word& w : story.lists[t.article].words_of(sentence))
                    if (!w.stop && !w.digits && w.term != n.what) saying.around.insert(w.term);
                if (auto& all = by_what[n.what]; all.size() < 40) all.push_back(std::move(saying));
            }
        }
    for (const auto& [what, all] : by_what) {
        // A source that gives both numbers knows that they are two things.
        std::map<std::string_view, std::set<double>> given;
        for (const Saying& s : all) given[story.articles[s.told.article].source].insert(s.number.value);
        const auto source = [&](const Saying& s) { return story.articles[s.told.article].source; };
        for (std::size_t i = 0; i < all.size() && out.numbers.size() < most_numbers; ++i) {
            NumbersDiffer found{std::string(all[i].number.noun), {}};
            std::set<double> values{all[i].number.value};
            std::set<std::string_view> sources{source(all[i])};
            std::vector<std::size_t> members{i};
            for (std::size_t j = i + 1; j < all.size(); ++j) {
                if (sources.contains(source(all[j])) || !alike(all[i], all[j])) continue;
                const double a = all[i].number.value, b = all[j].number.value;
                if (a != b && (same_number(a, b) || within_bound(all[i].number, all[j].number))) continue;
                if (a != b && (given[source(all[i])].contains(b) || given[source(all[j])].contains(a))) continue;
                values.insert(b);
                sources.insert(source(all[j]));
                members.push_back(j);
            }
            if (values.size() < 2) continue;
            for (const auto m : members) {
                const auto at = all[m].number.at;
                found.said.push_back({all[m].told, std::string(story.lists[all[m].told.article].text.substr(
                                                       at.begin, at.end - at.begin))});
            }
            out.numbers.push_back(std::move(found));
            break;
        }
    }
}

// The first two dozen letters: the same words are the same quotation, however long they are quoted.
std::string letters_of(std::string_view words, std::size_t most) {
    std::string out;
    const std::string folded = text::fold(utf8::cut(words, 5 * most));
    std::size_t letters = 0;
    for (std::size_t at = 0; at < folded.size() && letters < most;) {
        const char32_t c = utf8::next(folded, at);
        if (text::class_of(c) == text::CharClass::other || c == '\'' || c == 0x2019) continue;
        utf8::append(out, c);
        ++letters;
    }
    return out;
}

// Of one speaker's words none stand twice, inside longer ones either, and no speaker has all the room.
void thin_quotes(const StoryMatter& story, std::vector<Quote>& quotes) {
    constexpr std::size_t most_letters = 400;
    std::vector<std::string> letters;
    for (const Quote& q : quotes) {
        const std::string_view text = story.lists[q.told.article].text;
        letters.push_back(letters_of(text.substr(q.words.begin, q.words.end - q.words.begin), most_letters));
    }
    std::map<std::string, std::size_t> of;
    std::vector<Quote> kept;
    for (std::size_t i = 0; i < quotes.size(); ++i) {
        bool inside = false;
        for (std::size_t j = 0; j < quotes.size() && !inside; ++j)
            inside = j != i && quotes[j].speaker == quotes[i].speaker && letters[j].contains(letters[i]) &&
                     (letters[j].size() > letters[i].size() || j < i);
        if (inside || of[quotes[i].speaker] == most_quotes_each) continue;
        ++of[quotes[i].speaker];
        kept.push_back(std::move(quotes[i]));
    }
    quotes = std::move(kept);
}

void add_quotes(const StoryMatter& story, const StoryNames& names, Comparison& out) {
    std::set<std::string> seen;
    for (std::uint32_t a = 0; a < story.lists.size(); ++a) {
        const SentenceList& list = story.lists[a];
        for (QuoteFound& q : find_quotes(list, story.articles[a].words.language, names[a])) {
            if (q.speaker.empty() || list.sentences[q.sentence].kind == SentenceKind::fragment) continue;
            if (list.sentences[q.sentence].elsewhere) continue;
            const auto words = list.text.substr(q.words.begin, q.words.end - q.words.begin);
            // The same words in another article, whatever stands around them.
            if (!seen.insert(letters_of(words, 24)).second) continue;
            const Sentence& s = list.sentences[q.sentence];
            out.quotes.push_back({{a, {s.number, s.at}}, q.words, std::move(q.speaker)});
        }
    }
    // "Donald J. Trump" is "Donald Trump".
    std::map<std::string, std::string> shortest;
    for (const Quote& q : out.quotes) {
        auto& one = shortest[first_and_last(q.speaker)];
        if (one.empty() || q.speaker.size() < one.size()) one = q.speaker;
    }
    for (Quote& q : out.quotes) q.speaker = shortest[first_and_last(q.speaker)];
    std::map<std::string, std::size_t> first;
    for (std::size_t i = 0; i < out.quotes.size(); ++i) first.try_emplace(out.quotes[i].speaker, i);
    std::ranges::stable_sort(out.quotes, {}, [&](const Quote& q) { return first[q.speaker]; });
    thin_quotes(story, out.quotes);
    if (out.quotes.size() > most_quotes) out.quotes.resize(most_quotes);
}

void add_headlines(const StoryMatter& story, Comparison& out) {
    std::unordered_map<std::uint64_t, std::size_t> used;
    std::set<std::string_view> sources;
    for (std::uint32_t a = 0; a < story.lists.size(); ++a) {
        if (story.articles[a].is_copy || story.lists[a].title.empty()) continue;
        if (!sources.insert(story.articles[a].source).second) continue;
        out.headlines.push_back({a, {}});
        std::set<std::uint64_t> once;
        for (const Word& w : story.lists[a].title)
            if (once.insert(w.term).second) ++used[w.term];
    }
    for (Headline& h : out.headlines)
        for (const Word& w : story.lists[h.article].title)
            if (!w.stop && used[w.term] == 1)
                h.own.emplace_back(story.articles[h.article].words.title.substr(w.begin, w.end - w.begin));
}

}  // namespace

std::string first_and_last(std::string_view name) {
    const auto first = name.find(' '), last = name.rfind(' ');
    if (first == std::string_view::npos || first == last) return text::fold(name);
    return text::fold(fmt::format("{}{}", name.substr(0, first), name.substr(last)));
}

StoryNames story_names(const StoryMatter& story) {
    StoryNames out;
    for (std::size_t i = 0; i < story.lists.size(); ++i)
        out.push_back(
            text::tag({story.articles[i].words.title, story.lists[i].text, story.articles[i].words.language}).entities);
    return out;
}

Comparison compare(const StoryMatter& story, const StoryNames& names) {
    Comparison out;
    out.sources = story.sources;
    out.enough = story.sources >= 2;
    add_headlines(story, out);
    add_quotes(story, names, out);
    if (!out.enough) return out;
    add_shared(story, out);
    add_alone(story, out);
    add_numbers(story, out);
    return out;
}

}  // namespace octavo::assist
