// Somebody who may read the data folder, but not write to it: another user of the machine, or a disk mounted to be
// read.
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "e2e/site.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

// Needs to be root to become nobody; and nobody must be able to reach the binary.
struct Guest {
    std::string copy;
    explicit Guest(const TemporaryFolder& folder) {
        if (::geteuid() != 0 || run({"setpriv", "--version"}).code != 0) return;
        std::filesystem::permissions(folder.path(), std::filesystem::perms(0755));
        copy = folder / "guest-octavo";
        std::filesystem::copy_file(binary, copy);
        std::filesystem::permissions(copy, std::filesystem::perms(0755));
        if (octavo({"--version"}).code != 0) copy.clear();
    }
    bool there() const { return !copy.empty(); }
    Ended octavo(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(),
                         {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--", copy});
        return run(arguments);
    }
};

constexpr std::string_view tram =
    "{\"url\":\"https://a.example/1\",\"title\":\"Tram opens\",\"text\":\"The tram opens at last, and the whole "
    "quarter "
    "came to see it.\"}\n";

// An archive is its owner's alone; its owner may let a group read it, and what the engine lays beside it follows.
void let_group_read(const std::string& archive) {
    constexpr gid_t group = 65534;
    for (const char* part : {"", "-wal", "-shm"}) {
        const std::string file = archive + "/octavo.db" + part;
        if (!std::filesystem::exists(file)) continue;
        REQUIRE(::chown(file.c_str(), static_cast<uid_t>(-1), group) == 0);
        std::filesystem::permissions(file, std::filesystem::perms(0640));
    }
}

void looks_at_everything(const Guest& guest, const std::string& archive) {
    const auto octavo = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--data", archive});
        auto ended = guest.octavo(std::move(arguments));
        CHECK_MESSAGE(ended.code == 0, ended.err);
        return ended;
    };
    CHECK(octavo({"stats", "--json"}).out.find("\"articles\":1,") != std::string::npos);
    CHECK(octavo({"search", "tram"}).out.find("Tram opens") != std::string::npos);
    CHECK(octavo({"show", "https://a.example/1"}).out.find("whole quarter") != std::string::npos);
    CHECK(octavo({"check"}).out.find("sound") != std::string::npos);
    CHECK(octavo({"export"}).out.find("https://a.example/1") != std::string::npos);
    CHECK(octavo({"sources"}).out.find("a.example") != std::string::npos);
}

}  // namespace

TEST_CASE("whom its owner lets read the archive can look at everything in it, at rest and beside the site") {
    const TemporaryFolder folder;
    const Guest guest(folder);
    if (!guest.there()) return;
    const std::string archive = folder / "an archive, 100%#?";
    write_file(folder / "rows.jsonl", tram);
    REQUIRE(run({binary, "import", folder / "rows.jsonl", "--data", archive}).code == 0);
    CHECK(guest.octavo({"stats", "--data", archive}).code == 3);
    let_group_read(archive);
    looks_at_everything(guest, archive);
    {
        Site site({"serve", "--port", "0", "--data", archive});
        REQUIRE(site.port() != 0);
        looks_at_everything(guest, archive);
        site.process().signal(9);
        site.process().wait();
    }
    looks_at_everything(guest, archive);  // and after a kill, when the log is still there
    // To change something is refused, with a word on what to do.
    const Ended change = guest.octavo({"import", folder / "rows.jsonl", "--data", archive});
    CHECK(change.code == 3);
    CHECK(change.err.find("--data") != std::string::npos);
}

TEST_CASE("a log that nobody could take in is said, with who can, instead of an archive without it") {
    const TemporaryFolder folder;
    const Guest guest(folder);
    if (!guest.there()) return;
    const std::string archive = folder / "archive";
    write_file(folder / "rows.jsonl", tram);
    REQUIRE(run({binary, "import", folder / "rows.jsonl", "--data", archive}).code == 0);
    write_file(archive + "/octavo.db-wal", std::string(64, 'x'));
    let_group_read(archive);
    const Ended stats = guest.octavo({"stats", "--data", archive});
    CHECK(stats.code == 3);
    CHECK(stats.err.find("octavo stats --data " + archive) != std::string::npos);

    std::filesystem::permissions(archive + "/octavo.db", std::filesystem::perms(0600));
    const Ended closed = guest.octavo({"stats", "--data", archive});
    CHECK(closed.code == 3);
    CHECK(closed.err.find("cannot be read") != std::string::npos);
}
