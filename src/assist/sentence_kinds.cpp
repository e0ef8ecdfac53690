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

#include "base/dates.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"

namespace octavo::assist {
namespace {

using text::CharClass;
using text::class_of;

constexpr std::string_view invitations[] = {"read more",
                                            "read also",
                                            "also read",
                                            "read:",
                                            "more:",
                                            "read next",
                                            "related:",
                                            "see also",
                                            "click here",
                                            "sign up",
                                            "subscribe",
                                            "follow us",
                                            "share this",
                                            "watch:",
                                            "listen:",
                                            "scroll down",
                                            "continue reading",
                                            "story continues",
                                            "don't miss",
                                            "get the latest",
                                            "join our",
                                            "download our",
                                            "you may also",
                                            "for more ",
                                            "to read more",
                                            "see more",
                                            "click ",
                                            "lesen sie",
                                            "mehr zum thema",
                                            "weiterlesen",
                                            "hier geht es",
                                            "jetzt ",
                                            "lire aussi",
                                            "à lire",
                                            "lire la suite",
                                            "abonnez-vous",
                                            "inscrivez-vous",
                                            "lea también",
                                            "lea más",
                                            "leer más",
                                            "suscríbete",
                                            "te puede interesar",
                                            "leia também",
                                            "leia mais",
                                            "veja também",
                                            "saiba mais",
                                            "leggi anche",
                                            "iscriviti",
                                            "lees ook",
                                            "lees meer",
                                            "läs även",
                                            "läs mer",
                                            "läs också",
                                            "les også",
                                            "læs også",
                                            "lue myös",
                                            "czytaj też",
                                            "czytaj także",
                                            "zobacz też",
                                            "читайте также",
                                            "читайте:",
                                            "подписывайтесь",
                                            "читайте також",
                                            "devamını oku",
                                            "اقرأ أيضا",
                                            "اقرأ المزيد",
                                            "إقرأ أيضا",
                                            "اشترك",
                                            "بیشتر بخوانید",
                                            "यह भी पढ़ें",
                                            "関連記事",
                                            "続きを読む",
                                            "あわせて読みたい",
                                            "相关阅读",
                                            "延伸阅读",
                                            "阅读更多",
                                            "관련기사",
                                            "baca juga",
                                            "xem thêm"};

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
// Anywhere in a sentence that is not long.
constexpr std::string_view credits[] = {"contributed to this report",
                                        "contributed to this story",
                                        "contributed reporting",
                                        "getty images",
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

// Words at the front that point back: pronouns, and links to what was said before.
struct Leaning {
    std::string_view language, words;
};
constexpr Leaning leaning[] = {
    {"en",
     "he she it they his her their its this that these those but and so however also then there i we you our my "
     "your meanwhile still yet or instead therefore moreover here such both him them"},
    {"de",
     "er sie es sein seine ihr ihre dies diese dieser dieses aber und doch auch dann dabei damit dafür dagegen "
     "jedoch wir ich dort deshalb daher denn zudem außerdem"},
    {"fr",
     "il elle ils elles ce cela cette ces son sa ses leur leurs mais et puis aussi ainsi nous je cependant "
     "pourtant on c'est celui-ci celle-ci"},
    {"es", "él ella ellos ellas su sus esto este esta estos estas eso pero y también además así yo nosotros"},
    {"pt", "ele ela eles elas seu sua seus suas isso isto este esta esse essa mas e também além eu nós"},
    {"it", "lui lei loro suo sua suoi questo questa questi quello quella ma e anche inoltre così io noi"},
    {"nl", "hij zij ze het zijn haar dit dat deze maar en ook toch wij we ik daarom"},
    {"sv", "han hon den det de hans hennes deras detta dessa men och också vi jag dessutom"},
    {"da", "han hun den det de hans hendes deres dette disse men og også vi jeg desuden"},
    {"no", "han hun den det de hans hennes deres dette disse men og også vi jeg dessuten"},
    {"fi", "hän he se ne tämä nämä mutta ja myös me minä"},
    {"pl", "on ona oni one jego jej ich to ten ta te ale i także jednak my ja"},
    {"cs", "on ona oni jeho její jejich to ten ta ale a také však my já"},
    {"ru", "он она оно они его ее её их это этот эта эти но и а также при однако я мы"},
    {"uk", "він вона воно вони його її їх це цей ця ці але і та також однак я ми"},
    {"tr", "o bu şu onlar ancak ve ama ayrıca ben biz"},
    {"ar", "هو هي هم هذا هذه ذلك لكن ولكن كما وقال وقالت وأضاف وأضافت وأشار وأكد وأوضح نحن وهو وهي"},
    {"he", "הוא היא הם זה זאת אבל גם אנחנו אני"},
    {"fa", "او آن این آنها اما و همچنین ما من"},
    {"hi", "वह वे यह ये उन्होंने इस उस लेकिन और हम मैं"},
    {"id", "dia mereka ini itu namun tetapi dan juga kami saya"},
    {"vi", "ông bà họ anh chị này nhưng và cũng"}};
// Without blanks between words: beginnings.
constexpr std::string_view leaning_runs[] = {"他",   "她",     "它",     "这",   "這",     "那",      "但",   "而",
                                             "此",   "我",     "同时",   "此外", "彼",     "これ",    "それ", "この",
                                             "その", "しかし", "また",   "だが", "そして", "私",      "그는", "그녀",
                                             "이는", "하지만", "그러나", "또한", "이에",   "그러면서"};

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

std::string_view first_word(std::string_view folded) {
    std::size_t at = 0;
    while (at < folded.size()) {
        std::size_t next = at;
        const char32_t c = utf8::next(folded, next);
        const CharClass k = class_of(c);
        const bool inside = k != CharClass::other && k != CharClass::mid_number && c != '.' && c != ':' && c != ',';
        if (!inside) break;
        at = next;
    }
    return folded.substr(0, at);
}

bool leans(std::string_view word, std::string_view language) {
    const auto primary = language.substr(0, language.find('-'));
    const auto found =
        std::ranges::find(leaning, primary == "nb" || primary == "nn" ? "no" : primary, &Leaning::language);
    if (found == std::end(leaning) || word.empty()) return false;
    std::string_view left = found->words;
    while (!left.empty()) {
        const auto end = std::min(left.find(' '), left.size());
        if (left.substr(0, end) == word) return true;
        left.remove_prefix(std::min(end + 1, left.size()));
    }
    return false;
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
};
Marks walk_quotations(std::string_view s, Quoting& quoting) {
    Marks out;
    char32_t before = 0;
    for (std::size_t at = 0; at < s.size();) {
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
        }
        before = c;
    }
    return out;
}

}  // namespace

bool is_glued(std::string_view sentence, std::span<const Word> words, std::string_view text) {
    for (const Word& w : words) {
        const auto word = text.substr(w.begin, w.end - w.begin);
        for (std::size_t i = 3; i + 2 < word.size(); ++i) {
            const bool joint = word[i - 1] >= 'a' && word[i - 1] <= 'z' && word[i] >= 'A' && word[i] <= 'Z';
            if (!joint) continue;
            // The front part stands in the sentence as a word of its own.
            const std::string front = fmt::format(" {} ", word.substr(0, i));
            if (sentence.find(front) != std::string_view::npos || sentence.starts_with(front.substr(1))) return true;
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

// "..., in Oakland, California, May 29, 2020.", "In this June 3, 2020, photo, ...": under a picture the day is given
// in full, at the end; running text says "on Friday".
bool is_caption(std::string_view s, std::string_view folded) {
    if (folded.starts_with("in this ") && folded.substr(0, 60).find("photo") != std::string_view::npos) return true;
    if (folded.starts_with("file - ") || folded.starts_with("file photo")) return true;
    const std::string_view end = s.substr(s.size() - std::min<std::size_t>(s.size(), 56));
    const auto found = find_date(end);
    if (!found || found->stamp.precision < Stamp::Precision::day) return false;
    const std::string_view before = utf8::trim(found->before);
    return !before.empty() && before.back() == ',' && found->after.size() < 24;
}

SentenceKind kind_of(std::string_view s, std::string_view folded, std::uint32_t words, bool stops) {
    constexpr std::uint32_t fewest = 5, label = 14, short_line = 25;
    if (words < short_line && begins_with(folded, invitations)) return SentenceKind::invitation;
    const bool stopped = ends_with_stop(s);
    if (words < 10 && !stopped && begins_with(folded, bylines)) return SentenceKind::credit;
    if (words < 14 &&
        std::ranges::find_if(
            bylines + 8, std::end(bylines), [&](auto b) { return folded.starts_with(b); }) != std::end(bylines))
        return SentenceKind::credit;
    if (words < short_line)
        for (const auto credit : credits)
            if (folded.find(credit) != std::string_view::npos) return SentenceKind::credit;
    if (words < fewest) return SentenceKind::fragment;
    if (is_caption(s, folded)) return SentenceKind::credit;
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
    const Marks marks = walk_quotations(s, quoting);
    out.unclosed = inside || quoting.depth > 0;
    const std::string folded = text::fold(utf8::cut(s, 400));
    out.kind = kind_of(s, folded, words, stops);
    if (out.kind == SentenceKind::prose && marks.letters > 0 && marks.quoted * 10 >= marks.letters * 9)
        out.kind = SentenceKind::quotation;
    out.leans = leans(first_word(folded), language) || begins_with(folded, leaning_runs);
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

std::size_t behind_dateline(std::string_view s, bool first) {
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
    if (!first) return 0;
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
    // Up to the first dash with blanks around it.
    std::size_t dash = std::string_view::npos, behind = 0;
    for (const std::string_view each : {" - ", " – ", " — ", " -- ", ") -", ")--", ")—", ") –"}) {
        const auto at = head.find(each);
        if (at < dash) dash = at, behind = at + each.size();
    }
    if (dash == std::string_view::npos || dash == 0) return 0;
    const std::string_view place = head.substr(0, dash + (head[dash] == ')' ? 1 : 0));
    if (open != std::string_view::npos && open < dash && place.back() == ')' && open > 0) return skip(behind);
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
