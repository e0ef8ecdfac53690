// What a text says that no reporter would have written into it: invitations, announcements, a house's words of itself.
//   "Read more: ..."   "Sign up for our newsletter"   "Photo: Ana Lima / Agency"   "Follow her on ..."
// Plain lists in many languages, searched in one pass. A list per language with the page's own chosen was the road not
// taken: pages mix languages, and a phrase of another one does no harm.
// Checked by tests/extract/page_test.cpp and judge_test.cpp.
#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "extract/vocabulary.hpp"

namespace octavo::extract {
namespace {

// Beginnings, lower case. Short texts only, so that a sentence that happens to begin so is not lost.
constexpr std::string_view invitations[] = {"advertisement",
                                            "sign up",
                                            "subscribe",
                                            "follow us",
                                            "read more",
                                            "read also",
                                            "also read",
                                            "read:",
                                            "more:",
                                            "read next",
                                            "related:",
                                            "see also",
                                            "click here",
                                            "share this",
                                            "all rights reserved",
                                            "copyright",
                                            "continue reading",
                                            "story continues",
                                            "article continues",
                                            "watch:",
                                            "listen:",
                                            "listen to this",
                                            "don't miss",
                                            "download our",
                                            "download the",
                                            "join our",
                                            "join the conversation",
                                            "get the latest",
                                            "get our",
                                            "you may also",
                                            "recommended:",
                                            "photo:",
                                            "photo by",
                                            "image:",
                                            "image credit",
                                            "getty images",
                                            "support our",
                                            "follow ",
                                            "like us",
                                            "this article was originally",
                                            "newsletter",
                                            "loading",
                                            "skip to",
                                            "this document is subject to copyright",
                                            "this content is reserved",
                                            "view comments",
                                            "leave a comment",
                                            "lesen sie",
                                            "lesen sie auch",
                                            "mehr zum thema",
                                            "anzeige",
                                            "weiterlesen",
                                            "hier geht es",
                                            "jetzt anmelden",
                                            "lire aussi",
                                            "à lire aussi",
                                            "a lire aussi",
                                            "lire la suite",
                                            "abonnez-vous",
                                            "inscrivez-vous",
                                            "publicité",
                                            "lea también",
                                            "lea también:",
                                            "leer más",
                                            "también lee",
                                            "te puede interesar",
                                            "suscríbete",
                                            "publicidad",
                                            "leia também",
                                            "leia mais",
                                            "veja também",
                                            "saiba mais",
                                            "publicidade",
                                            "assine",
                                            "leggi anche",
                                            "iscriviti",
                                            "pubblicità",
                                            "lees ook",
                                            "lees meer",
                                            "advertentie",
                                            "läs även",
                                            "läs mer",
                                            "läs också",
                                            "annons",
                                            "les også",
                                            "læs også",
                                            "annonce",
                                            "lue myös",
                                            "czytaj też",
                                            "czytaj także",
                                            "zobacz też",
                                            "zobacz także",
                                            "reklama",
                                            "читайте также",
                                            "читайте:",
                                            "реклама",
                                            "подписывайтесь",
                                            "читайте також",
                                            "підписуйтесь",
                                            "devamını oku",
                                            "ayrıca bakınız",
                                            "اقرأ أيضا",
                                            "اقرأ أيضًا",
                                            "إقرأ أيضا",
                                            "اقرأ المزيد",
                                            "اشترك",
                                            "بیشتر بخوانید",
                                            "अधिक पढ़ें",
                                            "यह भी पढ़ें",
                                            "ये भी पढ़ें",
                                            "関連記事",
                                            "あわせて読みたい",
                                            "続きを読む",
                                            "相关阅读",
                                            "延伸阅读",
                                            "阅读更多",
                                            "관련기사",
                                            "baca juga",
                                            "xem thêm",
                                            "đọc thêm",
                                            "อ่านเพิ่มเติม"};

constexpr std::string_view related_headings[] = {
    "related",        "read more",          "more from",        "more on this",
    "you may also",   "you might also",     "recommended",      "most read",
    "most popular",   "trending",           "see also",         "further reading",
    "up next",        "read next",          "latest news",      "more stories",
    "top stories",    "editor's picks",     "don't miss",       "mehr zum thema",
    "lesen sie auch", "auch interessant",   "à lire aussi",     "sur le même sujet",
    "lea también",    "te puede interesar", "más información",  "noticias relacionadas",
    "leia também",    "veja também",        "leggi anche",      "lees ook",
    "läs mer",        "les også",           "læs også",         "czytaj też",
    "zobacz też",     "читайте также",      "اقرأ أيضا",        "関連記事",
    "相关阅读",       "관련기사",           "about the author", "share this",
    "comments",       "leave a reply",      "newsletter",       "sign up"};

// Parts of words, lower case, in the languages the figures are watched in; longer ones first where one holds another.
constexpr std::string_view house_words[] = {"newsletter",
                                            "subscri",
                                            "sign up",
                                            "signing up",
                                            "follow ",
                                            "twitter",
                                            "facebook",
                                            "instagram",
                                            "telegram",
                                            "whatsapp",
                                            "youtube",
                                            "tiktok",
                                            "linkedin",
                                            "cookie",
                                            "javascript",
                                            "browser",
                                            "advert",
                                            "sponsor",
                                            "copyright",
                                            "rights reserved",
                                            "reprint",
                                            "republish",
                                            "comment",
                                            "click here",
                                            "read more",
                                            "read:",
                                            "read also",
                                            "also read",
                                            "related:",
                                            "podcast",
                                            "download",
                                            "our app",
                                            "log in",
                                            "login",
                                            "register",
                                            "account",
                                            "password",
                                            "e-mail",
                                            "email",
                                            "inbox",
                                            "donat",
                                            "support us",
                                            "support our",
                                            "membership",
                                            "free trial",
                                            "unlimited access",
                                            "editor",
                                            "reporter",
                                            "correspondent",
                                            "contributor",
                                            "is a writer",
                                            "is the author",
                                            "writes about",
                                            "covers ",
                                            "contributed to",
                                            "contact ",
                                            "reach him",
                                            "reach her",
                                            "send us",
                                            "share ",
                                            "watch:",
                                            "watch |",
                                            "listen",
                                            "privacy",
                                            "terms of",
                                            "commission",
                                            "affiliate",
                                            "disclaimer",
                                            "associated press",
                                            "originally published",
                                            "originally appeared",
                                            "this story",
                                            "this article",
                                            "updated",
                                            "posted",
                                            "published",
                                            "abonn",
                                            "anmeld",
                                            "registrier",
                                            "kommentar",
                                            "lesen sie",
                                            "mehr zum",
                                            "newslettern",
                                            "redaktion",
                                            "datenschutz",
                                            "werbung",
                                            "anzeige",
                                            "impressum",
                                            "urheberrecht",
                                            "teilen",
                                            "folgen sie",
                                            "einwillig",
                                            "suscri",
                                            "sígue",
                                            "siga",
                                            "síguenos",
                                            "lea también",
                                            "lee también",
                                            "boletín",
                                            "comentario",
                                            "derechos reservados",
                                            "publicidad",
                                            "compart",
                                            "regístr",
                                            "assin",
                                            "inscrev",
                                            "leia",
                                            "siga-nos",
                                            "comentários",
                                            "publicidade",
                                            "reservados",
                                            "iscriv",
                                            "leggi anche",
                                            "commenti",
                                            "riservat",
                                            "pubblicità",
                                            "seguici",
                                            "inscri",
                                            "à lire",
                                            "lire aussi",
                                            "s'abonner",
                                            "partag",
                                            "publicité",
                                            "droits",
                                            "commentaire",
                                            "lees ook",
                                            "schrijf je",
                                            "reactie",
                                            "läs mer",
                                            "läs också",
                                            "prenumer",
                                            "kommentera",
                                            "les også",
                                            "læs også",
                                            "nyhedsbrev",
                                            "nyhetsbrev",
                                            "lue myös",
                                            "tilaa",
                                            "czytaj",
                                            "zobacz",
                                            "komentarz",
                                            "prawa",
                                            "reklam",
                                            "subskryb",
                                            "подпис",
                                            "читайте",
                                            "комментар",
                                            "реклам",
                                            "абон",
                                            "حقوق",
                                            "اشترك",
                                            "تابع",
                                            "اقرأ",
                                            "أخبار متعلقة",
                                            "購読",
                                            "会員",
                                            "登録",
                                            "ログイン",
                                            "無断",
                                            "転載",
                                            "関連記事",
                                            "訂閱",
                                            "订阅",
                                            "版权",
                                            "转载",
                                            "구독",
                                            "무단",
                                            "기자"};

constexpr std::string_view credit_words[] = {
    "getty",       "reuters",      "shutterstock", "istock",     "ap photo", "file photo", "/ap",
    "(ap)",        "afp",          "photo by",     "photo:",     "photos:",  "photograph", "photo courtesy",
    "courtesy of", "image credit", "image:",       "images:",    "picture:", "pictured",   "credit:",
    "epa",         "via ap",       "handout",      "screenshot", "imago",    "dpa",        "picture alliance",
    "foto:",       "fotos:",       "bild:",        "bilder:",    "quelle:",  "archivbild", "symbolbild",
    "archivfoto",  "crédit",       "photo d",      "foto de",    "imagen",   "cortesía",   "foto di",
    "imagens",     "divulgação",   "reprodução",   "фото",       "صورة",     "写真",       "撮影",
    "图片",        "图源",         "사진",         "wikimedia",  "flickr",   "unsplash",   "pexels",
    "adobe stock", "alamy",        "zuma",         "(left)",     "(right)",  ", left",     ", right"};

// Finds phrases in one pass: by their first three bytes, which few places of a text share. No phrase is shorter.
class PhraseFinder {
  public:
    explicit PhraseFinder(std::span<const std::string_view> phrases) : starts_(keys / 64, 0) {
        for (const std::string_view phrase : phrases) {
            std::uint32_t key = 0;
            for (const char c : phrase.substr(0, 3)) key = next_key(key, c);
            starts_[key / 64] |= std::uint64_t{1} << (key % 64);
            by_start_.emplace_back(key, phrase);
        }
        std::ranges::sort(by_start_);
    }
    // Different phrases, at most `most`.
    int count(std::string_view text, int most) const {
        if (text.size() < 3) return 0;
        std::string_view last;
        int found = 0;
        std::uint32_t key = next_key(next_key(0, text[0]), text[1]);
        for (std::size_t i = 0; i + 2 < text.size(); ++i) {
            key = next_key(key, text[i + 2]);
            if (!may_start(key)) continue;
            const std::string_view here = look(text.substr(i), key);
            if (here.empty() || here == last) continue;
            last = here;
            if (++found == most) break;
        }
        return found;
    }
    // The phrase the text begins with, "" when there is none.
    std::string_view front(std::string_view text) const {
        if (text.size() < 3) return {};
        std::uint32_t key = 0;
        for (const char c : text.substr(0, 3)) key = next_key(key, c);
        return may_start(key) ? look(text, key) : std::string_view();
    }

  private:
    // Three bytes, five bits further each; the fourth falls out.
    static constexpr std::uint32_t keys = 1 << 15;
    static std::uint32_t next_key(std::uint32_t key, char c) {
        return (key << 5 ^ static_cast<unsigned char>(c)) % keys;
    }
    bool may_start(std::uint32_t key) const { return starts_[key / 64] >> (key % 64) & 1; }
    std::string_view look(std::string_view text, std::uint32_t key) const {
        for (auto entry = std::ranges::lower_bound(by_start_, key, {}, &Entry::first);
             entry != by_start_.end() && entry->first == key; ++entry)
            if (text.starts_with(entry->second)) return entry->second;
        return {};
    }

    using Entry = std::pair<std::uint32_t, std::string_view>;
    std::vector<std::uint64_t> starts_;
    std::vector<Entry> by_start_;
};

// The phrase a text begins with, "" when there is none.
std::string_view front_phrase(std::string_view text, const PhraseFinder& phrases) {
    std::string lowered = utf8::lower(utf8::cut(text, 64));
    // Typographic apostrophes are written both ways.
    for (auto at = lowered.find("’"); at != std::string::npos; at = lowered.find("’")) lowered.replace(at, 3, "'");
    return phrases.front(lowered);
}

}  // namespace

bool is_invitation(std::string_view text) {
    static const PhraseFinder phrases(invitations);
    return text.size() < 160 && (!front_phrase(text, phrases).empty() || text.starts_with("©"));
}

bool is_related_heading(std::string_view text) {
    static const PhraseFinder phrases(related_headings);
    if (text.size() >= 80) return false;
    // "Related stories", "More from Porto:", but not "Recommended list of podcasts for long journeys".
    const std::string_view phrase = front_phrase(text, phrases);
    return !phrase.empty() && (text.size() <= phrase.size() + 25 || text.ends_with(':'));
}

TellTale tell_tale(std::string_view text) {
    static const PhraseFinder house(house_words);
    static const PhraseFinder credit(credit_words);
    const std::string lowered = utf8::lower(text);
    return {.house = house.count(lowered, 2), .credit = credit.count(lowered, 1) > 0};
}

}  // namespace octavo::extract
