// Addresses of a conversation that somebody kept or made up: pages where nothing stands any more, comments that stand
// elsewhere by now.
#include "web/comments.hpp"

#include "web/club.hpp"
#include "web/page.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

struct Place {
    Club club;
    readers::SignedIn ada = club.join("Ada Quay"), mod = club.join("Mo Dell", Role::moderator);

    static std::string of(const store::Card& card) {
        return "/en-gb/" + web::article_place(card.id, card.title) + "/comments";
    }
    std::string page(const std::string& place) { return bytes(club.look(place)); }
    // The number of what is said there.
    std::int64_t say(const readers::SignedIn& who, const std::string& place, const std::string& text,
                     std::int64_t about = 0) {
        club.clock.advance(std::chrono::minutes(1));
        const auto said =
            club.send(place, fmt::format("{}&do=say&about={}&text={}", club.token(who), about, text), Club::with(who));
        REQUIRE(said.status == 303);
        const std::string to = header(said, "Location");
        return std::stoll(to.substr(to.find("#c") + 2));
    }
};

}  // namespace

TEST_CASE("a page behind the last thread or before the first, or of no answers, says so and leads to the begin") {
    Place p;
    const std::string place = Place::of(p.club.stand.articles.at(0).card);
    const std::int64_t head = p.say(p.mod, place, "First"), last = p.say(p.mod, place, "Second");
    (void)p.say(p.ada, place, "An+answer", head);
    for (const auto& [query, whole] :
         {std::pair(std::string("?after=99999"), ""), std::pair(fmt::format("?before={}", head), ""),
          std::pair(fmt::format("?sort=newest&after={}", head), "?sort=newest"),
          std::pair(std::string("?sort=newest&before=99999"), "?sort=newest"),
          std::pair(fmt::format("?sort=best&after={}", last), "?sort=best")}) {
        CAPTURE(query);
        const std::string page = p.page(place + query);
        CHECK_FALSE(page.contains("class=\"comment\""));
        CHECK_FALSE(page.contains("No comments yet"));
        CHECK(page.contains("Nothing here at the moment."));
        CHECK(page.contains(fmt::format("<a href=\"{}{}\">The whole conversation</a>", place, whole)));
        CHECK_FALSE(page.contains("class=\"pager\""));
    }
    for (const std::string_view beside : {"after=99999", "before=1"}) {
        CAPTURE(beside);
        const std::string page = p.page(fmt::format("{}?c={}&{}", place, head, beside));
        CHECK(page.contains("First"));
        CHECK_FALSE(page.contains("An answer"));
        CHECK(page.contains("Nothing here at the moment."));
        CHECK(page.contains(
            fmt::format("href=\"{}?c={}#c{}\" aria-describedby=\"by{}\">1 more reply</a>", place, head, head, head)));
    }
    CHECK_FALSE(p.page(place).contains("Nothing here"));
    CHECK_FALSE(p.page(fmt::format("{}?c={}", place, head)).contains("Nothing here"));
}

TEST_CASE("the address of a comment that stands in another conversation by now leads there, for who may see it") {
    Place p;
    const std::string here = Place::of(p.club.stand.articles.at(0).card);
    const auto alone = make_article("alone.example", "A report of its own", "en", 3000);
    const std::string there = Place::of({.id = p.club.stand.add(alone), .title = alone.card.title});
    const std::int64_t said = p.say(p.mod, there, "Said+there");
    const auto led = p.club.look(fmt::format("{}?c={}", here, said));
    CHECK(led.status == 303);
    CHECK(header(led, "Location") == fmt::format("{}?c={}#c{}", there, said, said));
    CHECK(p.page(fmt::format("{}?c={}", there, said)).contains("Said there"));
    // What waits for a moderator is not told of, and what was never said neither.
    const std::int64_t held = p.say(p.ada, there, "See+https://pills.example/");
    CHECK(p.club.look(fmt::format("{}?c={}", here, held)).status == 200);
    CHECK(p.club.look(fmt::format("{}?c={}", here, held), Club::with(p.ada)).status == 303);
    CHECK(p.club.look(here + "?c=99999").status == 200);
}
