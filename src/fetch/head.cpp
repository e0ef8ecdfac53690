#include "fetch/head.hpp"

#include "base/dates.hpp"
#include "base/utf8.hpp"

namespace octavo::fetch {
namespace {

// RFC 9110, section 5.6.2: tchar.
bool is_token(std::string_view name) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !name.empty() && std::ranges::all_of(name, [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || marks.contains(c);
    });
}

int read_status(std::string_view line) {
    const auto space = line.find(' ');
    int status = 0;
    if (space == std::string_view::npos || line.size() < space + 4) return 0;
    const auto [end, error] = std::from_chars(line.data() + space + 1, line.data() + space + 4, status);
    return error == std::errc{} && end == line.data() + space + 4 && status >= 100 ? status : 0;
}

}  // namespace

Result<> Head::line(std::string_view text) {
    bytes_ += text.size();
    if (bytes_ > caps_.max_bytes)
        return fail(Fault::too_big, fmt::format("headers of more than {} bytes", caps_.max_bytes));
    while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
    if (text.starts_with("HTTP/")) {
        status_ = read_status(text);
        fields_.clear();
        return {};
    }
    if (text.empty()) return {};
    if (++count_ > caps_.max_fields) return fail(Fault::too_big, fmt::format("more than {} headers", caps_.max_fields));
    if (text.front() == ' ' || text.front() == '\t') {  // RFC 9112, section 5.2: an old way to go on in the next line
        if (!fields_.empty()) fields_.back().second.append(" ").append(utf8::trim(text));
        return {};
    }
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || !is_token(text.substr(0, colon))) return {};
    fields_.emplace_back(utf8::lower(text.substr(0, colon)), utf8::trim(text.substr(colon + 1)));
    return {};
}

std::string_view Head::field(std::string_view name) const {
    for (const auto& [key, value] : fields_)
        if (key == name) return value;
    return {};
}

std::optional<Duration> retry_after(std::string_view value, std::string_view date, Instant now) {
    constexpr Duration day = std::chrono::hours(24);
    value = utf8::trim(value);
    if (value.empty()) return std::nullopt;
    if (value.find_first_not_of("0123456789") == std::string_view::npos) {
        std::int64_t seconds = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
        if (error != std::errc{} || seconds > 86400) return day;
        return std::chrono::seconds(seconds);
    }
    const auto until = parse_date(value);
    if (!until) return std::nullopt;
    const Instant from = parse_date(date).value_or(now);
    return std::clamp<Duration>(*until - from, Duration::zero(), day);
}

}  // namespace octavo::fetch
