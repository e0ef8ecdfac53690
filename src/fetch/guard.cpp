#include "fetch/guard.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "base/utf8.hpp"

namespace octavo::fetch {
namespace {

// Every IP is held as 16 bytes; IPv4 in its mapped form (::ffff:a.b.c.d), so one table and one comparison serve both.
using Ip = std::array<std::uint8_t, 16>;
constexpr Ip mapped_prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

Ip from_v4(const in_addr& v4) {
    Ip ip = mapped_prefix;
    std::memcpy(ip.data() + 12, &v4, 4);
    return ip;
}

std::optional<Ip> parse_ip(std::string_view text) {
    if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
    if (text.size() > 64) return std::nullopt;
    const std::string copy(text);
    in_addr v4{};
    if (inet_pton(AF_INET, copy.c_str(), &v4) == 1) return from_v4(v4);
    Ip v6{};
    if (inet_pton(AF_INET6, copy.c_str(), v6.data()) == 1) return v6;
    return std::nullopt;
}

bool inside(const Ip& ip, const Ip& prefix, unsigned bits) {
    const unsigned whole = bits / 8;
    if (std::memcmp(ip.data(), prefix.data(), whole) != 0) return false;
    if (bits % 8 == 0) return true;
    const auto mask = static_cast<std::uint8_t>(0xff << (8 - bits % 8));
    return ((ip[whole] ^ prefix[whole]) & mask) == 0;
}

struct Range {
    std::string_view cidr;
    std::string_view why;
};

constexpr Range denied_v4[] = {
    {"0.0.0.0/8", "this network (RFC 791)"},
    {"10.0.0.0/8", "private (RFC 1918)"},
    {"100.64.0.0/10", "shared by carriers (RFC 6598)"},
    {"127.0.0.0/8", "loopback"},
    {"169.254.0.0/16", "link-local, where clouds keep their metadata"},
    {"172.16.0.0/12", "private (RFC 1918)"},
    {"192.0.0.0/24", "IETF protocol assignments"},
    {"192.0.2.0/24", "documentation"},
    {"192.31.196.0/24", "AS112"},
    {"192.52.193.0/24", "AMT"},
    {"192.88.99.0/24", "6to4 relays (deprecated)"},
    {"192.168.0.0/16", "private (RFC 1918)"},
    {"192.175.48.0/24", "AS112"},
    {"198.18.0.0/15", "benchmarking"},
    {"198.51.100.0/24", "documentation"},
    {"203.0.113.0/24", "documentation"},
    {"224.0.0.0/4", "multicast"},
    {"240.0.0.0/4", "reserved, and broadcast"},
    {"168.63.129.16/32", "a cloud's platform address"},  // public by number, local by meaning (Azure)
};

constexpr Range denied_v6[] = {
    {"::/96", "unspecified, loopback or IPv4-compatible (deprecated)"},
    {"::ffff:0:0:0/96", "IPv4-translated (RFC 2765)"},
    {"64:ff9b:1::/48", "NAT64 for local use"},
    {"100::/64", "discard"},
    {"100:0:0:1::/64", "dummy prefix"},
    {"2001::/23", "IETF protocol assignments, Teredo among them"},
    {"2001:db8::/32", "documentation"},
    {"2002::/16", "6to4"},
    {"2620:4f:8000::/48", "AS112"},
    {"3fff::/20", "documentation"},
    {"5f00::/16", "SRv6 segments"},
    {"fc00::/7", "unique local"},
    {"fe80::/10", "link-local"},
    {"fec0::/10", "site-local (deprecated)"},
    {"ff00::/8", "multicast"},
};

struct Compiled {
    Ip prefix;
    unsigned bits;
    Range range;
};

std::vector<Compiled> compile() {
    std::vector<Compiled> out;
    const auto add = [&](const Range& range, unsigned offset) {
        const auto slash = range.cidr.find('/');
        unsigned bits = 0;
        std::from_chars(range.cidr.data() + slash + 1, range.cidr.data() + range.cidr.size(), bits);
        out.push_back({*parse_ip(range.cidr.substr(0, slash)), bits + offset, range});
    };
    for (const Range& range : denied_v4) add(range, 96);
    for (const Range& range : denied_v6) add(range, 0);
    return out;
}

Ruling block(std::string why) { return {Verdict::block, std::move(why)}; }
Ruling reject(std::string why) { return {Verdict::reject, std::move(why)}; }

Ruling judge_bytes(Ip ip) {
    static const std::vector<Compiled> table = compile();
    static const Ip nat64 = *parse_ip("64:ff9b::");
    // RFC 6052: the well-known prefix carries an IPv4 address, and that is where the packet goes.
    if (inside(ip, nat64, 96)) {
        Ip inner = mapped_prefix;
        std::copy(ip.begin() + 12, ip.end(), inner.begin() + 12);
        ip = inner;
    }
    for (const Compiled& entry : table)
        if (inside(ip, entry.prefix, entry.bits))
            return block(fmt::format("{}: {}", entry.range.cidr, entry.range.why));
    if (inside(ip, mapped_prefix, 96)) return {};
    if ((ip[0] & 0xe0) != 0x20) return block("not global unicast (2000::/3)");
    // RFC 5214: an interface identifier 0000:5efe or 0200:5efe carries an IPv4 address of the site.
    if ((ip[8] & 0xfd) == 0 && ip[9] == 0 && ip[10] == 0x5e && ip[11] == 0xfe) return block("ISATAP (RFC 5214)");
    return {};
}

// Names that mean this machine or this site, whatever a resolver says.
constexpr std::string_view local_suffixes[] = {
    "localhost", "local", "internal", "home.arpa",   "lan",  "intranet", "corp",         "home",
    "private",   "onion", "svc",      "localdomain", "test", "invalid",  "in-addr.arpa", "ip6.arpa",
};

std::string_view without_dot(std::string_view host) {
    if (host.ends_with('.')) host.remove_suffix(1);
    return host;
}

bool ends_in_label(std::string_view host, std::string_view suffix) {
    if (!host.ends_with(suffix)) return false;
    return host.size() == suffix.size() || host[host.size() - suffix.size() - 1] == '.';
}

Ruling judge_name(std::string_view host) {
    host = without_dot(host);
    if (host.empty() || host.size() > 253) return reject("no host name");
    for (const std::string_view suffix : local_suffixes)
        if (ends_in_label(host, suffix)) return block(fmt::format("a local name (.{})", suffix));
    std::size_t label = 0;
    for (const char c : host) {
        const bool known = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (c == '.' ? label == 0 : !known) return reject("not a host name");
        label = c == '.' ? 0 : label + 1;
        if (label > 63) return reject("not a host name");
    }
    const auto dot = host.rfind('.');
    if (dot == std::string_view::npos) return block("a local name (no dot)");
    // The URL standard turns every spelling of an IPv4 address into four decimal numbers. What still ends in a number
    // is something another parser might read as an address, so nobody gets to.
    const std::string_view last = host.substr(dot + 1);
    if (last.empty() || (last[0] >= '0' && last[0] <= '9')) return reject("not a host name");
    return {};
}

// Spellings that two parsers read as two different hosts. We would go to the one the URL standard names, but whoever
// checked the address before us may have seen the other, so nobody gets to use the difference.
bool read_differently(std::string_view text) {
    const auto slashes = text.find("//");
    if (slashes == std::string_view::npos) return text.contains('\\');
    std::string_view authority = text.substr(slashes + 2);
    authority = authority.substr(0, authority.find('/'));
    if (text.substr(0, slashes).contains('\\') || authority.contains('\\')) return true;
    const auto mark = authority.find_first_of("#?");
    if (mark != std::string_view::npos && authority.find('@', mark) != std::string_view::npos) return true;
    // 010.0.0.1 is 8.0.0.1 to some and 10.0.0.1 to others.
    const std::string_view host = authority.substr(0, authority.find_first_of(":?#"));
    if (host.find_first_not_of("0123456789.") != std::string_view::npos) return false;
    for (std::size_t i = 0; i + 1 < host.size(); ++i)
        if (host[i] == '0' && host[i + 1] != '.' && (i == 0 || host[i - 1] == '.')) return true;
    return false;
}

}  // namespace

std::string_view name_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::allow:
            return "allow";
        case Verdict::block:
            return "block";
        case Verdict::reject:
            return "reject";
    }
    std::unreachable();
}

Guard::Guard(GuardRules rules) : rules_(std::move(rules)) {
    for (std::string& host : rules_.private_hosts_allowed) host = utf8::lower(host);
}

bool Guard::operator_allows(std::string_view host) const {
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    return std::ranges::any_of(rules_.private_hosts_allowed, [&](std::string_view allowed) {
        return without_dot(host) == without_dot(allowed) || fmt::format("[{}]", host) == allowed;
    });
}

Ruling Guard::judge(std::string_view text) const {
    const auto url = Url::parse(text);
    if (!url) return reject("not an address");
    Ruling ruling = judge(*url);
    if (ruling.allowed() && read_differently(text)) return reject("parsers differ on what its host is");
    return ruling;
}

Ruling Guard::judge(const Url& url) const {
    if (!url.is_web()) return reject(fmt::format("scheme {} is not fetched", url.scheme()));
    if (!operator_allows(url.host())) {
        const auto ip = parse_ip(url.host());
        Ruling ruling = ip ? judge_bytes(*ip) : judge_name(url.host());
        if (!ruling.allowed()) return ruling;
    }
    if (url.has_credentials()) return reject("credentials in the address");
    if (std::ranges::find(rules_.ports, url.port()) == rules_.ports.end())
        return reject(fmt::format("port {} is not fetched", url.port()));
    return {};
}

Ruling Guard::judge_address(const sockaddr* address, std::string_view host) const {
    if (!address) return reject("no address");
    Ip ip{};
    if (address->sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, address, sizeof v4);
        ip = from_v4(v4.sin_addr);
    } else if (address->sa_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, address, sizeof v6);
        std::memcpy(ip.data(), &v6.sin6_addr, ip.size());
    } else {
        return block("not an internet address");
    }
    if (operator_allows(host)) return {};
    return judge_bytes(ip);
}

Ruling Guard::judge_ip(std::string_view text, std::string_view host) const {
    const auto ip = parse_ip(text);
    if (!ip) return reject("not an IP address");
    if (operator_allows(host) || operator_allows(text)) return {};
    return judge_bytes(*ip);
}

}  // namespace octavo::fetch
