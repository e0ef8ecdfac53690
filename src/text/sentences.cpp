// Where sentences end.
//
// Idea: ICU's rules (UAX #29) propose ends by the kinds of characters alone; what only words can tell is put right
// here: titles and abbreviations ("Mr. Smith", "z. B.", "ул. Ленина"), initials ("J. K. Rowling"), ordinals ("3.
// Oktober"), a stop inside quotation marks that the sentence goes on behind ("Ist es wahr?", fragt er), and the stops
// that ICU does not know as such (Armenian, Khmer, Tibetan, the Ethiopic double colon).
//   "The U.S. Steel strike. It goes on."    -> "The U.S. Steel strike." | "It goes on."
//   "Am 3. Oktober ist frei. Viele reisen." -> "Am 3. Oktober ist frei." | "Viele reisen."
// CLDR's lists of abbreviations were used before: they know six languages, and some swallow real ends. A trained
// splitter was considered: it would need a model a language for the few cases these rules leave. Checked by
// tests/text/sentences_test.cpp and the sentences of tests/data/sentences.
#include <unicode/uchar.h>

#include "base/utf8.hpp"
#include "text/abbreviations.hpp"
#include "text/characters.hpp"
#include "text/segments.hpp"
#include "text/words.hpp"

namespace octavo::text {
namespace {

bool is_letter(char32_t c) { return class_of(c) == CharClass::letter || class_of(c) == CharClass::hebrew; }
bool has_case(char32_t c) {  // Georgian has capitals in Unicode, but no newspaper begins a sentence with one
    const Script script = script_of(c);
    return script == Script::latin || script == Script::cyrillic || script == Script::greek ||
           script == Script::armenian;
}
bool is_any_letter(char32_t c) {
    const CharClass kind = class_of(c);
    return is_letter(c) || kind == CharClass::hangul || kind == CharClass::dictionary;
}
bool is_blank(char32_t c) {
    return c == ' ' || c == '\n' || c == '\t' || c == 0xA0 || c == 0x202F || c == 0x3000 || c == '\r';
}
bool closes(char32_t c) {
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x201C || c == 0x2019 || c == 0xBB ||
           c == 0xAB || c == 0x203A || c == 0x300D || c == 0x300F || c == 0xFF09;
}
bool opens_or_dashes(char32_t c) {
    return closes(c) || c == '(' || c == '[' || c == 0x201E || c == 0x2018 || c == 0x201A || c == 0x2039 || c == '-' ||
           c == 0x2013 || c == 0x2014 || c == 0x300C;
}

// The last character of a text, which loses it; 0 when there is none.
char32_t take_last(std::string_view& text) {
    if (text.empty()) return 0;
    std::size_t from = text.size() - 1;
    while (from > 0 && text.size() - from < 4 && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80) --from;
    std::size_t at = from;
    const char32_t c = utf8::next(text, at);
    text.remove_suffix(text.size() - from);
    return c;
}

// What stands before a possible end, taken apart from its back.
struct Before {
    bool closed = false;  // by a quotation mark or bracket
    char32_t stop = 0;
    bool dots = false;      // "..." or an ellipsis
    std::string_view word;  // the letters, digits and inner stops before the stop
    char32_t first = 0;     // of the word
    std::size_t length = 0;
    bool digits = false, roman = false;
    bool alone = false;        // nothing stands before the word
    std::string_view tail;     // of the word, behind its last inner stop or hyphen
    std::string_view earlier;  // the sentence up to the word
};

Before look_back(std::string_view sentence) {
    Before b;
    char32_t c = take_last(sentence);
    while (closes(c) || (is_blank(c) && b.closed)) {
        b.closed = true;
        c = take_last(sentence);
    }
    b.stop = c;
    if (c == 0x2026) b.dots = true;
    if (c != '.' && c != 0x6D4) return b;
    std::string_view rest = sentence;
    const char* const end = rest.data() + rest.size();
    b.digits = b.roman = true;
    while (!rest.empty() && b.length < 14) {
        const std::string_view with = rest;
        const char32_t before = take_last(rest);
        const CharClass kind = class_of(before);
        const bool mark = kind == CharClass::extend;
        const bool inner =
            before == '.' || before == '-' || before == '/' || before == '"' || before == 0x5F3 || before == 0x5F4;
        if (!is_letter(before) && kind != CharClass::digit && kind != CharClass::dictionary && !mark && !inner) {
            rest = with;
            break;
        }
        if (before == '.' && b.length == 0) b.dots = true;
        if (kind != CharClass::digit) b.digits = false;
        if (before != 'I' && before != 'V' && before != 'X' && before != 'L') b.roman = false;
        b.first = before;
        if (!mark) ++b.length;
    }
    b.word = {rest.data() + rest.size(), end};
    b.alone = utf8::trim(rest).empty();
    b.earlier = rest;
    std::string_view left = rest;
    const char32_t beside = take_last(left);
    if (b.length == 0 || (!b.alone && !is_blank(beside) && !opens_or_dashes(beside)) || beside == '-' ||
        beside == 0x2013)
        b.digits = b.roman = false;  // the end of "3:1" or "51-49" counts nothing
    b.tail = b.word.substr(std::min(b.word.find_last_of(".-") + 1, b.word.size()));
    return b;
}

// What stands behind it.
struct Behind {
    std::string_view text;  // from the first letter or digit
    char32_t first = 0;
    bool blank = false;  // something blank parts it from what is before
    bool line = false;   // a new line
    bool quote = false;
};

Behind look_on(std::string_view rest, bool line) {
    Behind b;
    b.line = line;
    for (std::size_t at = 0; at < rest.size();) {
        const std::size_t from = at;
        const char32_t c = utf8::next(rest, at);
        if (!is_blank(c) && !opens_or_dashes(c)) {
            b.text = rest.substr(from);
            b.first = c;
            break;
        }
        b.blank |= is_blank(c);
        b.line |= c == '\n';
        b.quote |= opens_or_dashes(c);
    }
    return b;
}

bool begins_sentences(std::string_view text, std::string_view language) {
    std::size_t end = 0;
    while (end < text.size() && end < 40) {
        std::size_t at = end;
        const char32_t c = utf8::next(text, at);
        if (!is_letter(c) && class_of(c) != CharClass::extend && c != '\'' && c != 0x2019) break;
        end = at;
    }
    const std::string word = fold(text.substr(0, end));
    return is_stop_word(word, language);
}

// "J. ", "И. ": an initial.
bool is_initial(std::string_view text) {
    if (text.empty()) return false;
    std::size_t at = 0;
    return is_any_letter(utf8::next(text, at)) && at < text.size() && text[at] == '.';
}

// The letter of "u. " before "a": abbreviations of several letters are written with blanks or without.
std::string with_letter_before(const Before& before, std::string& letter) {
    std::string_view rest = utf8::trim(before.earlier);
    if (take_last(rest) != '.') return {};
    const std::string_view with = rest;
    if (!is_letter(take_last(rest))) return {};
    std::string_view further = rest;
    const char32_t c = take_last(further);
    if (c != 0 && !is_blank(c) && !opens_or_dashes(c)) return {};
    letter = fold(with.substr(rest.size()));
    return letter + "." + fold(before.word);
}

bool goes_on_behind_number(const Before& before, const Behind& behind, std::string_view language) {
    if (before.alone) return true;  // "1. The first point", "IV. Béla"
    const bool single_i = before.word == "I" && language.starts_with("en");
    if (single_i || class_of(behind.first) == CharClass::digit) return false;
    if (before.roman ? before.length > 6 : before.length > 2 || !has_ordinal_stops(language)) return false;
    return !begins_sentences(behind.text, language);
}

// "10 p.m. ET", "9 a.m. Thursday": the zone or the day belongs to the time.
bool tells_time_on(std::string_view word, const Behind& behind, std::string_view language) {
    if (!language.starts_with("en") || (word != "p.m" && word != "a.m")) return false;
    constexpr std::string_view parts[] = {
        "ET",       "EST",     "EDT",       "CT",       "CST",      "CDT",     "MT",     "MST",     "MDT",
        "PT",       "PST",     "PDT",       "GMT",      "UTC",      "BST",     "CET",    "CEST",    "AEST",
        "IST",      "Eastern", "Central",   "Mountain", "Pacific",  "Sunday",  "Monday", "Tuesday", "Wednesday",
        "Thursday", "Friday",  "Saturday",  "January",  "February", "March",   "April",  "May",     "June",
        "July",     "August",  "September", "October",  "November", "December"};
    const auto end = std::min(behind.text.find_first_of(" ,.;:)\n"), behind.text.size());
    return behind.text.starts_with(',') || std::ranges::find(parts, behind.text.substr(0, end)) != std::end(parts);
}

bool goes_on_behind_letter(const Before& before, const Behind& behind, std::string_view language) {
    if (is_initial(behind.text)) return true;
    std::size_t at = 0;
    const char32_t letter = utf8::next(before.tail, at);
    if (!has_case(letter)) return true;
    if (is_upper(letter)) return !begins_sentences(behind.text, language);
    std::string first;
    if (const std::string pair = with_letter_before(before, first); !pair.empty())
        return abbreviation(pair, language) == Abbreviation::never || tells_time_on(pair, behind, language);
    if (before.tail.size() != before.word.size()) {
        const std::string word = fold(before.word);
        return abbreviation(word, language) == Abbreviation::never || tells_time_on(word, behind, language);
    }
    // "г. Москве", "s. 12", but "в 2019 г."
    std::string_view rest = utf8::trim(before.earlier);
    return class_of(take_last(rest)) != CharClass::digit;
}

// Whether a sentence goes on behind the stop of an abbreviation, an initial or a number.
bool goes_on_behind_word(const Before& before, const Behind& behind, std::string_view language) {
    const auto next_is_digit = class_of(behind.first) == CharClass::digit;
    if (before.digits || before.roman) return goes_on_behind_number(before, behind, language);
    switch (abbreviation(fold(before.word), language)) {
        case Abbreviation::never:
            return true;
        case Abbreviation::digit:
            if (next_is_digit || behind.first == 'I' || behind.first == 'V' || behind.first == 'X') return true;
            break;
        case Abbreviation::maybe:
            return !next_is_digit && has_case(behind.first) && !begins_sentences(behind.text, language);
        case Abbreviation::none:
            break;
    }
    std::size_t at = 0;
    if (before.tail.empty()) return false;
    if (!is_any_letter(utf8::next(before.tail, at))) return false;
    return at == before.tail.size() && goes_on_behind_letter(before, behind, language);
}

// Behind a quotation that ends like a sentence: who said it.
bool is_told_on(const Before& before, const Behind& behind, std::string_view language) {
    const auto starts = [&](std::initializer_list<std::string_view> list) {
        return std::ranges::any_of(list, [&](auto word) { return behind.text.starts_with(word); });
    };
    if (language.starts_with("ja"))
        return starts({"と", "が", "は", "を", "の", "も", "に", "で", "って", "など", "や"});
    if (before.stop != '?' && before.stop != '!' && before.stop != 0xFF1F && before.stop != 0xFF01) return false;
    if (language.starts_with("he")) return starts({"שאל", "אמר", "השיב", "הוסיפ", "תהה", "קרא"});
    if (language.starts_with("ko") && !behind.blank) return true;  // the particle stands at the mark
    if (language.starts_with("zh") || language.starts_with("ko")) {
        constexpr std::size_t clause = 60;
        const auto end =
            std::min({behind.text.find("。"), behind.text.find("."), behind.text.find("，"), behind.text.size()});
        if (end > clause) return false;
        const auto said = behind.text.substr(0, end);
        constexpr std::string_view verbs[] = {"问", "問",     "说",     "說",     "道",      "喊",
                                              "答", "물었다", "말했다", "외쳤다", "되물었다"};
        return std::ranges::any_of(verbs, [&](auto verb) { return said.ends_with(verb); });
    }
    return false;
}

bool goes_on(std::string_view sentence, std::string_view rest, bool line, std::string_view language) {
    if (line) return false;
    const Before before = look_back(sentence);
    const Behind behind = look_on(rest, line);
    if (behind.text.empty() || behind.line) return false;
    const bool lower = has_case(behind.first) && is_letter(behind.first) && !is_upper(behind.first);
    if (lower && (before.closed || before.dots || before.stop == '?' || before.stop == '!')) return true;
    if (before.dots) return is_any_letter(behind.first) && !has_case(behind.first);
    if (before.closed && is_told_on(before, behind, language)) return true;
    if (before.word.empty() || before.closed) return false;
    const Script script = script_of(before.first);
    if (script == Script::thai || script == Script::lao || script == Script::khmer)
        return true;  // their sentences have no stop
    return goes_on_behind_word(before, behind, language);
}

// How deep a sentence is inside quotation marks of the Far East, behind which alone it may end.
bool is_inside_quotation(std::string_view sentence) {
    int depth = 0;
    for (std::size_t at = 0; at < sentence.size();) {
        const char32_t c = utf8::next(sentence, at);
        if (c == 0x300C || c == 0x300E || c == 0x201C) ++depth;
        if ((c == 0x300D || c == 0x300F || c == 0x201D) && depth > 0) --depth;
    }
    return depth > 0;
}

bool is_closed_soon(std::string_view rest) {
    constexpr std::size_t soon = 600;
    rest = utf8::cut(rest.substr(0, rest.find('\n')), soon);
    return rest.find("」") != std::string_view::npos || rest.find("”") != std::string_view::npos ||
           rest.find("』") != std::string_view::npos;
}

// French sets a blank before the mark that closes a quotation: the sentence ends behind the mark.
std::size_t behind_french_mark(std::string_view body, std::size_t end) {
    std::string_view rest = body.substr(end);
    if (!rest.starts_with("»")) return end;
    rest.remove_prefix(std::string_view("»").size());
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    return body.size() - rest.size();
}

// Stops that UAX #29 has as part of words, or as none.
void add_other_stops(std::string_view text, std::string_view language, std::vector<std::size_t>& ends) {
    const auto primary = language.substr(0, language.find('-'));
    std::string_view stop;
    if (primary == "km") stop = "។";
    if (primary == "bo" || primary == "dz") stop = "།";
    if (primary == "am" || primary == "ti") stop = "፡፡";
    if (primary == "hy") stop = ":";
    if (stop.empty()) return;
    for (std::size_t at = text.find(stop); at != std::string_view::npos; at = text.find(stop, at)) {
        at += stop.size();
        if (at < text.size() && text[at] == ' ') ends.push_back(at + 1);
    }
    std::ranges::sort(ends);
    ends.erase(std::ranges::unique(ends).begin(), ends.end());
}

constexpr std::size_t longest_joined = 4000;  // bytes: looking back stays cheap, whatever the text

void add_paragraph(std::string_view text, Span paragraph, std::string_view language, std::vector<Span>& out) {
    thread_local std::vector<std::size_t> ends;
    ends.clear();
    const auto body = text.substr(paragraph.begin, paragraph.end - paragraph.begin);
    sentence_ends(body, language, ends);
    add_other_stops(body, language, ends);
    const bool far_east = language.starts_with("ja") || language.starts_with("zh") || language.starts_with("yue");
    std::size_t begin = 0;
    for (std::size_t end : ends) {
        if (end < begin) continue;  // taken along already
        if (language.starts_with("fr")) end = behind_french_mark(body, end);
        const auto whole = body.substr(begin, end - begin);
        const auto sentence = utf8::trim(whole);
        if (end != body.size() && end - begin < longest_joined) {
            const bool line = !whole.empty() && whole.back() == '\n';
            if (!line && far_east && is_inside_quotation(sentence) && is_closed_soon(body.substr(end))) continue;
            if (goes_on(sentence, body.substr(end), line, language)) continue;
        }
        begin = end;
        if (sentence.empty()) continue;
        const auto from = static_cast<std::size_t>(sentence.data() - text.data());
        out.push_back({from, from + sentence.size()});
    }
}

}  // namespace

std::vector<Span> sentences(std::string_view text, std::string_view language) {
    std::vector<Span> out;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t gap = text.find("\n\n", begin);
        const std::size_t end = std::min(gap, text.size());
        if (end > begin) add_paragraph(text, {begin, end}, language, out);
        begin = gap == std::string_view::npos ? text.size() : gap + 2;
    }
    return out;
}

}  // namespace octavo::text
