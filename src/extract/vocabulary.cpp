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

// Whole words. Sorted at the first use.
auto whole_words() {
    auto table = std::to_array<Word>({
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
        {"liveblog", 0},
        {"livepost", live_post},
    });
    std::ranges::sort(table, {}, &Word::word);
    return table;
}

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
    const bool one = std::ranges::find(first, a) != std::end(first);
    const bool two = std::ranges::find(second, b) != std::end(second);
    if (a == "name" && b == "body") return true;  // field--name-body
    if (a == "main" || a == "page" || a == "body" || a == "text") return one && (b == "text" || b == "copy");
    return one && two && a != b && !(a == "content" && (b == "content" || b == "main" || b == "text"));
}

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || is_upper(c); }

std::uint16_t meaning_of(std::string_view word) {
    static const auto table = whole_words();
    const auto at = std::ranges::lower_bound(table, word, {}, &Word::word);
    if (at != table.end() && at->word == word) return at->meaning;
    if (word.size() < 6) return 0;
    for (const Word& b : beginnings)
        if (word.front() == b.word.front() && word.starts_with(b.word)) return b.meaning;
    return 0;
}

void read_names(std::string_view names, std::uint16_t& found) {
    std::array<char, 32> current{};
    std::array<char, 32> before{};
    std::size_t size = 0;
    std::size_t before_size = 0;
    const auto finish = [&] {
        if (size == 0) return;
        const std::string_view word(current.data(), size);
        const std::string_view previous(before.data(), before_size);
        if (size > 1) found |= meaning_of(word);
        if (is_body_pair(previous, word)) found |= body;
        if ((previous == "sr" || previous == "reader") && word == "only") found |= concealed;
        if (previous == "visually" && word == "hidden") found |= concealed;
        before = current;
        before_size = size;
        size = 0;
    };
    char last = ' ';
    for (const char c : names.substr(0, 512)) {
        if (!is_letter(c)) {
            finish();
            if (c == ' ') before_size = 0;
        } else {
            if (is_upper(c) && !is_upper(last)) finish();
            if (size < current.size()) current[size++] = lower(c);
        }
        last = c;
    }
    finish();
}

}  // namespace

std::uint16_t meanings_of(std::string_view classes, std::string_view id) {
    if (classes.empty() && id.empty()) return 0;
    // Remembered: pages repeat their class names, and a publisher's pages repeat each other's.
    struct Known {
        std::uint64_t hash = 0;
        std::uint16_t meaning = 0;
    };
    thread_local std::vector<Known> memory(4096);
    const std::uint64_t hash = mix64(std::hash<std::string_view>{}(classes) * 3 + std::hash<std::string_view>{}(id));
    Known& known = memory[hash % memory.size()];
    if (known.hash == hash) return known.meaning;
    std::uint16_t found = 0;
    read_names(classes, found);
    read_names(id, found);
    known = {hash, found};
    return found;
}

}  // namespace octavo::extract
