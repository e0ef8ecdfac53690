// OPML: outlines in outlines. One with an xmlUrl is a feed, one with a url of another list is that list, one with only
// an htmlUrl is a site whose feed somebody might find, and one that holds others is a folder.
//
//   <outline text="News"><outline text="Tram" xmlUrl="https://e.org/feed" category="/city/trams,rails"/></outline>
//      -> Tram, in the folders News and city/trams, tagged rails
// FOAF documents (planets' member lists) are read too, in opml_foaf.cpp.
// Checked by tests/feed/opml_test.cpp and fuzz/opml.cpp.
#include "feed/opml.hpp"

#include "base/dates.hpp"
#include "base/utf8.hpp"
#include "feed/fields.hpp"
#include "feed/opml_foaf.hpp"
#include "markup/encoding.hpp"

namespace octavo::feed {
namespace {

using xml::Element;

constexpr std::size_t max_bytes = 32u << 20;
constexpr std::size_t max_outlines = 100'000;
constexpr std::size_t max_paths = 64;  // per feed

using Path = std::vector<std::string>;

std::string attribute(Element e, std::string_view name) { return utf8::squeeze(e.attribute(name)); }

std::vector<std::string> parts(std::string_view text, char separator) {
    std::vector<std::string> out;
    while (!text.empty() && out.size() < max_paths) {
        const auto end = std::min(text.find(separator), text.size());
        if (auto part = utf8::squeeze(text.substr(0, end)); !part.empty()) out.push_back(std::move(part));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

void add_path(OpmlFeed& feed, Path path) {
    if (path.empty() || feed.category.size() >= max_paths ||
        std::ranges::find(feed.category, path) != feed.category.end())
        return;
    if (path.size() == 1) add_unique(feed.tags, path.front());
    feed.category.push_back(std::move(path));
}

class Reader {
  public:
    explicit Reader(Opml& out) : out_(out) {}

    void outlines(Element parent, const Path& folders) {
        for (Element e = parent.first(); e; e = e.next())
            if (utf8::equal_ignoring_case(e.name(), "outline")) outline(e, folders);
    }

  private:
    void outline(Element e, const Path& folders) {
        if (++count_ > max_outlines) return;
        OpmlFeed item;
        item.title = attribute(e, "title");
        if (const std::string text = attribute(e, "text"); !text.empty()) item.title = text;
        item.url = attribute(e, "xmlUrl");
        item.site = attribute(e, "htmlUrl");
        item.description = attribute(e, "description");
        add_path(item, folders);
        // "Comma-separated, slash-delimited": a slash makes a path, its absence a tag.
        for (const std::string& category : parts(e.attribute("category"), ','))
            add_path(item, category.starts_with('/') ? parts(category, '/') : Path{category});
        place(std::move(item), e, utf8::lower(attribute(e, "type")));
        if (!e.has_elements()) return;
        Path inner = folders;
        std::string name = attribute(e, "text");
        if (name.empty()) name = attribute(e, "title");
        if (!name.empty() && inner.size() < 32 && attribute(e, "xmlUrl").empty()) inner.push_back(std::move(name));
        outlines(e, inner);
    }

    void place(OpmlFeed item, Element e, const std::string& type) {
        if (!item.url.empty()) return add(type == "source" ? out_.lists : out_.feeds, std::move(item));
        item.url = attribute(e, "url");
        const bool list = type == "link" || type == "include";
        if (!item.url.empty() && list) return add(out_.lists, std::move(item));
        if (!item.url.empty() && (type == "rss" || type == "atom")) return add(out_.feeds, std::move(item));
        if (!item.site.empty()) {
            item.url = item.site;
            add(out_.opportunities, std::move(item));
        }
    }

    // A feed named twice is one feed in two folders.
    void add(std::vector<OpmlFeed>& list, OpmlFeed item) {
        const auto key = std::pair{&list, item.url};
        if (const auto known = where_.find(key); known != where_.end()) {
            OpmlFeed& first = list[known->second];
            for (Path& path : item.category) add_path(first, std::move(path));
            if (first.title.empty()) first.title = item.title;
            if (first.site.empty()) first.site = item.site;
            return;
        }
        where_.emplace(key, list.size());
        list.push_back(std::move(item));
    }

    Opml& out_;
    std::size_t count_ = 0;
    std::map<std::pair<const std::vector<OpmlFeed>*, std::string>, std::size_t> where_;
};

void read_head(Opml& out, Element head) {
    for (Element e = head.first(); e; e = e.next()) {
        if (utf8::equal_ignoring_case(e.name(), "title") && out.title.empty()) out.title = utf8::squeeze(e.text());
        const bool date =
            utf8::equal_ignoring_case(e.name(), "dateCreated") || utf8::equal_ignoring_case(e.name(), "dateModified");
        if (date && !utf8::trim(e.text()).empty() && !parse_date(e.text())) out.malformed = true;
    }
}

}  // namespace

Result<Opml> parse_opml(std::string_view bytes) {
    if (bytes.size() > max_bytes) return fail(Fault::too_big, fmt::format("OPML: more than {} bytes", max_bytes));
    const xml::Document document = TRY(xml::Document::parse(markup::decode_xml(bytes, {}).text));
    if (!document.root()) return fail(Fault::malformed, "OPML: no element in it, so it is no XML");
    Opml out;
    out.malformed = document.mended() > 0 || document.cut();
    Reader reader(out);
    bool known = false;
    for (Element root = document.root(); root; root = root.next()) {
        if (utf8::equal_ignoring_case(root.name(), "rdf")) {
            known = true;
            read_foaf(out, root);
        }
        if (!utf8::equal_ignoring_case(root.name(), "opml")) continue;
        known = true;
        reader.outlines(root, {});
        for (Element part = root.first(); part; part = part.next()) {
            if (utf8::equal_ignoring_case(part.name(), "head")) read_head(out, part);
            if (utf8::equal_ignoring_case(part.name(), "body")) reader.outlines(part, {});
        }
    }
    if (!known)
        return fail(Fault::malformed,
                    fmt::format("OPML: the document is a <{}>", utf8::cut(document.root().name(), 40)));
    return out;
}

namespace {

struct Folder {
    std::vector<const OpmlFeed*> feeds;
    std::map<std::string, Folder> folders;
};

void attribute(std::string& out, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    out += fmt::format(" {}=\"", name);
    xml::append_escaped(out, value);
    out += '"';
}

void write_feed(std::string& out, const OpmlFeed& feed, const std::string& indent) {
    std::string categories;
    for (const Path& path : std::span(feed.category).subspan(feed.category.empty() ? 0 : 1)) {
        if (!categories.empty()) categories += ',';
        if (path.size() == 1)
            categories += path.front();
        else
            for (const std::string& folder : path) categories += "/" + folder;
    }
    out += indent + "<outline type=\"rss\"";
    attribute(out, "text", feed.title.empty() ? feed.url : feed.title);
    attribute(out, "title", feed.title);
    attribute(out, "xmlUrl", feed.url);
    attribute(out, "htmlUrl", feed.site);
    attribute(out, "description", feed.description);
    attribute(out, "category", categories);
    out += "/>\n";
}

void write_folder(std::string& out, const Folder& folder, const std::string& indent) {
    for (const OpmlFeed* feed : folder.feeds) write_feed(out, *feed, indent);
    for (const auto& [name, inner] : folder.folders) {
        out += indent + "<outline";
        attribute(out, "text", name);
        out += ">\n";
        write_folder(out, inner, indent + "  ");
        out += indent + "</outline>\n";
    }
}

}  // namespace

// A feed stands in the folder of its first path; the others go into its category attribute.
std::string write_opml(const Opml& opml) {
    Folder top;
    for (const OpmlFeed& feed : opml.feeds) {
        Folder* folder = &top;
        if (!feed.category.empty())
            for (const std::string& name : feed.category.front()) folder = &folder->folders[name];
        folder->feeds.push_back(&feed);
    }
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head><title>";
    xml::append_escaped(out, opml.title);
    out += "</title></head>\n  <body>\n";
    write_folder(out, top, "    ");
    for (const OpmlFeed& list : opml.lists) {
        out += "    <outline type=\"include\"";
        attribute(out, "text", list.title.empty() ? list.url : list.title);
        attribute(out, "url", list.url);
        out += "/>\n";
    }
    for (const OpmlFeed& site : opml.opportunities) {
        out += "    <outline";
        attribute(out, "text", site.title.empty() ? site.url : site.title);
        attribute(out, "htmlUrl", site.url);
        out += "/>\n";
    }
    return out + "  </body>\n</opml>\n";
}

}  // namespace octavo::feed
