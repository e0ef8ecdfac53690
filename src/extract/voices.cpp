// Hears every voice of a page in one walk, each in its own words; who is right is decided elsewhere (metadata.cpp).
//   <meta name=author content="Ana Lima">        authors
//   <time datetime=2024-05-31 class=published>   visible_dates, in front: it is marked
//   <div class=byline>By Ana Lima</div>          visible_authors, if it stands just below the headline
// Head and body are walked alike: pages put their meta elements anywhere. Lists are short and texts are cut short, so
// a page that repeats itself a million times is heard a dozen times. Checked by tests/extract/page_test.cpp.
#include <algorithm>

#include "base/dates.hpp"
#include "base/utf8.hpp"
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
void read_robots(std::string_view content, Marks& marks) {
    const std::string lowered = utf8::lower(content);
    std::string_view rest = lowered;
    while (!rest.empty()) {
        const auto comma = std::min(rest.find(','), rest.size());
        const auto rule = utf8::trim(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        if (rule == "noindex" || rule == "none") marks.noindex = true;
        if (rule == "noarchive" || rule == "nocache") marks.noarchive = true;
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

// The names a publication date goes by, best first; the slot keeps the rank of what it holds.
int date_rank(std::string_view name) {
    static constexpr std::string_view names[] = {"article:published_time",
                                                 "article:published",
                                                 "datepublished",
                                                 "og:article:published_time",
                                                 "parsely-pub-date",
                                                 "sailthru.date",
                                                 "og:published_time",
                                                 "pubdate",
                                                 "publishdate",
                                                 "publish-date",
                                                 "publish_date",
                                                 "article.published",
                                                 "published-date",
                                                 "published_date",
                                                 "dc.date.issued",
                                                 "dcterms.issued",
                                                 "dcterms.created",
                                                 "dc.date.created",
                                                 "cxenseparse:recs:publishtime",
                                                 "cxenseparse:publishtime",
                                                 "article_date_original",
                                                 "originalpublicationdate",
                                                 "vr:published_time",
                                                 "dc.date",
                                                 "dcterms.date",
                                                 "date",
                                                 "datecreated",
                                                 "displaydate",
                                                 "rnews:datepublished",
                                                 "created",
                                                 "timestamp"};
    const auto at = std::ranges::find(names, name);
    return at == std::end(names) ? -1 : static_cast<int>(at - std::begin(names));
}

bool is_modified_name(std::string_view name) {
    static constexpr std::string_view names[] = {
        "article:modified_time", "datemodified",     "og:updated_time", "article:modified", "last-modified",
        "dcterms.modified",      "dc.date.modified", "lastmod",         "modified",         "updated"};
    return std::ranges::find(names, name) != std::end(names);
}

class Listener {
  public:
    Listener(const markup::Document& document, const Page& page) : document_(document) {
        if (!page.robots.empty()) read_robots(page.robots, voices_.marks);
    }

    Voices run() {
        voices_.html_lang = document_.root().attribute("lang");
        if (voices_.html_lang.empty()) voices_.html_lang = document_.root().attribute("xml:lang");
        const Node root = document_.root();
        for (Node n = root; n; n = n.following(root)) {
            if (n.is_text()) line(n);
            if (n.is_element()) element(n);
        }
        voices_.linked = read_linked_data(scripts_);
        return std::move(voices_);
    }

  private:
    void element(Node n) {
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
            case LXB_TAG_TIME:
                return time(n);
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
        if (name == "robots" || name == "octavo") return read_robots(content, v.marks);
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
        if (is_modified_name(name)) return set(v.modified, content);
        if (const int rank = date_rank(name); rank >= 0 && (published_rank_ < 0 || rank < published_rank_)) {
            if (!parse_date(content)) return;
            v.published = utf8::squeeze(content);
            published_rank_ = rank;
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
    }

    void headline(Node n) {
        if (voices_.headlines.size() < 4) add(voices_.headlines, flow_text(n), 4);
        after_headline_ = 400;
    }

    void time(Node n) {
        std::string_view when = n.attribute("datetime");
        const std::string text = when.empty() ? flow_text(n) : std::string(when);
        if (text.empty()) return;
        const std::string_view prop = n.attribute("itemprop");
        if (prop.find("dateModified") != std::string_view::npos ||
            n.classes().find("updated") != std::string_view::npos ||
            n.classes().find("modified") != std::string_view::npos) {
            if (n.classes().find("published") == std::string_view::npos) return set(voices_.visible_modified, text);
        }
        // Marked ones go in front; unmarked ones count only near the headline.
        const bool marked = prop.find("datePublished") != std::string_view::npos || n.has_attribute("pubdate") ||
                            n.classes().find("publish") != std::string_view::npos ||
                            n.classes().find("entry-date") != std::string_view::npos;
        if (marked) {
            put_marked_date(text);
        } else if (voices_.visible_dates.size() < 8) {
            voices_.visible_dates.push_back(text);
        }
    }

    // In front of the unmarked ones; eight are remembered, however many a page has.
    void put_marked_date(std::string text) {
        auto& dates = voices_.visible_dates;
        dates.insert(dates.begin(), std::move(text));
        if (dates.size() > 8) dates.pop_back();
    }

    void visible(Node n) {
        const std::string_view prop = n.attribute("itemprop");
        if (!prop.empty()) {
            std::string_view content = n.attribute("content");
            if (content.empty()) content = n.attribute("datetime");
            const auto text = [&] { return content.empty() ? flow_text(n) : std::string(content); };
            if (has_token(prop, "datePublished"))
                put_marked_date(text());
            else if (has_token(prop, "dateModified"))
                set(voices_.visible_modified, text());
            else if (has_token(prop, "headline"))
                add(voices_.headlines, text(), 4);
            else if (has_token(prop, "author") && n.tag_id() != LXB_TAG_META)
                author(n);
        }
        if (n.tag_id() == LXB_TAG_A && has_token(n.attribute("rel"), "author"))
            return add(voices_.visible_authors, flow_text(n), 12);
        if (after_headline_ > 0) {
            --after_headline_;
            const std::uint16_t meaning = meanings_of(n.classes(), n.id());
            if (meaning & credit_line) credit(n);
        }
    }

    void author(Node n) {
        for (Node at = n; at; at = at.following(n))
            if (has_token(at.attribute("itemprop"), "name")) return add(voices_.visible_authors, flow_text(at), 12);
        add(voices_.visible_authors, flow_text(n), 12);
    }

    // A short line of text that is a date, or holds one behind a few words ("Posted on 3 May 2013"); below the headline
    // at best, else the first on the page.
    void line(Node n) {
        const bool below = after_headline_ > 0;
        if (voices_.line_date_below || lines_tried_ > 200 || (!voices_.line_date.empty() && !below)) return;
        const auto tag = n.parent().tag_id();
        if (tag == LXB_TAG_SCRIPT || tag == LXB_TAG_STYLE || tag == LXB_TAG_TITLE || tag == LXB_TAG_OPTION) return;
        const std::string_view text = utf8::trim(n.text());
        if (text.size() < 8 || text.size() > 90) return;
        const auto digit = text.find_first_of("0123456789");
        const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
        if (digit == std::string_view::npos || digits < 5 || digits > 14) return;
        ++lines_tried_;
        for (const std::string_view candidate : {text, text.substr(digit)}) {
            if (candidate.size() < 8 || !parse_date(candidate)) continue;
            voices_.line_date = utf8::squeeze(candidate);
            voices_.line_date_below = below;
            return;
        }
    }

    // A byline or dateline below the headline.
    void credit(Node n) {
        const std::string text = flow_text(n);
        if (text.empty() || text.size() > 200) return;
        const std::string lowered = utf8::lower(n.classes());
        if (lowered.find("author") != std::string::npos || lowered.find("byline") != std::string::npos) {
            if (voices_.visible_authors.empty() && text.size() < 100) add(voices_.visible_authors, text, 12);
        } else if (voices_.visible_dates.size() < 8 && parse_date(text)) {
            voices_.visible_dates.push_back(text);
        }
    }

    const markup::Document& document_;
    Voices voices_;
    std::vector<std::string> scripts_;  // JSON-LD, read when all is heard
    int published_rank_ = -1;
    int after_headline_ = 0;  // elements left that still stand beside the headline
    int lines_tried_ = 0;
};

}  // namespace

Voices listen(const markup::Document& document, const Page& page) { return Listener(document, page).run(); }

}  // namespace octavo::extract
