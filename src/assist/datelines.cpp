// Where a sentence begins behind its dateline.
//
// Idea: a dateline is a place in capitals or an agency in brackets, and a dash. Nothing of it is looked up but the
// names of agencies, which need no dash.
//   LONDON (Reuters) - The tram is back.         from "The tram"
//   Washington (CNN) In a win for trams, ...     from "In a win"
// Checked by tests/assist/sentences_test.cpp and fuzz/assist_fuzz.cpp.
#include "assist/sentence_kinds.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"

namespace octavo::assist {
namespace {

using text::CharClass;
using text::class_of;

bool blank(char32_t c) { return c == ' ' || c == 0xA0 || c == 0x3000 || c == 0x202F || c == '\t' || c == '\n'; }

// Up to four words with capitals, as "WASHINGTON", "New York", "PORT-AU-PRINCE, Haiti".
bool names_places(std::string_view words) {
    std::size_t count = 0, at = 0;
    while (at < words.size()) {
        const auto end = std::min(words.find(' ', at), words.size());
        if (end > at) {
            std::size_t first = at;
            if (!text::is_upper(utf8::next(words, first)) || ++count > 4) return false;
        }
        at = end + 1;
    }
    return count > 0;
}

bool is_agency(std::string_view words) {
    constexpr std::string_view known[] = {
        "ap",        "cnn",    "reuters",  "afp", "dpa",  "upi", "cnn business", "associated press",
        "bloomberg", "xinhua", "ians",     "pti", "ansa", "efe", "lusa",         "tass",
        "interfax",  "nbc",    "nbc news", "cbs", "kdka", "anp", "ntb",          "tt",
        "pap",       "ctk",    "čtk",      "apa", "sda",  "ats", "belga",        "kyodo",
        "jiji",      "yonhap"};
    return text::contains(known, text::fold(words));
}

}  // namespace

std::size_t behind_dateline(std::string_view s, DatelinePlace stands) {
    constexpr std::size_t within = 80;
    const std::string_view head = utf8::cut(s, within);
    const auto skip = [&](std::size_t at) {  // blanks and dashes
        while (at < s.size()) {
            std::size_t next = at;
            const char32_t c = utf8::next(s, next);
            if (!blank(c) && c != '-' && c != 0x2013 && c != 0x2014 && c != 0x2015 && c != ':') break;
            at = next;
        }
        return at < s.size() ? at : 0;
    };
    if (stands == DatelinePlace::none) return 0;
    if (head.starts_with("【"))
        if (const auto end = head.find("】"); end != std::string_view::npos) return skip(end + 3);
    // 新华社北京11月3日电（记者…）
    for (const std::string_view wire : {"电", "電"}) {
        const auto end = head.find(wire);
        if (end == std::string_view::npos || head.find("社") > end) continue;
        std::size_t at = end + wire.size();
        if (s.substr(at).starts_with("（"))
            if (const auto close = s.substr(0, within * 2).find("）", at); close != std::string_view::npos)
                at = close + 3;
        return skip(at);
    }
    const auto open = head.find('('), close = head.find(')');
    if (open == 0 && close != std::string_view::npos && close < 32 && close > 2) return skip(close + 1);
    // "Washington (CNN) In a win for ...": an agency that is known needs no dash.
    if (open != std::string_view::npos && close != std::string_view::npos && open > 1 && close > open)
        if (names_places(head.substr(0, open)) && is_agency(head.substr(open + 1, close - open - 1)))
            return skip(close + 1);
    // Up to the first dash with blanks around it.
    std::size_t dash = std::string_view::npos, behind = 0;
    for (const std::string_view each : {" - ", " – ", " — ", " -- ", ") -", ")--", ")—", ") –"}) {
        const auto at = head.find(each);
        if (at < dash) dash = at, behind = at + each.size();
    }
    if (dash == std::string_view::npos || dash == 0) return 0;
    const std::string_view place = head.substr(0, dash + (head[dash] == ')' ? 1 : 0));
    if (open != std::string_view::npos && open < dash && place.back() == ')' && open > 0)
        return names_places(place.substr(0, open)) || stands == DatelinePlace::front ? skip(behind) : 0;
    if (stands != DatelinePlace::front) return 0;
    std::size_t capitals = 0, smalls = 0, words = 1, small_words = 0;
    char32_t before = ' ';
    for (std::size_t at = 0; at < place.size();) {
        const char32_t c = utf8::next(place, at);
        if (class_of(c) == CharClass::letter) {
            const bool upper = text::is_upper(c);
            capitals += upper;
            smalls += !upper;
            small_words += !upper && blank(before);
        }
        words += blank(c);
        before = c;
    }
    const bool shouted = capitals >= 3 && capitals > 2 * smalls;        // "LONDON, Nov 3 -"
    const bool names = small_words == 0 && capitals > 0 && words <= 3;  // "New York -"
    return shouted || names ? skip(behind) : 0;
}

}  // namespace octavo::assist
