// What a publisher keeps to themselves.
#include "provider/reserved.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using octavo::provider::is_reserved;

TEST_CASE("an article is reserved by any of its publisher's marks that forbid its words elsewhere") {
    CHECK_FALSE(is_reserved({}));
    CHECK_FALSE(is_reserved({.noindex = true, .noarchive = true, .not_free = true, .max_snippet = 50}));
    CHECK(is_reserved({.nosnippet = true}));
    CHECK(is_reserved({.tdm_reserved = true}));
    CHECK(is_reserved({.max_snippet = 0}));
}
