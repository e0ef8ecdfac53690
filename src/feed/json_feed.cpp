// JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/).
#include "base/dates.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "feed/fields.hpp"

namespace octavo::feed {
namespace {

// "authors" of 1.1, "author" of 1.0.
std::vector<std::string> authors_of(const Json& object) {
    std::vector<std::string> out;
    for (const Json& author : object["authors"].items())
        add_unique(out, utf8::squeeze(author.is_string() ? author.string() : author["name"].string()));
    if (out.empty()) add_unique(out, utf8::squeeze(object["author"]["name"].string()));
    if (out.empty()) add_unique(out, utf8::squeeze(object["author"].string()));
    return out;
}

std::string escaped(std::string_view text) {
    std::string out;
    xml::append_escaped(out, text);
    return out;
}

Entry read_item(const Json& item, const std::string& base) {
    Entry entry;
    entry.base = base;
    entry.id = item["id"].scalar().value_or("");
    entry.title = utf8::squeeze(item["title"].string());
    entry.link = resolve(item["url"].string(), base);
    if (entry.link.empty()) entry.link = resolve(item["external_url"].string(), base);
    if (entry.link.empty() && (entry.id.starts_with("http://") || entry.id.starts_with("https://")))
        entry.link = entry.id;
    entry.published = parse_date(item["date_published"].string());
    entry.updated = parse_date(item["date_modified"].string());
    entry.authors = authors_of(item);
    const std::string_view text = utf8::trim(item["content_text"].string());
    entry.summary = escaped(utf8::trim(item["summary"].string()));
    entry.content = std::string(utf8::trim(item["content_html"].string()));
    if (entry.title.empty()) {
        const std::string plain = utf8::excerpt(utf8::squeeze(utf8::cut(text, 4096)), 100);
        entry.title = !entry.summary.empty() ? title_from(entry.summary)
                      : !plain.empty()       ? plain
                                             : title_from(entry.content);
    }
    if (entry.content.empty()) entry.content = escaped(text);
    entry.image = resolve(item["image"].string(), base);
    if (entry.image.empty()) entry.image = resolve(item["banner_image"].string(), base);
    entry.language = item["language"].string();
    for (const Json& tag : item["tags"].items()) add_unique(entry.categories, utf8::squeeze(tag.string()));
    for (const Json& a : item["attachments"].items()) {
        if (entry.enclosures.size() >= 64) break;
        const std::string url = resolve(a["url"].string(), base);
        if (!url.empty())
            entry.enclosures.push_back({url, std::string(a["mime_type"].string()), a["size_in_bytes"].integer(-1),
                                        seconds_of(a["duration_in_seconds"].scalar().value_or(""))});
    }
    return entry;
}

}  // namespace

Result<ParsedFeed> parse_json(std::string_view text, const Options& options) {
    const Json root = TRY(Json::parse(text));
    const std::string_view version = root["version"].string();
    if (version.find("jsonfeed.org") == std::string_view::npos && !root["items"].is_array())
        return fail(Fault::malformed, "feed: JSON, but not JSON Feed (no version, no items)");
    const std::string base(options.content_location.empty() ? options.url : options.content_location);
    ParsedFeed feed;
    feed.format = Format::json;
    feed.title = utf8::squeeze(root["title"].string());
    feed.self = resolve(root["feed_url"].string(), base);
    feed.link = resolve(root["home_page_url"].string(), base);
    if (feed.link.empty()) feed.link = options.url.empty() ? feed.self : std::string(options.url);
    feed.description = escaped(utf8::trim(root["description"].string()));
    feed.language = root["language"].string();
    if (feed.language.empty())
        feed.language = utf8::trim(options.content_language.substr(0, options.content_language.find(',')));
    feed.id = feed.self;
    feed.image = resolve(root["icon"].string(), base);
    if (feed.image.empty()) feed.image = resolve(root["favicon"].string(), base);
    for (const Json& hub : root["hubs"].items())
        if (feed.hub.empty()) feed.hub = resolve(hub["url"].string(), base);
    if (feed.hub.empty()) feed.hub = resolve(root["hub"].string(), base);
    const auto authors = authors_of(root);
    // As in XML: relative addresses in entries are meant for the site.
    const std::string entries_base = options.content_location.empty() && !root["home_page_url"].string().empty()
                                         ? feed.link
                                         : (base.empty() ? feed.self : base);
    if (!authors.empty()) feed.author = authors.front();
    for (const Json& item : root["items"].items()) {
        if (!item.is_object()) continue;
        if (feed.entries.size() >= options.max_entries) {
            feed.cut = true;
            break;
        }
        Entry entry = read_item(item, entries_base);
        if (entry.authors.empty()) entry.authors = authors;
        if (entry.language.empty()) entry.language = feed.language;
        feed.entries.push_back(std::move(entry));
    }
    return feed;
}

}  // namespace octavo::feed
