// Publishers' pictures on pages and over the wire. The darkroom itself is tests/pipeline/darkroom_test.cpp's; here it
// is whoever the site is wired to.
#include "web/pictures.hpp"

#include <doctest/doctest.h>

#include "web/caller.hpp"
#include "web/net.hpp"
#include "web/newsstand.hpp"
#include "web/pages.hpp"

using namespace octavo;
using test::Caller;
using web::Box;
using Facts = PictureFacts::State;
using Is = PictureAnswer::State;
using namespace std::string_literals;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view photo = "https://paper.example/photo.jpg?a=1&b=2";

PictureFacts ready_facts(std::uint32_t width = 1600, std::uint32_t height = 1067) {
    return {Facts::ready, "mzxw6ytboi4la", "bvq3k2vs5h7la", width, height, "RIFF\xFF\x00"s};
}
web::PictureLook always(PictureFacts facts) {
    return [facts](std::string_view) { return facts; };
}
std::string html_of(const PictureFacts& facts, Box box = Box::hero) {
    web::Html h;
    web::picture(h, web::plate_of(always(facts), photo), "A \"tram\"", box);
    return h.take();
}
bool has(std::string_view page, std::string_view part) { return page.find(part) != std::string_view::npos; }
std::size_t count(std::string_view page, std::string_view part) {
    std::size_t n = 0;
    for (auto at = page.find(part); at != std::string_view::npos; at = page.find(part, at + 1)) ++n;
    return n;
}
// The newsstand's newest article with a picture of its own, and another inside its text.
store::FullArticle pictured() {
    auto a = test::make_article("paper.example", "Tram opens", "en", 5);
    a.card.image = photo;
    a.card.image_alt = "A tram";
    a.extraction.pictures = {{std::string(photo), "The tram"}};
    a.extraction.blocks = {
        {.type = Block::Type::paragraph, .text = "It opened."},
        {.type = Block::Type::figure, .text = "Inside", .url = "https://other.example/in.png", .alt = "Seats"}};
    return a;
}
std::string page_with(const web::PictureLook& look) {
    const web::SiteSettings site;
    const web::Tongue tongue(*find_edition("en-gb"));
    const web::Setting setting{
        .site = site, .tongue = tongue, .now = test::press_time(), .outlook = {}, .origin = "", .pictures = &look};
    return web::article_page(setting, {pictured(), {}});
}

}  // namespace

TEST_CASE("a picture that is there keeps its shape, its blur, and comes in widths it fills") {
    const std::string html = html_of(ready_facts());
    CHECK(has(html, "width=\"1600\" height=\"1067\""));
    CHECK(has(html, "src=\"data:image/webp;base64,UklGRv8A\""));
    CHECK(has(html, "/p/mzxw6ytboi4la/320/bvq3k2vs5h7la.webp 320w, "));
    CHECK(has(html, "/p/mzxw6ytboi4la/1280/bvq3k2vs5h7la.webp 1280w\""));
    CHECK(has(html, "fetchpriority=\"high\""));
    CHECK(has(html, "alt=\"A &quot;tram&quot;\""));
    const std::string small = html_of(ready_facts(500, 400), Box::figure);
    CHECK(has(small, "320w, /p/mzxw6ytboi4la/640/bvq3k2vs5h7la.webp 500w\""));
    CHECK(has(small, "loading=\"lazy\""));
    CHECK_FALSE(has(small, "1280"));
}

TEST_CASE("a picture on its way has a box of the usual shape, one that will not come has none") {
    const std::string awaited = html_of({Facts::awaited, "mzxw6ytboi4la", "bvq3k2vs5h7la"});
    CHECK(has(awaited, "width=\"800\" height=\"450\""));
    CHECK_FALSE(has(awaited, "class=\"blur\""));
    CHECK(html_of({}).empty());
    web::Html h;
    web::picture(h, web::plate_of(web::PictureLook(), photo), "", Box::lead);  // a site without a darkroom
    CHECK(h.view().empty());
    CHECK(web::plate_of(web::PictureLook(), "drawing:tram").drawing == "/drawing/tram.svg");
}

TEST_CASE("no page names another host's picture, whatever is known of it") {
    for (const PictureFacts& facts : {ready_facts(), PictureFacts{Facts::awaited, "s", "k"}, PictureFacts{}}) {
        const std::string page = page_with(always(facts));
        CHECK_FALSE(has(page, "src=\"http"));
        CHECK_FALSE(has(page, "srcset=\"http"));
        CHECK_FALSE(has(page, "photo.jpg"));
        CHECK_FALSE(has(page, "in.png"));
        CHECK(count(page, "<figure") == (facts.state == Facts::none ? 0 : 2));
        CHECK(count(page, "<img class=\"pic\"") == (facts.state == Facts::none ? 0 : 2));
        CHECK(has(page, "It opened."));
    }
}

TEST_CASE("a blur is text like any other: it cannot leave its attribute") {
    PictureFacts facts = ready_facts();
    facts.seal = "\"><script>";
    facts.key = "' onload=";
    CHECK_FALSE(has(html_of(facts), "<script"));
}

namespace {

struct Press {
    test::Newsstand stand = test::invented_news();
    ManualClock clock{test::press_time()};
    web::SiteSettings settings;
    std::mutex mutex;
    Is state = Is::awaited;
    std::vector<std::function<void()>> waiting;
    std::atomic<int> asked = 0;
    web::Site site;
    web::Listener listener;

    explicit Press(web::SiteSettings s = {.port = 0})
        : settings(std::move(s)),
          site(settings, stand.archive(), clock, [] { return web::Outlook{}; },
               {.look_at_picture = always(ready_facts()),
                .ask_picture =
                    [this](const PictureWish& wish) {
                        ++asked;
                        const std::scoped_lock lock(mutex);
                        if (wish.seal != "mzxw6ytboi4la") return PictureAnswer{Is::forged};
                        return PictureAnswer{state, state == Is::ready ? "the bytes" : ""};
                    },
                .when_picture =
                    [this](const PictureWish&, std::function<void()> done) {
                        const std::scoped_lock lock(mutex);
                        if (state != Is::awaited) return false;
                        waiting.push_back(std::move(done));
                        return true;
                    }}),
          listener(settings, [this] { return site.seat(); }) {}
    void settle(Is now) {
        std::vector<std::function<void()>> told;
        {
            const std::scoped_lock lock(mutex);
            state = now;
            told.swap(waiting);
        }
        for (auto& done : told) done();
    }
    std::size_t waiters() {
        const std::scoped_lock lock(mutex);
        return waiting.size();
    }
    void wait_for_waiters(std::size_t n) {
        while (waiters() < n) std::this_thread::sleep_for(1ms);
    }
};

constexpr std::string_view wish = "GET /p/mzxw6ytboi4la/640/bvq3k2vs5h7la.webp HTTP/1.1\r\nHost: localhost\r\n\r\n";

}  // namespace

TEST_CASE("who asks for a picture under way is answered when it comes; others are answered meanwhile") {
    Press press({.port = 0, .threads = 1});
    REQUIRE(press.listener.start());
    Caller first(press.listener.port()), second(press.listener.port()), other(press.listener.port());
    first.say(wish);
    second.say(wish);
    press.wait_for_waiters(2);
    other.say("GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const std::string page = other.answer();
    CHECK(page.starts_with("HTTP/1.1 200"));
    CHECK(has(page, "Cross-Origin-Resource-Policy: same-origin\r\n"));
    CHECK(first.quiet());
    press.settle(Is::ready);
    for (Caller* caller : {&first, &second}) {
        const std::string answer = caller->answer();
        CHECK(answer.starts_with("HTTP/1.1 200"));
        CHECK(has(answer, "Content-Type: image/webp\r\n"));
        CHECK(has(answer, "immutable"));
        CHECK(has(answer, "Content-Security-Policy: sandbox"));
        CHECK(has(answer, "Cross-Origin-Resource-Policy: cross-origin\r\n"));  // feeds carry it elsewhere
        CHECK_FALSE(has(answer, "Cross-Origin-Resource-Policy: same-origin"));
        CHECK(answer.ends_with("the bytes"));
    }
    CHECK(press.asked == 4);
}

TEST_CASE("a picture that does not come in time, or not at all, is an empty sheet that nobody keeps") {
    Press press({.port = 0, .picture_seconds = 1});
    REQUIRE(press.listener.start());
    Caller caller(press.listener.port());
    caller.say(wish);
    const std::string late = caller.answer();
    CHECK(late.starts_with("HTTP/1.1 200"));
    CHECK(has(late, "image/svg+xml"));
    CHECK(has(late, "no-store"));
    press.settle(Is::gone);
    caller.say(wish);
    const std::string gone = caller.answer();
    CHECK(gone.starts_with("HTTP/1.1 404"));
    CHECK(has(gone, "<svg"));
    press.settle(Is::busy);
    caller.say(wish);
    const std::string busy = caller.answer();
    CHECK(busy.starts_with("HTTP/1.1 503"));
    CHECK(has(busy, "Retry-After: "));
}

TEST_CASE("a seal that is none of ours is an address that is none of ours") {
    Press press;
    REQUIRE(press.listener.start());
    Caller caller(press.listener.port());
    caller.say("GET /p/aaaaaaaaaaaaa/640/bvq3k2vs5h7la.webp HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const std::string forged = caller.answer();
    CHECK(forged.starts_with("HTTP/1.1 404"));
    CHECK(has(forged, "text/html"));
}

TEST_CASE("only so many may wait: the next is answered at once") {
    Press press({.port = 0, .threads = 1, .max_waiting = 2});
    REQUIRE(press.listener.start());
    std::vector<std::unique_ptr<Caller>> waiting;
    for (int i = 0; i < 2; ++i) {
        waiting.push_back(std::make_unique<Caller>(press.listener.port()));
        waiting.back()->say(wish);
    }
    press.wait_for_waiters(2);
    Caller third(press.listener.port());
    third.say(wish);
    CHECK(has(third.answer(), "<svg"));
    CHECK(waiting.front()->quiet());
}

TEST_CASE("stopping answers who waits, and who calls back afterwards finds nobody") {
    auto press = std::make_unique<Press>();
    REQUIRE(press->listener.start());
    Caller caller(press->listener.port());
    caller.say(wish);
    press->wait_for_waiters(1);
    press->listener.stop();
    CHECK(has(caller.answer(), "<svg"));
    press->settle(Is::ready);  // the loop it would ring at is gone
}
