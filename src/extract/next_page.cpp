// Idea: a link may claim anything, so the address decides. An address is split into what stays and a page number:
//   /story            ("/story", 1)        /story/2          ("/story", 2)
//   /story?page=3     ("/story", 3)        /story-2.html     ("/story.html", 2)
// and the next page has the same rest and the next number. Pages of comments and of listings have such addresses too;
// the former are told by their names, the latter are no articles.
// Checked by tests/extract/next_page_test.cpp.
#include "extract/next_page.hpp"

#include <array>
#include <charconv>

#include "base/utf8.hpp"
#include "extract/flow.hpp"
#include "extract/vocabulary.hpp"

namespace octavo::extract {
namespace {

constexpr int most_pages = 60;
constexpr std::array<std::string_view, 9> page_words = {"page",   "p",      "pg",   "seite", "pagina",
                                                        "página", "strana", "sida", "paged"};

std::optional<int> number_of(std::string_view text) {
    int n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc{} || end != text.data() + text.size() || n < 1 || n > most_pages || text[0] == '0')
        return std::nullopt;
    return n;
}

bool is_page_word(std::string_view word) {
    return std::ranges::find(page_words, utf8::lower(word)) != page_words.end();
}

struct Numbered {
    std::string rest;
    int number = 1;
};

// By a parameter: "?page=2". Nothing else of the query changes.
std::optional<Numbered> by_query(std::string_view path, std::string_view query) {
    std::string rest;
    std::optional<int> number;
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const auto pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        const auto equals = std::min(pair.find('='), pair.size());
        if (is_page_word(pair.substr(0, equals))) {
            number = equals < pair.size() ? number_of(pair.substr(equals + 1)) : std::nullopt;
            if (!number) return std::nullopt;
        } else {
            rest += rest.empty() ? "?" : "&";
            rest += pair;
        }
    }
    if (!number) return std::nullopt;
    return Numbered{std::string(path) + rest, *number};
}

// By the path's end: "/story/2", "/story/page/2", "/story-2.html", "/story,2".
std::optional<Numbered> by_path(std::string_view path, std::string_view query) {
    const std::string tail = query.empty() ? "" : "?" + std::string(query);
    while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
    const auto slash = path.rfind('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const auto last = path.substr(slash + 1);
    auto above = path.substr(0, slash);
    if (const auto n = number_of(last)) {
        const auto word = above.rfind('/');
        if (word != std::string_view::npos && is_page_word(above.substr(word + 1))) above = above.substr(0, word);
        if (above.empty()) return std::nullopt;  // "/2": a listing
        return Numbered{std::string(above) + tail, *n};
    }
    const auto dot = std::min(last.rfind('.'), last.size());
    const auto stem = last.substr(0, dot);
    const auto mark = stem.find_last_of("-_,");
    if (mark == std::string_view::npos || mark == 0) return std::nullopt;
    auto digits = stem.substr(mark + 1);
    if (digits.size() > 1 && digits[0] == 'p') digits.remove_prefix(1);
    const auto n = number_of(digits);
    if (!n) return std::nullopt;
    return Numbered{std::string(path.substr(0, slash + 1)) + std::string(stem.substr(0, mark)) +
                        std::string(last.substr(dot)) + tail,
                    *n};
}

std::string without_number(const Url& url) {
    std::string_view path = url.path();
    while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
    return std::string(path) + (url.query().empty() ? "" : "?" + std::string(url.query()));
}

bool in_comments(const Outline& outline, Index i) {
    for (; i != 0; i = outline.items[i].parent)
        if (outline.items[i].meaning & comments) return true;
    return false;
}

}  // namespace

bool is_next_page(const Url& now, const Url& next) {
    if (now.origin() != next.origin() || next.path().find("comment") != std::string_view::npos) return false;
    for (const auto split : {by_query, by_path}) {
        auto there = split(next.path(), next.query());
        if (!there || there->number < 2) continue;
        while (there->rest.size() > 1 && there->rest.ends_with('/')) there->rest.pop_back();
        auto here = split(now.path(), now.query());
        while (here && here->rest.size() > 1 && here->rest.ends_with('/')) here->rest.pop_back();
        if (there->number == 2 && there->rest == without_number(now)) return true;
        if (here && here->rest == there->rest && here->number + 1 == there->number) return true;
    }
    return false;
}

std::string next_page_of(const markup::Document& document, const Outline& outline, const Url& now, const Url& base) {
    const auto agreed = [&](std::string_view address) -> std::string {
        if (address.empty() || address.size() > 2048) return {};
        const auto next = Url::parse(address, base);
        return next && next->is_web() && is_next_page(now, *next) ? next->without_fragment() : std::string();
    };
    for (markup::Node n = document.head().first_child(); n; n = n.next())
        if (n.tag_id() == LXB_TAG_LINK && utf8::lower(n.attribute("rel")) == "next")
            if (auto next = agreed(n.attribute("href")); !next.empty()) return next;
    for (Index i = 0; i < outline.items.size(); ++i) {
        const Item& item = outline.items[i];
        if (item.tag != LXB_TAG_A) continue;
        const bool says_next = utf8::lower(item.node.attribute("rel")).find("next") != std::string::npos;
        const bool may_number = item.node.first_child() && !item.node.attribute("href").empty() &&
                                number_of(utf8::trim(item.node.own_text()));
        if (!says_next && !may_number) continue;
        if (auto next = agreed(item.node.attribute("href")); !next.empty() && !in_comments(outline, i)) return next;
    }
    return {};
}

}  // namespace octavo::extract
