// A reader at the site over the newsstand: addresses in, answers out, no sockets.
#pragma once

#include "web/newsstand.hpp"
#include "web/page.hpp"
#include "web/rate_limit.hpp"

namespace octavo::test {

struct Visit {
    Visit() = default;
    explicit Visit(web::SiteSettings s) : settings(std::move(s)) {}

    test::Newsstand stand = test::invented_news();
    ManualClock clock{test::press_time()};
    web::SiteSettings settings = {};
    web::Outlook outlook = {};
    web::Site site{settings, stand.archive(), clock, [this] { return outlook; }};
    std::unique_ptr<web::Seat> seat = site.seat();

    web::Response from(std::string_view client, std::string_view target, std::string_view forwarded_for = {}) {
        return seat->answer(
            {.target = target, .peer = web::read_address(client).value(), .forwarded_for = forwarded_for});
    }
    web::Response get(std::string_view target) { return seat->answer({.target = target, .host = "localhost:8080"}); }
    std::string address(std::size_t i = 0, std::string_view edition = "en-gb") {
        const auto& card = stand.articles.at(i).card;
        return fmt::format("/{}/{}", edition, web::article_place(card.id, card.title));
    }
};

}  // namespace octavo::test
