// Endings and short lists, no dictionary: what they cannot tell stays as it stands in the text.
// Checked by tests/text/hashtags_test.cpp.
#include "text/name_forms.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/gazetteer.hpp"
#include "text/name_company.hpp"

namespace octavo::text {
namespace {

std::string_view primary(std::string_view language) { return language.substr(0, language.find('-')); }

bool ends_in_one_of(std::string_view word, std::span<const std::string_view> endings) {
    return std::ranges::any_of(endings,
                               [&](std::string_view e) { return word.size() > e.size() && word.ends_with(e); });
}

// Calls `each` with every piece between blanks.
template <class Each>
void each_word(std::string_view name, const Each& each) {
    while (!name.empty()) {
        const auto end = std::min(name.find(' '), name.size());
        if (end > 0) each(name.substr(0, end));
        name.remove_prefix(std::min(end + 1, name.size()));
    }
}

bool has_small_letter(std::string_view word) {
    for (std::size_t at = 0; at < word.size();) {
        const std::size_t from = at;
        const char32_t c = utf8::next(word, at);
        if (!is_upper(c) && utf8::lower(word.substr(from, at - from)) == word.substr(from, at - from) &&
            class_of(c) == CharClass::letter)
            return true;
    }
    return false;
}

}  // namespace

bool is_people(std::string_view wording, const GazetteerPlace& country, std::string_view language) {
    if (primary(language) != "en" || country.kind != GazetteerPlace::Kind::country) return false;
    if (wording == country.name || wording.find(' ') != std::string_view::npos || !has_small_letter(wording))
        return false;
    static constexpr std::string_view endings[] = {
        "an",    "ans",  "ish",    "ese",    "i",     "is",    "ic",    "ench", "utch",  "wiss",  "reek",
        "reeks", "zech", "zechs",  "erb",    "erbs",  "roat",  "roats", "Turk", "urks",  "hai",   "hais",
        "beks",  "bek",  "Pole",   "Poles",  "Dane",  "Danes", "inn",   "inns", "wede",  "wedes", "ovak",
        "ovaks", "vene", "Briton", "ritons", "man",   "woman", "otho",  "rgyz", "zakh",  "ajik",  "ajiks",
        "kmen",  "ghan", "ghans",  "pino",   "pinos", "pine",  "tine",  "ssie", "anders"};
    static constexpr std::string_view whole[] = {"Pole", "Poles", "Dane", "Danes", "Turk", "Swiss", "Thai", "Thais"};
    return ends_in_one_of(wording, endings) || std::ranges::find(whole, wording) != std::end(whole);
}

int bent(std::string_view wording, std::string_view language) {
    if (!is_one_of(primary(language), {"ru", "uk", "be", "bg"})) return 0;
    static constexpr std::string_view oblique[] = {"ого", "его", "ому", "ему", "ой", "ою", "ах", "ях", "ам", "ям",
                                                   "ами", "ями", "ом",  "ем",  "ов", "их", "ых", "им", "ым", "ую",
                                                   "юю",  "ей",  "ою",  "і",   "у",  "ю",  "ы",  "и",  "е"};
    static constexpr std::string_view feminine[] = {"а", "я", "ь", "о"};
    int out = 0;
    each_word(wording, [&](std::string_view word) {
        if (word.size() < 8) return;  // four letters
        out += ends_in_one_of(word, oblique) ? 3 : ends_in_one_of(word, feminine) ? 1 : 0;
    });
    return out;
}

bool is_stem_of(std::string_view wording, std::string_view other) {
    constexpr std::size_t longest_ending = 6, shortest_stem = 4;  // bytes
    if (wording.size() >= other.size()) return false;
    while (!wording.empty() && !other.empty()) {
        const auto end = std::min(wording.find(' '), wording.size()), beyond = std::min(other.find(' '), other.size());
        const auto stem = wording.substr(0, end), bent_word = other.substr(0, beyond);
        if (!bent_word.starts_with(stem) || bent_word.size() - stem.size() > longest_ending) return false;
        if (bent_word.size() > stem.size() && stem.size() < shortest_stem) return false;
        wording.remove_prefix(std::min(end + 1, wording.size()));
        other.remove_prefix(std::min(beyond + 1, other.size()));
    }
    return wording.empty() && other.empty();
}

std::string without_shouting(std::string_view name) {
    constexpr std::size_t longest_letters = 6;  // "UNESCO"
    if (has_small_letter(name)) return std::string(name);
    bool words = false, long_one = false;
    each_word(name, [&](std::string_view word) {
        words |= word.size() < name.size();
        long_one |= utf8::length(word) > (word.size() < name.size() ? 4 : longest_letters);
    });
    if (!long_one) return std::string(name);
    std::string out;
    each_word(name, [&](std::string_view word) {
        if (!out.empty()) out += ' ';
        if (utf8::length(word) <= 3 && words) {
            out += word;
            return;
        }
        std::size_t first = 0;
        utf8::next(word, first);
        out.append(word.substr(0, first));
        out += utf8::lower(word.substr(first));
    });
    return out;
}

std::string_view bare_name(std::string_view name) {
    for (const std::string_view article : {"The ", "THE "})
        if (name.starts_with(article) && name.size() > article.size() + 2) name.remove_prefix(article.size());
    for (const std::string_view possessive : {"'s", "’s", "‘s", "`s", "’", "'"})
        if (name.ends_with(possessive) && name.size() > possessive.size() + 1) {
            name.remove_suffix(possessive.size());
            break;
        }
    if (const auto at = name.rfind(' '); at != std::string_view::npos) {
        std::string last = utf8::lower(name.substr(at + 1));
        if (last.ends_with('.')) last.pop_back();
        if (is_legal_form(last)) name = name.substr(0, at);
        if (name.ends_with(',')) name.remove_suffix(1);
    }
    return name;
}

bool is_legal_form(std::string_view folded) {
    return is_one_of(folded,
                     {"inc", "corp", "ltd", "llc", "plc", "gmbh", "ag",  "kg",   "se",  "sa",  "spa", "bv", "nv",
                      "oy",  "ab",   "oyj", "pty", "co",  "lp",   "llp", "kgaa", "ооо", "оао", "зао", "пао"});
}

bool is_state_abbreviation(std::string_view name) {
    if (name.ends_with('.')) name.remove_suffix(1);
    // A party before a state: "R-Ky", "D-N.Y."
    if (name.size() > 3 && is_one_of(name.substr(0, 1), {"R", "D", "I"}) && (name[1] == '-' || name[1] == '\xE2'))
        return true;
    return is_one_of(
        name, {"Ala",  "Ariz", "Ark",  "Calif", "Colo", "Conn", "Del", "Fla",  "Ga",  "Ill",  "Ind", "Kan", "Ky",
               "La",   "Md",   "Mass", "Mich",  "Minn", "Miss", "Mo",  "Mont", "Neb", "Nev",  "N.H", "N.J", "N.M",
               "N.Y",  "N.C",  "N.D",  "Okla",  "Ore",  "Pa",   "R.I", "S.C",  "S.D", "Tenn", "Tex", "Vt",  "Va",
               "Wash", "W.Va", "Wis",  "Wyo",   "NH",   "NJ",   "NM",  "NC",   "ND",  "OR",   "SC",  "SD",  "RI",
               "Ont",  "Que",  "NY",   "CA",    "CT",   "FL",   "GA",  "IL",   "MA",  "MI",   "MO",  "NV",  "OK",
               "PA",   "TN",   "TX",   "UT",    "VA",   "VT",   "WA",  "WI",   "WV",  "AZ",   "KS",  "KY"});
}

bool is_glued(const ToName& text, const NameRun& run) {
    const auto stands_alone = [&](std::string_view part) {
        if (part.size() < 3) return false;
        const std::string folded = utf8::lower(part);
        return std::ranges::any_of(text.tokens, [&](const TagToken& t) { return t.capital && t.folded == folded; });
    };
    for (std::size_t k = run.first; k <= run.last; ++k) {
        const TagToken& t = text.tokens[k];
        const auto word = text.text.substr(t.begin, t.end - t.begin);
        Script before = Script::none;
        std::size_t small = 0;  // small letters in a row before here
        for (std::size_t at = 0; at < word.size();) {
            const std::size_t from = at;
            const char32_t c = utf8::next(word, at);
            const Script script = script_of(c);
            // "Ecosphereамерикан": two alphabets in a word.
            if ((script == Script::latin && before == Script::cyrillic) ||
                (script == Script::cyrillic && before == Script::latin))
                return true;
            if (script != Script::none) before = script;
            if (is_upper(c)) {
                if (small >= 2 &&
                    (word[from - 1] == '.' || (stands_alone(word.substr(0, from)) && stands_alone(word.substr(from)))))
                    return true;
                small = 0;
            } else if (c != '.') {
                ++small;
            }
        }
    }
    return false;
}

bool is_verb_form(std::string_view word, std::string_view language) {
    const auto code = primary(language);
    if (code == "ko") {
        static constexpr std::string_view endings[] = {"다",   "다고", "다며", "했던", "하는",
                                                       "되는", "하고", "했고", "지만"};
        return ends_in_one_of(word, endings);
    }
    if (is_one_of(code, {"ru", "uk", "be"})) {
        static constexpr std::string_view endings[] = {"ся",  "сь",  "ать", "ять", "ить", "еть", "ает", "яет",
                                                       "ует", "ала", "ила", "али", "или", "ают", "уют", "яют",
                                                       "ал",  "ил",  "ло",  "ти",  "ла",  "ли",  "ено", "ано"};
        return word.size() > 8 && ends_in_one_of(word, endings);
    }
    // Of single words alone: "social distancing" is a noun by its company.
    if (word.find_first_of(" -") != std::string_view::npos) return false;
    if (code == "en") return word.size() > 5 && (word.ends_with("ed") || word.ends_with("ing"));
    if (code == "de") {
        std::size_t at = 0;
        return !word.empty() && !is_upper(utf8::next(word, at));  // nouns have a capital
    }
    if (is_one_of(code, {"es", "pt", "it", "ca", "gl"})) {
        static constexpr std::string_view gerunds[] = {"ando", "iendo", "yendo", "endo", "indo"};
        return word.size() > 6 && ends_in_one_of(word, gerunds) &&
               !is_one_of(word, {"comando", "contrabando", "dividendo", "memorando", "referendo", "reverendo",
                                 "atuendo", "estruendo"});
    }
    return false;
}

}  // namespace octavo::text
