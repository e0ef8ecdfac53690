// Real parts: the gate and the courier over loopback sockets, a newsroom that serves pictures taken by program.
#include "pipeline/darkroom.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <latch>

#include "fetch/courier.hpp"
#include "newsroom/newsroom.hpp"
#include "picture/camera.hpp"
#include "picture/plate.hpp"
#include "support/folder.hpp"

using namespace octavo;
using newsroom::Newsroom;
using pipeline::Darkroom;
using pipeline::DarkroomSettings;
using Is = PictureAnswer::State;
using Facts = PictureFacts::State;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view photo = "https://paper.example/photo.jpg";

struct World {
    test::Folder folder;
    ManualClock clock{at("2026-11-20T08:00:00Z")};
    SystemClock time;
    Newsroom press{{.delay = 0ms}};
    std::unique_ptr<fetch::Gate> gate;
    std::unique_ptr<fetch::Courier> courier;
    std::unique_ptr<Darkroom> room;
    DarkroomSettings settings;

    World() {
        settings.folder = folder.path("pictures");
        settings.niceness = 0;  // tests run beside much else, too
        press.set_robots("paper.example", "User-agent: *\nDisallow: /private/\n");
        serve("/photo.jpg", camera::jpeg(camera::scene(800, 600)), "image/jpeg");
        REQUIRE(press.start());
    }
    ~World() { close(); }
    void serve(std::string_view path, std::string body, std::string type, std::string_view host = "paper.example") {
        press.add(host, path, {.type = std::move(type), .body = std::move(body)});
    }
    void open() {
        gate = std::make_unique<fetch::Gate>(fetch::GateSettings{.newsroom_port = press.port()});
        courier = std::make_unique<fetch::Courier>(time, *gate, fetch::Manners{.host_delay = 0ms});
        room =
            std::make_unique<Darkroom>(settings, clock, [this](fetch::FetchRequest request, fetch::Fetcher::Done done) {
                return courier->submit(std::move(request), std::move(done));
            });
        REQUIRE(room->start());
    }
    void close() {
        if (courier) courier->stop();
        room.reset();
        courier.reset();
        gate.reset();
    }
    // What a browser does: asks, and asks again when told to.
    PictureAnswer fetch(const PictureFacts& facts, std::uint16_t width = 640, bool jpeg = false) {
        const PictureWish wish{facts.seal, facts.key, width, jpeg};
        PictureAnswer answer = room->ask(wish);
        if (answer.state != Is::awaited) return answer;
        std::latch done(1);
        if (room->when_done(wish, [&done] { done.count_down(); })) done.wait();
        return room->ask(wish);
    }
    PictureAnswer fetch(std::string_view url) { return fetch(room->look(url)); }
    std::uint64_t requests_for(std::string_view host) {
        return press.counters(host).requests - press.counters(host).robots;
    }
};

std::uint32_t width_of(std::string_view bytes) {
    const auto head = picture::read_head(bytes);
    REQUIRE(head.has_value());
    return head->width;
}

}  // namespace

TEST_CASE("a page shows a picture, a browser asks for it, and it is there: fetched once, also after a restart") {
    World world;
    world.open();
    const auto before = world.room->look(photo);
    CHECK(before.state == Facts::awaited);
    CHECK(world.requests_for("paper.example") == 0);  // looking fetches nothing
    const auto answer = world.fetch(before);
    REQUIRE(answer.state == Is::ready);
    CHECK(width_of(answer.bytes) == 640);
    const auto facts = world.room->look(photo);
    CHECK(facts.state == Facts::ready);
    CHECK(facts.width == 800);
    CHECK(facts.height == 600);
    CHECK_FALSE(facts.blur.empty());
    CHECK(width_of(world.fetch(facts, 160).bytes) == 160);
    const auto jpeg = world.fetch(facts, 960, true);
    CHECK(jpeg.bytes.starts_with("\xFF\xD8\xFF"));
    world.close();
    world.open();
    CHECK(world.room->look(photo).state == Facts::ready);
    CHECK(world.room->look(photo).seal == facts.seal);
    CHECK(world.fetch(photo).state == Is::ready);
    CHECK(world.requests_for("paper.example") == 1);
}

TEST_CASE("twenty who ask at once cost the publisher one request") {
    World world;
    world.open();
    const auto facts = world.room->look(photo);
    std::atomic<int> ready = 0;
    {
        std::vector<std::jthread> browsers;
        for (int i = 0; i < 20; ++i)
            browsers.emplace_back([&] { ready += world.fetch(facts).state == Is::ready ? 1 : 0; });
    }
    CHECK(ready == 20);
    CHECK(world.requests_for("paper.example") == 1);
    CHECK(world.room->counts().developed == 1);
}

TEST_CASE("without our seal nothing is fetched, and nothing is told") {
    World world;
    world.open();
    const auto facts = world.room->look(photo);
    const std::string key = facts.key, seal = facts.seal;
    CHECK(world.room->ask({"aaaaaaaaaaaaa", key, 640}).state == Is::forged);
    CHECK(world.room->ask({"", key, 640}).state == Is::forged);
    CHECK(world.room->ask({seal, "aaaaaaaaaaaaa", 640}).state == Is::forged);
    CHECK(world.room->ask({seal, "not a key", 640}).state == Is::forged);
    CHECK(world.room->ask({key, seal, 640}).state == Is::forged);
    CHECK(world.press.total().requests == 0);
    // A seal of ours for what no page showed lately leads nowhere, and that is all one learns.
    world.close();
    world.open();
    CHECK(world.room->ask({seal, key, 640}).state == Is::gone);
    CHECK(world.press.total().requests == 0);
}

TEST_CASE("what is no picture, or may not be shown, is remembered: one request, and a page leaves no room for it") {
    World world;
    world.serve("/page.jpg", "<!doctype html><title>sign in</title>", "image/jpeg");
    world.serve("/drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml");
    world.serve("/empty.jpg", "", "image/jpeg");
    world.serve("/cut.jpg", camera::jpeg(camera::scene(800, 600)).substr(0, 20'000), "image/jpeg");
    world.serve("/bomb.png", camera::png_bomb(30'000, 30'000), "image/png");
    world.serve("/dot.gif", camera::gif(1, 1), "image/gif");
    world.serve("/private/photo.jpg", camera::jpeg(camera::scene(800, 600)), "image/jpeg");
    world.press.fault("paper.example", "/shut.jpg", newsroom::status(403));
    const std::string body = camera::jpeg(camera::scene(300, 200));
    world.press.fault(
        "paper.example", "/kept.jpg",
        newsroom::raw(fmt::format("HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nX-Robots-Tag: noimageindex\r\n"
                                  "Content-Length: {}\r\nConnection: close\r\n\r\n{}",
                                  body.size(), body)));
    world.open();
    std::uint64_t asked = 0;
    for (const std::string_view path : {"/page.jpg", "/drawing.svg", "/empty.jpg", "/cut.jpg", "/bomb.png", "/dot.gif",
                                        "/shut.jpg", "/kept.jpg", "/none.jpg", "/private/photo.jpg"}) {
        CAPTURE(path);
        const std::string url = fmt::format("https://paper.example{}", path);
        CHECK(world.fetch(url).state == Is::gone);
        CHECK(world.room->look(url).state == Facts::none);
        asked += path == "/private/photo.jpg" ? 0 : 1;
        CHECK(world.requests_for("paper.example") == asked);
    }
    CHECK(world.press.counters("paper.example").disallowed == 0);
    const auto counts = world.room->counts();
    CHECK(counts.pictures == 0);
    std::uint64_t refused = 0;
    for (const auto& [reason, times] : counts.refused) refused += times;
    CHECK(refused == 10);
    world.clock.advance(25h);
    CHECK(world.room->look("https://paper.example/page.jpg").state == Facts::awaited);  // tomorrow is another day
}

TEST_CASE("a publisher who is away for a moment is asked again after half an hour, not before") {
    World world;
    world.press.fault("paper.example", "/photo.jpg", newsroom::status(500));
    world.open();
    CHECK(world.fetch(photo).state == Is::gone);
    world.press.mend("paper.example", "/photo.jpg");
    world.clock.advance(29min);
    CHECK(world.fetch(photo).state == Is::forged);  // a page gives no address for it
    CHECK(world.requests_for("paper.example") == 1);
    world.clock.advance(2min);
    CHECK(world.fetch(photo).state == Is::ready);
}

TEST_CASE("places nobody may be sent to are not gone to") {
    World world;
    world.open();
    for (const std::string_view url : {"http://127.0.0.1/x.jpg", "http://[::1]/x.jpg", "http://10.0.0.1/x.jpg",
                                       "https://user:pass@/x", "http://0x7f.1/"})
        CHECK(world.fetch(url).state != Is::ready);
    for (const std::string_view url :
         {"", "drawing:tram", "file:///etc/passwd", "data:image/png;base64,AA", "//x/y.png"})
        CHECK(world.room->look(url).state == Facts::none);
    CHECK(world.press.total().requests == 0);
}

TEST_CASE("one picture at a time from a host, several hosts at once") {
    World world;
    for (int i = 0; i < 6; ++i)
        for (const char* host : {"a.example", "b.example", "c.example"})
            world.serve(fmt::format("/{}.jpg", i), camera::jpeg(camera::scene(200, 150, static_cast<std::uint32_t>(i))),
                        "image/jpeg", host);
    world.open();
    std::vector<PictureFacts> all;
    for (int i = 0; i < 6; ++i)
        for (const char* host : {"a.example", "b.example", "c.example"})
            all.push_back(world.room->look(fmt::format("https://{}/{}.jpg", host, i)));
    for (const auto& facts : all) CHECK(world.room->ask({facts.seal, facts.key, 160}).state == Is::awaited);
    for (const auto& facts : all) CHECK(world.fetch(facts).state == Is::ready);
    for (const char* host : {"a.example", "b.example", "c.example"}) {
        CHECK(world.press.counters(host).most_at_once == 1);
        CHECK(world.requests_for(host) == 6);
    }
}

TEST_CASE("when too many wait the next is told to come again, and the queue is no longer than it may be") {
    World world;
    world.settings.most_urgent = 3;
    world.press.fault("slow.example", "*", newsroom::hang());
    world.open();
    std::vector<Is> states;
    for (int i = 0; i < 5; ++i) {
        const auto facts = world.room->look(fmt::format("https://slow.example/{}.jpg", i));
        states.push_back(world.room->ask({facts.seal, facts.key, 160}).state);
    }
    CHECK(states == std::vector{Is::awaited, Is::awaited, Is::awaited, Is::busy, Is::busy});
    CHECK(world.room->counts().waiting == 3);
}

TEST_CASE("what is wanted ahead is there before anybody asks, and gives way to who does") {
    World world;
    world.open();
    world.room->want(photo);
    // Asking joins the flight under way, if it still is.
    CHECK(world.fetch(photo).state == Is::ready);
    CHECK(world.requests_for("paper.example") == 1);
    world.room->want(photo);
    CHECK(world.room->counts().waiting == 0);
}

TEST_CASE("ahead is bounded: the oldest wishes are dropped") {
    World world;
    world.settings.most_ahead = 10;
    world.press.fault("slow.example", "*", newsroom::hang());
    world.open();
    for (int i = 0; i < 500; ++i) world.room->want(fmt::format("https://slow.example/{}.jpg", i));
    CHECK(world.room->counts().waiting <= 11);  // and the one under way
}

TEST_CASE("told not to fetch, only what is there is shown") {
    World world;
    world.open();
    CHECK(world.fetch(photo).state == Is::ready);
    world.close();
    world.settings.fetch = false;
    world.open();
    CHECK(world.fetch(photo).state == Is::ready);
    CHECK(world.room->look("https://paper.example/other.jpg").state == Facts::none);
    world.room->want("https://paper.example/other.jpg");
    CHECK(world.room->counts().waiting == 0);
    CHECK(world.requests_for("paper.example") == 1);
}

TEST_CASE("the cap of the disk is kept whatever is asked for") {
    World world;
    for (int i = 0; i < 12; ++i)
        world.serve(fmt::format("/{}.jpg", i), camera::jpeg(camera::scene(400, 300, static_cast<std::uint32_t>(i))),
                    "image/jpeg");
    world.settings.most_bytes = 150'000;
    world.open();
    for (int i = 0; i < 12; ++i) CHECK(world.fetch(fmt::format("https://paper.example/{}.jpg", i)).state == Is::ready);
    const auto counts = world.room->counts();
    CHECK(counts.bytes <= 150'000);
    CHECK(counts.evicted > 0);
    std::uint64_t on_disk = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(world.settings.folder))
        if (entry.is_regular_file()) on_disk += entry.file_size();
    CHECK(on_disk <= 150'000 + 32);  // and the secret
}

TEST_CASE("stopping tells everybody who waits, at once") {
    World world;
    world.press.fault("slow.example", "*", newsroom::hang());
    world.open();
    const auto facts = world.room->look("https://slow.example/x.jpg");
    const PictureWish wish{facts.seal, facts.key, 160};
    REQUIRE(world.room->ask(wish).state == Is::awaited);
    std::latch told(1);
    REQUIRE(world.room->when_done(wish, [&told] { told.count_down(); }));
    world.close();
    CHECK(told.try_wait());
}
