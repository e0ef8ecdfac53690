// Idea: a class name is a few English words run together in one of four fashions (share-bar, share_bar, shareBar,
// sharebar). We cut it into words and look each up; words that are run together are known by how they begin.
//   "c-article__share shareBar--top"  ->  c article share share bar top   ->  furniture
//   "articleBody"                     ->  article body                    ->  body
// Whether a meaning counts is not decided here: a page's <body class="has-comments"> holds the article all the same,
// so the body finder asks how much text is at stake before it throws anything away.
#include "extract/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/hash.hpp"
#include "base/utf8.hpp"

namespace octavo::extract {
namespace {

using namespace std::string_view_literals;

struct Word {
    std::string_view word;
    std::uint16_t meaning;
};

constexpr auto table = [] {
    auto words = std::to_array<Word>({
        {"ad", furniture | advert},
        {"ads", furniture | advert},
        {"adv", furniture | advert},
        {"advert", furniture | advert},
        {"adslot", furniture | advert},
        {"advertisement", furniture | advert},
        {"advertising", furniture | advert},
        {"advertorial", furniture | advert},
        {"banner", furniture},
        {"share", furniture},
        {"sharing", furniture},
        {"shares", furniture},
        {"social", furniture},
        {"follow", furniture},
        {"newsletter", furniture},
        {"newsletters", furniture},
        {"subscribe", furniture},
        {"subscription", furniture},
        {"signup", furniture},
        {"promo", furniture},
        {"promos", furniture},
        {"promotion", furniture},
        {"sponsor", furniture},
        {"outbrain", furniture | advert},
        {"taboola", furniture | advert},
        {"related", furniture},
        {"recommended", furniture},
        {"recommendation", furniture},
        {"recommendations", furniture},
        {"recirc", furniture},
        {"recirculation", furniture},
        {"trending", furniture},
        {"mostread", furniture},
        {"popular", furniture},
        {"sidebar", furniture},
        {"breadcrumb", furniture},
        {"breadcrumbs", furniture},
        {"nav", furniture},
        {"navbar", furniture},
        {"navigation", furniture},
        {"menu", furniture},
        {"footer", furniture},
        {"cookie", furniture | advert},
        {"cookies", furniture | advert},
        {"consent", furniture | advert},
        {"gdpr", furniture | advert},
        {"popup", furniture},
        {"modal", furniture},
        {"overlay", furniture},
        {"toolbar", furniture},
        {"tags", furniture},
        {"taglist", furniture},
        {"keywords", furniture},
        {"topics", furniture},
        {"pagination", furniture},
        {"pager", furniture},
        {"login", furniture},
        {"widget", furniture},
        {"teaser", furniture},
        {"teasers", furniture},
        {"upsell", furniture},
        {"donate", furniture},
        {"donation", furniture},
        {"carousel", furniture},
        {"slider", furniture},
        {"poll", furniture},
        {"rating", furniture},
        {"feedback", furniture},
        {"masthead", furniture},
        {"skip", furniture},
        {"readmore", furniture},
        {"disclaimer", furniture},
        {"copyright", furniture},
        {"bio", furniture},
        {"authorbox", furniture},
        {"ticker", furniture},
        {"infobox", furniture},
        {"noprint", furniture},
        {"print", 0},
        {"onward", furniture},
        {"outbound", 0},
        {"affiliate", furniture},
        {"shopping", furniture},
        {"jobs", furniture},
        {"weather", furniture},
        {"comment", comments},
        {"comments", comments},
        {"commentlist", comments},
        {"disqus", comments},
        {"respond", comments},
        {"discussion", comments},
        {"replies", comments},
        {"byline", credit_line},
        {"bylines", credit_line},
        {"dateline", credit_line},
        {"timestamp", credit_line},
        {"author", credit_line},
        {"authors", credit_line},
        {"pubdate", credit_line},
        {"published", credit_line},
        {"metadata", credit_line},
        {"meta", credit_line},
        {"readtime", credit_line},
        {"kicker", credit_line},
        {"eyebrow", credit_line},
        {"updated", credit_line},
        {"date", credit_line},
        {"datetime", credit_line},
        {"caption", caption},
        {"figcaption", caption},
        {"credit", caption},
        {"credits", caption},
        {"imagecaption", caption},
        {"photocredit", caption},
        {"paywall", pay_wall},
        {"piano", pay_wall},
        {"regwall", pay_wall},
        {"premiumwall", pay_wall},
        {"hidden", 0},
        {"sr", 0},
        {"visuallyhidden", concealed},
        {"offscreen", concealed},
        {"screenreader", concealed},
        {"sronly", concealed},
        {"tooltiptext", concealed},
        {"popover", concealed},
        {"articlebody", body},
        {"storybody", body},
        {"postbody", body},
        {"entrycontent", body},
        {"postcontent", body},
        {"articlecontent", body},
        {"articletext", body},
        {"storycontent", body},
        {"storytext", body},
        {"bodycopy", body},
        {"maincontent", 0},
        {"articlecopy", body},
        {"newsbody", body},
        {"contentbody", body},
        {"standfirst", standfirst},
        {"dek", standfirst},
        {"deck", standfirst},
        {"subtitle", standfirst},
        {"subhead", standfirst},
        {"subheading", standfirst},
        {"subheadline", standfirst},
        {"subline", standfirst},
        {"intro", standfirst},
        {"introtext", standfirst},
        {"introduction", standfirst},
        {"lede", standfirst},
        {"leadtext", standfirst},
        {"leadin", standfirst},
        {"summary", standfirst},
        {"excerpt", standfirst},
        {"abstract", standfirst},
        {"chapo", standfirst},
        {"chapeau", standfirst},
        {"ingress", standfirst},
        {"entradilla", standfirst},
        {"bajada", standfirst},
        {"copete", standfirst},
        {"sumario", standfirst},
        {"sottotitolo", standfirst},
        {"occhiello", standfirst},
        {"sommario", standfirst},
        {"vorspann", standfirst},
        {"untertitel", standfirst},
        {"teasertext", standfirst},
        {"subtitulo", standfirst},
        {"liveblog", 0},
        {"livepost", live_post},
    });
    std::ranges::sort(words, {}, &Word::word);
    return words;
}();

// How words that are run together begin.
constexpr Word beginnings[] = {
    {"advert", furniture | advert},
    {"adsense", furniture | advert},
    {"adslot", furniture | advert},
    {"adcontainer", furniture | advert},
    {"breadcrumb", furniture},
    {"newsletter", furniture},
    {"outbrain", furniture | advert},
    {"promo", furniture},
    {"recommend", furniture},
    {"related", furniture},
    {"share", furniture},
    {"sharing", furniture},
    {"sidebar", furniture},
    {"social", furniture},
    {"sponsor", furniture},
    {"subscri", furniture},
    {"taboola", furniture | advert},
    {"teaser", furniture},
    {"cookie", furniture | advert},
    {"addthis", furniture},
    {"navigation", furniture},
    {"mostpopular", furniture},
    {"mostread", furniture},
    {"readmore", furniture},
    {"comment", comments},
    {"disqus", comments},
    {"byline", credit_line},
    {"paywall", pay_wall},
    {"articlebody", body},
    {"storybody", body},
    {"entrycontent", body},
    {"postcontent", body},
};

// Two neighbouring words that name the body: article-body, entry__content, story text, ...
bool is_body_pair(std::string_view a, std::string_view b) {
    static constexpr std::string_view first[] = {"article", "story", "entry",  "post", "news", "content", "body",
                                                 "text",    "blog",  "single", "page", "node", "main",    "detail"};
    static constexpr std::string_view second[] = {"body", "content", "text", "copy", "paragraphs", "main"};
    if (std::ranges::find(second, b) == std::end(second)) return false;
    if (a == "name" && b == "body") return true;  // field--name-body
    const bool one = std::ranges::find(first, a) != std::end(first);
    if (a == "main" || a == "page" || a == "body" || a == "text") return one && (b == "text" || b == "copy");
    return one && a != b && !(a == "content" && (b == "content" || b == "main" || b == "text"));
}

// A letter in lower case, 0 for anything else.
constexpr auto lower_letters = [] {
    std::array<char, 256> chars{};
    for (char c = 'a'; c <= 'z'; ++c)
        chars[static_cast<unsigned char>(c)] = chars[static_cast<unsigned char>(c - 'a' + 'A')] = c;
    return chars;
}();
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// The first four letters in the order of the alphabet, 0 for those that are missing.
constexpr std::uint32_t head_of(std::string_view word) {
    std::uint32_t head = 0;
    for (std::size_t i = 0; i < 4; ++i)
        head = head << 8 | (i < word.size() ? static_cast<unsigned char>(word[i]) : std::uint32_t{0});
    return head;
}
constexpr auto table_heads = [] {
    std::array<std::uint32_t, std::size(table)> heads{};
    for (std::size_t i = 0; i < heads.size(); ++i) heads[i] = head_of(table[i].word);
    return heads;
}();
constexpr auto beginning_heads = [] {
    std::array<std::uint32_t, std::size(beginnings)> heads{};
    for (std::size_t i = 0; i < heads.size(); ++i) {
        if (beginnings[i].word.size() < 4) throw "a beginning has four letters at least";
        heads[i] = head_of(beginnings[i].word);
    }
    return heads;
}();

// Whether a word of the tables begins so: most words of most pages do not.
constexpr std::uint32_t place_of(std::uint32_t head) { return head * 0x9E3779B1U >> 20; }
constexpr auto known_heads = [] {
    std::array<std::uint64_t, 64> bits{};
    for (const std::uint32_t head : table_heads) bits[place_of(head) / 64] |= 1ULL << place_of(head) % 64;
    for (const std::uint32_t head : beginning_heads) bits[place_of(head) / 64] |= 1ULL << place_of(head) % 64;
    return bits;
}();

// What begins with a letter: whole words, of which lengths and where in the table; beginnings, by their places.
struct Letter {
    std::uint32_t lengths = 0;
    std::uint16_t first = 0;
    std::uint16_t behind = 0;
    std::uint64_t beginnings = 0;
};
constexpr auto letters = [] {
    std::array<Letter, 26> rows{};
    for (std::size_t i = table.size(); i-- > 0;) {
        Letter& row = rows[static_cast<std::size_t>(table[i].word.front() - 'a')];
        row.lengths |= 1U << table[i].word.size();
        row.first = static_cast<std::uint16_t>(i);
        if (row.behind == 0) row.behind = static_cast<std::uint16_t>(i + 1);
    }
    static_assert(std::size(beginnings) <= 64);
    for (std::size_t i = 0; i < std::size(beginnings); ++i)
        rows[static_cast<std::size_t>(beginnings[i].word.front() - 'a')].beginnings |= 1ULL << i;
    return rows;
}();

std::uint16_t meaning_of(std::string_view word, std::uint32_t head) {
    if (!(known_heads[place_of(head) / 64] >> place_of(head) % 64 & 1U)) return 0;
    const Letter& letter = letters[static_cast<std::size_t>(word.front() - 'a')];
    if (letter.lengths >> word.size() & 1U) {
        for (std::size_t i = letter.first; i < letter.behind && table_heads[i] <= head; ++i)
            if (table_heads[i] == head && table[i].word == word) return table[i].meaning;
    }
    for (auto rest = letter.beginnings; rest; rest &= rest - 1) {
        const auto i = static_cast<std::size_t>(std::countr_zero(rest));
        if (beginning_heads[i] == head && word.starts_with(beginnings[i].word)) return beginnings[i].meaning;
    }
    return 0;
}

// The letters that the second of two such words begins with.
constexpr std::uint32_t pair_ends = [] {
    std::uint32_t bits = 0;
    for (const char c : {'b', 'c', 'h', 'm', 'o', 'p', 't'}) bits |= 1U << (c - 'a');
    return bits;
}();

// Two neighbouring words that mean something together.
std::uint16_t meaning_of_pair(std::string_view a, std::string_view b) {
    std::uint16_t found = 0;
    // body, text, copy, main, only; hidden; content; paragraphs
    if (b.size() != 4 && b.size() != 6 && b.size() != 7 && b.size() != 10) return 0;
    if (!(pair_ends >> (b.front() - 'a') & 1U)) return 0;
    if (is_body_pair(a, b)) found |= body;
    if ((a == "sr" || a == "reader") && b == "only") found |= concealed;
    if (a == "visually" && b == "hidden") found |= concealed;
    return found;
}

void read_names(std::string_view names, std::uint16_t& found) {
    // The words in turn: one is written while the one before it is remembered. 31 letters of each.
    std::array<std::array<char, 31>, 2> words{};
    std::array<std::size_t, 2> sizes{};
    std::size_t now = 0;
    std::uint32_t head = 0;  // of the word that is written
    const auto finish = [&] {
        const std::size_t size = sizes[now];
        if (size == 0) return;
        const std::string_view word(words[now].data(), size);
        const std::string_view before(words[now ^ 1].data(), sizes[now ^ 1]);
        // Elementor calls all that it lays out a widget, the article too.
        const bool layout = before == "elementor" && word == "widget";
        if (size > 1 && !layout) found |= meaning_of(word, size < 4 ? head << 8 * (4 - size) : head);
        if (!before.empty()) found |= meaning_of_pair(before, word);
        now ^= 1;
        sizes[now] = 0;
        head = 0;
    };
    bool after_upper = false;
    for (const char c : names.substr(0, 512)) {
        const char letter = lower_letters[static_cast<unsigned char>(c)];
        if (!letter) {
            finish();
            if (c == ' ') sizes[now ^ 1] = 0;
            after_upper = false;
            continue;
        }
        const bool upper = is_upper(c);
        if (upper && !after_upper) finish();
        if (sizes[now] < 4) head = head << 8 | static_cast<unsigned char>(letter);
        if (sizes[now] < words[now].size()) words[now][sizes[now]++] = letter;
        after_upper = upper;
    }
    finish();
}

// What the classes of an element were found to mean: pages repeat them, and a publisher's pages repeat each other's. A
// slot holds the classes themselves, so that no page can make another's look known. One memory a thread. Ids are one
// element's own: not worth a slot.
class Memory {
  public:
    Memory() : slots_(1024) {}

    std::uint16_t meaning(std::string_view classes) {
        Slot& slot = slots_[hash(classes) % slots_.size()];
        if (slot.holds(classes)) return slot.meaning;
        std::uint16_t found = 0;
        read_names(classes, found);
        slot.put(classes, found);
        return found;
    }

  private:
    struct Slot {
        std::uint16_t meaning = 0;
        std::uint8_t size = 0;
        std::array<char, 253> text{};

        bool holds(std::string_view classes) const { return std::string_view(text.data(), size) == classes; }
        void put(std::string_view classes, std::uint16_t found) {
            if (classes.size() > text.size()) return;
            meaning = found;
            size = static_cast<std::uint8_t>(classes.size());
            std::ranges::copy(classes, text.begin());
        }
    };

    // By length, both ends and the middle: names that look alike differ there.
    static std::size_t hash(std::string_view s) {
        const auto eight = [&](std::size_t at) {
            std::uint64_t word = 0;
            std::memcpy(&word, s.data() + at, std::min<std::size_t>(8, s.size() - at));
            return word;
        };
        if (s.empty()) return 0;
        const std::size_t last = s.size() > 8 ? s.size() - 8 : 0;
        return mix64(s.size() + eight(0) * 0x9E3779B97F4A7C15U + eight(last / 2) * 0xC2B2AE3D27D4EB4FU +
                     eight(last) * 0xD6E8FEB86659FD93U);
    }

    std::vector<Slot> slots_;
};

}  // namespace

std::uint16_t meanings_of(std::string_view classes, std::string_view id) {
    thread_local Memory memory;
    std::uint16_t found = classes.empty() ? std::uint16_t{0} : memory.meaning(classes);
    if (!id.empty()) read_names(id, found);
    return found;
}

}  // namespace octavo::extract
