#include "markup/skim.hpp"

#include <doctest/doctest.h>

#include <random>

#include "markup/html.hpp"

using namespace octavo;
using namespace octavo::markup;

namespace {

// The tree in words; of what skimming may leave out, only that it is there.
std::string tree(std::string_view html, Detail detail) {
    Parser parser;
    const auto document = parser.parse(html, {}, detail);
    REQUIRE(document);
    std::string out;
    std::size_t depth = 0;
    for (Node n = document->root(), root = n; n;) {
        out += fmt::format("{} {}{}\n", depth, n.tag(), n.text());
        const auto tag = n.tag_id();
        const bool closed = tag == LXB_TAG_SCRIPT || tag == LXB_TAG_STYLE || n.tag() == "svg";
        if (!closed && n.first_child()) {
            n = n.first_child();
            ++depth;
            continue;
        }
        while (n && n != root && !n.next()) {
            n = n.parent();
            --depth;
        }
        n = n == root ? Node() : n.next();
    }
    return out;
}

std::size_t nodes(std::string_view html) {
    Parser parser;
    return parser.parse(html, {}, Detail::shown)->nodes();
}

std::string script_text(std::string_view html) {
    Parser parser;
    const auto document = parser.parse(html, {}, Detail::shown);
    for (Node n = document->root(), root = n; n; n = n.following(root))
        if (n.tag_id() == LXB_TAG_SCRIPT) return n.own_text();
    return "no script";
}

}  // namespace

TEST_CASE("programs, style sheets and strokes leave no text and no elements behind") {
    CHECK(script_text("<script>let a = '<p>';</script>x").empty());
    CHECK(nodes("<style>p { color: red }</style><p>x") == nodes("<style></style><p>x"));
    CHECK(nodes("<svg viewBox='0 0 1 1'><g><path d='M0 0'/></g><title>An icon</title></svg><p>x") ==
          nodes("<svg></svg><p>x"));
}

TEST_CASE("data in scripts are kept, whatever their type is called") {
    CHECK(script_text("<script type='application/ld+json'>{\"a\":1}</script>") == "{\"a\":1}");
    CHECK(script_text("<script id=__NEXT_DATA__ TYPE=application/JSON>{}</script>") == "{}");
    CHECK(script_text("<script type=text/template><p></script>").empty());
}

TEST_CASE("a drawing that holds more than strokes is read like any other markup") {
    const std::string_view html = "<svg><path d='M0'><p>broken out</svg>";
    CHECK(tree(html, Detail::shown) == tree(html, Detail::all));
    CHECK(tree(html, Detail::shown).find("broken out") != std::string::npos);
}

TEST_CASE("what is skimmed never changes what stands around it") {
    static constexpr std::string_view pieces[] = {"<p>text",
                                                  "<script>",
                                                  "<script type=x/json>",
                                                  "</script>",
                                                  "</SCRIPT >",
                                                  "</script",
                                                  "<!--",
                                                  "-->",
                                                  "<b>",
                                                  "</b>",
                                                  "<style>",
                                                  "</style>",
                                                  "</styl",
                                                  "<svg>",
                                                  "<svg/>",
                                                  "</svg>",
                                                  "<",
                                                  "</",
                                                  "<path d=>",
                                                  "</path>",
                                                  "<g>",
                                                  "<title>",
                                                  "</title>",
                                                  "<math>",
                                                  "a\n",
                                                  std::string_view("\0", 1),
                                                  "'\"",
                                                  "<div a='",
                                                  "<![CDATA[",
                                                  "]]>",
                                                  "<textarea>",
                                                  "</textarea>",
                                                  "<foreignObject>",
                                                  "<table>",
                                                  "<td>"};
    std::mt19937 random(3);
    for (int round = 0; round < 3000; ++round) {
        // Sometimes so that it lies across the end of a chunk.
        std::string html = round % 3 ? "" : std::string(16384 - random() % 60, ' ');
        for (std::size_t i = 2 + random() % 14; i > 0; --i) html += pieces[random() % std::size(pieces)];
        CAPTURE(html);
        CHECK(tree(html, Detail::shown) == tree(html, Detail::all));
    }
}
