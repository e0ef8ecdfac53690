// One walk over the words; at each the longest name is taken. What stands beside it is noted, not judged: places.cpp
// looks at all mentions together.
//   "PARIS (AFP) - Jack London met ..."   ->  Paris: dateline     London: before_name
// Checked by tests/text/places_test.cpp.
#include "text/place_mentions.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/doubtful_places.hpp"
#include "text/word_reader.hpp"

namespace octavo::text {
namespace {

constexpr std::size_t most_mentions = 400;

struct Token {
    Span at;
    std::string folded;
    bool capital = false;
};

bool unspaced(std::string_view word) {
    std::size_t at = 0;
    const Script s = script_of(utf8::next(word, at));
    return s == Script::han || s == Script::kana || s == Script::hangul || s == Script::thai || s == Script::lao ||
           s == Script::khmer || s == Script::myanmar;
}

// "in", "near", "at", "from" in the big languages: what stands behind is a place more often than a person.
bool locates(std::string_view folded) {
    static constexpr std::string_view words[] = {
        "in",  "near", "at",   "from", "outside", "across", "around", "en", "a",   "de", "em",  "no", "na",  "bei",
        "aus", "nach", "nahe", "pres", "au",      "da",     "di",     "te", "bij", "i",  "w",   "we", "pod", "v",
        "ve",  "u",    "в",    "во",   "из",      "под",    "у",      "на", "kwa", "di", "tai", "у"};
    return std::ranges::find(words, folded) != std::end(words);
}

// "Herat province", "Greater London": words that belong to places.
bool belongs_to_places(std::string_view folded) {
    static constexpr std::string_view words[] = {
        "north",        "south",    "east",       "west",       "northern",  "southern", "eastern",   "western",
        "central",      "greater",  "city",       "province",   "county",    "state",    "region",    "district",
        "airport",      "downtown", "old",        "upper",      "lower",     "mid",      "ex",        "gouverneur",
        "mayor",        "governor", "senator",    "police",     "president", "prime",    "minister",  "ambassador",
        "embassy",      "army",     "government", "parliament", "mr",        "republic", "islands",   "island",
        "metropolitan", "area",     "bay",        "harbor",     "harbour",   "stadium",  "university"};
    return std::ranges::find(words, folded) != std::end(words);
}

// Only a blank between two words.
bool adjoin(std::string_view text, std::size_t end, std::size_t begin) { return begin == end + 1 && text[end] == ' '; }

std::vector<Token> tokens_of(std::string_view text) {
    std::vector<Token> out;
    WordReader reader(text);
    for (Span span; reader.next(span);) {
        const auto word = text.substr(span.begin, span.end - span.begin);
        std::size_t at = 0;
        out.push_back({span, place_word(word), is_upper(utf8::next(word, at))});
    }
    return out;
}

bool all_capitals(std::string_view word) {
    return utf8::lower(word) != word && !std::ranges::any_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

// Arabic and Hebrew write "and", "in", "to" on the word.
std::string_view without_joined(std::string_view folded) {
    if (folded.empty() || static_cast<unsigned char>(folded.front()) < 0xD7) return {};
    for (const std::string_view front : {"وال", "بال", "لل", "ول", "وب", "و", "ب", "ل", "ו", "ב", "ל", "מ", "ה", "ש"})
        if (folded.starts_with(front) && folded.size() > front.size() + 5) return folded.substr(front.size());
    return {};
}

}  // namespace

std::vector<PlaceMention> mentions_in(std::string_view text, std::string_view language, bool opening) {
    const PlaceNames& names = Gazetteer::own().names(language);
    const std::vector<Token> tokens = tokens_of(text);
    std::vector<PlaceMention> out;
    std::vector<std::size_t> first_token;  // of each mention
    std::vector<std::size_t> last_token;
    std::size_t unspaced_done = 0;
    for (std::size_t i = 0; i < tokens.size() && out.size() < most_mentions; ++i) {
        const Token& token = tokens[i];
        const auto word = text.substr(token.at.begin, token.at.end - token.at.begin);
        if (unspaced(word)) {
            // Names are looked for at every character: a dictionary cuts them where it likes.
            for (std::size_t at = std::max(token.at.begin, unspaced_done); at < token.at.end;) {
                PlaceNames::Found found;
                if (const std::size_t size = names.look_unspaced(text.substr(at), found)) {
                    out.push_back(
                        {.begin = at, .end = at + size, .candidates = {found.places.begin(), found.places.end()}});
                    first_token.push_back(i);
                    last_token.push_back(i);
                    at += size;
                } else {
                    utf8::next(text, at);
                }
                unspaced_done = at;
            }
            continue;
        }
        // A small letter where capitals are: only an adjective may begin so.
        std::size_t past_first = 0;
        const char32_t first = utf8::next(word, past_first);
        const Script script = script_of(first);
        const bool cased = script == Script::latin || script == Script::cyrillic || script == Script::greek ||
                           script == Script::armenian;
        if (cased && !token.capital && !names.may_begin_small(token.folded)) continue;
        const auto bare = without_joined(token.folded);
        if (!names.may_begin(token.folded) && (bare.empty() || !names.may_begin(bare))) continue;
        PlaceNames::Found best;
        std::size_t last = i;
        std::uint64_t hash = 0;
        for (std::size_t k = i; k < tokens.size() && k < i + 6; ++k) {
            if (k > i && tokens[k].at.begin - tokens[k - 1].at.end > 2) break;
            hash = place_hash(hash, tokens[k].folded);
            const auto found = names.look(hash);
            if (found.whole) {
                best = found;
                last = k;
            }
            if (!found.more) break;
        }
        if (!best.whole) best = names.look_by_stem(token.folded);
        if (!best.whole && !bare.empty()) {
            best = names.look(place_hash(0, bare));
            if (!best.whole) best = names.look_by_stem(bare);
        }
        if (!best.whole) continue;
        if (cased && !best.any_case && !token.capital) continue;
        if (best.letters && !all_capitals(word)) continue;
        const bool alone = last == i && !best.any_case && !best.letters;
        if (alone && is_no_town(token.folded)) continue;
        if (last + 1 < tokens.size() && !best.any_case && tokens[last + 1].capital &&
            adjoin(text, tokens[last].at.end, tokens[last + 1].at.begin) && names_a_house(tokens[last + 1].folded)) {
            i = last;
            continue;
        }
        PlaceMention m{.begin = token.at.begin,
                       .end = tokens[last].at.end,
                       .candidates = {best.places.begin(), best.places.end()},
                       .adjective = best.any_case,
                       .doubtful = alone && is_doubtful_town(token.folded)};
        if (i > 0) {
            const Token& before = tokens[i - 1];
            m.located = locates(before.folded);
            // "Jack London"
            if (alone && adjoin(text, before.at.end, m.begin) && before.capital && is_given_name(before.folded))
                continue;
            m.before_name = before.capital && adjoin(text, before.at.end, m.begin) && !m.located &&
                            !is_stop_word(before.folded, language) && !belongs_to_places(before.folded) &&
                            !(last_token.size() && last_token.back() == i - 1);
        }
        if (last + 1 < tokens.size()) {
            const Token& behind = tokens[last + 1];
            m.behind_name = behind.capital && adjoin(text, m.end, behind.at.begin) && !belongs_to_places(behind.folded);
        }
        if (!out.empty() && last_token.back() + 1 == i && text.substr(out.back().end, m.begin - out.back().end) == ", ")
            out.back().with_next = true;
        // "PARIS (AFP) - ", "LONDON, March 3 - ", "Berlin (dpa) – ".
        if (opening && m.begin < 60 && first_token.size() < 2) {
            const auto rest = text.substr(m.end, 60);
            const auto bracket = rest.find('(');
            const auto dash = std::min({rest.find(" - "), rest.find(" – "), rest.find(" — "), rest.find("— ")});
            m.dateline = (m.begin == 0 || !out.empty() || i < 3) && (bracket < 25 || dash < 40) &&
                         rest.substr(0, std::min(bracket, dash)).find(". ") == std::string_view::npos;
        }
        out.push_back(std::move(m));
        first_token.push_back(i);
        last_token.push_back(last);
        i = last;
    }
    return out;
}

}  // namespace octavo::text
