// kill -9 in the middle of an import, again and again: what was acknowledged is there, once, and the archive is sound.
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <set>

#include "pipeline/house.hpp"
#include "pipeline/import.hpp"

using namespace octavo;
using namespace octavo::test;
using namespace octavo::pipeline;

namespace {

constexpr int rows = 600;

std::string file_of_rows() {
    std::string out;
    for (int i = 0; i < rows; ++i)
        out += fmt::format(
            R"({{"url":"https://p{}.example/{}","title":"Row {}","text":"Row {} speaks of weir {} and of mill {}."}})"
            "\n",
            i % 5, i, i, i, i * 13, i * 17);
    return out;
}

// In a process of its own: imports, and tells each acknowledged id through the pipe.
[[noreturn]] void import_and_tell(const Folder& folder, const std::string& file, int out) {
    {
        House house(quick(), &folder);
        ImportWatch watch;
        watch.acknowledged = [&](ArticleId id, std::string_view, store::Written) {
            const std::string line = id.text() + "\n";
            if (::write(out, line.data(), line.size()) < 0) _exit(1);
        };
        (void)import_path(file, *house.line, house.clock, watch, {});
    }
    _exit(0);
}

}  // namespace

TEST_CASE("kill -9 during an import, five times: every acknowledged article is there once, and the archive is sound") {
    Folder folder;
    Folder archive;
    const auto file = folder.write("in.jsonl", file_of_rows());
    std::set<std::string> acknowledged;
    for (int round = 0; round < 5; ++round) {
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            ::close(ends[0]);
            import_and_tell(archive, file, ends[1]);
        }
        ::close(ends[1]);
        std::string told;
        char buffer[512];
        const std::size_t enough = 14 * static_cast<std::size_t>(rows) * static_cast<std::size_t>(round + 1) / 6;
        for (ssize_t got = 1; got > 0 && told.size() < enough;) {
            got = ::read(ends[0], buffer, sizeof buffer);
            if (got > 0) told.append(buffer, static_cast<std::size_t>(got));
        }
        ::kill(child, SIGKILL);
        for (ssize_t got = 1; got > 0;) {  // what it said before it died counts
            got = ::read(ends[0], buffer, sizeof buffer);
            if (got > 0) told.append(buffer, static_cast<std::size_t>(got));
        }
        ::close(ends[0]);
        ::waitpid(child, nullptr, 0);
        for (std::size_t at = 0; at + 14 <= told.size(); at += 14) acknowledged.insert(told.substr(at, 13));

        House house(quick(), &archive);
        CHECK(house.archive->check([](int) {})->empty());
        for (const auto& id : acknowledged) CHECK(house.reader->article(*ArticleId::parse(id))->has_value());
    }
    CHECK(acknowledged.size() > 100);
    House house(quick(), &archive);
    const auto report = import_path(file, *house.line, house.clock, {}, {});
    REQUIRE(report);
    CHECK(report->refused == 0);
    CHECK(report->stored + report->already == rows);
    CHECK(report->already >= acknowledged.size());
    CHECK(house.articles() == rows);
    CHECK(house.archive->check([](int) {})->empty());
}
