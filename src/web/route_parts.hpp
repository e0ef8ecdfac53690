// What addresses are read with: segments, ids at their ends, the names of feeds. For route.cpp and route_lists.cpp.
#pragma once

#include <charconv>

#include "web/route.hpp"

namespace octavo::web {

constexpr std::size_t longest_query = 400;  // of a search, in bytes
constexpr std::size_t id_letters = 13;

// "feed.xml" -> rss
inline std::optional<Form> feed_form(std::string_view file) {
    if (file == "feed.xml") return Form::rss;
    if (file == "feed.atom") return Form::atom;
    if (file == "feed.json") return Form::json;
    return std::nullopt;
}

// What stands behind a listing's address: nothing, or the name of one of its feeds. False: neither.
inline bool takes_form(Route& r, std::string_view rest) {
    if (rest.empty()) return true;
    const auto form = feed_form(rest);
    if (form) r.form = *form;
    return form.has_value();
}

// The id at the end of "slug-bvq3k2vs5h7la".
inline std::uint64_t id_at_end(std::string_view segment) {
    if (segment.size() < id_letters) return 0;
    if (segment.size() > id_letters && segment[segment.size() - id_letters - 1] != '-') return 0;
    return from_base32(segment.substr(segment.size() - id_letters)).value_or(0);
}

inline std::string_view next_segment(std::string_view& path) {
    const auto end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    return segment;
}

template <class Number>
Number number_of(const std::optional<std::string>& text, Number otherwise) {
    if (!text) return otherwise;
    Number n{};
    const auto [end, fault] = std::from_chars(text->data(), text->data() + text->size(), n);
    return fault == std::errc() && end == text->data() + text->size() ? n : otherwise;
}

// Behind "my/" and behind "lists/" (route_lists.cpp).
void read_kept(Route& r, std::string_view first, std::string_view path, std::string_view query);
void read_list(Route& r, std::string_view path, std::string_view query);

}  // namespace octavo::web
