// Checked by tests/text/tags_test.cpp.
#include "text/tag_tokens.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "text/characters.hpp"

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
    if (between == ". " && before.all_capitals && before.folded.find('.') != std::string_view::npos)
        return Gap::initial;
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

void look_at_letters(std::string_view word, TagNote& note) {
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
    note.initial = letters == 1 && capitals == 1;
    note.all_capitals = capitals >= 2 && small == 0;
    note.mixed = later_capital && small > 0;
}

// What is the same wherever the word stands.
void make(TagNote& note, Vocabulary& vocabulary, std::uint32_t number, const TagWords& words) {
    const KnownWord& word = vocabulary.at(number);
    std::string_view surface = word.surface();
    const bool apostrophe = surface.find('\'') != std::string_view::npos || surface.find("’") != std::string_view::npos;
    const std::size_t cut = apostrophe ? elision(surface) : 0;
    if (cut == 0 && apostrophe) {
        const std::size_t keep = without_possessive(surface);
        note.possessive = keep < surface.size();
        note.behind = static_cast<std::uint8_t>(surface.size() - keep);
        surface = surface.substr(0, keep);
    }
    note.front = static_cast<std::uint8_t>(cut);
    surface.remove_prefix(cut);
    std::size_t at = 0;
    note.capital = !word.caseless && is_upper(utf8::next(surface, at));
    if (!word.caseless && !word.digits) look_at_letters(surface, note);
    if (!word.stop || note.capital) {
        thread_local std::string folded;
        fold_name(surface, folded);
        note.kinds = words.look(folded);
        note.folded = vocabulary.keep(folded, number);
    }
    note.dotted = note.all_capitals && note.folded.find('.') != std::string_view::npos;
    note.made = true;
}

}  // namespace

void tag_tokens(const Sheet& sheet, std::vector<TagToken>& out) {
    const std::string_view text = sheet.text();
    const TagWords& words = TagWords::of(sheet.language());
    Vocabulary& vocabulary = sheet.vocabulary();
    std::vector<TagNote>& notes = vocabulary.tag_notes();
    out.clear();
    out.reserve(sheet.words().size());
    std::size_t end = 0;
    sheet.each_term([&](const Met& met, const KnownWord& word) {
        TagNote& note = notes[met.word];
        if (!note.made) make(note, vocabulary, met.word, words);
        TagToken token;
        token.begin = met.begin + note.front;
        token.end = met.end - note.behind;
        token.hash = word.hash;
        token.folded = note.folded;
        token.kinds = note.kinds;
        token.stop = word.stop;
        token.digits = word.digits;
        token.caseless = word.caseless;
        token.capital = note.capital;
        token.initial = note.initial;
        token.all_capitals = note.all_capitals;
        token.mixed = note.mixed;
        token.possessive = note.possessive;
        // "U.S.": its last full stop is its own.
        if (note.dotted && token.end < text.size() && text[token.end] == '.') ++token.end;
        token.gap = out.empty() ? Gap::sentence : gap_of(text.substr(end, met.begin - end), out.back());
        if (token.gap == Gap::initial && token.stop && !token.initial && !out.back().initial) token.gap = Gap::sentence;
        if (note.front > 0 && token.gap == Gap::blank) token.gap = Gap::elision;
        end = met.end;
        out.push_back(token);
    });
}

}  // namespace octavo::text
