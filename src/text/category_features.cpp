// Text -> tokens -> hashed features.
//
// A word gives itself, itself in its language, and its beginnings and ends: "futbolistas" also gives "futb-", "futbo-",
// "-istas". So an inflected or agglutinated form meets the one in the lexicon ("Cumhurbaşkanlığından", "kwebhola"), and
// words that travelled meet each other across languages ("футбол-", "minist-"). Of scripts without blanks the runs of
// two to four characters stand in for words: no dictionary is needed, and the model decides which runs say something.
// Road not taken: stems by Snowball, which has none of the African languages. Checked by tests/text/category_test.cpp.
#include "text/category_features.hpp"

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"

namespace octavo::text {
namespace {

constexpr std::size_t longest_word = 160;  // bytes; what is longer is no word
constexpr std::size_t longest_run = 600;   // bytes of a run looked at as one token: a sentence

constexpr std::uint64_t hash_from(char tag, std::string_view bytes, std::uint64_t seed = 0) {
    std::uint64_t h = 0xcbf29ce484222325U ^ seed;
    h = (h ^ static_cast<unsigned char>(tag)) * 0x100000001b3U;
    for (const char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return mix64(h);
}
constexpr std::uint32_t cut(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

bool joins(CharClass c) {
    return c == CharClass::letter || c == CharClass::hebrew || c == CharClass::hangul || c == CharClass::digit ||
           c == CharClass::extend;
}

bool is_money(char32_t c) { return c == '$' || c == 0xA3 || c == 0xA5 || (c >= 0x20A0 && c <= 0x20CF); }

// Where each code point begins, and the end.
struct Points {
    std::array<std::uint16_t, longest_run + 1> at;
    std::size_t count = 0;
    explicit Points(std::string_view text) {
        for (std::size_t i = 0; i < text.size() && count < longest_run; ++i)
            if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) at[count++] = static_cast<std::uint16_t>(i);
        at[count] = static_cast<std::uint16_t>(text.size());
    }
    std::string_view part(std::string_view text, std::size_t from, std::size_t n) const {
        return text.substr(at[from], at[from + n] - at[from]);
    }
};

// Scripts whose characters are syllables: three of them are a word already.
bool is_syllabic(std::string_view word) {
    std::size_t at = 0;
    const Script script = script_of(utf8::next(word, at));
    return script == Script::ethiopic || script == Script::hangul;
}

void features_of_word(std::string_view raw, std::string_view language, TokenFeatures& out) {
    const std::string word = without_marks(fold(raw));
    if (word.empty()) return;
    const Points points(word);
    const std::size_t n = points.count;
    if (n < 2 || (word[0] >= '0' && word[0] <= '9' && n < 3)) return;
    out.hashes.push_back(cut(hash_from('w', word)));
    out.hashes.push_back(cut(hash_from('l', word, word_hash(language))));
    const bool syllabic = is_syllabic(word);
    const std::size_t shortest = syllabic ? 2 : 4;
    const std::size_t longest = syllabic ? 4 : 7;
    for (std::size_t k = shortest; k <= longest && k < n; ++k)
        out.hashes.push_back(cut(hash_from('p', points.part(word, 0, k))));
    // A whole short word is a beginning too: "bank" is the beginning of "banki".
    if (n >= shortest && n <= longest) out.hashes.push_back(cut(hash_from('p', word)));
    for (std::size_t k = shortest; k <= longest && k < n; ++k)
        out.hashes.push_back(cut(hash_from('s', points.part(word, n - k, k))));
    if (n >= shortest && n <= longest) out.hashes.push_back(cut(hash_from('s', word)));
    const std::size_t stem = syllabic ? 3 : 6;
    out.stem = hash_from('m', points.part(word, 0, std::min(n, stem)));
}

void features_of_run(std::string_view raw, TokenFeatures& out) {
    std::size_t at = 0;
    const Script script = script_of(utf8::next(raw, at));
    const bool east_asian = script == Script::han || script == Script::kana;
    const Points points(raw);
    const std::size_t shortest = east_asian ? 2 : 3;
    const std::size_t longest = east_asian ? 4 : 6;
    for (std::size_t i = 0; i < points.count; ++i)
        for (std::size_t k = shortest; k <= longest && i + k <= points.count; ++k)
            out.hashes.push_back(cut(hash_from('r', points.part(raw, i, k))));
}

}  // namespace

// Behind a number: a score, when a second short number follows a hyphen, a dash or a colon and no third does.
bool TokenReader::number(std::size_t from, Token& token) {
    const auto digits = [&](std::size_t at) {
        std::size_t n = 0;
        while (at + n < text_.size() && text_[at + n] >= '0' && text_[at + n] <= '9') ++n;
        return n;
    };
    const auto sign = [&](std::size_t at) -> std::size_t {
        if (at >= text_.size()) return 0;
        if (text_[at] == '-' || text_[at] == ':') return 1;
        return text_.substr(at, 3) == "\u2013" ? 3 : 0;
    };
    // The second part of a longer row: 05-03 of 2024-05-03.
    if (from > 1 && std::string_view("-:./,").find(text_[from - 1]) != std::string_view::npos &&
        std::isdigit(static_cast<unsigned char>(text_[from - 2])) != 0)
        return false;
    const std::size_t first = digits(from);
    const std::size_t at = from + first;
    const std::size_t join = sign(at);
    const bool colon = join == 1 && text_[at] == ':';
    const std::size_t second = join != 0 && first <= 3 ? digits(at + join) : 0;
    if (second == 0 || second > (colon ? 1 : 3)) return false;
    const std::size_t end = at + join + second;
    if (sign(end) != 0 && digits(end + sign(end)) != 0) return false;
    if (end < text_.size() && (std::isalpha(static_cast<unsigned char>(text_[end])) != 0)) return false;
    token = {Token::Kind::score, text_.substr(from, end - from)};
    at_ = end;
    return true;
}

bool TokenReader::next(Token& token) {
    while (at_ < text_.size()) {
        const std::size_t from = at_;
        const char32_t c = utf8::next(text_, at_);
        const CharClass kind = class_of(c);
        if (kind == CharClass::dictionary) {
            std::size_t end = at_;
            while (end < text_.size() && end - from < longest_run) {
                std::size_t after = end;
                const CharClass more = class_of(utf8::next(text_, after));
                if (more != CharClass::dictionary && more != CharClass::extend) break;
                end = after;
            }
            at_ = end;
            token = {Token::Kind::run, text_.substr(from, end - from)};
            return true;
        }
        if (kind == CharClass::digit && c < 0x80 && number(from, token)) return true;
        if (joins(kind) && kind != CharClass::extend) {
            std::size_t end = at_;
            while (end < text_.size()) {
                std::size_t after = end;
                if (!joins(class_of(utf8::next(text_, after)))) break;
                end = after;
            }
            at_ = end;
            if (end - from > longest_word) continue;
            token = {Token::Kind::word, text_.substr(from, end - from)};
            return true;
        }
        if (c == ' ' || c == '-' || c == '\'' || c == 0x2019) continue;
        if (is_money(c)) {
            token = {Token::Kind::money, text_.substr(from, at_ - from)};
            return true;
        }
        if (c == '%' || c == 0x66A) {
            token = {Token::Kind::percent, text_.substr(from, at_ - from)};
            return true;
        }
        if (c == '.' || c == ',' || c == ':' || c == '\n' || c == '!' || c == '?') {
            token = {Token::Kind::end, text_.substr(from, at_ - from)};
            return true;
        }
    }
    return false;
}

void features_of(const Token& token, std::string_view language, TokenFeatures& out) {
    switch (token.kind) {
        case Token::Kind::word:
            return features_of_word(token.text, language, out);
        case Token::Kind::run:
            return features_of_run(token.text, out);
        case Token::Kind::score:
            out.hashes.push_back(cut(hash_from('#', "score")));
            return;
        case Token::Kind::money:
            out.hashes.push_back(cut(hash_from('#', "money")));
            return;
        case Token::Kind::percent:
            out.hashes.push_back(cut(hash_from('#', "percent")));
            return;
        case Token::Kind::end:
            return;
    }
}

std::uint32_t feature_of_pair(std::uint64_t first_stem, std::uint64_t second_stem) {
    return cut(mix64(first_stem * 3 + mix64(second_stem)));
}

}  // namespace octavo::text
