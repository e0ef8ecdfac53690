// Hears every voice of a page in one walk, each in its own words; who is right is decided elsewhere (metadata.cpp).
//   <meta name=author content="Ana Lima">        authors
//   <time datetime=2024-05-31 class=published>   dates (date_ear.cpp)
//   <div class=byline>By Ana Lima</div>          bylines (byline.cpp)
// Head and body are walked alike: pages put their meta elements anywhere. Lists are short and texts are cut short, so
// a page that repeats itself a million times is heard a dozen times. Checked by tests/extract/page_test.cpp.
#include <algorithm>

#include "base/utf8.hpp"
#include "extract/byline.hpp"
#include "extract/flow.hpp"
#include "extract/metadata.hpp"
#include "extract/vocabulary.hpp"

namespace octavo::extract {
namespace {

using markup::Node;

void set(std::string& slot, std::string_view value) {
    if (slot.empty()) slot = utf8::squeeze(value);
}

void add(std::vector<std::string>& list, std::string_view value, std::size_t most) {
    std::string text = utf8::squeeze(value);
    if (!text.empty() && text.size() < 500 && list.size() < most && std::ranges::find(list, text) == list.end())
        list.push_back(std::move(text));
}

bool has_token(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const auto end = std::min(list.find_first_of(" \t\n\r"), list.size());
        if (utf8::equal_ignoring_case(list.substr(0, end), word)) return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

// https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
void read_robots(std::string_view content, Voices& voices) {
    Marks& marks = voices.marks;
    const std::string lowered = utf8::lower(content);
    std::string_view rest = lowered;
    while (!rest.empty()) {
        const auto comma = std::min(rest.find(','), rest.size());
        const auto rule = utf8::trim(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        if (rule == "noindex" || rule == "none") marks.noindex = true;
        if (rule == "noarchive" || rule == "nocache") marks.noarchive = true;
        if (rule == "noimageindex" || rule == "none") voices.no_pictures = true;
        if (rule == "nosnippet") marks.nosnippet = true;
        if (rule.starts_with("max-snippet:")) {
            int value = 0;
            const auto digits = utf8::trim(rule.substr(12));
            const bool number = !digits.empty() && digits.size() < 7 &&
                                std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
            if (!number) continue;  // -1: no limit
            for (const char c : digits) value = value * 10 + (c - '0');
            marks.max_snippet = value;
        }
    }
}

class Listener {
  public:
    Listener(const markup::Document& document, const Outline& outline, const Page& page)
        : document_(document),
          outline_(outline),
          page_url_(page.url),
          dates_(outline, language_of(document), page.url) {
        if (!page.robots.empty()) read_robots(page.robots, voices_);
    }

    Voices run() {
        voices_.html_lang = language_of(document_);
        const Node root = document_.root();
        for (Node n = root; n; n = n.following(root)) {
            if (n.is_text()) text(n);
            if (n.is_element()) element(n);
        }
        voices_.linked = read_linked_data(scripts_);
        voices_.dates = dates_.take();
        place_headline();
        const auto said = bylines_.take();
        voices_.bylines = choose_bylines(said, voices_.headline_at);
        return std::move(voices_);
    }

  private:
    static std::string_view language_of(const markup::Document& document) {
        const auto lang = document.root().attribute("lang");
        return lang.empty() ? document.root().attribute("xml:lang") : lang;
    }

    void text(Node n) {
        const std::string_view words = utf8::trim(n.text());
        if (words.empty()) return;
        dates_.line(n, words, place_);
        bylines_.text(n, words, place_);
        // Old pages set their headline as any text: the first that the title repeats.
        if (title_line_ || voices_.title.size() < 12) return;
        if (words.size() >= 12 && words.size() <= voices_.title.size() &&
            voices_.title.find(words) != std::string::npos && n.parent().tag_id() != LXB_TAG_TITLE)
            title_line_ = place_;
    }

    void element(Node n) {
        ++place_;
        switch (n.tag_id()) {
            case LXB_TAG_META:
                return meta(n);
            case LXB_TAG_LINK:
                return link(n);
            case LXB_TAG_TITLE:
                if (voices_.title.empty()) voices_.title = utf8::squeeze(n.own_text());
                return;
            case LXB_TAG_BASE:
                return set(voices_.base, n.attribute("href"));
            case LXB_TAG_SCRIPT:
                if (n.attribute("type").find("ld+json") != std::string_view::npos && scripts_.size() < 100)
                    scripts_.push_back(n.own_text());
                return;
            case LXB_TAG_H1:
                return headline(n);
            case LXB_TAG_H2:
            case LXB_TAG_H3:
                if (headings_.size() < 40) headings_.push_back({n, place_});
                return visible(n);
            case LXB_TAG_TIME:
                return dates_.time_element(n, place_);
            default:
                return visible(n);
        }
    }

    void meta(Node n) {
        const std::string_view content = n.attribute("content");
        if (content.empty()) return;
        for (const std::string_view attribute : {"property", "name", "itemprop", "http-equiv"})
            if (const auto name = n.attribute(attribute); !name.empty()) meta_named(utf8::lower(name), content);
    }

    void meta_named(std::string_view name, std::string_view content) {
        Voices& v = voices_;
        if (name == "og:title") return set(v.og_title, content);
        if (name == "twitter:title") return set(v.twitter_title, content);
        if (name == "og:type") return set(v.og_type, content);
        if (name == "og:site_name") return set(v.og_site, content);
        if (name == "og:image" || name == "og:image:url" || name == "og:image:secure_url")
            return set(v.og_image, content);
        if (name == "og:description") return set(v.og_description, content);
        if (name == "og:url") return set(v.og_url, content);
        if (name == "og:locale") return set(v.og_locale, content);
        if (name == "twitter:image" || name == "twitter:image:src") return set(v.twitter_image, content);
        if (name == "description" || name == "dc.description") return set(v.description, content);
        if (name == "application-name" || name == "publisher" || name == "cre") return set(v.application, content);
        if (name == "content-language" || name == "dc.language") return set(v.content_language, content);
        if (name == "robots" || name == "octavo") return read_robots(content, v);
        if (name == "tdm-reservation") v.marks.tdm_reserved = utf8::trim(content) == "1";
        if (name == "article:section" || name == "parsely-section" || name == "section") return set(v.section, content);
        if (name == "article:tag" || name == "parsely-tags") return tags(content);
        if (name == "news_keywords" || name == "keywords" || name == "sailthru.tags") {
            if (v.tags.empty()) tags(content);
            return;
        }
        if (name == "author" || name == "article:author" || name == "parsely-author" || name == "sailthru.author" ||
            name == "dc.creator" || name == "dcterms.creator" || name == "byl" || name == "article:author_name" ||
            name == "article.author" || name == "cxenseparse:author" || name == "authors") {
            if (content.find("://") == std::string_view::npos) add(v.authors, content, 12);
            return;
        }
        if (name.starts_with("twitter:")) return card(name, content);
        dates_.meta(name, content);
    }

    // A card's lines: <meta name=twitter:label1 content="Written by"> <meta name=twitter:data1 content="Ana Lima">
    void card(std::string_view name, std::string_view content) {
        if (name.starts_with("twitter:label")) {
            static constexpr std::string_view labels[] = {
                "written by", "author",          "verfasst von", "geschrieben von", "écrit par",  "escrito por",
                "scritto da", "geschreven door", "autor",        "автор",           "skrevet av", "skriven av"};
            const std::string label = utf8::lower(utf8::trim(content));
            writer_on_card_ =
                std::ranges::find(labels, label) != std::end(labels) ? name.substr(13) : std::string_view();
        } else if (name.starts_with("twitter:data") && !writer_on_card_.empty() && name.substr(12) == writer_on_card_) {
            add(voices_.authors, content, 12);
        }
    }

    void tags(std::string_view content) {
        while (!content.empty()) {
            const auto comma = std::min(content.find_first_of(",;"), content.size());
            add(voices_.tags, content.substr(0, comma), 50);
            content.remove_prefix(std::min(comma + 1, content.size()));
        }
    }

    void link(Node n) {
        const std::string_view rel = n.attribute("rel");
        if (has_token(rel, "canonical")) set(voices_.canonical, n.attribute("href"));
        if (has_token(rel, "license")) set(voices_.licence, n.attribute("href"));
        if (has_token(rel, "amphtml")) set(voices_.amp, n.attribute("href"));
        if (has_token(rel, "alternate") && has_token(n.attribute("media"), "print"))
            set(voices_.print, n.attribute("href"));
    }

    bool is_masthead(Node n) const {
        Node link = n.parent() && n.parent().tag_id() == LXB_TAG_A ? n.parent() : n.first_child();
        for (int steps = 0; link && link.tag_id() != LXB_TAG_A && steps < 6; ++steps) link = link.following(n);
        if (!link || link.tag_id() != LXB_TAG_A) return false;
        const auto base = Url::parse(page_url_);
        const auto url = base ? Url::parse(link.attribute("href"), *base) : Url::parse(link.attribute("href"));
        if (!url || !link.has_attribute("href")) return link.attribute("href") == "/";
        const bool front = url->path() == "/" && url->query().empty() && url->href().find('#') == std::string::npos;
        return front && !(base && base->path() == "/");
    }

    void headline(Node n) {
        // A heading that leads to the front page is the paper's name.
        if (is_masthead(n)) return add(voices_.mastheads, flow_text(n), 2);
        if (voices_.headlines.size() < 4) add(voices_.headlines, flow_text(n), 4);
        if (headings_.size() < 40) headings_.push_back({n, place_});
    }

    void visible(Node n) {
        const std::string_view prop = n.has_more_than_names() ? n.attribute("itemprop") : std::string_view();
        if (!prop.empty()) {
            std::string_view content = n.attribute("content");
            if (content.empty()) content = n.attribute("datetime");
            const auto text = [&] { return content.empty() ? flow_text(n) : std::string(content); };
            if (prop.find("date") != std::string_view::npos)
                dates_.microdata(prop, n, place_);
            else if (has_token(prop, "headline"))
                add(voices_.headlines, text(), 4);
            else if (has_token(prop, "author") && n.tag_id() != LXB_TAG_META)
                author(n);
        }
        if (outline_.meaning(n) & credit_line) dates_.credit(n, place_);
        bylines_.element(n, place_);
    }

    void author(Node n) {
        if (is_photographers(n)) return;
        // A second group of names, far behind the first, is another article's or a reader's.
        if (!voices_.visible_authors.empty() && place_ - last_author_ > 40) return;
        last_author_ = place_;
        for (Node at = n; at; at = at.following(n))
            if (has_token(at.attribute("itemprop"), "name")) return add(voices_.visible_authors, flow_text(at), 12);
        add(voices_.visible_authors, flow_text(n), 12);
    }

    // The article's headline is the heading that the title repeats; else the first h1.
    void place_headline() {
        const std::string title = utf8::lower(voices_.og_title.empty() ? voices_.title : voices_.og_title);
        std::vector<Place>& at = voices_.headline_at;
        for (const Heading& h : headings_) {
            if (h.node.tag_id() == LXB_TAG_H1) {
                if (at.size() < 4) at.push_back(h.place);
                if (!voices_.headline) voices_.headline = h.node;
            }
            const std::string text = utf8::lower(flow_text(h.node));
            const bool same = title.find(text) != std::string::npos || text.find(title) != std::string::npos;
            if (text.size() > 12 && title.size() > 12 && same) {
                at = {h.place};
                // A heading of lower rank that the title begins with is the headline all the same.
                if (h.node.tag_id() != LXB_TAG_H1 && title.starts_with(text))
                    add(voices_.headlines, flow_text(h.node), 5);
                voices_.headline = h.node;
                return;
            }
        }
        if (title_line_) at.push_back(*title_line_);
    }

    const markup::Document& document_;
    const Outline& outline_;
    std::string_view page_url_;
    Voices voices_;
    std::vector<std::string> scripts_;  // JSON-LD, read when all is heard
    struct Heading {
        Node node;
        Place place;
    };
    std::vector<Heading> headings_;
    DateEar dates_;
    Place place_ = 0;
    std::optional<Place> title_line_;
    Place last_author_ = 0;
    std::string writer_on_card_;  // the number of the card's line that names the writer
    BylineEar bylines_;
};

}  // namespace

Voices listen(const markup::Document& document, const Outline& outline, const Page& page) {
    return Listener(document, outline, page).run();
}

}  // namespace octavo::extract
