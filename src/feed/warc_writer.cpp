// Records, packed.
//
//   {uri: https://tram.example/1, status: 200, metadata: {"guid":"t1"}, body: <p>It opened.}
//     ->  metadata record  (gzip member)   {"guid":"t1"}
//         response record  (gzip member)   HTTP/1.1 200 CRLF ... CRLF CRLF <p>It opened.
//
// We keep bodies as we read them, without their content-encoding: a header that no longer says what follows it is kept
// under the name the web archives' other tools give it, X-Archive-Orig-Content-Encoding. There is no request record:
// the transport writes the request's bytes and does not show them, and what nobody saw is not made up. Names of records
// are made from what is in them, so that this file needs neither chance nor a clock.
// Checked by tests/feed/warc_writer_test.cpp, which reads everything back.
#include "feed/warc_writer.hpp"

#include <libdeflate.h>
#include <openssl/sha.h>

#include <array>
#include <memory>

#include "base/hash.hpp"
#include "base/utf8.hpp"

namespace octavo::feed {
namespace {

constexpr int level = 6;

// Packed as one gzip member; "" only when there is no memory for it.
std::string gzip_member(std::string_view bytes) {
    struct Free {
        void operator()(libdeflate_compressor* it) const { libdeflate_free_compressor(it); }
    };
    thread_local const std::unique_ptr<libdeflate_compressor, Free> packer(libdeflate_alloc_compressor(level));
    if (!packer) return {};
    std::string out(libdeflate_gzip_compress_bound(packer.get(), bytes.size()), '\0');
    out.resize(libdeflate_gzip_compress(packer.get(), bytes.data(), bytes.size(), out.data(), out.size()));
    return out;
}

// "sha1:" and 32 letters of RFC 4648 base32, upper case: how archives label what they hold. It says whether bytes were
// damaged, not who wrote them, for which SHA-1 would be too weak.
std::string sha1_label(std::string_view bytes) {
    std::array<unsigned char, SHA_DIGEST_LENGTH> digest{};
    SHA1(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out = "sha1:";
    unsigned bits = 0, have = 0;
    for (const unsigned char byte : digest) {
        bits = bits << 8 | byte;
        for (have += 8; have >= 5; have -= 5) out += letters[bits >> (have - 5) & 31];
    }
    return out;
}

// RFC 9562, section 5.8: a UUID of one's own making.
std::string record_id(std::string_view type, std::string_view uri, Instant date, std::string_view block) {
    const Digest hash = digest(fmt::format("{} {} {}\n{}", type, uri, to_unix_ms(date), block));
    std::string hex = to_hex({reinterpret_cast<const char*>(hash.data()), 16});
    hex[12] = '8';
    hex[16] = "89ab"[hash[8] & 3];
    return fmt::format("<urn:uuid:{}-{}-{}-{}-{}>", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4),
                       hex.substr(16, 4), hex.substr(20));
}

// On one line, whatever came.
std::string line(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c == '\r' || c == '\n' || c == '\0') c = ' ';
    return out;
}

struct Record {
    std::string_view type, uri, content_type;
    Instant date{};
    std::string id, concurrent_to = {}, payload_digest = {}, file_name = {};
};

std::string packed(const Record& record, std::string_view block) {
    std::string head = fmt::format("WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\n", record.type,
                                   record.id, to_iso(record.date));
    const auto field = [&](std::string_view name, std::string_view value) {
        if (!value.empty()) fmt::format_to(std::back_inserter(head), "{}: {}\r\n", name, line(value));
    };
    field("WARC-Target-URI", record.uri);
    field("WARC-Filename", record.file_name);
    field("WARC-Concurrent-To", record.concurrent_to);
    field("WARC-Block-Digest", sha1_label(block));
    field("WARC-Payload-Digest", record.payload_digest);
    field("Content-Type", record.content_type);
    fmt::format_to(std::back_inserter(head), "Content-Length: {}\r\n\r\n", block.size());
    head += block;
    head += "\r\n\r\n";
    return gzip_member(head);
}

bool is_token(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7F && c != ':'; });
}

// The answer as it would have come without its encodings.
std::string message(const WarcExchange& exchange) {
    std::string out = fmt::format("HTTP/1.1 {} \r\n", exchange.status);
    for (const auto& [name, value] : exchange.headers) {
        if (!is_token(name)) continue;
        const bool framing = utf8::equal_ignoring_case(name, "content-encoding") ||
                             utf8::equal_ignoring_case(name, "transfer-encoding") ||
                             utf8::equal_ignoring_case(name, "content-length");
        fmt::format_to(std::back_inserter(out), "{}{}: {}\r\n", framing ? "X-Archive-Orig-" : "", name, line(value));
    }
    fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n\r\n", exchange.body.size());
    return out += exchange.body;
}

}  // namespace

std::string warcinfo_record(std::string_view file_name, std::string_view software, Instant date) {
    const std::string block = fmt::format(
        "software: {}\r\nformat: WARC File Format 1.1\r\n"
        "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
        "robots: obey\r\n",
        line(software));
    const std::string id = record_id("warcinfo", file_name, date, block);
    return packed({.type = "warcinfo",
                   .uri = {},
                   .content_type = "application/warc-fields",
                   .date = date,
                   .id = id,
                   .file_name = std::string(file_name)},
                  block);
}

std::string warc_records(const WarcExchange& exchange) {
    const std::string answer = exchange.status > 0 ? message(exchange) : std::string();
    const std::string answer_id =
        exchange.status > 0 ? record_id("response", exchange.uri, exchange.date, answer) : std::string();
    std::string out;
    if (!exchange.metadata.empty())
        out += packed({.type = "metadata",
                       .uri = exchange.uri,
                       .content_type = "application/json",
                       .date = exchange.date,
                       .id = record_id("metadata", exchange.uri, exchange.date, exchange.metadata),
                       .concurrent_to = answer_id},
                      exchange.metadata);
    if (exchange.status > 0)
        out += packed({.type = "response",
                       .uri = exchange.uri,
                       .content_type = "application/http; msgtype=response",
                       .date = exchange.date,
                       .id = answer_id,
                       .payload_digest = sha1_label(exchange.body)},
                      answer);
    return out;
}

}  // namespace octavo::feed
