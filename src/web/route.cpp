#include "web/route.hpp"

#include "base/url.hpp"
#include "base/utf8.hpp"
#include "web/manifest.hpp"
#include "web/route_parts.hpp"

namespace octavo::web {
namespace {

using Kind = Route::Kind;

constexpr std::size_t farthest_from = 2000;  // results of a search one can page to

bool plain_name(std::string_view name) {
    if (name.empty() || name.size() > 128 || name.front() == '.') return false;
    return std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.';
    });
}

// "sports", "sports/feed.xml"
void read_category(Route& r, std::string_view path) {
    const auto category = category_of(next_segment(path));
    if (!category || *category == Category::general) return;
    if (takes_form(r, path)) r.kind = Kind::category;
    r.category = *category;
}

// A country's code, a region's behind its slug, a city's number behind its: "fr", "california-us.ca", "lyon-2996944".
// The id as the gazetteer has it; "" when it cannot be one.
std::string locality_id(std::string_view segment) {
    std::string id(segment.substr(segment.rfind('-') + 1));
    if (id.empty() || id.size() > 12) return {};
    for (char& c : id) {
        const bool letter = c >= 'a' && c <= 'z';
        if (!letter && !(c >= '0' && c <= '9') && c != '.') return {};
        if (letter) c = static_cast<char>(c - 'a' + 'A');
    }
    return id;
}

void read_locality(Route& r, std::string_view path) {
    if (path.empty()) {
        r.kind = Kind::localities;
        return;
    }
    r.name = locality_id(next_segment(path));
    if (r.name.empty()) return;
    if (takes_form(r, path)) r.kind = Kind::locality;
}

// A question, cut where nobody would write on.
void read_question(Route& r, Kind kind, std::string_view query) {
    constexpr std::size_t longest = 1200;  // bytes: 300 letters of any script, as the form takes
    r.kind = kind;
    r.text = utf8::squeeze(utf8::cut(utf8::repair(query_value(query, "q").value_or("")), longest));
}

constexpr std::string_view card_file = "card.jpg", comments_feed = "comments/feed.atom";
void read_card(Route& r, std::string_view of) {
    r.kind = Kind::card;
    r.name = of;
}

void read_story(Route& r, std::string_view path, std::string_view query) {
    r.id = id_at_end(next_segment(path));
    if (r.id == 0) return;
    if (path == "compare") r.kind = Kind::compare;
    if (path == "comments") r.kind = Kind::comments_story;
    if (path == comments_feed) r.kind = Kind::comments_story, r.form = Form::atom;
    if (path == "ask") read_question(r, Kind::ask_story, query);
    if (path == card_file) read_card(r, "s");
    if (takes_form(r, path)) r.kind = Kind::story;
}

void read_tag(Route& r, std::string_view path) {
    if (path.empty()) {
        r.kind = Kind::trending;
        return;
    }
    r.id = id_at_end(next_segment(path));
    if (r.id == 0) return;
    if (takes_form(r, path)) r.kind = Kind::tag;
}

// "", "2026-11", "2026-11-26", "2026-11-26/feed.xml"
void read_archive(Route& r, std::string_view path) {
    if (path.empty()) {
        r.kind = Kind::month;
        return;
    }
    const std::string_view date = next_segment(path);
    const auto digits = [&](std::size_t from, std::size_t count) {
        int n = 0;
        const std::string_view part = date.substr(std::min(from, date.size()), count);
        const auto [end, fault] = std::from_chars(part.data(), part.data() + part.size(), n);
        const bool all = std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
        return all && part.size() == count && fault == std::errc() ? n : -1;
    };
    const bool month = date.size() == 7, day = date.size() == 10;
    if ((!month && !day) || date[4] != '-' || (day && date[7] != '-') || (month && !path.empty())) return;
    const int y = digits(0, 4), m = digits(5, 2), d = month ? 1 : digits(8, 2);
    if (y < 1900 || m < 1 || d < 1) return;
    r.date = std::chrono::year(y) / m / d;
    if (!r.date.ok()) return;
    if (takes_form(r, path)) r.kind = month ? Kind::month : Kind::day;
}

// Behind "src/example.org/": "by/jane-doe-bvq3k2vs5h7la", "by/.../feed.xml"
void read_author(Route& r, std::string_view path) {
    if (next_segment(path) != "by") return;
    r.id = id_at_end(next_segment(path));
    if (r.id == 0) return;
    if (takes_form(r, path)) r.kind = Kind::author;
}

// "briefing", "briefing.mp3", "briefing/2026-11-27.mp3"
void read_briefing(Route& r, std::string_view path) {
    constexpr std::size_t date = 10;
    path.remove_prefix(std::string_view("briefing").size());
    if (path.starts_with('/')) {
        path.remove_prefix(1);
        Route day;
        read_archive(day, path.substr(0, date));
        if (path.size() <= date || day.kind != Kind::day) return;
        r.date = day.date;
        path.remove_prefix(date);
    }
    const bool dated = r.date.ok();
    for (const std::string_view form : {"", "mp3", "opus", "xml", "json"}) {
        const bool known = dated ? form != "" && form != "xml" : form != "json";
        const bool same = form.empty() ? path.empty() : path.starts_with('.') && path.substr(1) == form;
        if (!known || !same) continue;
        r.kind = Kind::briefing;
        r.name = form;
    }
}

void read_app(Route& r, std::string_view name, std::string_view query) {
    if (name == "apps") {
        r.kind = Kind::apps;
    } else if (name == "offline") {
        r.kind = Kind::offline;
    } else if (name == "app.webmanifest") {
        r.kind = Kind::manifest;
    } else if (name == "shared") {
        r.kind = Kind::shared;
        Shared shared = read_shared(query);
        r.name = std::move(shared.url);
        r.text = std::move(shared.words);
    }
}

void read_search(Route& r, std::string_view rest, std::string_view query) {
    if (!takes_form(r, rest)) return;
    r.kind = Kind::search;
    r.text = utf8::squeeze(utf8::repair(utf8::cut(query_value(query, "q").value_or(""), longest_query)));
    r.newest_first = query_value(query, "order") == "newest";
    r.from = std::min(number_of<std::size_t>(query_value(query, "from"), 0), farthest_from);
}

// "SEAL/640/KEY.webp": only widths that pages name.
void read_picture(Route& r, std::string_view path) {
    const std::string_view seal = next_segment(path), width = next_segment(path);
    constexpr std::size_t letters = 13;
    r.jpeg = path.ends_with(".jpg");
    const bool known = r.jpeg || path.ends_with(".webp");
    const auto dot = path.find('.');
    if (!known || seal.size() != letters || dot != letters || path.find('/') != std::string_view::npos) return;
    if (path.substr(dot) != (r.jpeg ? ".jpg" : ".webp")) return;
    for (const std::string_view one : {"160", "320", "640", "960", "1280"})
        if (width == one) {
            r.kind = Kind::picture;
            r.seal = seal;
            r.width = number_of<std::uint16_t>(std::string(width), 0);
            r.name = path.substr(0, dot);
        }
}

// "admin", "admin/log", "admin/sources/example.org", "admin/stories/bvq3k2vs5h7la", "admin/bvq3k2vs5h7la"
void read_desk(Route& r, std::string_view path, std::string_view query) {
    constexpr std::size_t longest = 400;
    r.text = utf8::cut(utf8::repair(query_value(query, "from").value_or("")), longest);
    constexpr std::array pages = {
        std::pair("", Kind::desk),
        std::pair("comments", Kind::desk_comments),
        std::pair("wishes", Kind::desk_wishes),
        std::pair("lists", Kind::desk_lists),
        std::pair("log", Kind::desk_log),
        std::pair("accounts", Kind::desk_accounts),
        std::pair("sources", Kind::desk_sources),
        std::pair("takedowns", Kind::desk_takedowns),
        std::pair("work", Kind::desk_work),
        std::pair("config", Kind::desk_config),
        std::pair("stories", Kind::desk_stories),
        std::pair("tags", Kind::desk_tags),
        std::pair("catalogue", Kind::desk_catalogue),
        std::pair("backups", Kind::desk_backups),
        std::pair("services", Kind::desk_services),
    };
    for (const auto& [name, kind] : pages)
        if (path == name) r.kind = kind;
    if (r.kind != Kind::unknown) return;
    const std::string_view whole = path, first = next_segment(path);
    if (first == "sources" && !path.empty()) {
        const bool rules = path.ends_with("/rules");
        if (rules) path.remove_suffix(std::string_view("/rules").size());
        if (path.empty() || path.find('/') != std::string_view::npos) return;
        r.kind = rules ? Kind::desk_rules : Kind::desk_source;
        r.name = percent_decode(path);
    } else if (first == "stories" && path.size() == id_letters && (r.id = id_at_end(path)) != 0) {
        r.kind = Kind::desk_story;
    } else if (first == "comments" && path.size() == id_letters && (r.id = id_at_end(path)) != 0) {
        r.kind = Kind::desk_author;
    } else if (whole.size() == id_letters && (r.id = id_at_end(whole)) != 0) {
        r.kind = Kind::desk_account;
    }
}

// "my", "my/saved", "my/follows", "my/follow/c/sports", "my/save/bvq3k2vs5h7la"
void read_my(Route& r, std::string_view path, std::string_view query) {
    constexpr std::size_t longest = 800;
    const std::string_view first = next_segment(path);
    if (first == "replies" && path.empty()) {
        r.kind = Kind::my_replies;
    } else if (first == "replies.json" && path.empty()) {
        r.kind = Kind::my_replies;
        r.form = Form::json;
    } else if (first.empty() || ((first == "saved" || first == "follows") && path.empty())) {
        r.kind = first.empty() ? Kind::my : first == "saved" ? Kind::my_saved : Kind::my_follows;
        r.before = number_of<std::int64_t>(query_value(query, "before"), store::newest);
    } else if (first == "history" && path.empty()) {
        r.kind = Kind::my_history;
        r.before = number_of<std::int64_t>(query_value(query, "before"), store::newest);
    } else if (first == "lists" || first == "notes") {
        read_kept(r, first, path, query);
    } else if (first == "notes.md" && path.empty()) {
        r.kind = Kind::my_notes_file;
    } else if ((first == "bring" || first == "link") && path.empty()) {
        r.kind = first == "bring" ? Kind::my_bring : Kind::my_link;
    } else if ((first == "for-you" || first == "rules") && path.empty()) {
        r.kind = first == "rules" ? Kind::my_rules : Kind::my_for_you;
    } else if (first == "follow" && !path.empty() && path.size() <= longest) {
        r.kind = Kind::my_follow;
        r.name = path;
        if (path.starts_with("search/")) {
            r.text = utf8::cut(utf8::without_controls(utf8::repair(percent_decode(path.substr(7)))), longest_query);
            r.name = "search";
        }
    } else if (first == "save" && path.size() == id_letters && (r.id = id_at_end(path)) != 0) {
        r.kind = Kind::my_save;
    } else if (first == "tune" && path.size() == id_letters && (r.id = id_at_end(path)) != 0) {
        r.kind = Kind::my_tune;
    }
}

// Into an account, and what is one's own.
bool read_account(Route& r, std::string_view name, std::string_view query) {
    if (name == "me") r.kind = Kind::me;
    if (name == "sign-up") r.kind = Kind::sign_up;
    if (name == "recover") r.kind = Kind::recover;
    if (name == "sign-in") {
        r.kind = Kind::sign_in;
        r.text = query_value(query, "at").value_or("");
    }
    return r.kind != Kind::unknown;
}

void read_in_edition(Route& r, std::string_view path, std::string_view query) {
    r.place = path;
    if (const auto before = query_value(query, "before")) {
        r.before = number_of(before, store::newest);
        if (r.before == store::newest) return;  // no place in time: no page
    }
    const std::string_view whole = path;
    const std::string_view first = next_segment(path);
    if (first.empty() && path.empty()) {
        r.kind = Kind::today;
    } else if (const auto form = feed_form(first); form && path.empty()) {
        r.kind = Kind::today;
        r.form = *form;
    } else if (first == "a") {
        r.id = id_at_end(next_segment(path));
        if (r.id == 0 || whole.ends_with('/')) return;
        if (path.empty()) {
            r.kind = Kind::article;
        } else if (path.starts_with("v/")) {
            r.version = number_of<std::int64_t>(std::string(path.substr(2)), 0);
            if (r.version > 0) r.kind = Kind::version;
        } else if (path.starts_with("media/")) {
            r.number = number_of<std::uint32_t>(std::string(path.substr(6)), 0);
            if (r.number > 0) r.kind = Kind::player;
        } else if (path == "brief") {
            r.kind = Kind::brief;
        } else if (path == "comments") {
            r.kind = Kind::comments_article;
        } else if (path == comments_feed) {
            r.kind = Kind::comments_article;
            r.form = Form::atom;
        } else if (path == "translate") {
            r.kind = Kind::translation;
        } else if (path == card_file) {
            read_card(r, "a");
        } else if (path == "ask") {
            read_question(r, Kind::ask_article, query);
        }
    } else if (first == "s" && !whole.ends_with('/')) {
        read_story(r, path, query);
    } else if (first == "src") {
        const std::string_view domain = next_segment(path);
        r.name = percent_decode(domain);
        if (domain.empty() && path.empty()) {
            r.kind = Kind::sources;
        } else if (path.empty()) {
            r.kind = Kind::source;
        } else if (const auto form_of_source = feed_form(path)) {
            r.kind = Kind::source;
            r.form = *form_of_source;
        } else if (!whole.ends_with('/')) {
            read_author(r, path);
        }
    } else if (first == "archive" && !whole.ends_with('/')) {
        read_archive(r, path);
    } else if (path.empty() &&
               (whole == "about" || whole == "privacy" || whole == "ranking" || whole == "style" || whole == "api")) {
        r.kind = first == "about"     ? Kind::about
                 : first == "privacy" ? Kind::privacy
                 : first == "ranking" ? Kind::ranking
                 : first == "api"     ? Kind::api_page
                                      : Kind::style;
    } else if (first == "c" && !whole.ends_with('/')) {
        read_category(r, path);
    } else if (first == "t" && !whole.ends_with('/')) {
        read_tag(r, path);
    } else if (first == "lists" && !whole.ends_with('/')) {
        read_list(r, path, query);
    } else if (first == "l" && !whole.ends_with('/')) {
        read_locality(r, path);
    } else if (whole.starts_with("briefing")) {
        read_briefing(r, whole);
    } else if (first == "status" && path.empty()) {
        r.kind = Kind::status;
    } else if (first == "ask" && path.empty() && !whole.ends_with('/')) {
        read_question(r, Kind::ask, query);
    } else if (whole == card_file) {
        read_card(r, "");
    } else if (first == "my" && !whole.ends_with('/') && path != "feed.atom") {
        read_my(r, path, query);
    } else if (whole == "me/export.json" || whole == "me/follows.opml") {
        r.kind = path == "export.json" ? Kind::me_export : Kind::me_opml;
    } else if (whole == "me/keys") {
        r.kind = Kind::me_keys;
    } else if (whole == "me/export.zip") {
        r.kind = Kind::me_zip;
    } else if (whole == "my/feed.atom") {
        r.kind = Kind::my_feed;
    } else if (first == "admin") {
        read_desk(r, path, query);
    } else if (whole == "publishers") {
        r.kind = Kind::publishers;
    } else if (first == "pass" && plain_name(path)) {
        r.kind = Kind::pass;
        r.name = path;
    } else if (first == "search") {
        read_search(r, path, query);
    } else if (path.empty() && !whole.ends_with('/')) {
        if (!read_account(r, first, query)) read_app(r, first, query);
    }
}

}  // namespace

std::string words_of_address(std::string_view place) {
    constexpr std::size_t most = 3, shortest = 3, longest = 200;
    std::string_view last = place.substr(place.find_last_of('/') + 1);
    if (last == place) return {};  // "sourcse": no slug of ours
    if (id_at_end(last) != 0) last.remove_suffix(id_letters);
    const std::string text = utf8::repair(percent_decode(last.substr(0, longest)));
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find_first_of("-_ :\"", at), text.size());
        const std::string_view word = std::string_view(text).substr(at, end - at);
        at = end + 1;
        if (utf8::length(word) >= shortest) words.push_back(word);
    }
    std::ranges::stable_sort(words, std::greater(), &std::string_view::size);
    std::string out;
    for (std::size_t i = 0; i < std::min(words.size(), most); ++i) out += (i > 0 ? " " : "") + std::string(words[i]);
    return out;
}

std::optional<std::string> query_value(std::string_view query, std::string_view name) {
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        const auto equals = std::min(pair.find('='), pair.size());
        if (pair.substr(0, equals) != name) continue;
        std::string value(pair.substr(std::min(equals + 1, pair.size())));
        std::ranges::replace(value, '+', ' ');
        return percent_decode(value);
    }
    return std::nullopt;
}

Route read_route(std::string_view target) {
    Route r;
    if (!target.starts_with('/')) return r;
    const auto mark = std::min(target.find('?'), target.size());
    const std::string_view query = target.substr(std::min(mark + 1, target.size()));
    std::string_view path = target.substr(1, mark - 1);
    if (path.empty()) {
        r.kind = Kind::root;
        r.choose = query_value(query, "edition").value_or("");
        r.choose_at = query_value(query, "at").value_or("");
        return r;
    }
    const std::string_view whole = path;
    const std::string_view first = next_segment(path);
    if (const Edition* edition = find_edition(first)) {
        r.edition = edition;
        if (path.empty() && whole.ends_with('/')) return r;  // "/en-gb/" is no second address of "/en-gb"
        read_in_edition(r, path, query);
    } else if (first == "a" && path.find('/') == std::string_view::npos) {
        r.id = id_at_end(path);
        if (r.id != 0) r.kind = Kind::short_article;
    } else if (first == "pass" && plain_name(path)) {
        r.kind = Kind::short_pass;
        r.name = path;
    } else if (whole == "add") {
        r.kind = Kind::add;
    } else if (whole == "opml") {
        r.kind = Kind::opml;
    } else if (whole == "robots.txt") {
        r.kind = Kind::robots;
    } else if (whole == "healthz") {
        r.kind = Kind::health;
    } else if (whole == "events") {
        r.kind = Kind::events;
    } else if (whole == "api") {
        r.kind = Kind::api_page;
    } else if (first == "api") {
        r.kind = Kind::api;
    } else if (whole == "sitemap.xml") {
        r.kind = Kind::sitemap;
    } else if (whole == "news.xml") {
        r.kind = Kind::news_sitemap;
    } else if (first == "sitemap" && path.ends_with(".xml") && plain_name(path)) {
        r.kind = Kind::sitemap;
        r.name = path.substr(0, path.size() - 4);
    } else if (first == "websub" && plain_name(path)) {
        r.kind = Kind::hub;
        r.name = path;
    } else if (whole == "sw.js") {
        r.kind = Kind::worker;
    } else if (whole == "favicon.ico") {
        r.kind = Kind::asset;
        r.name = whole;
    } else if (first == "assets" && plain_name(path)) {
        r.kind = Kind::asset;
        r.name = path;
    } else if (first == "drawing" && path.ends_with(".svg") && path.find('/') == std::string_view::npos &&
               path.size() <= 800) {
        r.kind = Kind::drawing;
        r.name = percent_decode(path.substr(0, path.size() - 4));
    } else if (first == "p") {
        read_picture(r, path);
    }
    return r;
}

}  // namespace octavo::web
