// The model that weighs blocks, and the file its weights come from.
#include "extract/judge.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/time.hpp"
#include "extract/page.hpp"

using namespace octavo;
using namespace octavo::extract;

namespace {

Extractor::Weighed find(const std::vector<Extractor::Weighed>& blocks, std::string_view beginning) {
    for (const auto& block : blocks)
        if (block.text.starts_with(beginning)) return block;
    FAIL("no block begins with " << beginning);
    return {};
}

constexpr std::string_view page =
    "<body><div class=page><header class=site-header><p>Harbour Herald, the paper of the quay</p></header>"
    "<article><h1>Tram opens</h1>"
    "<p>The first tram left the harbour at dawn, watched by several hundred people who had brought tea and flags.</p>"
    "<p>“No,” she said.</p>"
    "<p>It cost a third more than was promised, because of a bridge that nobody had planned, the council said.</p>"
    "<p>Sign up for our <a href=/mail>newsletter</a> and follow us on Facebook.</p></article>"
    "<section class=comments><p>I was there, and the band played the same tune four times in a row, "
    "badly.</p></section>"
    "</div></body>";

std::vector<Extractor::Weighed> weigh(Extractor& extractor) {
    return extractor.weigh({.bytes = page,
                            .url = "https://news.test/a",
                            .content_type = "text/html; charset=utf-8",
                            .robots = "",
                            .now = at("2025-08-01T00:00:00Z")});
}

}  // namespace

TEST_CASE("the weights in the binary name every feature with its bins") {
    CHECK(Model::own().faults == 0);
    CHECK(Model::read("1 no_such_feature 1 2 3\n").faults == 1);
    CHECK(Model::read("1 scrap 1 2 3\n").faults == 1);  // it has two bins
    CHECK(Model::read("# a comment\n\n2 scrap 0.5 -0.5\n").faults == 0);
}

TEST_CASE("a block is weighed by itself and by its company") {
    Extractor extractor;
    const auto blocks = weigh(extractor);
    CHECK(find(blocks, "The first tram").score > 0);
    CHECK(find(blocks, "“No,”").score > 0);  // four letters, between two paragraphs
    CHECK(find(blocks, "Harbour Herald").score < 0);
    CHECK(find(blocks, "Sign up").score < find(blocks, "It cost").score);
    for (const auto& block : blocks) CHECK(block.evidence.size() == features().size());
}

TEST_CASE("every row's bins are within the feature's") {
    Extractor extractor;
    for (const auto& block : weigh(extractor))
        for (std::size_t i = 0; i < features().size(); ++i) CHECK(block.evidence[i] < features()[i].bins);
}

TEST_CASE("other weights are used when they are given, and the binary's again after") {
    Extractor extractor;
    const float own = find(weigh(extractor), "The first tram").score;
    extractor.use_weights("2 bias 7.5\n");
    CHECK(find(weigh(extractor), "The first tram").score == 7.5F);
    extractor.use_weights("");
    CHECK(find(weigh(extractor), "The first tram").score == own);
}
