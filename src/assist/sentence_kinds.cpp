// What a sentence is, told by how it begins and ends.
//
// Idea: what does not belong into a summary gives itself away at its edges, in every language: a label has no stop, a
// byline begins with "By", an invitation with "Read more", a quotation with a quotation mark. So no sentence is parsed;
// its first and last words are looked at, and its marks are counted.
//   LONDON (Reuters) - The tram is back.   prose, from "The tram"
//   "We won't go," he said.                prose that opens with a quotation
//   "We won't go."                         a quotation alone
//   Read more: Trams of Europe             an invitation
// The lists are short and hold beginnings only; a page's own furniture was taken off by extract before.
// Checked by tests/assist/sentences_test.cpp and fuzz/assist_fuzz.cpp.
#include "assist/sentence_kinds.hpp"

#include "assist/leaning.hpp"
#include "assist/pronouns.hpp"
#include "base/dates.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/month_names.hpp"

namespace octavo::assist {
namespace {

using text::CharClass;
using text::class_of;

constexpr std::string_view invitations[] = {
    "read more",          "read also",        "also read",      "check out:",    "read:",        "more:",
    "read next",          "related:",         "see also",       "click here",    "sign up",      "subscribe",
    "follow us",          "share this",       "watch:",         "listen:",       "scroll down",  "continue reading",
    "story continues",    "don't miss",       "get the latest", "join our",      "download our", "you may also",
    "for more ",          "to read more",     "see more",       "click ",        "lesen sie",    "mehr zum thema",
    "weiterlesen",        "hier geht es",     "jetzt ",         "lire aussi",    "à lire",       "lire la suite",
    "abonnez-vous",       "inscrivez-vous",   "lea también",    "lea más",       "leer más",     "suscríbete",
    "te puede interesar", "leia também",      "leia mais",      "veja também",   "saiba mais",   "leggi anche",
    "iscriviti",          "lees ook",         "lees meer",      "läs även",      "läs mer",      "läs också",
    "les også",           "læs også",         "lue myös",       "czytaj też",    "czytaj także", "zobacz też",
    "читайте также",      "читайте:",         "подписывайтесь", "читайте також", "devamını oku", "اقرأ أيضا",
    "اقرأ المزيد",        "إقرأ أيضا",        "اشترك",          "بیشتر بخوانید", "यह भी पढ़ें",     "関連記事",
    "続きを読む",         "あわせて読みたい", "相关阅读",       "延伸阅读",      "阅读更多",     "관련기사",
    "baca juga",          "xem thêm"};

// Beginnings of bylines and of what agencies put around a text.
constexpr std::string_view bylines[] = {"by ",
                                        "von ",
                                        "par ",
                                        "por ",
                                        "di ",
                                        "door ",
                                        "av ",
                                        "af ",
                                        "last updated",
                                        "published",
                                        "updated",
                                        "posted",
                                        "last modified",
                                        "copyright",
                                        "©",
                                        "(c) ",
                                        "reporting by",
                                        "above:",
                                        "below:",
                                        "editing by",
                                        "additional reporting",
                                        "writing by",
                                        "compiled by",
                                        "photo by",
                                        "photo:",
                                        "photos:",
                                        "foto:",
                                        "fotos:",
                                        "bild:",
                                        "image:",
                                        "picture:",
                                        "video:",
                                        "source:",
                                        "quelle:",
                                        "fuente:",
                                        "fonte:",
                                        "crédit",
                                        "zuletzt aktualisiert",
                                        "veröffentlicht",
                                        "stand:",
                                        "publié",
                                        "mis à jour",
                                        "publicado",
                                        "actualizado",
                                        "pubblicato",
                                        "опубликовано",
                                        "обновлено",
                                        "фото:",
                                        "автор:",
                                        "نشر",
                                        "صورة:",
                                        "撮影",
                                        "编辑",
                                        "责任编辑",
                                        "来源"};
// Anywhere in a sentence, however many names stand before it.
constexpr std::string_view thanks[] = {"contributed to this report", "contributed to this story",
                                       "contributed to this article", "contributed reporting"};
// Anywhere in a sentence that is not long.
constexpr std::string_view credits[] = {"getty images",
                                        "file photo",
                                        "(photo",
                                        "photo courtesy",
                                        "all rights reserved",
                                        "alle rechte vorbehalten",
                                        "tous droits réservés",
                                        "todos los derechos",
                                        "originally appeared",
                                        "originally published",
                                        "opinions expressed",
                                        "views expressed",
                                        "picture taken",
                                        "opinions are their own",
                                        "geäußerten meinungen",
                                        "opinions exprimées",
                                        "opiniones expresadas",
                                        "cet article a été publié",
                                        "dieser artikel erschien",
                                        "este artículo fue publicado",
                                        "this article has been updated",
                                        "this story has been updated",
                                        "picture alliance",
                                        "(foto:",
                                        "(bild:",
                                        "(reporting by",
                                        "(editing by"};

bool blank(char32_t c) { return c == ' ' || c == 0xA0 || c == 0x3000 || c == 0x202F || c == '\t' || c == '\n'; }
// What closes a quotation that this opens; 0: it opens none. A straight mark and an apostrophe are told by their place.
char32_t closing(char32_t c) {
    constexpr std::u32string_view opens = U"\"\x201C\x201E\xAB\xBB\x300C\x300E\x2018'",
                                  closes = U"\"\x201D\x201C\xBB\xAB\x300D\x300F\x2019'";
    const auto at = opens.find(c);
    return at == std::u32string_view::npos ? 0 : closes[at];
}
bool closes_any(char32_t c) {
    return c == '"' || c == 0x201D || c == 0x201C || c == 0xBB || c == 0xAB || c == 0x300D || c == 0x300F ||
           c == 0x2019 || c == '\'' || c == ')' || c == ']' || c == 0xFF09;
}

bool is_stop(char32_t c) {
    constexpr std::u32string_view stops =
        U".!?:\x2026\x3002\xFF01\xFF1F\xFF0E\x0964\x0965\x06D4\x061F\x0589\x1362\x104B\x17D4\x0F0D";
    return stops.find(c) != std::u32string_view::npos;
}

// The last characters, from the back: the first of them that is neither blank nor closes something.
char32_t last_mark(std::string_view s, bool& closed) {
    closed = false;
    std::size_t at = s.size();
    for (int looked = 0; at > 0 && looked < 8; ++looked) {
        std::size_t from = at - 1;
        while (from > 0 && at - from < 4 && (static_cast<unsigned char>(s[from]) & 0xC0U) == 0x80) --from;
        std::size_t next = from;
        const char32_t c = utf8::next(s, next);
        if (!blank(c) && !closes_any(c)) return c;
        closed |= closes_any(c) && c != ')' && c != ']';
        at = from;
    }
    return 0;
}

template <class List>
bool begins_with(std::string_view folded, const List& list) {
    return std::ranges::any_of(list, [&](std::string_view each) { return folded.starts_with(each); });
}

// A mark that opens a quotation here, by what stands around it.
bool opens_here(char32_t c, char32_t before, char32_t behind) {
    if (closing(c) == 0) return false;
    if (c == '"' || c == '\'' || c == 0x2018 || c == 0xBB || c == 0x201C || c == 0xAB)
        return (before == 0 || blank(before) || before == '(' || before == '[' || before == 0x2014 || before == ':' ||
                class_of(before) == CharClass::dictionary || before == 0xFF1A || before == 0xFF0C) &&
               !blank(behind);
    return true;
}

// Walks the marks of a sentence. How much of it stands inside quotations, in characters.
struct Marks {
    std::size_t quoted = 0, letters = 0;
    bool stray = false;    // one closes what nothing opened
    std::string unquoted;  // what stands outside
};
Marks walk_quotations(std::string_view s, std::string_view language, Quoting& quoting) {
    Marks out;
    out.unquoted.reserve(s.size());
    const bool english = language.starts_with("en");
    char32_t before = 0;
    for (std::size_t at = 0; at < s.size();) {
        const std::size_t from = at;
        const char32_t c = utf8::next(s, at);
        std::size_t ahead = at;
        const char32_t behind = at < s.size() ? utf8::next(s, ahead) : U' ';
        const bool letter = class_of(c) != CharClass::other && c != '\'' && c != 0x2019 && c != '"';
        out.letters += letter;
        out.quoted += letter && quoting.depth > 0;
        const bool inner = (c == '\'' || c == 0x2019) && class_of(before) == CharClass::letter &&
                           class_of(behind) == CharClass::letter;  // an apostrophe
        if (quoting.depth > 0 && c == quoting.closes && !inner) {
            quoting = {};
        } else if (quoting.depth == 0 && !inner && opens_here(c, before, behind)) {
            quoting = {1, closing(c)};
        } else if (quoting.depth == 0) {
            // Elsewhere the same mark opens ("”Hej”"), or stands for inches.
            out.stray |= english && (c == 0x201D || (c == '"' && class_of(before) != CharClass::digit));
            out.unquoted += s.substr(from, at - from);
        }
        before = c;
    }
    return out;
}

}  // namespace

bool is_glued(std::string_view sentence, std::span<const Word> words, std::string_view text) {
    std::vector<std::string_view> fronts;  // of words with a joint: "Wolf" of "WolfChad"
    for (const Word& w : words) {
        const auto word = text.substr(w.begin, w.end - w.begin);
        for (std::size_t i = 3; i + 2 < word.size(); ++i) {
            const bool joint = word[i - 1] >= 'a' && word[i - 1] <= 'z' && word[i] >= 'A' && word[i] <= 'Z';
            if (!joint) continue;
            // The front part stands in the sentence as a word of its own, or before another joint.
            const std::string front = fmt::format(" {} ", word.substr(0, i));
            if (sentence.find(front) != std::string_view::npos || sentence.starts_with(front.substr(1))) return true;
            constexpr std::size_t most = 40;
            if (std::ranges::find(fronts, word.substr(0, i)) != fronts.end() && text.find(word) == w.begin) return true;
            if (fronts.size() < most) fronts.push_back(word.substr(0, i));
            break;
        }
    }
    return false;
}

bool ends_with_stop(std::string_view s) {
    bool closed = false;
    return is_stop(last_mark(s, closed));
}

namespace {

bool asks(std::string_view s) {
    bool closed = false;
    const char32_t c = last_mark(s, closed);
    return c == '?' || c == 0xFF1F || c == 0x061F;
}

// "... off the Li River, China," before "May 2017": text says "in May 2017".
bool ends_in_name(std::string_view before) {
    while (!before.empty() && (before.back() == ' ' || before.back() == ',')) before.remove_suffix(1);
    const auto blank = before.find_last_of(" (");
    std::size_t at = blank == std::string_view::npos ? 0 : blank + 1;
    return at < before.size() && text::is_upper(utf8::next(before, at));
}
bool ends_in_month(std::string_view s, std::string_view language) {
    while (!s.empty() && (s.back() == '.' || s.back() == ' ' || s.back() == ')')) s.remove_suffix(1);
    const auto year = s.rfind(' ');
    if (year == std::string_view::npos || s.size() - year != 5) return false;
    if (!std::ranges::all_of(s.substr(year + 1), [](char c) { return c >= '0' && c <= '9'; })) return false;
    s = s.substr(0, year);
    const auto month = s.rfind(' ');
    if (month == std::string_view::npos || !s.substr(0, month).ends_with(',')) return false;
    return text::month_named(s.substr(month + 1), language) != 0 && ends_in_name(s.substr(0, month));
}
// What a picture shows is told in the present: "Jane Doe speaks to the council in Brookford on June 12, 2018".
bool shows(std::string_view folded) {
    constexpr std::string_view verbs[] = {
        " speaks ",    " makes ",        " holds ",   " poses ",  " walks ",     " walk ",    " stands ",  " stand ",
        " sits ",      " sit ",          " looks ",   " waves ",  " gestures ",  " attends ", " attend ",  " arrives ",
        " arrive ",    " leaves ",       " listens ", " listen ", " addresses ", " meets ",   " meet ",    " talks ",
        " departs ",   " supervises ",   " salutes ", " passes ", " waits ",     " wait ",    " watches ", " is seen ",
        " are seen ",  " participates ", " works ",   " rides ",  " ride ",      " wears ",   " wear ",    " delivers ",
        " testifies ", " gather ",       " pose ",    " boards ", " smiles ",    " answers ", " shakes "};
    constexpr std::string_view past[] = {" said ", " was ", " were ", " had ", " told ", " has ", " have "};
    const auto any = [&](const auto& list) {
        return std::ranges::any_of(list, [&](auto each) { return folded.find(each) != std::string_view::npos; });
    };
    return any(verbs) && !any(past);
}

// "..., in Oakland, California, May 29, 2020.", "In this June 3, 2020, photo, ...": under a picture the day is given
// in full, at the end; running text says "on Friday".
bool is_caption(std::string_view s, std::string_view folded, std::string_view language) {
    if (folded.starts_with("in this ") && folded.substr(0, 60).find("photo") != std::string_view::npos) return true;
    if (folded.starts_with("file - ") || folded.starts_with("file photo")) return true;
    if (ends_in_month(s, language)) return true;
    const std::string_view end = s.substr(s.size() - std::min<std::size_t>(s.size(), 56));
    const auto found = find_date(end);
    if (!found || found->stamp.precision < Stamp::Precision::day || found->after.size() >= 24) return false;
    // What stands before is small letters there: its place tells how it was written.
    const std::string_view before = utf8::trim(found->before);
    if (before.empty()) return false;
    if (before.back() == ',') return true;
    const bool placed = found->before.size() < end.size() && ends_in_name(end.substr(0, found->before.size()));
    return found->after.size() < 4 && (placed || before.ends_with(" on")) && shows(folded);
}

// "To receive updates like this in your inbox, subscribe to our newsletter": of any length that a line of it has.
bool offers_letters(std::string_view folded) {
    constexpr std::string_view asked[] = {"subscrib", "sign up",   "signing up", "signed up", "abonnieren",
                                          "anmelden", "abonnez",   "inscrivez",  "suscr",     "inscreva",
                                          "assine",   "iscriviti", "abbonati",   "schrijf",   "prenumerera",
                                          "подпи",    "підпи",     "zapisz"},
                               thing[] = {"newsletter",  "print edition", "your inbox", "boletín", "boletim",
                                          "nieuwsbrief", "nyhetsbrev",    "рассылк",    "розсилк", "infolettre"};
    const auto any = [&](const auto& list) {
        return std::ranges::any_of(list, [&](auto each) { return folded.find(each) != std::string_view::npos; });
    };
    return any(thing) && any(asked);
}

// "Among them are the following:": what it tells stands behind it.
bool announces(std::string_view s) {
    bool closed = false;
    const char32_t c = last_mark(s, closed);
    return c == ':' || c == 0xFF1A;
}

// "T he bridge is closed", "MEMBER ARTICLE I t’s closed": a page's large first letter and its label, which hold the
// first word apart. "A man", "I am", "A bridge" are words.
bool is_split(std::string_view s) {
    constexpr std::string_view label = " ARTICLE ";
    if (const auto at = s.find(label); at < 40) {
        if (std::ranges::none_of(s.substr(0, at), [](char c) { return c >= 'a' && c <= 'z'; })) return true;
    }
    if (s.size() < 4 || s[0] < 'A' || s[0] > 'Z' || s[1] != ' ') return false;
    std::string_view next = s.substr(2, std::min(s.find(' ', 2), s.size()) - 2);
    if (next.starts_with("’") || next.starts_with("'")) return true;
    if (next.empty() || next[0] < 'a' || next[0] > 'z') return false;
    if (s[0] != 'A' && s[0] != 'I') return true;
    const bool letter = next.size() == 1 && next != "a";
    return letter || next.starts_with("t’") || next.starts_with("t'");
}

// "Jane Doe at a meeting of ministers in Lakeham, Westland, in 2018.": names, a place and a year, and no verb.
bool is_verbless(std::string_view s, std::string_view folded, std::string_view language) {
    constexpr std::size_t longest = 220;
    if (!language.starts_with("en") || s.size() > longest || !s.ends_with('.')) return false;
    const auto from = folded.rfind(", in ");
    if (from == std::string_view::npos || folded.size() - from > 22) return false;
    const auto tail = folded.substr(from + 5, folded.size() - from - 6);
    if (tail.size() < 4 ||
        !std::ranges::all_of(tail.substr(tail.size() - 4), [](char c) { return c >= '0' && c <= '9'; }))
        return false;
    const auto blank = s.find(' ');
    std::size_t at = blank == std::string_view::npos ? s.size() : blank + 1;
    if (at >= s.size() || !text::is_upper(utf8::next(s, at))) return false;  // two words of a name
    constexpr std::string_view verbs[] = {" is ",   " are ",   " was ",    " were ",  " has ",  " have ", " had ",
                                          " will ", " would ", " did ",    " said ",  " won ",  " took ", " died ",
                                          " made ", " came ",  " became ", " began ", " left ", " told ", " ran ",
                                          " went ", " held ",  " rose ",   " fell ",  " met "};
    if (std::ranges::any_of(verbs, [&](auto verb) { return folded.find(verb) != std::string_view::npos; }))
        return false;
    return folded.find("ed ") == std::string_view::npos;
}

// "6. Put the tram back": a line of a list.
bool is_numbered(std::string_view s) {
    const auto digits = std::min(s.find_first_not_of("0123456789"), s.size());
    if (digits == 0 || digits > 2 || (!s.substr(digits).starts_with(". ") && !s.substr(digits).starts_with(") ")))
        return false;
    std::size_t at = digits + 2;
    return at < s.size() && text::is_upper(utf8::next(s, at));
}

SentenceKind kind_of(std::string_view s, std::string_view folded, std::uint32_t words, bool stops,
                     std::string_view language) {
    constexpr std::uint32_t fewest = 5, label = 14, short_line = 25;
    if (words < short_line && begins_with(folded, invitations)) return SentenceKind::invitation;
    if (words < short_line && offers_letters(folded)) return SentenceKind::invitation;
    const bool stopped = ends_with_stop(s);
    if (words < 10 && !stopped && begins_with(folded, bylines)) return SentenceKind::credit;
    if (words < 14 &&
        std::ranges::find_if(
            bylines + 8, std::end(bylines), [&](auto b) { return folded.starts_with(b); }) != std::end(bylines))
        return SentenceKind::credit;
    for (const auto one : thanks)
        if (folded.find(one) != std::string_view::npos) return SentenceKind::credit;
    if (folded.starts_with("(related") || folded.starts_with("related:")) return SentenceKind::credit;
    if (words < short_line)
        for (const auto credit : credits)
            if (folded.find(credit) != std::string_view::npos) return SentenceKind::credit;
    if (words < fewest || announces(s) || is_numbered(s) || is_split(s)) return SentenceKind::fragment;
    if (is_caption(s, folded, language) || is_verbless(s, folded, language)) return SentenceKind::credit;
    if (asks(s)) return SentenceKind::question;
    if (stops && !stopped && words < label) return SentenceKind::fragment;
    return SentenceKind::prose;
}

}  // namespace

Looks look_at(std::string_view s, std::uint32_t words, bool stops, std::string_view language, Quoting& quoting) {
    Looks out;
    const bool inside = quoting.depth > 0;
    std::size_t at = 0;
    const char32_t first = s.empty() ? 0 : utf8::next(s, at);
    out.opens = inside || closing(first) != 0;
    const Marks marks = walk_quotations(s, language, quoting);
    out.unclosed = inside || quoting.depth > 0 || marks.stray;
    out.personal = speaks_in_person(marks.unquoted, language);
    const std::string folded = text::fold(utf8::cut(s, 400));
    out.kind = kind_of(s, folded, words, stops, language);
    if (out.kind == SentenceKind::prose && marks.letters > 0 && marks.quoted * 10 >= marks.letters * 9)
        out.kind = SentenceKind::quotation;
    out.leans = points_back(folded, language);
    out.refers = refers(folded, language);
    if (text::script_of(first) != text::Script::none && class_of(first) == CharClass::letter) {
        // A small letter at the front of a script that has capitals: a piece of a sentence.
        std::size_t next = 0;
        const std::string one(s.substr(0, at));
        const char32_t small = utf8::next(one, next);
        const auto script = text::script_of(small);
        const bool cased = script == text::Script::latin || script == text::Script::cyrillic ||
                           script == text::Script::greek || script == text::Script::armenian;
        std::size_t second = at;
        const char32_t behind = at < s.size() ? utf8::next(s, second) : 0;
        if (cased && !text::is_upper(first) && !text::is_upper(behind) && out.kind == SentenceKind::prose)
            out.kind = SentenceKind::fragment;
    }
    return out;
}

}  // namespace octavo::assist
