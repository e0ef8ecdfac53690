// A site over a real archive: what the API and the sitemaps are tested on.
#pragma once

#include <doctest/doctest.h>

#include "store/archive.hpp"
#include "web/site.hpp"

namespace octavo::test {

struct Paper {
    explicit Paper(web::SiteSettings wanted = {}) : settings(std::move(wanted)) { REQUIRE(archive.store); }

    Archive archive;
    ManualClock clock{at("2025-07-02T00:00:00Z")};
    web::SiteSettings settings;
    web::Site site{settings,
                   {.open = [this]() -> Result<web::Hands> {
                        return web::Hands{
                            TRY(archive.store->reader()),
                            [](store::Reader& reader, const search::Ask& ask) { return search::search(reader, ask); }};
                    },
                    .generation = [this] { return archive.store->generation(); }},
                   clock,
                   [] { return web::Outlook{}; }};
    std::unique_ptr<web::Seat> seat = site.seat();

    web::Response ask(web::Request request) { return seat->answer(request); }
    web::Response get(std::string_view target) { return ask({.target = target, .host = "localhost:8080"}); }
    web::Response from(std::string_view client, std::string_view target) {
        return ask({.target = target, .host = "localhost", .peer = web::read_address(client).value()});
    }
    std::string body(std::string_view target) {
        const auto response = get(target);
        CAPTURE(std::string(target));
        REQUIRE(response.page);
        CHECK(response.status == 200);
        return response.page->bytes();
    }
};

inline std::string header_of(const web::Response& response, std::string_view name) {
    std::string head;
    web::append_head(head, response, "now", false);
    const auto at = head.find(fmt::format("\r\n{}: ", name));
    if (at == std::string::npos) return {};
    const auto from = at + name.size() + 4;
    return head.substr(from, head.find("\r\n", from) - from);
}

// Of one story, by its number; told by several publishers when they write under one number.
inline store::ArticleWrite report(int n, const std::string& domain, int story, std::string_view language = "en") {
    auto write = article(n, domain);
    write.parsed.reading.language = language;
    write.placement.story = StoryId{static_cast<std::uint64_t>(1000 + story)};
    write.parsed.from_feed = true;
    return write;
}

}  // namespace octavo::test
