#include "feed/link_header.hpp"

#include <doctest/doctest.h>

using namespace octavo;

TEST_CASE("links of a field, with the forms RFC 8288 allows") {
    const auto links = feed::read_links(
        "<https://hub.example/>; rel=\"hub\", <https://a.example/f?x=1,2>;title=\"a, \\\"b\\\" <c>\"; REL=self , "
        "<next>; rel=next; rel=hub,</both>; rel=\"Self  HUB\"");
    REQUIRE(links.size() == 4);
    CHECK(links[0].target == "https://hub.example/");
    CHECK(links[0].has("hub"));
    CHECK(links[1].target == "https://a.example/f?x=1,2");
    CHECK(links[1].has("self"));
    CHECK_FALSE(links[2].has("hub"));  // the first rel counts
    CHECK(links[3].has("hub"));
    CHECK(links[3].has("self"));
    CHECK_FALSE(links[3].has(""));
}

TEST_CASE("what cannot be read is passed over, and there is an end") {
    CHECK(feed::read_links("").empty());
    CHECK(feed::read_links("<https://a.example/").empty());
    CHECK(feed::read_links("nonsense, <https://hub.example/>;rel=hub").size() == 1);
    CHECK(feed::read_links("<a>;rel=\"hub").at(0).has("hub"));
    CHECK(feed::read_links("<a>;;;=;rel").at(0).rel.empty());
    std::string many;
    for (int i = 0; i < 1000; ++i) many += "<a>;rel=hub,";
    CHECK(feed::read_links(many).size() == 64);
}
