#include <doctest/doctest.h>

#include "web/visit.hpp"

using namespace octavo;
using test::Visit;

namespace {

std::string page(Visit& visit, const std::string& target) {
    const auto response = visit.get(target);
    CAPTURE(target);
    REQUIRE(response.page);
    CHECK(response.status == 200);
    return std::string(response.page->bytes());
}

}  // namespace

TEST_CASE("a day of the archive is an edition of its own, counted in the edition's time") {
    Visit r;
    // Half past ten in the evening in Greenwich is the next day in Tokyo.
    for (auto& article : r.stand.articles)
        article.card.published = Instant(std::chrono::sys_days(std::chrono::year(2025) / 3 / 10)) +
                                 std::chrono::hours(22) + std::chrono::minutes(30);
    std::size_t english = 0;
    for (auto& article : r.stand.articles) {
        article.card.position = store::first_position_at(article.card.published);
        english += article.card.language == "en" ? 1 : 0;
    }
    REQUIRE(english > 2);
    const std::string day = page(r, "/en-gb/archive/2025-03-10");
    CHECK(day.contains("The news of Monday"));
    CHECK(day.contains("<article"));
    CHECK(r.get("/en-gb/archive/2025-03-11").status == 404);
    CHECK(r.get("/ja-jp/archive/2025-03-10").status == 404);
    CHECK(r.get("/ja-jp/archive/2025-03-11").status == 200);
    CHECK(page(r, "/en-gb/archive/2025-03-10/feed.xml").contains("<item>"));

    const std::string month = page(r, "/en-gb/archive/2025-03");
    CHECK(month.contains("href=\"/en-gb/archive/2025-03-10\""));
    CHECK_FALSE(month.contains("href=\"/en-gb/archive/2025-03-11\""));
    CHECK(month.contains("<caption>March 2025</caption>"));
    CHECK(page(r, "/en-gb/archive").contains("March 2025"));
    CHECK(r.get("/en-gb/archive/2025-04").status == 404);
    for (const std::string_view nonsense : {"2025-3", "2025-13", "2025-02-30", "20250310", "0000-00-00", "9999-99-99",
                                            "2025-03-10/x", "2025-03/feed.xml", "-025-03-10", "2025-03-1a"})
        CHECK(r.get(fmt::format("/en-gb/archive/{}", nonsense)).status == 404);
}

TEST_CASE("a day steps to its neighbours within the archive") {
    Visit r;
    const std::string day =
        page(r, fmt::format("/en-gb/{}", web::day_place(std::chrono::floor<std::chrono::days>(test::press_time()))));
    CHECK(day.contains("rel=\"prev\"") ==
          (r.stand.articles.back().card.published < std::chrono::floor<std::chrono::days>(test::press_time())));
    CHECK_FALSE(day.contains("rel=\"next\""));
}

TEST_CASE("an author's name leads to what they write at that publisher") {
    Visit r;
    auto& first = r.stand.articles.front();
    const store::AuthorRef jane{author_id("janedoe"), "Jane Doe"};
    first.authors = {jane, {author_id("yoko"), "Yoko"}};
    const std::string address = "/en-gb/" + web::author_place(first.card.source_domain, jane);
    CHECK(page(r, r.address(0)).contains("href=\"" + address + "\""));
    const std::string own = page(r, address);
    CHECK(own.contains("<h1 dir=\"auto\">Jane Doe</h1>"));
    CHECK(own.contains(first.card.title));
    CHECK(page(r, address + "/feed.atom").contains("Jane Doe"));
    const auto other = fmt::format("/en-gb/src/{}/by/someone-{}", first.card.source_domain, jane.id.text());
    CHECK(r.get(other).status == 301);
    CHECK(r.get(fmt::format("/en-gb/src/elsewhere.example/by/jane-doe-{}", jane.id.text())).status == 404);
    CHECK(r.get(fmt::format("/en-gb/src/{}/by/x", first.card.source_domain)).status == 404);
}

TEST_CASE("the pages about the site say what its settings are") {
    web::SiteSettings settings;
    settings.name = "The Lantern";
    settings.contact = "https://lantern.example/contact";
    settings.ranking.publishers = 3.25;
    Visit r(settings);
    const std::string about = page(r, "/en-gb/about");
    CHECK(about.contains("The Lantern reads the news"));
    CHECK(about.contains("href=\"https://lantern.example/contact\""));
    CHECK(page(r, "/en-gb/ranking").contains("3.25"));
    CHECK(page(r, "/ar-ae/ranking").contains("٣٫٢٥"));
    CHECK(page(r, "/de-de/privacy").contains("<h1>"));
}

TEST_CASE("a story says from where it is told, what only some name, and folds copies") {
    Visit r;
    std::vector<store::FullArticle*> members;
    const StoryId story = r.stand.articles.at(2).card.story;
    REQUIRE(story);
    for (auto& article : r.stand.articles)
        if (article.card.story == story) members.push_back(&article);
    REQUIRE(members.size() >= 3);
    for (auto* member : members) {
        member->card.duplicate_of = {};
        member->reading.names = {{"Port Authority", NameKind::organisation, 2}};
    }
    members[0]->reading.names.push_back({"Ada Lindqvist", NameKind::person, 1});
    members.back()->reading.names.push_back({"Lindqvist", NameKind::person, 1});  // the same, perhaps
    members[1]->reading.names.push_back({"Tidal Grid Office", NameKind::organisation, 1});
    const std::string address = "/en-gb/" + web::story_place(story, members.front()->card.title);
    const std::string told = page(r, address);
    CHECK(told.contains("Named by most</b> <bdi>Port Authority</bdi>"));
    CHECK(told.contains("Named only here</b> <bdi>Tidal Grid Office</bdi>"));
    CHECK_FALSE(told.contains("<bdi>Ada Lindqvist</bdi>"));
    CHECK(page(r, address + "/feed.json").contains(members.front()->card.title));

    members[0]->card.duplicate_of = members.back()->card.id;
    ++r.stand.generation;
    r.clock.advance(std::chrono::seconds(2));
    CHECK(page(r, address).contains("1 copy of the same text"));
}
