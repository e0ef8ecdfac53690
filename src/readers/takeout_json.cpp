// The JSON that readers export. Each shape is its API's:
//   https://feedhq.readthedocs.io/en/latest/api/ (Google Reader), https://miniflux.app/docs/api.html,
//   https://www.newsblur.com/api
//   https://git.tt-rss.org/fox/ttrss-data-migration.git (Tiny Tiny RSS)
// Read item by item, without a tree of the whole: a file of 30 MB would be a gigabyte of values.
#include "base/dates.hpp"
#include "base/json.hpp"
#include "feed/xml.hpp"
#include "readers/takeout_parts.hpp"

namespace octavo::readers {
namespace {

// Seconds, milliseconds or microseconds since 1970, as a number or as text; or a date in words.
std::optional<Instant> time_of(const Json& value) {
    const auto written = value.scalar();
    if (!written || written->empty()) return std::nullopt;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(written->data(), written->data() + written->size(), number);
    if (error == std::errc() && end == written->data() + written->size() && number > 0) {
        constexpr std::int64_t year_5000 = 95'617'584'000;
        if (number < year_5000) return from_unix_ms(number * 1000);
        if (number < year_5000 * 1000) return from_unix_ms(number);
        return from_unix_ms(number / 1000);
    }
    return parse_date(*written);
}

std::optional<Instant> first_time(const Json& item, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names)
        if (auto time = time_of(item[name])) return time;
    return std::nullopt;
}

std::string text_of(const Json& value) { return std::string(value.string()); }

std::string link_of(const Json& item) {
    for (const std::string_view name : {"canonicalUrl", "url", "link"})
        if (const auto link = item[name].string(); !link.empty()) return std::string(link);
    for (const std::string_view name : {"canonical", "alternate"})
        for (const Json& one : item[name].items())
            if (const auto link = one["href"].string(); !link.empty()) return std::string(link);
    return text_of(item["originId"]);
}

// "feed/https://example.org/feed"
std::string feed_of(std::string_view stream) {
    return std::string(stream.starts_with("feed/") ? stream.substr(5) : std::string_view());
}

// A state or a tag is a string, or an object with an id: "user/-/state/com.google/starred", "user/7/tag/global.saved".
bool has_state(const Json& item, std::string_view ending) {
    for (const std::string_view name : {"categories", "tags"})
        for (const Json& one : item[name].items()) {
            const auto id = one.is_object() ? one["id"].string() : one.string();
            if (id.ends_with(ending)) return true;
        }
    return false;
}

// What stands beside the items.
struct About {
    std::string id, author;
    bool is_freshrss() const { return id.contains("org.freshrss") || author.contains("FreshRSS"); }
};

void read_stream_item(const Json& item, const About& about, Takeout& out) {
    const bool freshrss = about.is_freshrss();
    // FreshRSS puts what is labelled into the file of what is starred; each item says itself what it is.
    const bool all_starred = !freshrss && (about.id.ends_with("/starred") || about.id.ends_with("/global.saved"));
    const Json& unread = item["unread"];
    const std::string_view title = item["title"].string();
    add_item(out, {.url = link_of(item),
                   .title = freshrss ? feed::xml::decode(title) : std::string(title),
                   .starred = all_starred || has_state(item, "/state/com.google/starred") ||
                              has_state(item, "/tag/global.saved"),
                   .read = has_state(item, "/state/com.google/read") || (unread.is_bool() && !unread.boolean()),
                   .time = first_time(item, {"actionTimestamp", "timestampUsec", "crawlTimeMsec", "published"})});
    out.from = freshrss ? "FreshRSS" : about.id.contains("/global.") ? "Feedly" : "Google Reader API";
}

void read_subscription(const Json& one, Takeout& out) {
    auto url = text_of(one["url"]);
    if (url.empty()) url = feed_of(one["id"].string());
    const auto folders = one["categories"].items();
    add_feed(out, {.url = std::move(url),
                   .site = text_of(one["htmlUrl"]),
                   .title = text_of(one["title"]),
                   .folder = folders.empty() ? std::string() : text_of(folders.front()["label"])});
    out.from = "Google Reader API";
}

void read_miniflux_feed(const Json& feed, Takeout& out) {
    add_feed(out, {.url = text_of(feed["feed_url"]),
                   .site = text_of(feed["site_url"]),
                   .title = text_of(feed["title"]),
                   .folder = text_of(feed["category"]["title"])});
}

using Seen = std::unordered_set<std::string>;

void read_miniflux_entry(const Json& entry, Seen& feeds, Takeout& out) {
    add_item(out, {.url = text_of(entry["url"]),
                   .title = text_of(entry["title"]),
                   .starred = entry["starred"].boolean(),
                   .read = entry["status"].string() == "read",
                   .time = first_time(entry, {"published_at", "changed_at"})});
    if (feeds.insert(text_of(entry["feed"]["feed_url"])).second) read_miniflux_feed(entry["feed"], out);
    out.from = "Miniflux";
}

void read_newsblur_story(const Json& story, Takeout& out) {
    add_item(out, {.url = text_of(story["story_permalink"]),
                   .title = text_of(story["story_title"]),
                   .starred = !story["starred_date"].is_null() || story["starred"].boolean(),
                   .read = story["read_status"].integer() == 1,
                   .time = first_time(story, {"starred_timestamp", "starred_date", "story_timestamp", "story_date"})});
    out.from = "NewsBlur";
}

bool is_yes(const Json& value) { return value.boolean() || value.integer() == 1 || value.string() == "1"; }

void read_ttrss_article(const Json& article, Seen& feeds, Takeout& out) {
    const Json& unread = article["unread"];
    add_item(out, {.url = text_of(article["link"]),
                   .title = text_of(article["title"]),
                   .starred = is_yes(article["marked"]),
                   .read = !unread.is_null() && !is_yes(unread),
                   .time = first_time(article, {"last_marked", "updated", "date_entered"})});
    if (auto feed = text_of(article["feed_url"]); !feed.empty() && feeds.insert(feed).second)
        add_feed(out, {.url = std::move(feed), .site = {}, .title = text_of(article["feed_title"]), .folder = {}});
    out.from = "Tiny Tiny RSS";
}

// One item of a list that stands under `list` ("" : the whole is a list). False: nobody's that is known.
bool read_item(std::string_view list, const Json& item, const About& about, Seen& feeds, Takeout& out) {
    if (list == "items")
        read_stream_item(item, about, out);
    else if (list == "subscriptions")
        read_subscription(item, out);
    else if (list == "entries")
        read_miniflux_entry(item, feeds, out);
    else if (list == "articles")
        read_ttrss_article(item, feeds, out);
    else if ((list.empty() || list == "stories" || list == "starred_stories") && item.find("story_permalink"))
        read_newsblur_story(item, out);
    else if (list.empty() && item.find("feed_url"))
        read_miniflux_feed(item, out), out.from = "Miniflux";
    else
        return false;
    return true;
}

}  // namespace

Result<> read_json_takeout(std::string_view bytes, Takeout& out) {
    About about;
    Seen feeds;
    bool known = false;
    TRY(Json::each(bytes, [&](std::string_view member, const Json& value) {
        if (value.is_string()) {
            if (member == "id") about.id = value.string();
            if (member == "author") about.author = value.string();
        } else {
            known = read_item(member, value, about, feeds, out) || known;
        }
    }));
    if (!known) return fail(Fault::malformed, "JSON, but of no reader that is known here");
    return {};
}

}  // namespace octavo::readers
