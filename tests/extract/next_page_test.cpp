#include "extract/next_page.hpp"

#include <doctest/doctest.h>

#include "extract/page.hpp"

using namespace octavo;
using namespace octavo::extract;

namespace {

bool follows(std::string_view now, std::string_view next) { return is_next_page(*Url::parse(now), *Url::parse(next)); }

std::string next_of(std::string_view html, std::string_view url = "https://news.test/a/story") {
    Extractor extractor;
    return extractor.extract({.bytes = html, .url = url, .content_type = "", .robots = "", .now = {}}).next_page;
}

}  // namespace

TEST_CASE("the next page has the same address and the next number") {
    CHECK(follows("https://n.test/story", "https://n.test/story/2"));
    CHECK(follows("https://n.test/story/", "https://n.test/story/2/"));
    CHECK(follows("https://n.test/story/2", "https://n.test/story/3"));
    CHECK(follows("https://n.test/story/page/2/", "https://n.test/story/page/3/"));
    CHECK(follows("https://n.test/story", "https://n.test/story?page=2"));
    CHECK(follows("https://n.test/story?id=7", "https://n.test/story?id=7&seite=2"));
    CHECK(follows("https://n.test/story?id=7&p=9", "https://n.test/story?id=7&p=10"));
    CHECK(follows("https://n.test/a/story.html", "https://n.test/a/story-2.html"));
    CHECK(follows("https://n.test/a/story_p2.html", "https://n.test/a/story_p3.html"));
}

TEST_CASE("another article, another site, a page of comments or a jump is not the next page") {
    CHECK_FALSE(follows("https://n.test/story", "https://n.test/other-story"));
    CHECK_FALSE(follows("https://n.test/story", "https://n.test/story"));
    CHECK_FALSE(follows("https://n.test/story", "https://n.test/story/3"));
    CHECK_FALSE(follows("https://n.test/story/3", "https://n.test/story/2"));
    CHECK_FALSE(follows("https://n.test/story", "https://m.test/story/2"));
    CHECK_FALSE(follows("https://n.test/story", "https://n.test/story/comment-page-2"));
    CHECK_FALSE(follows("https://n.test/story?id=7", "https://n.test/story?id=8"));
    CHECK_FALSE(follows("https://n.test/", "https://n.test/2"));
    CHECK_FALSE(follows("https://n.test/story", "https://n.test/story?page=two"));
    CHECK_FALSE(follows("https://n.test/story", "https://n.test/story/2025"));
}

TEST_CASE("a page says its next page by rel=next or by its pager, and the address has to agree") {
    const std::string text =
        "<p>The council met on Monday, heard the engineers, and voted for the new bridge, as it had said it would.</p>";
    CHECK(next_of("<link rel=next href='/a/story/2'><body>" + text) == "https://news.test/a/story/2");
    CHECK(next_of("<link rel=next href='/a/another-story'><body>" + text).empty());
    CHECK(next_of(text + "<div class=pager>1 <a href='story?page=2'>2</a> <a href='story?page=3'>3</a></div>") ==
          "https://news.test/a/story?page=2");
    CHECK(next_of(text + "<a rel='next nofollow' href='/a/story/2#top'>On</a>") == "https://news.test/a/story/2");
    CHECK(next_of(text + "<section class=comments><a href='story?page=2'>2</a></section>").empty());
    CHECK(next_of(text + "<p>See <a href='story?page=2'>what came later</a>.").empty());
}
