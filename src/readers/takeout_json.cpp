// The JSON that readers export. Each shape is its API's:
//   https://feedhq.readthedocs.io/en/latest/api/ (Google Reader), https://miniflux.app/docs/api.html,
//   https://www.newsblur.com/api
#include "base/dates.hpp"
#include "base/json.hpp"
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

void read_streams(const Json& root, Takeout& out) {
    const std::string_view stream = root["id"].string();
    const bool all_starred = stream.ends_with("/starred") || stream.ends_with("/global.saved");
    for (const Json& item : root["items"].items()) {
        const bool starred =
            all_starred || has_state(item, "/state/com.google/starred") || has_state(item, "/tag/global.saved");
        const Json& unread = item["unread"];
        add_item(out, {.url = link_of(item),
                       .title = text_of(item["title"]),
                       .starred = starred,
                       .read = has_state(item, "/state/com.google/read") || (unread.is_bool() && !unread.boolean()),
                       .time = first_time(item, {"actionTimestamp", "timestampUsec", "crawlTimeMsec", "published"})});
    }
    out.from = stream.contains("org.freshrss") || root["author"].string().contains("FreshRSS") ? "FreshRSS"
               : stream.contains("/global.")                                                   ? "Feedly"
                                                                                               : "Google Reader API";
}

void read_subscriptions(const Json& root, Takeout& out) {
    for (const Json& one : root["subscriptions"].items()) {
        auto url = text_of(one["url"]);
        if (url.empty()) url = feed_of(one["id"].string());
        const auto folders = one["categories"].items();
        add_feed(out, {.url = std::move(url),
                       .site = text_of(one["htmlUrl"]),
                       .title = text_of(one["title"]),
                       .folder = folders.empty() ? std::string() : text_of(folders.front()["label"])});
    }
    out.from = "Google Reader API";
}

void read_miniflux_feed(const Json& feed, Takeout& out) {
    add_feed(out, {.url = text_of(feed["feed_url"]),
                   .site = text_of(feed["site_url"]),
                   .title = text_of(feed["title"]),
                   .folder = text_of(feed["category"]["title"])});
}

void read_miniflux(const Json& root, Takeout& out) {
    std::unordered_set<std::string_view> seen;
    for (const Json& entry : root["entries"].items()) {
        add_item(out, {.url = text_of(entry["url"]),
                       .title = text_of(entry["title"]),
                       .starred = entry["starred"].boolean(),
                       .read = entry["status"].string() == "read",
                       .time = first_time(entry, {"published_at", "changed_at"})});
        if (seen.insert(entry["feed"]["feed_url"].string()).second) read_miniflux_feed(entry["feed"], out);
    }
    out.from = "Miniflux";
}

void read_newsblur(std::span<const Json> stories, Takeout& out) {
    for (const Json& story : stories)
        add_item(out,
                 {.url = text_of(story["story_permalink"]),
                  .title = text_of(story["story_title"]),
                  .starred = !story["starred_date"].is_null() || story["starred"].boolean(),
                  .read = story["read_status"].integer() == 1,
                  .time = first_time(story, {"starred_timestamp", "starred_date", "story_timestamp", "story_date"})});
    out.from = "NewsBlur";
}

bool is_newsblur(std::span<const Json> items) {
    return !items.empty() && items.front().find("story_permalink") != nullptr;
}

}  // namespace

Result<> read_json_takeout(std::string_view bytes, Takeout& out) {
    const Json root = TRY(Json::parse(bytes));
    if (root["items"].is_array()) {
        read_streams(root, out);
    } else if (root["subscriptions"].is_array()) {
        read_subscriptions(root, out);
    } else if (root["entries"].is_array()) {
        read_miniflux(root, out);
    } else if (root.is_array() && !root.items().empty() && root.items().front().find("feed_url")) {
        for (const Json& feed : root.items()) read_miniflux_feed(feed, out);
        out.from = "Miniflux";
    } else if (is_newsblur(root.items())) {
        read_newsblur(root.items(), out);
    } else if (is_newsblur(root["stories"].items())) {
        read_newsblur(root["stories"].items(), out);
    } else if (is_newsblur(root["starred_stories"].items())) {
        read_newsblur(root["starred_stories"].items(), out);
    } else {
        return fail(Fault::malformed, "JSON, but of no reader that is known here");
    }
    return {};
}

}  // namespace octavo::readers
