#include "pipeline/entries.hpp"

#include <doctest/doctest.h>

#include "pipeline/played.hpp"

using namespace octavo;

namespace {

feed::Entry entry(std::string link, std::string title, std::string date = {}, std::string id = {}) {
    feed::Entry out;
    out.link = std::move(link);
    out.title = std::move(title);
    out.id = std::move(id);
    if (!date.empty()) out.published = at(date);
    return out;
}

std::vector<pipeline::Entry> entries(std::vector<feed::Entry> list) {
    feed::ParsedFeed parsed;
    parsed.language = "en";
    parsed.entries = std::move(list);
    return pipeline::entries_of(std::move(parsed), source_id("paper.example"));
}

}  // namespace

TEST_CASE("entries go newest first; those without a date last, in the publisher's order") {
    const auto out = entries(
        {entry("https://p.example/1", "undated one"), entry("https://p.example/2", "old", "2025-07-01T00:00:00Z"),
         entry("https://p.example/3", "new", "2025-07-02T00:00:00Z"), entry("https://p.example/4", "undated two")});
    REQUIRE(out.size() == 4);
    CHECK(out[0].hints.title == "new");
    CHECK(out[1].hints.title == "old");
    CHECK(out[2].hints.title == "undated one");
    CHECK(out[3].hints.title == "undated two");
    CHECK(out[0].hints.language == "en");
}

TEST_CASE("what an entry plays goes behind its content, with how long, and is no part of its name") {
    auto plain = entry("", "Episode seven", {}, "seven");
    plain.content = "<p>Words &amp; more.</p>";
    auto podcast = plain;
    podcast.seconds = 1834;
    podcast.enclosures = {{"https://cdn.example/7.jpg", "image/jpeg"},
                          {"https://cdn.example/7.mp3?a=1&copy=2", "audio/mpeg"},
                          {"https://cdn.example/7.ogg", "audio/ogg"},
                          {"https://cdn.example/7.mp4", "video/mp4", -1, 60},
                          {"javascript:alert(1)", "audio/mpeg"}};
    const auto silent = entries({plain}), sounding = entries({podcast});
    REQUIRE(sounding.size() == 1);
    const std::string& content = sounding[0].hints.content;
    CHECK(content.starts_with(plain.content));
    CHECK(pipeline::words_of_content(content) == plain.content);
    CHECK(pipeline::played_in(content) == std::vector<std::string>{"https://cdn.example/7.mp3?a=1&copy=2#t=0,1834",
                                                                   "https://cdn.example/7.mp4#t=0,60"});
    CHECK(sounding[0].id == silent[0].id);
    CHECK(sounding[0].words == silent[0].words);
    auto a = sounding[0], b = silent[0];
    pipeline::forget_guid(a);
    pipeline::forget_guid(b);
    CHECK(a.id == b.id);
    for (const std::string_view cut : {"", "x", "\n<audio data-enclosure src=\"", "\n<audio data-enclosure src=\"x"})
        CHECK(pipeline::played_in(cut).empty());
}

TEST_CASE("two entries of one page are one") {
    const auto out =
        entries({entry("https://p.example/1#a", "first"), entry("https://p.example/1?utm_source=x", "again")});
    REQUIRE(out.size() == 1);
    CHECK(out[0].address == "https://p.example/1");
    CHECK(out[0].id == article_id("https://p.example/1"));
}

TEST_CASE("entries that all name the front page are told apart by their GUIDs") {
    const auto out = entries({entry("https://p.example/", "a", {}, "1"), entry("https://p.example/", "b", {}, "2"),
                              entry("javascript:x()", "c", {}, "3")});
    REQUIRE(out.size() == 3);
    for (const auto& e : out) CHECK(e.address.empty());
    CHECK(out[0].id == article_id(source_id("paper.example"), "1"));
}

TEST_CASE("what a poll takes is capped by count and by bytes, but never to nothing") {
    std::vector<feed::Entry> many;
    for (int i = 0; i < 250; ++i) many.push_back(entry(fmt::format("https://p.example/{}", i), "t"));
    auto out = entries(many);
    CHECK(pipeline::cut_to(out, {.entries = 100}));
    CHECK(out.size() == 100);
    CHECK(!pipeline::cut_to(out, {.entries = 100}));

    auto big = entries({entry("https://p.example/a", "a"), entry("https://p.example/b", "b")});
    big[0].hints.content = std::string(2000, 'x');
    CHECK(pipeline::cut_to(big, {.entries = 100, .bytes = 100}));
    CHECK(big.size() == 1);
}

TEST_CASE("a proxy's link gives way to the one it stands for") {
    auto proxied = entry("https://proxy.example/~r/paper/1", "one");
    proxied.original = "https://p.example/1?utm_source=feed";
    const auto out = entries({proxied, entry("https://www.google.com/url?sa=t&url=https://p.example/2", "two")});
    REQUIRE(out.size() == 2);
    CHECK(out[0].address == "https://p.example/1");
    CHECK(out[1].address == "https://p.example/2");
}
