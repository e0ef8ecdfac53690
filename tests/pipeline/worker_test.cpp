#include "pipeline/worker.hpp"

#include <doctest/doctest.h>

#include <random>

#include "base/utf8.hpp"
#include "model/wire.hpp"

using namespace octavo;
using pipeline::Worker;

namespace {

constexpr std::string_view paragraph =
    "<p>The new tram line opened on Monday morning, and the first passengers said that the journey into the town "
    "takes half as long as the bus did, even when the bridge is crowded.</p>"
    "<p>The mayor thanked the builders, who finished two weeks early, and promised a second line to the harbour before "
    "the end of the decade if the money lasts that long.</p>"
    "<p>Shopkeepers along the route were less pleased: for three years their customers had to climb over planks, and "
    "several of the smaller shops did not live to see the opening.</p>";

std::string page(std::string_view head, std::string_view body = paragraph) {
    return fmt::format(
        "<!doctype html><html lang=en><head><title>Tram opens</title>{}</head><body><article>"
        "<h1>Tram opens</h1>{}</article></body></html>",
        head, body);
}

ParseJob job(std::string html, std::string url = "https://paper.example/news/tram?utm_source=feed") {
    ParseJob out;
    out.url = std::move(url);
    out.content_type = "text/html; charset=utf-8";
    out.html = std::move(html);
    out.seen = at("2025-07-14T08:00:00Z");
    out.source = source_id("paper.example");
    return out;
}

}  // namespace

TEST_CASE("a page becomes an article that goes by its normalised address") {
    Worker worker;
    const auto article = worker.run(job(page("")));
    CHECK(pipeline::fit_to_print(article));
    CHECK(article.url == "https://paper.example/news/tram");
    CHECK(article.id == article_id("https://paper.example/news/tram"));
    CHECK(article.extraction.title == "Tram opens");
    CHECK(plain_text(article.extraction).find("second line to the harbour") != std::string::npos);
    CHECK(article.reading.language == "en");
    CHECK(article.excerpt.starts_with("The new tram line"));
    CHECK(utf8::length(article.excerpt) <= 281);
    CHECK(!article.search.body.empty());
    CHECK(!article.from_feed);
}

TEST_CASE("the page's own canonical address is taken within its house only, and never the front page") {
    CHECK(pipeline::address_of("https://www.paper.example/a", "https://m.paper.example/a") ==
          "https://www.paper.example/a");
    for (const std::string_view variant :
         {"https://paper.example/amp/a", "https://amp.paper.example/a", "https://paper.example/a?outputType=amp",
          "https://paper.example/a/amp/", "https://mobile.paper.example/a?utm_source=rss", "http://paper.example/a"})
        CHECK(pipeline::address_of("https://paper.example/a", variant) == "https://paper.example/a");
    CHECK(pipeline::address_of("/b", "https://paper.example/a") == "https://paper.example/b");
    CHECK(pipeline::address_of("https://paper.example/", "https://paper.example/a") == "https://paper.example/a");
    CHECK(pipeline::address_of("https://other.example/a", "https://paper.example/a") == "https://paper.example/a");
    CHECK(pipeline::address_of("https://user:pw@paper.example/b", "https://paper.example/a") ==
          "https://paper.example/a");
    CHECK(pipeline::address_of("javascript:alert(1)", "https://paper.example/a") == "https://paper.example/a");
    CHECK(pipeline::address_of("https://paper.example/a", "") == "https://paper.example/a");
    CHECK(pipeline::address_of("https://paper.example/", "") == "");
    CHECK(pipeline::address_of("", "mailto:a@b") == "");
}

TEST_CASE("what the page does not say, the feed entry says") {
    Worker worker;
    auto j = job(page(""));
    j.hints.title = "Another title";
    j.hints.authors = {"Ada Meyer", "Ada Meyer", " "};
    j.hints.published = at("2025-07-13T08:00:00Z");
    j.hints.tags = {"Transport"};
    j.hints.image = "/tram.jpg";
    const auto article = worker.run(j);
    CHECK(article.extraction.title == "Tram opens");
    CHECK(article.extraction.authors == std::vector<std::string>{"Ada Meyer"});
    CHECK(article.extraction.published == at("2025-07-13T08:00:00Z"));
    CHECK(article.extraction.tags == std::vector<std::string>{"Transport"});
    REQUIRE(article.extraction.pictures.size() == 1);
    CHECK(article.extraction.pictures[0].url == "https://paper.example/tram.jpg");
}

TEST_CASE("an entry without a page is the article, as the feed carried it, and clean") {
    Worker worker;
    auto j = job("");
    j.hints.title = "Tram opens";
    j.hints.summary = "short";
    j.hints.content = std::string(paragraph) + "<script>alert(1)</script><p onclick=x>Bye <b>now</b></p>";
    const auto article = worker.run(j);
    CHECK(pipeline::fit_to_print(article));
    CHECK(article.from_feed);
    CHECK(plain_text(article.extraction).find("alert") == std::string::npos);
    for (const auto& block : article.extraction.blocks) CHECK(block.html.find("onclick") == std::string::npos);
    CHECK(article.url == "https://paper.example/news/tram");
}

TEST_CASE("what the feed plays stands behind the text once, and an entry without a page is of its kind") {
    Worker worker;
    const auto embeds = [](const ParsedArticle& article) {
        std::vector<std::string> out;
        for (const auto& block : article.extraction.blocks)
            if (block.type == Block::Type::embed) out.push_back(block.url);
        return out;
    };
    const std::string sound = "\n<audio data-enclosure src=\"https://cdn.example/7.mp3#t=0,1834\"></audio>";
    auto episode = job("");
    episode.hints.title = "Episode seven";
    episode.hints.content = std::string(paragraph) + sound;
    auto told = worker.run(episode);
    CHECK(embeds(told) == std::vector<std::string>{"https://cdn.example/7.mp3#t=0,1834"});
    CHECK(told.extraction.kind == Kind::audio);
    CHECK(plain_text(told.extraction).find("cdn.example") == std::string::npos);

    // Its words may stand in the summary alone.
    episode.hints.summary = paragraph;
    episode.hints.content = "\n<audio data-enclosure src=\"https://cdn.example/7.mp4\"></audio>";
    told = worker.run(episode);
    CHECK(told.from_feed);
    CHECK(embeds(told) == std::vector<std::string>{"https://cdn.example/7.mp4"});
    CHECK(told.extraction.kind == Kind::video);

    // A page stays what it is, and one that plays it already plays it once.
    auto read = job(page("", std::string(paragraph) + "<audio src=\"https://cdn.example/7.mp3?from=page\"></audio>" +
                                 std::string(paragraph)));
    read.hints.content = sound;
    told = worker.run(read);
    CHECK(told.extraction.kind == Kind::news);
    CHECK(embeds(told).size() == 1);
    auto silent = job(page(""));
    silent.hints.content = sound;
    CHECK(embeds(worker.run(silent)).size() == 1);
    // Nothing but a sound is no article.
    episode.hints.summary.clear();
    CHECK_FALSE(pipeline::fit_to_print(worker.run(episode)));
}

TEST_CASE("a page that cannot be read keeps what its feed said") {
    Worker worker;
    auto j = job("<html><body><div id=app></div><script>start()</script></body></html>");
    j.hints.title = "Tram opens";
    j.hints.summary = "<p>The new line opened on Monday.</p>";
    const auto article = worker.run(j);
    CHECK(pipeline::fit_to_print(article));
    CHECK(article.from_feed);
    CHECK(plain_text(article.extraction) == "The new line opened on Monday.");
}

TEST_CASE("nothing to read is refused, with the reason") {
    Worker worker;
    const auto app =
        worker.run(job("<html><head><title>App</title></head><body><div id=root></div><noscript>You need "
                       "to enable JavaScript to run this app.</noscript><script src=a.js></script></body></html>"));
    const auto refusal = pipeline::fit_to_print(app);
    REQUIRE(!refusal);
    CHECK(refusal.error().fault == Fault::refused);
    CHECK(refusal.error().detail.starts_with("no article: "));

    auto bare = job("");
    bare.hints.title = "Only a title";
    CHECK(pipeline::fit_to_print(worker.run(bare)).error().detail == "no article: no text");
    CHECK(pipeline::fit_to_print(worker.run(ParseJob{})).error().detail == "no article: neither title nor text");
}

TEST_CASE("without an address the id comes of source and GUID, else of title and text") {
    Worker worker;
    ParseJob j;
    j.source = source_id("paper.example");
    j.hints.title = "A note";
    j.hints.content = "Some words of it.";
    j.hints.plain = true;
    const auto by_text = worker.run(j);
    CHECK(by_text.id == article_id_of_text("A note", "Some words of it."));
    j.hints.guid = "note-7";
    CHECK(worker.run(j).id == article_id(j.source, "note-7"));
    CHECK(worker.run(j).url.empty());
}

TEST_CASE("a note without a title is called by its first words") {
    Worker worker;
    ParseJob j;
    j.hints.content = "The bridge is closed until Thursday.\n\nTake the ferry.";
    j.hints.plain = true;
    const auto article = worker.run(j);
    CHECK(article.extraction.title == "The bridge is closed until Thursday.");
    CHECK(pipeline::fit_to_print(article));
}

TEST_CASE("a publisher's wish for short or no snippets is kept") {
    Worker worker;
    CHECK(worker.run(job(page("<meta name=robots content=nosnippet>"))).excerpt.empty());
    const auto article = worker.run(job(page("<meta name=robots content='max-snippet:40'>")));
    CHECK(utf8::length(article.excerpt) <= 41);
    CHECK(!article.excerpt.empty());
}

TEST_CASE("the wall: the same answer through bytes, every time, from every worker") {
    Worker one, two;
    auto j = job(page("<meta property='og:site_name' content='The Paper'>"));
    j.hints.tags = {"a", "b"};
    const auto direct = encode(one.run(j));
    CHECK(direct == encode(two.run(j)));
    const auto walled = two.run(encode(j));
    REQUIRE(walled);
    CHECK(*walled == direct);
    CHECK(!one.run(std::string_view("no job at all")));
}

TEST_CASE("the hash of what was served tells versions apart, and only them") {
    Worker worker;
    CHECK(worker.run(job(page(""))).served == worker.run(job(page(""))).served);
    CHECK(worker.run(job(page(""))).served != worker.run(job(page("<meta name=x>"))).served);
    ParseJob a, b;
    a.hints.title = "ab";
    b.hints.title = "a";
    b.hints.summary = "b";
    CHECK(worker.run(a).served != worker.run(b).served);
}

TEST_CASE("ill-formed bytes in hints come out as well-formed text") {
    Worker worker;
    ParseJob j;
    j.hints.title = "\xff\xfe title \x01\x02 here";
    j.hints.content = "body \xc3\x28 text\x80";
    j.hints.authors = {"\xe2\x82"};
    const auto article = worker.run(j);
    CHECK(utf8::valid(article.extraction.title));
    CHECK(article.extraction.title.find('\x01') == std::string::npos);
    CHECK(utf8::valid(plain_text(article.extraction)));
    for (const auto& author : article.extraction.authors) CHECK(utf8::valid(author));
}

TEST_CASE("any bytes, damaged in any place, give an answer: a refusal or an article with a title and words") {
    Worker worker;
    auto whole = job(page("<link rel=canonical href='/tram'>"));
    whole.hints.content = "<p>Some <b>bold</b> words.</p>";
    whole.hints.authors = {"Ada"};
    const std::string bytes = encode(whole);
    std::mt19937 random(7);
    for (int i = 0; i < 400; ++i) {
        std::string damaged = bytes;
        for (int hits = 1 + i % 8; hits > 0; --hits) damaged[random() % damaged.size()] = static_cast<char>(random());
        if (i % 5 == 0) damaged.resize(random() % damaged.size());
        const auto answer = worker.run(damaged);
        if (!answer) continue;
        const auto article = decode_parsed_article(*answer);
        REQUIRE(article);
        if (!pipeline::fit_to_print(*article)) continue;
        CHECK(article->id);
        CHECK(!article->extraction.title.empty());
        CHECK(utf8::valid(article->extraction.title));
        CHECK(utf8::valid(plain_text(article->extraction)));
        CHECK(utf8::valid(article->excerpt));
    }
}

TEST_CASE("a date before the web is not believed of a page, and is of a file of articles") {
    Worker worker;
    const auto of_page =
        worker.run(job(page("<meta property='article:published_time' content='1970-01-01T00:00:00Z'>")));
    CHECK_FALSE(of_page.extraction.published.has_value());
    ParseJob row;
    row.hints.title = "Harbour opens";
    row.hints.content = "The harbour opened on Monday.";
    row.hints.plain = true;
    row.hints.published = at("1987-02-26T15:00:00Z");
    CHECK(worker.run(row).extraction.published == at("1987-02-26T15:00:00Z"));
}

TEST_CASE("a text that begins with its title once more loses that line, unless it is all there is") {
    Worker worker;
    ParseJob row;
    row.hints.title = "Harbour opens";
    row.hints.plain = true;
    row.hints.content = "Harbour  Opens.\n\nThe harbour opened on Monday.";
    CHECK(plain_text(worker.run(row).extraction) == "The harbour opened on Monday.");
    row.hints.content = "Harbour opens";
    CHECK(plain_text(worker.run(row).extraction) == "Harbour opens");
    row.hints.plain = false;
    row.hints.content = "<h1>Harbour opens</h1><p>The harbour opened on Monday.</p>";
    CHECK(plain_text(worker.run(row).extraction) == "The harbour opened on Monday.");
}

TEST_CASE("a second page goes behind the first where address, canonical, or title and date say that it is the same") {
    Worker worker;
    const std::string date = R"(<meta property="article:published_time" content="2025-07-10T08:00:00Z">)";
    const auto first = worker.run(job(page(date)));
    const std::string more =
        "<p>Behind the depot a second story begins: the drivers had learnt for a year in a simulator that the town "
        "bought from another town, and some of them say that the real bends are gentler than those.</p>"
        "<p>The first of them retires this winter, after forty years on the bus, and will come back as a passenger, as "
        "she says, with her own flask of tea and a seat by the window at the front.</p>"
        "<p>Her colleagues have collected for a model of the tram, which will stand in her garden beside the pond.</p>";
    const auto second = [&](const std::string& url, const std::string& head, std::string_view title) {
        ParseJob next = job(fmt::format("<!doctype html><html lang=en><head><title>{0}</title>{1}</head><body><article>"
                                        "<h1>{0}</h1>{2}</article></body></html>",
                                        title, head, more),
                            url);
        next.so_far = wire::encode(first.extraction);
        next.article_url = first.url;
        return worker.run(next);
    };
    const std::string other_day = R"(<meta property="article:published_time" content="2025-07-12T08:00:00Z">)";
    const auto joined = [&](const ParsedArticle& article) {
        CHECK(article.id == first.id);
        const std::string text = plain_text(article.extraction);
        CHECK(pipeline::fit_to_print(article).has_value() == text.contains("Behind the depot"));
        return text.contains("Behind the depot") && text.contains("two weeks early");
    };
    CHECK(joined(second("https://paper.example/news/tram/2", "", "The drivers")));
    CHECK(joined(second("https://paper.example/news/tram?page=2", "", "The drivers")));
    CHECK(joined(second("https://paper.example/news/tram-2", date, "Tram opens")));
    CHECK(joined(second("https://paper.example/news/tram-2", "<link rel=canonical href=/news/tram>", "The drivers")));
    CHECK_FALSE(joined(second("https://paper.example/news/tram-2", "", "The drivers")));
    CHECK_FALSE(joined(second("https://paper.example/news/tram-2", other_day, "Tram opens")));
}
