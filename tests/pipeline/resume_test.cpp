// A web archive whose import is stopped goes on where it was: nothing is left out, nothing doubled, little read twice.
#include "pipeline/resume.hpp"

#include <libdeflate.h>

#include "feed/warc_writer.hpp"
#include "pipeline/house.hpp"
#include "pipeline/import.hpp"

using namespace octavo;
using namespace octavo::test;
using namespace octavo::pipeline;

namespace {

std::string records(int from, int to) {
    std::string out;
    for (int i = from; i < to; ++i)
        out += feed::warc_records({.uri = fmt::format("https://p{}.example/report/{}", i % 7, i),
                                   .date = at("2025-07-01T00:00:00Z"),
                                   .status = 200,
                                   .headers = {{"content-type", "text/html"}},
                                   .body = page(fmt::format("Report {}", i), i),
                                   .metadata = {}});
    return out;
}

struct Run {
    std::uint64_t stored = 0, already = 0;
    bool interrupted = false;
    std::vector<std::string> notes;
};

// Imports until `most` articles are acknowledged, then asks it to stop.
Run import(House& house, const std::string& path, std::uint64_t most = UINT64_MAX) {
    std::stop_source stop;
    std::uint64_t n = 0;
    ImportWatch watch;
    watch.acknowledged = [&](ArticleId, std::string_view, store::Written) {
        if (++n == most) stop.request_stop();
    };
    const auto report = import_path(path, *house.line, house.clock, watch, stop.get_token());
    REQUIRE(report);
    CHECK(report->refused == 0);
    return {report->stored, report->already, report->interrupted, report->notes};
}

}  // namespace

TEST_CASE("the oldest record in hand is the place; what is in hand twice is settled twice") {
    Bookmark bookmark;
    CHECK(bookmark.place({9, 0}) == Place{9, 0});
    bookmark.take({5, 1});
    bookmark.take({5, 1});
    bookmark.take({7, 0});
    CHECK(bookmark.place({9, 0}) == Place{5, 1});
    bookmark.settle({5, 1});
    CHECK(bookmark.place({9, 0}) == Place{5, 1});
    bookmark.settle({5, 1});
    bookmark.settle({5, 1});
    CHECK(bookmark.place({9, 0}) == Place{7, 0});
}

TEST_CASE("a stopped import goes on where it was, and a finished one begins again") {
    House house;
    constexpr int n = 1500;  // more than the queues hold
    const auto file = house.folder.write("in.warc.gz", records(0, n));
    const Run first = import(house, file, 120);
    CHECK(first.interrupted);
    CHECK(first.stored >= 120);
    CHECK(first.stored < n);
    const Run second = import(house, file);
    CHECK_FALSE(second.interrupted);
    CHECK(first.stored + second.stored == n);
    CHECK(second.already < 600);  // what was committed behind the oldest in hand is read again, and nothing before it
    REQUIRE(second.notes.size() == 1);
    CHECK(second.notes[0].starts_with("goes on at byte "));
    CHECK(house.articles() == n);
    const Run third = import(house, file);
    CHECK(third.already == n);
    CHECK(third.notes.empty());
}

TEST_CASE("a file packed as one knows no beginning but its own: its records are counted") {
    House house;
    std::string plain;
    constexpr int n = 1200;
    for (int i = 0; i < n; ++i) {
        const std::string body = page(fmt::format("Report {}", i), i);
        const std::string http = fmt::format(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n{}", body.size(), body);
        plain += fmt::format(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://p.example/report/{}\r\nWARC-Date: "
            "2025-07-01T00:00:00Z\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n",
            i, http.size(), http);
    }
    const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> packer(
        libdeflate_alloc_compressor(1), &libdeflate_free_compressor);
    std::string packed(libdeflate_gzip_compress_bound(packer.get(), plain.size()), '\0');
    packed.resize(libdeflate_gzip_compress(packer.get(), plain.data(), plain.size(), packed.data(), packed.size()));
    for (const auto& [name, bytes] : {std::pair{"whole.gz", packed}, std::pair{"plain", plain}}) {
        House own;
        const auto file = own.folder.write(name, bytes);
        const Run first = import(own, file, 70);
        CHECK(first.interrupted);
        const Run second = import(own, file);
        CHECK(first.stored + second.stored == n);
        CHECK(second.already < 600);  // what was committed behind the oldest in hand is read again
        CHECK(own.articles() == n);
    }
}

TEST_CASE("another file under the same name is read from its beginning") {
    House house;
    const auto file = house.folder.write("in.warc.gz", records(0, 100));
    CHECK(import(house, file, 40).interrupted);
    house.folder.write("in.warc.gz", records(100, 160));
    const Run other = import(house, file);
    CHECK(other.stored == 60);
    CHECK(other.notes.empty());
}
