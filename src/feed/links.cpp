#include "feed/links.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/dates.hpp"
#include "base/hash.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "markup/encoding.hpp"
#include "markup/html.hpp"

namespace octavo::feed {
namespace {

using markup::Node;

constexpr std::size_t max_html = 4u << 20;
constexpr std::size_t max_links = 3000;
constexpr std::size_t max_text = 300;
constexpr int max_up = 60;         // ancestors looked at
constexpr int card_up = 5;         // ancestors a headline shares with its date
constexpr int signature_up = 4;    // ancestors that make a block
constexpr int max_in_anchor = 60;  // nodes of one anchor looked at for a heading

bool is_heading(Node node) {
    const auto tag = node.tag_id();
    return tag >= LXB_TAG_H1 && tag <= LXB_TAG_H6;
}

bool has_word_of_furniture(std::string_view names) {
    if (names.empty()) return false;
    const std::string lower = utf8::lower(names.substr(0, 200));
    for (const std::string_view word :
         {"nav", "menu", "footer", "breadcrumb", "social", "share", "cookie", "consent", "pagination", "pager", "login",
          "toolbar", "masthead", "subnav", "legal", "copyright", "language-switch", "skip-"})
        if (lower.find(word) != std::string::npos) return true;
    return false;
}

Link::Place place_by(Node node) {
    switch (node.tag_id()) {
        case LXB_TAG_NAV:
        case LXB_TAG_FOOTER:
        case LXB_TAG_FORM:
            return Link::Place::navigation;
        case LXB_TAG_ASIDE:
            return Link::Place::aside;
        case LXB_TAG_BODY:
        case LXB_TAG_HTML:
        case LXB_TAG_MAIN:
        case LXB_TAG_ARTICLE:
            return Link::Place::body;
        default:
            break;
    }
    const std::string_view role = node.attribute("role");
    if (role == "navigation" || role == "contentinfo" || role == "menu" || role == "search")
        return Link::Place::navigation;
    if (has_word_of_furniture(node.classes()) || has_word_of_furniture(node.id())) return Link::Place::navigation;
    return Link::Place::body;
}

// Tag and first class without its digits: "li.item-371" and "li.item-372" are alike.
std::uint64_t signature_of(Node node) {
    const std::string_view classes = utf8::trim(node.classes().substr(0, 200));
    std::string text(node.tag());
    text += '.';
    for (const char c : classes.substr(0, classes.find(' ')))
        if (c < '0' || c > '9') text += c;
    return hash64(text);
}

class Reader {
  public:
    Reader(PageLinks& out, std::string_view url) : out_(out), page_(Url::parse(url)), base_(page_) {}

    void read(const markup::Document& document) {
        for (Node n = document.root(); n; n = n.following(document.root())) {
            if (n.is_text()) {
                out_.text_bytes += utf8::trim(n.text()).size();
            } else if (n.is_element()) {
                element(n);
            }
        }
        for (auto& [node, link] : waiting_) date(node, out_.links[link]);
    }

  private:
    void element(Node n) {
        switch (n.tag_id()) {
            case LXB_TAG_TITLE:
                if (out_.title.empty()) out_.title = utf8::squeeze(utf8::cut(n.own_text(), max_text));
                break;
            case LXB_TAG_HTML:
                out_.language = utf8::trim(n.attribute("lang").substr(0, 35));
                break;
            case LXB_TAG_SCRIPT:
                ++out_.scripts;
                break;
            case LXB_TAG_BASE:
                if (page_ && base_ && base_->href() == page_->href())
                    if (auto base = Url::parse(n.attribute("href"), *page_)) base_ = std::move(base);
                break;
            case LXB_TAG_TIME:
                note_time(n);
                break;
            case LXB_TAG_A:
                anchor(n);
                break;
            default:
                break;
        }
    }

    void note_time(Node n) {
        if (times_.size() > max_links * card_up) return;
        const auto when = parse_date(n.attribute("datetime").substr(0, 64));
        if (!when) return;
        Node up = n.parent();
        for (int i = 0; i < card_up && up; ++i, up = up.parent()) {
            const auto [at, is_new] = times_.try_emplace(up.raw(), *when);
            if (!is_new && at->second && *at->second != *when) at->second.reset();  // many cards: nobody's date
        }
    }

    void anchor(Node n) {
        const std::string_view href = utf8::trim(n.attribute("href"));
        if (href.empty() || href.front() == '#' || href.size() > 2000 || !base_) return;
        const auto url = Url::parse(href, *base_);
        if (!url || !url->is_web() || url->has_credentials()) return;
        Link link;
        link.url = url->without_fragment();
        text_of(n, link);
        surroundings(n, link);
        const auto known = by_url_.find(link.url);
        if (known != by_url_.end()) return merge(out_.links[known->second], link, n, known->second);
        if (out_.links.size() >= max_links) return;
        by_url_.emplace(link.url, out_.links.size());
        waiting_.emplace_back(n, out_.links.size());
        out_.links.push_back(std::move(link));
    }

    // A picture and a headline lead to the same page: the headline is the link.
    void merge(Link& there, Link& again, Node n, std::size_t index) {
        const bool better =
            again.place < there.place ||
            (again.place == there.place && (again.heading > there.heading ||
                                            (again.heading == there.heading && again.text.size() > there.text.size())));
        if (!better) return;
        there = std::move(again);
        waiting_.emplace_back(n, index);
    }

    static void text_of(Node n, Link& link) {
        int left = max_in_anchor;
        for (Node in = n.following(n); in && left-- > 0; in = in.following(n))
            if (is_heading(in)) {
                link.text = utf8::squeeze(utf8::cut(in.content(), 4 * max_text));
                link.heading = true;
                break;
            }
        if (link.text.empty()) link.text = utf8::squeeze(utf8::cut(n.content(), 4 * max_text));
        if (link.text.empty()) link.text = utf8::squeeze(n.attribute("aria-label").substr(0, max_text));
        link.text = utf8::squeeze(utf8::cut(link.text, max_text));
    }

    static void surroundings(Node n, Link& link) {
        int up = 0;
        link.block = signature_of(n);
        for (Node at = n.parent(); at && up < max_up; at = at.parent(), ++up) {
            if (up < signature_up) link.block = mix64(link.block ^ signature_of(at));
            if (up < 3 && is_heading(at)) link.heading = true;
            const auto tag = at.tag_id();
            if (tag == LXB_TAG_ARTICLE) link.in_article = true;
            // A page's own header is navigation; the header of an article is where its headline stands.
            Link::Place place = place_by(at);
            if (tag == LXB_TAG_HEADER && !link.in_article && !link.heading) place = Link::Place::navigation;
            if (tag == LXB_TAG_NAV || tag == LXB_TAG_FOOTER) place = link.in_article ? link.place : place;
            link.place = std::max(link.place, place);
        }
    }

    void date(Node n, Link& link) {
        Node up = n;
        for (int i = 0; i < card_up && up; ++i, up = up.parent())
            if (const auto found = times_.find(up.raw()); found != times_.end()) {
                if (found->second) link.date = found->second;
                return;
            }
    }

    PageLinks& out_;
    std::optional<Url> page_, base_;
    std::unordered_map<std::string, std::size_t> by_url_;
    std::unordered_map<const void*, std::optional<Instant>> times_;  // by card
    std::vector<std::pair<Node, std::size_t>> waiting_;
};

int feed_likeness(const Link& link) {
    const auto url = Url::parse(link.url);
    if (!url) return 0;
    const std::string path = utf8::lower(url->path()), text = utf8::lower(link.text);
    int score = 0;
    for (const std::string_view end : {".rss", ".atom", ".rdf", "/feed", "/feed/", "/rss", "/rss/", "/feed.xml",
                                       "/rss.xml", "/atom.xml", "/index.xml", "/feed.json", "/rss.php", "/backend.php"})
        if (path.ends_with(end)) score = 3;
    if (score == 0 && path.ends_with(".xml")) score = 2;
    if (url->host().starts_with("feeds.") || url->host().starts_with("rss.")) score += 2;
    if (path.find("/rss/") != std::string::npos || path.find("/feeds/") != std::string::npos) score += 1;
    if (text == "rss" || text == "atom" || text == "feed" || text == "rss feed" || text == "rss-feed") score += 2;
    for (const std::string_view no : {"sitemap", "comment", "opensearch", "manifest"})
        if (path.find(no) != std::string::npos) score -= 3;
    return score;
}

}  // namespace

Result<PageLinks> links_of(std::string_view html, std::string_view url, std::string_view content_type) {
    const std::string text = markup::decode_html(html.substr(0, max_html), content_type).text;
    thread_local markup::Parser parser;
    const markup::Document document = TRY(parser.parse(text, {}, markup::Detail::shown));
    PageLinks out;
    Reader(out, url).read(document);
    return out;
}

std::vector<FoundFeed> feeds_linked(const PageLinks& page) {
    std::vector<std::pair<int, FoundFeed>> scored;
    for (const Link& link : page.links)
        if (const int score = feed_likeness(link); score >= 3) scored.push_back({score, {link.url, link.text, {}}});
    std::ranges::stable_sort(scored, std::greater<>{}, [](const auto& pair) { return pair.first; });
    std::vector<FoundFeed> out;
    for (auto& [score, found] : scored)
        if (out.size() < 8) out.push_back(std::move(found));
    return out;
}

bool needs_browser(const PageLinks& page) { return page.links.size() < 5 && page.text_bytes < 400 && page.scripts > 0; }

}  // namespace octavo::feed
