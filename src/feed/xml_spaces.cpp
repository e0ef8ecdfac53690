// Which namespace a feed means. The standard says: the one whose address is declared, character by character. Feeds say
// "http://search.yahoo.com/mrss", with a slash or without, and use prefixes they never declare; readers follow the
// intention, and so do we.
#include <optional>

#include "base/utf8.hpp"
#include "feed/xml_tree.hpp"

namespace octavo::feed::xml {

namespace {

// As the standards write them: what most feeds declare.
std::optional<Space> exact(std::string_view address) {
    static constexpr std::pair<std::string_view, Space> known[] = {
        {"http://www.w3.org/2005/Atom", Space::atom},
        {"http://purl.org/dc/elements/1.1/", Space::dc},
        {"http://purl.org/dc/terms/", Space::dcterms},
        {"http://purl.org/rss/1.0/modules/content/", Space::content},
        {"http://purl.org/rss/1.0/modules/syndication/", Space::syndication},
        {"http://purl.org/rss/1.0/modules/slash/", Space::other},
        {"http://wellformedweb.org/CommentAPI/", Space::other},
        {"http://search.yahoo.com/mrss/", Space::media},
        {"http://www.itunes.com/dtds/podcast-1.0.dtd", Space::itunes},
        {"http://www.w3.org/1999/xhtml", Space::xhtml},
        {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", Space::rdf},
        {"http://purl.org/rss/1.0/", Space::none},
        {"http://rssnamespace.org/feedburner/ext/1.0", Space::feedburner},
        {"http://www.google.com/schemas/sitemap-news/0.9", Space::news},
        {"http://www.georss.org/georss", Space::georss},
        {"http://purl.org/syndication/thread/1.0", Space::other},
        {"http://schemas.google.com/g/2005", Space::other}};
    for (const auto& [name, value] : known)
        if (name == address) return value;
    return std::nullopt;
}

}  // namespace

// Declared addresses are compared by what makes them unmistakable: feeds misspell the rest.
Space space_of_address(std::string_view address) {
    if (const auto known = exact(address)) return *known;
    const std::string a = utf8::lower(utf8::trim(address));
    const auto has = [&](std::string_view part) { return a.find(part) != std::string::npos; };
    if (has("purl.org/rss/1.0/modules/content")) return Space::content;
    if (has("purl.org/rss/1.0/modules/syndication")) return Space::syndication;
    if (has("purl.org/rss/1.0/modules")) return Space::other;
    if (has("purl.org/rss") || has("netscape.com") || has("userland.com") || has("blogs.law.harvard.edu/tech/rss"))
        return Space::none;
    if (has("w3.org/2005/atom")) return Space::atom;
    if (has("purl.org/atom/ns")) return Space::atom;
    if (has("22-rdf-syntax-ns")) return Space::rdf;
    if (has("purl.org/dc/elements")) return Space::dc;
    if (has("purl.org/dc/terms")) return Space::dcterms;
    if (has("search.yahoo.com/mrss") || has("media-rss")) return Space::media;
    if (has("podcast-1.0.dtd")) return Space::itunes;
    if (has("w3.org/1999/xhtml")) return Space::xhtml;
    if (has("feedburner")) return Space::feedburner;
    if (has("sitemap-news")) return Space::news;
    if (has("google.com/schemas/play-podcasts")) return Space::googleplay;
    if (has("xmlns.com/foaf")) return Space::foaf;
    if (has("blogs.yandex.ru/schema/foaf")) return Space::yandex;
    if (has("podcastindex.org/namespace") || has("podcast-namespace")) return Space::podcast;
    if (has("georss.org/georss")) return Space::georss;
    if (has("w3.org/2003/01/geo")) return Space::geo;
    if (has("opengis.net/gml")) return Space::gml;
    return Space::other;
}

// Prefixes nobody declared mean what they mean everywhere else.
Space space_of_prefix(std::string_view prefix) {
    static constexpr std::pair<std::string_view, Space> known[] = {{"xml", Space::xml},
                                                                   {"atom", Space::atom},
                                                                   {"a10", Space::atom},
                                                                   {"rdf", Space::rdf},
                                                                   {"rss", Space::none},
                                                                   {"content", Space::content},
                                                                   {"dc", Space::dc},
                                                                   {"dcterms", Space::dcterms},
                                                                   {"media", Space::media},
                                                                   {"itunes", Space::itunes},
                                                                   {"sy", Space::syndication},
                                                                   {"xhtml", Space::xhtml},
                                                                   {"feedburner", Space::feedburner},
                                                                   {"news", Space::news},
                                                                   {"googleplay", Space::googleplay},
                                                                   {"foaf", Space::foaf},
                                                                   {"ya", Space::yandex},
                                                                   {"podcast", Space::podcast},
                                                                   {"georss", Space::georss},
                                                                   {"geo", Space::geo},
                                                                   {"gml", Space::gml}};
    for (const auto& [name, value] : known)
        if (utf8::equal_ignoring_case(name, prefix)) return value;
    return Space::other;
}

}  // namespace octavo::feed::xml
