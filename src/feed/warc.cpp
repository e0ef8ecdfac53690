// WARC and ARC, record by record.
//
//   WARC/1.0 CRLF  WARC-Type: response CRLF ... Content-Length: 42 CRLF CRLF  42 bytes  CRLF CRLF   a WARC record
//   http://e.org/ 192.0.2.1 20140216050221 text/html 1591 LF  1591 bytes  LF                        an ARC record
// Length decides where a record ends; when the length lies, what follows is no record, we say so and look for the next
// line that starts one. The HTTP message inside is taken apart: status, headers, body without its chunks.
// Checked by tests/feed/warc_test.cpp and fuzz/warc.cpp.
#include "feed/warc.hpp"

#include <cerrno>
#include <cstdio>

#include "base/dates.hpp"
#include "base/utf8.hpp"
#include "feed/inflate.hpp"

namespace octavo::feed {
namespace {

constexpr std::size_t max_head = 256 * 1024;  // of a record, of an HTTP message

// The value of a header in "Name: value" lines, the first of that name; continuation lines are joined on.
std::string header(std::string_view head, std::string_view name) {
    std::string value;
    bool found = false;
    while (!head.empty()) {
        const auto end = std::min(head.find('\n'), head.size());
        const std::string_view line = head.substr(0, end);
        head.remove_prefix(std::min(end + 1, head.size()));
        if (found) {
            if (line.empty() || (line[0] != ' ' && line[0] != '\t')) break;
            value += ' ';
            value += utf8::trim(line);
            continue;
        }
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || !utf8::equal_ignoring_case(utf8::trim(line.substr(0, colon)), name))
            continue;
        value = utf8::trim(line.substr(colon + 1));
        found = true;
    }
    return value;
}

// Length of the lines up to and with the empty one; npos when there is none.
std::size_t head_length(std::string_view text) {
    std::size_t at = 0;
    for (;;) {
        const auto end = text.find('\n', at);
        if (end == std::string_view::npos) return std::string_view::npos;
        const auto line = text.substr(at, end - at);
        if (line.empty() || line == "\r") return end + 1;
        at = end + 1;
    }
}

std::optional<std::uint64_t> unsigned_of(std::string_view text, int base = 10) {
    std::uint64_t n = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), n, base);
    if (read.ec != std::errc{} || read.ptr == text.data()) return std::nullopt;
    return n;
}

// RFC 9112, section 7.1. What does not begin with a chunk was archived without them: it is left alone.
std::string without_chunks(std::string_view body) {
    std::string out;
    std::string_view rest = body;
    for (bool first = true;; first = false) {
        const auto end = rest.find('\n');
        const auto size =
            end == std::string_view::npos ? std::nullopt : unsigned_of(utf8::trim(rest.substr(0, end)), 16);
        if (!size) {
            if (first) return std::string(body);
            out += rest;
            return out;
        }
        rest.remove_prefix(end + 1);
        if (*size == 0) return out;
        const auto have = static_cast<std::size_t>(std::min<std::uint64_t>(*size, rest.size()));
        out += rest.substr(0, have);
        rest.remove_prefix(have);
        if (rest.starts_with("\r\n"))
            rest.remove_prefix(2);
        else if (rest.starts_with("\n"))
            rest.remove_prefix(1);
        if (rest.empty()) return out;
    }
}

std::string with_spaces_escaped(std::string_view address) {
    std::string out;
    for (const char c : utf8::trim(address)) {
        if (c == ' ')
            out += "%20";
        else
            out += c;
    }
    if (out.size() > 2 && out.front() == '<' && out.back() == '>') out = out.substr(1, out.size() - 2);
    return out;
}

bool is_request_line(std::string_view line) {
    line = utf8::trim(line);
    const auto last = line.rfind(" HTTP/");
    return last != std::string_view::npos && line.find(' ') < line.size();
}

// Takes the HTTP message in `block` apart, when it is one.
void read_http(WarcRecord& record, std::string_view block) {
    const std::string_view line = block.substr(0, block.find('\n'));
    const bool response = line.starts_with("HTTP/");
    if (!response && !is_request_line(line)) {
        record.payload = block;
        return;
    }
    auto head = head_length(block.substr(0, max_head));
    if (head == std::string_view::npos) head = block.size();
    const std::string_view headers =
        block.substr(std::min(line.size() + 1, head), head - std::min(line.size() + 1, head));
    if (response) {
        const auto space = line.find(' ');
        if (space != std::string_view::npos)
            record.http_status = static_cast<int>(unsigned_of(line.substr(space + 1, 3)).value_or(0));
    }
    record.http_headers = headers;
    record.payload_encoding = header(headers, "Content-Encoding");
    if (const std::string type = header(headers, "Content-Type"); !type.empty()) record.content_type = type;
    const std::string_view body = block.substr(head);
    const std::string transfer = utf8::lower(header(headers, "Transfer-Encoding"));
    record.payload = transfer.find("chunked") != std::string::npos ? without_chunks(body) : std::string(body);
}

std::vector<std::string_view> words(std::string_view line) {
    std::vector<std::string_view> out;
    while (!(line = utf8::trim(line)).empty()) {
        const auto end = std::min(line.find(' '), line.size());
        out.push_back(line.substr(0, end));
        line.remove_prefix(end);
    }
    return out;
}

// An ARC record's line: address, IP, date, type, length; version 2 puts five more fields in front of the length. The
// address may hold spaces, so fields are counted from the end.
struct ArcLine {
    std::string address;
    std::string_view date, type;
    std::uint64_t length = 0;
};

bool is_date(std::string_view word) {
    return (word.size() == 14 || word.size() == 12 || word.size() == 8) &&
           std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<ArcLine> arc_line(std::string_view line) {
    if (line.size() > 16 * 1024) return std::nullopt;
    const auto fields = words(line);
    if (fields.size() < 5) return std::nullopt;
    const auto length = unsigned_of(fields.back());
    if (!length || fields[0].find(':') == std::string_view::npos) return std::nullopt;
    for (const std::size_t from_end : {std::size_t{3}, std::size_t{8}}) {
        if (fields.size() < from_end + 2) continue;
        const std::size_t at = fields.size() - from_end;
        if (!is_date(fields[at])) continue;
        ArcLine out;
        out.date = fields[at];
        out.type = fields[at + 1];
        out.length = *length;
        out.address = with_spaces_escaped(
            std::string_view(line.data(), static_cast<std::size_t>(fields[at - 1].data() - line.data())));
        return out;
    }
    return std::nullopt;
}

}  // namespace

struct WarcReader::State {
    State(Source more, std::size_t max, std::uint64_t start) : stream(std::move(more), start), max_record(max) {}

    Stream stream;
    std::size_t max_record;
    bool lost = false;                          // the last call ended in damage
    std::optional<std::uint64_t> ended_inside;  // the record the last call could give only in part

    std::unexpected<Failure> damage(std::uint64_t at, std::string_view what) {
        lost = true;
        return fail(Fault::malformed, fmt::format("WARC: {} at byte {}", what, at));
    }

    void skip_blank() {
        for (;;) {
            const auto text = stream.peek(1);
            std::size_t n = 0;
            while (n < text.size() && (text[n] == '\r' || text[n] == '\n')) ++n;
            stream.consume(n);
            if (n == 0 || n < text.size()) return;
        }
    }

    // After damage: the next line that starts a record. False at the end.
    bool find_record() {
        lost = false;
        if (stream.damaged()) return stream.recover();
        for (;;) {
            const std::string_view text = stream.peek(max_head);
            if (text.empty()) return stream.damaged() && stream.recover();
            const auto at = text.find("\nWARC/");
            if (at != std::string_view::npos) {
                stream.consume(at + 1);
                return true;
            }
            // Keep a tail that may be the beginning of the mark.
            stream.consume(text.size() > 8 ? text.size() - 5 : text.size());
        }
    }

    // The block of a record. When the file ends or is damaged inside it, what there is counts, and the next call tells.
    std::string block(WarcRecord& record, std::uint64_t length) {
        if (length > max_record) {
            record.cut = true;
            record.truncated = stream.skip(length) < length;
        } else {
            const std::string_view text =
                stream.peek(static_cast<std::size_t>(length)).substr(0, static_cast<std::size_t>(length));
            record.truncated = text.size() < length;
            std::string out(text);
            stream.consume(text.size());
            if (record.truncated) ended_inside = record.offset;
            return out;
        }
        if (record.truncated) ended_inside = record.offset;
        return {};
    }

    Result<std::optional<WarcRecord>> warc(std::uint64_t at) {
        std::string_view text = stream.peek(16 * 1024);
        auto length = head_length(text);
        if (length == std::string_view::npos) length = head_length(text = stream.peek(max_head));
        if (length == std::string_view::npos || length > max_head) {
            stream.consume(1);
            return damage(at, "a record header without an end");
        }
        const std::string head(text.substr(0, length));
        const auto size = unsigned_of(header(head, "Content-Length"));
        if (!size) {
            stream.consume(length);
            return damage(at, "a record without a length");
        }
        stream.consume(length);
        WarcRecord record;
        record.offset = at;
        record.type = utf8::lower(header(head, "WARC-Type"));
        record.uri = with_spaces_escaped(header(head, "WARC-Target-URI"));
        record.date = parse_date(header(head, "WARC-Date"));
        record.content_type = header(head, "Content-Type");
        std::string bytes = block(record, *size);
        if (record.cut) return record;
        const bool http = utf8::lower(record.content_type).starts_with("application/http") ||
                          record.type == "response" || record.type == "revisit" || record.type == "request";
        if (http)
            read_http(record, bytes);
        else
            record.payload = std::move(bytes);
        return record;
    }

    Result<std::optional<WarcRecord>> arc(const ArcLine& line, std::size_t line_length, std::uint64_t at) {
        WarcRecord record;
        record.offset = at;
        record.uri = line.address;
        record.date = parse_date(line.date);
        record.content_type = line.type;
        const std::uint64_t length = line.length;
        stream.consume(line_length);
        std::string bytes = block(record, length);
        if (record.cut) {
            record.type = "response";
        } else if (record.uri.starts_with("filedesc:")) {
            record.type = "warcinfo";  // its block describes the file: headers, no payload
            record.http_headers = std::move(bytes);
            record.uri.clear();
        } else {
            record.type = "response";
            read_http(record, bytes);
        }
        return record;
    }

    Result<std::optional<WarcRecord>> next() {
        if (ended_inside) {
            const std::uint64_t at = *std::exchange(ended_inside, std::nullopt);
            return damage(
                at, stream.damaged() ? "damaged or cut gzip inside the record" : "the file ends inside the record");
        }
        if (lost && !find_record()) return std::nullopt;
        skip_blank();
        const std::string_view text = stream.peek(8 * 1024);
        const std::uint64_t at = stream.offset();
        if (text.empty()) {
            if (stream.damaged() && !lost) return damage(at, "damaged or cut gzip");
            return std::nullopt;
        }
        if (text.starts_with("WARC/")) return warc(at);
        const auto end = text.find('\n');
        if (end != std::string_view::npos)
            if (const auto line = arc_line(text.substr(0, end))) return arc(*line, end + 1, at);
        return damage(at, "neither a WARC nor an ARC record");
    }
};

WarcReader::WarcReader(Source more, std::size_t max_record)
    : state_(std::make_unique<State>(std::move(more), max_record, 0)) {}
WarcReader::~WarcReader() = default;
WarcReader::WarcReader(WarcReader&&) noexcept = default;

Result<WarcReader> WarcReader::open(const std::string& path, std::uint64_t offset) {
    std::FILE* opened = std::fopen(path.c_str(), "rb");
    if (!opened) return fail(Fault::not_found, fmt::format("{}: {}", path, std::strerror(errno)));
    const std::shared_ptr<std::FILE> file(opened, [](std::FILE* f) { std::fclose(f); });
    if (offset > 0 && fseeko(opened, static_cast<off_t>(offset), SEEK_SET) != 0)
        return fail(Fault::not_found, fmt::format("{}: no byte {}", path, offset));
    WarcReader reader({});
    reader.state_ = std::make_unique<State>(
        [file](std::string& buffer, std::size_t n) {
            const std::size_t had = buffer.size();
            buffer.resize(had + n);
            const std::size_t got = std::fread(buffer.data() + had, 1, n, file.get());
            buffer.resize(had + got);
            return got == n;
        },
        64u << 20, offset);
    return reader;
}

Result<std::optional<WarcRecord>> WarcReader::next() { return state_->next(); }
std::uint64_t WarcReader::offset() const {
    state_->skip_blank();
    return state_->stream.offset();
}
std::uint64_t WarcReader::bytes_read() const { return state_->stream.bytes_read(); }

}  // namespace octavo::feed
