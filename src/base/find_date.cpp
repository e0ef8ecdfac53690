// Finds a date in running text. parse_stamp reads a text that is a date from end to end; a byline or a line under a
// headline has other words around it, and one of them may be a number.
//
//   "Jane Doe, 12 | Posted on 3rd May, 2024 at 18:30"   ->  tokens: .. 12 .. posted on 3 rd may 2024 at 18 30
// The tokens are tried one after the other as the beginning of each shape a date has; the first shape that fits and
// names a day that exists wins. "1.2.10" in running text may be anything: a short year wants two digits everywhere.
// Checked by tests/base/dates_test.cpp and fuzz/date.cpp.
#include <algorithm>
#include <array>

#include "base/calendars.hpp"
#include "base/date_words.hpp"
#include "base/dates.hpp"
#include "base/utf8.hpp"

namespace octavo {
namespace {

constexpr bool digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

struct Token {
    std::size_t begin = 0, end = 0;
    int value = 0;   // of a number
    int digits = 0;  // 0: a word
};

constexpr std::size_t most_tokens = 120;

class Finder {
  public:
    Finder(std::string_view folded, SlashDate slash) : text_(folded), slash_(slash) { cut(); }

    struct Span {
        Stamp stamp;
        std::size_t begin, end;
        bool weekday;
    };
    std::optional<Span> find() {
        for (std::size_t i = 0; i < count_; ++i) {
            last_ = i;
            if (!date_at(i)) continue;
            const bool weekday = i > 0 && dates::meaning_of(word(i - 1)).word == dates::Word::weekday;
            Span span{{}, tokens_[i].begin, tokens_[last_].end, weekday};
            using namespace std::chrono;
            span.stamp.at = sys_days{*date_};
            span.stamp.precision = Stamp::Precision::day;
            if (const auto clock = time_behind(last_)) {
                span.stamp.at += *clock;
                span.stamp.precision = Stamp::Precision::time;
                span.end = tokens_[last_].end;
            }
            return span;
        }
        return std::nullopt;
    }

  private:
    void cut() {
        for (std::size_t at = 0; at < text_.size() && count_ < most_tokens;) {
            Token t{.begin = at};
            if (digit(text_[at])) {
                for (; at < text_.size() && digit(text_[at]); ++at) {
                    if (t.digits < 9) t.value = t.value * 10 + (text_[at] - '0');
                    ++t.digits;
                }
            } else if (letter(text_[at])) {
                // A full stop within a Thai word is an abbreviation's.
                while (at < text_.size() &&
                       (letter(text_[at]) || (text_[at] == '.' && text_[at - 1] < 0 && at + 1 < text_.size() &&
                                              static_cast<unsigned char>(text_[at + 1]) == 0xE0)))
                    ++at;
            } else {
                ++at;
                continue;
            }
            t.end = at;
            tokens_[count_++] = t;
        }
    }

    const Token* at(std::size_t i) const { return i < count_ ? &tokens_[i] : nullptr; }
    std::string_view word(std::size_t i) const {
        return i < count_ && tokens_[i].digits == 0 ? text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin)
                                                    : std::string_view();
    }
    int number(std::size_t i, int most_digits) const {
        return i < count_ && tokens_[i].digits > 0 && tokens_[i].digits <= most_digits ? tokens_[i].value : -1;
    }
    int year(std::size_t i) const {
        const Token* t = at(i);
        return t && t->digits == 4 ? t->value : -1;
    }
    // 25.04.24: two digits everywhere, and the year is not what it was a lifetime ago.
    int short_year(std::size_t i) const {
        for (std::size_t k = i - 2; k <= i; ++k)
            if (!at(k) || tokens_[k].digits != 2) return -1;
        const int value = tokens_[i].value;
        return value >= 90 ? 1900 + value : value < 60 ? 2000 + value : -1;
    }
    // What stands between two neighbours, spaces left out.
    std::string_view between(std::size_t i) const {
        if (i + 1 >= count_) return "none";
        return utf8::trim(text_.substr(tokens_[i].end, tokens_[i + 1].begin - tokens_[i].end));
    }

    // A month's name, maybe said in two words; sets what comes behind it.
    int month(std::size_t i, std::size_t& next) const {
        const auto w = word(i);
        if (w.empty()) return 0;
        next = i + 1;
        if (w == "tháng") {
            const int n = number(i + 1, 2);
            next = i + 2;
            return n >= 1 && n <= 12 ? n : 0;
        }
        if (const int named = dates::month_named(w)) return named;
        // A stem alone would make November of "novels": of longer words only those of other letters are read so.
        const bool plain = std::ranges::all_of(w, [](char c) { return c >= 0; });
        if (plain && w.size() > 4) return 0;
        const auto meaning = dates::meaning_of(w);
        return meaning.word == dates::Word::month ? meaning.month : 0;
    }
    static bool is_filler(std::string_view w) {
        static constexpr std::string_view words[] = {"st", "nd", "rd", "th",  "er", "º",  "ª",   "de", "del", "of",
                                                     "d",  "a",  "e",  "ier", "il", "na", "năm", "ng", "ο"};
        for (const auto f : words)
            if (w == f) return true;
        return false;
    }
    std::size_t skip_fillers(std::size_t i) const {
        for (int n = 0; n < 2 && !word(i).empty() && is_filler(word(i)); ++n) ++i;
        return i;
    }

    bool accept(int year, int month, int day, std::size_t last) {
        using namespace std::chrono;
        if (year >= 2450 && year <= 2650) year -= 543;  // Thai solar calendar: the Buddhist era
        const auto date = std::chrono::year{year} / month / day;
        if (year < 1970 || year > 2100 || month < 1 || day < 1 || !date.ok()) return false;
        date_ = date;
        last_ = last;
        return true;
    }

    bool date_at(std::size_t i) {
        if (at(i)->digits == 0) return era_date(i) || month_first(i);
        return numeric(i) || day_month_year(i) || year_month_day(i);
    }

    // 2024-05-03, 2024. 5. 3., 2024年5月3日, 2024년 5월 3일; 3.5.2024, 3/5/2024, 5/3/2024; 1403/02/14.
    bool numeric(std::size_t i) {
        const int a = tokens_[i].value;
        if (tokens_[i].digits == 4) {
            if (eastern(i, a)) return true;
            const int b = number(i + 1, 2), c = number(i + 2, 2);
            const auto s = between(i), s2 = between(i + 1);
            if (b < 1 || c < 1 || s != s2 || (s != "-" && s != "/" && s != ".")) return false;
            if (a >= 1370 && a <= 1430 && s != ".")
                if (const auto date = dates::from_persian(a, b, c))
                    return accept(static_cast<int>(date->year()),
                                  static_cast<int>(static_cast<unsigned>(date->month())),
                                  static_cast<int>(static_cast<unsigned>(date->day())), i + 2);
            return accept(a, b, c, i + 2);
        }
        if (tokens_[i].digits > 2) return false;
        const int b = number(i + 1, 2), y = year(i + 2) > 0 ? year(i + 2) : short_year(i + 2);
        const auto s = between(i), s2 = between(i + 1);
        if (b < 1 || y < 0 || s != s2 || (s != "-" && s != "/" && s != ".")) return false;
        const bool month_first = s == "/" && (slash_ == SlashDate::month_first ? a <= 12 : b > 12);
        return month_first ? accept(y, a, b, i + 2) : accept(y, b, a, i + 2);
    }
    bool eastern(std::size_t i, int y) {
        const int m = number(i + 2, 2), d = number(i + 4, 2);
        if (m < 1 || d < 1) return false;
        const auto first = word(i + 1), second = word(i + 3), third = word(i + 5);
        const bool han = first == "年" && second == "月" && third.starts_with("日");
        const bool hangul = first == "년" && second == "월" && third.starts_with("일");
        return (han || hangul) && accept(y, m, d, i + 5);
    }
    // 令和6年5月3日, 民國113年5月3日.
    bool era_date(std::size_t i) {
        static constexpr std::pair<std::string_view, int> eras[] = {
            {"令和", 2018}, {"平成", 1988}, {"昭和", 1925}, {"民國", 1911}, {"民国", 1911}};
        if (static_cast<unsigned char>(text_[tokens_[i].begin]) < 0xE4) return false;
        for (const auto& [name, start] : eras) {
            if (!word(i).ends_with(name)) continue;
            const int y = number(i + 1, 3);
            return y > 0 && eastern(i + 1, start + y);
        }
        return false;
    }

    // 3 May 2024, 3rd of May, 2024, 3. Mai 2024, 3 de mayo de 2024, ngày 3 tháng 5 năm 2024, 15 มกราคม 2563.
    bool day_month_year(std::size_t i) {
        const int day = number(i, 2);
        if (day < 1 || day > 31) return false;
        const std::size_t name = skip_fillers(i + 1);
        if (const int persian = dates::persian_month(word(name)))
            if (const auto date = dates::from_persian(year(name + 1), persian, day))
                return accept(static_cast<int>(date->year()), static_cast<int>(static_cast<unsigned>(date->month())),
                              static_cast<int>(static_cast<unsigned>(date->day())), name + 1);
        std::size_t next = 0;
        const int m = month(name, next);
        if (m == 0) return false;
        next = skip_fillers(next);
        return year(next) > 0 && accept(year(next), m, day, next);
    }
    // May 3, 2024; May 3rd 2024.
    bool month_first(std::size_t i) {
        if (number(i + 1, 2) < 1) return false;
        std::size_t next = 0;
        const int m = month(i, next);
        if (m == 0) return false;
        const int day = number(next, 2);
        if (day < 1) return false;
        const std::size_t y = skip_fillers(next + 1);
        return year(y) > 0 && accept(year(y), m, day, y);
    }
    // 2024. május 3., 2024 m. gegužės 3 d., 2024. gada 3. maijā, 2024 ж. 3 мамыр.
    bool year_month_day(std::size_t i) {
        if (tokens_[i].digits != 4) return false;
        std::size_t name = i + 1;
        for (int n = 0; n < 2; ++n) {
            std::size_t next = 0;
            if (const int m = month(name, next)) {
                if (const int d = number(next, 2); d > 0) return accept(tokens_[i].value, m, d, next);
                return false;
            }
            if (const int d = number(name, 2); d > 0) {
                if (const int m = month(name + 1, next)) return accept(tokens_[i].value, m, d, name + 1);
                return false;
            }
            ++name;
        }
        return false;
    }

    // A clock time in the next three tokens: ", 18:30 Uhr", " at 6.30 pm", " à 18h30".
    std::optional<std::chrono::minutes> time_behind(std::size_t i) {
        for (std::size_t k = i + 1; k <= i + 3 && k + 1 < count_; ++k) {
            const int hour = number(k, 2), minute = number(k + 1, 2);
            if (hour < 0) continue;
            const std::string_view gap = text_.substr(tokens_[k].end, tokens_[k + 1].begin - tokens_[k].end);
            const bool h = word(k + 1) == "h" && number(k + 2, 2) >= 0 && tokens_[k + 2].digits == 2;
            const int minutes = h ? number(k + 2, 2) : minute;
            if (!h && ((gap != ":" && gap != ".") || tokens_[k + 1].digits != 2)) return std::nullopt;
            if (hour > 23 || minutes < 0 || minutes > 59) return std::nullopt;
            last_ = h ? k + 2 : k + 1;
            int half = 0;
            for (std::size_t n = last_ + 1; n <= last_ + 1; ++n) {
                const auto w = word(n);
                if (w == "pm" || (w == "p" && word(n + 1) == "m")) half = 12;
                if (w == "am" || (w == "a" && word(n + 1) == "m")) half = -12;
            }
            const int of_day = half == 12 && hour < 12 ? hour + 12 : half == -12 && hour == 12 ? 0 : hour;
            return std::chrono::minutes(of_day * 60 + minutes);
        }
        return std::nullopt;
    }

    std::string_view text_;
    SlashDate slash_;
    std::array<Token, most_tokens> tokens_;
    std::size_t count_ = 0;
    std::size_t last_ = 0;
    std::optional<std::chrono::year_month_day> date_;
};

}  // namespace

std::optional<FoundDate> find_date(std::string_view text, SlashDate slash) {
    if (!dates::may_have_digits(text)) return std::nullopt;
    const std::string folded = dates::fold(utf8::cut(text, 400));
    if (std::ranges::none_of(folded, digit)) return std::nullopt;  // every shape has a year
    const auto span = Finder(folded, slash).find();
    if (!span) return std::nullopt;
    return FoundDate{span->stamp, folded.substr(0, span->begin), folded.substr(span->end), span->weekday};
}

}  // namespace octavo
