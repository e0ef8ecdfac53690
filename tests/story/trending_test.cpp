#include "story/trending.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using namespace std::chrono_literals;
using story::Trend;

namespace {

std::string ranked(std::vector<Trend> tags, std::size_t most = 10) {
    std::string out;
    for (const Trend& t : story::rank_trends(std::move(tags), 24h, 24h * 7, most)) out += t.name + " ";
    return out;
}

}  // namespace

TEST_CASE("what rises beyond its own history trends, not what is always there") {
    CHECK(ranked({{.name = "Budget", .recent = 9, .publishers = 5, .before = 40},
                  {.name = "Volcano", .recent = 6, .publishers = 5},
                  {.name = "Sport", .recent = 60, .publishers = 30, .before = 420}}) == "Volcano Budget ");
}

TEST_CASE("many publishers weigh more than one that writes much") {
    CHECK(ranked({{.name = "Own", .recent = 8, .publishers = 1}, {.name = "Shared", .recent = 6, .publishers = 6}}) ==
          "Shared Own ");
}

TEST_CASE("equal rises stand by name; there are never more than asked for") {
    CHECK(ranked({{.name = "B", .recent = 5, .publishers = 3}, {.name = "A", .recent = 5, .publishers = 3}}) == "A B ");
    CHECK(ranked({{.name = "B", .recent = 5, .publishers = 3}, {.name = "A", .recent = 5, .publishers = 3}}, 1) ==
          "A ");
    CHECK(ranked({}).empty());
    CHECK(ranked({{.name = "Falling", .recent = 1, .publishers = 1, .before = 700}}).empty());
}
