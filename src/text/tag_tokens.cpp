// Checked by tests/text/tags_test.cpp.
#include "text/tag_tokens.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/terms.hpp"

namespace octavo::text {
namespace {

using Gap = TagToken::Gap;

// Shortened titles and the like that no sentence ends with.
bool is_shortened(std::string_view folded) {
    static constexpr std::string_view words[] = {"mr",  "mrs", "ms",  "dr",   "prof", "sen", "sens", "rep", "reps",
                                                 "gov", "gen", "col", "capt", "lt",   "sgt", "maj",  "st",  "jr",
                                                 "rev", "adm", "sr",  "sra",  "hr",   "ft",  "mt",   "vs",  "no"};
    return std::ranges::find(words, folded) != std::end(words);
}

Gap gap_of(std::string_view between, const TagToken& before) {
    if (between == " ") return Gap::blank;
    if (between.empty() || between == "-" || between == "‑") return Gap::hyphen;
    if (between == "\xC2\xA0" || between == "­") return Gap::blank;
    if (between == "–") return Gap::hyphen;
    if (between == " & " || between == "&") return Gap::ampersand;
    if ((between == ". " || between == ".") && (before.initial || is_shortened(before.folded))) return Gap::initial;
    if (between == ". " && before.all_capitals && before.folded.find('.') != std::string::npos) return Gap::initial;
    Gap gap = Gap::other;
    for (std::size_t i = 0; i < between.size();) {
        switch (utf8::next(between, i)) {
            case U'.':
            case U'!':
            case U'?':
            case U'\n':
            case U'…':
            case U':':
            case U'•':
                return Gap::sentence;
            case U'"':
            case U'“':
            case U'„':
            case U'«':
            case U'‘':
            case U'「':
            case U'『':
                gap = Gap::quote;
                break;
            case U'(':
            case U'[':
                gap = Gap::bracket;
                break;
            default:
                break;
        }
    }
    return gap;
}

// What is cut off in front: "l'", "d'", "dell'".
std::size_t elision(std::string_view word) {
    for (const std::string_view apostrophe : {"'", "’"}) {
        const auto at = word.find(apostrophe);
        if (at == std::string_view::npos || at == 0 || at > 5 || word.size() < at + apostrophe.size() + 2) continue;
        static constexpr std::string_view articles[] = {"d",    "l",    "qu",    "dell",  "nell", "all",
                                                        "dall", "sull", "un",    "s",     "n",    "j",
                                                        "c",    "m",    "jusqu", "quell", "degl", "agl"};
        const auto front = word.substr(0, at);
        // "D'Angelo" keeps its own.
        std::size_t behind = at + apostrophe.size();
        if (front.size() == 1 && front[0] >= 'A' && front[0] <= 'Z' && front[0] != 'L') continue;
        if (std::ranges::find(articles, utf8::lower(front)) != std::end(articles)) return behind;
    }
    return 0;
}

// The end without "'s" and, in Turkish, any ending behind an apostrophe.
std::size_t without_possessive(std::string_view word) {
    for (const std::string_view apostrophe : {"'", "’"}) {
        const auto at = word.rfind(apostrophe);
        if (at == std::string_view::npos || at < 2) continue;
        const auto rest = word.substr(at + apostrophe.size());
        if (rest.size() > 8 || rest.empty()) continue;
        std::size_t i = 0;
        if (is_upper(utf8::next(rest, i))) continue;
        if (rest == "s" || rest == "S" || rest.size() >= 2) return at;
    }
    return word.size();
}

void look_at_letters(std::string_view word, TagToken& token) {
    std::size_t letters = 0, capitals = 0, small = 0;
    bool later_capital = false;
    for (std::size_t i = 0; i < word.size() && letters < 40;) {
        const char32_t c = utf8::next(word, i);
        if (c == '.' || c == '\'' || (c >= '0' && c <= '9')) continue;
        const bool upper = c < 0x80 ? c >= 'A' && c <= 'Z' : is_upper(c);
        later_capital |= upper && letters > 0;
        ++letters;
        capitals += upper;
        small += !upper;
    }
    token.initial = letters == 1 && capitals == 1;
    token.all_capitals = capitals >= 2 && small == 0;
    token.mixed = later_capital && small > 0;
}

}  // namespace

void tag_tokens(std::string_view whole, std::string_view language, std::vector<TagToken>& out) {
    const std::string_view text = utf8::cut(whole, most_tag_bytes);
    const TagWords& words = TagWords::of(language);
    out.clear();
    std::size_t end = 0;
    TermReader reader(text, language);
    TagToken none;
    for (Word word; reader.next(word);) {
        TagToken token;
        token.begin = word.at.begin;
        token.end = word.at.end;
        const auto raw = text.substr(token.begin, token.end - token.begin);
        const bool apostrophe = raw.find('\'') != std::string_view::npos || raw.find("’") != std::string_view::npos;
        const std::size_t cut = apostrophe ? elision(raw) : 0;
        if (cut == 0 && apostrophe) {
            const std::size_t keep = without_possessive(raw);
            token.possessive = keep < raw.size();
            token.end = token.begin + keep;
        }
        token.begin += cut;
        const auto surface = text.substr(token.begin, token.end - token.begin);
        token.hash = word.hash;
        token.stop = word.stop;
        token.digits = word.digits;
        token.caseless = word.caseless;
        std::size_t at = 0;
        token.capital = !word.caseless && is_upper(utf8::next(surface, at));
        if (!token.caseless && !token.digits) look_at_letters(surface, token);
        if (!token.stop || token.capital) {
            fold_name(surface, token.folded);
            token.kinds = words.look(token.folded);
        }
        // "U.S.": its last full stop is its own.
        if (token.all_capitals && token.folded.find('.') != std::string::npos && token.end < text.size() &&
            text[token.end] == '.')
            ++token.end;
        token.gap = out.empty() ? Gap::sentence : gap_of(text.substr(end, word.at.begin - end), out.back());
        if (token.gap == Gap::initial && token.stop && !token.initial && !out.back().initial) token.gap = Gap::sentence;
        if (cut > 0 && (token.gap == Gap::blank)) token.gap = Gap::elision;
        end = word.at.end;
        out.push_back(std::move(token));
    }
}

}  // namespace octavo::text
