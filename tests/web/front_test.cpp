#include "web/front.hpp"

#include <doctest/doctest.h>

#include "web/newsstand.hpp"

using namespace octavo;

namespace {

web::TodayView front(test::Newsstand& stand, std::string_view edition = "en-gb") {
    auto hands = stand.archive().open();
    const auto stats = hands->reader->stats();
    return *web::make_front(*hands->reader, *find_edition(edition), *stats);
}

}  // namespace

TEST_CASE("the story most sources tell leads, and is shown once") {
    auto stand = test::invented_news();
    const auto view = front(stand);
    REQUIRE(view.top.size() > 5);
    CHECK(view.top.front().card.story_size == 5);
    CHECK(view.top.front().coverage.sources == 5);
    CHECK(view.top.front().coverage.copies == 1);
    CHECK(view.top.front().coverage.first_source == "Tidewater Post");
    std::set<StoryId> seen;
    for (const auto* part : {&view.top, &view.more})
        for (const auto& group : *part) CHECK(seen.insert(group.card.story).second);
    for (const auto& card : view.elsewhere) CHECK(seen.insert(card.story).second);
}

TEST_CASE("the edition's language comes first, the others after it") {
    auto stand = test::invented_news();
    const auto view = front(stand);
    for (const auto& group : view.top) CHECK(group.card.language == "en");
    for (const auto& card : view.elsewhere) CHECK(card.language != "en");
    CHECK(front(stand, "ar-ae").top.front().card.language == "ar");
}

TEST_CASE("an edition with too little of its own language is filled up with the world's") {
    auto stand = test::invented_news();
    const auto japanese = front(stand, "ja-jp");
    CHECK(japanese.top.front().card.language == "ja");
    CHECK(japanese.top.size() == 5);
    CHECK(front(stand, "es-es").top.size() > 3);
}

TEST_CASE("what is paid for never leads") {
    test::Newsstand stand;
    auto paid = test::make_article("a.example", "Buy", "en", 1);
    paid.card.kind = Kind::sponsored;
    stand.add(paid);
    stand.add(test::make_article("b.example", "News", "en", 600));
    CHECK(front(stand).top.front().card.title == "News");
}

TEST_CASE("what stands last does not lead, however lately it was taken in") {
    test::Newsstand stand;
    auto undated = test::make_article("a.example", "Some old page", "en", 0);
    undated.card.stated.reset();
    undated.card.position = 1;  // as the archive places an imported page without a date
    stand.add(undated);
    stand.add(test::make_article("b.example", "News", "en", 600));
    CHECK(front(stand).top.front().card.title == "News");
}

TEST_CASE("the sample leaves the page when there are real articles enough") {
    test::Newsstand stand;
    auto invented = test::make_article("s.example", "Invented", "en", 1);
    invented.card.sample = true;
    stand.add(invented);
    CHECK(front(stand).sample);
    for (int i = 0; i < 10; ++i) stand.add(test::make_article("r.example", fmt::format("Real {}", i), "en", 10 + i));
    const auto view = front(stand);
    CHECK_FALSE(view.sample);
    for (const auto& group : view.top) CHECK_FALSE(group.card.sample);
}

TEST_CASE("an empty archive gives an empty front, a full one says where the next page begins") {
    test::Newsstand stand;
    CHECK(front(stand).top.empty());
    for (int i = 0; i < 70; ++i) stand.add(test::make_article("r.example", fmt::format("Real {}", i), "en", i));
    const auto view = front(stand);
    REQUIRE(view.older.has_value());
    // Everything before the next page is on this one.
    std::size_t shown = view.top.size() + view.more.size();
    std::size_t newer = 0;
    for (const auto& a : stand.articles) newer += a.card.position >= *view.older ? 1 : 0;
    CHECK(shown == newer);
}
