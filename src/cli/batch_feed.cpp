#include "cli/batch_feed.hpp"

#include <openssl/sha.h>

#include "base/dates.hpp"
#include "base/time.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "cli/batch_input.hpp"
#include "feed/feed.hpp"
#include "feed/opml.hpp"
#include "feed/robots.hpp"
#include "feed/sitemap.hpp"
#include "feed/warc.hpp"
#include "markup/safe_html.hpp"

namespace octavo::cli {
namespace {

void date(JsonWriter& out, std::string_view name, const std::optional<Instant>& instant) {
    if (instant) out.field(name, to_iso(*instant));
}
void text(JsonWriter& out, std::string_view name, std::string_view value) {
    if (!value.empty()) out.field(name, value);
}

// A response header of the request, by its name without case.
std::string_view header(const Json& request, std::string_view name) {
    for (const auto& [key, value] : request["headers"].members())
        if (utf8::equal_ignoring_case(key, name)) return value.string();
    return {};
}

// A line of text as the feed's format means it: HTML text in XML formats, where titles carry markup; plain in JSON
// Feed.
std::string line(const std::string& plain, feed::Format format) {
    return format == feed::Format::json ? plain : markup::escape(plain).text();
}

void entry(JsonWriter& out, const feed::Entry& e, feed::Format format) {
    out.object();
    text(out, "id", e.id);
    out.field("title", line(e.title, format));
    text(out, "link", e.link);
    date(out, "published", e.published);
    date(out, "updated", e.updated);
    if (!e.authors.empty()) out.field("author", e.authors.front());
    // What a list of entries shows: the summary, else the content.
    const std::string content = markup::sanitize(e.content, e.base).text();
    out.field("summary", e.summary.empty() ? content : markup::sanitize(e.summary, e.base).text());
    if (!e.content.empty()) out.field("content", content);
    text(out, "image", e.image);
    text(out, "language", e.language);
    out.strings("categories", e.categories);
    out.key("enclosures").array();
    for (const feed::Enclosure& enclosure : e.enclosures) {
        out.object().field("url", enclosure.url).field("type", enclosure.type);
        if (enclosure.length >= 0) out.field("length", std::to_string(enclosure.length));
        if (enclosure.seconds >= 0) out.field("seconds", enclosure.seconds);
        out.end();
    }
    out.end();
    for (const auto& [name, number] :
         {std::pair{"seconds", e.seconds}, std::pair{"season", e.season}, std::pair{"episode", e.episode}})
        if (number >= 0) out.field(name, number);
    text(out, "chapters", e.chapters);
    if (!e.transcripts.empty()) out.key("transcripts").array();
    for (const feed::Transcript& t : e.transcripts)
        out.object().field("url", t.url).field("type", t.type).field("language", t.language).end();
    if (!e.transcripts.empty()) out.end();
    if (e.place) out.key("place").object().field("lat", e.place->latitude).field("lon", e.place->longitude).end();
    out.end();
}

std::string_view name_of(feed::Format format) {
    switch (format) {
        case feed::Format::rss:
            return "rss";
        case feed::Format::atom:
            return "atom";
        case feed::Format::rdf:
            return "rdf";
        case feed::Format::json:
            return "json";
        case feed::Format::cdf:
            return "cdf";
    }
    std::unreachable();
}

}  // namespace

// A file that is no feed is an answer (ok: false, why), not an error.
Result<> answer_feed(const Json& request, JsonWriter& out) {
    const std::string bytes = TRY(read_input_file(request["file"].string()));
    const auto parsed = feed::parse(bytes, {.url = request["url"].string(),
                                            .content_type = header(request, "content-type"),
                                            .content_location = header(request, "content-location"),
                                            .content_language = header(request, "content-language")});
    out.field("ok", parsed.has_value());
    if (!parsed) {
        out.field("why", parsed.error().detail);
        return {};
    }
    out.field("encoding", parsed->encoding).field("format", name_of(parsed->format));
    out.key("feed").object();
    out.field("title", line(parsed->title, parsed->format));
    text(out, "link", parsed->link);
    out.field("description", markup::sanitize(parsed->description, parsed->link).text());
    text(out, "language", parsed->language);
    out.field("copyright", line(parsed->copyright, parsed->format));
    text(out, "author", parsed->author);
    text(out, "id", parsed->id);
    text(out, "image", parsed->image);
    text(out, "hub", parsed->hub);
    date(out, "updated", parsed->updated);
    out.strings("categories", parsed->categories).end();
    out.key("entries").array();
    for (const feed::Entry& e : parsed->entries) entry(out, e, parsed->format);
    out.end();
    if (parsed->cut) out.field("cut", true);
    return {};
}

Result<> answer_date(const Json& request, JsonWriter& out) {
    const auto instant = parse_date(request["in"].string());
    out.key("out");
    if (instant)
        out.value(to_iso(*instant));
    else
        out.null();
    return {};
}

Result<> answer_url(const Json& request, JsonWriter& out) {
    const std::string_view kind = request["kind"].string("parse");
    if (kind != "parse" && kind != "resolve" && kind != "normalize" && kind != "strip-trackers")
        return fail(Fault::usage, fmt::format("kind: \"{}\" is not parse, normalize, resolve or strip-trackers", kind));
    std::optional<Url> url;
    if (request["base"].is_string()) {
        if (const auto base = Url::parse(request["base"].string())) url = Url::parse(request["input"].string(), *base);
    } else {
        url = kind == "normalize" ? Url::parse_typed(request["input"].string()) : Url::parse(request["input"].string());
    }
    out.key("href");
    if (!url)
        out.null();
    else
        out.value(kind == "normalize"        ? normalize(*url)
                  : kind == "strip-trackers" ? strip_trackers(*url)
                                             : url->href());
    return {};
}

Result<> answer_robots(const Json& request, JsonWriter& out) {
    const auto robots =
        feed::Robots::parse(request["robots"].is_string() ? std::string(request["robots"].string())
                                                          : TRY(read_input_file(request["file"].string())));
    const std::string_view agent = request["agent"].string();
    if (request["url"].is_string()) out.field("allowed", robots.allowed_url(agent, request["url"].string()));
    const auto delay = robots.crawl_delay(agent);
    out.field("crawl_delay", delay);
    out.strings("sitemaps", robots.sitemaps());
    return {};
}

Result<> answer_sitemap(const Json& request, JsonWriter& out) {
    const std::string bytes = TRY(read_input_file(request["file"].string()));
    const feed::Sitemap sitemap = TRY(feed::parse_sitemap(bytes, request["url"].string()));
    out.strings("locs", sitemap.locs);
    out.key("news").array();
    for (const feed::NewsUrl& news : sitemap.news) {
        out.object().field("loc", news.loc).field("title", news.title).field("language", news.language);
        date(out, "published", news.published);
        out.end();
    }
    out.end().strings("sitemaps", sitemap.sitemaps);
    return {};
}

namespace {

void outlines(JsonWriter& out, std::string_view name, const std::vector<feed::OpmlFeed>& list) {
    out.key(name).array();
    for (const feed::OpmlFeed& f : list) {
        out.object()
            .field("title", f.title)
            .field("url", f.url)
            .field("site", f.site)
            .field("description", f.description);
        out.key("category").array();
        for (const auto& path : f.category) {
            out.array();
            for (const std::string& folder : path) out.value(folder);
            out.end();
        }
        out.end().strings("tags", f.tags).end();
    }
    out.end();
}

std::string sha1(std::string_view bytes) {
    unsigned char digest[SHA_DIGEST_LENGTH];
    SHA1(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest);
    std::string out;
    for (const unsigned char b : digest) out += fmt::format("{:02x}", b);
    return out;
}

}  // namespace

Result<> answer_opml(const Json& request, JsonWriter& out) {
    const std::string bytes = TRY(read_input_file(request["file"].string()));
    const feed::Opml opml = TRY(feed::parse_opml(bytes));
    out.field("title", opml.title);
    outlines(out, "feeds", opml.feeds);
    outlines(out, "lists", opml.lists);
    outlines(out, "opportunities", opml.opportunities);
    out.field("malformed", opml.malformed);
    return {};
}

// Records before damage count; the first damage is told as reader_error, as is what follows it when reading goes on.
Result<> answer_warc(const Json& request, JsonWriter& out) {
    auto reader = TRY(feed::WarcReader::open(std::string(request["file"].string())));
    std::string error;
    out.key("records").array();
    for (;;) {
        const auto record = reader.next();
        if (!record) {
            if (error.empty()) error = record.error().detail;
            continue;
        }
        if (!*record) break;
        const feed::WarcRecord& r = **record;
        out.object().field("type", r.type).field("uri", r.uri);
        const std::string payload = decode_content(r.payload, r.payload_encoding);
        out.field("payload_bytes", payload.size()).field("sha1", sha1(payload));
        if (r.http_status > 0) out.field("http_status", std::to_string(r.http_status));
        out.end();
    }
    out.end();
    if (!error.empty()) out.field("reader_error", error);
    return {};
}

}  // namespace octavo::cli
