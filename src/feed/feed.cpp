// From bytes to a feed: the encoding first, then the kind, then the words.
//
//   <rss><channel><title>Tram News</title><item><title>Tram opens</title>...      -> rss, one entry
//   {"version": "https://jsonfeed.org/version/1.1", "items": [...]}               -> json
//   <!doctype html>...                                                            -> malformed: an HTML page
// The kind is read off the document, never off the Content-Type, which says text/html as often as not.
// Who does what: xml.cpp reads tags, entry.cpp one entry, xml_feed.cpp the head, json_feed.cpp JSON Feed.
// Checked by tests/feed/feed_test.cpp and fuzz/feed.cpp.
#include "feed/feed.hpp"

#include "base/utf8.hpp"
#include "feed/fields.hpp"
#include "markup/encoding.hpp"

namespace octavo::feed {

Result<ParsedFeed> parse(std::string_view bytes, const Options& options) {
    if (bytes.size() > options.max_bytes)
        return fail(Fault::too_big, fmt::format("feed: {} bytes, more than {}", bytes.size(), options.max_bytes));
    auto decoded = markup::decode_xml(bytes, options.content_type);
    const std::string_view start = utf8::trim(decoded.text);
    if (start.empty()) return fail(Fault::malformed, "feed: empty document");
    ParsedFeed feed = start[0] == '{' ? TRY(parse_json(start, options)) : TRY(parse_xml(std::move(decoded.text), options));
    feed.encoding = std::move(decoded.encoding);
    return feed;
}

}  // namespace octavo::feed
