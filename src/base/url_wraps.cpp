// Addresses that carry another one inside: AMP caches, redirectors of search engines, portals and networks.
//   https://www.google.com/url?rct=j&url=https://tram.example/1&ct=ga        ->   https://tram.example/1
//   https://tram-example.cdn.ampproject.org/c/s/tram.example/1               ->   https://tram.example/1
// Only hosts that are known to do nothing else are unwrapped: a publisher's own "?url=" may name anything. Redirectors
// that keep the address to themselves (a number, a hash) must be asked, and the fetcher does.
// Checked by tests/base/url_test.cpp.
#include <array>

#include "base/url.hpp"

namespace octavo {
namespace {

constexpr int max_wraps = 3;  // one inside the other

struct Wrapper {
    std::string_view host, path, parameter;  // path: how it begins
};

constexpr auto wrappers = std::to_array<Wrapper>({{"google.com", "/url", "url"},
                                                  {"google.com", "/url", "q"},
                                                  {"news.google.com", "/news/url", "url"},
                                                  {"bing.com", "/news/apiclick.aspx", "url"},
                                                  {"youtube.com", "/redirect", "q"},
                                                  {"l.facebook.com", "/l.php", "u"},
                                                  {"lm.facebook.com", "/l.php", "u"},
                                                  {"facebook.com", "/l.php", "u"},
                                                  {"l.instagram.com", "/", "u"},
                                                  {"t.umblr.com", "/redirect", "z"},
                                                  {"out.reddit.com", "/", "url"},
                                                  {"duckduckgo.com", "/l/", "uddg"},
                                                  {"vk.com", "/away.php", "to"},
                                                  {"getpocket.com", "/redirect", "url"},
                                                  {"feedly.com", "/i/redirect", "url"},
                                                  {"safelinks.protection.outlook.com", "/", "url"}});

std::optional<std::string> parameter(std::string_view query, std::string_view name) {
    while (!query.empty()) {
        const std::string_view one = query.substr(0, query.find('&'));
        if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=')
            return percent_decode(one.substr(name.size() + 1));
        query.remove_prefix(std::min(one.size() + 1, query.size()));
    }
    return std::nullopt;
}

// https://developers.google.com/amp/cache/overview#amp-cache-url-format: a letter for the kind, "s" for https.
std::optional<std::string> in_amp_path(std::string_view path) {
    if (path.size() < 4 || path[0] != '/') return std::nullopt;
    path.remove_prefix(path.find('/', 1) == std::string_view::npos ? path.size() : path.find('/', 1) + 1);
    const bool secure = path.starts_with("s/");
    if (secure) path.remove_prefix(2);
    if (path.find('.') == std::string_view::npos || path.find('.') > path.find('/')) return std::nullopt;
    return (secure ? "https://" : "http://") + std::string(path);
}

bool below(std::string_view host, std::string_view domain) {
    return host == domain || (host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.');
}

std::optional<std::string> inside(const Url& url) {
    const std::string_view host = bare_host(url.host());
    if (below(host, "cdn.ampproject.org") || (host == "google.com" && url.path().starts_with("/amp/"))) {
        auto found = in_amp_path(url.path());
        if (found && !url.query().empty()) *found += "?" + std::string(url.query());
        return found;
    }
    for (const Wrapper& w : wrappers)
        if ((host == w.host || (w.path == "/" && below(host, w.host))) && url.path().starts_with(w.path))
            if (auto found = parameter(url.query(), w.parameter)) return found;
    return std::nullopt;
}

}  // namespace

Url unwrapped(const Url& url) {
    Url out = url;
    for (int i = 0; i < max_wraps; ++i) {
        const auto text = inside(out);
        if (!text) break;
        const auto found = Url::parse(*text);
        if (!found || !found->is_web() || found->has_credentials()) break;
        out = *found;
    }
    return out;
}

}  // namespace octavo
