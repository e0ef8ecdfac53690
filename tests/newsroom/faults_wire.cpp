// Faults of the wire: connections, framing, codings, sizes.
#include <brotli/encode.h>
#include <zstd.h>

#include "newsroom/faults.hpp"
#include "newsroom/press.hpp"

namespace octavo::newsroom {
namespace {

using Act = std::optional<Behaviour>;

std::string brotli(std::string_view text) {
    std::string out(text.size() + 1024, '\0');
    std::size_t size = out.size();
    BrotliEncoderCompress(1, 18, BROTLI_MODE_TEXT, text.size(), reinterpret_cast<const std::uint8_t*>(text.data()),
                          &size, reinterpret_cast<std::uint8_t*>(out.data()));
    out.resize(size);
    return out;
}

std::string zstd(std::string_view text) {
    std::string out(ZSTD_compressBound(text.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
    return out;
}

std::string half(std::string text) {
    text.resize(text.size() / 2);
    return text;
}

std::string coded(std::string_view coding) { return fmt::format("Content-Encoding: {}\r\n", coding); }

// Forty million bytes that say nothing, packed once.
const std::string& bomb_of(std::string_view coding) {
    static const std::string nothing(40u << 20, ' ');
    static const std::map<std::string, std::string, std::less<>> bombs = {
        {"gzip", gzip(nothing, 9)}, {"br", brotli(nothing)}, {"zstd", zstd(nothing)}};
    return bombs.find(coding)->second;
}

Act chunked(std::string body) {
    return bytes("HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nTransfer-Encoding: chunked\r\n\r\n",
                 std::move(body));
}

std::string one_byte_chunks(std::string_view text) {
    std::string out;
    for (const char c : text) out += fmt::format("1\r\n{}\r\n", c);
    return out + "0\r\n\r\n";
}

Act quiet_after(std::string head, std::string body = {}) {
    return planned({.head = std::move(head),
                    .body = std::make_shared<const std::string>(std::move(body)),
                    .silent = true,
                    .useless = true});
}

// Bytes of the head count as body here: the server paces what stands in the body.
Act byte_a_second(std::string head, std::string body) {
    return planned({.head = std::move(head),
                    .body = std::make_shared<const std::string>(std::move(body)),
                    .useless = true,
                    .every = std::chrono::seconds(1)});
}

Act with_length(std::string_view length, std::string_view site) {
    return bytes(
        fmt::format("HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: {}\r\n\r\n", length),
        usual_feed(site));
}

Act reset_after(std::string head, std::string body = {}) {
    return planned({.head = std::move(head),
                    .body = std::make_shared<const std::string>(std::move(body)),
                    .reset = true,
                    .useless = true});
}

constexpr std::string_view ok = "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n";

std::vector<FaultKind> connections() {
    return {
        {"connection-refused",
         "nobody listens at the address",
         "says so and tries again, ever more seldom",
         "failing",
         "connect",
         0,
         {},
         {},
         Way::refused},
        {"connection-reset",
         "the connection is accepted and reset at once",
         "says so and tries again later",
         "failing",
         "",
         0,
         {},
         {},
         Way::reset},
        {"hang-before-headers", "takes the request and says nothing", "gives up after its deadline, alone", "failing",
         "no answer", 0, [](const Scene& s) -> Act { return s.feed() ? Act(hang()) : std::nullopt; }},
        {"hang-after-headers", "sends a head and no body", "gives up after its deadline", "failing", "too slow", 0,
         [](const Scene& s) -> Act {
             return s.feed() ? quiet_after(fmt::format("{}Content-Length: 500\r\n\r\n", ok)) : std::nullopt;
         }},
        {"hang-mid-body", "stops in the middle of the body and stays", "gives up, keeps nothing of it", "failing",
         "too slow", 0,
         [](const Scene& s) -> Act {
             return s.feed() ? quiet_after(fmt::format("{}Content-Length: 5000\r\n\r\n", ok), half(usual_feed(s.site)))
                             : std::nullopt;
         }},
        {"slow-headers", "sends its head a byte a second", "gives up after its deadline", "failing", "no answer", 0,
         [](const Scene& s) -> Act {
             return s.feed() ? byte_a_second("", fmt::format("{}Content-Length: 0\r\n\r\n", ok)) : std::nullopt;
         }},
        {"slow-body", "sends its body a byte a second", "gives up below its least speed", "failing", "too slow", 0,
         [](const Scene& s) -> Act {
             const std::string body = usual_feed(s.site);
             return s.feed() ? byte_a_second(fmt::format("{}Content-Length: {}\r\n\r\n", ok, body.size()), body)
                             : std::nullopt;
         }},
        {"close-without-answer", "takes the request and closes", "does not ask again at once", "failing", "", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(bytes("")) : std::nullopt; }},
        {"reset-after-request", "resets the connection when asked", "does not ask again at once", "failing", "", 0,
         [](const Scene& s) -> Act { return s.feed() ? reset_after("") : std::nullopt; }},
        {"reset-mid-body", "resets the connection in the middle of the body", "keeps nothing of it", "failing", "", 0,
         [](const Scene& s) -> Act {
             return s.feed() ? reset_after(fmt::format("{}Content-Length: 5000\r\n\r\n", ok), half(usual_feed(s.site)))
                             : std::nullopt;
         }},
        {"closes-although-it-keeps", "promises keep-alive and closes after each answer",
         "opens a new connection without a fuss", "healthy", "", 3,
         [](const Scene& s) -> Act {
             if (!s.feed()) return std::nullopt;
             const std::string body = usual_feed(s.site);
             return bytes(fmt::format("{}Connection: keep-alive\r\nContent-Length: {}\r\n\r\n", ok, body.size()), body);
         }},
    };
}

std::vector<FaultKind> framing() {
    return {
        {"body-cut", "closes before the announced length", "keeps nothing of it, tries again", "failing", "", 0,
         [](const Scene& s) -> Act { return s.feed() ? with_length("90000", s.site) : std::nullopt; }},
        {"length-too-short", "sends more than the announced length",
         "reads what was announced and drops the connection", "healthy", "", 2,
         [](const Scene& s) -> Act { return s.feed() ? with_length("700", s.site) : std::nullopt; }},
        {"length-negative", "Content-Length: -5", "takes it for no HTTP", "failing", "", 0,
         [](const Scene& s) -> Act { return s.feed() ? with_length("-5", s.site) : std::nullopt; }},
        {"length-no-number", "Content-Length: many", "takes it for no HTTP", "failing", "", 0,
         [](const Scene& s) -> Act { return s.feed() ? with_length("many", s.site) : std::nullopt; }},
        {"chunks-without-size", "a chunk whose size is no number", "keeps nothing of it", "failing", "", 0,
         [](const Scene& s) -> Act { return s.feed() ? chunked("zz\r\n" + usual_feed(s.site)) : std::nullopt; }},
        {"chunks-cut", "closes before the last chunk", "keeps nothing of it", "failing", "", 0,
         [](const Scene& s) -> Act {
             const std::string body = usual_feed(s.site);
             return s.feed() ? chunked(fmt::format("{:x}\r\n{}\r\n", body.size(), body)) : std::nullopt;
         }},
        {"chunk-of-endless-size", "a chunk of 2^64-1 bytes", "keeps nothing of it, reserves nothing for it", "failing",
         "", 0,
         [](const Scene& s) -> Act {
             return s.feed() ? chunked("ffffffffffffffff\r\n" + usual_feed(s.site)) : std::nullopt;
         }},
        {"chunks-of-one-byte", "a chunk for each byte", "reads it", "healthy", "", 3,
         [](const Scene& s) -> Act { return s.feed() ? chunked(one_byte_chunks(usual_feed(s.site))) : std::nullopt; }},
        {"http-0.9", "a body without any head", "takes it for no answer", "failing", "", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(bytes("", usual_feed(s.site))) : std::nullopt; }},
        {"http-1.0", "HTTP/1.0, no length, the close is the end", "reads it", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed()
                        ? Act(bytes("HTTP/1.0 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n", usual_feed(s.site)))
                        : std::nullopt;
         }},
        {"not-http", "another protocol answers", "takes it for no answer", "failing", "", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(bytes("SSH-2.0-OpenSSH_9.2\r\n")) : std::nullopt; }},
        {"continue-for-ever", "100 Continue, thousands of times", "stops reading heads at a cap", "failing",
         "headers of more than", 0,
         [](const Scene& s) -> Act {
             if (!s.feed()) return std::nullopt;
             std::string head;
             for (int i = 0; i < 5000; ++i) head += "HTTP/1.1 100 Continue\r\n\r\n";
             return bytes(head);
         }},
        {"header-huge", "one header of 200 KB", "stops at a cap", "failing", "header", 0,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(bytes(fmt::format("{}X: {}\r\n\r\n", ok, std::string(200'000, 'x')))) : std::nullopt;
         }},
        {"headers-many", "a thousand headers", "stops at a cap", "failing", "headers", 0,
         [](const Scene& s) -> Act {
             if (!s.feed()) return std::nullopt;
             std::string head(ok);
             for (int i = 0; i < 1000; ++i) head += fmt::format("X-{}: 1\r\n", i);
             return bytes(head + "\r\n");
         }},
        {"headers-endless", "headers without end", "stops at a cap", "failing", "headers", 0,
         [](const Scene& s) -> Act {
             if (!s.feed()) return std::nullopt;
             return planned({.head = std::string(ok),
                             .body = std::make_shared<const std::string>("X-Again: and again\r\n"),
                             .endless = true,
                             .useless = true});
         }},
        {"header-with-nul", "a NUL inside a header", "takes it for no answer", "failing", "", 0,
         [](const Scene& s) -> Act {
             using namespace std::string_literals;
             return s.feed() ? Act(bytes(std::string(ok) + "X: a\0b\r\nContent-Length: 0\r\n\r\n"s)) : std::nullopt;
         }},
        {"etag-with-control-bytes", "an ETag that would break out of its line", "reads the feed, never sends that back",
         "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(usual_feed(s.site), "ETag: \"a\rCookie: b=c\"\r\n")) : std::nullopt;
         }},
    };
}

std::vector<FaultKind> codings() {
    std::vector<FaultKind> out = {
        {"gzip-cut", "half of a gzip body", "keeps nothing of it", "failing", "broken gzip", 0,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send_useless(half(gzip(usual_feed(s.site))), coded("gzip"))) : std::nullopt;
         }},
        {"brotli-cut", "half of a brotli body", "keeps nothing of it", "failing", "broken brotli", 0,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send_useless(half(brotli(usual_feed(s.site))), coded("br"))) : std::nullopt;
         }},
        {"zstd-cut", "half of a zstd body", "keeps nothing of it", "failing", "broken zstd", 0,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send_useless(half(zstd(usual_feed(s.site))), coded("zstd"))) : std::nullopt;
         }},
        {"gzip-lie", "says gzip and sends plain text", "does not guess", "failing", "broken gzip", 0,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send_useless(usual_feed(s.site), coded("gzip"))) : std::nullopt;
         }},
        {"gzip-twice", "packed twice, and says so", "unpacks one layer at most", "failing", "content-encoding", 0,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send_useless(gzip(gzip(usual_feed(s.site))), coded("gzip, gzip"))) : std::nullopt;
         }},
        {"gzip-twice-unsaid", "packed twice, and says once", "unpacks one layer at most", "failing", "", 0,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send_useless(gzip(gzip(usual_feed(s.site))), coded("gzip"))) : std::nullopt;
         }},
        {"coding-unknown", "a coding nobody asked for", "says which", "failing", "compress", 0,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send_useless(usual_feed(s.site), coded("compress"))) : std::nullopt;
         }},
        {"feed-of-100-megabytes", "announces 100 MB", "does not begin to read it", "failing", "100000000 bytes", 0,
         [](const Scene& s) -> Act {
             if (!s.feed()) return std::nullopt;
             return planned({.head = fmt::format("{}Content-Length: 100000000\r\n\r\n", ok),
                             .body = std::make_shared<const std::string>(64u << 10, ' '),
                             .endless = true,
                             .useless = true});
         }},
        {"body-endless", "a body without end", "stops at a cap", "failing", "more than", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(endless()) : std::nullopt; }},
    };
    out.push_back({"gzip-bomb", "40 MB of nothing in 40 KB of gzip", "stops unpacking at a ratio", "failing",
                   "unpack to more than", 0, [](const Scene& s) -> Act {
                       return s.feed() ? Act(send_useless(bomb_of("gzip"), coded("gzip"))) : std::nullopt;
                   }});
    out.push_back({"brotli-bomb", "40 MB of nothing in a few dozen bytes of brotli", "stops unpacking at a ratio",
                   "failing", "unpack to more than", 0, [](const Scene& s) -> Act {
                       return s.feed() ? Act(send_useless(bomb_of("br"), coded("br"))) : std::nullopt;
                   }});
    out.push_back({"zstd-bomb", "40 MB of nothing in 4 KB of zstd", "stops unpacking at a ratio", "failing",
                   "unpack to more than", 0, [](const Scene& s) -> Act {
                       return s.feed() ? Act(send_useless(bomb_of("zstd"), coded("zstd"))) : std::nullopt;
                   }});
    return out;
}

// The rule of the last one is shown by tests/fetch/tls_test.cpp, for the newsroom speaks HTTP/1.1 only.
std::vector<FaultKind> tls() {
    const auto kind = [](std::string_view name, std::string_view what, std::string_view must, std::string_view state,
                         std::string_view reason, int articles) {
        return FaultKind{name, what, must, state, reason, articles, {}, {}, Way::tls};
    };
    return {
        kind("tls-expired", "a certificate of yesterday", "trusts nobody without a valid one", "failing", "expired", 0),
        kind("tls-other-name", "another host's certificate", "trusts nobody under a foreign name", "failing",
             "certificate", 0),
        kind("tls-unknown-authority", "a certificate nobody vouches for", "trusts nobody unknown", "failing",
             "certificate", 0),
        kind("tls-hang", "takes the connection and never greets", "gives up after its deadline", "failing", "", 0),
        kind("tls-close", "closes while it greets", "says so and tries again later", "failing", "", 0),
        kind("tls-plain", "speaks plain HTTP where TLS is due", "says so and tries again later", "failing", "", 0),
        kind("tls-http2-refused", "agrees to HTTP/2, then insists on HTTP/1.1", "asks again by HTTP/1.1", "healthy", "",
             3),
    };
}

}  // namespace

std::vector<FaultKind> wire_faults() {
    std::vector<FaultKind> out;
    for (auto* group : {connections, framing, codings, tls})
        for (FaultKind& kind : group()) out.push_back(std::move(kind));
    return out;
}

}  // namespace octavo::newsroom
