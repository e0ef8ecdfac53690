// Which day a sentence tells of.
//
// Idea: all days of a sentence are read, each with the words around it, and the first that is the sentence's own
// counts.
//   "He announced Monday he would extend the order through May 15."   Monday: 15 May only bounds something
//   "The House will vote on Wednesday."        the Wednesday ahead: a promise stands in the day's clause
//   "He said on Wednesday the House will vote." the Wednesday before: what was said then stands behind
//   "a recent Friday", "Super Tuesday", "life sentence for $30 of marijuana"   no day
//   "Friday, March 13"                    one date: the weekday says which year
//   "On August 11, 1993 ... the Aug. 12 show"   1993, too: what was told in full is near
// A clause is what stands between commas; nothing more is parsed. Where all days only bound something, the sentence has
// none. Checked by tests/assist/day_named_test.cpp, fuzz/assist_fuzz.cpp.
#include <vector>

#include "assist/day_clause.hpp"
#include "assist/timeline.hpp"
#include "base/date_words.hpp"
#include "base/dates.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/month_names.hpp"

namespace octavo::assist {
namespace {

using namespace std::chrono;

constexpr std::size_t most_looked = 600;  // bytes of a sentence

// A day that a sentence names, and how it is meant.
struct Found {
    DayNamed day;
    bool bound = false;
    std::size_t first = 0, last = 0;  // pieces
};

class Reader {
  public:
    Reader(std::string_view s, std::string_view language, std::optional<sys_days> published,
           std::optional<sys_days> told)
        : s_(s),
          language_(language),
          published_(published),
          told_(told),
          p_(day_pieces(s, language)),
          clause_(p_, language) {}

    // The first day that is no bound; whether there was any.
    std::pair<std::optional<DayNamed>, bool> first() {
        bool any = false;
        for (std::size_t i = 0; i < p_.size(); ++i) {
            auto found = weekday_and_date(i);
            if (!found) found = month_date(i, std::nullopt);
            if (!found) found = distance_date(i);
            if (doubtful_) return {std::nullopt, true};  // "today" behind it is another's, too
            if (!found || !speaks_of(found->day.day)) continue;
            any = true;
            if (!found->day.reckoned) told_ = sys_days(found->day.day), told_here_ = true;
            if (!found->bound) return {found->day, true};
            i = std::max(i, found->last);
        }
        return {std::nullopt, any};
    }

    // The last day or month that is told with its year.
    std::optional<sys_days> last_full() {
        std::optional<sys_days> out;
        for (std::size_t i = 0; i < p_.size(); ++i)
            if (const auto found = month_date(i, std::nullopt); found && !found->day.reckoned && found->day.day.ok())
                out = sys_days(found->day.day);
        return out;
    }

    // All that are told with their year.
    std::vector<year_month_day> full() const {
        std::vector<year_month_day> out;
        for (std::size_t i = 0; i < p_.size(); ++i)
            if (const auto found = month_date(i, std::nullopt);
                found && !found->day.reckoned && !found->day.month_only && found->day.day.ok())
                out.push_back(found->day.day);
        return out;
    }
    // Whether `first` met what outruns_stamp is about.
    bool outran() const { return outruns_; }

    bool speaks_of(year_month_day day) const {
        if (!day.ok() || int(day.year()) < 1800) return false;
        return !published_ || sys_days(day) <= *published_ + days(366);
    }

  private:
    std::string_view word(std::size_t i) const { return s_.substr(p_[i].at.begin, p_[i].at.end - p_[i].at.begin); }
    int number(std::size_t i) const { return i < p_.size() ? p_[i].number : -1; }
    int month(std::size_t i) const {
        if (i >= p_.size() || p_[i].number >= 0) return 0;
        return text::month_named(word(i), language_);
    }
    bool link(std::size_t i) const {  // "3 de mayo", "3 of May"
        return i < p_.size() && !p_[i].begins &&
               (p_[i].folded == "de" || p_[i].folded == "of" || p_[i].folded == "del" || p_[i].folded == "di");
    }

    // "May" the word, "March" the walk: a month's name counts with a day or a year beside it.
    std::optional<Found> month_date(std::size_t i, std::optional<weekday> on) const {
        const int m = month(i);
        if (m == 0) return std::nullopt;
        const auto is_day = [](int n) { return n >= 1 && n <= 31; };
        const auto is_year = [](int n) { return n >= 1800 && n <= 2200; };
        int day = 0, year_found = 0;
        std::size_t first = i, last = i;
        if (i > 0 && is_day(number(i - 1)) && !p_[i].begins) day = number(i - 1), first = i - 1;
        if (day == 0 && i > 1 && link(i - 1) && is_day(number(i - 2))) day = number(i - 2), first = i - 2;
        if (day == 0 && is_day(number(i + 1)) && !p_[i + 1].begins) day = number(i + 1), last = i + 1;
        // "April 20 to 26, 2020"
        constexpr std::string_view through[] = {"to", "through", "and", "bis", "und", "au", "et", "al", "y", "a", "e"};
        if (day != 0 && last + 3 < p_.size() && text::contains(through, p_[last + 1].folded) &&
            is_day(number(last + 2)) && is_year(number(last + 3)))
            last += 2;
        if (is_year(number(last + 1)))
            year_found = number(last + 1), last = last + 1;
        else if (link(last + 1) && is_year(number(last + 2)))
            year_found = number(last + 2), last = last + 2;
        if (day == 0 && year_found == 0) return std::nullopt;
        Found out;
        out.day.at = {p_[first].at.begin, p_[last].at.end};
        out.day.month_only = day == 0;
        out.first = first;
        out.last = last;
        out.bound = clause_.bounds(first) || clause_.names_a_thing(first, last) || clause_.trails(first, last) ||
                    clause_.awaited(first) || (day != 0 && (clause_.recalls(first, last) || polled(first, last))) ||
                    (day != 0 && clause_.belongs_to_thing(first));
        const auto named = std::chrono::month(static_cast<unsigned>(m));
        const auto d = std::chrono::day(static_cast<unsigned>(std::max(day, 1)));
        if (year_found != 0) {
            out.day.day = year(year_found) / named / d;
            return out.day.day.ok() ? std::optional(out) : std::nullopt;
        }
        if (!published_) return std::nullopt;
        out.day.reckoned = true;
        const auto near_told = beside_told(named / d, on);
        const auto nearest = near_told ? near_told : nearest_year(named / d, weight_ahead(first, last), on);
        if (!nearest) return std::nullopt;
        out.day.day = *nearest;
        // Votes to come are spoken of long before.
        const bool held = last + 1 < p_.size() && p_[last + 1].hint == DayHint::held;
        out.bound = out.bound || (held && *nearest > *published_);
        return out;
    }

    // "conducted June 3-5": when many were asked, which is no day.
    bool polled(std::size_t first, std::size_t last) const {
        if (!language_.starts_with("en")) return false;
        const auto behind = s_.substr(p_[last].at.end);
        const bool range = word(last).find('-') != std::string_view::npos || behind.starts_with("–") ||
                           behind.starts_with(" – ") || behind.starts_with(" to ") || behind.starts_with(" through ") ||
                           behind.starts_with(" and ") ||
                           (last > first && word(last - 1).find('-') != std::string_view::npos);
        constexpr std::size_t near = 5;
        for (std::size_t j = first; range && j > 0 && first - j < near; --j)
            if (p_[j - 1].folded == "conducted") return true;
        return false;
    }

    // "Friday, March 13", "le vendredi 13 mars": one date. The weekday tells its year.
    std::optional<Found> weekday_and_date(std::size_t i) const {
        const auto word = day_word(p_[i].folded, language_);
        if (!word || !word->weekday) return std::nullopt;
        for (std::size_t k = i + 1; k <= i + 4 && k < p_.size(); ++k) {
            if (month(k) == 0) continue;
            auto found = month_date(k, word->weekday);
            if (!found || found->first > i + 2) return std::nullopt;
            if (found->first == i + 2 && p_[i + 1].hint != DayHint::filler) return std::nullopt;
            found->day.at.begin = p_[i].at.begin;
            found->bound = clause_.bounds(i) || clause_.names_a_thing(i, found->last) || clause_.awaited(i) ||
                           clause_.trails(i, found->last);
            found->first = i;
            return found;
        }
        return std::nullopt;
    }

    // A day without a year, where a full date was told shortly before: near that one. Only where it lies so far back
    // that the day of publication would tell another year.
    std::optional<sys_days> beside_told(month_day md, std::optional<weekday> on) const {
        constexpr days long_ago{250}, near_here{200}, near_before{60};
        if (!told_ || !published_ || *told_ > *published_ - long_ago) return std::nullopt;
        // What lies right before the publication is news.
        constexpr days news{31};
        const year_month_day now = year_month_day(*published_).year() / md.month() / md.day();
        if (now.ok() && !told_here_ && sys_days(now) <= *published_ && *published_ - sys_days(now) <= news)
            return std::nullopt;
        std::optional<sys_days> best;
        for (const int off : {-1, 0, 1}) {
            const year_month_day candidate = (year_month_day(*told_).year() + years(off)) / md.month() / md.day();
            if (!candidate.ok() || (on && weekday(sys_days(candidate)) != *on)) continue;
            const days away = abs(sys_days(candidate) - *told_);
            if (away <= (told_here_ ? near_here : near_before) && (!best || away < abs(*best - *told_)))
                best = sys_days(candidate);
        }
        return best;
    }

    // What a day ahead counts against one that has been.
    double weight_ahead(std::size_t first, std::size_t last) const {
        if (clause_.lies_ahead(first, last)) return .01;
        if (last + 1 < p_.size() && p_[last + 1].hint == DayHint::held) return .5;
        if (clause_.bounds(first)) return 1;
        return clause_.was_before(first) ? 20 : 2;  // a day that has been is told oftener than one to come
    }

    std::optional<sys_days> nearest_year(month_day md, double ahead, std::optional<weekday> on) const {
        constexpr double wrong_weekday = 10'000, far_ahead = 90, most_ahead = 300;
        std::optional<sys_days> best;
        double least = 0;
        const auto now = year_month_day(*published_).year();
        for (const int off : {-1, 0, 1}) {
            const year_month_day candidate = (now + years(off)) / md.month() / md.day();
            if (!candidate.ok()) continue;
            const auto away = static_cast<double>((sys_days(candidate) - *published_).count());
            // Nobody promises a day that is nearly a year ahead without saying the year.
            double distance = away > 0 ? (away > most_ahead ? std::max(ahead, 1.0) : ahead) * away : -away;
            // A weekday that fits a day far ahead, which nobody promised, fits by chance.
            if (on && (weekday(sys_days(candidate)) != *on || (away > far_ahead && ahead >= 1)))
                distance += wrong_weekday;
            if (!best || distance < least) best = sys_days(candidate), least = distance;
        }
        return best;
    }

    std::optional<Found> distance_date(std::size_t i) {
        if (!published_) return std::nullopt;
        const auto word = day_word(p_[i].folded, language_);
        if (!word) return std::nullopt;
        Found out;
        out.day.reckoned = true;
        out.day.at = p_[i].at;
        out.first = out.last = i;
        if (!word->weekday) {
            // Inside a quotation it is the speaker's day; with a capital inside a sentence a name: "USA Today".
            if (p_[i].quoted || (i > 0 && p_[i].capital && !p_[i].begins)) return std::nullopt;
            if ((i > 0 && still_word(p_[i - 1].folded, language_)) ||
                (i + 1 < p_.size() && still_word(p_[i + 1].folded, language_)))
                return std::nullopt;
            if (word->days == 0 && language_.starts_with("en") && !clause_.happens(i)) return std::nullopt;
            // "hopes of tomorrow", "plans for tomorrow": the days to come.
            if (word->days > 0 && i > 0 && (p_[i - 1].folded == "of" || p_[i - 1].folded == "for")) return std::nullopt;
            out.day.day = *published_ + days(word->days);
            out.bound = clause_.bounds(i) || clause_.trails(i, i) || clause_.awaited(i);
            return out;
        }
        if (is_name(i) || (i > 0 && p_[i - 1].hint == DayHint::any && !p_[i].begins)) return std::nullopt;
        // "on a sunny Sunday", but "on a call Thursday"
        constexpr std::string_view weather[] = {"quiet", "cold", "warm", "hot", "normal", "typical", "usual", "cool"};
        if (i > 2 && p_[i - 3].folded == "on" && p_[i - 2].folded == "a" && !p_[i].begins &&
            (p_[i - 1].folded.ends_with('y') || text::contains(weather, p_[i - 1].folded)))
            return std::nullopt;
        out.bound = clause_.bounds(i) || clause_.trails(i, i) || clause_.awaited(i);
        out.day.weekday = true;
        Direction direction = i > 0 ? direction_word(p_[i - 1].folded, language_) : Direction::none;
        if (direction == Direction::none && i + 1 < p_.size()) direction = direction_word(p_[i + 1].folded, language_);
        const days behind = weekday(*published_) - *word->weekday;  // 0 to 6
        const bool same = behind.count() == 0;
        if (direction == Direction::ahead)
            out.day.day = *published_ + (same ? days(7) : days(7) - behind);
        else if (direction == Direction::none && !same && behind != days(1) &&
                 (clause_.lies_ahead(i, i) || clause_.intends(i)))  // of yesterday nobody speaks as of next week
            out.day.day = *published_ + (days(7) - behind);
        else if (direction == Direction::none && behind == days(6) && language_.starts_with("en")) {
            // Six days back, and nobody says "last": tomorrow is as likely, or the page was changed after its stamp.
            doubtful_ = !out.bound;
            outruns_ |= !out.bound && clause_.was_done_near(i, i);
            return std::nullopt;
        } else
            out.day.day = *published_ - (direction == Direction::before && same ? days(7) : behind);
        return out;
    }

    bool is_name(std::size_t i) const {
        const auto capital = [&](std::size_t j) -> std::string_view {
            return j < p_.size() && p_[j].capital ? std::string_view(p_[j].folded) : std::string_view();
        };
        return names_a_day(i > 0 ? capital(i - 1) : "", capital(i + 1), language_);
    }

    std::string_view s_, language_;
    std::optional<sys_days> published_, told_;
    bool told_here_ = false;  // in this sentence
    bool outruns_ = false, doubtful_ = false;
    std::vector<Piece> p_;
    DayClause clause_;  // looks at p_
};

// Whether a sentence is written in a script that the names of months were looked up in.
bool cased(std::string_view s) {
    for (std::size_t at = 0; at < s.size();) {
        const auto script = text::script_of(utf8::next(s, at));
        if (script != text::Script::none)
            return script == text::Script::latin || script == text::Script::cyrillic || script == text::Script::greek;
    }
    return false;
}

// "2024-05-03", "3.5.2024", "2024年5月3日": what only base/dates reads.
std::optional<DayNamed> full_date(std::string_view s) {
    if (!dates::may_have_digits(s)) return std::nullopt;
    std::optional<FoundDate> found;
    const auto digit = s.find_first_of("0123456789"), last = s.find("日", std::min(digit, s.size()));
    if (!cased(s)) found = find_date(utf8::cut(s, 400));
    // Where no blank parts words, a date stands between its first digit and the word for day.
    if (!found && last != std::string_view::npos) found = find_date(s.substr(digit, last + 3 - digit));
    // Words of months were read above: here digits alone.
    for (std::size_t from = digit; from < s.size() && !found;) {
        const auto end = std::min(s.find_first_not_of("0123456789./-", from), s.size());
        if (end - from >= 8) found = find_date(s.substr(from, end - from));
        from = s.find_first_of("0123456789", end);
    }
    if (!found || found->stamp.precision < Stamp::Precision::day) return std::nullopt;
    DayNamed out;
    out.day = floor<days>(found->stamp.at);
    out.at = {0, 0};
    return out;
}

}  // namespace

std::optional<DayNamed> day_named(std::string_view sentence, std::string_view language,
                                  std::optional<Instant> published, std::optional<sys_days> told) {
    const std::string_view s = utf8::cut(sentence, most_looked);
    const auto day = published ? std::optional(floor<days>(*published)) : std::nullopt;
    Reader reader(s, language, day, told);
    const auto [found, any] = reader.first();
    if (found || any) return found;
    if (auto full = full_date(s); full && reader.speaks_of(full->day)) return full;
    return std::nullopt;
}

std::optional<sys_days> last_full_day(std::string_view sentence, std::string_view language) {
    return Reader(utf8::cut(sentence, most_looked), language, std::nullopt, std::nullopt).last_full();
}

std::vector<year_month_day> full_days(std::string_view sentence, std::string_view language) {
    if (!dates::may_have_digits(sentence)) return {};
    return Reader(utf8::cut(sentence, most_looked), language, std::nullopt, std::nullopt).full();
}

bool outruns_stamp(std::string_view sentence, std::string_view language, Instant published) {
    Reader reader(utf8::cut(sentence, most_looked), language, floor<days>(published), std::nullopt);
    reader.first();
    return reader.outran();
}

}  // namespace octavo::assist
