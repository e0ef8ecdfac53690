// What forms about comments bring along.
#pragma once

#include <algorithm>
#include <charconv>
#include <limits>

#include "model/comment.hpp"
#include "web/asking.hpp"

namespace octavo::web {

// 0: none was given; -1: what is no number, and so nobody's.
inline std::int64_t number_in(const std::string& text) {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return text.empty() || (read.ec == std::errc() && read.ptr == end && number >= 0) ? number : -1;
}
// From where on a list goes on, the newest first, as its page says it.
inline std::int64_t before_in(const Request& request, std::string_view name) {
    const std::int64_t before = number_in(asked_value(request, name));
    return before > 0 ? before : std::numeric_limits<std::int64_t>::max();
}
// One more than a page has says that there are more.
template <class Row>
bool cut_to(std::vector<Row>& rows, std::size_t most) {
    if (rows.size() <= most) return false;
    rows.resize(most);
    return true;
}
// A comment as it stood before who decides about it.
inline Comment seen_in(const Request& request) {
    Comment out{.number = number_in(form_value(request, "about"))};
    out.state = static_cast<Comment::State>(std::clamp<std::int64_t>(number_in(form_value(request, "state")), 0, 4));
    const std::string words = form_value(request, "words");
    std::from_chars(words.data(), words.data() + words.size(), out.words);
    if (const std::int64_t edited = number_in(form_value(request, "edited")); edited > 0)
        out.edited = from_unix_ms(edited);
    return out;
}

}  // namespace octavo::web
