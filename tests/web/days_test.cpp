#include <doctest/doctest.h>

#include <set>

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

TEST_CASE("a day's further pages tell nothing again that stands on a page before them") {
    Visit r;
    r.stand.articles.clear();
    const Instant morning = Instant(std::chrono::sys_days(std::chrono::year(2025) / 3 / 10)) + std::chrono::hours(6);
    const auto report = [&](int minutes, std::string_view domain, std::string title, std::uint64_t story, int size) {
        auto article = test::make_article(domain, title, "en", 0);
        article.card.published = morning + std::chrono::minutes(minutes);
        article.card.position = store::first_position_at(article.card.published);
        article.card.story = StoryId{story};
        article.card.story_size = static_cast<std::uint32_t>(size);
        r.stand.articles.push_back(std::move(article));
    };
    // What most told is the morning's: it leads the day, and is older than a page of rows.
    for (int n = 0; n < 150; ++n)
        report(300 - n, "rows.example", fmt::format("Row {}", n), 1000U + static_cast<unsigned>(n), 1);
    for (int n = 0; n < 5; ++n) report(5 - n, fmt::format("p{}.example", n), "The widest story", 7, 5);
    // Told in the evening, and first in the morning.
    report(400, "late.example", "The long story, at night", 8, 2);
    report(0, "late.example", "The long story, at dawn", 8, 2);
    std::ranges::sort(r.stand.articles, std::greater(), [](const auto& a) { return a.card.position; });
    const auto titles = [](const std::string& html) {
        std::multiset<std::string> out;
        for (auto at = html.find("<h"); at != std::string::npos; at = html.find("<h", at + 1)) {
            const auto link = html.find("<a href=\"/en-gb/a/", at);
            if (link == std::string::npos || link > html.find('>', at) + 1) continue;
            const auto from = html.find('>', link) + 1;
            out.insert(html.substr(from, html.find('<', from) - from));
        }
        return out;
    };
    std::multiset<std::string> all;
    std::string address = "/en-gb/archive/2025-03-10";
    int pages = 0;
    for (; !address.empty() && pages < 9; ++pages) {
        const std::string html = page(r, address);
        const auto here = titles(html);
        all.insert(here.begin(), here.end());
        const auto next = html.find("rel=\"next\" href=\"/en-gb/archive/2025-03-10?");
        const auto from = next == std::string::npos ? next : next + 17;
        address = from == std::string::npos ? "" : html.substr(from, html.find('"', from) - from);
    }
    CHECK(pages == 3);
    CHECK(all.size() == 152);  // each once: 150 rows, and two stories
    CHECK(std::set<std::string>(all.begin(), all.end()).size() == 152);
    CHECK(all.count("The widest story") == 1);
    CHECK(all.count("The long story, at dawn") == 0);
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

TEST_CASE("the API has a page for people, with what can be asked as it stands") {
    Visit r;
    CHECK(r.get("/api").status == 302);
    const std::string api = page(r, "/de-de/api");
    CHECK(api.contains("<h1>Für Programme</h1>"));
    CHECK(page(r, "/de-de/about").contains("href=\"/de-de/api\""));
    std::size_t examples = 0;
    for (auto at = api.find("href=\"/api/v1/"); at != std::string::npos; at = api.find("href=\"/api/v1/", at + 1)) {
        std::string address = api.substr(at + 6, api.find('"', at + 6) - at - 6);
        for (auto sign = address.find("&amp;"); sign != std::string::npos; sign = address.find("&amp;"))
            address.replace(sign, 5, "&");
        CAPTURE(address);
        CHECK(r.get(address).status == 200);
        ++examples;
    }
    CHECK(examples == 11);
    for (const std::string_view path : {"/articles/{id}", "/stories/{id}/rank", "/sources/{domain}", "/search"})
        CHECK(api.contains(fmt::format("<code>{}</code>", path)));
}

TEST_CASE("the style page's made-up news leads nowhere") {
    Visit r;
    for (const std::string_view edition : {"en-gb", "ar-ae"}) {
        const std::string style = page(r, fmt::format("/{}/style", edition));
        for (const std::string_view kind : {"a", "s", "t", "src"})
            CHECK_FALSE(style.contains(fmt::format("href=\"/{}/{}/", edition, kind)));
        CHECK(style.contains("<h3><a href=\"#main\">"));
    }
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
