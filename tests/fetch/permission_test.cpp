#include "fetch/permission.hpp"

#include <doctest/doctest.h>

#include "support/scripted_fetcher.hpp"

using namespace octavo;
using namespace octavo::fetch;
using namespace octavo::test;
using namespace std::chrono_literals;

namespace {

const Instant now = at("2025-07-13T08:00:00Z");
const Url page = *Url::parse("https://paper.example:8443/private/a?b");
const Url robots = *Url::parse("https://paper.example:8443/robots.txt");

Permission hear(Permission known, const Answer& said, Instant when = now) {
    return after_asking(std::move(known), said.to(robots), when);
}
std::optional<Fault> objection(const Permission& permission) {
    const auto failure = permission.objection(page, "Octavo");
    return failure ? std::optional(failure->fault) : std::nullopt;
}
const Answer rules =
    answer().body("User-agent: *\nDisallow: /private/\n").header("etag", "\"1\"").header("last-modified", "then");

}  // namespace

TEST_CASE("robots.txt stands at the root of the very origin") {
    CHECK(ask_permission(page, {}).url == robots);
    CHECK(ask_permission(page, {}).purpose == Purpose::robots);
}

TEST_CASE("2xx gives rules, 4xx freedom, 5xx and silence nothing at all") {
    CHECK(objection({}) == Fault::unreachable);
    CHECK(objection(hear({}, rules)) == Fault::refused);
    for (const int status : {400, 401, 403, 404, 410, 451}) CHECK(objection(hear({}, answer(status))) == std::nullopt);
    for (const int status : {429, 500, 503, 599}) CHECK(objection(hear({}, answer(status))) == Fault::unreachable);
    for (const Fault fault : {Fault::unreachable, Fault::timed_out, Fault::malformed})
        CHECK(objection(hear({}, failing(fault))) == Fault::unreachable);
    // A host that the guard forbids: a rule of ours, and no silence of theirs.
    CHECK(objection(hear({}, failing(Fault::refused))) == Fault::refused);
}

TEST_CASE("an answer is believed for a day, and asked for again with its validators") {
    const Permission known = hear({}, rules);
    CHECK(known.is_current(now + 23h));
    CHECK_FALSE(known.is_current(now + 24h));
    CHECK(ask_permission(page, known).etag == "\"1\"");
    CHECK(ask_permission(page, known).last_modified == "then");
    const Permission renewed = hear(known, answer(304), now + 25h);
    CHECK(renewed.is_current(now + 48h));
    CHECK(objection(renewed) == Fault::refused);
}

TEST_CASE("a copy stays good for a month while its original cannot be read; then nothing is allowed") {
    Permission known = hear({}, answer(404));
    known = hear(known, answer(500), now + 25h);
    CHECK(objection(known) == std::nullopt);
    known = hear(known, failing(Fault::unreachable), now + 24h * 31);
    CHECK(objection(known) == Fault::unreachable);
}

TEST_CASE("what cannot be read is asked for later and later, not sooner than it asks") {
    Permission known;
    Duration last{};
    for (int i = 0; i < 12; ++i) {
        known = hear(known, answer(500));
        CHECK(known.until - now >= last);
        last = known.until - now;
    }
    CHECK(last == Duration(24h));
    CHECK(hear({}, answer(503).retry_after(2h)).until == now + 2h);
}
