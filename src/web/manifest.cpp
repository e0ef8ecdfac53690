#include "web/manifest.hpp"

#include "base/hash.hpp"
#include "base/json.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "web/assets.hpp"
#include "web/embedded.gen.hpp"
#include "web/page.hpp"
#include "web/route.hpp"

namespace octavo::web {
namespace {

constexpr std::string_view paper = "#fbfaf6";
constexpr std::size_t longest_words = 200;  // of a share, to search for

void icon(JsonWriter& out, std::string_view name, std::string_view sizes, std::string_view purpose) {
    out.object().field("src", asset_address(name)).field("type", "image/png");
    out.field("sizes", sizes).field("purpose", purpose).end();
}

void shortcut(JsonWriter& out, const Setting& s, Say name, std::string_view place) {
    out.object().field("name", s.tongue.say(name)).field("url", place_in(s.edition(), place)).end();
}

// Where the web address in a text lies.
std::string_view address_in(std::string_view text) {
    const std::size_t at = std::min(text.find("https://"), text.find("http://"));
    if (at == std::string_view::npos) return {};
    text.remove_prefix(at);
    return text.substr(0, text.find_first_of(" \t\r\n\"<>"));
}

// "/2026/11/26/tram-opens-at-last.html" -> "tram opens at last"
std::string words_of_path(std::string_view path) {
    std::string_view longest;
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        if (end > longest.size()) longest = path.substr(0, end);
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    std::string words = percent_decode(longest.substr(0, longest.rfind('.')));
    std::ranges::replace_if(words, [](char c) { return c == '-' || c == '_' || c == '+'; }, ' ');
    return words.contains(' ') ? words : std::string();  // one word is a number or a section, most of the time
}

}  // namespace

std::string app_manifest(const Setting& s) {
    const Edition& edition = s.edition();
    const std::string home = place_in(edition, "");
    JsonWriter out;
    // One id for all editions: it is one app, which opens in the edition read last.
    out.object().field("id", "/").field("name", s.site.name).field("short_name", s.site.name);
    out.field("description", s.tongue.say(Say::tagline)).field("lang", edition.language);
    out.field("dir", name_of(direction_of(edition.language)));
    out.field("start_url", home).field("scope", "/").field("display", "standalone");
    out.field("theme_color", paper).field("background_color", paper);
    out.key("categories").array().value("news").end().field("prefer_related_applications", false);
    out.key("icons").array();
    icon(out, "app-192.png", "192x192", "any");
    icon(out, "app-512.png", "512x512", "any");
    icon(out, "app-maskable-512.png", "512x512", "maskable");
    out.end().key("shortcuts").array();
    shortcut(out, s, Say::today, "");
    shortcut(out, s, Say::search, "search");
    shortcut(out, s, Say::trending, "t");
    out.end().key("share_target").object().field("action", place_in(edition, "shared")).field("method", "GET");
    out.field("enctype", "application/x-www-form-urlencoded");
    out.key("params").object().field("title", "title").field("text", "text").field("url", "url").end().end();
    if (s.accounts) {
        // A list of feeds that is opened with the app:
        // https://wicg.github.io/manifest-incubations/#file_handlers-member
        out.key("file_handlers").array().object().field("action", place_in(edition, "my/bring"));
        out.key("accept").object().key("text/x-opml").array().value(".opml").end().end().end().end();
    }
    return out.end().take();
}

std::string worker_script() {
    const std::vector<std::string_view> shell = shell_addresses();
    std::string names;
    for (const std::string_view address : shell) names.append(address).append("\n");
    JsonWriter build;
    build.object().field("version", to_base32(hash64(names))).strings("shell", shell);
    build.end();
    std::string script(assets::get("sw.js"));
    constexpr std::string_view gap = "const build = null;";
    const auto at = script.find(gap);  // a test sees that it is there
    if (at != std::string::npos) script.replace(at, gap.size(), fmt::format("const build = {};", build.text()));
    return script;
}

Shared read_shared(std::string_view query) {
    const std::string title = utf8::repair(query_value(query, "title").value_or(""));
    std::string text = utf8::repair(query_value(query, "text").value_or(""));
    const std::string named = query_value(query, "url").value_or("");
    Shared shared;
    std::string_view found = address_in(named);
    if (found.empty()) found = address_in(text);
    if (found.empty()) found = address_in(title);
    const auto url = Url::parse(found);
    if (url && url->is_web()) shared.url = url->href();
    if (const auto at = text.find(found); !found.empty() && at != std::string::npos) text.erase(at, found.size());
    for (const std::string_view words : {std::string_view(title), std::string_view(text)})
        if (shared.words.empty() && address_in(words).empty()) shared.words = utf8::squeeze(words);
    if (shared.words.empty() && url) shared.words = utf8::squeeze(utf8::repair(words_of_path(url->path())));
    shared.words.resize(utf8::cut(shared.words, longest_words).size());
    return shared;
}

}  // namespace octavo::web
