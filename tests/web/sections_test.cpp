#include "web/sections.hpp"

#include <doctest/doctest.h>

#include "web/front.hpp"
#include "web/newsstand.hpp"

using namespace octavo;

namespace {

web::Setting setting_of(const web::SiteSettings& site, const web::Tongue& tongue) {
    return {.site = site, .tongue = tongue, .now = test::press_time(), .outlook = {}, .origin = ""};
}

// Sixty articles, newest first, every sixth of each of the first six sections.
test::Newsstand full_stand() {
    test::Newsstand stand;
    for (int i = 0; i < 72; ++i) {
        auto article = test::make_article(fmt::format("p{}.example", i % 9), fmt::format("Report {}", i), "en", 10 * i);
        article.card.category = web::sections_of_a_paper[static_cast<std::size_t>(i % 6)];
        if (i % 5 == 0) article.places = {"GB", "2643743"};
        stand.add(article);
    }
    return stand;
}

web::TodayView front_of(test::Newsstand& stand) {
    auto hands = stand.archive().open();
    const auto stats = hands->reader->stats();
    return *web::make_front(*hands->reader, *find_edition("en-gb"), *stats);
}

}  // namespace

TEST_CASE("places have readable addresses that end in their ids, and names in the edition's language") {
    const web::SiteSettings site;
    const web::Tongue tongue(*find_edition("ja-jp"));
    const auto s = setting_of(site, tongue);
    for (const auto& [id, address] :
         {std::pair("FR", "l/fr"), std::pair("US.CA", "l/california-us.ca"), std::pair("2996944", "l/lyon-2996944")}) {
        const auto* place = web::find_locality(id);
        REQUIRE(place != nullptr);
        CHECK(web::locality_place(*place) == address);
    }
    CHECK(web::locality_name(s, *web::find_locality("FR")) == "フランス");
    CHECK(web::locality_name(s, *web::find_locality("2996944")) == "Lyon");
    CHECK(web::find_locality("ZZ") == nullptr);
}

TEST_CASE("the menu marks the page one is on") {
    const web::SiteSettings site;
    const web::Tongue tongue(*find_edition("de-de"));
    web::Html h;
    web::section_menu(h, setting_of(site, tongue), "c/sports");
    const std::string menu = h.take();
    CHECK(menu.contains("<a href=\"/de-de/c/sports\" aria-current=\"page\">Sport</a>"));
    CHECK(menu.contains("<a href=\"/de-de/l/de\">Deutschland</a>"));
    CHECK(menu.find("aria-current") == menu.rfind("aria-current"));
}

TEST_CASE("the front page has a strip about the country and its sections, and shows no article twice") {
    auto stand = full_stand();
    const auto view = front_of(stand);
    CHECK(view.local.size() == 3);
    CHECK(view.sections.size() == 6);
    std::set<ArticleId> seen;
    const auto once = [&](const std::vector<web::Group>& groups) {
        for (const web::Group& group : groups) CHECK(seen.insert(group.card.id).second);
    };
    once(view.top);
    once(view.local);
    for (const web::SectionView& section : view.sections) {
        once(section.groups);
        CHECK(section.groups.size() >= 3);
        for (const web::Group& group : section.groups) CHECK(group.card.category == section.category);
    }
    once(view.more);
    // What the next page begins behind is all on this one.
    for (const auto& article : stand.articles)
        if (article.card.position >= *view.older) CHECK(seen.contains(article.card.id));
}

TEST_CASE("a section with too little is left out") {
    auto stand = full_stand();
    for (auto& article : stand.articles)
        if (article.card.category == Category::health) article.card.category = Category::general;
    for (const web::SectionView& section : front_of(stand).sections) CHECK(section.category != Category::health);
}

TEST_CASE("a section's further pages go on where the first ends") {
    auto stand = full_stand();
    for (auto& article : stand.articles) article.card.category = Category::world;
    auto hands = stand.archive().open();
    store::ListQuery query{.language = "en", .category = Category::world};
    const Edition& edition = *find_edition("en-gb");
    const auto first = web::make_desk(*hands->reader, edition, query);
    REQUIRE(first->older);
    query.before = *first->older;
    const auto second = web::make_desk(*hands->reader, edition, query);
    CHECK(first->top.size() + first->more.size() + second->more.size() == 72);
    CHECK(second->top.empty());
    CHECK_FALSE(second->older);
}
