// When things of a story happened.
//
// Idea: a sentence that names a day tells what happened then. Full dates are read by base/dates; a weekday is the last
// one before the article came out, "next Tuesday" the one ahead, "3 May" the 3 May nearest to it. What is reckoned so
// says so, and a sentence that names no day says nothing: the day of publication is when it was reported, not when it
// happened, and stands apart (Coverage).
//   "The bridge closed on 3 May."   published 10 June 2025   ->  2025-05-03, reckoned
// Of sentences that say nearly the same, one stands, with how many sources say it. Checked by
// tests/assist/timeline_test.cpp, fuzz/assist_fuzz.cpp.
#include "assist/timeline.hpp"

#include <map>
#include <set>
#include <unordered_set>

#include "assist/day_words.hpp"
#include "base/date_words.hpp"
#include "base/dates.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"

namespace octavo::assist {
namespace {

using namespace std::chrono;

constexpr std::size_t most_entries = 40, most_looked = 600;  // entries; bytes of a sentence

struct Piece {
    text::Span at;
    std::string folded;  // "" of what is no word
    int number = -1;     // of one or two digits, or a year
};

// The words of a sentence, hyphens inside words kept ("segunda-feira").
std::vector<Piece> pieces(std::string_view s) {
    std::vector<Piece> out;
    std::size_t begin = 0;
    const auto flush = [&](std::size_t end) {
        if (end > begin && out.size() < 120) {
            const auto word = s.substr(begin, end - begin);
            Piece p{{begin, end}, text::fold(word), -1};
            std::size_t digits = 0;
            int value = 0;
            while (digits < p.folded.size() && digits < 4 && p.folded[digits] >= '0' && p.folded[digits] <= '9')
                value = value * 10 + (p.folded[digits++] - '0');
            const std::string_view tail = std::string_view(p.folded).substr(digits);
            const bool ordinal = tail.empty() || tail == "st" || tail == "nd" || tail == "rd" || tail == "th" ||
                                 tail == "er" || tail == "º" || tail == ".";
            if (digits > 0 && ordinal && (digits <= 2 || digits == 4)) p.number = value;
            out.push_back(std::move(p));
        }
        begin = std::string_view::npos;
    };
    begin = std::string_view::npos;
    for (std::size_t at = 0; at < s.size();) {
        const std::size_t from = at;
        const char32_t c = utf8::next(s, at);
        const bool inside = text::class_of(c) != text::CharClass::other && c != '.' && c != ',' && c != ':';
        const bool joined = (c == '-' || c == '\'' || c == 0x2019) && begin != std::string_view::npos;
        if (inside || joined) {
            if (begin == std::string_view::npos) begin = from;
        } else if (begin != std::string_view::npos) {
            flush(from);
        }
    }
    if (begin != std::string_view::npos) flush(s.size());
    return out;
}

int month_of(const Piece& p) {
    if (p.number >= 0 || p.folded.size() < 3) return 0;
    const auto meaning = dates::meaning_of(p.folded);
    return meaning.word == dates::Word::month ? meaning.month : 0;
}

// "May" the word, "March" the walk: a month's name counts with a day or a year beside it, or "in"/"since" before it.
std::optional<DayNamed> month_date(const std::vector<Piece>& p, std::size_t i, std::optional<sys_days> published) {
    const int month = month_of(p[i]);
    if (month == 0) return std::nullopt;
    const auto number = [&](std::size_t j) { return j < p.size() ? p[j].number : -1; };
    const auto is_day = [](int n) { return n >= 1 && n <= 31; };
    const auto is_year = [](int n) { return n >= 1800 && n <= 2200; };
    int day = 0, year_found = 0;
    std::size_t first = i, last = i;
    const auto link = [&](std::size_t j) {  // "3 de mayo", "3 of May"
        return j < p.size() &&
               (p[j].folded == "de" || p[j].folded == "of" || p[j].folded == "del" || p[j].folded == "di");
    };
    if (i > 0 && is_day(number(i - 1))) day = number(i - 1), first = i - 1;
    if (day == 0 && i > 1 && link(i - 1) && is_day(number(i - 2))) day = number(i - 2), first = i - 2;
    if (day == 0 && is_day(number(i + 1))) day = number(i + 1), last = i + 1;
    if (is_year(number(last + 1)))
        year_found = number(last + 1), last = last + 1;
    else if (link(last + 1) && is_year(number(last + 2)))
        year_found = number(last + 2), last = last + 2;
    if (day == 0 && year_found == 0) return std::nullopt;
    DayNamed out;
    out.at = {p[first].at.begin, p[last].at.end};
    out.month_only = day == 0;
    const auto m = std::chrono::month(static_cast<unsigned>(month));
    const auto d = std::chrono::day(static_cast<unsigned>(std::max(day, 1)));
    if (year_found != 0) {
        out.day = year(year_found) / m / d;
        return out.day.ok() ? std::optional(out) : std::nullopt;
    }
    if (!published) return std::nullopt;
    out.reckoned = true;
    const auto now = year_month_day(*published).year();
    std::optional<sys_days> best;
    for (const int off : {-1, 0, 1}) {
        const year_month_day candidate = (now + years(off)) / m / d;
        if (!candidate.ok()) continue;
        // A day that has been is told oftener than one to come.
        const auto distance = [&](sys_days x) {
            const auto ahead = (x - *published).count();
            return ahead > 0 ? 2 * ahead : -ahead;
        };
        if (!best || distance(sys_days(candidate)) < distance(*best)) best = sys_days(candidate);
    }
    if (!best) return std::nullopt;
    out.day = *best;
    return out;
}

std::optional<DayNamed> distance_date(const std::vector<Piece>& p, std::size_t i, std::string_view language,
                                      std::optional<sys_days> published) {
    if (!published) return std::nullopt;
    const auto word = day_word(p[i].folded, language);
    if (!word) return std::nullopt;
    DayNamed out;
    out.reckoned = true;
    out.at = p[i].at;
    if (!word->weekday) {
        out.day = *published + days(word->days);
        return out;
    }
    Direction direction = Direction::none;
    if (i > 0) direction = direction_word(p[i - 1].folded, language);
    if (direction == Direction::none && i + 1 < p.size()) direction = direction_word(p[i + 1].folded, language);
    const days behind = weekday(*published) - *word->weekday;  // 0 to 6
    if (direction == Direction::ahead)
        out.day = *published + (behind.count() == 0 ? days(7) : days(7) - behind);
    else
        out.day = *published - (direction == Direction::before && behind.count() == 0 ? days(7) : behind);
    return out;
}

bool speaks_of(year_month_day day, std::optional<sys_days> published) {
    if (!day.ok() || int(day.year()) < 1800) return false;
    return !published || sys_days(day) <= *published + days(366);
}

// "2024-05-03", "3.5.2024", "2024年5月3日": what only base/dates reads.
std::optional<DayNamed> full_date(std::string_view s) {
    if (!dates::may_have_digits(s)) return std::nullopt;
    auto found = find_date(utf8::cut(s, 400));
    // Where no blank parts words, a date stands between its first digit and the word for day.
    const auto digit = s.find_first_of("0123456789"), last = s.find("日", std::min(digit, s.size()));
    if (!found && last != std::string_view::npos) found = find_date(s.substr(digit, last + 3 - digit));
    if (!found || found->stamp.precision < Stamp::Precision::day) return std::nullopt;
    DayNamed out;
    out.day = floor<days>(found->stamp.at);
    out.at = {0, 0};
    return out;
}

}  // namespace

std::optional<DayNamed> day_named(std::string_view sentence, std::string_view language,
                                  std::optional<Instant> published) {
    const std::string_view s = utf8::cut(sentence, most_looked);
    const auto day = published ? std::optional(floor<days>(*published)) : std::nullopt;
    const auto words = pieces(s);
    std::optional<DayNamed> weak;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (auto found = month_date(words, i, day); found && speaks_of(found->day, day)) return found;
        if (!weak)
            if (auto found = distance_date(words, i, language, day); found && speaks_of(found->day, day)) weak = found;
    }
    if (auto found = full_date(s); found && speaks_of(found->day, day)) return found;
    return weak;
}

namespace {

void add_entries(const StoryMatter& story, bool earlier, std::uint32_t offset,
                 const std::unordered_set<std::uint64_t>* names, std::vector<TimelineEntry>& out) {
    for (const Statement& s : story.statements) {
        if (s.leans && s.told.size() == 1 && earlier) continue;
        for (const Told& t : s.told) {
            const StoryArticle& article = story.articles[t.article];
            const auto when = day_named(story.string(t), article.words.language, article.published);
            if (!when) continue;
            const Sentence& sentence = story.lists[t.article].sentences[t.sentence.number];
            if (sentence.kind != SentenceKind::prose || sentence.words() < 6) break;
            if (names) {
                std::size_t shared = 0;
                for (const Word& w : story.lists[t.article].words_of(sentence)) shared += names->contains(w.term);
                if (shared < 2) break;
            }
            out.push_back({*when, {t.article + offset, t.sentence}, s.sources, earlier});
            break;  // the clearest of a statement stands for it
        }
    }
}

std::unordered_set<std::uint64_t> names_of(const StoryMatter& story) {
    std::unordered_set<std::uint64_t> out;
    for (const SentenceList& list : story.lists)
        for (const Sentence& s : list.sentences)
            for (const Word& w : list.words_of(s))
                if (w.capital && !w.stop && w.begin != s.at.begin) out.insert(w.term);
    return out;
}

// Of a day's sentences those that most sources say; a day has at most four.
void thin(std::vector<TimelineEntry>& entries) {
    std::ranges::stable_sort(entries, [](const TimelineEntry& a, const TimelineEntry& b) {
        const auto x = sys_days(a.when.day), y = sys_days(b.when.day);
        return x != y ? x < y : a.sources > b.sources;
    });
    std::map<std::pair<sys_days, bool>, int> each;
    std::erase_if(entries, [&](const TimelineEntry& e) { return ++each[{sys_days(e.when.day), e.earlier}] > 4; });
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
    add_entries(story, false, 0, nullptr, out.entries);
    thin(out.entries);
    add_days(story, out);
    return out;
}

Timeline timeline(const StoryMatter& story, const StoryMatter& earlier) {
    Timeline out;
    add_entries(story, false, 0, nullptr, out.entries);
    const auto names = names_of(story);
    add_entries(earlier, true, static_cast<std::uint32_t>(story.articles.size()), &names, out.entries);
    thin(out.entries);
    add_days(story, out);
    return out;
}

}  // namespace octavo::assist
