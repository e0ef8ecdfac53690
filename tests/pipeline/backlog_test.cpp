#include "pipeline/backlog.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using pipeline::Backlog;
using pipeline::PageTask;

namespace {

PageTask task(std::string host, int number) {
    PageTask out;
    out.entry.host = std::move(host);
    out.entry.url = fmt::format("https://{}/{}", out.entry.host, number);
    return out;
}

}  // namespace

TEST_CASE("hosts take turns: two thousand pages of one do not hold up the one page of another") {
    Backlog backlog(2);
    for (int i = 0; i < 2000; ++i) backlog.add(task("big.example", i));
    backlog.add(task("small.example", 0));
    CHECK(backlog.take()->entry.host == "big.example");
    CHECK(backlog.take()->entry.host == "small.example");
    CHECK(backlog.take()->entry.host == "big.example");
    CHECK(!backlog.take());  // two of the big one are out
    backlog.returned("big.example");
    CHECK(backlog.take()->entry.url == "https://big.example/2");
    CHECK(backlog.size() == 1997);
}

TEST_CASE("everything that was added comes out once, and the books close at nothing") {
    Backlog backlog(3);
    std::map<std::string, int> out;
    for (int i = 0; i < 300; ++i) backlog.add(task(fmt::format("h{}.example", i % 7), i));
    while (backlog.size() > 0) {
        auto next = backlog.take();
        REQUIRE(next);
        CHECK(out[next->entry.url]++ == 0);
        backlog.returned(next->entry.host);
    }
    CHECK(out.size() == 300);
    CHECK(backlog.bytes() == 0);
    CHECK(!backlog.take());
}

TEST_CASE("a host that never answers keeps only its own pages waiting") {
    Backlog backlog(1);
    backlog.add(task("hangs.example", 0));
    backlog.add(task("hangs.example", 1));
    CHECK(backlog.take());
    for (int i = 0; i < 50; ++i) {
        backlog.add(task("well.example", i));
        REQUIRE(backlog.take()->entry.host == "well.example");
        backlog.returned("well.example");
    }
    CHECK(!backlog.take());
    CHECK(backlog.size() == 1);
}
