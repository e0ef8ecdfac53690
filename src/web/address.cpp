// Addresses of pages, and the slugs in them.
#include <unicode/uchar.h>

#include "base/url.hpp"
#include "base/utf8.hpp"
#include "web/page.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t longest_slug = 60;

// Latin letters with marks, as people type them without: U+00C0..U+00FF, lower case.
constexpr std::string_view plain_latin[] = {
    "a", "a", "a", "a", "a", "a", "ae", "c", "e",  "e",  "e", "e", "i", "i", "i", "i", "d",  "n", "o",  "o", "o", "o",
    "o", "",  "o", "u", "u", "u", "u",  "y", "th", "ss", "a", "a", "a", "a", "a", "a", "ae", "c", "e",  "e", "e", "e",
    "i", "i", "i", "i", "d", "n", "o",  "o", "o",  "o",  "o", "",  "o", "u", "u", "u", "u",  "y", "th", "y"};

bool part_of_word(char32_t c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    const auto code = static_cast<UChar32>(c);
    return u_isalnum(code) || (U_GET_GC_MASK(code) & U_GC_M_MASK) != 0;
}

std::string place_with_id(char kind, std::string_view title, std::string_view id) {
    const std::string slug = slug_of(title);
    std::string place{kind, '/'};
    place.reserve(slug.size() + id.size() + 4);
    if (!slug.empty()) {
        place += percent_encode(slug);
        place += '-';
    }
    place += id;
    return place;
}

}  // namespace

std::string slug_of(std::string_view title) {
    std::string slug;
    slug.reserve(longest_slug + 4);
    std::size_t letters = 0, word_end = 0;
    bool gap = false;
    for (std::size_t at = 0; at < title.size();) {
        const char32_t c = utf8::next(title, at);
        if (c == U'\'' || c == U'’') continue;  // "don't" is one word
        if (c == 0xFFFD || !part_of_word(c)) {
            gap = true;
            continue;
        }
        if (letters >= longest_slug) return word_end > 0 ? slug.substr(0, word_end) : slug;
        if (gap && !slug.empty()) {
            word_end = slug.size();
            slug += '-';
            ++letters;
        }
        gap = false;
        if (c < 0x80)
            slug += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
        else if (c >= 0xC0 && c <= 0xFF)
            slug += plain_latin[c - 0xC0];
        else
            utf8::append(slug, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
        ++letters;
    }
    return slug;
}

std::string place_in(const Edition& edition, std::string_view place) {
    std::string out;
    out.reserve(edition.code.size() + place.size() + 2);
    out += '/';
    out += edition.code;
    if (!place.empty()) out += '/';
    out += place;
    return out;
}

const Edition& home_of(std::string_view language) {
    const std::string_view primary = language.substr(0, language.find('-'));
    for (const Edition& edition : editions())
        if (edition.language == primary) return edition;
    return editions().front();
}

std::string article_place(ArticleId id, std::string_view title) { return place_with_id('a', title, id.text()); }
std::string story_place(StoryId id, std::string_view title) { return place_with_id('s', title, id.text()); }
std::string tag_place(const store::TagRef& tag) { return place_with_id('t', tag.name, tag.id.text()); }
std::string author_place(std::string_view domain, const store::AuthorRef& author) {
    std::string place = source_place(domain) + "/by/";
    if (const std::string slug = slug_of(author.name); !slug.empty()) place += percent_encode(slug) + "-";
    return place + author.id.text();
}

std::string day_place(std::chrono::year_month_day day) {
    return fmt::format("archive/{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

std::string month_place(std::chrono::year_month month) {
    return fmt::format("archive/{:04}-{:02}", static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
}

std::string source_place(std::string_view domain) { return "src/" + percent_encode(domain); }

}  // namespace octavo::web
