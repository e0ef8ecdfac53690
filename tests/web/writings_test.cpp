// A service that writes for readers, on the pages: a mock behind a real socket, and no crawler, look or foreign page
// that could make it cost.
#include "web/writings.hpp"

#include <doctest/doctest.h>

#include <future>

#include "provider/desk.hpp"
#include "web/aids.hpp"
#include "web/newsstand.hpp"
#include "web/translations.hpp"

using namespace octavo;

namespace {

const std::string text =
    "The city reopened the harbour bridge on Monday after two years of work. The repairs cost 14 million euros.\n\n"
    "Mayor Anna Lindqvist called it safer than ever. Lorries may cross it again from December, the council said. Buses "
    "return to their old stops, and the ferry that took their place goes back to the islands, where it is missed.\n\n"
    "Engineers replaced 212 cables and the bearings under both towers. They worked at night in the first year, until a "
    "court found that the noise kept patients of the nearby hospital awake. From then on the work went on by day only, "
    "which is why it took eight months longer than planned.\n\n"
    "The bridge carries some nine thousand vehicles a day, more than twice as many as its builders expected when they "
    "drew it. Shopkeepers on the north shore had asked the council for help, because half of their customers stayed "
    "away while the bridge was closed.";

struct Paper {
    test::Desk desk;
    test::Newsstand stand = test::invented_news();
    ManualClock clock{test::press_time()};
    std::unique_ptr<provider::Providers> providers;
    std::unique_ptr<web::Writings> writings;
    std::unique_ptr<web::Translations> engine;
    std::unique_ptr<web::Site> site;
    std::unique_ptr<web::Seat> seat;

    Paper() {
        auto& article = stand.articles.at(0);
        article.card.language = "en";
        article.card.title = "The harbour bridge reopens";
        article.card.words = 200;
        article.extraction.blocks.clear();
        for (std::size_t at = 0; at < text.size();) {
            const auto end = std::min(text.find("\n\n", at), text.size());
            article.extraction.blocks.push_back(
                {.type = Block::Type::paragraph, .text = text.substr(at, end - at), .html = {}});
            at = end + 2;
        }
    }
    // An engine on this machine, from English to Spanish.
    void have_engine() {
        const std::vector<assist::LanguagePair> pairs = {{"en", "es", "en-es", assist::Quality::fair}};
        engine = std::make_unique<web::Translations>(
            pairs,
            [](std::span<const std::string> sentences, const assist::LanguagePair& pair,
               const std::stop_token&) -> Result<assist::Translation> {
                assist::Translation out{.from = pair.from, .to = pair.to, .engine = "Engine"};
                for (const std::string& one : sentences) out.sentences.push_back({one, "Aquí: " + one});
                return out;
            },
            clock);
    }
    void open() {
        providers = desk.make();
        REQUIRE(providers);
        writings = std::make_unique<web::Writings>(*providers, 2, clock);
        site = std::make_unique<web::Site>(
            web::SiteSettings{}, stand.archive(), clock, [] { return web::Outlook{}; },
            web::Wires{.translations = engine.get(), .writings = writings.get()});
        seat = site->seat();
    }
    std::string place(std::string_view more, std::string_view edition = "en-gb", std::size_t i = 0) const {
        const auto& card = stand.articles.at(i).card;
        return fmt::format("/{}/{}{}", edition, web::article_place(card.id, card.title), more);
    }
    // As a reader's browser would see it: waited for.
    std::string look(const std::string& target) {
        const auto peer = web::read_address("192.0.2.7").value();
        web::Response response = seat->answer({.target = target, .host = "localhost:8080", .peer = peer});
        if (response.until) {
            std::promise<void> done;
            if (response.until([&] { done.set_value(); })) done.get_future().wait();
            response = seat->answer({.target = target, .host = "localhost:8080", .peer = peer, .waited = true});
        }
        return response.page ? response.page->bytes() : std::string();
    }
    web::Response press(const std::string& target, std::string_view fetch_site = "same-origin",
                        std::string_view origin = {}, std::string_view host = "localhost:8080",
                        std::string_view from = "192.0.2.7") {
        return seat->answer({.get = false,
                             .post = true,
                             .target = target,
                             .host = host,
                             .peer = web::read_address(from).value(),
                             .origin = origin,
                             .fetch_site = fetch_site});
    }
};

bool offers(const std::string& page) { return page.contains("<form class=\"let\" method=\"post\""); }
bool shows_written(const std::string& page) { return page.contains("<section class=\"written\""); }

}  // namespace

TEST_CASE("pages offer to have it written, say where the text would go, and looking costs nothing") {
    Paper paper;
    paper.open();
    for (const std::string more : {"/brief", "/ask?q=What+did+the+repairs+cost%3F"}) {
        const std::string page = paper.look(paper.place(more));
        CHECK(offers(page));
        CHECK(page.contains("Let \u2068mock\u2069 write it"));
        CHECK(
            page.contains(fmt::format("This sends the text to \u2068127.0.0.1:{}\u2069.", paper.desk.service.port())));
        CHECK_FALSE(shows_written(page));
    }
    CHECK_FALSE(offers(paper.look(paper.place("/ask"))));  // nothing was asked
    CHECK(paper.look("/en-gb/about").contains("A language model writes only where a reader asks for it"));
    CHECK(paper.look("/en-gb/privacy").contains(fmt::format("127.0.0.1:{}", paper.desk.service.port())));
    CHECK(paper.desk.service.requests() == 0);
}

TEST_CASE("a press has it written once for all, and the page names its writer and the sentences it stands on") {
    Paper paper;
    paper.open();
    const std::string place = paper.place("/brief");
    const auto pressed = paper.press(place);
    CHECK(pressed.status == 303);
    CHECK(pressed.extra == fmt::format("Location: {}\r\n", place));
    const std::string page = paper.look(place);
    CHECK(shows_written(page));
    CHECK(page.contains("Written by \u2068mock\u2069, a language model"));
    CHECK(page.contains("The city reopened the harbour bridge on Monday after two years of work."));
    CHECK(page.contains(paper.place("#p1:~:text=", "en-gb")));
    CHECK(page.contains("Sentence 1"));
    CHECK(page.contains("What is not marked as a language model"));
    CHECK_FALSE(page.contains("nothing here was written by a machine"));
    CHECK_FALSE(offers(page));
    const auto paid = paper.desk.service.requests();
    CHECK(paid >= 1);
    CHECK(paper.press(place).status == 303);
    CHECK(shows_written(paper.look(place)));
    // A site that starts anew finds it on the shelf.
    paper.open();
    CHECK(shows_written(paper.look(place)));
    CHECK(paper.desk.service.requests() == paid);
}

TEST_CASE("an answer is written from the article's sentences") {
    Paper paper;
    paper.open();
    const std::string place = paper.place("/ask?q=What%20did%20the%20repairs%20cost%3F");
    CHECK(paper.press(place).status == 303);
    const std::string page = paper.look(place);
    CHECK(shows_written(page));
    CHECK(page.contains("<q"));  // the article's own words stand below
}

TEST_CASE("a story is written from its papers, and stays written while a third of them at most is new") {
    Paper paper;
    const auto tell = [&](std::size_t i, const std::string& source) {
        auto& article = paper.stand.articles.at(i);
        article = paper.stand.articles.at(0);
        article.card.id = ArticleId{9000 + i};
        article.card.story = StoryId{4242};
        article.card.source = source_id(source);
        article.card.source_name = source;
        article.card.duplicate_of = {};
    };
    for (std::size_t i = 1; i <= 3; ++i) tell(i, fmt::format("paper{}.example", i));
    paper.desk.service.write_by([](const Json& request) {  // one sentence of the first paper, one of the last
        const auto user = Json::parse(request["messages"].items().back()["content"].string());
        const auto sentences = (*user)["sentences"].items();
        JsonWriter out;
        out.object().key("items").array();
        for (const Json* one : {&sentences.front(), &sentences.back()})
            out.object()
                .field("text", (*one)["text"].string())
                .key("cites")
                .array()
                .value((*one)["n"].integer())
                .end()
                .end();
        out.end().end();
        return out.take();
    });
    paper.open();
    const auto& card = paper.stand.articles.at(1).card;
    const std::string place = fmt::format("/en-gb/{}", web::compare_place(StoryId{4242}, card.title));
    CHECK(offers(paper.look(place)));
    CHECK(paper.press(place).status == 303);
    const std::string page = paper.look(place);
    CHECK(shows_written(page));
    CHECK(page.contains("paper1.example</bdi></a></span></p>"));
    CHECK(page.contains("paper3.example</bdi></a></span></p>"));
    const auto paid = paper.desk.service.requests();
    tell(4, "paper4.example");
    paper.stand.generation++;
    paper.clock.advance(std::chrono::minutes(2));
    CHECK(shows_written(paper.look(place)));
    for (std::size_t i = 2; i <= 4; ++i) {
        int n = 0;
        for (Block& block : paper.stand.articles.at(i).extraction.blocks)
            block.text = fmt::format("Something else was said by witness {} of day {} about the ferry.", ++n, i);
    }
    paper.stand.generation++;
    paper.clock.advance(std::chrono::minutes(2));
    CHECK(offers(paper.look(place)));
    CHECK(paper.desk.service.requests() == paid);
}

TEST_CASE("another site's page cannot order for its reader") {
    Paper paper;
    paper.open();
    const std::string place = paper.place("/brief");
    const auto refused = paper.press(place, "cross-site");
    CHECK(refused.status == 403);
    CHECK(refused.page->bytes().contains("from a page of another site"));
    CHECK(paper.press(place, "same-site").status == 403);
    CHECK(paper.press(place, "", "https://evil.example").status == 403);
    CHECK(paper.press(place, "", "null").status == 403);
    // A name of theirs that was made to lead here (DNS rebinding): the browser takes us for them.
    CHECK(paper.press(place, "same-origin", "http://evil.example", "evil.example").status == 403);
    CHECK(offers(paper.look(place)));
    CHECK(paper.desk.service.requests() == 0);
    CHECK(paper.press(place, "", "http://localhost:8080").status == 303);
    CHECK(shows_written(paper.look(place)));
}

TEST_CASE("while it is written the page says so, and that it can be looked at again") {
    Paper paper;
    std::promise<void> gate;
    std::shared_future<void> open = gate.get_future().share();
    paper.desk.service.write_by([open](const Json& request) {
        open.wait();
        return mock::honest_items(request);
    });
    paper.open();
    const std::string place = paper.place("/brief");
    CHECK(paper.press(place).status == 303);
    const auto first = paper.seat->answer({.target = place, .host = "localhost:8080"});
    CHECK(first.until);
    const auto meanwhile = paper.seat->answer({.target = place, .host = "localhost:8080", .waited = true});
    CHECK(meanwhile.keep == web::Keep::not_at_all);
    CHECK(meanwhile.page->bytes().contains("is writing. This can take a minute."));
    CHECK(meanwhile.page->bytes().contains("Look again</a>"));
    CHECK(meanwhile.page->bytes().contains("/aids."));             // which looks again
    CHECK(meanwhile.page->bytes().contains("class=\"summary\""));  // ours is there already
    CHECK_FALSE(offers(meanwhile.page->bytes()));
    gate.set_value();
    CHECK(shows_written(paper.look(place)));
}

TEST_CASE("a service that fails leaves the page as it was, with a word") {
    Paper paper;
    paper.desk.settings.retry.again = 0;
    paper.desk.service.play("500");
    paper.open();
    const std::string place = paper.place("/brief");
    CHECK(paper.press(place).status == 303);
    const std::string page = paper.look(place);
    CHECK(page.contains("\u2068mock\u2069 did not answer"));
    CHECK(page.contains("class=\"summary\""));
    CHECK(page.contains("nothing here was written by a machine"));
    CHECK(offers(page));
    CHECK_FALSE(shows_written(page));
}

TEST_CASE("what failed for one reader is not told to another") {
    Paper paper;
    paper.desk.settings.budget.tokens_a_reader = 1;  // passed by one request
    paper.open();
    CHECK(paper.press(paper.place("/brief")).status == 303);
    CHECK(shows_written(paper.look(paper.place("/brief"))));
    const std::string place = paper.place("/ask?q=What%20did%20it%20cost%3F");
    CHECK(paper.press(place).status == 303);
    CHECK(paper.look(place).contains("has written as much today as the operator of this site allows"));
    const std::string others =
        paper.seat
            ->answer({.target = place, .host = "localhost:8080", .peer = web::read_address("198.51.100.1").value()})
            .page->bytes();
    CHECK(offers(others));
    CHECK_FALSE(others.contains("as much today"));
}

TEST_CASE("one household cannot fill the queue, and all of them cannot fill the house") {
    Paper paper;
    std::promise<void> gate;
    std::shared_future<void> open = gate.get_future().share();
    paper.desk.service.write_by([open](const Json& request) {
        open.wait();
        return mock::honest_items(request);
    });
    paper.open();
    const auto ask = [&](int n, std::string_view from) {
        return paper.press(paper.place(fmt::format("/ask?q=What%20of%20number%20{}%3F", n)), "same-origin", {},
                           "localhost:8080", from);
    };
    for (int n = 0; n < 3; ++n) CHECK(ask(n, "192.0.2.7").status == 303);
    const auto fourth = ask(3, "192.0.2.7");
    CHECK(fourth.status == 429);
    CHECK(fourth.extra.starts_with("Retry-After"));
    CHECK(ask(1, "192.0.2.7").status == 303);  // it is under way
    int full = 0;
    for (int n = 0; n < 40; ++n) full += ask(100 + n, fmt::format("198.51.100.{}", n)).status == 503;
    CHECK(full == 40 - (32 - 3));
    gate.set_value();
}

TEST_CASE("a page with nothing new is kept as any, and looking again takes no text apart") {
    Paper paper;
    paper.open();
    const std::string place = paper.place("/brief");
    (void)paper.look(place);
    const auto renders = paper.site->cache().renders();
    for (int i = 0; i < 5; ++i) CHECK(offers(paper.look(place)));
    CHECK(paper.site->cache().renders() == renders);
    CHECK(paper.press(place).status == 303);
    CHECK(shows_written(paper.look(place)));
    const auto written = paper.site->cache().renders();
    for (int i = 0; i < 5; ++i) CHECK(shows_written(paper.look(place)));
    CHECK(paper.site->cache().renders() <= written + 1);
}

TEST_CASE("a press with nothing to write from, under an old address, or with a body too long") {
    Paper paper;
    paper.stand.articles.at(0).card.story = StoryId{4242};  // nobody else tells it
    paper.open();
    CHECK(paper.press(fmt::format("/en-gb/s/x-{}/compare", StoryId{4242}.text())).status == 303);
    CHECK(paper.desk.service.requests() == 0);
    const auto& card = paper.stand.articles.at(0).card;
    const auto old = paper.press(fmt::format("/en-gb/a/old-title-{}/brief", card.id.text()));
    CHECK(old.status == 303);  // ordered all the same
    CHECK(old.extra.contains(paper.place("/brief")));
    CHECK(shows_written(paper.look(paper.place("/brief"))));
    const std::string place = paper.place("/brief");
    CHECK(paper.seat->admit({.get = false, .post = true, .target = place}, 0) == 0);
    CHECK(paper.seat->admit({.get = false, .post = true, .target = place}, 5'000) == 413);
    CHECK(paper.seat->admit({.get = false, .post = true, .target = place, .chunked = true}, 0) == 411);
    CHECK(paper.seat->admit({.get = false, .post = true, .target = "/en-gb"}, 0) == 405);
    const auto put = paper.seat->answer({.get = false, .target = place, .host = "localhost:8080"});
    CHECK(put.status == 405);
    CHECK(put.extra == "Allow: GET, HEAD, POST\r\n");
}

TEST_CASE("what a publisher reserves is neither offered nor sent") {
    Paper paper;
    SUBCASE("mining") { paper.stand.articles.at(0).extraction.marks.tdm_reserved = true; }
    SUBCASE("snippets") { paper.stand.articles.at(0).extraction.marks.nosnippet = true; }
    SUBCASE("snippets of any length") { paper.stand.articles.at(0).extraction.marks.max_snippet = 0; }
    paper.open();
    for (const std::string more : {"/brief", "/ask?q=What+did+it+cost%3F"}) {
        CHECK(paper.press(paper.place(more)).status == 404);
        CHECK(paper.look(paper.place(more)).contains("This page does not exist"));
    }
    CHECK(paper.desk.service.requests() == 0);
}

TEST_CASE("nothing configured: a press is no request this site knows") {
    Paper paper;
    paper.site = std::make_unique<web::Site>(web::SiteSettings{}, paper.stand.archive(), paper.clock,
                                             [] { return web::Outlook{}; });
    paper.seat = paper.site->seat();
    CHECK(paper.press(paper.place("/brief")).status == 405);
    CHECK_FALSE(offers(paper.look(paper.place("/brief"))));
    CHECK(paper.look("/en-gb/about").contains("Nothing here is written by a language model"));
}

TEST_CASE("a task that is not allowed is not offered, and not taken") {
    Paper paper;
    paper.desk.settings.allowed = {provider::Task::answer};
    paper.open();
    CHECK_FALSE(offers(paper.look(paper.place("/brief"))));
    CHECK(paper.press(paper.place("/brief")).status == 405);
    CHECK(offers(paper.look(paper.place("/ask?q=What+did+it+cost%3F"))));
}

TEST_CASE("an article is translated by a service when a reader has it done") {
    Paper paper;
    paper.desk.service.translate_by([](std::string_view one) { return fmt::format("Übersetzt: {}", one); });
    paper.open();
    CHECK(paper.look(paper.place("", "de-de")).contains("/translate\">"));
    CHECK_FALSE(paper.look(paper.place("", "en-gb")).contains("/translate\">"));
    const std::string place = paper.place("/translate", "de-de");
    CHECK(offers(paper.look(place)));
    CHECK(paper.desk.service.requests() == 0);
    CHECK(paper.press(place).status == 303);
    const std::string page = paper.look(place);
    CHECK(page.contains("Übersetzt: The repairs cost 14 million euros."));
    CHECK(page.contains("class=\"orig\""));
    CHECK_FALSE(offers(page));
}

TEST_CASE("an engine on this machine serves at once, and a service may still be asked") {
    Paper paper;
    paper.have_engine();
    paper.desk.service.translate_by([](std::string_view one) { return fmt::format("Servicio: {}", one); });
    paper.open();
    const std::string place = paper.place("/translate", "es-es");
    const std::string local = paper.look(place);
    CHECK(local.contains("Aquí: The repairs cost 14 million euros."));
    CHECK(offers(local));
    CHECK(paper.press(place).status == 303);
    const std::string better = paper.look(place);
    CHECK(better.contains("Servicio: The repairs cost 14 million euros."));
    CHECK_FALSE(better.contains("Aquí:"));
    CHECK_FALSE(offers(better));
}

TEST_CASE("while a service translates, what the engine made stands; and a translation that failed is called that") {
    Paper paper;
    paper.have_engine();
    std::promise<void> gate;
    std::shared_future<void> open = gate.get_future().share();
    paper.desk.service.translate_by([open](std::string_view) {
        open.wait();
        return std::string();  // nothing to be trusted
    });
    paper.open();
    const std::string place = paper.place("/translate", "es-es");
    CHECK(paper.look(place).contains("Aquí: The repairs"));
    CHECK(paper.press(place).status == 303);
    const auto meanwhile = paper.seat->answer({.target = place, .host = "localhost:8080", .waited = true});
    CHECK(meanwhile.page->bytes().contains("Aquí: The repairs"));
    CHECK(meanwhile.page->bytes().contains("data-again"));
    gate.set_value();
    const std::string failed = paper.look(place);
    CHECK(failed.contains(web::Tongue(*find_edition("es-es")).fill(web::Say::translation_failed, "\u2068mock\u2069")));
    CHECK(failed.contains("Aquí: The repairs"));
    CHECK(offers(failed));
}

TEST_CASE("the operator sees what services did, spent, and had rejected") {
    Paper paper;
    paper.desk.service.write_by([](const Json&) {
        const std::int64_t first[] = {1};
        return mock::items_of("The bridge collapsed in 1912.", first);
    });
    paper.desk.settings.speaker = paper.desk.settings.model;
    paper.desk.settings.speaker.model = "tts";
    paper.desk.settings.speaker.voice = "alloy";
    paper.open();
    CHECK(paper.press(paper.place("/brief")).status == 303);
    CHECK(paper.look(paper.place("/brief")).contains("did not hold"));
    const auto status = paper.seat->answer(
        {.target = "/en-gb/status", .host = "localhost:8080", .peer = web::read_address("127.0.0.1").value()});
    REQUIRE(status.status == 200);
    const std::string& page = status.page->bytes();
    CHECK(page.contains("Services that write"));
    CHECK(page.contains("rejected by the check</dt><dd>2</dd>"));  // and the one that was tried again
    CHECK(page.contains(paper.writings->host(provider::Task::summary)));
    CHECK(page.contains("openai · tts"));
}
