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
                                                  {"m.facebook.com", "/l.php", "u"},
                                                  {"linkedin.com", "/redir/redirect", "url"},
                                                  {"linkedin.com", "/safety/go", "url"},
                                                  {"news.url.google.com", "/url", "url"},
                                                  {"slack-redir.net", "/link", "url"},
                                                  {"steamcommunity.com", "/linkfilter/", "u"},
                                                  {"steamcommunity.com", "/linkfilter/", "url"},
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

// "google.de" and "news.google.co.uk" are as good as "google.com" and "news.google.com".
std::string_view without_country(std::string_view host) {
    for (const std::string_view name : {"google.com", "news.google.com"}) {
        const auto stem = name.substr(0, name.size() - 3);
        if (!host.starts_with(stem)) continue;
        std::string_view rest = host.substr(stem.size());
        for (const std::string_view second : {"co.", "com."})
            if (rest.starts_with(second)) rest.remove_prefix(second.size());
        if (rest.size() == 2) return name;
    }
    return host;
}

// Proxies that put the address behind a mark in their path: rd.yahoo.com/rss/*https://tram.example/1,
// r.search.yahoo.com/_ylt=A/RU=https%3a%2f%2ftram.example%2f1/RK=2, go.theregister.com/feed/www.theregister.com/1
std::optional<std::string> behind_mark(const Url& url, std::string_view host) {
    const std::string target = url.target();
    if (below(host, "rd.yahoo.com")) {
        const auto star = target.find("/*http");
        if (star != std::string::npos) return percent_decode(target.substr(star + 2));
    } else if (host == "r.search.yahoo.com") {
        const auto mark = target.find("/RU=");
        if (mark != std::string::npos)
            return percent_decode(target.substr(mark + 4, target.find('/', mark + 4) - mark - 4));
    } else if (host == "go.theregister.com" && target.starts_with("/feed/")) {
        return "https://" + target.substr(6);
    }
    return std::nullopt;
}

std::optional<std::string> inside(const Url& url) {
    const std::string_view host = without_country(bare_host(url.host()));
    if (auto found = behind_mark(url, host)) return found;
    const bool cache = below(host, "cdn.ampproject.org") || host == "bing-amp.com" || below(host, "amp.cloudflare.com");
    if (cache || (host == "google.com" && url.path().starts_with("/amp/"))) {
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
