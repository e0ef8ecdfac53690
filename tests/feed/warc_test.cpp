#include "feed/warc.hpp"

#include <doctest/doctest.h>
#include <zlib.h>

#include <cstdio>

using namespace octavo;
using feed::WarcReader;

namespace {

std::string gzip(std::string_view text) {
    z_stream z{};
    REQUIRE(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string out(deflateBound(&z, text.size()) + 32, '\0');
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    z.avail_in = static_cast<uInt>(text.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    REQUIRE(deflate(&z, Z_FINISH) == Z_STREAM_END);
    out.resize(out.size() - z.avail_out);
    deflateEnd(&z);
    return out;
}

std::string record(std::string_view uri, std::string_view block, std::string_view type = "response") {
    return fmt::format(
        "WARC/1.0\r\nWARC-Type: {}\r\nWARC-Target-URI: {}\r\nWARC-Date: 2025-07-13T08:00:00Z\r\n"
        "Content-Type: application/http; msgtype={}\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n",
        type, uri, type, block.size(), block);
}
std::string page(std::string_view body) {
    return fmt::format("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", body);
}

// Gives `bytes` in pieces of `step`, so that every boundary is met.
WarcReader reader(const std::string& bytes, std::size_t step = 1u << 20, std::size_t max_record = 64u << 20) {
    return WarcReader(
        [bytes, step, at = std::size_t{0}](std::string& buffer, std::size_t n) mutable {
            const std::size_t take = std::min({n, step, bytes.size() - at});
            buffer.append(bytes, at, take);
            at += take;
            return at < bytes.size();
        },
        max_record);
}

struct All {
    std::vector<feed::WarcRecord> records;
    std::vector<std::string> errors;
};
All all(WarcReader r) {
    All out;
    for (int guard = 0; guard < 1000; ++guard) {
        auto next = r.next();
        if (!next)
            out.errors.push_back(next.error().detail);
        else if (!*next)
            return out;
        else
            out.records.push_back(std::move(**next));
    }
    FAIL("the reader does not end");
    return out;
}

}  // namespace

TEST_CASE("records come in order, plain, packed one by one or all in one, in pieces of any size") {
    const std::string one = record("<https://e.org/1>", page("first"));
    const std::string two = record("https://e.org/a b", page("second"));
    const std::string three = record("https://e.org/3", "GET / HTTP/1.1\r\nHost: e.org\r\n\r\n", "request");
    for (const std::string& bytes : {one + two + three, gzip(one) + gzip(two) + gzip(three), gzip(one + two + three)}) {
        for (const std::size_t step : {std::size_t{1}, std::size_t{7}, std::size_t{100000}}) {
            const All got = all(reader(bytes, step));
            CHECK(got.errors.empty());
            REQUIRE(got.records.size() == 3);
            CHECK(got.records[0].uri == "https://e.org/1");
            CHECK(got.records[0].payload == "first");
            CHECK(got.records[0].http_status == 200);
            CHECK(got.records[0].content_type == "text/html");
            CHECK(got.records[0].date == at("2025-07-13T08:00:00Z"));
            CHECK(got.records[1].uri == "https://e.org/a%20b");
            CHECK(got.records[1].payload == "second");
            CHECK(got.records[2].payload == "");
            CHECK(got.records[2].http_status == 0);
        }
    }
}

TEST_CASE("chunks are taken off, where there are any") {
    const auto chunked = [](std::string_view body) {
        return record("https://e.org/", fmt::format("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{}", body));
    };
    CHECK(all(reader(chunked("4\r\nTram\r\n6;x=y\r\n opens\r\n0\r\n\r\n"))).records.at(0).payload == "Tram opens");
    CHECK(all(reader(chunked("<p>archived without chunks</p>"))).records.at(0).payload ==
          "<p>archived without chunks</p>");
    CHECK(all(reader(chunked("ff\r\ncut"))).records.at(0).payload == "cut");
}

TEST_CASE("ARC records are counted from the end of their line, since addresses hold spaces") {
    const std::string body = page("old");
    const std::string head = "1 0 Octavo\nURL IP-address Archive-date Content-type Archive-length\n";
    const std::string arc = fmt::format(
        "filedesc://x.arc 0.0.0.0 20140216050221 text/plain {}\n{}\nhttp://e.org/a b 192.0.2.1 20140216050221 "
        "text/html {}\n{}\n",
        head.size(), head, body.size(), body);
    const All got = all(reader(arc));
    CHECK(got.errors.empty());
    REQUIRE(got.records.size() == 2);
    CHECK(got.records[0].type == "warcinfo");
    CHECK(got.records[0].payload == "");
    CHECK(got.records[1].uri == "http://e.org/a%20b");
    CHECK(got.records[1].payload == "old");
    CHECK(got.records[1].date == at("2014-02-16T05:02:21Z"));
}

TEST_CASE("a cut file gives what it holds, then says so, then ends") {
    const std::string whole =
        record("https://e.org/1", page("first")) + record("https://e.org/2", page("second and long"));
    for (const std::string& bytes :
         {whole.substr(0, whole.size() - 8), gzip(whole).substr(0, gzip(whole).size() - 12)}) {
        const All got = all(reader(bytes));
        REQUIRE(got.records.size() >= 1);
        CHECK(got.records[0].payload == "first");
        REQUIRE(got.errors.size() == 1);
    }
    const All plain = all(reader(whole.substr(0, whole.size() - 8)));
    REQUIRE(plain.records.size() == 2);
    CHECK(plain.records[1].truncated);
    CHECK(plain.records[1].payload == "second and ");
}

TEST_CASE("reading goes on behind damage") {
    const std::string good = record("https://e.org/1", page("first"));
    const All plain = all(reader(good + "rubbish\nmore rubbish\n" + good));
    CHECK(plain.records.size() == 2);
    CHECK(plain.errors.size() == 1);
    std::string broken = gzip(record("https://e.org/x", page(std::string(3000, 'x') + "yz")));
    broken[broken.size() / 2] ^= 0x55;
    const All packed = all(reader(gzip(good) + broken + gzip(good)));
    CHECK(packed.records.back().payload == "first");
    CHECK(packed.errors.size() == 1);
}

TEST_CASE("a record over the cap is passed over, and the next one is read") {
    const All got = all(reader(
        record("https://e.org/big", page(std::string(5000, 'x'))) + record("https://e.org/2", page("ok")), 100, 1000));
    REQUIRE(got.records.size() == 2);
    CHECK(got.records[0].cut);
    CHECK(got.records[0].payload.empty());
    CHECK(got.records[1].payload == "ok");
}

TEST_CASE("reading goes on later where it stopped") {
    const std::string path =
        fmt::format("{}/octavo-warc-test.{}.gz", std::filesystem::temp_directory_path().string(), ::getpid());
    const std::string bytes =
        gzip(record("https://e.org/1", page("first"))) + gzip(record("https://e.org/2", page("second")));
    if (std::FILE* f = std::fopen(path.c_str(), "wb")) {
        std::fwrite(bytes.data(), 1, bytes.size(), f);
        std::fclose(f);
    }
    std::uint64_t here = 0;
    {
        auto r = WarcReader::open(path);
        REQUIRE(r.has_value());
        CHECK((*r->next())->payload == "first");
        here = r->offset();
        CHECK(here > 0);
    }
    auto again = WarcReader::open(path, here);
    REQUIRE(again.has_value());
    const auto second = again->next();
    CHECK((*second)->payload == "second");
    CHECK((*second)->offset == here);
    CHECK_FALSE((*again->next()).has_value());
    CHECK(again->bytes_read() == bytes.size());
    std::remove(path.c_str());
    CHECK(WarcReader::open("/no/such/file.warc").error().fault == Fault::not_found);
}
