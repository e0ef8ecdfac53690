// A site with accounts over a real archive: who knocks, with which cookie, from which page.
#pragma once

#include <doctest/doctest.h>

#include <future>

#include "readers/accounts.hpp"
#include "store/archive.hpp"
#include "web/doors.hpp"
#include "web/newsstand.hpp"

namespace octavo::test {

inline const std::string good_password = "correct horse battery";

struct Club {
    test::Archive archive;
    test::Newsstand stand = test::invented_news();
    ManualClock clock{test::press_time()};
    std::unique_ptr<readers::Accounts> accounts;
    std::unique_ptr<readers::Shelf> shelf;
    std::unique_ptr<readers::ReadStates> reads;
    std::unique_ptr<readers::Bring> bring;
    std::unique_ptr<readers::Tastes> tastes;
    std::unique_ptr<readers::Lists> lists;
    std::unique_ptr<readers::Margins> margins;
    std::unique_ptr<readers::Talk> talk;
    std::unique_ptr<readers::Quotas> quotas;
    std::unique_ptr<web::Doors> doors;
    std::unique_ptr<web::Site> site;
    std::unique_ptr<web::Seat> seat;

    explicit Club(readers::SignUp rule = readers::SignUp::open, web::SiteSettings settings = {},
                  readers::OwnFeeds own_feeds = readers::OwnFeeds::asked) {
        auto made = readers::Accounts::open(archive.folder.path(),
                                            {.sign_up = rule, .cost = readers::PasswordCost::least()}, clock);
        REQUIRE_MESSAGE(made.has_value(), (made ? "" : made.error().detail));
        accounts = std::move(*made);
        shelf = readers::Shelf::open(archive.folder.path(), clock).value();
        talk = readers::Talk::open(archive.folder.path(), {.hold_first = false}, *accounts, clock).value();
        reads = readers::ReadStates::open(archive.folder.path(), clock).value();
        tastes = readers::Tastes::open(archive.folder.path(), clock).value();
        bring = readers::Bring::open(archive.folder.path(), {.own_feeds = own_feeds}, clock).value();
        quotas = readers::Quotas::open(archive.folder.path(), {}, *accounts, clock).value();
        shelf->heed(*quotas);
        bring->heed(*quotas);
        talk->heed(*quotas);
        lists = readers::Lists::open(archive.folder.path(), *accounts, clock).value();
        margins = readers::Margins::open(archive.folder.path(), clock).value();
        doors = std::make_unique<web::Doors>(
            web::Doors::Rooms{*accounts, *shelf, *reads, *bring, *tastes, *lists, *margins, talk.get(), quotas.get()},
            clock);
        site = std::make_unique<web::Site>(
            std::move(settings), stand.archive(), clock, [] { return web::Outlook{}; },
            web::Wires{.doors = doors.get()});
        seat = site->seat();
    }

    // Somebody's browser: what it sends along.
    struct From {
        std::string cookie = {};
        std::string_view site = "same-origin";
        std::string_view origin = {};
        std::string_view host = "localhost:8080";
        std::string_view type = "application/x-www-form-urlencoded";
        std::string_view agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
        std::string_view address = "192.0.2.7";
        std::string_view authorization = {};
    };
    web::Response ask(const web::Request& first) {
        web::Response response = seat->answer(first);
        if (!response.until) return response;
        std::promise<void> done;
        if (response.until([&] { done.set_value(); })) done.get_future().wait();
        web::Request again = first;
        again.waited = true;
        return seat->answer(again);
    }
    web::Response look(std::string_view target, const From& from) {
        return ask({.target = target,
                    .host = from.host,
                    .cookie = from.cookie,
                    .peer = web::read_address(from.address).value(),
                    .fetch_site = from.site,
                    .user_agent = from.agent,
                    .authorization = from.authorization});
    }
    web::Response look(std::string_view target) { return look(target, From{}); }
    web::Response send(std::string_view target, std::string_view body, const From& from) {
        return ask({.get = false,
                    .post = true,
                    .target = target,
                    .host = from.host,
                    .cookie = from.cookie,
                    .peer = web::read_address(from.address).value(),
                    .body = body,
                    .content_type = from.type,
                    .origin = from.origin,
                    .fetch_site = from.site,
                    .user_agent = from.agent});
    }
    web::Response send(std::string_view target, std::string_view body) { return send(target, body, From{}); }

    // The status that a form of so many bytes is refused with; 0: it may come.
    int admits(std::string_view target, std::uint64_t length) {
        return seat->admit({.get = false, .post = true, .target = target}, length);
    }
    // An account, and a login of it.
    readers::SignedIn join(const std::string& name, Role role = Role::reader) {
        const auto pass = accounts->invite(readers::By::command_line(), role).value();
        auto in = accounts->sign_up(name, good_password, pass, {.household = 1, .device = "test"});
        REQUIRE(in.has_value());
        return *in;
    }
    static From with(const readers::SignedIn& in) { return {.cookie = "edition=en-gb; octavo-sid=" + in.secret}; }
    std::string token(const readers::SignedIn& in) const { return "token=" + accounts->form_token(in.secret); }
};

inline std::string header(const web::Response& response, std::string_view name) {
    const auto at = response.extra.find(fmt::format("{}: ", name));
    if (at == std::string::npos) return {};
    const auto from = at + name.size() + 2;
    return response.extra.substr(from, response.extra.find("\r\n", from) - from);
}
inline std::string bytes(const web::Response& response) { return response.page ? response.page->bytes() : ""; }
// Of the cookie that an answer sets: "" where it sets none.
inline std::string secret_set(const web::Response& response) {
    const std::string cookie = header(response, "Set-Cookie");
    const auto from = cookie.find("sid=");
    return from == std::string::npos ? std::string() : cookie.substr(from + 4, cookie.find(';') - from - 4);
}

}  // namespace octavo::test
