// The daily briefing: its stories are today's page's, its sentences the publishers'; recorded by the real programs
// where they are installed.
#include "web/briefing.hpp"

#include <doctest/doctest.h>
#include <pugixml.hpp>

#include "assist/child.hpp"
#include "base/json.hpp"
#include "support/folder.hpp"
#include "web/visit.hpp"

using namespace octavo;
using test::Visit;

namespace {

using assist::BriefingLine;

struct Made {
    Visit visit;
    web::Tongue tongue;
    web::Hands hands = *visit.stand.archive().open();
    explicit Made(std::string_view edition = "en-gb") : tongue(*find_edition(edition)) {}
    assist::Briefing briefing() {
        const web::Setting s{
            .site = visit.settings, .tongue = tongue, .now = test::press_time(), .outlook = {}, .origin = {}};
        return *web::make_briefing(*hands.reader, s, *hands.reader->stats(), {});
    }
};

}  // namespace

TEST_CASE("a briefing tells the stories of today's page in its order, verbatim and attributed") {
    Made made;
    const auto b = made.briefing();
    const auto front = *web::make_front(*made.hands.reader, *find_edition("en-gb"), *made.hands.reader->stats());
    REQUIRE(b.stories.size() >= 5);
    CHECK(b.stories.size() <= web::briefing_stories);
    for (std::size_t i = 0; i < std::min<std::size_t>(5, front.top.size()); ++i)
        CHECK(b.stories[i].headline == front.top[i].card.title);
    CHECK(b.stories[0].sources == front.top[0].coverage.sources);
    CHECK(b.lines.front().kind == BriefingLine::Kind::greeting);
    CHECK(b.lines.back().kind == BriefingLine::Kind::closing);
    std::size_t said = 0;
    for (const auto& story : b.stories) {
        CHECK(story.sentences.size() <= 2);
        for (const std::string& sentence : story.sentences) {
            ++said;
            const bool verbatim = std::ranges::any_of(made.visit.stand.articles, [&](const store::FullArticle& a) {
                return plain_text(a.extraction).find(sentence) != std::string::npos ||
                       a.card.excerpt.find(sentence) != std::string::npos;
            });
            CHECK(verbatim);
        }
    }
    CHECK(said > 0);
}

TEST_CASE("what a publisher does not want quoted is not read out on a public site") {
    Made made;
    made.visit.settings.base_url = "https://news.example";
    for (auto& article : made.visit.stand.articles) article.extraction.marks.nosnippet = true;
    const auto b = made.briefing();
    REQUIRE(b.stories.size() >= 5);
    for (const auto& story : b.stories) CHECK(story.sentences.empty());
}

TEST_CASE("what a publisher reserves is marked, so that no service reads it aloud") {
    Made made;
    CHECK_FALSE(assist::is_reserved(made.briefing()));
    made.visit.stand.articles[0].extraction.marks.max_snippet = 0;
    for (auto& article : made.visit.stand.articles) article.extraction.marks.tdm_reserved = true;
    const auto b = made.briefing();
    CHECK(assist::is_reserved(b));
    for (const auto& story : b.stories) CHECK(story.reserved);
}

TEST_CASE("without a recorder the page is text, and there is nothing to hear") {
    Visit r;
    const auto page = r.get("/en-gb/briefing");
    REQUIRE(page.page);
    CHECK(page.status == 200);
    const std::string& html = page.page->bytes();
    CHECK(html.contains("<h1>Daily briefing</h1>"));
    CHECK(html.contains("data-listen=\"briefing\""));
    CHECK_FALSE(html.contains("<audio"));
    CHECK(r.get("/ar-ae/briefing").page->bytes().contains("موجز اليوم"));
    for (const char* none :
         {"/en-gb/briefing.mp3", "/en-gb/briefing.opus", "/en-gb/briefing.xml", "/en-gb/briefing.json",
          "/en-gb/briefing/2025-07-13.mp3", "/en-gb/briefing/2025-07-13.json", "/en-gb/briefing/", "/en-gb/briefings",
          "/en-gb/briefing/2025-13-01.mp3", "/en-gb/briefing/2025-07-13.xml"})
        CHECK(r.get(none).status == 404);
}

TEST_CASE("a recording is ordered when first asked for, then heard in parts, with chapters, as a podcast") {
    if (!assist::find_program("espeak-ng") || !assist::find_program("lame")) {
        MESSAGE("skipped: espeak-ng and lame are not installed (scripts/setup.sh voice)");
        return;
    }
    const test::Folder folder;
    Visit r;
    assist::Recorder recorder({.folder = folder.path() + "/audio"}, r.clock);
    REQUIRE(recorder.start());
    web::Site site{r.settings, r.stand.archive(), r.clock, [] { return web::Outlook{}; }, {.recorder = &recorder}};
    const auto seat = site.seat();
    const auto get = [&](std::string_view target, std::string_view range = {}) {
        return seat->answer({.target = target, .host = "localhost:8080", .range = range});
    };
    const auto first = get("/en-gb/briefing.mp3");
    CHECK(first.status == 503);
    CHECK(first.extra.contains("Retry-After: "));
    recorder.finish();

    const auto whole = get("/en-gb/briefing.mp3");
    REQUIRE(whole.status == 200);
    CHECK(whole.page->type() == "audio/mpeg");
    CHECK(whole.extra.contains("Accept-Ranges: bytes"));
    const std::size_t size = whole.page->bytes().size();
    const auto part = get("/en-gb/briefing.mp3", "bytes=100-199");
    CHECK(part.status == 206);
    CHECK(web::body_of(part) == std::string_view(whole.page->bytes()).substr(100, 100));
    CHECK(get("/en-gb/briefing.mp3", fmt::format("bytes={}-", size)).status == 416);

    const auto feed = get("/en-gb/briefing.xml");
    REQUIRE(feed.status == 200);
    pugi::xml_document xml;
    REQUIRE(xml.load_string(feed.page->bytes().c_str()));
    const auto channel = xml.child("rss").child("channel");
    CHECK(std::string(channel.child("itunes:explicit").text().get()) == "false");
    CHECK(std::string(channel.child("itunes:category").attribute("text").value()) == "News");
    CHECK(std::string(channel.child("language").text().get()) == "en-gb");
    const auto item = channel.child("item");
    const auto enclosure = item.child("enclosure");
    CHECK(std::string(enclosure.attribute("type").value()) == "audio/mpeg");
    CHECK(enclosure.attribute("length").as_ullong() == size);
    CHECK(item.child("itunes:duration").text().as_uint() > 5);
    CHECK(std::string(item.child("guid").text().get()).starts_with("urn:octavo:briefing:en-gb:"));
    const auto path = [](std::string_view url) { return std::string(url.substr(url.find('/', 8))); };
    CHECK(get(path(enclosure.attribute("url").value())).status == 200);
    CHECK(get(path(channel.child("itunes:image").attribute("href").value())).page->type() == "image/png");

    const auto chapters = get(path(item.child("podcast:chapters").attribute("url").value()));
    REQUIRE(chapters.status == 200);
    const auto json = Json::parse(chapters.page->bytes());
    REQUIRE(json);
    const auto all = (*json)["chapters"].items();
    REQUIRE(all.size() >= 6);
    CHECK(all[0]["startTime"].number() == 0);
    for (std::size_t i = 1; i < all.size(); ++i) CHECK(all[i]["startTime"].number() > all[i - 1]["startTime"].number());

    CHECK(std::string(item.child("description").text().get()).ends_with("Read aloud by a computer: espeak-ng"));

    const auto page = get("/en-gb/briefing");
    const std::string& html = page.page->bytes();
    CHECK(html.contains("<audio controls"));
    CHECK(html.contains("Read aloud by a computer: espeak-ng"));
    CHECK(html.contains("class=\"moment\""));
    CHECK(html.contains("/en-gb/briefing.xml"));
    CHECK_FALSE(get("/ja-jp/briefing").page->bytes().contains("<audio"));
    CHECK(get("/ja-jp/briefing.mp3").status == 404);
}
