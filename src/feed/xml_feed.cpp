// The head of an XML feed (channel, feed), and where its entries are.
#include "base/dates.hpp"
#include "base/utf8.hpp"
#include "feed/fields.hpp"

namespace octavo::feed {
namespace {

using xml::Element;
using xml::Space;

struct Head {
    ParsedFeed feed;
    Ranked title, link, description, language, copyright, author, id, image;
    RankedDate updated;
    int period_minutes = 0, frequency = 1;
};

int integer(std::string_view text) {
    int n = 0;
    text = utf8::trim(text);
    std::from_chars(text.data(), text.data() + text.size(), n);
    return n;
}

void head_link(Head& h, Element e, const std::string& base) {
    std::string rel = utf8::lower(utf8::trim(e.attribute("rel")));
    if (const auto slash = rel.rfind('/'); slash != std::string::npos)
        rel = rel.substr(slash + 1);  // registered as an address
    const std::string href = resolve(e.attribute("href"), base);
    if (rel == "self")
        h.feed.self = href;
    else if (rel == "hub")
        h.feed.hub = href;
    else if (rel.empty() || rel == "alternate") {
        const std::string type = e.attribute("type");
        h.link.offer(href.empty() ? resolve(e.text(), base) : href,
                     type.empty() || type.find("html") != std::string::npos ? 20 : 24);
    }
}

void from_atom(Head& h, Element e, const std::string& base) {
    const std::string name = utf8::lower(e.name());
    if (name == "title")
        h.title.offer(line_of(e), 20);
    else if (name == "link")
        head_link(h, e, base);
    else if (name == "subtitle" || name == "tagline")
        h.description.offer(html_of(e), 20);
    else if (name == "info")
        h.description.offer(html_of(e), 40);
    else if (name == "rights" || name == "copyright")
        h.copyright.offer(line_of(e), 20);
    else if (name == "author")
        h.author.offer(person_of(e), 20);
    else if (name == "id")
        h.id.offer(atom_id(e, base), 20);
    else if (name == "updated" || name == "modified")
        h.updated.offer(parse_date(e.text()), 20);
    else if (name == "logo")
        h.image.offer(resolve(e.text(), base), 20);
    else if (name == "icon")
        h.image.offer(resolve(e.text(), base), 30);
    else if (name == "category") {
        add_unique(h.feed.categories, utf8::squeeze(e.attribute("label")));
        add_unique(h.feed.categories, utf8::squeeze(e.attribute("term")));
        add_unique(h.feed.categories, line_of(e));
    }
}

void skip_hours(Head& h, Element e) {
    for (Element hour = e.first(); hour; hour = hour.next())
        if (const int n = integer(hour.text()); hour.is("hour") && n >= 0 && n <= 24 && h.feed.skip_hours.size() < 24)
            h.feed.skip_hours.push_back(n % 24);
}

void skip_days(Head& h, Element e) {
    constexpr std::array<std::string_view, 7> names = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
    for (Element day = e.first(); day; day = day.next()) {
        const std::string name = utf8::lower(utf8::trim(day.text()));
        if (day.is("day") && h.feed.skip_days.size() < names.size())
            if (const auto found = std::ranges::find(names, name.substr(0, 3)); found != names.end())
                h.feed.skip_days.push_back(static_cast<int>(found - names.begin()));
    }
}

void from_plain(Head& h, Element e, const std::string& base) {
    const std::string name = utf8::lower(e.name());
    if (name == "title")
        h.title.offer(line_of(e), 10);
    else if (name == "link") {
        if (e.has_attribute("rel")) return head_link(h, e, base);
        const std::string text = trimmed(e);
        h.link.offer(resolve(text.empty() ? e.attribute("href") : text, base), text.empty() ? 8 : 10);
    } else if (name == "description")
        h.description.offer(html_of(e), 10);
    else if (name == "abstract" || name == "subtitle" || name == "tagline")
        h.description.offer(html_of(e), 12);
    else if (name == "language")
        h.language.offer(line_of(e), 10);
    else if (name == "copyright")
        h.copyright.offer(line_of(e), 10);
    else if (name == "managingeditor" || name == "author")
        h.author.offer(person_of(e), 10);
    else if (name == "webmaster")
        h.author.offer(person_of(e), 50);
    else if (name == "lastbuilddate")
        h.updated.offer(parse_date(e.text()), 10);
    else if (name == "pubdate")
        h.updated.offer(parse_date(e.text()), 12);
    else if (name == "category")
        add_unique(h.feed.categories, line_of(e));
    else if (name == "ttl") {
        if (const int n = integer(e.text()); n > 0 && n < 60 * 24 * 366) h.feed.ttl_minutes = n;
    } else if (name == "skiphours")
        skip_hours(h, e);
    else if (name == "skipdays")
        skip_days(h, e);
    else if (name == "image") {
        const Element url = e.child("url");
        h.image.offer(resolve(url ? url.text() : e.attribute("href"), base), 10);
    }
}

void from_other(Head& h, Element e, const std::string& base) {
    const std::string name = utf8::lower(e.name());
    if (e.space() == Space::dc || e.space() == Space::dcterms) {
        if (name == "title")
            h.title.offer(line_of(e), 30);
        else if (name == "description")
            h.description.offer(html_of(e), 30);
        else if (name == "language")
            h.language.offer(line_of(e), 30);
        else if (name == "rights")
            h.copyright.offer(line_of(e), 30);
        else if (name == "creator" || name == "author")
            h.author.offer(person_of(e), 30);
        else if (name == "publisher")
            h.author.offer(person_of(e), 45);
        else if (name == "date" || name == "modified")
            h.updated.offer(parse_date(e.text()), 30);
        else if (name == "subject")
            add_unique(h.feed.categories, line_of(e));
        else if (name == "identifier")
            h.id.offer(trimmed(e), 40);
    } else if (e.space() == Space::itunes || e.space() == Space::googleplay) {
        if (name == "author")
            h.author.offer(person_of(e), 40);
        else if (name == "summary")
            h.description.offer(html_of(e), 40);
        else if (name == "subtitle")
            h.description.offer(html_of(e), 42);
        else if (name == "image" || (name == "link" && utf8::equal_ignoring_case(e.attribute("rel"), "image")))
            h.image.offer(itunes_image(e, base), 15);
        else if (name == "category")
            itunes_category(h.feed.categories, e);
        else if (name == "keywords")
            add_keywords(h.feed.categories, e.text());
    } else if (e.space() == Space::syndication) {
        const std::string period = utf8::lower(trimmed(e));
        if (name == "updatefrequency") h.frequency = std::clamp(integer(period), 1, 1000);
        if (name == "updateperiod")
            h.period_minutes = period == "hourly"    ? 60
                               : period == "daily"   ? 1440
                               : period == "weekly"  ? 10080
                               : period == "monthly" ? 43200
                               : period == "yearly"  ? 525600
                                                     : 0;
    } else if (e.space() == Space::media && name == "thumbnail") {
        h.image.offer(resolve(e.attribute("url"), base), 25);
    }
}

bool is_entry(Element e) {
    return (e.space() == Space::none || e.space() == Space::atom || e.space() == Space::rdf) &&
           (utf8::equal_ignoring_case(e.name(), "item") || utf8::equal_ignoring_case(e.name(), "entry"));
}

bool is_holder(Element e) {  // of a head and entries
    return utf8::equal_ignoring_case(e.name(), "channel") || utf8::equal_ignoring_case(e.name(), "items");
}

void read_head(Head& h, Element channel, const std::string& base) {
    h.language.offer(channel.attribute("lang", Space::xml), 40);
    h.id.offer(channel.attribute("about", Space::rdf), 30);
    h.link.offer(resolve(channel.attribute("href"), base), 30);  // CDF
    h.updated.offer(parse_date(channel.attribute("lastmod")), 40);
    for (Element e = channel.first(); e; e = e.next()) {
        if (is_entry(e) || is_holder(e)) continue;
        const std::string inner = rebased(e, base);
        if (e.space() == Space::atom)
            from_atom(h, e, inner);
        else if (e.space() == Space::none || e.space() == Space::rdf)
            from_plain(h, e, inner);
        else
            from_other(h, e, inner);
    }
}

void read_entries(Head& h, Element holder, const std::string& base, const Options& options, int depth = 0) {
    for (Element e = holder.first(); e; e = e.next()) {
        if (is_entry(e)) {
            if (h.feed.entries.size() >= options.max_entries) {
                h.feed.cut = true;
                return;
            }
            h.feed.entries.push_back(read_entry(e, base));
        } else if (is_holder(e) && depth < 4) {
            read_entries(h, e, rebased(e, base), options, depth + 1);
        }
    }
}

struct Found {
    Element root;
    Format format;
};

// The feed's own element: the root, or one below it where somebody wrapped the feed in something else.
std::optional<Found> find_feed(Element e, int depth = 0) {
    const std::string name = utf8::lower(e.name());
    if (name == "rss" && e.space() == Space::none) return Found{e, Format::rss};
    if (name == "rdf") return Found{e, Format::rdf};
    if (name == "feed" && (e.space() == Space::atom || e.space() == Space::none)) return Found{e, Format::atom};
    if (name == "channel")
        return Found{e, e.has_attribute("href") || e.has_attribute("base") ? Format::cdf : Format::rss};
    if (name == "html" || depth == 2) return std::nullopt;
    for (Element inner = e.first(); inner; inner = inner.next())
        if (auto found = find_feed(inner, depth + 1)) return found;
    return std::nullopt;
}

// An entry without an author is the feed's author's (RFC 4287, section 4.2.1).
void inherit(ParsedFeed& feed) {
    for (Entry& entry : feed.entries)
        if (entry.authors.empty() && !feed.author.empty()) entry.authors.push_back(feed.author);
}

}  // namespace

Result<ParsedFeed> parse_xml(std::string text, const Options& options) {
    const xml::Document document = TRY(xml::Document::parse(std::move(text)));
    const Element root = document.root();
    if (!root) return fail(Fault::malformed, "feed: no element in it, so it is no XML");
    const auto found = find_feed(root);
    if (!found && (document.html() || utf8::equal_ignoring_case(root.name(), "html")))
        return fail(Fault::malformed, "feed: this is an HTML page; perhaps it links to a feed");
    if (!found)
        return fail(Fault::malformed,
                    fmt::format("feed: the document is a <{}>, not a feed", utf8::cut(root.name(), 40)));

    Head h;
    h.feed.format = found->format;
    h.feed.cut = document.cut();
    const std::string outer =
        options.content_location.empty() ? std::string(options.url) : resolve(options.content_location, options.url);
    const std::string base = rebased(found->root, outer);
    h.language.offer(found->root.attribute("lang", Space::xml), 50);
    const std::string_view header = options.content_language;
    h.language.offer(std::string(utf8::trim(header.substr(0, header.find(',')))), 60);
    const bool wrapped = found->format == Format::rss || found->format == Format::rdf;
    std::string inner = base;
    if (wrapped && !utf8::equal_ignoring_case(found->root.name(), "channel")) {
        for (Element e = found->root.first(); e; e = e.next())
            if (utf8::equal_ignoring_case(e.name(), "channel")) read_head(h, e, inner = rebased(e, base));
    } else {
        read_head(h, found->root, base);
    }
    // Relative addresses in entries are meant for the site, unless xml:base or the transport says otherwise: the feed
    // itself may be served from somewhere else.
    const bool said = inner != outer || !options.content_location.empty();
    const auto site = Url::parse(h.link.value);
    read_entries(h, found->root, !said && site && site->is_web() ? site->href() : base, options);

    ParsedFeed& feed = h.feed;
    feed.title = std::move(h.title.value);
    feed.link = h.link.value.empty() ? std::string(options.url) : std::move(h.link.value);
    feed.description = std::move(h.description.value);
    feed.language = std::move(h.language.value);
    feed.copyright = std::move(h.copyright.value);
    feed.author = std::move(h.author.value);
    feed.id = std::move(h.id.value);
    feed.image = std::move(h.image.value);
    feed.updated = h.updated.value;
    if (!feed.ttl_minutes && h.period_minutes > 0) feed.ttl_minutes = std::max(1, h.period_minutes / h.frequency);
    inherit(feed);
    return std::move(h.feed);
}

}  // namespace octavo::feed
