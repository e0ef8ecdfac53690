// A date reader that reads as a person does (dates.cpp) folds, copies and asks of each word what it means in forty
// languages. Most dates are machine-made and stand letter for letter in one of two forms; these are read here, in one
// pass and without a copy.
//   Sun, 13 Jul 2025 08:00:00 +0200        2025-07-13T08:00:00.25+02:00
// Whatever is not exactly so, or not a day of the calendar, is left to the patient reader.
// Checked by tests/base/dates_test.cpp against that reader.
#include "base/date_quick.hpp"

namespace octavo::dates {
namespace {

constexpr bool digit(char c) { return c >= '0' && c <= '9'; }

class Quick {
  public:
    explicit Quick(std::string_view text) : text_(text) {}

    std::optional<Stamp> read() {
        const bool iso = text_.size() > 4 && digit(text_[0]) && text_[4] == '-';
        if (!(iso ? iso_date() : mail_date()) || !time() || !zone(iso) || at_ != text_.size()) return std::nullopt;
        const std::chrono::year_month_day day{std::chrono::year(year_), std::chrono::month(month_),
                                              std::chrono::day(day_)};
        if (!day.ok() || year_ < 1000 || hour_ > 23 || minute_ > 59 || second_ > 59) return std::nullopt;
        Stamp out;
        out.at = std::chrono::sys_days(day) + std::chrono::hours(hour_) + std::chrono::minutes(minute_ - east_) +
                 std::chrono::seconds(second_) + std::chrono::milliseconds(thousandths_);
        out.precision = Stamp::Precision::time;
        out.east = east_;
        return out;
    }

  private:
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool take(char c) {
        if (peek() != c) return false;
        ++at_;
        return true;
    }
    // Exactly `count` digits.
    template <class Int>
    bool number(std::size_t count, Int& out) {
        if (at_ + count > text_.size()) return false;
        out = 0;
        for (const std::size_t end = at_ + count; at_ < end; ++at_) {
            if (!digit(text_[at_])) return false;
            out = static_cast<Int>(out * 10 + static_cast<Int>(text_[at_] - '0'));
        }
        return true;
    }

    bool iso_date() {
        return number(4, year_) && take('-') && number(2, month_) && take('-') && number(2, day_) && take('T');
    }

    bool mail_date() {
        static constexpr std::string_view weekdays = "SunMonTueWedThuFriSat";
        static constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
        if (!digit(peek())) {
            if (text_.size() < 5 || text_.substr(3, 2) != ", ") return false;
            const auto weekday = weekdays.find(text_.substr(0, 3));
            if (weekday == std::string_view::npos || weekday % 3 != 0) return false;
            at_ = 5;
        }
        const bool two = at_ + 1 < text_.size() && digit(text_[at_ + 1]);
        if (!number(two ? 2 : 1, day_) || !take(' ') || at_ + 3 > text_.size()) return false;
        const auto month = months.find(text_.substr(at_, 3));
        if (month == std::string_view::npos || month % 3 != 0) return false;
        month_ = static_cast<unsigned>(month / 3 + 1);
        at_ += 3;
        return take(' ') && number(4, year_) && take(' ');
    }

    bool time() {
        if (!number(2, hour_) || !take(':') || !number(2, minute_)) return false;
        if (take(':') && !number(2, second_)) return false;
        if (!take('.')) return true;
        const std::size_t start = at_;
        for (int unit = 100; digit(peek()); ++at_, unit /= 10) thousandths_ += unit * (text_[at_] - '0');
        return at_ > start && at_ - start <= 9;
    }

    bool zone(bool iso) {
        if (iso && take('Z')) return true;
        if (!iso && !take(' ')) return false;
        if (!iso && text_.substr(at_) == "GMT") {
            at_ += 3;
            return true;
        }
        const bool west = peek() == '-';
        if (!take('+') && !take('-')) return false;
        int hours = 0, minutes = 0;
        if (!number(2, hours)) return false;
        if (iso && !take(':')) return false;
        if (!number(2, minutes) || hours > 14 || minutes > 59) return false;
        east_ = (hours * 60 + minutes) * (west ? -1 : 1);
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int year_ = 0;
    unsigned month_ = 0, day_ = 0;
    int hour_ = 0, minute_ = 0, second_ = 0, thousandths_ = 0;
    int east_ = 0;
};

}  // namespace

std::optional<Stamp> quick_stamp(std::string_view text) {
    if (text.size() < 16 || text.size() > 40) return std::nullopt;
    return Quick(text).read();
}

}  // namespace octavo::dates
