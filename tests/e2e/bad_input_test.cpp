// Bad input gets one clear message and its exit code; nothing is lost, nothing hangs.
#include "e2e/site.hpp"

#include <sys/stat.h>
#include <unistd.h>

using namespace octavo;
using namespace octavo::test;

namespace {

Ended import(const std::string& folder, const std::string& path) {
    return run({binary, "import", path, "--data", folder});
}

}  // namespace

TEST_CASE("a port that is taken: exit code 5, and the message says what to do") {
    const TemporaryFolder one, two;
    Site site({"serve", "--port", "0", "--data", one.path()});
    REQUIRE(site.port() != 0);
    const Ended second = run({binary, "serve", "--port", std::to_string(site.port()), "--data", two.path()});
    CHECK(second.code == 5);
    CHECK(second.err.find(std::to_string(site.port())) != std::string::npos);
    CHECK(second.err.find("--port") != std::string::npos);
}

TEST_CASE("a second process on one archive: exit code 3, naming the first") {
    const TemporaryFolder data;
    Site site({"serve", "--port", "0", "--data", data.path()});
    REQUIRE(site.port() != 0);
    const Ended second = run({binary, "serve", "--port", "0", "--data", data.path()});
    CHECK(second.code == 3);
    CHECK(second.err.find(std::to_string(site.process().pid())) != std::string::npos);
}

TEST_CASE("a broken configuration line: exit code 2, with file, line and what is allowed") {
    const TemporaryFolder data;
    write_file(data / "octavo.toml", "[site]\nport = \"many\"\n");
    const Ended ended = run({binary, "serve", "--data", data.path()});
    CHECK(ended.code == 2);
    CHECK(ended.err.find("octavo.toml:2: site.port") != std::string::npos);
    CHECK(ended.err.find("allowed is a number") != std::string::npos);
    CHECK(run({binary, "serve", "--config", data / "absent.toml"}).code == 2);
}

TEST_CASE("a data folder that cannot be written: exit code 3") {
    const TemporaryFolder data;
    write_file(data / "file", "not a folder");
    const Ended ended = run({binary, "serve", "--data", data / "file/below"});
    CHECK(ended.code == 3);
    CHECK(ended.err.find("file/below") != std::string::npos);
}

TEST_CASE("a file that is no archive: exit code 4, and it is left as it was") {
    const TemporaryFolder data;
    write_file(data / "octavo.db", std::string(20000, 'x'));
    const Ended ended = run({binary, "serve", "--port", "0", "--data", data.path()});
    CHECK(ended.code == 4);
    CHECK(read_file(data / "octavo.db") == std::string(20000, 'x'));
}

TEST_CASE("files that are not what they seem are refused with a reason, and the rest is taken") {
    const TemporaryFolder data, archive;
    write_file(data / "page.txt", "just a note");
    write_file(data / "empty.xml", "");
    write_file(data / "cut.warc",
               "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9999\r\n\r\nHTTP/1.1 200 OK\r\n\r\ncut");
    write_file(data / "good.jsonl",
               "{\"url\":\"https://a.example/1\",\"title\":\"Tram opens\",\"text\":\"The tram opens at last, and the "
               "whole quarter came to see it.\"}\n"
               "{broken\n{\"title\":\"\"}\n");
    for (const char* name : {"page.txt", "empty.xml", "absent.xml"}) {
        CAPTURE(name);
        const Ended ended = import(archive.path(), data / name);
        CHECK(ended.code != 0);
        CHECK((ended.err + ended.out).find(name) != std::string::npos);
    }
    CHECK(import(archive.path(), data / "cut.warc").code == 1);
    const Ended good = import(archive.path(), data / "good.jsonl");
    CHECK(good.code == 1);
    CHECK(good.out.find("stored") != std::string::npos);
    CHECK(good.err.find("good.jsonl: line 2: ") != std::string::npos);  // which line was bad
    REQUIRE(mkfifo((data / "pipe").c_str(), 0600) == 0);
    const Ended pipe = import(archive.path(), data / "pipe");
    CHECK(pipe.code == 1);
    CHECK(pipe.err.find("neither a file nor a folder") != std::string::npos);
    CHECK(pipe.out.empty());  // no table of noughts where nothing was read
    CHECK(run({binary, "stats", "--json", "--data", archive.path()}).out.find("\"articles\":1,") != std::string::npos);
}

TEST_CASE("a feed with 100,000 items is bounded, and a page of 50 MB is too big, said plainly") {
    const TemporaryFolder data, archive;
    std::string feed = "<rss version=\"2.0\"><channel><title>Much</title><link>https://much.example/</link>";
    for (int i = 0; i < 100'000; ++i)
        feed += fmt::format(
            "<item><title>Item {}</title><link>https://much.example/{}</link><description>Nothing much, number "
            "{}.</description></item>",
            i, i, i);
    write_file(data / "much.xml", feed + "</channel></rss>");
    const Ended read = run({binary, "feed", data / "much.xml"});
    CHECK(read.code == 0);
    CHECK(read.out.size() < feed.size());

    std::string page = "<html><head><title>Big</title></head><body>";
    while (page.size() < (50U << 20)) page += "<p>Again and again the same few words of nothing at all.</p>";
    write_file(data / "big.html", page);
    const Ended big = run({binary, "extract", "--json", data / "big.html"});
    CHECK(big.out.find("too_big") != std::string::npos);
}

TEST_CASE("batch answers a bad line and goes on") {
    const Ended ended =
        run({binary, "date", "--batch"}, "{\"id\":1,\"in\":\"2025-07-13\"}\nnonsense\n{\"id\":2,\"in\":\"never\"}\n");
    CHECK(ended.code == 0);
    CHECK(ended.out.starts_with("{\"id\":1,\"out\":\"2025-07-13T00:00:00Z\"}\n{\"error\":{\"fault\":\"malformed\""));
    CHECK(ended.out.ends_with("{\"id\":2,\"out\":null}\n"));
}

TEST_CASE("a command that does not exist is named, with the way to those that do") {
    const Ended ended = run({binary, "frobnicate"});
    CHECK(ended.code == 2);
    CHECK(ended.err == "octavo: there is no command \"frobnicate\". See: octavo help\n");
}

TEST_CASE("a backup that cannot be written says what helps: another file, not another archive") {
    const TemporaryFolder data;
    write_file(data / "rows.jsonl", "{\"title\":\"Tram opens\",\"text\":\"The tram opens at last.\"}\n");
    REQUIRE(import(data / "archive", data / "rows.jsonl").code == 0);
    const Ended ended = run({binary, "backup", data / "nowhere/copy.db", "--data", data / "archive"});
    CHECK(ended.code == 3);
    CHECK(ended.err.find("nowhere/copy.db") != std::string::npos);
    CHECK(ended.err.find("Name a file in a folder") != std::string::npos);
    CHECK(ended.err.find("--data") == std::string::npos);
}

TEST_CASE("a host of one's own network that is refused names the setting that lets it in") {
    const TemporaryFolder data;
    const Ended ended = run({binary, "add", "http://192.168.7.7/feed", "--data", data.path()});
    CHECK(ended.code == 1);
    CHECK(ended.err.find("private_hosts = [\"192.168.7.7\"]") != std::string::npos);
    const Ended port = run({binary, "add", "http://example.org:22/feed", "--data", data.path()});
    CHECK(port.err.find("private_hosts") == std::string::npos);
}

TEST_CASE("a page with nothing in it is answered with one line") {
    const TemporaryFolder data;
    write_file(data / "empty.html", "<html><body></body></html>");
    const Ended ended = run({binary, "extract", data / "empty.html"});
    CHECK(ended.code == 1);
    CHECK(ended.out.find("empty.html: no article in it (") != std::string::npos);
    CHECK(std::ranges::count(ended.out, '\n') == 1);
}

TEST_CASE("a site whose disk is full ends within two seconds of being asked, sound, and says so with its code") {
    const TemporaryFolder folder;
    std::string rows;
    for (int i = 0; i < 6000; ++i)
        rows += fmt::format(
            "{{\"url\":\"https://p.example/{0}\",\"title\":\"Report {0}\",\"text\":\"Number {0}: {1}\"}}\n", i,
            std::string(40, static_cast<char>('a' + i % 26)) + std::to_string(i * 7919) +
                std::string(300, static_cast<char>('k' + i % 9)));
    write_file(folder / "rows.jsonl", rows);
    Running site({"prlimit", "--fsize=3600000", binary, "run", "--port", "0", "--data", folder / "archive"},
                 {{"OCTAVO_FOLLOW_CATALOGUE", "false"}});
    for (int line = 0; line < 3; ++line) REQUIRE(site.line().has_value());
    Running import({binary, "import", folder / "rows.jsonl", "--data", folder / "archive"});
    CHECK_FALSE(import.wait(std::chrono::seconds(3)).has_value());
    site.signal(15);
    const auto code = site.wait(std::chrono::seconds(2));
    REQUIRE(code.has_value());
    CHECK(*code == 3);
    CHECK(import.wait().has_value());
    CHECK(run({binary, "check", "--data", folder / "archive"}).code == 0);
}
