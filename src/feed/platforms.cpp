#include "feed/platforms.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/utf8.hpp"

namespace octavo::feed {
namespace {

// The first rule that fits counts. Hosts are compared without "www.", "m." and "old.".
constexpr std::array rules = {
    AddressRule{"YouTube", "youtube.com", "/channel/{id}/...",
                "https://www.youtube.com/feeds/videos.xml?channel_id={id}"},
    AddressRule{"YouTube", "youtube.com", "/playlist?list={id}",
                "https://www.youtube.com/feeds/videos.xml?playlist_id={id}"},
    AddressRule{"YouTube", "youtube.com", "/user/{name}/...", "https://www.youtube.com/feeds/videos.xml?user={name}"},
    AddressRule{"Reddit", "reddit.com", "/r/{name}/...", "https://www.reddit.com/r/{name}/.rss"},
    AddressRule{"Reddit", "reddit.com", "/user/{name}/...", "https://www.reddit.com/user/{name}/.rss"},
    AddressRule{"Reddit", "reddit.com", "/u/{name}/...", "https://www.reddit.com/user/{name}/.rss"},
    AddressRule{"GitHub", "github.com", "/{owner}/{repository}/commits/{branch}",
                "https://github.com/{owner}/{repository}/commits/{branch}.atom"},
    AddressRule{"GitHub", "github.com", "/{owner}/{repository}/tags",
                "https://github.com/{owner}/{repository}/tags.atom"},
    AddressRule{"GitHub", "github.com", "/{owner}/{repository}/...",
                "https://github.com/{owner}/{repository}/releases.atom"},
    AddressRule{"GitHub", "github.com", "/{owner}", "https://github.com/{owner}.atom"},
    AddressRule{"GitLab", "gitlab.com", "/{owner}/{project}/...",
                "https://gitlab.com/{owner}/{project}/-/tags?format=atom"},
    AddressRule{"Bluesky", "bsky.app", "/profile/{name}/...", "https://bsky.app/profile/{name}/rss"},
    AddressRule{"Medium", "medium.com", "/{name}/...", "https://medium.com/feed/{name}"},
    AddressRule{"Medium", "*.medium.com", "/...", "{origin}/feed"},
    AddressRule{"Substack", "*.substack.com", "/...", "{origin}/feed"},
    AddressRule{"WordPress", "*.wordpress.com", "/...", "{origin}/feed/"},
    AddressRule{"Blogger", "*.blogspot.com", "/...", "{origin}/feeds/posts/default"},
    AddressRule{"Ghost", "*.ghost.io", "/...", "{origin}/rss/"},
    AddressRule{"Tumblr", "*.tumblr.com", "/...", "{origin}/rss"},
    AddressRule{"Vimeo", "vimeo.com", "/channels/{name}", "https://vimeo.com/channels/{name}/videos/rss"},
    AddressRule{"Vimeo", "vimeo.com", "/{name}", "https://vimeo.com/{name}/videos/rss"},
    AddressRule{"Dailymotion", "dailymotion.com", "/{name}", "https://www.dailymotion.com/rss/user/{name}"},
    AddressRule{"Stack Overflow", "stackoverflow.com", "/questions/tagged/{tag}",
                "https://stackoverflow.com/feeds/tag?tagnames={tag}"},
    AddressRule{"Hacker News", "news.ycombinator.com", "/...", "https://news.ycombinator.com/rss"},
    AddressRule{"arXiv", "arxiv.org", "/list/{subject}/...", "https://rss.arxiv.org/rss/{subject}"},
    AddressRule{"Mastodon", "*", "/@{name}/...", "{origin}/@{name}.rss", false},
    AddressRule{"Mastodon", "*", "/users/{name}/...", "{origin}/users/{name}.rss", false},
    AddressRule{"Lemmy", "*", "/c/{name}/...", "{origin}/feeds/c/{name}.xml", false},
};

// What a page of such a site holds; {inside} is what stands between `before` and `after`.
struct PageRule {
    std::string_view platform;
    std::string_view host;  // "" : any
    std::string_view before, after;
    std::string_view target;
    bool sure = true;
};
constexpr std::string_view videos = "https://www.youtube.com/feeds/videos.xml?channel_id={inside}";
constexpr std::array page_rules = {
    PageRule{"YouTube", "youtube.com", "rel=\"canonical\" href=\"https://www.youtube.com/channel/", "\"", videos},
    PageRule{"YouTube", "youtube.com", "itemprop=\"identifier\" content=\"", "\"", videos},
    PageRule{"YouTube", "youtube.com", "\"externalId\":\"", "\"", videos},
    PageRule{"YouTube", "youtube.com", "\"channelId\":\"", "\"", videos},
    PageRule{"Apple Podcasts", "podcasts.apple.com", "\"feedUrl\":\"", "\"", "{inside}"},
    PageRule{"Apple Podcasts", "itunes.apple.com", "\"feedUrl\":\"", "\"", "{inside}"},
    PageRule{"Substack", "", "://substackcdn.com", "", "{origin}/feed"},
    PageRule{"Medium", "", "content=\"com.medium.reader\"", "", "{origin}/feed"},
    PageRule{"Discourse", "", "<meta name=\"generator\" content=\"Discourse", "", "{origin}/latest.rss"},
    PageRule{"WordPress", "", "\"WordPress ", "", "{origin}/feed/"},
    PageRule{"WordPress", "", "/wp-content/", "", "{origin}/feed/", false},
    PageRule{"Blogger", "", "content='blogger'", "", "{origin}/feeds/posts/default"},
    PageRule{"Blogger", "", "content=\"blogger\"", "", "{origin}/feeds/posts/default"},
    PageRule{"Ghost", "", "content=\"Ghost ", "", "{origin}/rss/"},
    PageRule{"Drupal", "", "\"Drupal ", "", "{origin}/rss.xml", false},
    PageRule{"Joomla", "", "content=\"Joomla", "", "{origin}/?format=feed&type=rss", false},
    PageRule{"SPIP", "", "content=\"SPIP ", "", "{origin}/spip.php?page=backend", false},
    PageRule{"Hugo", "", "content=\"Hugo ", "", "{origin}/index.xml", false},
    PageRule{"Jekyll", "", "content=\"Jekyll ", "", "{origin}/feed.xml", false},
    PageRule{"Squarespace", "", "<!-- This is Squarespace. -->", "", "{address}?format=rss", false},
    PageRule{"Wix", "", "content=\"Wix.com", "", "{origin}/blog-feed.xml", false},
};

constexpr std::size_t max_page = 1u << 20;
constexpr std::size_t max_inside = 300;

using Names = std::map<std::string, std::string, std::less<>>;

std::string_view plain_host(std::string_view host) {
    for (const std::string_view prefix : {"www.", "m.", "old.", "mobile.", "new."})
        if (host.starts_with(prefix)) return host.substr(prefix.size());
    return host;
}

bool host_fits(std::string_view rule, std::string_view host) {
    // Any host but those that have rules of their own.
    if (rule == "*")
        return host.find('.') != std::string_view::npos &&
               std::ranges::find(rules, plain_host(host), &AddressRule::host) == rules.end();
    if (!rule.starts_with("*.")) return plain_host(host) == rule;
    return host.size() > rule.size() - 1 && host.ends_with(rule.substr(1)) && !host.starts_with("www.");
}

std::vector<std::string_view> segments_of(std::string_view path) {
    std::vector<std::string_view> out;
    while (!path.empty() && out.size() < 32) {
        const auto slash = std::min(path.find('/'), path.size());
        if (slash > 0) out.push_back(path.substr(0, slash));
        path.remove_prefix(std::min(slash + 1, path.size()));
    }
    return out;
}

// One segment against "@{name}" or "channel".
bool segment_fits(std::string_view rule, std::string_view segment, Names& names) {
    const auto open = rule.find('{');
    if (open == std::string_view::npos) return rule == segment;
    if (!segment.starts_with(rule.substr(0, open)) || segment.size() <= open) return false;
    names[std::string(rule.substr(open + 1, rule.size() - open - 2))] = segment.substr(open);
    return true;
}

std::string_view parameter(std::string_view query, std::string_view name) {
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const std::string_view part = query.substr(0, end);
        if (part.starts_with(name) && part.substr(name.size()).starts_with('=')) return part.substr(name.size() + 1);
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return {};
}

bool path_fits(std::string_view rule, const Url& url, Names& names) {
    const auto question = rule.find('?');
    auto wanted = segments_of(rule.substr(0, question));
    const auto given = segments_of(url.path());
    const bool open_end = !wanted.empty() && wanted.back() == "...";
    if (open_end) wanted.pop_back();
    if (given.size() < wanted.size() || (!open_end && given.size() > wanted.size())) return false;
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (!segment_fits(wanted[i], given[i], names)) return false;
    if (question == std::string_view::npos) return true;
    const std::string_view asked = rule.substr(question + 1);
    const auto equals = asked.find('=');
    const std::string_view value = parameter(url.query(), asked.substr(0, equals));
    return !value.empty() && segment_fits(asked.substr(equals + 1), value, names);
}

std::string filled(std::string_view target, const Names& names) {
    std::string out;
    while (!target.empty()) {
        const auto open = std::min(target.find('{'), target.size());
        out += target.substr(0, open);
        target.remove_prefix(open);
        if (target.empty()) break;
        const auto close = target.find('}');
        if (const auto found = names.find(target.substr(1, close - 1)); found != names.end()) out += found->second;
        target.remove_prefix(close + 1);
    }
    return out;
}

void add(std::vector<PlatformFeed>& out, const std::string& address, std::string_view platform, bool sure) {
    const auto url = Url::parse(address);
    if (!url || !url->is_web() || url->has_credentials()) return;
    if (std::ranges::find(out, url->href(), &PlatformFeed::url) == out.end())
        out.push_back({url->href(), platform, sure});
}

// What stands in a page's script: "https:\/\/e.org\/feed", "&amp;".
std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && text.substr(i + 1).starts_with("u0026")) {
            out += '&';
            i += 5;
        } else if (text[i] != '\\') {
            out += text[i];
        }
    }
    for (auto at = out.find("&amp;"); at != std::string::npos; at = out.find("&amp;", at + 1)) out.erase(at + 1, 4);
    return out;
}

std::vector<std::string> with_paths(const Url& url, std::initializer_list<std::string_view> paths) {
    std::vector<std::string> out;
    for (const std::string_view path : paths) out.push_back(url.origin() + std::string(path));
    return out;
}

}  // namespace

std::span<const AddressRule> address_rules() { return rules; }

std::vector<PlatformFeed> feeds_of_address(const Url& url) {
    std::vector<PlatformFeed> out;
    for (const AddressRule& rule : rules) {
        Names names = {{"origin", url.origin()}};
        if (!host_fits(rule.host, url.host()) || !path_fits(rule.path, url, names)) continue;
        add(out, filled(rule.target, names), rule.platform, rule.sure);
        if (!out.empty()) break;
    }
    return out;
}

std::vector<PlatformFeed> feeds_of_page(std::string_view html, const Url& url) {
    html = html.substr(0, max_page);
    std::vector<PlatformFeed> out;
    for (const PageRule& rule : page_rules) {
        if (!rule.host.empty() && plain_host(url.host()) != rule.host) continue;
        const auto at = html.find(rule.before);
        if (at == std::string_view::npos) continue;
        Names names = {{"origin", url.origin()}, {"address", url.origin() + std::string(url.path())}};
        if (!rule.after.empty()) {
            const std::string_view rest = html.substr(at + rule.before.size(), max_inside);
            const auto end = rest.find(rule.after);
            if (end == std::string_view::npos || end == 0) continue;
            names["inside"] = unescaped(rest.substr(0, end));
        }
        add(out, filled(rule.target, names), rule.platform, rule.sure);
    }
    return out;
}

std::vector<std::string> common_feed_addresses(const Url& url) {
    return with_paths(url, {"/feed/", "/rss.xml", "/feed.xml", "/rss", "/atom.xml", "/index.xml"});
}

std::vector<std::string> common_sitemap_addresses(const Url& url) {
    return with_paths(url, {"/news-sitemap.xml", "/sitemap-news.xml", "/sitemap.xml"});
}

}  // namespace octavo::feed
