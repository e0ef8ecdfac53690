#include "web/pages.hpp"

#include <doctest/doctest.h>

#include "markup/html.hpp"
#include "web/newsstand.hpp"

using namespace octavo;

namespace {

struct Desk {
    web::SiteSettings site;
    web::Tongue tongue;
    explicit Desk(std::string_view edition = "en-gb") : tongue(*find_edition(edition)) {}
    web::Setting setting() const {
        return {.site = site, .tongue = tongue, .now = test::press_time(), .outlook = {}, .origin = ""};
    }
};

bool has(std::string_view page, std::string_view part) { return page.find(part) != std::string_view::npos; }

std::size_t count(std::string_view page, std::string_view part) {
    std::size_t n = 0;
    for (auto at = page.find(part); at != std::string_view::npos; at = page.find(part, at + 1)) ++n;
    return n;
}

// Breaks out of text, of attributes, of addresses, of script, of comments.
constexpr std::string_view hostile = "\"'><script>alert(1)</script><img src=x onerror=alert(1)><!--";

store::FullArticle hostile_article() {
    auto a = test::make_article("evil.example", hostile, "en", 5);
    store::Card& c = a.card;
    for (std::string* field :
         {&c.source_name, &c.excerpt, &c.author, &c.section, &c.image_alt, &a.extraction.description, &c.source_domain})
        *field = hostile;
    c.language = "x\" onclick=\"alert(1)";
    c.url = "javascript:alert(1)//https://";
    c.image = fmt::format("drawing:{}", hostile);
    a.extraction.tags = {std::string(hostile)};
    a.extraction.pictures = {{"javascript:alert(1)", std::string(hostile)}};
    for (int type = 0; type <= static_cast<int>(Block::Type::embed); ++type) {
        Block b{.type = static_cast<Block::Type>(type),
                .level = 2,
                .text = std::string(hostile),
                .html = std::string(hostile)};
        b.items = {std::string(hostile)};
        b.url =
            type == static_cast<int>(Block::Type::embed) ? "javascript:alert(1)" : fmt::format("drawing:{}", hostile);
        b.alt = hostile;
        a.extraction.blocks.push_back(b);
    }
    a.related = {c};
    a.also_at = {c};
    return a;
}

void check_harmless(std::string_view page) {
    // Our own, of which some pages have one more; and data, which is never run.
    CHECK(count(page, "<script data-then=\"/assets/octavo.") == 1);
    CHECK(count(page, "<script type=\"module\"") <= 1);
    CHECK(count(page, "<script type=\"application/ld+json\">") <= 1);
    CHECK(count(page, "<script") == 1 + count(page, "<script type="));
    CHECK_FALSE(has(page, "<img src=x"));
    CHECK_FALSE(has(page, "<!--"));
    CHECK_FALSE(has(page, "href=\"javascript"));
    CHECK_FALSE(has(page, "onclick=\"alert"));
}

}  // namespace

TEST_CASE("hostile words in every field stay words on every page") {
    Desk desk;
    const auto a = hostile_article();
    auto other = a.card;
    other.id = ArticleId{7};
    other.source = SourceId{8};
    check_harmless(web::article_page(desk.setting(), {a, {a.card, other}}));
    check_harmless(web::story_page(desk.setting(), {StoryId{5}, {a.card, other}}));
    web::TodayView today;
    today.top = {{a.card, web::coverage_of(std::vector{a.card, other})}, {other, {}}};
    today.more = {{a.card, {}}};
    today.elsewhere = {other};
    check_harmless(web::today_page(desk.setting(), today));
    check_harmless(web::archive_page(desk.setting(), {{a.card}, 5, true}));
    store::SourceRow row{.source = {.id = SourceId{8},
                                    .domain = std::string(hostile),
                                    .name = std::string(hostile),
                                    .home = "javascript:alert(1)",
                                    .country = "\"><",
                                    .language = std::string(hostile)},
                         .articles = 1,
                         .newest = {}};
    Feed feed{.source = SourceId{8},
              .url = "javascript:alert(1)",
              .title = std::string(hostile),
              .state = Feed::State::failing,
              .reason = std::string(hostile)};
    check_harmless(web::sources_page(desk.setting(), {{row}, {feed}, false}));
    check_harmless(web::source_page(desk.setting(), {row, {feed}, {{a.card}, 5, false}}));
    search::Found found;
    found.hits = {
        {.card = a.card, .score = 1, .snippet = std::string(hostile), .marks = {{2, 9}, {5, 6}, {0, 99999}, {20, 12}}}};
    found.matches = 50;
    found.more = true;
    check_harmless(web::search_page(desk.setting(), {std::string(hostile), search::Order::best, 0, found}));
}

TEST_CASE("a page has one h1, a main, a title, its language and direction, and a way past the menu") {
    auto stand = test::invented_news();
    for (const std::string_view edition : {"en-gb", "ar-ae", "ja-jp"}) {
        Desk desk(edition);
        auto hands = stand.archive().open();
        const std::string pages[] = {web::article_page(desk.setting(), {stand.articles.front(), {}}),
                                     web::sources_page(desk.setting(), {*hands->reader->sources(), stand.feeds, false}),
                                     web::search_page(desk.setting(), {}), web::error_page(desk.setting(), 404),
                                     web::today_page(desk.setting(), {})};
        for (std::string page : pages) {
            page.erase(page.find("<style>"), page.find("<link ") - page.find("<style>"));
            const auto look = page.find("<script data-then");
            page.erase(look, page.find("</script>") - look);  // theme.js, which has "{}"
            CHECK(count(page, "<h1") == 1);
            CHECK(count(page, "<main id=\"main\"") == 1);
            CHECK(has(page, "href=\"#main\""));
            CHECK(has(page, edition == "ar-ae" ? "<html lang=\"ar-AE\" dir=\"rtl\"" : "dir=\"ltr\""));
            CHECK_FALSE(has(page, "{}"));
            CHECK_FALSE(has(page, "style=\""));
            CHECK_FALSE(has(page, "<script>"));  // no other text runs in a page
        }
    }
}

TEST_CASE("a card in another language says so to the browser and to the reader") {
    auto stand = test::invented_news();
    Desk desk;
    const auto arabic = std::ranges::find_if(stand.articles, [](const auto& a) { return a.card.language == "ar"; });
    web::TodayView view;
    view.elsewhere = {arabic->card};
    const std::string page = web::today_page(desk.setting(), view);
    CHECK(has(page, "lang=\"ar\" dir=\"rtl\""));
    CHECK(has(page, ">Arabic</span>"));
    CHECK(has(page, "row turned"));
}

TEST_CASE("what is no plain news says what it is; the sample says so on top and on the card") {
    Desk desk;
    auto a = test::make_article("x.example", "T", "en", 5);
    a.card.kind = Kind::sponsored;
    a.card.sample = true;
    web::TodayView view{.top = {{a.card, {}}}, .sample = true};
    const std::string page = web::today_page(desk.setting(), view);
    CHECK(has(page, ">Sponsored</span>"));
    CHECK(has(page, ">Sample</span>"));
    CHECK(has(page, "class=\"banner\""));
    CHECK_FALSE(has(web::today_page(desk.setting(), {}), "class=\"banner\""));
}

TEST_CASE("time stands as an instant, as words, and exactly") {
    Desk desk;
    const std::string page = web::article_page(desk.setting(), {test::make_article("x.example", "T", "en", 180), {}});
    CHECK(has(page, "<time datetime=\"2026-11-22T06:16:00Z\" title=\"22 November 2026"));
    CHECK(has(page, ">3 hours ago</time>"));
    CHECK(has(page, "<span class=\"exact\">22 November 2026"));
}

TEST_CASE("a private site shows the whole text; a public one asks first") {
    auto a = test::make_article("x.example", "T", "en", 5);
    a.card.excerpt = "The beginning of it.";
    a.extraction.blocks = {{.type = Block::Type::paragraph, .text = "The whole of it."}};
    a.full_text_allowed = false;
    Desk home, open;
    open.site.base_url = "https://news.example";
    CHECK(has(web::article_page(home.setting(), {a, {}}), "The whole of it."));

    const std::string cut = web::article_page(open.setting(), {a, {}});
    CHECK_FALSE(has(cut, "The whole of it."));
    CHECK(has(cut, "The beginning of it."));
    CHECK(has(cut, "Read on at x.example"));
    CHECK(has(cut, "<meta name=\"robots\" content=\"noindex\">"));
    CHECK(has(cut, fmt::format("<link rel=\"canonical\" href=\"{}\">", a.card.url)));

    a.full_text_allowed = true;
    CHECK(has(web::article_page(open.setting(), {a, {}}), "The whole of it."));
    a.extraction.marks.noarchive = true;
    CHECK_FALSE(has(web::article_page(open.setting(), {a, {}}), "The whole of it."));
    a.extraction.marks.nosnippet = true;
    CHECK_FALSE(has(web::article_page(open.setting(), {a, {}}), "The beginning of it."));
}

TEST_CASE("on a public site a result says no more than the publisher lets an excerpt say") {
    search::Found found;
    found.matches = 1;
    found.hits.resize(1);
    found.hits[0].card = test::make_article("x.example", "T", "en", 5).card;
    found.hits[0].card.excerpt = "";  // nosnippet
    found.hits[0].snippet = "a passage of the text";
    Desk home, open;
    open.site.base_url = "https://news.example";
    const web::SearchView view{"passage", search::Order::best, 0, found};
    CHECK(has(web::search_page(home.setting(), view), "a passage of the text"));
    CHECK_FALSE(has(web::search_page(open.setting(), view), "a passage of the text"));
}

TEST_CASE("a standfirst and a first line that say the title or the text again are left out") {
    Desk desk;
    auto a = test::make_article("x.example", "Tram opens after nine years", "en", 5);
    a.card.excerpt = "";
    a.extraction.description = "The tram “opened” on Monday, nine years after the first rail was laid.";
    a.extraction.blocks = {{.type = Block::Type::heading, .level = 2, .text = "TRAM OPENS, after nine years"},
                           {.type = Block::Type::paragraph,
                            .text = "The tram \"opened\" on Monday, nine years after the first rail was laid."}};
    const std::string page = web::article_page(desk.setting(), {a, {}});
    CHECK_FALSE(has(page, "class=\"stand\""));
    CHECK_FALSE(has(page, "TRAM OPENS"));
    a.extraction.description = "It cost more than the bridge and pleases the bakers of Rope Street.";
    CHECK(has(web::article_page(desk.setting(), {a, {}}), "class=\"stand\""));
}

TEST_CASE("what publishers put into sections and source names is fit to print, or left out") {
    store::Card card = test::make_article("www.nine.example", "T", "en", 5).card;
    card.source_name = "www.nine.example";
    CHECK(web::name_of(card) == "nine.example");
    card.section = "/world/middle_east";
    CHECK(web::section_of(card).empty());
    card.section = "News";
    CHECK(web::section_of(card).empty());
    card.section = "Culture";
    CHECK(web::section_of(card) == "Culture");
    card.title = "Tram opens";
    card.excerpt = "Tram opens. The first one left at nine.";
    CHECK(web::dek_of(card, 200) == "The first one left at nine.");
}

TEST_CASE("nothing on any page is loaded from another host") {
    Desk desk;
    auto a = test::make_article("x.example", "T", "en", 5);
    a.card.image = "https://x.example/picture.jpg";
    a.extraction.blocks = {{.type = Block::Type::figure, .text = "A caption", .url = "https://x.example/other.jpg"},
                           {.type = Block::Type::embed, .text = "A video", .url = "https://video.example/1"}};
    const std::string page = web::article_page(desk.setting(), {a, {}});
    CHECK_FALSE(has(page, "src=\"http"));
    CHECK_FALSE(has(page, "A caption"));  // nor does a caption stand without its picture
    CHECK(has(page, "href=\"https://video.example/1\""));
}

TEST_CASE("coverage counts sources, tells copies apart, and knows the first") {
    auto stand = test::invented_news();
    std::vector<store::Card> story;
    for (const auto& a : stand.articles)
        if (a.card.story_size == 5) story.push_back(a.card);
    const auto c = web::coverage_of(story);
    CHECK(c.sources == 5);
    CHECK(c.copies == 1);
    CHECK(c.languages == 3);
    CHECK(c.first_source == "Tidewater Post");
    web::Html h;
    web::coverage_bar(h, c);
    CHECK(count(h.view(), "<i class=\"f\">") == 1);
    CHECK(count(h.view(), "<i></i>") == 3);
    CHECK(count(h.view(), "<i class=\"o\">") == 1);
}

TEST_CASE("a slug reads like the title, in any script, and is bounded") {
    CHECK(web::slug_of("Four states agree, and don’t argue!") == "four-states-agree-and-dont-argue");
    CHECK(web::slug_of("Ärger über Öl – já") == "arger-uber-ol-ja");
    CHECK(web::slug_of("قطار الليل إلى الشمال") == "قطار-الليل-إلى-الشمال");
    CHECK(web::slug_of("...") == "");
    CHECK(web::slug_of(std::string(5000, 'x')).size() <= 64);
    CHECK(web::slug_of("\xff\xfe<>\"'/..") == "");
    CHECK(web::article_place(ArticleId{5}, "A/../b?c#d").starts_with("a/a-b-c-d-"));
}

TEST_CASE("a long list of sources stands under its letters, each once; a short one needs none") {
    const Desk desk;
    const auto listed = [&](std::size_t repeats) {
        web::SourcesView view{};
        std::int64_t id = 1;
        for (const std::string_view name :
             {"Zeta {}", "alpha {}", "(Web) Alpha {}", "15min {}", "+9 Post {}", "المرفأ {}"})
            for (std::size_t i = 0; i < repeats; ++i) {
                store::SourceRow row{.source = {.id = SourceId{static_cast<std::uint64_t>(id)},
                                                .domain = fmt::format("s{}.example", id),
                                                .name = fmt::format(fmt::runtime(name), i)},
                                     .articles = 1,
                                     .newest = {}};
                ++id;
                view.sources.push_back(std::move(row));
            }
        return web::sources_page(desk.setting(), view);
    };
    const std::string page = listed(20);
    CHECK(count(page, "<h2 class=\"part\"") == 5);
    for (const std::string_view initial : {"#", "A", "W", "Z", "م"}) {
        CHECK(count(page, fmt::format(" id=\"at-{}\"", initial)) == 1);
        CHECK(count(page, fmt::format(" href=\"#at-{}\"", initial)) == 1);
    }
    CHECK(count(page, "<li>") - count(listed(1), "<li>") == 20 * 6 - 6);
    CHECK_FALSE(has(listed(1), "class=\"letters\""));
}
