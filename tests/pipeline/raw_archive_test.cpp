// What is fetched is kept beside the line, within its bounds, and replayed into an empty archive as it was.
#include "pipeline/raw_archive.hpp"

#include "feed/warc.hpp"
#include "pipeline/house.hpp"
#include "pipeline/import.hpp"

using namespace octavo;
using namespace octavo::test;
using namespace octavo::pipeline;

namespace {

namespace fs = std::filesystem;

std::vector<std::string> files(const std::string& folder) {
    std::vector<std::string> out;
    for (const auto& file : fs::directory_iterator(folder)) out.push_back(file.path().string());
    std::ranges::sort(out);
    return out;
}

std::vector<feed::WarcRecord> records(const std::string& folder) {
    std::vector<feed::WarcRecord> out;
    for (const auto& file : files(folder)) {
        auto reader = feed::WarcReader::open(file);
        REQUIRE(reader);
        for (;;) {
            auto record = reader->next();
            REQUIRE(record);
            if (!*record) break;
            out.push_back(**std::move(record));
        }
    }
    return out;
}

feed::WarcExchange fetch_of(int n, std::size_t size) {
    std::string body;
    for (std::size_t i = 0; body.size() < size; ++i) body += fmt::format("{:x}", mix64(i + std::uint64_t(n) * 1000003));
    body.resize(size);
    return {.uri = fmt::format("https://p.example/{}", n),
            .date = at("2025-07-14T08:00:00Z"),
            .status = 200,
            .headers = {{"content-type", "text/html"}},
            .body = std::move(body),
            .metadata = {}};
}

LineSettings keeping(const std::shared_ptr<RawArchive>& raw) {
    LineSettings settings = quick();
    settings.raw = raw;
    return settings;
}

}  // namespace

TEST_CASE("files are cut at a size, and the oldest go when all together reach the cap") {
    const Folder folder;
    const ManualClock clock(at("2025-07-14T08:00:00Z"));
    constexpr std::uint64_t max_bytes = 200'000, max_file = 40'000;
    RawArchive raw({.folder = folder.path("raw"), .max_bytes = max_bytes, .max_file = max_file}, clock);
    folder.write("raw/holiday.jpg", std::string(50'000, 'x'));  // not ours: neither counted nor removed
    for (int n = 0; n < 60; ++n) {
        CHECK(raw.keep(fetch_of(n, 20'000)));
        raw.drain();
        std::uint64_t sum = 0;
        for (const auto& file : files(folder.path("raw")))
            if (file.ends_with(".gz")) sum += fs::file_size(file);
        CHECK(sum <= max_bytes);
    }
    CHECK(raw.counts().kept == 60);
    CHECK(raw.counts().removed > 5);
    CHECK(fs::exists(folder.path("raw/holiday.jpg")));
    fs::remove(folder.path("raw/holiday.jpg"));
    const auto left = records(folder.path("raw"));
    CHECK(left.front().type == "warcinfo");
    CHECK(left.back().payload == fetch_of(59, 20'000).body);
    for (const auto& file : files(folder.path("raw"))) CHECK(fs::file_size(file) <= max_file);
}

TEST_CASE("who finds the queue full is dropped and counted, and waits for nobody") {
    const Folder folder;
    const ManualClock clock(at("2025-07-14T08:00:00Z"));
    RawArchive raw({.folder = folder.path("raw"), .max_waiting_bytes = 10'000}, clock);
    CHECK_FALSE(raw.keep(fetch_of(1, 20'000)));
    CHECK(raw.keep(fetch_of(2, 5'000)));
    raw.drain();
    CHECK(raw.keep(fetch_of(3, 5'000)));  // what is written makes room
    raw.drain();
    CHECK(raw.counts().kept == 2);
    CHECK(raw.counts().dropped == 1);
}

TEST_CASE("a folder that takes nothing is told by the counts; the next file is tried again") {
    const Folder folder;
    const ManualClock clock(at("2025-07-14T08:00:00Z"));
    folder.write("raw", "a file where the folder should be");
    RawArchive raw({.folder = folder.path("raw")}, clock);
    CHECK(raw.keep(fetch_of(1, 100)));
    raw.drain();
    CHECK(raw.counts().failed == 1);
    fs::remove(folder.path("raw"));
    CHECK(raw.keep(fetch_of(2, 100)));
    raw.drain();
    CHECK(raw.counts().kept == 1);
    CHECK(records(folder.path("raw")).size() == 2);
}

TEST_CASE("what a feed said goes through its metadata whole") {
    EntryRecord told;
    told.asked_for = "https://p.example/1";
    Hints& h = told.hints;
    h.guid = "tag:1";
    h.title = "Tram \"opens\"\n";
    h.authors = {"Ada Quay", "Ben"};
    h.published = from_unix_ms(1'752'480'000'123);
    h.language = "en";
    h.summary = "<p>s</p>";
    h.content = "<p>\xF0\x9F\x9A\x8B</p>";
    h.image = "https://p.example/i.jpg";
    h.tags = {"tram"};
    const auto back = from_metadata(to_metadata(told));
    REQUIRE(back);
    CHECK(back->asked_for == told.asked_for);
    CHECK(back->hints.guid == h.guid);
    CHECK(back->hints.title == h.title);
    CHECK(back->hints.authors == h.authors);
    CHECK(back->hints.published == h.published);
    CHECK_FALSE(back->hints.modified.has_value());
    CHECK(back->hints.language == "en");
    CHECK(back->hints.summary == h.summary);
    CHECK(back->hints.content == h.content);
    CHECK(back->hints.image == h.image);
    CHECK(back->hints.tags == h.tags);
    CHECK_FALSE(from_metadata("{\"title\":\"somebody else's\"}").has_value());
    CHECK_FALSE(from_metadata("no JSON").has_value());
}

TEST_CASE("a followed feed is kept and replayed: the same articles, with what their feed said") {
    const Folder folder;
    const ManualClock clock(at("2025-07-14T08:00:00Z"));
    const auto raw = std::make_shared<RawArchive>(RawSettings{.folder = folder.path("raw")}, clock);
    House house(keeping(raw));
    house.web.put("https://tram.example/feed", {.body = rss("tram.example", 0, 6), .type = "application/rss+xml"});
    for (int i = 0; i < 4; ++i)  // the pages of 4 and 5 are not there
        house.web.put(fmt::format("https://tram.example/report/{}", i), {.body = page(fmt::format("Page {}", i), i)});
    std::string shy = page("Page 3", 3);
    shy.insert(shy.find("<title>"), "<meta name=robots content=noarchive>");
    house.web.put("https://tram.example/report/3", {.body = shy});
    house.follow("https://tram.example/feed", "tram.example");
    house.poll();
    REQUIRE(house.articles() == 6);
    raw->drain();

    std::vector<std::string> kept;
    for (const auto& record : records(folder.path("raw"))) kept.push_back(record.type + " " + record.uri);
    const auto has = [&](std::string_view what) { return std::ranges::find(kept, what) != kept.end(); };
    CHECK(has("response https://tram.example/feed"));
    CHECK(has("metadata https://tram.example/report/0"));
    CHECK(has("response https://tram.example/report/0"));
    CHECK(has("metadata https://tram.example/report/5"));
    CHECK_FALSE(has("response https://tram.example/report/5"));
    CHECK_FALSE(has("response https://tram.example/report/3"));  // it asks not to be archived

    House other;
    for (const auto& file : files(folder.path("raw"))) {
        const auto report = import_path(file, *other.line, other.clock, {}, {});
        REQUIRE(report);
        CHECK(report->refused == 0);
    }
    CHECK(other.articles() == 5);
    for (const int i : {0, 1, 2, 4, 5}) {
        const std::string url = fmt::format("https://tram.example/report/{}", i);
        const auto id = other.reader->article_at(url);
        REQUIRE((id && *id));
        const auto there = house.reader->article(**house.reader->article_at(url));
        const auto here = other.reader->article(**id);
        REQUIRE((there && *there && here && *here));
        CHECK((*here)->extraction.title == (*there)->extraction.title);
        CHECK((*here)->extraction.blocks == (*there)->extraction.blocks);
        CHECK((*here)->card.first_seen == (*there)->card.first_seen);
    }
}
