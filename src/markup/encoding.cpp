// Which encoding are these bytes in, and what do they say?
//
// Idea: believe what is declared, in the HTML standard's order, as long as the bytes do not contradict it; guess last.
//   EF BB BF ...                                 a BOM                        -> utf-8, whatever else is said
//   Content-Type: text/html; charset=koi8-r      the transport                -> koi8-r
//   <meta charset=latin1>                        the first 1,024 bytes        -> windows-1252
//   (nothing)                                    well-formed UTF-8            -> utf-8
//   (nothing)                                    anything else                -> uchardet's guess, else windows-1252
//
// Two departures from the letter, each for pages that browsers show as garbage and readers would have to read:
//   - a meta label loses against bytes that are well-formed UTF-8 with several multi-byte sequences (pages re-encoded
//     by a proxy or a content system that forgot the label);
//   - a UTF-8 label loses when not one multi-byte sequence is well formed and several are not.
// Declared labels later than 1,024 bytes count as well (browsers start over when they meet one; so do we, once).
//
// Checked by tests/markup/encoding_test.cpp and fuzz/encoding.cpp.
#include "markup/encoding.hpp"

#include <lexbor/encoding/encoding.h>
#include <lexbor/html/encoding.h>
#include <uchardet/uchardet.h>

#include "base/utf8.hpp"

namespace octavo::markup {
namespace {

constexpr std::size_t prescan_bytes = 1024;
constexpr std::size_t late_prescan_bytes = 64 * 1024;
constexpr std::size_t detect_bytes = 256 * 1024;
constexpr std::string_view utf8_bom = "\xEF\xBB\xBF";

const lxb_char_t* raw(std::string_view s) { return reinterpret_cast<const lxb_char_t*>(s.data()); }

using Encoding = const lxb_encoding_data_t*;  // null: unknown

Encoding by_label(std::string_view label) {
    label = utf8::trim(label);
    if (label.empty() || label.size() > 64) return nullptr;
    return lxb_encoding_data_by_pre_name(raw(label), label.size());
}

Encoding by_id(lxb_encoding_t id) { return lxb_encoding_data(id); }

bool is_utf8(Encoding e) { return e && e->encoding == LXB_ENCODING_UTF_8; }

bool is_multi_byte(Encoding e) {
    switch (e->encoding) {
        case LXB_ENCODING_BIG5:
        case LXB_ENCODING_EUC_JP:
        case LXB_ENCODING_EUC_KR:
        case LXB_ENCODING_GBK:
        case LXB_ENCODING_GB18030:
        case LXB_ENCODING_ISO_2022_JP:
        case LXB_ENCODING_SHIFT_JIS:
        case LXB_ENCODING_UTF_16BE:
        case LXB_ENCODING_UTF_16LE:
        case LXB_ENCODING_UTF_8:
        case LXB_ENCODING_REPLACEMENT:
            return true;
        default:
            return false;
    }
}

// How the bytes read as UTF-8: sequences of several bytes, well formed and not. Stops after `enough` of one kind.
struct Shape {
    std::size_t good = 0;
    std::size_t bad = 0;
};

Shape shape_of(std::string_view bytes) {
    constexpr std::size_t enough = 64;
    Shape shape;
    std::size_t i = 0;
    while ((i = utf8::skip_ascii(bytes, i)) < bytes.size() && shape.good < enough && shape.bad < enough) {
        const std::size_t start = i;
        if (utf8::next(bytes, i) == 0xFFFD && i - start == 1) {
            ++shape.bad;
        } else {
            ++shape.good;
        }
    }
    return shape;
}

Encoding by_bom(std::string_view bytes) {
    if (bytes.starts_with(utf8_bom)) return by_id(LXB_ENCODING_UTF_8);
    if (bytes.starts_with("\xFE\xFF")) return by_id(LXB_ENCODING_UTF_16BE);
    if (bytes.starts_with("\xFF\xFE")) return by_id(LXB_ENCODING_UTF_16LE);
    return nullptr;
}

// "prescan a byte stream to determine its encoding"; the answer has been validated as the standard says (a meta
// cannot ask for UTF-16).
Encoding by_meta(std::string_view bytes) {
    std::size_t length = 0;
    struct Scan {
        lxb_html_encoding_t state{};
        Scan() { lxb_html_encoding_init(&state); }
        ~Scan() { lxb_html_encoding_destroy(&state, false); }
    } scan;
    const lxb_char_t* name = lxb_html_encoding_prescan(&scan.state, raw(bytes), raw(bytes) + bytes.size(), &length);
    if (!name || length == 0 || length > 64) return nullptr;
    return lxb_encoding_data_prescan_validate(name, length);
}

// RFC 7303, section 3, and XML 1.0, appendix F: the declaration, as ASCII or as UTF-16 without a BOM.
Encoding by_xml_declaration(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("<\0?\0"sv)) return by_id(LXB_ENCODING_UTF_16LE);
    if (bytes.starts_with("\0<\0?"sv)) return by_id(LXB_ENCODING_UTF_16BE);
    const auto start = bytes.substr(0, 256).find("<?xml");
    if (start == std::string_view::npos) return nullptr;
    std::string_view head = bytes.substr(start, prescan_bytes);
    head = head.substr(0, head.find("?>"));
    const auto at = head.find("encoding");
    if (at == std::string_view::npos) return nullptr;
    head = utf8::trim(head.substr(at + 8));
    if (!head.starts_with('=')) return nullptr;
    head = utf8::trim(head.substr(1));
    if (head.empty() || (head.front() != '"' && head.front() != '\'')) return nullptr;
    const auto end = head.find(head.front(), 1);
    if (end == std::string_view::npos) return nullptr;
    const Encoding found = by_label(head.substr(1, end - 1));
    // The declaration was readable as ASCII, so it is not UTF-16, whatever it says.
    if (found && (found->encoding == LXB_ENCODING_UTF_16BE || found->encoding == LXB_ENCODING_UTF_16LE)) return nullptr;
    return found;
}

Encoding by_detection(std::string_view bytes) {
    struct Free {
        void operator()(uchardet_t d) const { uchardet_delete(d); }
    };
    // One a thread: it holds tables.
    thread_local std::unique_ptr<std::remove_pointer_t<uchardet_t>, Free> detector(uchardet_new());
    Encoding found = nullptr;
    if (detector) {
        uchardet_reset(detector.get());
        const auto part = bytes.substr(0, detect_bytes);
        if (uchardet_handle_data(detector.get(), part.data(), part.size()) == 0) {
            uchardet_data_end(detector.get());
            found = by_label(uchardet_get_charset(detector.get()));
        }
    }
    // ASCII as far as it looked, or UTF-8 that did not hold: what the web is when it says nothing.
    if (!found || is_utf8(found)) return by_id(LXB_ENCODING_WINDOWS_1252);
    return found;
}

std::string decode_with(std::string_view bytes, Encoding encoding) {
    if (is_utf8(encoding)) return utf8::valid(bytes) ? std::string(bytes) : utf8::repair(bytes);
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 2);
    std::array<lxb_codepoint_t, 4096> buffer{};
    const lxb_codepoint_t replacement = LXB_ENCODING_REPLACEMENT_CODEPOINT;
    lxb_encoding_decode_t state{};
    lxb_encoding_decode_init(&state, encoding, buffer.data(), buffer.size());
    lxb_encoding_decode_replace_set(&state, &replacement, 1);
    const auto flush = [&] {
        for (std::size_t i = 0; i < lxb_encoding_decode_buf_used(&state); ++i) utf8::append(out, buffer[i]);
        lxb_encoding_decode_buf_used_set(&state, 0);
    };
    // In slices that cannot fill the buffer, whatever the encoding (a byte gives at most two code points): a decoder
    // that meets a full one has eaten a byte already, and the character is lost.
    constexpr std::size_t slice = 1024;
    for (std::size_t from = 0; from < bytes.size(); from += slice) {
        const lxb_char_t* at = raw(bytes) + from;
        encoding->decode(&state, &at, raw(bytes) + std::min(from + slice, bytes.size()));
        flush();
    }
    lxb_encoding_decode_finish(&state);  // a sequence cut at the end becomes U+FFFD
    flush();
    return out;
}

// Without the mark at the front that says what they are.
std::string_view behind_bom(std::string_view bytes, Encoding encoding) {
    if (is_utf8(encoding) && bytes.starts_with(utf8_bom)) return bytes.substr(utf8_bom.size());
    const bool wide = encoding->encoding == LXB_ENCODING_UTF_16BE || encoding->encoding == LXB_ENCODING_UTF_16LE;
    return wide && by_bom(bytes) ? bytes.substr(2) : bytes;
}

Decoded finish(std::string_view bytes, Encoding encoding) {
    return {.text = decode_with(behind_bom(bytes, encoding), encoding),
            .encoding = utf8::lower(reinterpret_cast<const char*>(encoding->name))};
}

// A UTF-8 label that the bytes deny altogether.
bool denies_utf8(std::string_view bytes) {
    const Shape shape = shape_of(bytes);
    return shape.good == 0 && shape.bad >= 2;
}

}  // namespace

std::string charset_of(std::string_view content_type) {
    // RFC 9110, section 8.3.1; tolerant of what servers send: any case, quotes of both kinds, stray spaces.
    for (std::size_t at = content_type.find(';'); at != std::string_view::npos; at = content_type.find(';', at)) {
        ++at;
        std::string_view rest = content_type.substr(at);
        rest = rest.substr(0, rest.find(';'));
        const auto equals = rest.find('=');
        if (equals == std::string_view::npos) continue;
        if (!utf8::equal_ignoring_case(utf8::trim(rest.substr(0, equals)), "charset")) continue;
        std::string_view value = utf8::trim(rest.substr(equals + 1));
        while (!value.empty() && (value.front() == '"' || value.front() == '\'')) value.remove_prefix(1);
        while (!value.empty() && (value.back() == '"' || value.back() == '\'')) value.remove_suffix(1);
        if (value = utf8::trim(value); !value.empty()) return utf8::lower(value);
    }
    return {};
}

namespace {

// `well_formed`: the bytes are UTF-8.
Encoding choose_for_html(std::string_view bytes, std::string_view content_type, bool well_formed) {
    if (const Encoding bom = by_bom(bytes)) return bom;
    if (const Encoding header = by_label(charset_of(content_type)))
        return is_utf8(header) && !well_formed && denies_utf8(bytes) ? by_detection(bytes) : header;
    Encoding meta = by_meta(bytes.substr(0, prescan_bytes));
    if (!meta && !well_formed) meta = by_meta(bytes.substr(0, late_prescan_bytes));
    if (well_formed) {
        // Well-formed UTF-8 with several multi-byte sequences is never one-byte text by chance, and with many of them
        // never text of another multi-byte encoding.
        const bool utf_8 = !meta || is_utf8(meta) || shape_of(bytes).good >= (is_multi_byte(meta) ? 32U : 3U);
        return utf_8 ? by_id(LXB_ENCODING_UTF_8) : meta;
    }
    return meta && !(is_utf8(meta) && denies_utf8(bytes)) ? meta : by_detection(bytes);
}

}  // namespace

std::string_view decode_html(std::string_view bytes, std::string_view content_type, std::string& room) {
    const bool well_formed = utf8::valid(bytes);
    const Encoding encoding = choose_for_html(bytes, content_type, well_formed);
    const std::string_view rest = behind_bom(bytes, encoding);
    if (is_utf8(encoding) && well_formed) return rest;
    return room = decode_with(rest, encoding);
}

Decoded decode_html(std::string_view bytes, std::string_view content_type) {
    return finish(bytes, choose_for_html(bytes, content_type, utf8::valid(bytes)));
}

Decoded decode_xml(std::string_view bytes, std::string_view content_type) {
    const Encoding utf_8 = by_id(LXB_ENCODING_UTF_8);
    if (const Encoding bom = by_bom(bytes)) return finish(bytes, bom);
    Encoding declared = by_label(charset_of(content_type));
    if (!declared) declared = by_xml_declaration(bytes);
    const bool well_formed = utf8::valid(bytes);
    if (!declared) return finish(bytes, well_formed ? utf_8 : shape_of(bytes).good > 0 ? utf_8 : by_detection(bytes));
    if (is_utf8(declared) && !well_formed && denies_utf8(bytes)) return finish(bytes, by_detection(bytes));
    return finish(bytes, declared);
}

std::string decode_as(std::string_view bytes, std::string_view label) {
    const Encoding encoding = by_label(label);
    return finish(bytes, encoding ? encoding : by_id(LXB_ENCODING_UTF_8)).text;
}

}  // namespace octavo::markup
