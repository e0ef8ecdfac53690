#include "markup/query.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using namespace octavo::markup;

namespace {

constexpr std::string_view page = R"(<!doctype html><meta name=author content="Ada Quill"><title>Bridge</title>
<body><div class="story lead"><h1>The <em>bridge</em> opens</h1><p>One.<!-- a --> Still one.<p data-x=2>Two.</div>
<div class=story><p>Three.</div><svg viewBox="0 0 1 1"><path d=M0/></svg>)";

std::vector<Match> find(QueryTree& tree, Result<Query> query) {
    REQUIRE_MESSAGE(query.has_value(), query.error().detail);
    auto found = tree.find(*query);
    REQUIRE_MESSAGE(found.has_value(), found.error().detail);
    return std::move(*found);
}

// That piece of a page, so many times.
std::string many(int times, std::string_view piece) {
    std::string out;
    for (int i = 0; i < times; ++i) out += piece;
    return out;
}

}  // namespace

TEST_CASE("an XPath finds the elements of the parsed page, in document order, each once") {
    Parser parser;
    const auto document = parser.parse(page);
    REQUIRE(document.has_value());
    QueryTree tree(*document);
    const auto paragraphs = find(tree, Query::xpath("//p | //div[@class='story']/p"));
    REQUIRE(paragraphs.size() == 3);
    CHECK(paragraphs[0].node.content() == "One. Still one.");
    CHECK(paragraphs[2].node.content().starts_with("Three."));
    CHECK(find(tree, Query::xpath("//div[contains(concat(' ', @class, ' '), ' lead ')]//em")).size() == 1);
    CHECK(find(tree, Query::xpath("//p[contains(., 'Still')]/following-sibling::p[1][@data-x='2']")).size() == 1);
    CHECK(find(tree, Query::xpath("//aside")).empty());
}

TEST_CASE("an XPath may give text: an attribute, a string, a text node, a number") {
    Parser parser;
    const auto document = parser.parse(page);
    REQUIRE(document.has_value());
    QueryTree tree(*document);
    const auto one = [&](std::string_view expression) {
        const auto found = find(tree, Query::xpath(expression));
        REQUIRE(found.size() == 1);
        CHECK_FALSE(found[0].node);
        return found[0].text;
    };
    CHECK(one("//meta[@name='author']/@content") == "Ada Quill");
    CHECK(one("substring-after(//title, 'Bri')") == "dge");
    CHECK(one("//h1/em/text()") == "bridge");
    CHECK(one("count(//p)") == "3");
}

TEST_CASE("a CSS selector finds the same elements") {
    Parser parser;
    const auto document = parser.parse(page);
    REQUIRE(document.has_value());
    QueryTree tree(*document);
    CHECK(find(tree, Query::css("div.story > p")).size() == 3);
    CHECK(find(tree, Query::css("p, .lead p")).size() == 3);  // each once, though two selectors name it
    CHECK(find(tree, Query::css("p[data-x='2']")).size() == 1);
    CHECK(find(tree, Query::css("html")).size() == 1);
}

TEST_CASE("what is no expression is refused with a word") {
    for (const auto* broken : {"", "//p[", "//p[@x='1]", "nope(1)("}) {
        CAPTURE(broken);
        const auto query = Query::xpath(broken);
        REQUIRE_FALSE(query.has_value());
        CHECK(query.error().fault == Fault::usage);
        CHECK_FALSE(query.error().detail.ends_with('\n'));
    }
    for (const auto* broken : {"", "p >", "[x", "p..q"}) {
        CAPTURE(broken);
        CHECK_FALSE(Query::css(broken).has_value());
    }
    CHECK_FALSE(Query::xpath(std::string(5000, '/')).has_value());
}

TEST_CASE("a question that would take too many steps on a page ends with a failure, not with an hour") {
    Parser parser;
    const auto document = parser.parse(many(20'000, "<p><b>x</b></p>"));
    REQUIRE(document.has_value());
    QueryTree tree(*document);
    const auto query = Query::xpath("//p[count(preceding::b) + count(following::b) > 1][count(//p) > 1]");
    REQUIRE(query.has_value());
    const auto found = tree.find(*query);
    REQUIRE_FALSE(found.has_value());
    CHECK(found.error().fault == Fault::too_big);
    CHECK(find(tree, Query::xpath("//p[1]")).size() == 1);  // the tree is as good as before
}

TEST_CASE("hundreds of heavy questions to one page cost what ten do") {
    Parser parser;
    const auto document = parser.parse(many(5'000, "<p><b>x</b></p>"));
    REQUIRE(document.has_value());
    const auto query = Query::xpath("//p[count(preceding::b) > 1][count(//p) > 1]");
    REQUIRE(query.has_value());
    std::size_t asked = 0;
    {
        QueryTree tree(*document);
        for (int i = 0; i < 300; ++i) {
            const auto found = tree.find(*query);
            if (found.has_value() || !found.error().detail.contains("is not asked")) ++asked;
        }
        CHECK_FALSE(tree.find(*Query::xpath("//p[1]")).has_value());
    }
    CHECK(asked >= 2);
    CHECK(asked <= 10);
    QueryTree tree(*document);  // another reading of it begins anew
    CHECK(find(tree, Query::xpath("//p[1]")).size() == 1);
}

TEST_CASE("letters count where a question copies them for each element around them") {
    Parser parser;
    const auto document = parser.parse(many(400, "<section>") + many(4'000, "<p>" + std::string(100, 'a') + "</p>"));
    REQUIRE(document.has_value());
    constexpr std::string_view lower = "translate(., 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')";
    for (const std::string& heavy : {fmt::format("//*[contains({}, 'sponsored')]", lower),
                                     std::string("//p[contains(translate(string(/), 'abc', 'ABC'), 'ZZZZZ')]"),
                                     std::string("//p[normalize-space(/) = normalize-space()]"),
                                     fmt::format("//p[contains(/, '{}b')]", std::string(3000, 'a'))}) {
        CAPTURE(heavy);
        QueryTree tree(*document);
        const auto query = Query::xpath(heavy);
        REQUIRE(query.has_value());
        const auto found = tree.find(*query);
        REQUIRE_FALSE(found.has_value());
        CHECK(found.error().fault == Fault::too_big);
        CHECK_FALSE(tree.find(*Query::xpath("//p[1]")).has_value());  // nor is anything else asked of it
    }
    QueryTree tree(*document);
    CHECK(find(tree, Query::xpath(fmt::format("//p[contains({}, 'aaa')]", lower))).size() == 4'000);
}

TEST_CASE("functions of strings say what XPath has them say") {
    Parser parser;
    const auto document = parser.parse("<body><p id='1-2'>  One  <b>Two</b> </p><p>3</p>");
    REQUIRE(document.has_value());
    QueryTree tree(*document);
    const auto text = [&](std::string_view expression) {
        const auto found = tree.find(*Query::xpath(expression));
        return !found ? "failed: " + found.error().detail : found->empty() ? std::string() : found->front().text;
    };
    CHECK(text("normalize-space(//p)") == "One Two");
    CHECK(text("string(//p[2])") == "3");
    CHECK(text("substring-before(//p/@id, '-')") == "1");
    CHECK(text("substring-after(//p/@id, '-')") == "2");
    CHECK(text("substring('abcdef', //p[2], 2)") == "cd");
    CHECK(text("concat('a', //p[2], 'b')") == "a3b");
    CHECK(text("translate('abc', 'b', 'x')") == "axc");
    CHECK(text("string-length(//p/@id)") == "3");
    CHECK(find(tree, Query::xpath("//p[string-length() = 1]")).size() == 1);
    CHECK(find(tree, Query::xpath("//p[normalize-space() = 'One Two']")).size() == 1);
    CHECK(find(tree, Query::xpath("//p[starts-with(@id, '1') and contains(., 'Two')]")).size() == 1);
    CHECK(text("contains('a')").starts_with("failed: "));
}

TEST_CASE("what no library counts the steps of is not asked of a page that is too wide for it") {
    Parser parser;
    const auto document = parser.parse(many(25'000, "<p>x</p>y"));
    REQUIRE(document.has_value());
    QueryTree tree(*document);
    for (auto& query :
         {Query::xpath("//p/text() | //body/text()"), Query::css("p:nth-last-child(3)"), Query::css("p:has(+ p)")}) {
        REQUIRE(query.has_value());
        const auto found = tree.find(*query);
        REQUIRE_FALSE(found.has_value());
        CHECK(found.error().fault == Fault::too_big);
    }
    CHECK(find(tree, Query::xpath("//body/text()")).size() == 20'000);  // in order, without a walk for each pair
    CHECK(find(tree, Query::css("body > p")).size() == 20'000);
}

TEST_CASE("an XPath that calls what is no function fails with the library's word for it, and prints nothing") {
    Parser parser;
    const auto document = parser.parse(page);
    REQUIRE(document.has_value());
    QueryTree tree(*document);
    const auto query = Query::xpath("nope(//p)");
    REQUIRE(query.has_value());
    const auto found = tree.find(*query);
    REQUIRE_FALSE(found.has_value());
    CHECK(found.error().detail.find("function nope not found") != std::string::npos);
}

TEST_CASE("a page as deep as the caps allow can be asked") {
    std::string deep;
    for (int i = 0; i < 500; ++i) deep += "<div>";
    Parser parser;
    const auto document = parser.parse(deep + "<p>here");
    REQUIRE(document.has_value());
    QueryTree tree(*document);
    CHECK(find(tree, Query::xpath("//p")).size() == 1);
    CHECK(find(tree, Query::css("div p")).size() == 1);
}
