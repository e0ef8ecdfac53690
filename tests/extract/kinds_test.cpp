#include "extract/kinds.hpp"

#include <doctest/doctest.h>

#include "extract/page.hpp"

using namespace octavo;
using extract::choose_kind;
using extract::LinkedData;

namespace {

Kind of_section(std::string_view section, std::string_view url = "https://paper.example/2025/tram-opens") {
    const LinkedData nothing;
    return choose_kind({nothing, "", section, url});
}
Kind of_address(std::string_view url) { return of_section("", url); }

Kind of_data(std::string_view json) {
    extract::Extractor extractor;
    const std::string page = fmt::format(
        "<!doctype html><html><head><title>The lock</title><script type='application/ld+json'>{}</script></head>"
        "<body><article><h1>The lock</h1><p>The harbour master opened the new lock on Monday, and the first barge went "
        "through at noon while a band played on the quay.</p><p>It had been closed for nine years, since the flood "
        "that "
        "took its gates, and nobody had hoped to see it open again.</p></article></body></html>",
        json);
    return extractor
        .extract(
            {.bytes = page, .url = "https://paper.example/lock", .content_type = "text/html", .robots = "", .now = {}})
        .kind;
}

}  // namespace

TEST_CASE("a declared type says what a piece is") {
    CHECK(of_data(R"({"@type":"NewsArticle","headline":"The lock"})") == Kind::news);
    CHECK(of_data(R"({"@type":"SatiricalArticle","headline":"The lock"})") == Kind::satire);
    CHECK(of_data(R"({"@type":["Article","SatiricalArticle"],"headline":"The lock"})") == Kind::satire);
    CHECK(of_data(R"({"@type":"VideoNewsArticle","headline":"The lock"})") == Kind::video);
}

TEST_CASE("a recording is the piece when it stands alone or is the main entity, and not when it stands beside one") {
    CHECK(of_data(R"({"@type":"VideoObject","name":"The lock"})") == Kind::video);
    CHECK(of_data(R"({"@type":"PodcastEpisode","name":"The lock"})") == Kind::audio);
    CHECK(of_data(R"({"@type":"AudioObject","name":"The lock"})") == Kind::news);  // read aloud
    CHECK(of_data(R"({"@type":"WebPage","mainEntity":{"@type":"AudioObject","name":"The lock"}})") == Kind::audio);
    CHECK(of_data(R"({"@type":"WebPage","mainEntity":{"@type":"VideoObject","name":"The lock"}})") == Kind::video);
    CHECK(of_data(R"({"@graph":[{"@type":"NewsArticle","headline":"The lock","mainEntity":{"@id":"#e"}},
        {"@id":"#e","@type":"PodcastEpisode","name":"The lock"}]})") == Kind::audio);
    // Read aloud, or with a film of it.
    CHECK(of_data(R"([{"@type":"NewsArticle","headline":"The lock"},{"@type":"AudioObject","name":"The lock"}])") ==
          Kind::news);
    CHECK(of_data(R"({"@type":"NewsArticle","headline":"The lock","video":{"@type":"VideoObject","name":"x"}})") ==
          Kind::news);
}

TEST_CASE("a section's whole name says it, in the languages of the world") {
    CHECK(of_section("Satire") == Kind::satire);
    CHECK(of_section("Podcasts") == Kind::audio);
    CHECK(of_section("Подкасты") == Kind::audio);
    CHECK(of_section("Vidéo") == Kind::video);
    CHECK(of_section("ÉDITORIAL") == Kind::opinion);
    CHECK(of_section("Γνώμες") == Kind::opinion);
    CHECK(of_section("动画") == Kind::news);
    CHECK(of_section("動画") == Kind::video);
    CHECK(of_section("Meinung") == Kind::opinion);
    CHECK(of_section("社説") == Kind::opinion);
    CHECK(of_section("Analyse") == Kind::analysis);
    CHECK(of_section("Communiqué de presse") == Kind::press_release);
    CHECK(of_section("Anzeige") == Kind::sponsored);
    for (const auto* plain : {"Video games", "Audio", "Radio", "Politics", "Public opinion", "Satire and society", ""})
        CHECK(of_section(plain) == Kind::news);
}

TEST_CASE("so does a whole part of the address, but not the piece's own name, nor the query") {
    CHECK(of_address("https://paper.example/satire/tram-flies") == Kind::satire);
    CHECK(of_address("https://paper.example/news/videos/c7x1") == Kind::video);
    CHECK(of_address("https://paper.example/podcasts/harbour/12") == Kind::audio);
    CHECK(of_address("https://paper.example/opinion/satire/1") == Kind::satire);
    CHECK(of_address("https://paper.example/news/video") == Kind::news);
    CHECK(of_address("https://paper.example/tech/audio/loudspeakers") == Kind::news);
    CHECK(of_address("https://paper.example/news/1?from=/video/") == Kind::news);
    CHECK(of_address("https://video/news/1") == Kind::news);
}
