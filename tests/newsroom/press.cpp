#include "newsroom/press.hpp"

#include <libdeflate.h>

#include "base/json.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"

namespace octavo::newsroom {
namespace {

std::string escape(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 16);
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
        }
    }
    return out;
}

void put_number(std::string& out, std::uint32_t number) {
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(number >> shift & 0xff);
}

void put_chunk(std::string& out, std::string_view type, std::string_view data) {
    put_number(out, static_cast<std::uint32_t>(data.size()));
    std::string body(type);
    body += data;
    out += body;
    put_number(out, libdeflate_crc32(0, body.data(), body.size()));
}

struct Free {
    void operator()(libdeflate_compressor* it) const { libdeflate_free_compressor(it); }
    void operator()(libdeflate_decompressor* it) const { libdeflate_free_decompressor(it); }
};

}  // namespace

std::string print_page(const Article& article, std::string_view site) {
    const std::string title = escape(article.title), url = escape(article.url), name = escape(site);
    const std::string date = article.published ? to_iso(*article.published) : "";
    JsonWriter about;
    about.object()
        .field("@context", "https://schema.org")
        .field("@type", "NewsArticle")
        .field("headline", article.title);
    about.field("url", article.url);
    if (!date.empty()) about.field("datePublished", date);
    about.key("publisher").object().field("@type", "Organization").field("name", site).end().end();

    std::string out = fmt::format(
        "<!doctype html>\n<html lang=\"{0}\"><head><meta charset=\"utf-8\"><title>{1} | {2}</title>\n"
        "<link rel=\"canonical\" href=\"{3}\"><meta property=\"og:title\" content=\"{1}\">"
        "<meta property=\"og:type\" content=\"article\"><meta property=\"og:site_name\" content=\"{2}\">"
        "<meta property=\"og:image\" content=\"/picture.png\">\n"
        "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"{2}\" href=\"/feed.xml\">\n"
        "<script type=\"application/ld+json\">{4}</script></head>\n<body>"
        "<header><nav><ul><li><a href=\"/\">{2}</a></li><li><a href=\"/world\">World</a></li>"
        "<li><a href=\"/sport\">Sport</a></li><li><a href=\"/subscribe\">Subscribe</a></li></ul></nav></header>\n"
        "<main><article><h1>{1}</h1>\n",
        article.language.empty() ? "en" : escape(article.language), title, name, url, about.text());
    if (!date.empty()) out += fmt::format("<p class=\"date\"><time datetime=\"{0}\">{0}</time></p>\n", date);
    out += "<figure><img src=\"/picture.png\" alt=\"\" width=\"64\" height=\"48\"></figure>\n";
    std::string_view rest = article.text;
    while (!rest.empty()) {
        const auto end = rest.find("\n\n");
        const std::string_view paragraph = utf8::trim(rest.substr(0, end));
        if (!paragraph.empty()) out += "<p>" + escape(paragraph) + "</p>\n";
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 2);
    }
    out +=
        "</article></main>\n<aside><h2>More</h2><ul><li><a href=\"/feed.xml\">Feed</a></li>"
        "<li><a href=\"/newsletter\">Newsletter</a></li></ul></aside>\n"
        "<footer><p><a href=\"/imprint\">Imprint</a> <a href=\"/privacy\">Privacy</a></p></footer></body></html>\n";
    return out;
}

std::string print_feed(std::string_view origin, std::string_view title, std::span<const Listing* const> items,
                       std::string_view next) {
    std::string out = fmt::format(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" "
        "xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel>"
        "<title>{0}</title><link>{1}/</link><description>The news of {0}</description>"
        "<atom:link rel=\"self\" href=\"{1}/feed.xml\"/>\n",
        escape(title), escape(origin));
    if (!next.empty()) out += fmt::format("<atom:link rel=\"next\" href=\"{}{}\"/>\n", escape(origin), escape(next));
    for (const Listing* item : items) {
        const std::string url = escape(item->url);
        out += fmt::format("<item><title>{}</title><link>{}</link><guid>{}</guid>", escape(item->title), url, url);
        if (item->published) out += fmt::format("<pubDate>{}</pubDate>", to_rfc822(*item->published));
        if (!item->summary.empty()) out += fmt::format("<description>{}</description>", escape(item->summary));
        out += "</item>\n";
    }
    return out + "</channel></rss>\n";
}

std::string print_sitemap(std::span<const Listing* const> items) {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
    for (const Listing* item : items.first(std::min<std::size_t>(items.size(), 50'000))) {
        out += fmt::format("<url><loc>{}</loc>", escape(item->url));
        if (item->published) out += fmt::format("<lastmod>{}</lastmod>", to_iso(*item->published));
        out += "</url>\n";
    }
    return out + "</urlset>\n";
}

std::string print_opml(std::span<const ListedSite> sites) {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<opml "
        "version=\"2.0\"><head><title>Newsroom</title></head><body>\n";
    for (const ListedSite& site : sites) {
        const std::string origin = escape(site.origin), title = escape(site.title);
        out +=
            fmt::format("<outline type=\"rss\" text=\"{0}\" title=\"{0}\" xmlUrl=\"{1}/feed.xml\" htmlUrl=\"{1}/\"/>\n",
                        title, origin);
    }
    return out + "</body></opml>\n";
}

std::string print_picture(std::uint64_t seed) {
    constexpr std::uint32_t width = 64, height = 48;
    std::string rows;
    for (std::uint32_t y = 0; y < height; ++y) {
        rows += '\0';  // no filter
        for (std::uint32_t x = 0; x < width; ++x)
            for (const unsigned shift : {0u, 8u, 16u}) rows += static_cast<char>((seed >> shift) + (x + y) / 8 * 9);
    }
    const std::unique_ptr<libdeflate_compressor, Free> compressor(libdeflate_alloc_compressor(6));
    std::string packed(libdeflate_zlib_compress_bound(compressor.get(), rows.size()), '\0');
    packed.resize(libdeflate_zlib_compress(compressor.get(), rows.data(), rows.size(), packed.data(), packed.size()));

    std::string header;
    put_number(header, width);
    put_number(header, height);
    header += std::string_view("\x08\x02\x00\x00\x00", 5);  // 8 bits, RGB
    std::string out = "\x89PNG\r\n\x1a\n";
    put_chunk(out, "IHDR", header);
    put_chunk(out, "IDAT", packed);
    put_chunk(out, "IEND", {});
    return out;
}

std::string gzip(std::string_view bytes, int level) {
    const std::unique_ptr<libdeflate_compressor, Free> compressor(libdeflate_alloc_compressor(level));
    std::string out(libdeflate_gzip_compress_bound(compressor.get(), bytes.size()), '\0');
    out.resize(libdeflate_gzip_compress(compressor.get(), bytes.data(), bytes.size(), out.data(), out.size()));
    out.shrink_to_fit();
    return out;
}

std::string gunzip(std::string_view bytes) {
    const std::unique_ptr<libdeflate_decompressor, Free> decompressor(libdeflate_alloc_decompressor());
    std::string out(std::max<std::size_t>(bytes.size() * 8, 4096), '\0');
    for (; out.size() < (256u << 20); out.resize(out.size() * 2)) {
        std::size_t made = 0;
        const auto result =
            libdeflate_gzip_decompress(decompressor.get(), bytes.data(), bytes.size(), out.data(), out.size(), &made);
        if (result == LIBDEFLATE_INSUFFICIENT_SPACE) continue;
        out.resize(result == LIBDEFLATE_SUCCESS ? made : 0);
        return out;
    }
    return {};
}

}  // namespace octavo::newsroom
