// Numbers that differ.
//
// Idea: two sources that count one thing, in sentences that are alike, and do not come to the same number. Most numbers
// that differ are of two things (another day, a rise and a level, a part and the whole), so whatever tells two things
// apart is asked first, and what is alike last.
// Checked by tests/assist/compare_test.cpp.
#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include "assist/compare_parts.hpp"
#include "assist/timeline.hpp"

namespace octavo::assist {
namespace {

constexpr std::size_t most_numbers = 6;

struct NumberTold {
    Told told;
    const Statement* statement = nullptr;
    Counted number;
    bool only = true;                               // of its kind in its sentence
    std::optional<std::chrono::sys_days> day = {};  // on which it was so
    std::set<std::uint64_t> around;                 // telling words of its sentence, without what is counted
};

// What tells two things apart is asked of near-same sentences, too.
bool alike(const NumberTold& a, const NumberTold& b) {
    // "rose by 3" and "rose to 3", "rose 3" and "fell 3".
    if (a.number.change != b.number.change) return false;
    if (a.number.direction != b.number.direction || a.number.spans != b.number.spans) return false;
    // What happened on different days differs rightly, and what grows from one day to the next: without a day in the
    // sentence it is the article's own.
    if (a.day != b.day) return false;
    // Two sums in a sentence are of two things, and money and shares are in every second sentence: only near-same ones
    // speak of the same.
    if (is_measure(a.number)) return a.statement == b.statement && a.only && b.only;
    if (a.statement == b.statement) return true;
    std::size_t shared = 0;
    for (const auto term : a.around) shared += b.around.contains(term);
    // Of the longer one: half of a short sentence stands in many a long one about something else.
    return shared >= 5 && shared * 2 >= std::max(a.around.size(), b.around.size());
}

std::map<std::uint64_t, std::vector<NumberTold>> numbers_told(const StoryMatter& story) {
    constexpr std::size_t most_of_one = 40;
    using namespace std::chrono;
    std::map<std::uint64_t, std::vector<NumberTold>> out;
    for (const Statement& s : story.statements) {
        std::vector<Told> all(s.told);
        all.insert(all.end(), s.differing.begin(), s.differing.end());
        for (const Told& t : all) {
            const StoryArticle& article = story.articles[t.article];
            if (article.is_copy) continue;
            const Sentence& sentence = sentence_of(story, t);
            std::optional<sys_days> day;
            if (const auto named = day_named(story.string(t), article.words.language, article.published))
                day = named->day;
            else if (article.published)
                day = floor<days>(*article.published);
            const auto numbers = counted(story.lists[t.article], sentence, article.words.language);
            for (const Counted& n : numbers) {
                NumberTold one{.told = t,
                               .statement = &s,
                               .number = n,
                               .only = std::ranges::count(numbers, n.what, &Counted::what) == 1,
                               .day = day,
                               .around = {}};
                for (const Word& w : story.lists[t.article].words_of(sentence))
                    if (!w.stop && !w.digits && w.term != n.what) one.around.insert(w.term);
                if (auto& same = out[n.what]; same.size() < most_of_one) same.push_back(std::move(one));
            }
        }
    }
    return out;
}

}  // namespace

std::vector<NumbersDiffer> numbers_that_differ(const StoryMatter& story) {
    std::vector<NumbersDiffer> out;
    for (const auto& [what, all] : numbers_told(story)) {
        // A source that gives both numbers knows that they are two things.
        std::map<std::string_view, std::set<double>> given;
        for (const NumberTold& s : all) given[story.articles[s.told.article].source].insert(s.number.value);
        const auto source = [&](const NumberTold& s) { return story.articles[s.told.article].source; };
        for (std::size_t i = 0; i < all.size() && out.size() < most_numbers; ++i) {
            NumbersDiffer found{std::string(all[i].number.noun), {}};
            std::set<double> values{all[i].number.value};
            std::set<std::string_view> sources{source(all[i])};
            std::vector<std::size_t> members{i};
            for (std::size_t j = i + 1; j < all.size(); ++j) {
                if (sources.contains(source(all[j])) || !alike(all[i], all[j])) continue;
                const double a = all[i].number.value, b = all[j].number.value;
                if (a != b && same_number(all[i].number, all[j].number)) continue;
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
            out.push_back(std::move(found));
            break;
        }
    }
    return out;
}

}  // namespace octavo::assist
