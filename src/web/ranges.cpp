#include "web/ranges.hpp"

#include "base/utf8.hpp"

namespace octavo::web {
namespace {

// Digits alone; a number too large to be one is larger than anything we have.
std::optional<std::size_t> digits(std::string_view text) {
    if (text.empty() || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
    std::size_t n = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), n);
    return fault == std::errc() ? n : std::numeric_limits<std::size_t>::max();
}

}  // namespace

RangeAsked read_range(std::string_view header, std::size_t size) {
    using Is = RangeAsked::Is;
    constexpr std::string_view unit = "bytes=";
    if (header.size() < unit.size() || !utf8::equal_ignoring_case(header.substr(0, unit.size()), unit)) return {};
    const std::string_view range = utf8::trim(header.substr(unit.size()));
    const auto dash = range.find('-');
    if (dash == std::string_view::npos) return {};
    const std::string_view first = utf8::trim(range.substr(0, dash)), last = utf8::trim(range.substr(dash + 1));
    if (first.empty()) {  // the last so many
        const auto count = digits(last);
        if (!count) return {};
        if (*count == 0 || size == 0) return {Is::beyond, {}};
        const std::size_t some = std::min(*count, size);
        return {Is::part, {size - some, some}};
    }
    const auto from = digits(first),
               to = last.empty() ? std::optional(std::numeric_limits<std::size_t>::max()) : digits(last);
    if (!from || !to || *to < *from) return {};
    if (*from >= size) return {Is::beyond, {}};
    return {Is::part, {*from, std::min(*to, size - 1) - *from + 1}};
}

void answer_range(Response& response, const Request& request) {
    response.extra += "Accept-Ranges: bytes\r\n";
    if (!request.get || request.head || request.range.empty() || !response.page) return;
    // Section 13.1.5: a strong comparison; we give no dates, so that a date names no recording of ours.
    const std::string& tag = response.page->etag();
    if (!request.if_range.empty() && (request.if_range != tag || tag.starts_with("W/"))) return;
    const std::size_t size = response.page->bytes().size();
    const RangeAsked asked = read_range(request.range, size);
    if (asked.is == RangeAsked::Is::whole) return;
    if (asked.is == RangeAsked::Is::beyond) {
        response.status = 416;
        response.page = nullptr;
        response.extra += fmt::format("Content-Range: bytes */{}\r\n", size);
        return;
    }
    response.status = 206;
    response.slice = asked.slice;
    response.extra += fmt::format("Content-Range: bytes {}-{}/{}\r\n", asked.slice.from,
                                  asked.slice.from + asked.slice.size - 1, size);
}

}  // namespace octavo::web
