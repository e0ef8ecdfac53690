#include "story/ranking.hpp"

#include <doctest/doctest.h>

namespace octavo::story {
namespace {

using std::chrono::hours;

const Instant now = at("2025-07-13T08:00:00Z");
const Wanted british{"en", "GB", now};

Report report(std::uint64_t source, Duration age, Kind kind = Kind::news) {
    return {.source = {source}, .time = now - age, .kind = kind, .language = "en"};
}

double score(const std::vector<Report>& story, const Weights& weights = {}) {
    return rank(story, false, british, weights).score;
}

}  // namespace

TEST_CASE("the terms add up to the score, and each says what it counted") {
    const std::vector<Report> story{report(1, hours(1)), report(2, hours(2)), report(2, hours(9))};
    const Rank r = rank(story, true, british, {});
    double sum = 0;
    for (const RankTerm& t : r.terms) {
        sum += t.points;
        CHECK_FALSE(t.what.empty());
    }
    CHECK(sum == doctest::Approx(r.score));
    CHECK(r.terms.front().what == "2 publishers with a report of their own");
}

TEST_CASE("more publishers weigh more, copies of one text weigh nothing") {
    auto copy = report(3, hours(1));
    copy.copy = true;
    CHECK(score({report(1, hours(1)), report(2, hours(1))}) > score({report(1, hours(1))}));
    CHECK(score({report(1, hours(1)), report(1, hours(1))}) < score({report(1, hours(1)), report(2, hours(1))}));
    CHECK(score({report(1, hours(1)), copy}) == doctest::Approx(score({report(1, hours(1))})));
}

TEST_CASE("what is newer, livelier, at home or plain news stands higher") {
    CHECK(score({report(1, hours(1))}) > score({report(1, hours(20))}));
    CHECK(score({report(1, hours(0)), report(2, hours(1))}) > score({report(1, hours(0)), report(2, hours(12))}));
    auto home = report(1, hours(1));
    home.source_country = "GB";
    CHECK(score({home}) > score({report(1, hours(1))}));
    for (const Kind kind : {Kind::opinion, Kind::analysis, Kind::sponsored, Kind::press_release, Kind::satire})
        CHECK(score({report(1, hours(1), kind)}) < score({report(1, hours(1))}));
    // One plain report makes it news.
    CHECK(score({report(1, hours(1)), report(2, hours(1), Kind::opinion)}) ==
          doctest::Approx(score({report(1, hours(1)), report(2, hours(1))})));
}

TEST_CASE("weights of nought leave a term out") {
    Weights none;
    none.publishers = none.velocity = none.freshness = none.language = 0;
    CHECK(rank(std::vector{report(1, hours(5))}, false, british, none).terms.empty());
    CHECK(rank({}, true, british, {}).score == 0);
}

TEST_CASE("a publisher does not fill the page with one section") {
    const Weights weights;
    std::vector<Rank> ranks(3);
    ranks[0].score = 3;
    ranks[1].score = 2.9;
    ranks[2].score = 2.5;
    const std::vector<Face> faces{{{1}, "sport"}, {{1}, "sport"}, {{2}, "sport"}};
    const auto order = in_order(ranks, faces, weights);
    REQUIRE(order.size() == 3);
    CHECK(order[0].at == 0);
    CHECK(order[1].at == 2);
    CHECK(order[2].at == 1);
    CHECK(order[2].repeats == 1);
    CHECK(order[2].score == doctest::Approx(2.9 - weights.repeat));
}

}  // namespace octavo::story
