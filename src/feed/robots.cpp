// robots.txt, read as RFC 9309 says and as forgivingly as the matcher most sites were written for.
//
//   User-agent: OctavoBot          a group starts; several agents may share it
//   Disallow: /archive/            rules, until the next User-agent behind a rule
//   Allow: /archive/free*.html$
//   Sitemap: https://...           belongs to nobody
// For a target, the longest pattern that matches decides, Allow on a tie; no match is allowed.
// Departures from the letter, all in the reader's favour of what the publisher plainly meant: misspelt keys, a missing
// colon, "/index.html" allowed also allows "/".
// Checked by tests/feed/robots_test.cpp and fuzz/robots.cpp.
#include "feed/robots.hpp"

#include "base/utf8.hpp"

namespace octavo::feed {
namespace {

constexpr std::size_t max_line = 16 * 1024;

enum class Key { agent, allow, disallow, delay, sitemap, other };

Key key_of(std::string_view word) {
    const std::string key = utf8::lower(word);
    for (const std::string_view agent : {"user-agent", "useragent", "user agent"})
        if (key.starts_with(agent)) return Key::agent;
    for (const std::string_view disallow : {"disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"})
        if (key.starts_with(disallow)) return Key::disallow;
    if (key.starts_with("allow")) return Key::allow;
    if (key.starts_with("crawl-delay") || key.starts_with("crawldelay")) return Key::delay;
    if (key.starts_with("sitemap") || key.starts_with("site-map")) return Key::sitemap;
    return Key::other;
}

// "key: value", "key value"; comments off.
std::optional<std::pair<std::string_view, std::string_view>> split(std::string_view line) {
    line = utf8::trim(line.substr(0, line.find('#')));
    auto separator = line.find(':');
    if (separator == std::string_view::npos) {
        // Without a colon only two words are a rule: more would be prose.
        separator = line.find_first_of(" \t");
        if (separator == std::string_view::npos) return std::nullopt;
        const auto value = utf8::trim(line.substr(separator));
        if (value.empty() || value.find_first_of(" \t") != std::string_view::npos) return std::nullopt;
    }
    const auto key = utf8::trim(line.substr(0, separator));
    if (key.empty()) return std::nullopt;
    return std::pair{key, utf8::trim(line.substr(separator + 1))};
}

constexpr bool hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// Escapes in upper case and bytes outside ASCII escaped (section 2.2.2), so that both sides of a comparison agree.
std::string canonical(std::string_view path) {
    std::string out;
    out.reserve(path.size());
    for (std::size_t i = 0; i < path.size(); ++i) {
        const char c = path[i];
        if (c == '%' && i + 2 < path.size() && hex(path[i + 1]) && hex(path[i + 2])) {
            const auto upper = [](char h) { return h >= 'a' ? static_cast<char>(h - 'a' + 'A') : h; };
            out += '%';
            out += upper(path[i + 1]);
            out += upper(path[i + 2]);
            i += 2;
        } else if (static_cast<unsigned char>(c) >= 0x80) {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        } else {
            out += c;
        }
    }
    return out;
}

// "*" is any run, "$" at the end is the end. The pieces between stars are found leftmost, which is enough: whatever a
// later placing could match, the leftmost one leaves more room for.
bool matches(std::string_view pattern, std::string_view target) {
    const bool anchored = pattern.ends_with('$');
    if (anchored) pattern.remove_suffix(1);
    const auto star = pattern.find('*');
    const std::string_view head = pattern.substr(0, star);
    if (!target.starts_with(head)) return false;
    if (star == std::string_view::npos) return !anchored || target.size() == head.size();
    target.remove_prefix(head.size());
    pattern.remove_prefix(star + 1);
    for (;;) {
        const auto next = pattern.find('*');
        const std::string_view piece = pattern.substr(0, next);
        if (next == std::string_view::npos) {
            if (anchored) return target.ends_with(piece);
            return piece.empty() || target.find(piece) != std::string_view::npos;
        }
        const auto at = target.find(piece);
        if (at == std::string_view::npos) return false;
        target.remove_prefix(at + piece.size());
        pattern.remove_prefix(next + 1);
    }
}

// The product token of a User-agent line: "Googlebot/2.1" and "Foo Bar" name Googlebot and Foo (section 2.2.1).
std::string_view token_of(std::string_view value) {
    if (value == "*" || value.starts_with("* ")) return "*";
    std::size_t n = 0;
    while (n < value.size() && ((value[n] >= 'a' && value[n] <= 'z') || (value[n] >= 'A' && value[n] <= 'Z') ||
                                value[n] == '-' || value[n] == '_'))
        ++n;
    return value.substr(0, n);
}

std::optional<double> seconds_of(std::string_view value) {
    double seconds = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), seconds);
    if (read.ec != std::errc{} || !(seconds >= 0) || seconds > 1e6) return std::nullopt;
    return seconds;
}

}  // namespace

Robots Robots::parse(std::string_view bytes) {
    Robots robots;
    bytes = bytes.substr(0, max_bytes);
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    bool rules_seen = true;  // a User-agent line now starts a new group
    while (!bytes.empty()) {
        const auto end = std::min(bytes.find_first_of("\r\n"), bytes.size());
        const auto entry = split(bytes.substr(0, std::min(end, max_line)));
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
        if (!entry) continue;
        const auto& [key, value] = *entry;
        const Key kind = key_of(key);
        if (kind == Key::sitemap) {
            if (!value.empty() && robots.sitemaps_.size() < 1000) robots.sitemaps_.emplace_back(value);
        } else if (kind == Key::agent) {
            if (rules_seen) robots.groups_.emplace_back();
            rules_seen = false;
            robots.groups_.back().agents.emplace_back(token_of(value));
        } else if (kind != Key::other && !robots.groups_.empty()) {
            Group& group = robots.groups_.back();
            if (kind == Key::delay) {
                // Not a rule of the RFC, so it does not end the list of agents (section 2.2.4).
                if (!group.delay) group.delay = seconds_of(value);
                continue;
            }
            rules_seen = true;
            if (!value.empty()) group.rules.push_back({kind == Key::allow, canonical(value)});
        }
    }
    return robots;
}

std::vector<const Robots::Group*> Robots::groups_for(std::string_view agent) const {
    std::vector<const Group*> own, everyone;
    for (const Group& group : groups_) {
        const auto names = [&](std::string_view name) {
            return std::ranges::any_of(group.agents,
                                       [&](std::string_view a) { return utf8::equal_ignoring_case(a, name); });
        };
        if (names(agent)) own.push_back(&group);
        if (names("*")) everyone.push_back(&group);
    }
    return own.empty() ? everyone : own;
}

void Robots::keep_for(std::string_view agent) {
    std::vector<Group> kept;
    for (const Group* group : groups_for(agent))
        kept.push_back(std::move(groups_[static_cast<std::size_t>(group - groups_.data())]));
    for (Group& group : kept) group.rules.shrink_to_fit();
    kept.shrink_to_fit();
    groups_ = std::move(kept);
    sitemaps_ = {};
}

std::size_t Robots::bytes() const {
    std::size_t sum = sitemaps_.capacity() * sizeof(std::string) + groups_.capacity() * sizeof(Group);
    for (const Group& group : groups_) {
        sum += group.agents.capacity() * sizeof(std::string) + group.rules.capacity() * sizeof(Rule);
        for (const Rule& rule : group.rules) sum += rule.path.capacity() > 15 ? rule.path.capacity() + 1 : 0;
    }
    return sum;
}

bool Robots::allowed(std::string_view agent, std::string_view target) const {
    const std::string path = canonical(target.substr(0, target.find('#')));
    std::size_t best = 0;
    bool allow = true;
    const auto consider = [&](bool rule_allows, std::string_view pattern) {
        if (pattern.size() < best || (pattern.size() == best && (allow || !rule_allows))) return;
        if (!matches(pattern, path)) return;
        best = pattern.size();
        allow = rule_allows;
    };
    for (const Group* group : groups_for(agent)) {
        for (const Rule& rule : group->rules) {
            consider(rule.allow, rule.path);
            // "Allow: /index.html" is how people say that the front page is free.
            const auto slash = rule.path.rfind('/');
            if (rule.allow && slash != std::string::npos && rule.path.compare(slash, 10, "/index.htm") == 0)
                consider(true, rule.path.substr(0, slash + 1) + "$");
        }
    }
    return allow;
}

bool Robots::allowed_url(std::string_view agent, std::string_view url) const {
    const auto scheme_end = url.find("://");
    const auto early = url.find_first_of("/?;", url.starts_with("//") ? 2 : 0);
    std::size_t from = url.starts_with("//") ? 2 : 0;
    if (scheme_end != std::string_view::npos && scheme_end <= early) from = scheme_end + 3;
    const auto start = url.find_first_of("/?;", from);
    const auto hash = url.find('#', from);
    if (start == std::string_view::npos || hash < start) return allowed(agent, "/");
    const std::string_view target = url.substr(start, hash == std::string_view::npos ? hash : hash - start);
    return allowed(agent, target[0] == '/' ? std::string(target) : "/" + std::string(target));
}

std::optional<double> Robots::crawl_delay(std::string_view agent) const {
    for (const Group* group : groups_for(agent))
        if (group->delay) return group->delay;
    return std::nullopt;
}

}  // namespace octavo::feed
