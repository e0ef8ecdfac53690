#include "web/message.hpp"

#include <brotli/encode.h>
#include <libdeflate.h>
#include <xxhash.h>
#include <zstd.h>

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "web/assets.hpp"

namespace octavo::web {
namespace {

// A tag for bytes: it needs to be quick and to differ, not to withstand anyone.
std::string tag_of(std::string_view bytes) {
    return fmt::format("\"{}\"", to_base32(XXH3_64bits(bytes.data(), bytes.size())));
}

std::string gzip(std::string_view bytes) {
    const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> packer(
        libdeflate_alloc_compressor(6), &libdeflate_free_compressor);
    std::string out(libdeflate_gzip_compress_bound(packer.get(), bytes.size()), '\0');
    out.resize(libdeflate_gzip_compress(packer.get(), bytes.data(), bytes.size(), out.data(), out.size()));
    return out;
}

std::string brotli(std::string_view bytes) {
    std::string out(BrotliEncoderMaxCompressedSize(bytes.size()), '\0');
    std::size_t size = out.size();
    if (!BrotliEncoderCompress(5, 19, BROTLI_MODE_TEXT, bytes.size(),
                               reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                               reinterpret_cast<std::uint8_t*>(out.data())))
        return {};
    out.resize(size);
    return out;
}

std::string zstd(std::string_view bytes) {
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    const auto size = ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 6);
    if (ZSTD_isError(size)) return {};
    out.resize(size);
    return out;
}

std::string_view reason_of(int status) {
    switch (status) {
        case 200:
            return "200 OK";
        case 202:
            return "202 Accepted";
        case 204:
            return "204 No Content";
        case 206:
            return "206 Partial Content";
        case 301:
            return "301 Moved Permanently";
        case 302:
            return "302 Found";
        case 303:
            return "303 See Other";
        case 304:
            return "304 Not Modified";
        case 400:
            return "400 Bad Request";
        case 401:
            return "401 Unauthorized";
        case 403:
            return "403 Forbidden";
        case 404:
            return "404 Not Found";
        case 405:
            return "405 Method Not Allowed";
        case 408:
            return "408 Request Timeout";
        case 410:
            return "410 Gone";
        case 411:
            return "411 Length Required";
        case 413:
            return "413 Content Too Large";
        case 414:
            return "414 URI Too Long";
        case 416:
            return "416 Range Not Satisfiable";
        case 422:
            return "422 Unprocessable Content";
        case 429:
            return "429 Too Many Requests";
        case 431:
            return "431 Request Header Fields Too Large";
        case 503:
            return "503 Service Unavailable";
        default:
            return "500 Internal Server Error";
    }
}

// https://www.w3.org/TR/CSP3/ and friends. Pictures and drawings answer with the same: an SVG opened by itself has
// no script, no style, no address to go to.
const std::string& guards() {
    static const std::string lines = fmt::format(
        "Content-Security-Policy: default-src 'none'; script-src 'self' {}; style-src 'self' {}; img-src 'self' data:; "
        "media-src 'self'; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "manifest-src 'self'; worker-src 'self'; require-trusted-types-for 'script'; "
        "trusted-types octavo octavo-worker\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        "Referrer-Policy: no-referrer\r\n"
        "Cross-Origin-Opener-Policy: same-origin\r\n"
        "Cross-Origin-Resource-Policy: same-origin\r\n"
        "Permissions-Policy: accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), "
        "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()\r\n",
        inline_source("theme.js"), inline_source("octavo.css"));
    return lines;
}

// With every page: which of its links may be fetched while a reader makes for them. Not the type it is set in: fetched
// beside the page it took the page's own place on a slow line (docs/benchmarks.md).
// https://wicg.github.io/nav-speculation/speculation-rules.html
const std::string& page_lines() {
    static const std::string lines = fmt::format("Speculation-Rules: \"{}\"\r\n", asset_address("ahead.json"));
    return lines;
}

std::string_view next_item(std::string_view& list) {
    const auto end = std::min(list.find(','), list.size());
    const std::string_view item = utf8::trim(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
    return item;
}

}  // namespace

Page::Page(std::string bytes, std::string_view type, bool pack)
    : bytes_(std::move(bytes)), type_(type), etag_((pack ? "W/" : "") + tag_of(bytes_)), pack_(pack) {}

const std::string& Page::packed(Packing packing) const {
    if (!pack_ || packing == Packing::identity) return bytes_;
    const auto i = static_cast<std::size_t>(packing);
    std::call_once(once_[i], [&] {
        std::string packed = packing == Packing::gzip     ? gzip(bytes_)
                             : packing == Packing::brotli ? brotli(bytes_)
                                                          : zstd(bytes_);
        packed_[i] = std::move(packed);
    });
    return packed_[i].empty() ? bytes_ : packed_[i];
}

std::string_view name_of(Packing packing) {
    switch (packing) {
        case Packing::identity:
            return "identity";
        case Packing::gzip:
            return "gzip";
        case Packing::brotli:
            return "br";
        case Packing::zstd:
            return "zstd";
    }
    return "identity";
}

Packing choose_packing(std::string_view accept) {
    bool gzip = false, brotli = false, zstd = false;
    for (int i = 0; i < 16 && !accept.empty(); ++i) {
        const std::string_view item = next_item(accept);
        const auto semicolon = item.find(';');
        const std::string_view name = utf8::trim(item.substr(0, semicolon));
        bool allowed = true;
        if (semicolon != std::string_view::npos) {
            const std::string_view weight = utf8::trim(item.substr(semicolon + 1));
            // "q=0", "q=0.0", "q=0.000": not this one.
            allowed = !(weight.starts_with("q=0") && weight.find_first_not_of("0.", 2) == std::string_view::npos);
        }
        if (utf8::equal_ignoring_case(name, "gzip"))
            gzip = allowed;
        else if (utf8::equal_ignoring_case(name, "br"))
            brotli = allowed;
        else if (utf8::equal_ignoring_case(name, "zstd"))
            zstd = allowed;
    }
    return brotli ? Packing::brotli : zstd ? Packing::zstd : gzip ? Packing::gzip : Packing::identity;
}

bool names_tag(std::string_view header, std::string_view etag) {
    const auto opaque = [](std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; };
    for (int i = 0; i < 32 && !header.empty(); ++i) {
        const std::string_view item = next_item(header);
        if (item == "*" || opaque(item) == opaque(etag)) return true;
    }
    return false;
}

std::string_view body_of(const Response& r) {
    if (!r.page) return {};
    const std::string_view all = r.page->packed(r.packing);
    return r.slice ? all.substr(std::min(r.slice->from, all.size()), r.slice->size) : all;
}

void append_head(std::string& out, const Response& r, std::string_view date, bool close) {
    out += "HTTP/1.1 ";
    out += reason_of(r.status);
    out += "\r\nServer: Octavo\r\nDate: ";
    out += date;
    out += "\r\n";
    const auto policy = out.size() + std::string_view("Content-Security-Policy:").size();
    out += guards();
    if (r.for_all_sites) {
        constexpr std::string_view rule = "Cross-Origin-Resource-Policy: ", ours = "same-origin";
        const auto at = out.find(rule, policy);
        if (at != std::string::npos) out.replace(at + rule.size(), ours.size(), "cross-origin");
    }
    if (!r.media_from.empty()) {
        constexpr std::string_view rule = "media-src ", ours = "'self'";
        const auto at = out.find(rule, policy);
        if (at != std::string::npos) out.replace(at + rule.size(), ours.size(), r.media_from);
    }
    if (r.page) {
        const std::string_view body = body_of(r);
        if (r.status != 304) {
            if (r.page->type().starts_with("text/html")) out += page_lines();
            out += "Content-Type: ";
            out += r.page->type();
            out += "\r\nContent-Length: ";
            char digits[20];
            out.append(digits, std::to_chars(digits, digits + sizeof digits, body.size()).ptr);
            out += "\r\n";
            if (body.data() != r.page->bytes().data() && !r.slice) {
                out += "Content-Encoding: ";
                out += name_of(r.packing);
                out += "\r\n";
            }
        }
        if (r.page->packable()) out += "Vary: Accept-Encoding\r\n";
        if (r.status == 200 || r.status == 206 || r.status == 304) {
            out += "ETag: ";
            out += r.page->etag();
            out += "\r\n";
        }
    } else if (r.status != 304 && r.status != 204) {  // RFC 9110, section 8.6: these have none
        out += "Content-Length: 0\r\n";
    }
    switch (r.keep) {
        case Keep::ask_again:
            out += "Cache-Control: no-cache\r\n";
            break;
        case Keep::for_ever:
            out += "Cache-Control: public, max-age=31536000, immutable\r\n";
            break;
        case Keep::not_at_all:
            out += "Cache-Control: no-store\r\n";
            break;
    }
    out += r.extra;
    if (close) out += "Connection: close\r\n";
    out += "\r\n";
}

void append_event_head(std::string& out, std::string_view date) {
    out += "HTTP/1.1 200 OK\r\nServer: Octavo\r\nDate: ";
    out += date;
    out += "\r\n";
    out += guards();
    out +=
        "Content-Type: text/event-stream\r\nCache-Control: no-store\r\nX-Accel-Buffering: no\r\nConnection: "
        "close\r\n\r\nretry: 15000\n\n";
}

}  // namespace octavo::web
