// The words of a sentence as finding its day needs them: with the numbers that can be days or years, what begins a
// clause, and what stands inside a quotation.
//   "We won't," he said on 3 May, "pay $30."     won't and pay are quoted; 3 is a number, 30 is none
// Checked by tests/assist/day_named_test.cpp, fuzz/assist_fuzz.cpp.
#include "assist/day_pieces.hpp"

#include <utility>

#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/month_names.hpp"

namespace octavo::assist {
namespace {

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
    std::string_view tail = folded.substr(digits);
    // "April 20-26": the first of them.
    if (digits <= 2 && tail.size() > 1 && tail.size() <= 3 && tail.front() == '-' && is_digit(tail.back())) tail = {};
    const bool ordinal = tail.empty() || tail == "st" || tail == "nd" || tail == "rd" || tail == "th" || tail == "er" ||
                         tail == "º" || tail == ".";
    return digits > 0 && ordinal && (digits <= 2 || digits == 4) ? value : -1;
}

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
        // "in May" promises nothing.
        if (p.hint == DayHint::plan && p.capital && !out_.empty() && text::month_named(word, language_) != 0)
            p.hint = DayHint::none;
        out_.push_back(std::move(p));
    }

    std::string_view s_, language_;
    std::vector<Piece> out_;
    std::size_t begin_ = std::string_view::npos;
    bool quoted_ = false, begins_ = true;
};

}  // namespace

std::vector<Piece> day_pieces(std::string_view sentence, std::string_view language) {
    return Cutting(sentence, language).all();
}

}  // namespace octavo::assist
