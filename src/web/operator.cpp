#include "web/operator.hpp"

#include <algorithm>

namespace octavo::web {
namespace {

bool is_own_name(std::string_view host) {
    const auto end = host.starts_with('[') ? host.find(']') + 1 : host.find(':');
    const std::string_view name = host.substr(0, end);
    return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

}  // namespace

bool is_operator(const Request& request, bool is_public, std::span<const PeerAddress> trusted) {
    if (!is_public) return true;
    const bool by_proxy = std::ranges::find(trusted, request.peer) != trusted.end() && !request.forwarded_for.empty();
    if (by_proxy) return is_loopback(client_of(request.peer, request.forwarded_for, trusted));
    return is_loopback(request.peer) && !request.proxied && is_own_name(request.host);
}

}  // namespace octavo::web
