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

constexpr std::size_t most_shared = 8, most_alone = 12, most_alone_each = 2, most_numbers = 6, most_quotes = 24;

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

void add_shared(const StoryMatter& story, Comparison& out) {
    std::vector<const Statement*> found;
    for (const Statement& s : story.statements)
        if (s.sources >= 2 && !s.opens && s.sources * 2 > story.sources) found.push_back(&s);
    // Of a large story nothing may be in more than half: then what most have.
    if (found.empty())
        for (const Statement& s : story.statements)
            if (s.sources >= 2 && !s.opens) found.push_back(&s);
    std::ranges::stable_sort(found, [](auto* a, auto* b) {
        return a->sources != b->sources ? a->sources > b->sources : a->place < b->place;
    });
    for (const Statement* s : found) {
        if (out.by_most.size() == most_shared) break;
        out.by_most.push_back({s->told, s->sources});
    }
}

void add_alone(const StoryMatter& story, Comparison& out) {
    const Voices voices(story);
    struct Found {
        Told told;
        float worth;
    };
    std::vector<Found> found;
    for (const Statement& s : story.statements) {
        if (s.told.size() != 1 || s.leans || s.opens || story.articles[s.told[0].article].is_copy) continue;
        const Sentence& sentence = sentence_of(story, s.told[0]);
        if (sentence.kind != SentenceKind::prose || sentence.words() < 8 || sentence.words() > 60) continue;
        std::size_t own = 0, own_facts = 0;
        const auto words = story.lists[s.told[0].article].words_of(sentence);
        for (const Word& w : words) {
            if (w.stop || !voices.one(w.term)) continue;
            ++own;
            own_facts += w.digits || (w.capital && &w != words.data());
        }
        if (own_facts == 0 || own < 3) continue;
        const float linked = s.worth;  // it still speaks of the story
        found.push_back({s.told[0], (static_cast<float>(own_facts) + .3F * static_cast<float>(own)) /
                                            static_cast<float>(sentence.words() + 10) +
                                        2 * linked});
    }
    std::ranges::stable_sort(found, std::greater{}, &Found::worth);
    std::map<std::string_view, std::size_t> each;
    for (const Found& f : found) {
        if (out.by_one.size() == most_alone) break;
        if (++each[story.articles[f.told.article].source] <= most_alone_each) out.by_one.push_back(f.told);
    }
}

struct Saying {
    Told told;
    const Statement* statement = nullptr;
    std::optional<DayNamed> day = {};
    Counted number;
    std::set<std::uint64_t> around;  // telling words of its sentence, without what is counted
};

// Money and shares are in every second sentence: only near-same sentences speak of the same ones. What happened on
// different days differs rightly.
bool alike(const Saying& a, const Saying& b) {
    if (a.statement == b.statement) return true;
    if (a.number.noun == "$" || a.number.noun == "%" || a.number.noun == "percent") return false;
    if (a.day && b.day && a.day->day != b.day->day) return false;
    std::size_t shared = 0;
    for (const auto term : a.around) shared += b.around.contains(term);
    // Of the longer one: half of a short sentence stands in many a long one about something else.
    return shared >= 5 && shared * 2 >= std::max(a.around.size(), b.around.size());
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
                Saying saying{t, &s, day, n, {}};
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
                if (a != b && same_number(a, b)) continue;
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
std::string opening_letters(std::string_view words) {
    std::string out;
    const std::string folded = text::fold(utf8::cut(words, 120));
    std::size_t letters = 0;
    for (std::size_t at = 0; at < folded.size() && letters < 24;) {
        const char32_t c = utf8::next(folded, at);
        if (text::class_of(c) == text::CharClass::other || c == '\'' || c == 0x2019) continue;
        utf8::append(out, c);
        ++letters;
    }
    return out;
}

void add_quotes(const StoryMatter& story, const StoryNames& names, Comparison& out) {
    std::set<std::string> seen;
    for (std::uint32_t a = 0; a < story.lists.size(); ++a) {
        const SentenceList& list = story.lists[a];
        for (QuoteFound& q : find_quotes(list, story.articles[a].words.language, names[a])) {
            if (q.speaker.empty() || list.sentences[q.sentence].kind == SentenceKind::fragment) continue;
            const auto words = list.text.substr(q.words.begin, q.words.end - q.words.begin);
            // The same words in another article, whatever stands around them.
            if (!seen.insert(opening_letters(words)).second) continue;
            const Sentence& s = list.sentences[q.sentence];
            out.quotes.push_back({{a, {s.number, s.at}}, q.words, std::move(q.speaker)});
        }
    }
    std::map<std::string, std::size_t> first;
    for (std::size_t i = 0; i < out.quotes.size(); ++i) first.try_emplace(out.quotes[i].speaker, i);
    std::ranges::stable_sort(out.quotes, {}, [&](const Quote& q) { return first[q.speaker]; });
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
