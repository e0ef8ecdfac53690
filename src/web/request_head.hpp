// Reads the head of one HTTP/1.1 request (RFC 9112) with Beast's parser, which is strict about line ends, header names
// and lengths; keeps the few fields the site wants to know.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace octavo::web {

constexpr std::size_t longest_head = 16 * 1024;
constexpr std::size_t longest_target = 4 * 1024;

struct RequestHead {
    bool get = false, head = false, post = false, options = false;
    std::string target, host, accept_encoding, accept_language, if_none_match, cookie, range, if_range, forwarded_for,
        content_type, hub_signature, origin, fetch_site, user_agent, purpose, authorization;
    int hosts = 0;
    int version = 11;
    bool keep_alive = true;
    bool has_body = false, chunked = false;
    std::uint64_t length = 0;  // of the body, as announced
    bool expects = false;      // waits for our word before it sends the body
    bool proxied = false;      // somebody passed it on, and says so

    void clear();
};

// 0 when `bytes` (a whole head, up to and with its empty line) was read into `head`, else the status to refuse it with.
int read_head(std::string_view bytes, RequestHead& head);

}  // namespace octavo::web
