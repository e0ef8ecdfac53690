// Sitemaps by their local names, whatever namespace they claim: half of them misspell it.
//
//   <urlset><url><loc>https://e.org/a</loc><news:news>...</news:news></url></urlset>     pages, some of them news
//   <sitemapindex><sitemap><loc>https://e.org/1.xml.gz</loc></sitemap></sitemapindex>    more sitemaps
//   https://e.org/a                                                                      text: one address a line
//   <rss>, <feed>                                                                        a feed used as a sitemap
// Checked by tests/feed/sitemap_test.cpp and fuzz/sitemap.cpp.
#include "feed/sitemap.hpp"

#include <zlib.h>

#include "base/dates.hpp"
#include "base/utf8.hpp"
#include "feed/feed.hpp"
#include "feed/fields.hpp"
#include "markup/encoding.hpp"

namespace octavo::feed {
namespace {

using xml::Element;
using xml::Space;

constexpr std::size_t max_locs = 50'000;         // the protocol's own limit
constexpr std::size_t max_unpacked = 64u << 20;  // it says 50 MB

bool local(Element e, std::string_view name) { return utf8::equal_ignoring_case(e.name(), name); }

Element child(Element parent, std::string_view name) {
    for (Element e = parent.first(); e; e = e.next())
        if (local(e, name)) return e;
    return {};
}

Result<std::string> gunzip(std::string_view packed) {
    z_stream z{};
    if (inflateInit2(&z, 15 + 16) != Z_OK) return fail(Fault::too_big, "sitemap: no memory to unpack");
    struct Closer {
        z_stream* z;
        ~Closer() { inflateEnd(z); }
    } closer{&z};
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    z.avail_in = static_cast<uInt>(packed.size());
    std::string out;
    for (;;) {
        const std::size_t had = out.size();
        out.resize(had + 256 * 1024);
        z.next_out = reinterpret_cast<Bytef*>(out.data() + had);
        z.avail_out = static_cast<uInt>(out.size() - had);
        const int status = inflate(&z, Z_NO_FLUSH);
        out.resize(out.size() - z.avail_out);
        if (status == Z_STREAM_END) return out;
        // A cut file is read as far as it goes.
        if (status != Z_OK) return out.empty() ? Result<std::string>(fail(Fault::malformed, "sitemap: bad gzip")) : out;
        if (out.size() > max_unpacked)
            return fail(Fault::too_big, fmt::format("sitemap: more than {} bytes unpacked", max_unpacked));
    }
}

void read_news(Sitemap& out, Element news, const std::string& loc) {
    NewsUrl item;
    item.loc = loc;
    item.title = line_of(child(news, "title"));
    const Element publication = child(news, "publication");
    item.publication = line_of(child(publication, "name"));
    item.language = line_of(child(publication, "language"));
    item.published = parse_date(child(news, "publication_date").text());
    out.news.push_back(std::move(item));
}

void read_url(Sitemap& out, Element url, std::string_view base) {
    if (out.locs.size() >= max_locs) return;
    const std::string loc = resolve(child(url, "loc").text(), base);
    if (loc.empty()) return;
    for (Element e = url.first(); e; e = e.next())
        if (local(e, "news") && e.space() != Space::none) {
            read_news(out, e, loc);
            break;
        }
    out.locs.push_back(loc);
    out.modified.push_back(parse_date(child(url, "lastmod").text()));
}

void read_index(Sitemap& out, Element sitemap, std::string_view base) {
    if (out.sitemaps.size() >= max_locs) return;
    const Element loc = child(sitemap, "loc");
    if (!loc && sitemap.has_elements()) return;
    std::string address = resolve(loc ? loc.text() : sitemap.text(), base);
    if (address.empty()) return;
    out.sitemaps.push_back(std::move(address));
    out.sitemaps_modified.push_back(parse_date(child(sitemap, "lastmod").text()));
}

Result<Sitemap> read_lines(std::string_view text, std::string_view base) {
    Sitemap out;
    while (!text.empty() && out.locs.size() < max_locs) {
        const auto end = std::min(text.find_first_of("\r\n"), text.size());
        const std::string_view line = utf8::trim(text.substr(0, end));
        if (line.starts_with("http://") || line.starts_with("https://")) out.locs.push_back(resolve(line, base));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (out.locs.empty()) return fail(Fault::malformed, "sitemap: neither XML nor a list of addresses");
    out.modified.resize(out.locs.size());
    return out;
}

}  // namespace

Result<Sitemap> parse_sitemap(std::string_view bytes, std::string_view url) {
    std::string unpacked;
    if (bytes.starts_with("\x1F\x8B")) bytes = unpacked = TRY(gunzip(bytes));
    if (bytes.size() > max_unpacked)
        return fail(Fault::too_big, fmt::format("sitemap: more than {} bytes", max_unpacked));
    std::string text = markup::decode_xml(bytes, {}).text;
    if (!utf8::trim(text).starts_with('<')) return read_lines(text, url);
    const std::string kept = text;
    const xml::Document document = TRY(xml::Document::parse(std::move(text)));
    Sitemap out;
    bool found = false;
    for (Element root = document.root(); root; root = root.next()) {
        if (local(root, "rss") || local(root, "feed") || local(root, "rdf")) {
            const ParsedFeed feed = TRY(parse(kept, {.url = url, .content_type = "application/xml; charset=utf-8"}));
            for (const Entry& entry : feed.entries)
                if (!entry.link.empty()) {
                    out.locs.push_back(entry.link);
                    out.modified.push_back(entry.updated ? entry.updated : entry.published);
                }
            return out;
        }
        found |= local(root, "urlset") || local(root, "sitemapindex");
        for (Element e = root.first(); e; e = e.next()) {
            if (local(e, "url"))
                read_url(out, e, url);
            else if (local(e, "sitemap"))
                read_index(out, e, url);
        }
    }
    if (!found && out.locs.empty() && out.sitemaps.empty())
        return fail(Fault::malformed,
                    fmt::format("sitemap: the document is a <{}>", utf8::cut(document.root().name(), 40)));
    return out;
}

}  // namespace octavo::feed
