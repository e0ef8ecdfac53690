// One walk over the words; at each the longest name is taken. What stands beside it is noted, not judged: places.cpp
// looks at all mentions together.
//   "PARIS (AFP) - Jack London met ..."   ->  Paris: dateline     London: before_name
// Checked by tests/text/places_test.cpp.
#include "text/place_mentions.hpp"

#include <algorithm>
#include <deque>

#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/doubtful_places.hpp"
#include "text/sheet.hpp"
#include "text/words.hpp"

namespace octavo::text {
namespace {

constexpr std::size_t most_mentions = 400;

using Begins = PlaceNote::Begins;

bool is_unspaced(char32_t c) {
    const Script s = script_of(c);
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

// "d'Afrique", "dell'Italia": the article's bytes, apostrophe and all.
std::size_t elision(std::string_view word) {
    for (const std::string_view apostrophe : {"'", "’"}) {
        const auto at = word.find(apostrophe);
        if (at == std::string_view::npos || at == 0 || at > 5 || word.size() < at + apostrophe.size() + 3) continue;
        static constexpr std::string_view articles[] = {"d", "l", "qu", "dell", "nell", "all", "dall", "sull", "un"};
        if (std::ranges::find(articles, utf8::lower(word.substr(0, at))) != std::end(articles))
            return at + apostrophe.size();
    }
    return 0;
}

// "Сургуте" -> "surgute": towns that no table names in Cyrillic are known by their Latin names.
std::string in_latin(std::string_view folded) {
    static constexpr std::pair<std::u32string_view, std::string_view> pairs[] = {
        {U"а", "a"},  {U"б", "b"},    {U"в", "v"},  {U"г", "g"}, {U"д", "d"}, {U"е", "e"},  {U"ж", "zh"}, {U"з", "z"},
        {U"и", "i"},  {U"й", "y"},    {U"к", "k"},  {U"л", "l"}, {U"м", "m"}, {U"н", "n"},  {U"о", "o"},  {U"п", "p"},
        {U"р", "r"},  {U"с", "s"},    {U"т", "t"},  {U"у", "u"}, {U"ф", "f"}, {U"х", "kh"}, {U"ц", "ts"}, {U"ч", "ch"},
        {U"ш", "sh"}, {U"щ", "shch"}, {U"ъ", ""},   {U"ы", "y"}, {U"ь", ""},  {U"э", "e"},  {U"ю", "yu"}, {U"я", "ya"},
        {U"і", "i"},  {U"ї", "i"},    {U"є", "ye"}, {U"ј", "j"}, {U"ћ", "c"}, {U"ђ", "dj"}, {U"љ", "lj"}, {U"њ", "nj"}};
    std::string out;
    for (std::size_t i = 0; i < folded.size();) {
        const char32_t c = utf8::next(folded, i);
        const auto found = std::ranges::find_if(pairs, [&](const auto& p) { return p.first.front() == c; });
        if (found == std::end(pairs)) return {};
        out += found->second;
    }
    return out;
}

// How agencies shorten states behind a town: "RENO, Nev. (AP) -". The code, "" when it is none.
std::string_view state_of(std::string_view folded) {
    static constexpr std::pair<std::string_view, std::string_view> states[] = {
        {"ala", "AL"},  {"ariz", "AZ"}, {"ark", "AR"},  {"calif", "CA"}, {"colo", "CO"}, {"conn", "CT"}, {"del", "DE"},
        {"fla", "FL"},  {"ga", "GA"},   {"ill", "IL"},  {"ind", "IN"},   {"kan", "KS"},  {"ky", "KY"},   {"la", "LA"},
        {"mass", "MA"}, {"md", "MD"},   {"mich", "MI"}, {"minn", "MN"},  {"miss", "MS"}, {"mo", "MO"},   {"mont", "MT"},
        {"neb", "NE"},  {"nev", "NV"},  {"n.h", "NH"},  {"n.j", "NJ"},   {"n.m", "NM"},  {"n.y", "NY"},  {"n.c", "NC"},
        {"n.d", "ND"},  {"okla", "OK"}, {"ore", "OR"},  {"pa", "PA"},    {"r.i", "RI"},  {"s.c", "SC"},  {"s.d", "SD"},
        {"tenn", "TN"}, {"tex", "TX"},  {"vt", "VT"},   {"va", "VA"},    {"wash", "WA"}, {"w.va", "WV"}, {"wis", "WI"},
        {"wyo", "WY"}};
    const auto at = std::ranges::find(states, folded, [](const auto& s) { return s.first; });
    return at == std::end(states) ? std::string_view() : at->second;
}

bool all_capitals(std::string_view word) {
    return utf8::lower(word) != word && !std::ranges::any_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

// Arabic and Hebrew write "and", "in", "to" on the word: the first rest that is a name.
std::string_view without_joined(std::string_view folded, const PlaceNames& names) {
    if (folded.empty() || static_cast<unsigned char>(folded.front()) < 0xD7) return {};
    for (const std::string_view front :
         {"و", "ب", "ل", "ك", "ف", "وال", "بال", "لل", "ول", "وب", "ו", "ב", "ל", "מ", "ה", "ש"})
        if (folded.starts_with(front) && folded.size() > front.size() + 3) {
            const std::string_view rest = folded.substr(front.size());
            if (names.look(place_hash(0, rest)).whole || names.look_by_stem(rest).whole) return rest;
        }
    return {};
}

// The town that the world calls by the word's Latin spelling, whole or without an ending of one or two letters.
PlaceNames::Found look_in_latin(std::string_view folded, const PlaceNames& names) {
    const std::string latin = in_latin(folded);
    for (std::size_t off = 0; off < 3 && latin.size() >= off + 5; ++off)
        if (auto found = names.look(place_hash(0, std::string_view(latin).substr(0, latin.size() - off)));
            found.whole && !found.letters)
            return found;
    return {};
}

Begins begins_of(const PlaceNote& note, char32_t first, const PlaceNames& names) {
    if (is_unspaced(first)) return Begins::unspaced;
    // A small letter where capitals are: only an adjective may begin so.
    if (note.cased && !note.capital && !names.may_begin_small(note.folded)) return Begins::nothing;
    if (names.may_begin(note.folded)) return Begins::perhaps;
    if (script_of(first) == Script::cyrillic && note.capital)
        return look_in_latin(note.folded, names).whole ? Begins::latin : Begins::nothing;
    return !note.bare.empty() && names.may_begin(note.bare) ? Begins::perhaps : Begins::nothing;
}

// What is the same wherever the word stands; `keep` makes the folded word last.
template <class Keep>
void make(PlaceNote& note, std::string_view written, const PlaceNames& names, Keep keep) {
    note.front = static_cast<std::uint8_t>(elision(written));
    written.remove_prefix(note.front);
    note.folded = keep(place_word(written));
    std::size_t past_first = 0;
    const char32_t first = utf8::next(written, past_first);
    const Script script = script_of(first);
    note.capital = is_upper(first);
    note.cased =
        script == Script::latin || script == Script::cyrillic || script == Script::greek || script == Script::armenian;
    note.bare = without_joined(note.folded, names);
    note.begins = begins_of(note, first, names);
    note.made = true;
}

// A word of the text: where it stands without an elided article, and what it is.
struct Token {
    Span at;
    const PlaceNote* note = nullptr;
    std::string_view folded() const { return note->folded; }
    bool capital() const { return note->capital; }
};

class Tokens {
  public:
    Tokens(const Sheet& sheet, const PlaceNames& names) {
        Vocabulary& vocabulary = sheet.vocabulary();
        std::vector<PlaceNote>& notes = vocabulary.place_notes();
        tokens_.reserve(sheet.words().size());
        for (const Met& met : sheet.words()) {
            PlaceNote& note = met.word == Vocabulary::none ? long_ones_.emplace_back() : notes[met.word];
            if (met.word == Vocabulary::none)
                make(note, sheet.text().substr(met.begin, met.end - met.begin), names,
                     [](const std::string&) { return std::string_view(); });
            else if (!note.made)
                make(note, vocabulary.at(met.word).surface(), names,
                     [&](const std::string& folded) { return vocabulary.keep(folded, met.word); });
            tokens_.push_back({{met.begin + note.front, met.end}, &note});
        }
    }
    const std::vector<Token>& all() const { return tokens_; }

  private:
    std::vector<Token> tokens_;
    std::deque<PlaceNote> long_ones_;  // of which no vocabulary knows: no name of a place is among them
};

}  // namespace

std::vector<PlaceMention> mentions_in(const Sheet& sheet, bool opening) {
    const std::string_view text = sheet.text(), language = sheet.language();
    const PlaceNames& names = Gazetteer::own().names(language);
    const Tokens made(sheet, names);
    const std::vector<Token>& tokens = made.all();
    std::vector<PlaceMention> out;
    std::vector<std::size_t> first_token;  // of each mention
    std::vector<std::size_t> last_token;
    std::size_t unspaced_done = 0;
    for (std::size_t i = 0; i < tokens.size() && out.size() < most_mentions; ++i) {
        const Token& token = tokens[i];
        const Begins begins = token.note->begins;
        if (begins == Begins::unspaced) {
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
        if (!out.empty() && last_token.back() + 1 == i && token.capital() &&
            text.substr(out.back().end, token.at.begin - out.back().end) == ", ") {
            const auto state = state_of(token.folded());
            const GazetteerPlace* region = state.empty() ? nullptr : Gazetteer::own().region("US", state);
            if (region) {
                out.back().with_next = true;
                const auto index = static_cast<PlaceIndex>(region - Gazetteer::own().places().data());
                out.push_back({.begin = token.at.begin, .end = token.at.end, .candidates = {index}});
                first_token.push_back(i);
                last_token.push_back(i);
                continue;
            }
        }
        if (begins == Begins::nothing) continue;
        const bool located = i > 0 && locates(tokens[i - 1].folded());
        if (begins == Begins::latin) {
            if (!located) continue;
            const auto found = look_in_latin(token.folded(), names);
            out.push_back({.begin = token.at.begin,
                           .end = token.at.end,
                           .candidates = {found.places.begin(), found.places.end()},
                           .located = true});
            first_token.push_back(i);
            last_token.push_back(i);
            continue;
        }
        const auto word = text.substr(token.at.begin, token.at.end - token.at.begin);
        const std::string_view bare = token.note->bare;
        PlaceNames::Found best;
        std::size_t last = i;
        std::uint64_t hash = 0;
        for (std::size_t k = i; k < tokens.size() && k < i + 6; ++k) {
            if (k > i && tokens[k].at.begin - tokens[k - 1].at.end > 2) break;
            hash = place_hash(hash, tokens[k].folded());
            const auto found = names.look(hash);
            if (found.whole) {
                best = found;
                last = k;
            }
            if (!found.more) break;
        }
        if (!best.whole) best = names.look_by_stem(token.folded());
        if (!best.whole && !bare.empty()) {
            best = names.look(place_hash(0, bare));
            if (!best.whole) best = names.look_by_stem(bare);
        }
        if (!best.whole) continue;
        if (token.note->cased && !best.any_case && !token.capital()) continue;
        if (best.letters && !all_capitals(word)) continue;
        const bool alone = last == i && !best.any_case && !best.letters;
        if (alone && (is_no_town(token.folded()) || is_stop_word(token.folded(), language))) continue;
        if (last + 1 < tokens.size() && !best.any_case && tokens[last + 1].capital() &&
            adjoin(text, tokens[last].at.end, tokens[last + 1].at.begin) && names_a_house(tokens[last + 1].folded())) {
            i = last;
            continue;
        }
        PlaceMention m{.begin = token.at.begin,
                       .end = tokens[last].at.end,
                       .candidates = {best.places.begin(), best.places.end()},
                       .adjective = best.any_case,
                       .doubtful = alone && (is_doubtful_town(token.folded()) || is_given_name(token.folded()))};
        // "Latin American", "latino-americanos", "South American"
        if (i > 0 && m.adjective) {
            const std::string_view before = tokens[i - 1].folded();
            if (before == "latin" || before == "latino" || before == "latina" || before == "sud" || before == "south" ||
                before == "central")
                continue;
        }
        if (i > 0) {
            const Token& before = tokens[i - 1];
            m.located = located;
            // "Jack London"
            if (alone && adjoin(text, before.at.end, m.begin) && before.capital() && is_given_name(before.folded()))
                continue;
            m.before_name = before.capital() && adjoin(text, before.at.end, m.begin) && !m.located &&
                            !is_stop_word(before.folded(), language) && !belongs_to_places(before.folded()) &&
                            !(last_token.size() && last_token.back() == i - 1);
        }
        if (last + 1 < tokens.size()) {
            const Token& behind = tokens[last + 1];
            m.behind_name =
                behind.capital() && adjoin(text, m.end, behind.at.begin) && !belongs_to_places(behind.folded());
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
