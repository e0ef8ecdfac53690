// Idea: a page names its headline, its author and its date in five places, and the places disagree. Each place is a
// voice; a title many voices share is the title, the others are asked in the order of how often they are right.
//   JSON-LD headline  "Tram opens"                      <- the structured data was made for readers like us
//   og:title          "Tram opens - The Example"           the same, once the site's name is off
//   <title>           "Tram opens | News | The Example"
//   h1                "Tram opens after ten years"
// What nobody says stays empty: we do not guess a date, and a house name is an author only when nobody else is.
#include "extract/metadata.hpp"

#include <algorithm>

#include "base/dates.hpp"
#include "base/utf8.hpp"
#include "extract/flow.hpp"
#include "extract/names.hpp"
#include "extract/vocabulary.hpp"
#include "markup/safe_html.hpp"

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
        std::vector<std::string> scripts;
        const Node root = document_.root();
        for (Node n = root; n; n = n.following(root)) {
            if (n.is_text()) line(n);
            if (!n.is_element()) continue;
            switch (n.tag_id()) {
                case LXB_TAG_META:
                    meta(n);
                    break;
                case LXB_TAG_LINK:
                    link(n);
                    break;
                case LXB_TAG_TITLE:
                    if (voices_.title.empty()) voices_.title = utf8::squeeze(n.own_text());
                    break;
                case LXB_TAG_BASE:
                    set(voices_.base, n.attribute("href"));
                    break;
                case LXB_TAG_SCRIPT:
                    if (n.attribute("type").find("ld+json") != std::string_view::npos && scripts.size() < 100)
                        scripts.push_back(n.own_text());
                    break;
                case LXB_TAG_H1:
                    headline(n);
                    break;
                case LXB_TAG_TIME:
                    time(n);
                    break;
                default:
                    visible(n);
                    break;
            }
        }
        voices_.linked = read_linked_data(scripts);
        return std::move(voices_);
    }

  private:
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
            voices_.visible_dates.insert(voices_.visible_dates.begin(), text);
        } else if (voices_.visible_dates.size() < 8) {
            voices_.visible_dates.push_back(text);
        }
    }

    void visible(Node n) {
        const std::string_view prop = n.attribute("itemprop");
        if (!prop.empty()) {
            std::string_view content = n.attribute("content");
            if (content.empty()) content = n.attribute("datetime");
            const auto text = [&] { return content.empty() ? flow_text(n) : std::string(content); };
            if (has_token(prop, "datePublished"))
                voices_.visible_dates.insert(voices_.visible_dates.begin(), text());
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
    int published_rank_ = -1;
    int after_headline_ = 0;  // elements left that still stand beside the headline
    int lines_tried_ = 0;
};

// ---- votes ----

// Words only, lower case, for comparing titles.
std::string title_key(std::string_view title) {
    std::string out;
    for (const char c : utf8::lower(title))
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) out += c;
    return out;
}

std::string choose_title(const Voices& v, const std::vector<std::string>& sites, std::string_view host) {
    struct Candidate {
        std::string text;
        std::string key;
        double weight;
    };
    std::vector<Candidate> candidates;
    const auto offer = [&](const std::string& raw, double weight) {
        if (raw.empty()) return;
        std::string text = without_site(markup::text_of(raw), sites, host);
        std::string key = title_key(text);
        if (!key.empty()) candidates.push_back({std::move(text), std::move(key), weight});
    };
    if (v.linked.type != "LiveBlogPosting" || v.og_title.empty()) offer(v.linked.headline, 1.05);
    offer(v.og_title, 1.0);
    // An h1 that shares nothing with the rest is the masthead.
    for (std::size_t i = 0; i < v.headlines.size(); ++i) offer(v.headlines[i], i == 0 ? 1.1 : 0.9);
    offer(v.title, 0.6);
    offer(v.twitter_title, 0.5);
    const Candidate* best = nullptr;
    double most = -1;
    for (const Candidate& c : candidates) {
        double votes = 0;
        for (const Candidate& other : candidates) {
            if (other.key == c.key)
                votes += other.weight;
            else if (c.key.size() > 12 && other.key.find(c.key) != std::string::npos)
                votes += other.weight * 0.4;
        }
        votes += c.weight * 0.1;
        if (votes > most) {
            most = votes;
            best = &c;
        }
    }
    return best ? best->text : std::string();
}

std::optional<Instant> believable(std::string_view text, Instant now) {
    auto when = parse_date(text);
    if (!when) return std::nullopt;
    using namespace std::chrono_literals;
    if (*when < from_unix_ms(0)) return std::nullopt;
    if (now != Instant{} && *when > now + 24h) return std::nullopt;
    return when;
}

// /2024/05/31/ or /2024-05-31 in an address.
std::optional<Instant> date_in_address(std::string_view url, Instant now) {
    const auto digit = [&](std::size_t i) { return i < url.size() && url[i] >= '0' && url[i] <= '9'; };
    for (std::size_t i = 1; i + 8 < url.size(); ++i) {
        if (digit(i - 1) || !(url[i] == '2' && url[i + 1] == '0') || !digit(i + 2) || !digit(i + 3)) continue;
        const char separator = url[i + 4];
        if (separator != '/' && separator != '-' && separator != '_') continue;
        if (!digit(i + 5) || !digit(i + 6) || url[i + 7] != separator || !digit(i + 8)) continue;
        std::string date(url.substr(i, 4));
        date += '-';
        date += url.substr(i + 5, 2);
        date += '-';
        date += digit(i + 9) ? std::string(url.substr(i + 8, 2)) : std::string("0") + url[i + 8];
        if (auto when = believable(date, now)) return when;
    }
    return std::nullopt;
}

void choose_dates(const Voices& v, const Page& page, Extraction& out) {
    const auto first = [&](std::initializer_list<std::string_view> texts) -> std::optional<Instant> {
        for (const auto text : texts)
            if (!text.empty())
                if (auto when = believable(text, page.now)) return when;
        return std::nullopt;
    };
    out.published = first({v.linked.published, v.published});
    auto by_address = date_in_address(page.url, page.now);
    if (!by_address) by_address = date_in_address(v.canonical, page.now);
    // An address is made once; a "published" long after it is a later change.
    using namespace std::chrono_literals;
    if (by_address && out.published && *out.published > *by_address + 72h) out.published = by_address;
    for (std::size_t i = 0; i < v.visible_dates.size() && !out.published && !by_address; ++i)
        out.published = believable(v.visible_dates[i], page.now);
    if (!out.published) out.published = by_address;
    if (!out.published && (v.line_date_below || v.headlines.empty())) out.published = first({v.line_date});
    out.modified = first({v.linked.modified, v.modified, v.visible_modified});
    if (!out.published && out.modified) out.published = out.modified;
    if (out.modified && out.published && *out.modified < *out.published) out.modified = std::nullopt;
}

// BCP 47 as pages write it: "en_US", "EN-us", "de-DE-x-formal".
std::string clean_language(std::string_view text) {
    text = utf8::trim(text);
    text = text.substr(0, text.find_first_of(",; "));
    std::string out;
    for (const char c : text) out += c == '_' ? '-' : c;
    if (out.size() < 2 || out.size() > 35) return {};
    const auto dash = std::min(out.find('-'), out.size());
    if (dash < 2 || dash > 3) return {};
    for (const char c : out)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')) return {};
    for (std::size_t i = 0; i < dash; ++i) out[i] = static_cast<char>(out[i] | 0x20);
    return out;
}

Kind choose_kind(const Voices& v, const Page& page) {
    const std::string_view type = v.linked.type;
    if (type == "LiveBlogPosting" || !v.linked.updates.empty()) return Kind::live;
    if (type == "AdvertiserContentArticle") return Kind::sponsored;
    if (type == "SatiricalArticle") return Kind::satire;
    if (type == "OpinionNewsArticle") return Kind::opinion;
    if (type == "AnalysisNewsArticle") return Kind::analysis;
    const std::string section = utf8::lower(v.linked.section.empty() ? v.section : v.linked.section);
    const std::string url = utf8::lower(page.url);
    const auto either = [&](std::initializer_list<std::string_view> words) {
        return std::ranges::any_of(words, [&](std::string_view w) {
            return section == w || url.find("/" + std::string(w) + "/") != std::string::npos;
        });
    };
    if (either({"opinion", "opinions", "op-ed", "editorial", "editorials", "commentisfree", "kommentar", "meinung",
                "opinión", "columnists", "column", "columns", "opinioni", "opiniao", "debatt"}))
        return Kind::opinion;
    if (either({"analysis", "analyses", "análisis", "analyse"})) return Kind::analysis;
    if (either({"sponsored", "partner-content", "paid-content", "advertorial", "brandcontent", "branded-content"}))
        return Kind::sponsored;
    if (either({"press-release", "press-releases", "pressrelease", "news-release"})) return Kind::press_release;
    if (v.og_type.starts_with("video") || v.linked.video) return Kind::video;
    return Kind::news;
}

}  // namespace

Voices listen(const markup::Document& document, const Page& page) { return Listener(document, page).run(); }

void decide(const Voices& v, const Page& page, const std::optional<Url>& base, Extraction& out) {
    const auto absolute = [&](std::string_view text) -> std::string {
        if (text.empty()) return {};
        const auto url = base ? Url::parse(text, *base) : Url::parse(text);
        return url && url->is_web() ? url->href() : std::string();
    };
    std::vector<std::string> sites;
    for (const std::string* name : {&v.og_site, &v.linked.publisher, &v.application})
        if (!name->empty()) sites.push_back(*name);
    std::string host;
    if (const auto url = Url::parse(page.url)) host = url->host();
    if (host.empty())
        if (const auto url = Url::parse(v.canonical)) host = url->host();

    out.title = choose_title(v, sites, host);
    for (const auto offices : {Offices::no, Offices::yes})
        for (const auto* said : {&v.linked.authors, &v.authors, &v.visible_authors})
            if (out.authors.empty()) out.authors = clean_authors(*said, sites, offices);
    choose_dates(v, page, out);

    out.canonical = absolute(v.canonical);
    if (out.canonical.empty()) out.canonical = absolute(v.og_url);
    out.site = !v.og_site.empty() ? v.og_site : !v.linked.publisher.empty() ? v.linked.publisher : v.application;
    out.section = !v.linked.section.empty() ? v.linked.section : v.section;
    out.description = !v.linked.description.empty()
                          ? v.linked.description
                          : markup::text_of(v.og_description.empty() ? v.description : v.og_description);
    out.tags = v.tags.empty() ? v.linked.keywords : v.tags;
    out.licence = !v.licence.empty() ? v.licence : v.linked.licence;
    for (const std::string* said : {&v.html_lang, &v.content_language, &v.linked.language, &v.og_locale})
        if (out.language.empty()) out.language = clean_language(*said);
    const auto picture = [&](std::string_view address) {
        std::string url = absolute(address);
        if (url.empty()) return;
        if (std::ranges::none_of(out.pictures, [&](const Picture& p) { return p.url == url; }))
            out.pictures.push_back({std::move(url), ""});
    };
    picture(v.og_image);
    if (!v.linked.images.empty()) picture(v.linked.images.front());
    if (out.pictures.empty()) picture(v.twitter_image);
    out.kind = choose_kind(v, page);
    out.marks = v.marks;
}

}  // namespace octavo::extract
