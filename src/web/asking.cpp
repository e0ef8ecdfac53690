#include "web/asking.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "web/multipart.hpp"
#include "web/route.hpp"

namespace octavo::web {
namespace {

// A Host header that may stand in an address: letters, digits, dots, hyphens, a port, an IPv6 literal.
bool is_plain_host(std::string_view host) {
    return !host.empty() && host.size() <= 255 && std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
               c == ':' || c == '[' || c == ']';
    });
}

// "https://news.example:8443" -> "news.example:8443"; "" of what is no origin
std::string_view host_in(std::string_view origin) {
    const auto scheme = origin.find("://");
    return scheme == std::string_view::npos ? std::string_view() : origin.substr(scheme + 3);
}

// An address, or a name that no name server of the world gives out.
bool is_our_name(std::string_view host) {
    if (host.starts_with('[') || (!host.empty() && host.find_first_not_of("0123456789.:") == std::string_view::npos))
        return true;
    const std::string_view name = host.substr(0, host.find(':'));
    if (name.find('.') == std::string_view::npos) return !name.empty();
    return std::ranges::any_of(std::array{".localhost", ".local", ".internal", ".lan", ".home.arpa"},
                               [&](std::string_view end) { return name.ends_with(end); });
}

}  // namespace

Request request_of(const RequestHead& head, const PeerAddress& peer) {
    return {.get = head.get,
            .head = head.head,
            .post = head.post,
            .options = head.options,
            .target = head.target,
            .host = head.host,
            .accept_encoding = head.accept_encoding,
            .accept_language = head.accept_language,
            .if_none_match = head.if_none_match,
            .cookie = head.cookie,
            .range = head.range,
            .if_range = head.if_range,
            .peer = peer,
            .forwarded_for = head.forwarded_for,
            .proxied = head.proxied,
            .chunked = head.chunked,
            .content_type = head.content_type,
            .hub_signature = head.hub_signature,
            .origin = head.origin,
            .fetch_site = head.fetch_site,
            .purpose = head.purpose,
            .user_agent = head.user_agent,
            .authorization = head.authorization};
}

std::string origin_of(const Request& request, std::string_view base_url, std::uint16_t port) {
    if (!base_url.empty()) {
        while (base_url.ends_with('/')) base_url.remove_suffix(1);
        return std::string(base_url);
    }
    if (is_plain_host(request.host)) return fmt::format("http://{}", request.host);
    return fmt::format("http://localhost:{}", port);
}

std::string typed_line(const Request& request, std::string_view name, std::size_t longest) {
    return std::string(utf8::cut(utf8::squeeze(utf8::repair(form_value(request, name))), longest));
}
std::string typed_text(const Request& request, std::string_view name, std::size_t longest) {
    return std::string(utf8::cut(utf8::repair(form_value(request, name)), longest));
}

std::string form_value(const Request& request, std::string_view name) {
    if (const auto boundary = multipart_boundary(request.content_type)) {
        for (const FormPart& part : parts_of(request.body, *boundary))
            if (part.name == name && !part.is_file) return std::string(part.content);
        return {};
    }
    return query_value(request.body, name).value_or("");
}

std::string asked_value(const Request& request, std::string_view name) {
    const auto mark = request.target.find('?');
    return mark == std::string_view::npos ? "" : query_value(request.target.substr(mark + 1), name).value_or("");
}

std::vector<std::string> form_values(std::string_view body, std::string_view name, std::size_t most) {
    std::vector<std::string> out;
    while (!body.empty() && out.size() < most) {
        const std::string_view pair = body.substr(0, body.find('&'));
        body.remove_prefix(std::min(pair.size() + 1, body.size()));
        if (auto value = query_value(pair, name)) out.push_back(*std::move(value));
    }
    return out;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return out;
}

bool is_named_as(const Request& request, std::string_view base_url) {
    while (base_url.ends_with('/')) base_url.remove_suffix(1);
    std::string_view host = request.host, own = host_in(base_url);
    const std::string_view port = base_url.starts_with("https:") ? ":443" : ":80";  // may be said, and means the same
    for (std::string_view* one : {&host, &own})
        if (one->ends_with(port)) one->remove_suffix(port.size());
    return host == own;
}

bool is_our_own(const Request& request, std::string_view base_url) {
    while (base_url.ends_with('/')) base_url.remove_suffix(1);
    // A page elsewhere whose name was made to lead here would say that it is us: names that can be anybody's do not
    // count.
    if (!is_our_name(request.host) && !is_named_as(request, base_url)) return false;
    if (!request.fetch_site.empty()) return request.fetch_site == "same-origin" || request.fetch_site == "none";
    if (request.origin.empty()) return true;
    return request.origin == base_url || host_in(request.origin) == request.host;
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

const Edition& preferred_edition(const Request& request) {
    if (const Edition* chosen = find_edition(cookie_value(request.cookie, "edition"))) return *chosen;
    return choose_edition(request.accept_language);
}

std::string device_of(std::string_view agent) {
    const auto first = [&](std::initializer_list<std::pair<std::string_view, std::string_view>> signs) {
        const auto found = std::ranges::find_if(signs, [&](const auto& sign) { return agent.contains(sign.first); });
        return found == signs.end() ? std::string_view() : found->second;
    };
    // What calls itself Safari may be Chrome, and what calls itself Chrome may be Edge: the rarer name is the true one.
    const auto browser = first({{"Firefox/", "Firefox"},
                                {"FxiOS/", "Firefox"},
                                {"Edg", "Edge"},
                                {"OPR/", "Opera"},
                                {"SamsungBrowser/", "Samsung Internet"},
                                {"Vivaldi/", "Vivaldi"},
                                {"CriOS/", "Chrome"},
                                {"Chrome/", "Chrome"},
                                {"Safari/", "Safari"},
                                {"curl/", "curl"}});
    const auto system = first({{"iPhone", "iPhone"},
                               {"iPad", "iPad"},
                               {"Android", "Android"},
                               {"CrOS", "ChromeOS"},
                               {"Windows", "Windows"},
                               {"Mac OS X", "macOS"},
                               {"Linux", "Linux"}});
    if (browser.empty()) return std::string(system);
    return system.empty() ? std::string(browser) : fmt::format("{} · {}", browser, system);
}

bool is_plain_place(std::string_view place) {
    if (place.starts_with('/') || place.size() > 1000 || place.find("..") != std::string_view::npos) return false;
    return std::ranges::all_of(place, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("/-._~%?=&").contains(c);
    });
}

}  // namespace octavo::web
