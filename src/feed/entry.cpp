// One <item> or <entry>, of whatever kind of feed.
//
// Idea: publishers mix vocabularies freely (RSS with atom:link, Atom with dc:creator, RDF with content:encoded), so
// there is one table for all: each child element offers its value for a field with a rank, and the best rank wins. A
// parser for each format, with fallbacks between them, was the road not taken: it needs the same table once for each
// pair. Checked by tests/feed/feed_test.cpp.
#include "base/dates.hpp"
#include "base/utf8.hpp"
#include "feed/fields.hpp"

namespace octavo::feed {
namespace {

using xml::Element;
using xml::Space;

struct Draft {
    Entry entry;
    std::string base;
    Ranked title, link, id, summary, content, image;
    RankedDate published, updated;
    int image_width = -1;
    std::string latitude, longitude;
    int depth = 0;         // of places inside each other
    std::string enclosed;  // the first enclosure's address
    int authors_rank = std::numeric_limits<int>::max();
};

std::int64_t length_of(std::string_view text) {
    std::int64_t n = -1;
    text = utf8::trim(text);
    const auto read = std::from_chars(text.data(), text.data() + text.size(), n);
    return read.ec == std::errc{} && n >= 0 ? n : -1;
}

void add_enclosure(Draft& d, Enclosure one) {
    if (one.url.empty() || d.entry.enclosures.size() >= 64) return;
    for (Enclosure& known : d.entry.enclosures) {
        if (known.url != one.url) continue;
        if (known.type.empty()) known.type = one.type;
        if (known.length < 0) known.length = one.length;
        if (known.seconds < 0) known.seconds = one.seconds;
        return;
    }
    d.entry.enclosures.push_back(std::move(one));
}

// Of several sizes of one picture the widest is the one to show; of equals, and where nobody says, the first.
void offer_picture(Draft& d, std::string url, int rank, Element e) {
    const int width = number_of(e.attribute("width"));
    if (url.empty() || rank > d.image.rank || (rank == d.image.rank && width <= d.image_width)) return;
    d.image = {std::move(url), rank};
    d.image_width = width;
}

// All authors of the best source that names any: dc:creator before <author> (which RSS means for an e-mail address)
// before itunes:author.
void author(Draft& d, Element e, int rank) {
    std::string name = person_of(e);
    if (name.empty() || rank > d.authors_rank) return;
    if (rank < d.authors_rank) d.entry.authors.clear();
    d.authors_rank = rank;
    add_unique(d.entry.authors, std::move(name));
}

void atom_link(Draft& d, Element e, const std::string& base) {
    std::string rel = utf8::lower(utf8::trim(e.attribute("rel")));
    if (const auto slash = rel.rfind('/'); slash != std::string::npos)
        rel = rel.substr(slash + 1);  // registered as an address
    const std::string href = resolve(e.attribute("href"), base);
    const std::string type = e.attribute("type");
    if (rel.empty() || rel == "alternate") {
        const bool page = type.empty() || type.find("html") != std::string::npos;
        d.link.offer(href.empty() ? resolve(e.text(), base) : href, page ? 20 : 24);
    } else if (rel == "enclosure") {
        if (d.enclosed.empty()) d.enclosed = href;
        add_enclosure(d, {href, type, length_of(e.attribute("length"))});
    } else if (rel == "image") {
        d.image.offer(href, 16);
    }
}

void from_atom(Draft& d, Element e, const std::string& base) {
    const std::string name = utf8::lower(e.name());
    if (name == "title")
        d.title.offer(line_of(e), 20);
    else if (name == "link")
        atom_link(d, e, base);
    else if (name == "id")
        d.id.offer(atom_id(e, base), 20);
    else if (name == "summary")
        d.summary.offer(html_of(e), 20);
    else if (name == "content") {
        d.content.offer(html_of(e), 20);
        d.link.offer(resolve(e.attribute("src"), base), 40);
        if (d.content.rank == 20) d.entry.base = base;
    } else if (name == "author")
        author(d, e, 10);
    else if (name == "published" || name == "issued")
        d.published.offer(parse_date(e.text()), 20);
    else if (name == "created")
        d.published.offer(parse_date(e.text()), 24);
    else if (name == "updated" || name == "modified")
        d.updated.offer(parse_date(e.text()), 20);
    else if (name == "category") {
        add_unique(d.entry.categories, utf8::squeeze(e.attribute("label")));
        add_unique(d.entry.categories, utf8::squeeze(e.attribute("term")));
        add_unique(d.entry.categories, line_of(e));
    }
}

void guid(Draft& d, Element e) {
    const std::string value = trimmed(e);
    d.id.offer(value, 10);
    const bool permanent = !utf8::equal_ignoring_case(utf8::trim(e.attribute("isPermaLink")), "false");
    if (permanent && Url::parse(value)) d.link.offer(value, 30);
}

void from_plain(Draft& d, Element e, const std::string& base) {
    const std::string name = utf8::lower(e.name());
    if (name == "title")
        d.title.offer(line_of(e), 10);
    else if (name == "link") {
        if (e.has_attribute("rel")) return atom_link(d, e, base);
        const std::string text = trimmed(e);
        d.link.offer(resolve(text.empty() ? e.attribute("href") : text, base), text.empty() ? 8 : 10);
    } else if (name == "guid")
        guid(d, e);
    else if (name == "id")
        d.id.offer(trimmed(e), 12);
    else if (name == "description" || name == "summary" || name == "abstract") {
        // Where a feed has two of them, the second is the longer text.
        if (d.summary.rank == 10)
            d.content.offer(html_of(e), 50);
        else
            d.summary.offer(html_of(e), 10);
    } else if (name == "content" || name == "body" || name == "fullitem" || name == "fulltext" || name == "full-text")
        d.content.offer(html_of(e), 30);
    else if (name == "pubdate" || name == "published")
        d.published.offer(parse_date(e.text()), 10);
    else if (name == "date")
        d.published.offer(parse_date(e.text()), 34);
    else if (name == "updated" || name == "modified" || name == "lastbuilddate")
        d.updated.offer(parse_date(e.text()), 12);
    else if (name == "author")
        author(d, e, 10);
    else if (name == "category")
        add_unique(d.entry.categories, line_of(e));
    else if (name == "image") {
        const Element url = e.child("url");
        d.image.offer(resolve(url ? url.text() : e.has_attribute("href") ? e.attribute("href") : e.text(), base), 30);
    } else if (name == "enclosure") {
        std::string url = resolve(e.attribute("url"), base);
        if (d.enclosed.empty()) d.enclosed = url;
        add_enclosure(d, {std::move(url), e.attribute("type"), length_of(e.attribute("length"))});
    }
}

void from_dublin_core(Draft& d, Element e) {
    const std::string name = utf8::lower(e.name());
    if (name == "title")
        d.title.offer(line_of(e), 30);
    else if (name == "description" || name == "abstract")
        d.summary.offer(html_of(e), 30);
    else if (name == "creator" || name == "author")
        author(d, e, 9);
    else if (name == "subject")
        add_unique(d.entry.categories, line_of(e));
    else if (name == "identifier")
        d.id.offer(trimmed(e), 40);
    else if (name == "date")
        d.published.offer(parse_date(e.text()), 30);
    else if (name == "issued")
        d.published.offer(parse_date(e.text()), 26);
    else if (name == "created" || name == "available")
        d.published.offer(parse_date(e.text()), 32);
    else if (name == "modified")
        d.updated.offer(parse_date(e.text()), 30);
    else if (name == "language" && d.entry.language.empty())
        d.entry.language = line_of(e);
}

void from_itunes(Draft& d, Element e, const std::string& base) {
    const std::string name = utf8::lower(e.name());
    if (name == "title")
        d.title.offer(line_of(e), 40);
    else if (name == "summary")
        d.summary.offer(html_of(e), 40);
    else if (name == "description")
        d.summary.offer(html_of(e), 42);
    else if (name == "subtitle")
        d.summary.offer(html_of(e), 50);
    else if (name == "author")
        author(d, e, 30);
    else if (name == "image" || (name == "link" && utf8::equal_ignoring_case(e.attribute("rel"), "image")))
        d.image.offer(itunes_image(e, base), 20);
    else if (name == "category")
        itunes_category(d.entry.categories, e);
    else if (name == "keywords")
        add_keywords(d.entry.categories, e.text());
    else if (name == "duration" && d.entry.seconds < 0)
        d.entry.seconds = seconds_of(e.text());
    else if (name == "season" && d.entry.season < 0)
        d.entry.season = number_of(e.text());
    else if (name == "episode" && d.entry.episode < 0)
        d.entry.episode = number_of(e.text());
}

// Podcasting 2.0 (https://podcasting2.org/docs/podcast-namespace).
void from_podcast(Draft& d, Element e, const std::string& base) {
    const std::string name = utf8::lower(e.name());
    if (name == "chapters")
        d.entry.chapters = resolve(e.attribute("url"), base);
    else if (name == "season")
        d.entry.season = number_of(e.text());
    else if (name == "episode")
        d.entry.episode = number_of(e.text());
    else if (name == "transcript" && d.entry.transcripts.size() < 16) {
        if (std::string url = resolve(e.attribute("url"), base); !url.empty())
            d.entry.transcripts.push_back({std::move(url), e.attribute("type"), e.attribute("language")});
    }
}

// GeoRSS simple and GML (https://www.ogc.org/standard/georss/), W3C Geo. A line, a box or a polygon is its first point.
void from_geo(Draft& d, Element e) {
    const std::string name = utf8::lower(e.name());
    if (d.entry.place) return;
    if (e.space() == Space::geo && (name == "lat" || name == "long" || name == "lon")) {
        (name == "lat" ? d.latitude : d.longitude) = trimmed(e);
    } else if (e.has_elements()) {  // georss:where > gml:Point > gml:pos, geo:Point > geo:lat
        for (Element inner = e.first(); inner && d.depth < 4; inner = inner.next()) {
            ++d.depth;
            from_geo(d, inner);
            --d.depth;
        }
    } else if (name == "point" || name == "pos" || name == "poslist" || name == "line" || name == "polygon" ||
               name == "box" || name == "circle") {
        d.entry.place = point_of(e.text());
    }
    if (!d.entry.place && !d.latitude.empty() && !d.longitude.empty())
        d.entry.place = point_of(d.latitude + " " + d.longitude);
}

bool is_picture(std::string_view type, std::string_view medium, std::string_view url) {
    if (medium == "image" || type.starts_with("image")) return true;
    if (!medium.empty() || !type.empty()) return false;
    const std::string path = utf8::lower(url.substr(0, url.find_first_of("?#")));
    return path.ends_with(".jpg") || path.ends_with(".jpeg") || path.ends_with(".png") || path.ends_with(".webp");
}

// Media RSS (https://www.rssboard.org/media-rss): groups hold contents, contents hold thumbnails and titles.
void from_media(Draft& d, Element e, const std::string& base) {
    const std::string name = utf8::lower(e.name());
    if (name == "group" || name == "content") {
        if (name == "content") {
            const std::string url = resolve(e.attribute("url"), base);
            const std::string type = e.attribute("type");
            add_enclosure(d, {url, type, length_of(e.attribute("fileSize")), seconds_of(e.attribute("duration"))});
            if (is_picture(type, e.attribute("medium"), url)) offer_picture(d, url, 12, e);
        }
        for (Element inner = e.first(); inner; inner = inner.next())
            if (inner.space() == Space::media && !utf8::equal_ignoring_case(inner.name(), "group"))
                from_media(d, inner, base);
    } else if (name == "thumbnail")
        offer_picture(d, resolve(e.has_attribute("url") ? e.attribute("url") : e.text(), base), 14, e);
    else if (name == "title")
        d.title.offer(line_of(e), 50);
    else if (name == "description" || name == "text")
        d.summary.offer(html_of(e), name == "text" ? 62 : 60);
    else if (name == "credit" && utf8::equal_ignoring_case(e.attribute("role"), "author"))
        author(d, e, 40);
    else if (name == "player")
        d.link.offer(resolve(e.attribute("url"), base), 50);
    else if (name == "keywords" || name == "category")
        add_unique(d.entry.categories, line_of(e));
}

void read_child(Draft& d, Element e) {
    const std::string base = rebased(e, d.base);
    switch (e.space()) {
        case Space::atom:
            return from_atom(d, e, base);
        case Space::none:
        case Space::rdf:
            return from_plain(d, e, base);
        case Space::dc:
        case Space::dcterms:
            return from_dublin_core(d, e);
        case Space::itunes:
        case Space::googleplay:
            return from_itunes(d, e, base);
        case Space::media:
            return from_media(d, e, base);
        case Space::content:
            if (e.is(Space::content, "encoded")) {
                d.content.offer(html_of(e), 10);
                if (d.content.rank == 10) d.entry.base = base;
            }
            return;
        case Space::xhtml:
            if (e.is(Space::xhtml, "body") || e.is(Space::xhtml, "div")) d.content.offer(e.markup(), 15);
            return;
        case Space::podcast:
            return from_podcast(d, e, base);
        case Space::georss:
        case Space::geo:
            return from_geo(d, e);
        case Space::feedburner:
            if (e.is(Space::feedburner, "origLink")) d.entry.original = resolve(e.text(), base);
            return;
        default:
            return;
    }
}

}  // namespace

Entry read_entry(Element item, const std::string& base) {
    Draft d;
    d.base = rebased(item, base);
    d.entry.base = d.base;
    d.entry.language = item.attribute("lang", Space::xml);
    d.id.offer(item.attribute("about", Space::rdf), 30);
    d.link.offer(resolve(item.attribute("href"), d.base), 15);  // CDF
    d.updated.offer(parse_date(item.attribute("lastmod")), 40);
    for (Element e = item.first(); e; e = e.next()) read_child(d, e);
    Entry& out = d.entry;
    out.id = std::move(d.id.value);
    out.link = std::move(d.link.value);
    if (out.link.empty() && (out.id.starts_with("http://") || out.id.starts_with("https://"))) out.link = out.id;
    out.title = std::move(d.title.value);
    out.summary = std::move(d.summary.value);
    out.content = std::move(d.content.value);
    out.image = std::move(d.image.value);
    out.published = d.published.value;
    out.updated = d.updated.value;
    if (out.link.empty()) out.link = out.original;
    if (out.link.empty()) out.link = std::move(d.enclosed);  // a podcast's episode is its file
    if (out.title.empty()) out.title = title_from(out.summary.empty() ? out.content : out.summary);
    if (out.image.empty())
        for (const Enclosure& e : out.enclosures)
            if (out.image.empty() && is_picture(e.type, "", e.url)) out.image = e.url;
    return std::move(d.entry);
}

}  // namespace octavo::feed
