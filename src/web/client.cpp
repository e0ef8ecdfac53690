#include "web/client.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <cstring>

namespace octavo::web {
namespace {

constexpr std::array<std::uint8_t, 12> mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

bool is_mapped(const PeerAddress& a) { return std::equal(mapped.begin(), mapped.end(), a.begin()); }

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    return text;
}

// Without brackets and port: "[::1]:80" -> "::1", "192.0.2.1:80" -> "192.0.2.1".
std::string_view bare(std::string_view text) {
    if (text.starts_with('[')) return text.substr(1, std::min(text.find(']'), text.size()) - 1);
    const auto colon = text.find(':');
    return colon == text.rfind(':') ? text.substr(0, colon) : text;
}

}  // namespace

std::optional<PeerAddress> read_address(std::string_view text) {
    text = bare(trimmed(text));
    std::array<char, INET6_ADDRSTRLEN> name{};
    if (text.empty() || text.size() >= name.size()) return std::nullopt;
    std::ranges::copy(text, name.begin());
    PeerAddress address{};
    if (::inet_pton(AF_INET6, name.data(), address.data()) == 1) return address;
    if (::inet_pton(AF_INET, name.data(), address.data() + mapped.size()) != 1) return std::nullopt;
    std::ranges::copy(mapped, address.begin());
    return address;
}

PeerAddress client_of(const PeerAddress& peer, std::string_view forwarded_for, std::span<const PeerAddress> trusted) {
    PeerAddress client = peer;
    while (!forwarded_for.empty() && std::ranges::find(trusted, client) != trusted.end()) {
        const auto comma = forwarded_for.rfind(',');
        const auto last = forwarded_for.substr(comma == std::string_view::npos ? 0 : comma + 1);
        forwarded_for = comma == std::string_view::npos ? std::string_view() : forwarded_for.substr(0, comma);
        const auto named = read_address(last);
        if (!named) break;
        client = *named;
    }
    return client;
}

bool is_loopback(const PeerAddress& address) {
    if (is_mapped(address)) return address[mapped.size()] == 127;
    constexpr PeerAddress one = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    return address == one;
}

std::uint64_t household(const PeerAddress& address) {
    std::uint64_t key = 0;
    std::memcpy(&key, address.data() + (is_mapped(address) ? 8 : 0), sizeof key);
    return key;
}

}  // namespace octavo::web
