// The quality of bodies, as a number, on pages of our own: each file of tests/data/hard_pages imitates a case that
// fools extractors. The pages carry their own gold: an element with the attribute `keep` is the article's, all other
// text is not. <html data-status=...> says what the page is where it is no article.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "base/utf8.hpp"
#include "extract/flow.hpp"
#include "extract/page.hpp"
#include "markup/html.hpp"

using namespace octavo;
using namespace octavo::extract;

namespace {

std::string read(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
}

struct Gold {
    std::string text;
    std::string status = "article";
};

Gold gold_of(const std::string& html) {
    markup::Parser parser;
    const auto document = parser.parse(html);
    REQUIRE(document.has_value());
    Gold gold;
    const auto status = document->root().attribute("data-status");
    if (!status.empty()) gold.status = status;
    const markup::Node body = document->body();
    for (markup::Node n = body; n;) {
        const bool keep = n.is_element() && n.has_attribute("keep");
        if (keep) gold.text += flow_text(n) + "\n";
        n = n.following(body, keep);
    }
    return gold;
}

// Runs of three signs, spaces left out: words in scripts with and without spaces alike.
std::map<std::u32string, int> runs(std::string_view text) {
    std::u32string signs;
    for (std::size_t i = 0; i < text.size();) {
        const char32_t c = utf8::next(text, i);
        if (c > ' ' && c != 0xAD && c != '|') signs += c;
    }
    std::map<std::u32string, int> out;
    for (std::size_t i = 0; i + 3 <= signs.size(); ++i) ++out[signs.substr(i, 3)];
    return out;
}

double f1(std::string_view got, std::string_view wanted) {
    const auto a = runs(got);
    const auto b = runs(wanted);
    int hits = 0;
    int all = 0;
    for (const auto& [run, n] : a) {
        all += n;
        if (const auto at = b.find(run); at != b.end()) hits += std::min(n, at->second);
    }
    for (const auto& [run, n] : b) all += n;
    return all == 0 ? 1.0 : 2.0 * hits / all;
}

}  // namespace

TEST_CASE("the bodies of our own hard pages are read as a person would copy them") {
    Extractor extractor;
    int pages = 0;
    double sum = 0;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(OCTAVO_TEST_DATA) + "/hard_pages")) {
        const std::string html = read(entry.path());
        const Gold gold = gold_of(html);
        const Extraction got = extractor.extract({.bytes = html,
                                                  .url = "https://courier.example/news/story-17",
                                                  .content_type = "text/html; charset=utf-8",
                                                  .robots = "",
                                                  .now = at("2025-08-01T00:00:00Z")});
        CAPTURE(entry.path().filename().string());
        CAPTURE(plain_text(got));
        CHECK(octavo::name_of(got.status) == gold.status);
        if (gold.status != "article") continue;
        const double figure = f1(plain_text(got), gold.text);
        CHECK(figure >= 0.85);
        sum += figure;
        ++pages;
    }
    REQUIRE(pages >= 55);
    MESSAGE(pages << " pages, mean F1 " << sum / pages);
    CHECK(sum / pages >= 0.98);
}
