#include "web/asking.hpp"

#include <algorithm>

namespace octavo::web {
namespace {

// A Host header that may stand in an address: letters, digits, dots, hyphens, a port, an IPv6 literal.
bool is_plain_host(std::string_view host) {
    return !host.empty() && host.size() <= 255 && std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
               c == ':' || c == '[' || c == ']';
    });
}

std::string_view cookie_value(std::string_view cookies, std::string_view name) {
    while (!cookies.empty()) {
        const auto end = std::min(cookies.find(';'), cookies.size());
        std::string_view pair = cookies.substr(0, end);
        cookies.remove_prefix(std::min(end + 1, cookies.size()));
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        if (pair.starts_with(name) && pair.substr(name.size()).starts_with('=')) return pair.substr(name.size() + 1);
    }
    return {};
}

}  // namespace

std::string origin_of(const Request& request, std::string_view base_url, std::uint16_t port) {
    if (!base_url.empty()) {
        while (base_url.ends_with('/')) base_url.remove_suffix(1);
        return std::string(base_url);
    }
    if (is_plain_host(request.host)) return fmt::format("http://{}", request.host);
    return fmt::format("http://localhost:{}", port);
}

const Edition& preferred_edition(const Request& request) {
    if (const Edition* chosen = find_edition(cookie_value(request.cookie, "edition"))) return *chosen;
    return choose_edition(request.accept_language);
}

bool is_plain_place(std::string_view place) {
    if (place.starts_with('/') || place.size() > 1000 || place.find("..") != std::string_view::npos) return false;
    return std::ranges::all_of(place, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("/-._~%").contains(c);
    });
}

}  // namespace octavo::web
