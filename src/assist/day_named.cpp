// Which day a sentence tells of.
//
// Idea: all days of a sentence are read, each with the words around it, and the first that is the sentence's own
// counts.
//   "He announced Monday he would extend the order through May 15."   Monday: 15 May only bounds something
//   "The House will vote on Wednesday."        the Wednesday ahead: a promise stands in the day's clause
//   "He said on Wednesday the House will vote." the Wednesday before: what was said then stands behind
//   "a recent Friday", "Super Tuesday", "life sentence for $30 of marijuana"   no day
// A clause is what stands between commas; nothing more is parsed. Where all days only bound something, the sentence has
// none. Checked by tests/assist/day_named_test.cpp, fuzz/assist_fuzz.cpp.
#include <vector>

#include "assist/day_words.hpp"
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

struct Piece {
    text::Span at;
    std::string folded;    // "" of what is no word
    int number = -1;       // of one or two digits, or a year; not of a price, a share, a part of a larger number
    bool capital = false;  // begins with one
    bool quoted = false;   // stands inside a quotation
    bool begins = false;   // a comma or the like stands before it
    DayHint hint = DayHint::none;
};

char at_or_blank(std::string_view s, std::size_t i) { return i < s.size() ? s[i] : ' '; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "$30", "5%", "36,400", "2.5": no day of a month. "3,2020" is one, written close.
bool measures(std::string_view s, std::size_t begin, std::size_t end) {
    const std::string_view before = s.substr(0, begin), behind = s.substr(end);
    for (const std::string_view money : {"$", "€", "£", "¥", "#"})
        if (before.ends_with(money)) return true;
    if (behind.starts_with("%")) return true;
    const char b = begin > 0 ? s[begin - 1] : ' ', e = at_or_blank(s, end);
    if ((b == '.' || b == ',') && begin > 1 && is_digit(s[begin - 2]) && end - begin != 4) return true;
    if (e != '.' && e != ',') return false;
    std::size_t digits = 0;
    while (is_digit(at_or_blank(s, end + 1 + digits))) ++digits;
    return digits > 0 && digits != 4;
}

int number_of(std::string_view folded) {
    std::size_t digits = 0;
    int value = 0;
    while (digits < folded.size() && digits < 4 && is_digit(folded[digits]))
        value = value * 10 + (folded[digits++] - '0');
    const std::string_view tail = folded.substr(digits);
    const bool ordinal = tail.empty() || tail == "st" || tail == "nd" || tail == "rd" || tail == "th" || tail == "er" ||
                         tail == "º" || tail == ".";
    return digits > 0 && ordinal && (digits <= 2 || digits == 4) ? value : -1;
}

// The words of a sentence, hyphens inside words kept ("segunda-feira").
class Cutting {
  public:
    Cutting(std::string_view s, std::string_view language) : s_(s), language_(language) {}

    std::vector<Piece> all() {
        char32_t before = ' ';
        for (std::size_t at = 0; at < s_.size();) {
            const std::size_t from = at;
            const char32_t c = utf8::next(s_, at);
            const bool inside =
                text::class_of(c) != text::CharClass::other && c != '.' && c != ',' && c != ':' && c != '"';
            const bool joined = (c == '-' || c == '\'' || c == 0x2019) && begin_ != std::string_view::npos;
            if (inside || joined) {
                if (begin_ == std::string_view::npos) begin_ = from;
            } else {
                flush(from);
                mark(c, before, from);
            }
            before = c;
        }
        flush(s_.size());
        return std::move(out_);
    }

  private:
    void mark(char32_t c, char32_t before, std::size_t from) {
        // A stop ends no clause: "Aug. 17".
        if (c == ',' || c == ';' || c == ':' || c == 0x2014 || c == '(' || c == ')' || c == 0x60C || c == 0x3001)
            begins_ = true;
        if (c == 0x201C || c == 0xAB || c == 0x201E) quoted_ = begins_ = true;
        if (c == 0x201D || c == 0xBB) {
            // One that was opened in the sentence before.
            if (!quoted_)
                for (Piece& p : out_) p.quoted = true;
            quoted_ = false;
            begins_ = true;
        }
        if (c == '"') {
            const bool opens = before == ' ' || before == '(' || from == 0;
            if (!opens && !quoted_)
                for (Piece& p : out_) p.quoted = true;
            quoted_ = opens;
            begins_ = true;
        }
    }

    void flush(std::size_t end) {
        constexpr std::size_t most = 120;
        if (begin_ == std::string_view::npos) return;
        const std::size_t begin = std::exchange(begin_, std::string_view::npos);
        if (out_.size() >= most) return;
        const auto word = s_.substr(begin, end - begin);
        Piece p{.at = {begin, end}, .folded = text::fold(word)};
        if (!measures(s_, begin, end)) p.number = number_of(p.folded);
        std::size_t first = 0;
        p.capital = text::is_upper(utf8::next(word, first));
        p.quoted = quoted_;
        p.begins = std::exchange(begins_, false);
        p.hint = day_hint(p.folded, language_);
        out_.push_back(std::move(p));
    }

    std::string_view s_, language_;
    std::vector<Piece> out_;
    std::size_t begin_ = std::string_view::npos;
    bool quoted_ = false, begins_ = true;
};

// A day that a sentence names, and how it is meant.
struct Found {
    DayNamed day;
    bool bound = false;
};

class Reader {
  public:
    Reader(std::string_view s, std::string_view language, std::optional<sys_days> published)
        : s_(s), language_(language), published_(published), p_(Cutting(s, language).all()) {}

    // The first day that is no bound; whether there was any.
    std::pair<std::optional<DayNamed>, bool> first() {
        bool any = false;
        for (std::size_t i = 0; i < p_.size(); ++i) {
            auto found = month_date(i);
            if (!found) found = distance_date(i);
            if (!found || !speaks_of(found->day.day)) continue;
            any = true;
            if (!found->bound) return {found->day, true};
        }
        return {std::nullopt, any};
    }

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
    std::optional<Found> month_date(std::size_t i) const {
        const int m = month(i);
        if (m == 0) return std::nullopt;
        const auto is_day = [](int n) { return n >= 1 && n <= 31; };
        const auto is_year = [](int n) { return n >= 1800 && n <= 2200; };
        int day = 0, year_found = 0;
        std::size_t first = i, last = i;
        if (i > 0 && is_day(number(i - 1)) && !p_[i].begins) day = number(i - 1), first = i - 1;
        if (day == 0 && i > 1 && link(i - 1) && is_day(number(i - 2))) day = number(i - 2), first = i - 2;
        if (day == 0 && is_day(number(i + 1)) && !p_[i + 1].begins) day = number(i + 1), last = i + 1;
        if (is_year(number(last + 1)))
            year_found = number(last + 1), last = last + 1;
        else if (link(last + 1) && is_year(number(last + 2)))
            year_found = number(last + 2), last = last + 2;
        if (day == 0 && year_found == 0) return std::nullopt;
        Found out;
        out.day.at = {p_[first].at.begin, p_[last].at.end};
        out.day.month_only = day == 0;
        out.bound = bounds(first);
        const auto named = std::chrono::month(static_cast<unsigned>(m));
        const auto d = std::chrono::day(static_cast<unsigned>(std::max(day, 1)));
        if (year_found != 0) {
            out.day.day = year(year_found) / named / d;
            return out.day.day.ok() ? std::optional(out) : std::nullopt;
        }
        if (!published_) return std::nullopt;
        out.day.reckoned = true;
        const auto nearest = nearest_year(named / d, weight_ahead(first, last));
        if (!nearest) return std::nullopt;
        out.day.day = *nearest;
        return out;
    }

    // What a day ahead counts against one that has been.
    double weight_ahead(std::size_t first, std::size_t last) const {
        if (lies_ahead(first, last)) return .01;
        if (last + 1 < p_.size() && p_[last + 1].hint == DayHint::held) return .5;
        return bounds(first) ? 1 : 2;  // a day that has been is told oftener than one to come
    }

    std::optional<sys_days> nearest_year(month_day md, double ahead) const {
        std::optional<sys_days> best;
        double least = 0;
        const auto now = year_month_day(*published_).year();
        for (const int off : {-1, 0, 1}) {
            const year_month_day candidate = (now + years(off)) / md.month() / md.day();
            if (!candidate.ok()) continue;
            const auto away = static_cast<double>((sys_days(candidate) - *published_).count());
            const double distance = away > 0 ? ahead * away : -away;
            if (!best || distance < least) best = sys_days(candidate), least = distance;
        }
        return best;
    }

    std::optional<Found> distance_date(std::size_t i) const {
        if (!published_) return std::nullopt;
        const auto word = day_word(p_[i].folded, language_);
        if (!word) return std::nullopt;
        Found out;
        out.day.reckoned = true;
        out.day.at = p_[i].at;
        if (!word->weekday) {
            // Inside a quotation it is the speaker's day; with a capital inside a sentence a name: "USA Today".
            if (p_[i].quoted || (i > 0 && p_[i].capital && !p_[i].begins)) return std::nullopt;
            if (word->days == 0 && language_.starts_with("en") && !happens(i)) return std::nullopt;
            out.day.day = *published_ + days(word->days);
            out.bound = bounds(i);
            return out;
        }
        if (is_name(i) || (i > 0 && p_[i - 1].hint == DayHint::any && !p_[i].begins)) return std::nullopt;
        out.bound = bounds(i);
        Direction direction = i > 0 ? direction_word(p_[i - 1].folded, language_) : Direction::none;
        if (direction == Direction::none && i + 1 < p_.size()) direction = direction_word(p_[i + 1].folded, language_);
        const days behind = weekday(*published_) - *word->weekday;  // 0 to 6
        const bool same = behind.count() == 0;
        if (direction == Direction::ahead)
            out.day.day = *published_ + (same ? days(7) : days(7) - behind);
        else if (direction == Direction::none && !same && lies_ahead(i, i))
            out.day.day = *published_ + (days(7) - behind);
        else
            out.day.day = *published_ - (direction == Direction::before && same ? days(7) : behind);
        return out;
    }

    bool is_name(std::size_t i) const {
        const auto capital = [&](std::size_t j) -> std::string_view {
            return j < p_.size() && p_[j].capital ? std::string_view(p_[j].folded) : std::string_view();
        };
        return names_a_day(i > 0 ? capital(i - 1) : "", capital(i + 1), language_);
    }

    // "until 3 May", "after the 3 May vote", "compared with 1,200 on May 21".
    bool bounds(std::size_t i) const {
        constexpr std::size_t far = 8;
        std::size_t j = i;
        while (j > 0 && !p_[j].begins && i - j < 3 && p_[j - 1].hint == DayHint::filler) --j;
        if (j > 0 && !p_[j].begins && p_[j - 1].hint == DayHint::bound) return true;
        for (std::size_t back = i; back > 0 && i - back < far; --back)
            if (p_[back - 1].hint == DayHint::compared || p_[back - 1].folded == "than") return true;
        return false;
    }

    // Whether the clause speaks of what is to come on that day.
    bool lies_ahead(std::size_t first, std::size_t last) const {
        constexpr std::size_t far = 14;
        for (std::size_t j = first; j > 0 && first - j < far; --j) {
            if (p_[j].begins) break;
            const Piece& p = p_[j - 1];
            if (p.hint == DayHint::told) return false;
            if (p.hint == DayHint::plan || p.hint == DayHint::promise)
                return !(j < p_.size() && p_[j].folded == "have");  // "would have"
        }
        for (std::size_t j = last + 1; j < p_.size() && j <= last + 8; ++j) {
            const bool planned = p_[j].hint == DayHint::plan && p_[j - 1].folded == "are";
            if (p_[j].hint == DayHint::promise || planned) return true;  // "On Tuesday, they are scheduled to vote"
            if (p_[j].hint == DayHint::told || is_past(p_[j].folded)) return false;
        }
        return false;
    }

    static bool is_past(std::string_view folded) {
        constexpr std::string_view irregular[] = {
            "was",  "were", "had", "did", "made", "took", "gave", "came", "went", "won",  "lost", "held", "told", "met",
            "sent", "left", "led", "ran", "died", "fell", "rose", "hit",  "said", "drew", "set",  "shot", "sued"};
        return (folded.size() > 4 && folded.ends_with("ed")) || text::contains(irregular, folded);
    }

    // "today" is a day where something happened or will; "as it does today" is a time.
    bool happens(std::size_t i) const {
        constexpr std::size_t far = 10;
        if (i > 0)
            for (const std::string_view each : {"is", "are", "does", "do", "of", "world", "america", "still", "like"})
                if (p_[i - 1].folded == each) return false;
        for (std::size_t j = i > far ? i - far : 0; j < std::min(p_.size(), i + far); ++j)
            if (!p_[j].quoted && (is_past(p_[j].folded) || p_[j].hint == DayHint::promise)) return true;
        return false;
    }

    std::string_view s_, language_;
    std::optional<sys_days> published_;
    std::vector<Piece> p_;
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
                                  std::optional<Instant> published) {
    const std::string_view s = utf8::cut(sentence, most_looked);
    const auto day = published ? std::optional(floor<days>(*published)) : std::nullopt;
    Reader reader(s, language, day);
    const auto [found, any] = reader.first();
    if (found || any) return found;
    if (auto full = full_date(s); full && reader.speaks_of(full->day)) return full;
    return std::nullopt;
}

}  // namespace octavo::assist
