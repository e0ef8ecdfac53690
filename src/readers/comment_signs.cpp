#include "readers/comment_signs.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cmath>

#include "base/hash.hpp"
#include "base/utf8.hpp"

namespace octavo::readers {
namespace {

enum Shape : std::uint32_t {
    no_way = 1,  // to reach its writer; of these four each comment has one
    one_address,
    several_addresses,
    reach,
    ends_in_way,
    exclaims,
    shouts,  // "!!"
    asks,
    percent,
    money,
    emoji,
    several_emoji,
    digits_as_letters,  // "cas1no"
    quotes
};

constexpr std::size_t most_words = 600;            // of one comment: it has 4,000 letters
constexpr std::int64_t enough_lessons = 10;        // of each kind
constexpr double shape_prior = 1, word_prior = 6;  // comments' worth of not knowing
constexpr std::int64_t least_seen = 4;             // a word, in comments
constexpr double most_of_word = 0.7;
constexpr std::size_t strongest = 40;  // words that are heard: long comments are not bad for being long

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool in_address(char c) {
    return is_ascii_letter(c) || is_digit(c) || std::string_view("-._~:/?#[]@!$&'*+,;=%").contains(c);
}

// "name.example", "sub.name.example": small letters, and no number, file, or end of a sentence that touches the next.
bool is_host(std::string_view word) {
    constexpr std::array<std::string_view, 14> files = {"pdf", "doc",  "docx", "xls", "xlsx", "csv", "txt",
                                                        "jpg", "jpeg", "png",  "gif", "mp3",  "mp4", "exe"};
    const auto dot = word.rfind('.');
    if (dot == std::string_view::npos || dot < 2) return false;
    const std::string_view last = word.substr(dot + 1);
    if (last.size() < 2 || last.size() > 24 || std::ranges::find(files, last) != files.end()) return false;
    if (!std::ranges::all_of(last, [](char c) { return c >= 'a' && c <= 'z'; })) return false;
    return std::ranges::all_of(word,
                               [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '.'; });
}

// Ways to reach somebody, each taken out of the text: what is left are its words.
class Ways {
  public:
    explicit Ways(std::string_view text, CommentSigns& out) : text_(text), out_(out) {}

    std::string take() {
        while (at_ < text_.size()) {
            const std::size_t end = number_end(at_);
            if (end != at_) {
                ++out_.reaches;
                took(end);
            } else if (!run()) {
                plain_ += text_[at_++];
            }
        }
        return std::move(plain_);
    }
    std::size_t last_end() const { return last_end_; }

  private:
    void took(std::size_t end) {
        plain_ += ' ';
        at_ = last_end_ = end;
    }
    bool starts_here() const {
        const char before = at_ == 0 ? ' ' : text_[at_ - 1];
        return !is_ascii_letter(before) && !is_digit(before) && before != '@' && before != '.' && before != '-';
    }
    // "+44 7700 900123", "(0)155-0123456": nine digits or more behind a sign that begins numbers to call.
    std::size_t number_end(std::size_t from) const {
        if (!starts_here() || !std::string_view("+(0").contains(text_[from])) return from;
        std::size_t at = from, end = from, digits = 0;
        for (; at < text_.size() && (is_digit(text_[at]) || std::string_view("+()-/ ").contains(text_[at])); ++at)
            if (is_digit(text_[at])) ++digits, end = at + 1;
        return digits >= 9 ? end : from;
    }
    // A run of signs of which addresses are made: one, or a handle, or an e-mail address, or nothing of it.
    bool run() {
        if (!starts_here() || !(is_ascii_letter(text_[at_]) || is_digit(text_[at_]) || text_[at_] == '@')) return false;
        std::size_t end = at_;
        while (end < text_.size() && in_address(text_[end])) ++end;
        while (end > at_ && std::string_view(".,;:!?'*").contains(text_[end - 1])) --end;
        const std::string word = utf8::lower(text_.substr(at_, end - at_));
        std::string_view rest = word;
        for (const std::string_view scheme : {"https://", "http://"})
            if (rest.starts_with(scheme)) rest.remove_prefix(scheme.size());
        const std::string_view host = rest.substr(0, rest.find_first_of("/?#:"));
        if (rest.size() < word.size() || rest.starts_with("www.")) {
            address(host, end);
        } else if (const auto sign = rest.find('@'); sign != std::string_view::npos) {
            if (sign == 0 ? rest.size() < 4 : !rest.substr(sign).contains('.')) return false;
            ++out_.reaches;
            took(end);
        } else if (is_host(text_.substr(at_, host.size()))) {  // as it was written
            address(host, end);
        } else {
            return false;
        }
        return true;
    }
    void address(std::string_view host, std::size_t end) {
        ++out_.addresses;
        out_.hosts.emplace_back(host);
        took(end);
    }

    const std::string_view text_;
    CommentSigns& out_;
    std::string plain_;
    std::size_t at_ = 0, last_end_ = 0;
};

bool is_emoji(char32_t c) {
    return c >= 0x2600 && u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EXTENDED_PICTOGRAPHIC);
}
bool has_no_blanks(char32_t c) {
    switch (u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_SCRIPT)) {
        case USCRIPT_HAN:
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
        case USCRIPT_THAI:
        case USCRIPT_LAO:
        case USCRIPT_KHMER:
        case USCRIPT_MYANMAR:
            return true;
        default:
            return false;
    }
}
bool is_letter(char32_t c) {
    return c < 0x80
               ? is_ascii_letter(static_cast<char>(c))
               : u_isalpha(static_cast<UChar32>(c)) != 0 || u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK;
}

void add_word(std::vector<std::uint32_t>& out, char kind, std::string_view word) {
    const std::uint64_t hash = word_hash(fmt::format("{}{}", kind, word));
    out.push_back(first_word_sign + static_cast<std::uint32_t>(hash % (signs_there_are - first_word_sign)));
}

void words_in(std::string_view plain, std::vector<std::uint32_t>& out) {
    constexpr std::size_t beginning = 5;
    std::u32string word;
    const auto text_of = [](std::u32string_view letters) {
        std::string text;
        for (const char32_t c : letters) utf8::append(text, c);
        return text;
    };
    const auto end_word = [&] {
        if (word.empty()) return;
        if (has_no_blanks(word[0])) {
            for (std::size_t i = 0; i + 1 < word.size(); ++i)
                add_word(out, '2', text_of(std::u32string_view(word).substr(i, 2)));
        } else {
            add_word(out, 'w', text_of(word));
            if (word.size() > beginning + 1)
                add_word(out, 'p', text_of(std::u32string_view(word).substr(0, beginning)));
        }
        word.clear();
    };
    for (std::size_t at = 0; at < plain.size() && out.size() < most_words;) {
        const char32_t c = utf8::next(plain, at);
        if (!is_letter(c)) {
            end_word();
            continue;
        }
        if (!word.empty() && has_no_blanks(word[0]) != has_no_blanks(c)) end_word();
        word += static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
    }
    end_word();
}

bool is_called(char32_t c) { return c == '!' || c == U'！'; }

void shapes_in(std::string_view text, std::string_view plain, std::vector<std::uint32_t>& out) {
    bool called = false, shouted = false, asked = false, paid = false, part = false;
    int smiles = 0;
    char32_t last = ' ';
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = utf8::next(text, at);
        if (is_called(c)) (is_called(last) ? shouted : called) = true;
        if (c == '?' || c == U'？' || c == U'؟') asked = true;
        if (c == '%' || c == U'٪' || c == U'％') part = true;
        if (u_charType(static_cast<UChar32>(c)) == U_CURRENCY_SYMBOL) paid = true;
        if (is_emoji(c)) ++smiles;
        last = c;
    }
    bool mixed = false;
    for (std::size_t i = 1; i + 1 < plain.size(); ++i)
        if ((plain[i] == '0' || plain[i] == '1') && is_ascii_letter(plain[i - 1]) && is_ascii_letter(plain[i + 1]))
            mixed = true;
    for (const auto& [there, shape] :
         {std::pair(called || shouted, exclaims), std::pair(shouted, shouts), std::pair(asked, asks),
          std::pair(part, percent), std::pair(paid, money), std::pair(smiles > 0, emoji),
          std::pair(smiles > 1, several_emoji), std::pair(mixed, digits_as_letters),
          std::pair(text.starts_with('>') || text.contains("\n>"), quotes)})
        if (there) out.push_back(shape);
}

bool says_more(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = utf8::next(text, at);
        if (is_letter(c) || u_isdigit(static_cast<UChar32>(c)) != 0) return true;
    }
    return false;
}

double weight(const SignCount& all, const SignCount& one, double prior) {
    const double half = prior / 2;
    const auto rate = [&](std::int64_t seen, std::int64_t of) {
        return (static_cast<double>(seen) + half) / (static_cast<double>(of) + prior);
    };
    return std::log(rate(one.bad, all.bad) / rate(one.good, all.good));
}

}  // namespace

CommentSigns signs_of(std::string_view text) {
    CommentSigns out;
    Ways ways(text, out);
    const std::string plain = ways.take();
    const bool any = out.addresses + out.reaches > 0;
    out.all.push_back(out.reaches > 0 ? reach : out.addresses > 1 ? several_addresses : any ? one_address : no_way);
    if (any && !says_more(text.substr(ways.last_end()))) out.all.push_back(ends_in_way);
    shapes_in(text, plain, out.all);
    words_in(plain, out.all);
    std::ranges::sort(out.all);
    const auto twice = std::ranges::unique(out.all);
    out.all.erase(twice.begin(), twice.end());
    return out;
}

double doubt_of(std::span<const std::uint32_t> signs, std::span<const SignCount> counts) {
    if (counts.size() != signs.size() + 1) return 0;
    const SignCount all = counts[0];
    if (all.good < enough_lessons || all.bad < enough_lessons) return 0;
    double sum = 0;
    std::vector<double> words;
    for (std::size_t i = 0; i < signs.size(); ++i) {
        const SignCount& one = counts[i + 1];
        if (signs[i] < first_word_sign) {
            if (one.good + one.bad > 0) sum += weight(all, one, shape_prior);
        } else if (one.good + one.bad >= least_seen) {
            words.push_back(std::clamp(weight(all, one, word_prior), -most_of_word, most_of_word));
        }
    }
    const std::size_t heard = std::min(words.size(), strongest);
    std::ranges::partial_sort(words, words.begin() + static_cast<std::ptrdiff_t>(heard), std::greater(),
                              [](double w) { return std::abs(w); });
    for (std::size_t i = 0; i < heard; ++i) sum += words[i];
    return sum;
}

}  // namespace octavo::readers
