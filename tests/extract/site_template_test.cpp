#include "extract/site_template.hpp"

#include <doctest/doctest.h>

#include "extract/page.hpp"

using namespace octavo;
using namespace octavo::extract;

namespace {

Block paragraph(std::string text) {
    Block block;
    block.text = std::move(text);
    return block;
}

const std::string box = "The Coast Courier is read in 9 towns every morning, and has been for long.";

// Article number n: six paragraphs of its own, and what the site puts under each.
std::vector<Block> article(int n, const std::string& repeated = box) {
    std::vector<Block> blocks;
    for (char part = 'a'; part < 'g'; ++part)
        blocks.push_back(
            paragraph(fmt::format("The tram {0}{1} of line {2} was late by a word called {0}{2}, said the man.", part,
                                  std::string(static_cast<std::size_t>(n % 40 + 1), 'x'),
                                  std::string(static_cast<std::size_t>(n / 40 + 1), 'y'))));
    blocks.push_back(paragraph(repeated));
    return blocks;
}

SiteTemplate taught(int pages) {
    SiteTemplate site;
    for (int n = 0; n < pages; ++n) site.learn(blocks_seen(article(n)));
    return site;
}

}  // namespace

TEST_CASE("what three pages of a site have in common is left out of the fourth, whatever numbers it carries") {
    auto blocks = article(7, "The Coast Courier is read in 12 towns every morning, and has been for long.");
    CHECK(leave_out_repeated(blocks, taught(2)) == 0);
    CHECK(leave_out_repeated(blocks, taught(3)) == 1);
    REQUIRE(blocks.size() == 6);
    CHECK(blocks.back().text.find("Courier") == std::string::npos);
}

TEST_CASE("background that reporters repeat now and then stays") {
    const std::string background = "The strike began on Monday, when the drivers of all lines stayed at home.";
    SiteTemplate site;
    for (int n = 0; n < 40; ++n) site.learn(blocks_seen(article(n, n % 8 == 0 ? background : box)));
    auto blocks = article(41, background);
    CHECK(leave_out_repeated(blocks, site) == 0);
    blocks = article(41);
    CHECK(leave_out_repeated(blocks, site) == 1);
}

TEST_CASE("an article that came three times is not boilerplate, and is learnt once") {
    SiteTemplate site = taught(3);
    const std::size_t before = site.pages();
    for (int again = 0; again < 5; ++again) site.learn(blocks_seen(article(1)));
    CHECK(site.pages() == before);
    // Even a template that says everything is repeated empties no article.
    SiteTemplate hostile;
    for (int n = 0; n < 6; ++n) {
        auto seen = blocks_seen(article(1));
        for (const std::uint64_t block : blocks_seen(article(100 + 2 * n))) seen.push_back(block);
        hostile.learn(seen);
    }
    auto blocks = article(1);
    CHECK(hostile.repeats(blocks_seen(blocks).front()));
    CHECK(leave_out_repeated(blocks, hostile) == 0);
    CHECK(blocks.size() == 7);
}

TEST_CASE("a box that is gone is forgotten, and the new one learnt") {
    SiteTemplate site = taught(30);
    const std::string fresh = "Our reporters need you: become a member of the tram society today.";
    for (int n = 40; n < 400; ++n) site.learn(blocks_seen(article(n, fresh)));
    CHECK_FALSE(site.repeats(blocks_seen({paragraph(box)}).front()));
    CHECK(site.repeats(blocks_seen({paragraph(fresh)}).front()));
}

TEST_CASE("a template is bounded, survives its bytes, and knows nothing of foreign ones") {
    const SiteTemplate site = taught(500);
    const std::string bytes = site.bytes();
    CHECK(bytes.size() < 6000);
    CHECK(SiteTemplate::read(bytes).bytes() == bytes);
    CHECK(SiteTemplate::read(bytes).repeats(blocks_seen({paragraph(box)}).front()));
    for (std::size_t cut = 0; cut < bytes.size(); cut += 97)
        CHECK(SiteTemplate::read(std::string_view(bytes).substr(0, cut)).pages() == 0);
    std::string other = bytes;
    other[0] = 99;
    CHECK(SiteTemplate::read(other).pages() == 0);
}

TEST_CASE("the extractor leaves out what the site repeats and says so") {
    const auto page = [](int n) {
        std::string html = "<title>Tram</title><article>";
        for (const Block& b : article(n)) html += "<p>" + b.text + "</p>";
        return html + "</article>";
    };
    Extractor extractor;
    SiteTemplate site;
    for (int n = 0; n < 3; ++n) {
        const std::string html = page(n);
        extractor.extract({.bytes = html, .url = "https://a.example/b", .content_type = {}, .robots = {}});
        site.learn(extractor.blocks_seen());
    }
    const std::string html = page(9);
    const Extraction e = extractor.extract(
        {.bytes = html, .url = "https://a.example/c", .content_type = {}, .robots = {}, .site = &site});
    CHECK(e.blocks.size() == 6);
    CHECK(e.why.find("repeats") != std::string::npos);
    CHECK(extractor.blocks_seen().size() == 7);
}
