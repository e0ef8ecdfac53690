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

#include "assist/compare_parts.hpp"
#include "assist/quotes.hpp"
#include "assist/same_person.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"

namespace octavo::assist {
namespace {

constexpr std::size_t most_shared = 8, most_quotes = 24, most_quotes_each = 3;

// Those who say it, with the first that stands alone in front; none where none does.
std::vector<Told> alone_first(const StoryMatter& story, const Statement& s) {
    std::vector<Told> out = s.told;
    const auto alone = std::ranges::find_if(out, [&](const Told& t) { return stands_alone(story, t); });
    if (alone == out.end()) return {};
    std::rotate(out.begin(), alone, alone + 1);
    return out;
}

// Every three words in a row that stand inside quotation marks in a sentence.
Terms quoted_threes(const StoryMatter& story, const Told& t) {
    constexpr std::string_view opening[] = {"“", "„", "«", "\""}, closing[] = {"”", "“", "»", "\""};
    Terms out;
    const SentenceList& list = story.lists[t.article];
    const Sentence& s = sentence_of(story, t);
    const auto words = list.words_of(s);
    for (std::size_t kind = 0; kind < std::size(opening); ++kind)
        for (std::size_t at = s.at.begin; (at = list.text.find(opening[kind], at)) < s.at.end;) {
            at += opening[kind].size();
            const auto end = std::min(list.text.find(closing[kind], at), s.at.end);
            auto w = std::ranges::lower_bound(words, at, {}, [](const Word& word) { return word.begin; });
            for (; w != words.end() && words.end() - w > 2 && (w + 2)->end <= end; ++w)
                out.insert((w->term * 31 + (w + 1)->term) * 31 + (w + 2)->term);
            at = std::min(end + 1, s.at.end);
        }
    return out;
}

// Two that quote the same words are one: its sources are those of both.
bool quotes_the_same(const StoryMatter& story, const std::vector<Told>& told, const Terms& threes) {
    return !threes.empty() && std::ranges::any_of(told, [&](const Told& t) {
        return std::ranges::any_of(quoted_threes(story, t), [&](auto three) { return threes.contains(three); });
    });
}
void join(const StoryMatter& story, Shared& one, const std::vector<Told>& told) {
    for (const Told& t : told)
        if (std::ranges::find(one.told, t.article, &Told::article) == one.told.end()) one.told.push_back(t);
    std::set<std::string_view> sources;
    for (const Told& t : one.told)
        if (!story.articles[t.article].is_copy) sources.insert(story.articles[t.article].source);
    one.sources = std::max(one.sources, static_cast<std::uint32_t>(sources.size()));
}

void add_shared(const StoryMatter& story, Comparison& out) {
    struct Found {
        const Statement* statement;
        std::vector<Told> told;
    };
    std::vector<Found> found;
    for (const Statement& s : story.statements) {
        if (s.sources < 2) continue;
        if (auto told = alone_first(story, s); !told.empty()) found.push_back({&s, std::move(told)});
    }
    std::ranges::stable_sort(found, [](const Found& a, const Found& b) {
        const Statement &x = *a.statement, &y = *b.statement;
        return x.sources != y.sources ? x.sources > y.sources : x.place < y.place;
    });
    // Of a large story nothing may be in more than half: then what most have.
    if (!found.empty() && found.front().statement->sources * 2 > story.sources)
        std::erase_if(found, [&](const Found& f) { return f.statement->sources * 2 <= story.sources; });
    // Two statements may have come to say the same.
    std::vector<Terms> said;
    for (Found& f : found) {
        if (out.by_most.size() == most_shared) break;
        Terms words = telling(story, f.told.front());
        const bool again = std::ranges::any_of(said, [&](const Terms& one) {
            const auto shared = std::ranges::count_if(words, [&](auto term) { return one.contains(term); });
            return static_cast<std::size_t>(shared) * 2 >= std::min(words.size(), one.size());
        });
        if (again) continue;
        const Terms threes = quoted_threes(story, f.told.front());
        const auto same = std::ranges::find_if(
            out.by_most, [&](const Shared& one) { return quotes_the_same(story, one.told, threes); });
        if (same != out.by_most.end()) {
            join(story, *same, f.told);
            continue;
        }
        said.push_back(std::move(words));
        out.by_most.push_back({std::move(f.told), f.statement->sources});
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

Terms words_within(const SentenceList& list, text::Span at) {
    Terms out;
    auto w = std::ranges::lower_bound(list.words, at.begin, {}, [](const Word& word) { return word.begin; });
    for (; w != list.words.end() && w->end <= at.end; ++w)
        if (!w->stop) out.insert(w->term);
    return out;
}

// Of one speaker's words none stand twice, nor does what shares half its words with a longer one; and no speaker has
// all the room.
void thin_quotes(const StoryMatter& story, std::vector<Quote>& quotes) {
    constexpr std::ptrdiff_t fewest_shared = 2;
    std::vector<Terms> terms;
    for (const Quote& q : quotes) terms.push_back(words_within(story.lists[q.told.article], q.words));
    std::vector<std::size_t> order(quotes.size()), kept;
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, std::greater{},
                             [&](auto i) { return quotes[i].words.end - quotes[i].words.begin; });
    for (const auto i : order) {
        const bool again = std::ranges::any_of(kept, [&](auto j) {
            if (quotes[j].speaker != quotes[i].speaker) return false;
            const auto shared = std::ranges::count_if(terms[i], [&](auto term) { return terms[j].contains(term); });
            return shared >= fewest_shared &&
                   static_cast<std::size_t>(shared) * 2 >= std::min(terms[i].size(), terms[j].size());
        });
        if (!again) kept.push_back(i);
    }
    std::ranges::sort(kept);
    std::map<std::string, std::size_t> of;
    std::vector<Quote> out;
    for (const auto i : kept)
        if (of[quotes[i].speaker]++ < most_quotes_each) out.push_back(std::move(quotes[i]));
    quotes = std::move(out);
}

void add_quotes(const StoryMatter& story, const StoryNames& names, Comparison& out) {
    std::set<std::string> seen;
    for (std::uint32_t a = 0; a < story.lists.size(); ++a) {
        const SentenceList& list = story.lists[a];
        for (QuoteFound& q : find_quotes(list, story.articles[a].words, names[a])) {
            if (q.speaker.empty() || list.sentences[q.sentence].kind == SentenceKind::fragment) continue;
            if (list.sentences[q.sentence].elsewhere) continue;
            const auto words = list.text.substr(q.words.begin, q.words.end - q.words.begin);
            if (is_useless_piece(words)) continue;
            // The same words in another article, whatever stands around them.
            if (!seen.insert(letters_of(words, 24)).second) continue;
            const Sentence& s = list.sentences[q.sentence];
            out.quotes.push_back({{a, {s.number, s.at}}, q.words, std::move(q.speaker)});
        }
    }
    // "Donald J. Trump" is "Donald Trump".
    const SamePeople same(story, names);
    for (Quote& q : out.quotes) q.speaker = same.of(q.speaker);
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

const Sentence& sentence_of(const StoryMatter& story, const Told& t) {
    return story.lists[t.article].sentences[t.sentence.number];
}

bool stands_alone(const StoryMatter& story, const Told& t) {
    const Sentence& s = sentence_of(story, t);
    return !s.leans && !s.opens && !s.unclosed && !s.refers;
}

Terms telling(const StoryMatter& story, const Told& t) {
    Terms out;
    for (const Word& w : story.lists[t.article].words_of(sentence_of(story, t)))
        if (!w.stop) out.insert(w.term);
    return out;
}

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
    out.by_one = told_by_one(story);
    out.numbers = numbers_that_differ(story);
    return out;
}

}  // namespace octavo::assist
