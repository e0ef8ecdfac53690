#include <doctest/doctest.h>

#include "assist/digest.hpp"
#include "assist/wire.hpp"

using namespace octavo;
using namespace octavo::assist;

TEST_CASE("what several sources say in nearly the same words is one statement, with their number") {
    const auto articles = test::tram_story();
    const StoryMatter story = story_matter(articles);
    CHECK(story.sources == 3);
    const Digest digest = assist::digest(story);
    REQUIRE(digest.enough);
    REQUIRE(!digest.sentences.empty());
    CHECK(digest.sentences[0].sources == 2);  // the third has fourteen dead
    CHECK(story.string(digest.sentences[0].told).find("tram derailed") != std::string_view::npos);
    CHECK(digest.sentences[0].also.size() == 1);
    // It is told once.
    std::size_t derailed = 0;
    for (const auto& s : digest.sentences)
        derailed += story.string(s.told).find("derailed in the centre") != std::string_view::npos;
    CHECK(derailed == 1);
}

TEST_CASE("a copy is no voice of its own") {
    auto articles = test::tram_story();
    articles.push_back(articles[0]);
    articles.back().source = "Reprint";
    articles.back().is_copy = true;
    const StoryMatter story = story_matter(articles);
    CHECK(story.sources == 3);
    for (const auto& s : digest(story).sentences) CHECK(s.sources <= 3);
}

TEST_CASE("two articles of one source are one voice") {
    auto articles = test::tram_story();
    for (auto& a : articles) a.source = "Gazette";
    const StoryMatter story = story_matter(articles);
    CHECK(story.sources == 1);
    CHECK(!digest(story).enough);
}

TEST_CASE("a story of two articles has no digest") {
    auto articles = test::tram_story();
    articles.resize(2);
    CHECK(!digest(story_matter(articles)).enough);
    CHECK(!digest(story_matter({})).enough);
}

TEST_CASE("work grows with the story, not with its square") {
    std::vector<std::string> texts;
    for (int a = 0; a < 40; ++a) {
        std::string text;
        for (int i = 0; i < 200; ++i)
            text += "The tram of line " + std::to_string(i) + " derailed at stop " + std::to_string(a * 200 + i) +
                    " near the harbour bridge of Brookford. ";
        texts.push_back(std::move(text));
    }
    std::vector<std::string> names;
    for (int a = 0; a < 40; ++a) names.push_back("Paper " + std::to_string(a));
    std::vector<StoryArticle> articles;
    for (int a = 0; a < 40; ++a)
        articles.push_back(
            {.source = names[static_cast<std::size_t>(a)], .words = {"", texts[static_cast<std::size_t>(a)], "en"}});
    const StoryMatter story = story_matter(articles);
    CHECK(story.steps < 40 * most_story_sentences * 64 * 20);
    CHECK(digest(story).enough);
}

TEST_CASE("a digest tells a statement by the sentence of it that stands alone, and no pieces of speech") {
    const auto article = [](std::string_view source, std::string_view text) {
        return StoryArticle{.source = source, .words = {"Bridge", text, "en"}, .published = at("2025-07-16T08:00:00Z")};
    };
    const std::vector<StoryArticle> articles = {
        article("A",
                "Mayor Jane Doe also closed the harbour bridge of Brookford to all cars and trams. “The harbour "
                "bridge of Brookford is closed to all cars and trams,” said Tom Roe of the port."),
        article("B", "Mayor Jane Doe closed the harbour bridge of Brookford to all cars and trams on Monday."),
        article("C", "Mayor Jane Doe also closed the harbour bridge of Brookford to all cars and trams at noon.")};
    const StoryMatter story = story_matter(articles);
    const Digest told = digest(story, 3);
    REQUIRE(!told.sentences.empty());
    CHECK(told.sentences[0].told.article == 1);
    CHECK(told.sentences[0].sources >= 2);
    for (const auto& each : told.sentences)
        CHECK(story.string(each.told).find("said Tom Roe") == std::string_view::npos);
}
