#include "extract/site_rules.hpp"

#include <doctest/doctest.h>

#include "extract/page.hpp"

using namespace octavo;
using namespace octavo::extract;

namespace {

SiteRules rules_of(std::string_view text) {
    auto rules = SiteRules::parse(text, "news.test.txt");
    REQUIRE_MESSAGE(rules.has_value(), rules.error().detail);
    return std::move(*rules);
}

std::string refused(std::string_view text) {
    const auto rules = SiteRules::parse(text, "news.test.txt");
    REQUIRE_FALSE(rules.has_value());
    CHECK(rules.error().fault == Fault::usage);
    return rules.error().detail;
}

Extraction read(std::string_view html, const SiteRules* rules) {
    Extractor extractor;
    Page page{.bytes = html, .url = "https://news.test/a", .content_type = "", .robots = "", .now = {}};
    page.rules = rules;
    return extractor.extract(page);
}

// A page whose names lie: the words of the article are called a sidebar, a long advertisement the story.
constexpr std::string_view liar = R"(<title>Ferry</title><div class=top><h2 class=real>The ferry is back</h2>
<span class=who>By Ada Quill</span><span class=day>3 March 2025</span></div>
<div class="sidebar widget" id=x1><p>The ferry crossed the river again on Monday, after two years in the dock, and the
town came to watch.</p><p class=offer>Subscribe to our letter, it is free, and it comes on every Friday.</p>
<p>Its captain said that the new engine, built in the harbour, is quieter than the gulls.</p></div>
<div class="story-body"><p>Our garden chairs, tables and parasols are made of teak, oiled by hand, and come with a
warranty of ten years, which no other shop in the whole valley will give you, whatever it says.</p><p>Order today, and
the second parasol is yours for half of its price, delivered to your door, rain or shine, by our own two vans.</p>
</div><p><a rel=next href="/a?page=2">2</a>)";

}  // namespace

TEST_CASE("a ruled page gives what the rules point at, and nothing else") {
    const SiteRules rules = rules_of(R"(
# The words of the public format.
title: //h2[@class='real']
body: //div[@id='nowhere']
body: //div[@id='x1']
author: //span[@class='who']
date: //span[@class='day']
strip: //p[@class='offer']
prune: no
)");
    const Extraction before = read(liar, nullptr);
    CHECK(plain_text(before).find("teak") != std::string::npos);
    const Extraction e = read(liar, &rules);
    CHECK(e.status == ReadStatus::article);
    CHECK(e.title == "The ferry is back");
    CHECK(e.authors == std::vector<std::string>{"Ada Quill"});
    REQUIRE(e.published);
    CHECK(to_iso(*e.published).starts_with("2025-03-03"));
    REQUIRE(e.blocks.size() == 2);
    CHECK(e.blocks[0].text.starts_with("The ferry crossed"));
    CHECK(e.blocks[1].text.starts_with("Its captain"));
    CHECK(e.why == "title by rule, body by rule //div[@id='x1'], 1 stripped by rule");
}

TEST_CASE("a CSS selector may stand wherever an XPath may") {
    const SiteRules rules = rules_of("body: css:.sidebar\nstrip: css:p.offer\ntitle: css:.top h2\n");
    const Extraction e = read(liar, &rules);
    CHECK(e.title == "The ferry is back");
    CHECK(plain_text(e).find("quieter") != std::string::npos);
    CHECK(plain_text(e).find("Subscribe") == std::string::npos);
    CHECK(plain_text(e).find("teak") == std::string::npos);
}

TEST_CASE("pieces may be stripped by a part of their class, id or picture address") {
    const std::string_view page =
        R"(<div class=text><p>First words, which stay.</p><div class="box-ad-1"><p>Sold, here.</p>
</div><p id=promo9>Sold, there.</p><img src="/pixel.gif"><img src="/harbour.jpg" alt="Harbour"></div>)";
    const SiteRules rules = rules_of(
        "body: //div[@class='text']\nstrip_id_or_class: 'ad-'\nstrip_id_or_class: promo\nstrip_image_src: pixel\n");
    const Extraction e = read(page, &rules);
    CHECK(plain_text(e) == "First words, which stay.");
    REQUIRE(e.pictures.size() == 1);
    CHECK(e.pictures[0].url == "https://news.test/harbour.jpg");
}

TEST_CASE("several matches of a body rule are one body, none of them twice") {
    const SiteRules rules = rules_of("body: //div[contains(@class,'part')] | //p[@class='in']\n");
    const Extraction e = read(
        "<div class=part><p class=in>One, and more.</p></div><p>Between them.</p><div class=part>Two.</div>", &rules);
    CHECK(plain_text(e) == "One, and more.\n\nTwo.");
}

TEST_CASE("markup is replaced before it is read, also where the text to replace has colons and brackets") {
    const SiteRules rules =
        rules_of("replace_string(<x:p(1)>): <p>\nfind_string: <!--more-->\nreplace_string: <p>\nbody: //body\n");
    const Extraction e = read("<body><x:p(1)>One line.<!--more-->Another line.", &rules);
    REQUIRE(e.blocks.size() == 2);
    CHECK(e.blocks[1].text == "Another line.");
}

TEST_CASE("when no body rule matches, the page is read as any other, unless the rules forbid it") {
    const SiteRules kind = rules_of("body: //div[@id='gone']\n");
    const Extraction e = read(liar, &kind);
    CHECK(e.status == ReadStatus::article);
    CHECK(e.why.starts_with("no body rule matches"));
    const SiteRules strict = rules_of("body: //div[@id='gone']\nautodetect_on_failure: no\n");
    CHECK(read(liar, &strict).status == ReadStatus::not_article);
}

TEST_CASE("a line that cannot be read is named with its file and number") {
    CHECK(refused("title: //h1\nbody //div\n").starts_with("news.test.txt:2: \"body //div\" is no directive"));
    CHECK(refused("\n\nbody: //div[\n").starts_with("news.test.txt:3: body: \"//div[\" is no XPath"));
    CHECK(refused("strip: css:p >\n").find("no CSS selector") != std::string::npos);
    CHECK(refused("prune: perhaps\n").find("say yes or no") != std::string::npos);
    CHECK(refused("replace_string(a: b\n").find("a bracket is open") != std::string::npos);
    CHECK(refused(std::string(70'000, '#')).find("at most 65536") != std::string::npos);
}

TEST_CASE("directives that mean nothing here are noted, not refused") {
    const SiteRules rules = rules_of("tidy: no\ntest_url: https://news.test/1\nmagic: yes\n");
    REQUIRE(rules.notes().size() == 3);
    CHECK(rules.notes()[0] == "news.test.txt:1: tidy is passed over");
    CHECK(rules.notes()[2] == "news.test.txt:3: magic is not known");
}

TEST_CASE("replacements cannot make a page swell without end") {
    std::string text;
    for (int i = 0; i < 40; ++i) text += "replace_string(a): aa\n";
    const SiteRules rules = rules_of(text);
    CHECK(rules.replaced("a").size() <= (32u << 20));
}
