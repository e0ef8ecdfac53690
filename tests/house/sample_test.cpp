// The sample edition (data/sample): what a reader sees before the first real article. Its form is what the pipeline
// reads; its breadth is what every page needs to be seen at work.
#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "model/article.hpp"
#include "model/edition.hpp"

using octavo::Json;

namespace {

std::vector<Json> lines(const std::string& name) {
    std::ifstream in(OCTAVO_SOURCE_DIR "/data/sample/" + name);
    std::vector<Json> all;
    for (std::string line; std::getline(in, line);) {
        auto json = Json::parse(line);
        REQUIRE_MESSAGE(json.has_value(), line);
        all.push_back(std::move(*json));
    }
    return all;
}

// Words where words are parted by spaces; two characters a word where they are not.
std::size_t words(const Json& article) {
    const std::string_view text = article["text"].string();
    if (article["lang"].string() == "ja") return octavo::utf8::length(text) / 2;
    std::size_t count = 0;
    bool inside = false;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\n';
        if (!space && !inside) ++count;
        inside = !space;
    }
    return count;
}

}  // namespace

TEST_CASE("the sample has twelve publishers, all of names that nobody can own") {
    std::set<std::string> domains;
    for (const Json& source : lines("sources.jsonl")) {
        const std::string domain(source["domain"].string());
        CAPTURE(domain);
        CHECK(domain.ends_with(".example"));  // RFC 2606
        CHECK(source["home"].string() == "https://" + domain + "/");
        CHECK_FALSE(source["name"].string().empty());
        CHECK_FALSE(source["kind"].string().empty());
        domains.insert(domain);
    }
    CHECK(domains.size() == 12);
    std::set<std::string> writing;
    for (const Json& article : lines("articles.jsonl")) writing.insert(std::string(article["source"].string()));
    CHECK(writing == domains);
}

TEST_CASE("every article of the sample is whole: title, author, section, picture with words for it, 60-180 words") {
    std::set<std::string> titles, pictures;
    for (const Json& article : lines("articles.jsonl")) {
        const std::string title(article["title"].string());
        CAPTURE(title);
        CHECK(titles.insert(title).second);
        CHECK(pictures.insert(std::string(article["image"].string())).second);
        CHECK(article["image"].string().starts_with("drawing:"));
        CHECK_FALSE(article["image_alt"].string().empty());
        CHECK_FALSE(article["authors"].items().empty());
        CHECK_FALSE(article["section"].string().empty());
        CHECK(article["tags"].items().size() >= 2);
        CHECK(octavo::kind_of(article["kind"].string()).has_value());
        CHECK(article["hours_ago"].number() > 0);
        CHECK(article["hours_ago"].number() < 72);
        CHECK(octavo::utf8::valid(article["text"].string()));
        CHECK(words(article) >= 60);
        CHECK(words(article) <= 220);
    }
    CHECK(titles.size() >= 100);
}

TEST_CASE("the sample has at least eight articles in each of its seven languages, and all have an edition") {
    std::map<std::string, int> count;
    for (const Json& article : lines("articles.jsonl")) ++count[std::string(article["lang"].string())];
    CHECK(count.size() == 7);
    for (const auto& [language, articles] : count) {
        CAPTURE(language);
        CHECK(articles >= 8);
        CHECK(
            std::ranges::any_of(octavo::editions(), [&](const auto& edition) { return edition.language == language; }));
    }
}

TEST_CASE("at least eight stories of the sample are told by several publishers, in more than one language") {
    std::map<std::string, std::set<std::string>> publishers, languages;
    std::map<std::string, int> count;
    for (const Json& article : lines("articles.jsonl")) {
        const std::string story(article["story"].string());
        if (story.empty()) continue;
        ++count[story];
        publishers[story].insert(std::string(article["source"].string()));
        languages[story].insert(std::string(article["lang"].string()));
    }
    CHECK(count.size() >= 8);
    for (const auto& [story, articles] : count) {
        CAPTURE(story);
        CHECK(articles >= 3);
        CHECK(articles <= 6);
        CHECK(publishers[story].size() >= 2);
        CHECK(languages[story].size() >= 2);
    }
}

TEST_CASE("the sample shows the marks of a card: opinion, analysis, live, press release, sponsored, satire") {
    std::set<std::string> kinds;
    bool list = false, quote = false, heading = false;
    for (const Json& article : lines("articles.jsonl")) {
        kinds.insert(std::string(article["kind"].string()));
        const std::string text = "\n" + std::string(article["text"].string());
        list |= text.contains("\n- ");
        quote |= text.contains("\n> ");
        heading |= text.contains("\n## ");
    }
    for (const char* kind : {"news", "opinion", "analysis", "live", "press-release", "sponsored", "satire"})
        CHECK_MESSAGE(kinds.contains(kind), kind);
    CHECK(list);
    CHECK(quote);
    CHECK(heading);
}
