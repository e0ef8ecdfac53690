// Reads a date as a person does: not by trying a list of formats, but by asking of each piece what it can be.
//
//   "Thu,  5 Apr 2012 10:00:00 GMT"   word: weekday | 5 | word: month 4 | 2012 | time 10:00:00 | word: zone GMT
//   "2007-04-23T23:25:47.538+10:00"   2007 - 4 - 23 | time | sign after a time: zone of 10:00
//   "2004년 05월 28일 01:31:15"        numbers that say what they are
// One pass collects the pieces, then the order and the separators decide which number is the day (`assemble_date`).
// A list of formats (strptime, one for each dialect) was the road not taken: a hundred formats were slower, and the
// next publisher's was never among them. Checked by tests/base/dates_test.cpp and fuzz/date.cpp.
#include "base/dates.hpp"

#include "base/calendars.hpp"
#include "base/date_quick.hpp"
#include "base/date_words.hpp"
#include "base/utf8.hpp"

namespace octavo {
namespace {

constexpr bool digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

struct Number {
    int value = 0;
    std::size_t digits = 0;
    char separator = 0;  // the character in front, when it is one of - / .
};

int year_of(const Number& n) {
    if (n.digits > 2) return n.value;
    return n.value < 70 ? 2000 + n.value : 1900 + n.value;
}

class Reader {
  public:
    explicit Reader(std::string_view text, SlashDate slash) : text_(text), slash_(slash) {}

    std::optional<Stamp> read() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            const bool good = digit(c) ? number() : letter(c) ? word() : sign_or_separator();
            if (!good) return std::nullopt;
        }
        if (!assemble_date()) return std::nullopt;
        return assemble();
    }

  private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    bool take(std::string_view word) {
        if (!text_.substr(at_).starts_with(word)) return false;
        at_ += word.size();
        return true;
    }

    std::optional<Number> digits() {
        Number n;
        if (at_ > 0 && (text_[at_ - 1] == '-' || text_[at_ - 1] == '/' || text_[at_ - 1] == '.'))
            n.separator = text_[at_ - 1];
        while (digit(peek()) && n.digits < 9) {
            n.value = n.value * 10 + (text_[at_++] - '0');
            ++n.digits;
        }
        if (n.digits == 0 || digit(peek())) return std::nullopt;
        return n;
    }

    bool number() {
        if (numbers_.empty() && !month_ && compact_date()) return true;
        const bool after_t = at_ > 0 && text_[at_ - 1] == 't';
        const auto n = digits();
        if (!n) return false;
        if (!time_ && n->digits <= 2 && (peek() == ':' || (peek() == 'h' && digit(peek(1)))))
            return clock_time(n->value);
        if (!time_ && after_t) return compact_time(*n);
        // "10.30" once the date is complete.
        if (!time_ && n->digits <= 2 && peek() == '.' && digit(peek(1)) && digit(peek(2)) && !digit(peek(3)) &&
            numbers_.size() + (month_ ? 1 : 0) >= 3 && n->separator == 0)
            return clock_time(n->value);
        if (says_what_it_is(*n)) return true;
        if (numbers_.size() >= 4) return false;
        numbers_.push_back(*n);
        if (n->digits == 4 && week_date(n->value)) return true;
        return true;
    }

    // 20031231, 20031231T101455, 20031231101455.
    bool compact_date() {
        std::size_t n = 0;
        while (digit(peek(n))) ++n;
        if (n != 8 && n != 14) return false;
        const auto part = [&](std::size_t from, std::size_t length) {
            int v = 0;
            for (std::size_t i = 0; i < length; ++i) v = v * 10 + (text_[at_ + from + i] - '0');
            return v;
        };
        year_ = part(0, 4), month_ = part(4, 2), day_ = part(6, 2);
        if (n == 14) hour_ = part(8, 2), minute_ = part(10, 2), second_ = part(12, 2), time_ = true;
        at_ += n;
        return true;
    }

    // ISO 8601 week dates: 2004-W53-6, 2004W536.
    bool week_date(int year) {
        const std::size_t start = at_;
        if (peek() == '-') ++at_;
        if (peek() != 'w' || !digit(peek(1)) || !digit(peek(2))) {
            at_ = start;
            return false;
        }
        const int week = (text_[at_ + 1] - '0') * 10 + (text_[at_ + 2] - '0');
        at_ += 3;
        int weekday = 1;
        if (peek() == '-' && digit(peek(1))) ++at_;
        if (digit(peek())) weekday = text_[at_++] - '0';
        if (week < 1 || week > 53 || weekday < 1 || weekday > 7) return false;
        // Week 1 is the week of January 4th.
        using namespace std::chrono;
        const sys_days fourth{std::chrono::year{year} / January / 4};
        const auto monday = fourth - (weekday_of(fourth) - 1) * days{1};
        const year_month_day ymd{monday + days{(week - 1) * 7 + weekday - 1}};
        year_ = static_cast<int>(ymd.year());
        month_ = static_cast<int>(static_cast<unsigned>(ymd.month()));
        day_ = static_cast<int>(static_cast<unsigned>(ymd.day()));
        numbers_.clear();
        return true;
    }
    static int weekday_of(std::chrono::sys_days day) {
        return static_cast<int>(std::chrono::weekday{day}.iso_encoding());
    }

    bool clock_time(int hour) {
        hour_ = hour;
        time_ = true;
        ++at_;  // the colon, h or dot
        const auto minute = digits();
        if (!minute || minute->digits > 2) return false;
        minute_ = minute->value;
        if (peek() == ':' && digit(peek(1))) {
            ++at_;
            const auto second = digits();
            if (!second || second->digits > 2) return false;
            second_ = second->value;
            fraction();
        }
        return true;
    }

    void fraction() {
        // "08:30:15:250" is a slip of the pen that some programs make.
        const bool slip = peek() == ':' && digit(peek(1)) && digit(peek(2)) && digit(peek(3)) && !digit(peek(4));
        if ((peek() != '.' && peek() != ',' && !slip) || !digit(peek(1))) return;
        ++at_;
        for (int scale = 100; digit(peek()); ++at_, scale /= 10) millis_ += (text_[at_] - '0') * scale;
    }

    bool compact_time(const Number& n) {
        time_ = true;
        if (n.digits <= 2) {
            hour_ = n.value;
        } else if (n.digits == 4) {
            hour_ = n.value / 100, minute_ = n.value % 100;
        } else if (n.digits == 6) {
            hour_ = n.value / 10000, minute_ = n.value / 100 % 100, second_ = n.value % 100;
            fraction();
        } else {
            return false;
        }
        return true;
    }

    // The scripts of East Asia write the unit behind the number.
    bool says_what_it_is(const Number& n) {
        std::size_t spaces = 0;
        while (peek(spaces) == ' ') ++spaces;
        at_ += spaces;
        if (take("年") || take("년")) {
            korean_ |= text_.substr(at_ - 3).starts_with("년");
            year_ = year_of(n);
        } else if (take("月") || take("월")) {
            month_ = n.value;
        } else if (take("日") || take("일")) {
            day_ = n.value;
        } else if (take("時") || take("时") || take("시") || take("点")) {
            hour_ = n.value;
            time_ = true;
        } else if (take("分") || take("분")) {
            minute_ = n.value;
        } else if (take("秒") || take("초")) {
            second_ = n.value;
        } else {
            at_ -= spaces;
            return false;
        }
        return true;
    }

    bool word() {
        const std::size_t start = at_;
        while (letter(peek()) || (at_ > start && (peek() == '_' || peek() == '/') && letter(peek(1)))) ++at_;
        std::string word(text_.substr(start, at_ - start));
        const bool glued = start > 0 && digit(text_[start - 1]);
        if (word == "t" && glued && digit(peek())) return true;
        if (glued && (word == "st" || word == "nd" || word == "rd" || word == "th" || word == "er" || word == "º" ||
                      word == "ª"))
            return true;
        if ((word == "a" || word == "p") && peek() == '.' && peek(1) == 'm') {  // "p.m."
            at_ += 2;
            word += 'm';
        }
        if (word == "كانون" || word == "تشرين") {  // "first" or "second" of its name
            while (peek() == ' ') ++at_;
            word += take("الثاني") ? "2" : take("الأول") || take("الاول") ? "1" : "";
        }
        const auto meaning = dates::meaning_of(word);
        switch (meaning.word) {
            case dates::Word::month:
                month_ = meaning.month, named_month_ = true;
                return true;
            case dates::Word::weekday:
                return true;
            case dates::Word::am:
            case dates::Word::pm:
                korean_ |= word == "오전" || word == "오후";
                half_ = meaning.word == dates::Word::am ? 1 : 2;
                if (!time_ && !numbers_.empty() && at_ > start && start > 0 &&
                    numbers_.size() + (month_ ? 1 : 0) >= 4) {
                    hour_ = numbers_.back().value;  // "5 pm"
                    numbers_.pop_back();
                    time_ = true;
                }
                return true;
            case dates::Word::zone:
                if (!time_ && word.size() == 1) return ++strange_ <= 3;
                if (!offset_) zone_ = std::move(word);
                return true;
            case dates::Word::unknown:
                return ++strange_ <= 3;
        }
        return false;
    }

    bool sign_or_separator() {
        const char c = text_[at_++];
        if (c != '+' && c != '-') return true;
        if (!time_ || offset_) return true;
        while (peek() == ' ') ++at_;
        if (!digit(peek())) return true;
        const auto n = digits();
        if (!n || n->digits > 4) return false;
        int minutes = n->digits <= 2 ? n->value * 60 : n->value / 100 * 60 + n->value % 100;
        if (n->digits <= 2 && peek() == ':' && digit(peek(1))) {
            ++at_;
            const auto rest = digits();
            if (!rest || rest->digits > 2) return false;
            minutes += rest->value;
        }
        if (minutes > 15 * 60) return false;  // no place on earth is further from Greenwich
        offset_ = c == '-' ? -minutes : minutes;
        return true;
    }

    bool assemble_date() {
        const auto& n = numbers_;
        if (year_ && n.empty()) return true;  // 20031231, 年
        if (year_) return false;
        if (named_month_) {
            if (n.size() == 1) return n[0].digits == 4 && set(n[0], *month_);  // July 2004
            if (n.size() != 2) return false;
            return n[0].digits > 2 ? set(n[0], *month_, n[1].value) : set(n[1], *month_, n[0].value);
        }
        if (n.size() == 1) return n[0].digits == 4 && set(n[0]);
        if (n.size() == 2) {
            if (n[0].digits == 4 && n[1].digits == 3) return ordinal(n[0].value, n[1].value);  // 2003-335
            if (n[0].digits == 4) return set(n[0], n[1].value);
            return n[1].digits == 4 && set(n[1], n[0].value);  // 12/2003
        }
        if (n.size() != 3) return false;
        if (n[0].digits > 2) return set(n[0], n[1].value, n[2].value);
        if (n[1].separator == '-' && n[2].digits <= 2 && set(n[0], n[1].value, n[2].value)) return true;  // 03-12-31
        const bool may_be_month = n[0].value <= 12 && (slash_ == SlashDate::month_first || n[1].value > 12);
        if (n[1].separator == '/' && may_be_month) return set(n[2], n[0].value, n[1].value);
        return set(n[2], n[1].value, n[0].value);
    }

    bool set(const Number& year, std::optional<int> month = {}, std::optional<int> day = {}) {
        if (month && (*month < 1 || *month > 12)) return false;
        if (day && (*day < 1 || *day > 31)) return false;
        year_ = year_of(year), month_ = month, day_ = day;
        return true;
    }

    bool ordinal(int year, int day) {
        using namespace std::chrono;
        const bool leap = std::chrono::year{year}.is_leap();
        if (day < 1 || day > (leap ? 366 : 365)) return false;
        const year_month_day ymd{sys_days{std::chrono::year{year} / January / 1} + days{day - 1}};
        year_ = year, month_ = static_cast<int>(static_cast<unsigned>(ymd.month()));
        day_ = static_cast<int>(static_cast<unsigned>(ymd.day()));
        return true;
    }

    std::optional<Stamp> assemble() const {
        using namespace std::chrono;
        if (*year_ < 1 || *year_ > 9999) return std::nullopt;
        auto date = year{*year_} / month_.value_or(1) / day_.value_or(1);
        if (*year_ >= 2450 && *year_ <= 2650) date -= years{543};  // the Buddhist era
        if (*year_ >= 1370 && *year_ <= 1430)
            if (const auto persian = dates::from_persian(*year_, month_.value_or(1), day_.value_or(1))) date = *persian;
        if (!date.ok()) return std::nullopt;
        int hour = hour_;
        if (half_ != 0 && hour > 12)
            hour = hour_;  // "15:00 pm" says it twice
        else if (half_ == 2 && hour < 12)
            hour += 12;
        else if (half_ == 1 && hour == 12)
            hour = 0;
        // 24:00 is the end of the day (ISO 8601), :60 a leap second.
        if (hour > 24 || minute_ > 59 || second_ > 60 || (hour == 24 && (minute_ || second_))) return std::nullopt;
        const local_seconds local = local_days{date} + hours{hour} + minutes{minute_} + seconds{second_};
        Stamp stamp;
        if (offset_)
            stamp.east = *offset_;
        else if (!zone_.empty())
            stamp.east = dates::zone_minutes(zone_, local);
        else if (korean_)
            stamp.east = 9 * 60;
        stamp.at = Instant{local.time_since_epoch() - minutes{stamp.east.value_or(0)} + milliseconds{millis_}};
        stamp.precision = time_ || hour_ != 0 ? Stamp::Precision::time
                          : day_              ? Stamp::Precision::day
                          : month_            ? Stamp::Precision::month
                                              : Stamp::Precision::year;
        return stamp;
    }

    std::string_view text_;  // folded
    SlashDate slash_;
    std::size_t at_ = 0;
    std::vector<Number> numbers_;  // those whose place decides
    std::optional<int> year_, month_, day_;
    int hour_ = 0, minute_ = 0, second_ = 0, millis_ = 0;
    int half_ = 0;  // 1 before noon, 2 after
    bool time_ = false, named_month_ = false;
    bool korean_ = false;  // one language, one zone
    int strange_ = 0;      // words that say nothing: a few may be there ("at", "Uhr", "de")
    std::optional<int> offset_;
    std::string zone_;
};

int to_int(std::string_view text) {
    int v = 0;
    std::from_chars(text.data(), text.data() + text.size(), v);
    return v;
}

// Digits and nothing else: seconds or milliseconds since 1970, or a date without separators.
std::optional<Instant> all_digits(std::string_view text) {
    std::int64_t n = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), n).ec != std::errc{}) return std::nullopt;
    const auto two_digit_year = [](int y) { return y < 70 ? 2000 + y : 1900 + y; };
    const auto day = [](int y, int m, int d) -> std::optional<Instant> {
        const auto date = std::chrono::year{y} / m / d;
        if (y < 1 || !date.ok()) return std::nullopt;
        return std::chrono::sys_days{date};
    };
    switch (text.size()) {
        case 6:
            return day(two_digit_year(to_int(text.substr(0, 2))), to_int(text.substr(2, 2)), to_int(text.substr(4)));
        case 7: {
            const int of_year = to_int(text.substr(4));
            const auto first = day(to_int(text.substr(0, 4)), 1, 1);
            if (!first || of_year < 1 || of_year > 366) return std::nullopt;
            return *first + std::chrono::days{of_year - 1};
        }
        case 9:
        case 10:
            return from_unix_ms(n * 1000);
        case 12:
        case 13:
            return from_unix_ms(n);
        case 16:
            return from_unix_ms(n / 1000);
        default:
            return std::nullopt;
    }
}

std::optional<Stamp> digits_alone(std::string_view text) {
    const auto at = all_digits(text);
    if (!at) return std::nullopt;
    if (text.size() < 9) return Stamp{*at, Stamp::Precision::day, {}};
    return Stamp{*at, Stamp::Precision::time, 0};
}

}  // namespace

std::optional<Stamp> parse_stamp(std::string_view text, SlashDate slash) {
    if (!dates::may_have_digits(text)) return std::nullopt;
    text = utf8::trim(text);
    if (const auto quick = dates::quick_stamp(text)) return quick;
    const std::string folded = dates::fold(utf8::cut(text, 128));
    std::string_view view = utf8::trim(folded);
    if (std::ranges::none_of(view, digit)) return std::nullopt;  // no year
    if (std::ranges::all_of(view, digit) && view.size() != 4 && view.size() != 8 && view.size() != 14)
        return digits_alone(view);
    // "1700000000.25", as some interfaces write the time.
    if (view.size() > 11 && view[10] == '.' && std::ranges::all_of(view.substr(0, 10), digit) &&
        std::ranges::all_of(view.substr(11), digit))
        return digits_alone(view.substr(0, 10));
    // ISO 8601:1988 knew months of a century: -0312, -03-12.
    if (view[0] == '-' && (view.size() == 5 || (view.size() == 6 && view[3] == '-'))) {
        const std::string_view year = view.substr(1, 2), month = view.substr(view.size() - 2);
        if (std::ranges::all_of(year, digit) && std::ranges::all_of(month, digit))
            return Reader(fmt::format("20{}-{}", year, month), slash).read();
    }
    return Reader(view, slash).read();
}

std::optional<Instant> parse_date(std::string_view text) {
    const auto stamp = parse_stamp(text);
    return stamp ? std::optional(stamp->at) : std::nullopt;
}

}  // namespace octavo
