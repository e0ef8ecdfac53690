// A name is judged as it is written, and may then lead anywhere: whoever owns the name owns its answers.
//   rebind.example   first asked: 203.0.113.7, fine     asked again to connect: 127.0.0.1, our own house
// So the guard is asked once more with the address itself, when the socket is opened and again before each request
// goes out, for a connection may be an old one. Under test only the newsroom is let through (plain HTTP on loopback).
#include "fetch/last_word.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstring>

namespace octavo::fetch {
namespace {

bool is_newsroom(const sockaddr* address, std::uint16_t port) {
    if (address->sa_family != AF_INET) return false;
    sockaddr_in v4{};
    std::memcpy(&v4, address, sizeof v4);
    return v4.sin_addr.s_addr == htonl(INADDR_LOOPBACK) && v4.sin_port == htons(port);
}

}  // namespace

Ruling LastWord::judge(const sockaddr* address, std::string_view host) const {
    if (!newsroom_) return guard_.judge_address(address, host);
    return is_newsroom(address, *newsroom_) ? Ruling{} : Ruling{Verdict::block, "not the newsroom"};
}

Ruling LastWord::judge(std::string_view ip, int port, std::string_view host) const {
    if (newsroom_ && ip == "127.0.0.1" && port == *newsroom_) return {};
    return guard_.judge_ip(ip, host);
}

}  // namespace octavo::fetch
