// Serves the invented news on http://127.0.0.1:PORT until standard input ends: for looking at pages while working on
// them, and for screenshots.   web_preview PORT [sample] [empty] [public] [offline]
#include <cstdio>
#include <iostream>

#include "web/net.hpp"
#include "web/newsstand.hpp"

int main(int count, char** words) {
    using namespace octavo;
    auto stand = test::invented_news();
    web::SiteSettings settings{.port = static_cast<std::uint16_t>(count > 1 ? std::atoi(words[1]) : 8090)};
    web::Outlook outlook{.following = true, .offline = false, .sources = 436, .waiting = 0};
    for (int i = 2; i < count; ++i) {
        const std::string_view word = words[i];
        if (word == "sample") {
            for (auto& a : stand.articles) a.card.sample = true;
            for (auto& s : stand.sources) s.klass = Source::Class::sample;
        }
        if (word == "empty") stand.articles.clear();
        if (word == "offline") outlook.offline = true;
        if (word == "public") settings.base_url = "https://news.example";
    }
    const ManualClock clock(test::press_time());
    const web::Wires wires{.ledger = [&] {
        return web::Ledger{.polls = 5231,
                           .unchanged = 4102,
                           .pushes = 38,
                           .pages = 911,
                           .stored = 874,
                           .refused = 12,
                           .waiting = 17,
                           .quiet = {{"paper.example", clock.now() + std::chrono::minutes(50)}}};
    }};
    web::Site site(settings, stand.archive(), clock, [&] { return outlook; }, wires);
    web::Listener listener(settings, [&] { return site.seat(); });
    if (const auto started = listener.start(); !started) {
        std::fputs((started.error().detail + "\n").c_str(), stderr);
        return 5;
    }
    site.set_port(listener.port());
    std::printf("http://127.0.0.1:%u/en-gb\n", static_cast<unsigned>(listener.port()));
    std::fflush(stdout);
    std::string line;
    while (std::getline(std::cin, line)) {
    }
}
