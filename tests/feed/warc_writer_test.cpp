// What is written is read back by our own reader, by gzip's member boundaries, and by the digests' own words.
#include "feed/warc_writer.hpp"

#include <doctest/doctest.h>

#include "feed/warc.hpp"

using namespace octavo;

namespace {

std::vector<feed::WarcRecord> read_back(const std::string& bytes) {
    feed::WarcReader reader([&bytes, at = std::size_t{0}](std::string& buffer, std::size_t n) mutable {
        const std::size_t take = std::min(n, bytes.size() - at);
        buffer.append(bytes, at, take);
        at += take;
        return at < bytes.size();
    });
    std::vector<feed::WarcRecord> records;
    for (;;) {
        auto record = reader.next();
        REQUIRE(record);
        if (!*record) return records;
        records.push_back(**std::move(record));
    }
}

feed::WarcExchange exchange(std::string body = "<p>It opened.") {
    return {.uri = "https://tram.example/1?a=b%20c",
            .date = at("2025-07-13T08:00:00Z"),
            .status = 200,
            .headers = {{"content-type", "text/html; charset=utf-8"}},
            .body = std::move(body),
            .metadata = {}};
}

}  // namespace

TEST_CASE("an answer is read back as it was: address, date, status, headers, every byte of the body") {
    std::string bytes;
    for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
    for (const std::string& body : {std::string("<p>It opened."), std::string(), bytes, std::string("5\r\nabcde\r\n0"),
                                    std::string("WARC/1.1\r\n\r\nHTTP/1.1 200 OK\r\n\r\n")}) {
        const auto records = read_back(feed::warc_records(exchange(body)));
        REQUIRE(records.size() == 1);
        const auto& r = records[0];
        CHECK(r.type == "response");
        CHECK(r.uri == "https://tram.example/1?a=b%20c");
        CHECK(r.date == at("2025-07-13T08:00:00Z"));
        CHECK(r.http_status == 200);
        CHECK(r.content_type == "text/html; charset=utf-8");
        CHECK(r.payload == body);
        CHECK_FALSE(r.truncated);
    }
}

TEST_CASE("headers that speak of the wire are kept under another name, for the body is as we read it") {
    auto odd = exchange();
    odd.headers = {{"content-type", "text/html"},
                   {"Content-Encoding", "br"},
                   {"transfer-encoding", "chunked"},
                   {"content-length", "99999"},
                   {"x-odd", "a\r\nSet: b\n c"},
                   {"set-cookie", "a=1"},
                   {"set-cookie", "b=2"},
                   {"bad name", "x"},
                   {"", "x"},
                   {"x-long", std::string(70000, 'x')}};
    const auto records = read_back(feed::warc_records(odd));
    REQUIRE(records.size() == 1);
    CHECK(records[0].payload == "<p>It opened.");
    CHECK(records[0].payload_encoding.empty());
    const std::string& headers = records[0].http_headers;
    CHECK(headers.contains("X-Archive-Orig-Content-Encoding: br\r\n"));
    CHECK(headers.contains("X-Archive-Orig-transfer-encoding: chunked\r\n"));
    CHECK(headers.contains("\r\nContent-Length: 13\r\n"));
    CHECK(headers.contains("x-odd: a  Set: b  c\r\n"));
    CHECK(headers.contains("set-cookie: a=1\r\nset-cookie: b=2\r\n"));
    CHECK_FALSE(headers.contains("bad name"));
}

TEST_CASE("metadata come before the answer they belong to, or alone") {
    auto told = exchange();
    told.metadata = R"({"octavo":1,"title":"Tram opens"})";
    const auto both = read_back(feed::warc_records(told));
    REQUIRE(both.size() == 2);
    CHECK(both[0].type == "metadata");
    CHECK(both[0].payload == told.metadata);
    CHECK(both[0].content_type == "application/json");
    CHECK(both[1].type == "response");
    CHECK(both[0].uri == both[1].uri);
    told.status = 0;
    const auto alone = read_back(feed::warc_records(told));
    REQUIRE(alone.size() == 1);
    CHECK(alone[0].type == "metadata");
}

TEST_CASE("every record is a gzip member of its own, and says whose file it is") {
    const std::string info = feed::warcinfo_record("octavo-1.warc.gz", "Octavo/1\r\nX: y", at("2025-07-13T08:00:00Z"));
    const std::string file = info + feed::warc_records(exchange("one")) + feed::warc_records(exchange("two"));
    const auto records = read_back(file);
    REQUIRE(records.size() == 3);
    CHECK(records[0].type == "warcinfo");
    CHECK(records[0].payload.starts_with("software: Octavo/1  X: y\r\n"));
    CHECK(records[1].offset == info.size());
    CHECK(file.substr(records[2].offset, 3) == "\x1F\x8B\x08");
}
