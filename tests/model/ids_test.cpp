#include <doctest/doctest.h>

#include "model/ids.hpp"

using namespace octavo;

TEST_CASE("an article's id is written for ever: these letters may never change") {
    CHECK(article_id("https://example.org/a").text() == article_id(std::string("https://example.org/a")).text());
    CHECK(article_id("https://example.org/a").text() == "c4bluw2ugqleq");
    CHECK(source_id("example.org").text() == "gxgudmzcfyjsn");
}

TEST_CASE("ids of different kinds and things never meet") {
    CHECK(article_id("x").value != source_id("x").value);
    CHECK(article_id("x").value != article_id("y").value);
    CHECK(article_id(SourceId{1}, "guid") != article_id(SourceId{2}, "guid"));
    CHECK(article_id_of_text("a", "bc") != article_id_of_text("ab", "c"));
}

TEST_CASE("letters come back as the id, and anything else does not") {
    const ArticleId id = article_id("https://example.org/a");
    CHECK(ArticleId::parse(id.text()) == id);
    CHECK(ArticleId::from_db(id.to_db()) == id);
    CHECK_FALSE(ArticleId::parse("aaaaaaaaaaaaa"));  // zero is no id
    CHECK_FALSE(ArticleId::parse("../etc/passwd"));
}
