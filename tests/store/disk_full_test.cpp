// A full disk is an answer, not an end.
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/resource.h>

#include "store/store.hpp"
#include "support/archive.hpp"

using namespace octavo;
using store::Store;

namespace {

// No file of this process may grow beyond `bytes` while this lives: what a quota or a full disk does to a writer.
class Quota {
  public:
    explicit Quota(rlim_t bytes) : old_handler_(::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &old_);
        const rlimit limit{bytes, old_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    Quota(const Quota&) = delete;
    Quota& operator=(const Quota&) = delete;
    ~Quota() {
        ::setrlimit(RLIMIT_FSIZE, &old_);
        ::signal(SIGXFSZ, old_handler_);
    }

  private:
    rlimit old_{};
    void (*old_handler_)(int);
};

std::vector<store::ArticleWrite> batch_from(int n) {
    std::vector<store::ArticleWrite> batch;
    for (int i = n; i < n + 20; ++i) {
        std::string text;
        for (int k = 0; k < 100; ++k) text += fmt::format("w{} ", (i * 131 + k * 7919) % 100'003);
        batch.push_back(test::article(i, "harbour.example", text));
    }
    return batch;
}

}  // namespace

TEST_CASE("a full disk refuses the batch, keeps what was acknowledged, and writing goes on when there is room") {
    const test::Folder folder;
    const auto archive = std::move(*Store::open(folder.path()));
    REQUIRE(archive->put_source(test::source("harbour.example")));
    REQUIRE(archive->write(batch_from(0)));
    const auto reader = std::move(*archive->reader());
    int acknowledged = 20;
    {
        const Quota quota(1 << 20);
        Failure refused;
        while (refused.detail.empty() && acknowledged < 4000) {
            if (const auto written = archive->write(batch_from(acknowledged)))
                acknowledged += 20;
            else
                refused = written.error();
        }
        CHECK(refused.fault == Fault::unwritable);
        CHECK(refused.detail.find("disk") != std::string::npos);
        CHECK_FALSE(archive->write(batch_from(acknowledged)).has_value());
        CHECK(reader->article(test::article(3).parsed.id).value().has_value());
        CHECK(reader->stats()->articles == acknowledged);
    }
    CHECK(archive->write(batch_from(acknowledged)).has_value());
    CHECK(reader->stats()->articles == acknowledged + 20);
    CHECK(archive->check({}).value() == std::vector<std::string>{});
}

TEST_CASE("a disk too full to begin with is said at the door") {
    const test::Folder folder;
    const Quota quota(4096);
    const auto archive = Store::open(folder.path());
    REQUIRE_FALSE(archive.has_value());
    CHECK(archive.error().fault == Fault::unwritable);
}

TEST_CASE("an engine that may not grow refuses in the same words") {
    const test::Folder folder;
    const auto archive = std::move(*Store::open(folder.path()));
    const auto connection = std::move(*archive->database().connect(store::Durability::normal));
    REQUIRE(connection->execute("PRAGMA max_page_count = 60"));
    Failure refused;
    for (int n = 0; n < 4000 && refused.detail.empty(); ++n) {
        const auto put = store::run(*connection, "INSERT INTO facts (name, value) VALUES ($1, $2)",
                                    std::string_view(std::to_string(n)), std::string_view(std::string(4000, 'x')));
        if (!put) refused = put.error();
    }
    CHECK(refused.fault == Fault::unwritable);
    CHECK(refused.detail.find("disk is full") != std::string::npos);
}
