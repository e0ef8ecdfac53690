// From bytes to a feed: the encoding first, then the kind, then the words.
//
//   <rss><channel><title>Tram News</title><item><title>Tram opens</title>...      -> rss, one entry
//   {"version": "https://jsonfeed.org/version/1.1", "items": [...]}               -> json
//   <!doctype html>...                                                            -> malformed: an HTML page
// The kind is read off the document, never off the Content-Type, which says text/html as often as not.
// Who does what: xml.cpp reads tags, xml_tree.cpp makes elements of them; entry.cpp reads one entry, xml_feed.cpp the
// head, json_feed.cpp JSON Feed.
// Checked by tests/feed/feed_test.cpp and fuzz/feed.cpp.
#include "feed/feed.hpp"

#include "base/utf8.hpp"
#include "feed/fields.hpp"
#include "markup/encoding.hpp"

namespace octavo::feed {
namespace {

// UTF-32 is not in the Encoding standard; XML may come in it (appendix F), and a few old feeds do.
bool is_utf32(std::string_view bytes) {
    using namespace std::string_view_literals;
    for (const std::string_view start : {"\0\0\xFE\xFF"sv, "\xFF\xFE\0\0"sv, "\0\0\0<"sv, "<\0\0\0"sv})
        if (bytes.starts_with(start)) return true;
    return false;
}

markup::Decoded from_utf32(std::string_view bytes) {
    const bool big = bytes[0] == '\0';
    markup::Decoded out;
    out.encoding = big ? "utf-32be" : "utf-32le";
    for (std::size_t i = 0; i + 4 <= bytes.size(); i += 4) {
        char32_t c = 0;
        for (std::size_t k = 0; k < 4; ++k)
            c |= static_cast<char32_t>(static_cast<unsigned char>(bytes[i + (big ? 3 - k : k)])) << (8 * k);
        if (c != 0xFEFF) utf8::append(out.text, c);
    }
    return out;
}

// Whether the first element here is a feed's; comments and processing instructions are passed over.
bool is_feed_here(std::string_view rest) {
    for (rest = utf8::trim(rest); rest.starts_with("<!--") || rest.starts_with("<?"); rest = utf8::trim(rest)) {
        const std::string_view close = rest[1] == '?' ? "?>" : "-->";
        const auto closed = rest.find(close);
        if (closed == std::string_view::npos) return false;
        rest.remove_prefix(closed + close.size());
    }
    constexpr std::string_view roots[] = {"<rss", "<feed", "<rdf:rdf", "<atom:feed", "<channel"};
    return std::ranges::any_of(roots, [&](std::string_view root) {
        return rest.size() > root.size() && utf8::equal_ignoring_case(rest.substr(0, root.size()), root) &&
               (rest[root.size()] == '>' || utf8::trim(rest.substr(root.size(), 1)).empty());
    });
}

// Where the feed begins in a document that begins with something else: a warning of PHP, a line of a template.
//   <br /><b>Warning</b>: Undefined variable ...
//   <?xml version="1.0" encoding="windows-1252"?><rss version="2.0">...
// XML 1.0, section 2.8: the declaration stands first; who looks for it only there reads neither feed nor encoding. A
// page that shows XML to its readers stays a page. 0: at its beginning.
std::size_t begin_of_feed(std::string_view bytes) {
    constexpr std::size_t far_enough = 64u << 10;
    const std::string_view head = bytes.substr(0, far_enough);
    const auto at = head.find("<?xml ");
    if (at == std::string_view::npos) return 0;
    std::string_view before = utf8::trim(head.substr(0, at));
    while (before.starts_with("\xEF\xBB\xBF")) before = utf8::trim(before.substr(3));
    if (before.empty()) return 0;
    // A warning is text with a few harmless tags; whatever else stands there makes it a page, a program or a
    // document that shows a feed to its readers.
    if (before[0] == '{' || before[0] == '[' || before[0] == '#' || before.find("```") != std::string_view::npos)
        return 0;
    for (auto open = before.find('<'); open != std::string_view::npos; open = before.find('<', open + 1)) {
        std::string_view tag = before.substr(open + 1);
        if (tag.starts_with('/')) tag.remove_prefix(1);
        const std::string name = utf8::lower(tag.substr(0, std::min(tag.find_first_of(" />\n"), tag.size())));
        constexpr std::string_view harmless[] = {"br",   "b",     "i", "p",   "strong", "em",
                                                 "font", "small", "a", "img", "div",    "?php"};
        if (std::ranges::find(harmless, name) == std::end(harmless)) return 0;
    }
    return !is_feed_here(head) && is_feed_here(head.substr(at)) ? at : 0;
}

}  // namespace

Result<ParsedFeed> parse(std::string_view bytes, const Options& options) {
    if (bytes.size() > options.max_bytes)
        return fail(Fault::too_big, fmt::format("feed: {} bytes, more than {}", bytes.size(), options.max_bytes));
    bytes.remove_prefix(begin_of_feed(bytes));
    auto decoded = is_utf32(bytes) ? from_utf32(bytes) : markup::decode_xml(bytes, options.content_type);
    const std::string_view start = utf8::trim(decoded.text);
    if (start.empty()) return fail(Fault::malformed, "feed: empty document");
    ParsedFeed feed =
        start[0] == '{' ? TRY(parse_json(start, options)) : TRY(parse_xml(std::move(decoded.text), options));
    feed.encoding = std::move(decoded.encoding);
    return feed;
}

}  // namespace octavo::feed
