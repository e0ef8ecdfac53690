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

}  // namespace

Result<ParsedFeed> parse(std::string_view bytes, const Options& options) {
    if (bytes.size() > options.max_bytes)
        return fail(Fault::too_big, fmt::format("feed: {} bytes, more than {}", bytes.size(), options.max_bytes));
    auto decoded = is_utf32(bytes) ? from_utf32(bytes) : markup::decode_xml(bytes, options.content_type);
    const std::string_view start = utf8::trim(decoded.text);
    if (start.empty()) return fail(Fault::malformed, "feed: empty document");
    ParsedFeed feed =
        start[0] == '{' ? TRY(parse_json(start, options)) : TRY(parse_xml(std::move(decoded.text), options));
    feed.encoding = std::move(decoded.encoding);
    return feed;
}

}  // namespace octavo::feed
