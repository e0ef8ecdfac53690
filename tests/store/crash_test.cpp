// Kill -9 in the middle of writing: what was acknowledged is there once, nothing is there in half.
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/store.hpp"
#include "support/archive.hpp"

using namespace octavo;
using store::Store;

namespace {

constexpr int batch_size = 7;

// Writes batches for ever and says on the pipe how many articles are in, each time a batch was acknowledged.
[[noreturn]] void write_until_killed(const std::string& folder, int from, int pipe) {
    auto archive = Store::open(folder);
    if (!archive || !(*archive)->put_source(test::source("harbour.example"))) ::_exit(1);
    for (int n = from;; n += batch_size) {
        std::vector<store::ArticleWrite> batch;
        for (int i = n; i < n + batch_size; ++i) {
            batch.push_back(test::article(i, "harbour.example", fmt::format("Words of report {} and {}.", i, i * 7)));
            batch.back().raw = "<html>" + std::string(500, 'r');
            if (i > 0) batch.back().placement.related = {{test::article(i - 1).parsed.id, 0.5F}};
        }
        if (!(*archive)->write(batch)) ::_exit(2);
        const int acknowledged = n + batch_size;
        if (::write(pipe, &acknowledged, sizeof acknowledged) != sizeof acknowledged) ::_exit(3);
    }
}

}  // namespace

TEST_CASE("kill -9 loses nothing acknowledged, doubles nothing, and leaves a sound archive") {
    const test::Folder folder;
    int acknowledged = 0;
    for (int cycle = 0; cycle < 10; ++cycle) {
        int ends[2] = {};
        REQUIRE(::pipe(ends) == 0);
        const pid_t child = ::fork();
        if (child == 0) {
            ::close(ends[0]);
            write_until_killed(folder.path(), acknowledged, ends[1]);
        }
        ::close(ends[1]);
        // Killed after a few batches, at a moment that differs from cycle to cycle.
        for (int batches = 0, said = 0; batches < 3 + cycle; ++batches) {
            REQUIRE(::read(ends[0], &said, sizeof said) == sizeof said);
            acknowledged = said;
        }
        ::usleep(static_cast<useconds_t>(cycle * 700));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        REQUIRE(WIFSIGNALED(status));
        for (int said = 0; ::read(ends[0], &said, sizeof said) == sizeof said;) acknowledged = said;
        ::close(ends[0]);

        const auto archive = Store::open(folder.path());
        REQUIRE_MESSAGE(archive.has_value(), (archive ? "" : archive.error().detail));
        CHECK((*archive)->check({}).value() == std::vector<std::string>{});
        const auto reader = (*archive)->reader().value();
        const auto there = reader->stats()->articles;
        CHECK(there >= acknowledged);
        CHECK(there % batch_size == 0);
        std::set<ArticleId> ids;
        std::int64_t listed = 0;
        REQUIRE(reader->each_article([&](const store::FullArticle& whole) {
            ids.insert(whole.card.id);
            ++listed;
            return true;
        }));
        CHECK(listed == there);
        CHECK(static_cast<std::int64_t>(ids.size()) == there);
        for (int n = 0; n < acknowledged; ++n) CHECK(ids.contains(test::article(n).parsed.id));
    }
}
