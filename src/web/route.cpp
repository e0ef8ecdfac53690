#include "web/route.hpp"

#include "base/url.hpp"
#include "base/utf8.hpp"

namespace octavo::web {
namespace {

using Kind = Route::Kind;

constexpr std::size_t longest_query = 400;   // of a search, in bytes
constexpr std::size_t farthest_from = 2000;  // results of a search one can page to
constexpr std::size_t id_letters = 13;

// "feed.xml" -> rss
std::optional<Form> feed_form(std::string_view file) {
    if (file == "feed.xml") return Form::rss;
    if (file == "feed.atom") return Form::atom;
    if (file == "feed.json") return Form::json;
    return std::nullopt;
}

// The id at the end of "slug-bvq3k2vs5h7la".
std::uint64_t id_at_end(std::string_view segment) {
    if (segment.size() < id_letters) return 0;
    if (segment.size() > id_letters && segment[segment.size() - id_letters - 1] != '-') return 0;
    return from_base32(segment.substr(segment.size() - id_letters)).value_or(0);
}

std::string_view next_segment(std::string_view& path) {
    const auto end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    return segment;
}

bool plain_name(std::string_view name) {
    if (name.empty() || name.size() > 128 || name.front() == '.') return false;
    return std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.';
    });
}

template <class Number>
Number number_of(const std::optional<std::string>& text, Number otherwise) {
    if (!text) return otherwise;
    Number n{};
    const auto [end, fault] = std::from_chars(text->data(), text->data() + text->size(), n);
    return fault == std::errc() && end == text->data() + text->size() ? n : otherwise;
}

// "sports", "sports/feed.xml"
void read_category(Route& r, std::string_view path) {
    const auto category = category_of(next_segment(path));
    if (!category || *category == Category::general) return;
    if (!path.empty()) {
        const auto form = feed_form(path);
        if (!form) return;
        r.form = *form;
    }
    r.kind = Kind::category;
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
    if (!path.empty()) {
        const auto form = feed_form(path);
        if (!form) return;
        r.form = *form;
    }
    r.kind = Kind::locality;
}

void read_tag(Route& r, std::string_view path) {
    if (path.empty()) {
        r.kind = Kind::trending;
        return;
    }
    r.id = id_at_end(next_segment(path));
    if (r.id == 0) return;
    if (!path.empty()) {
        const auto form = feed_form(path);
        if (!form) return;
        r.form = *form;
    }
    r.kind = Kind::tag;
}

void read_search(Route& r, std::string_view rest, std::string_view query) {
    if (!rest.empty()) {
        const auto form = feed_form(rest);
        if (!form) return;
        r.form = *form;
    }
    r.kind = Kind::search;
    r.text = utf8::squeeze(utf8::repair(utf8::cut(query_value(query, "q").value_or(""), longest_query)));
    r.newest_first = query_value(query, "order") == "newest";
    r.from = std::min(number_of<std::size_t>(query_value(query, "from"), 0), farthest_from);
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
    } else if (first == "a" || first == "s") {
        r.id = path.find('/') == std::string_view::npos ? id_at_end(path) : 0;
        if (r.id != 0) r.kind = first == "a" ? Kind::article : Kind::story;
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
        }
    } else if (first == "c" && !whole.ends_with('/')) {
        read_category(r, path);
    } else if (first == "t" && !whole.ends_with('/')) {
        read_tag(r, path);
    } else if (first == "l" && !whole.ends_with('/')) {
        read_locality(r, path);
    } else if (first == "status" && path.empty()) {
        r.kind = Kind::status;
    } else if (first == "search") {
        read_search(r, path, query);
    }
}

}  // namespace

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
    } else if (whole == "opml") {
        r.kind = Kind::opml;
    } else if (whole == "robots.txt") {
        r.kind = Kind::robots;
    } else if (whole == "healthz") {
        r.kind = Kind::health;
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
    } else if (first == "picture" && plain_name(path)) {
        r.kind = Kind::picture;
        r.name = path;
    }
    return r;
}

}  // namespace octavo::web
