#include "pipeline/import.hpp"

#include <libdeflate.h>

#include "base/json.hpp"
#include "pipeline/house.hpp"

using namespace octavo;
using namespace octavo::test;
using namespace octavo::pipeline;

namespace {

std::string row(int number, std::string_view extra = {}) {
    return fmt::format(
        R"({{"id":"r{0}","url":"https://p{1}.example/a/{0}","source":"www.p{1}.example","publisher":"Paper {1}",)"
        R"("published":"2024-03-0{2}","lang":"en","title":"Row {0}","text":"Row {0} is about dam {3}.\n\nIt holds.")"
        R"({4}}})"
        "\n",
        number, number % 3, 1 + number % 9, number * 11, extra);
}

std::string rows(int from, int to) {
    std::string out;
    for (int i = from; i < to; ++i) out += row(i);
    return out;
}

Result<ImportReport> take(House& house, const std::string& path, const ImportWatch& watch = {},
                          std::stop_token stop = {}) {
    return import_path(path, *house.line, house.clock, watch, std::move(stop));
}

std::string gzip(std::string_view bytes) {
    const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> packer(
        libdeflate_alloc_compressor(6), &libdeflate_free_compressor);
    std::string out(libdeflate_gzip_compress_bound(packer.get(), bytes.size()), '\0');
    out.resize(libdeflate_gzip_compress(packer.get(), bytes.data(), bytes.size(), out.data(), out.size()));
    return out;
}

std::string warc_record(std::string_view uri, std::string_view html,
                        std::string_view head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n") {
    const std::string http = fmt::format("{}Content-Length: {}\r\n\r\n{}", head, html.size(), html);
    return fmt::format(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {}\r\nWARC-Date: 2025-07-01T00:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        "Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n",
        uri, http.size(), http);
}

}  // namespace

TEST_CASE("a file's kind is told by how it begins") {
    Folder folder;
    const auto kind = [&](std::string_view name, std::string_view bytes) {
        return kind_of_file(folder.write(name, bytes));
    };
    CHECK(kind("a", "<?xml version='1.0'?>\n<opml version='2.0'><body/></opml>") == ImportKind::opml);
    CHECK(kind("b.txt", "\xEF\xBB\xBF  <?xml version='1.0'?><rss version='2.0'>") == ImportKind::feed);
    CHECK(kind("c", "<feed xmlns='http://www.w3.org/2005/Atom'>") == ImportKind::feed);
    CHECK(kind("d", R"({"version": "https://jsonfeed.org/version/1.1", "items": []})") == ImportKind::feed);
    CHECK(kind("e", "{\"title\":\"x\"}\n{\"title\":\"y\"}\n") == ImportKind::jsonl);
    CHECK(kind("f", "WARC/1.1\r\n") == ImportKind::warc);
    CHECK(kind("h", "<!DOCTYPE html><title>x</title>") == ImportKind::html_folder);
    CHECK(kind("i", "%PDF-1.7") == ImportKind::unknown);
    // Packed or not, and whatever it is called.
    CHECK(kind("g.warc.gz", gzip("WARC/1.1\r\n")) == ImportKind::warc);
    CHECK(kind("j.html.gz", gzip("<html><p>x")) == ImportKind::html_folder);
    CHECK(kind("k", gzip("<?xml version='1.0'?><rss version='2.0'>")) == ImportKind::feed);
    CHECK(kind("l.warc.gz", gzip("{\"title\":\"x\"}\n")) == ImportKind::jsonl);
    CHECK(kind("m.xml", gzip("<opml version='2.0'><body/></opml>")) == ImportKind::opml);
    CHECK(kind("n.gz", "\x1f\x8b\x08 and no more") == ImportKind::unknown);
    CHECK(kind_of_file(folder.path()) == ImportKind::html_folder);
}

TEST_CASE("JSONL: each row an article with its source; again, all are there already") {
    House house;
    const auto file = house.folder.write("in.jsonl", rows(0, 30));
    std::vector<std::string> urls;
    ImportWatch watch;
    watch.acknowledged = [&](ArticleId, std::string_view url, store::Written) { urls.emplace_back(url); };
    std::uint64_t total = 0;
    watch.progress = [&](std::uint64_t done, std::uint64_t all, const ImportReport&) {
        CHECK(done <= all);
        total = all;
    };
    const auto first = take(house, file, watch);
    REQUIRE(first);
    CHECK(first->stored == 30);
    CHECK(first->refused == 0);
    CHECK(total == std::filesystem::file_size(file));
    REQUIRE(urls.size() == 30);
    CHECK(urls[7] == "https://p1.example/a/7");  // in the file's order
    const auto source = *house.reader->source("p1.example");
    REQUIRE(source);
    CHECK(source->source.name == "Paper 1");
    CHECK(source->articles == 10);

    const auto again = take(house, file);
    REQUIRE(again);
    CHECK(again->already == 30);
    CHECK(again->stored == 0);
    CHECK(house.articles() == 30);
}

TEST_CASE("JSONL: bad lines are counted with their reason, and their neighbours go on") {
    House house;
    std::string bytes = row(1) + "not json\n" + "[1,2]\n" + "\n" +
                        R"({"id":"x","title":"No text"})"
                        "\n" +
                        row(2);
    bytes += R"({"title":"No end of line","text":"But whole."})";
    const auto report = take(house, house.folder.write("in.jsonl", bytes));
    REQUIRE(report);
    CHECK(report->stored == 3);
    CHECK(report->refused == 3);
    CHECK(report->reasons.at("line is no JSON object") == 2);
    CHECK(report->reasons.at("no article: no text") == 1);
    REQUIRE(report->notes.size() == 2);
    CHECK(report->notes[0].starts_with("line 2: "));
}

TEST_CASE("JSONL: a line without end is skipped, however long") {
    House house;
    std::string bytes = row(1);
    bytes += R"({"title":"long","text":")" + std::string(17u << 20, 'x') + "\"}\n" + row(2);
    const auto report = take(house, house.folder.write("in.jsonl", bytes));
    REQUIRE(report);
    CHECK(report->stored == 2);
    CHECK(report->reasons.at("line longer than 16 MB") == 1);
}

TEST_CASE("gzip is told by its bytes: articles, feeds and lists of feeds are taken packed") {
    House house;
    const auto articles = take(house, house.folder.write("articles.jsonl", gzip(rows(0, 300)) + gzip(rows(300, 400))));
    REQUIRE(articles);
    CHECK(articles->stored == 400);  // of both members
    const auto feed = take(house, house.folder.write("feed.gz", gzip(rss("paper.example", 0, 12))));
    REQUIRE(feed);
    CHECK(feed->stored == 12);
    const auto list = take(house, house.folder.write("list", gzip("<opml version='2.0'><body><outline type='rss' "
                                                                  "xmlUrl='https://a.example/f'/></body></opml>")));
    REQUIRE(list);
    CHECK(list->feeds_added == 1);
}

TEST_CASE("gzip that breaks off gives the lines before the break, and says so") {
    House house;
    const std::string packed = gzip(rows(0, 2000));
    const auto report = take(house, house.folder.write("in.jsonl.gz", packed.substr(0, packed.size() / 2)));
    REQUIRE(report);
    CHECK(report->stored > 100);
    CHECK(report->stored < 2000);
    CHECK(report->refused == 1);
    REQUIRE(report->notes.size() == 1);
    CHECK(report->notes[0].find(fmt::format("behind line {};", report->stored)) != std::string::npos);
    const std::string list = gzip("<opml version='2.0'><body/></opml>");
    const auto whole = take(house, house.folder.write("list.gz", list.substr(0, list.size() - 9)));
    REQUIRE(!whole);
    CHECK(whole.error().detail.ends_with("gzip, but broken or cut short"));
}

TEST_CASE("gzip that swells out of all reason is left, and what is too big unpacked is refused") {
    House house;
    const auto bomb =
        take(house, house.folder.write("in.jsonl.gz", gzip(row(1) + std::string(64u << 20, '\n') + row(2))));
    REQUIRE(bomb);
    CHECK(bomb->stored == 1);
    CHECK(bomb->reasons.at("file not read to its end: unpacks to more than a hundred times its size") == 1);
    const auto feed =
        take(house, house.folder.write("f.gz", gzip("<rss version='2.0'>" + std::string(64u << 20, ' '))));
    REQUIRE(!feed);
    CHECK(feed.error().fault == Fault::too_big);
}

TEST_CASE("an import that is asked to stop keeps what it acknowledged, and the next one has the rest") {
    House house;
    // Twice what the line holds: some of it is not read yet when the first are acknowledged.
    constexpr int all = 1600;
    const auto file = house.folder.write("in.jsonl", rows(0, all));
    std::stop_source stop;
    std::uint64_t acknowledged = 0;
    ImportWatch watch;
    watch.acknowledged = [&](ArticleId, std::string_view, store::Written) {
        if (++acknowledged == 50) stop.request_stop();
    };
    const auto report = take(house, file, watch, stop.get_token());
    REQUIRE(report);
    CHECK(report->interrupted);
    CHECK(report->stored == acknowledged);
    CHECK(house.articles() == static_cast<std::int64_t>(acknowledged));
    CHECK(acknowledged < all);
    const auto rest = take(house, file);
    REQUIRE(rest);
    CHECK(rest->stored + rest->already == all);
    CHECK(rest->already == acknowledged);
    CHECK(house.articles() == all);
}

TEST_CASE("OPML adds sources and feeds, once") {
    House house;
    const auto file = house.folder.write("subs.opml", R"(<opml version="2.0"><body><outline text="News">
        <outline type="rss" text="The Paper" xmlUrl="https://feeds.paper.example/all.xml" htmlUrl="https://www.paper.example/"/>
        <outline type="rss" text="Other" xmlUrl="https://other.example/feed"/>
        <outline type="rss" text="Bad" xmlUrl="ftp://other.example/feed"/></outline></body></opml>)");
    auto report = take(house, file);
    REQUIRE(report);
    CHECK(report->feeds_added == 2);
    CHECK(report->refused == 1);
    const auto source = *house.reader->source("paper.example");
    REQUIRE(source);
    CHECK(source->source.name == "The Paper");
    CHECK(house.feed("https://feeds.paper.example/all.xml").source == source->source.id);
    report = take(house, file);
    REQUIRE(report);
    CHECK(report->feeds_known == 2);
    CHECK(report->feeds_added == 0);
}

TEST_CASE("a feed file's entries become articles of their content") {
    House house;
    const auto report = take(house, house.folder.write("feed.xml", rss("paper.example", 0, 12)));
    REQUIRE(report);
    CHECK(report->stored == 12);
    CHECK(house.has("https://paper.example/report/3"));
    CHECK(house.web.asked("https://paper.example/report/3") == 0);
}

TEST_CASE("WARC: pages answered with 200 are taken, the rest is passed over") {
    House house;
    std::string bytes = warc_record("https://paper.example/report/1", page("Report 1", 1));
    bytes += warc_record("https://paper.example/gone", page("Gone", 2),
                         "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n");
    bytes += warc_record("https://paper.example/logo", "GIF89a", "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\n");
    bytes += warc_record("https://paper.example/report/3", page("Report 3", 3));
    const auto report = take(house, house.folder.write("crawl.warc", bytes));
    REQUIRE(report);
    CHECK(report->stored == 2);
    CHECK(house.has("https://paper.example/report/3"));
    CHECK(!house.has("https://paper.example/gone"));
}

TEST_CASE("a WARC that was cut short gives all its good records, and says where it ended") {
    House house;
    std::string bytes = warc_record("https://paper.example/report/1", page("Report 1", 1));
    bytes += warc_record("https://paper.example/report/2", page("Report 2", 2));
    const auto whole = bytes.size();
    bytes += warc_record("https://paper.example/report/3", page("Report 3", 3)).substr(0, 700);
    const auto report = take(house, house.folder.write("crawl.warc", bytes));
    REQUIRE(report);
    CHECK(report->stored == 2);
    CHECK(report->reasons.at("record cut off by the end of the file") == 1);
    REQUIRE(!report->notes.empty());
    CHECK(report->notes[0].find("2 good records before") != std::string::npos);
    CHECK(report->notes[0].find(fmt::format("{}", whole)) != std::string::npos);
}

TEST_CASE("a folder of pages: the address from beside it, from the page, else the file's name") {
    House house;
    const auto& folder = house.folder;
    folder.write("pages/a.html", page("Report 1", 1));
    folder.write("pages/a.json", R"({"url":"https://paper.example/one","title":"must not be read"})");
    auto with_canonical = page("Report 2", 2);
    with_canonical.insert(with_canonical.find("</head>"), "<link rel='canonical' href='https://other.example/two'>");
    folder.write("pages/deep/b.htm", with_canonical);
    folder.write("pages/deep/c.html", page("Report 3", 3));
    folder.write("pages/empty.html", " \n");
    folder.write("pages/readme.txt", "not a page");
    auto report = take(house, folder.path("pages"));
    REQUIRE(report);
    CHECK(report->stored == 3);
    CHECK(report->reasons.at("page is empty") == 1);
    CHECK(house.has("https://paper.example/one"));
    CHECK(house.has("https://other.example/two"));
    CHECK(house.reader->source("other.example")->has_value());
    report = take(house, folder.path("pages"));
    REQUIRE(report);
    CHECK(report->already == 3);
    CHECK(house.articles() == 3);
}

TEST_CASE("a page of 50 MB is refused and the others are taken") {
    House house;
    house.folder.write("pages/a.html", page("Report 1", 1));
    std::filesystem::resize_file(house.folder.write("pages/big.html", "<html>"), 50u << 20);
    const auto report = take(house, house.folder.path("pages"));
    REQUIRE(report);
    CHECK(report->stored == 1);
    CHECK(report->reasons.at("page larger than 32 MB") == 1);
}

TEST_CASE("bad input: one clear message each") {
    House house;
    const auto message = [&](const std::string& path) {
        const auto report = take(house, path);
        REQUIRE(!report);
        CHECK(report.error().detail.starts_with(path));
        return report.error();
    };
    CHECK(message(house.folder.path("nowhere")).fault == Fault::not_found);
    CHECK(message(house.folder.write("empty.xml", "")).detail.ends_with("the file is empty"));
    CHECK(message(house.folder.write("a.pdf", "%PDF-1.7\n\x01\x02")).detail.find("it begins with \"%PDF-1.7...\"") !=
          std::string::npos);
    CHECK(message(house.folder.write("no.warc", "WARC/1.0\r\nnothing more")).fault == Fault::malformed);
    std::filesystem::create_directory(house.folder.path("bare"));
    CHECK(message(house.folder.path("bare")).detail.find("no page") != std::string::npos);
}

TEST_CASE("an imported page without a date stands below all that has one, and a fresh entry of a feed does not") {
    House house;
    REQUIRE(take(house, house.folder.write("a.jsonl", row(1))));  // of March 2024
    house.folder.write("pages/old.html", page("Report 7", 7));
    REQUIRE(take(house, house.folder.path("pages")));
    house.web.put(
        "https://f.example/feed",
        {.body = "<rss version='2.0'><channel><title>F</title><link>https://f.example/</link><item><title>Fresh"
                 "</title><link>https://f.example/1</link><description>The first tram of the new line left at "
                 "six in the morning with the mayor aboard.</description></item></channel></rss>",
         .type = "application/rss+xml"});
    house.follow("https://f.example/feed", "f.example");
    house.poll();
    const auto cards = *house.reader->list({});
    REQUIRE(cards.size() == 3);
    CHECK(cards[0].title == "Fresh");
    CHECK(cards[1].title == "Row 1");
    CHECK(cards[2].title == "Report 7");
    CHECK(cards[2].published == house.clock.now());  // seen then; it only does not stand there
}

TEST_CASE("a stranger's control characters reach neither titles, texts nor names") {
    House house;
    const auto report = take(
        house, house.folder.write("in.jsonl",
                                  "{\"url\":\"https://a.example/"
                                  "1\",\"publisher\":\"Pa\\u001bper\",\"title\":\"Tram\\u001b[31m opens\\u009b1m\","
                                  "\"text\":\"The tram\\u001b]0;mine\\u0007 opens\\u0085.\\n\\nIt\\u007f holds.\"}\n"));
    REQUIRE(report);
    const auto card = house.reader->list({})->at(0);
    CHECK(card.title == "Tram[31m opens1m");
    CHECK(card.source_name == "Paper");
    const auto text = plain_text(house.reader->article(card.id)->value().extraction);
    CHECK(text == "The tram]0;mine opens.\n\nIt holds.");
}
