#include "store/archive.hpp"

using namespace octavo;
using store::ArticleWrite;
using test::Archive;
using test::article;
using test::titles;

TEST_CASE("a list can be of what is about a place, and not of what names it in passing") {
    Archive archive;
    auto german = article(2, "canal.example");
    german.parsed.reading.language = "de-AT";
    german.parsed.reading.places = {{"AT", 1.0F}, {"2761369", 0.4F}, {"HU", 0.2F}};
    auto english = article(3, "river.example");
    english.parsed.reading.places = {{"AT", 0.3F}};
    archive.write({article(1), german, english});
    const auto reader = archive.reader();
    CHECK(titles(*reader->list({.place = "AT"})) == std::vector<std::string>{"Report number 3", "Report number 2"});
    CHECK(titles(*reader->list({.limit = 1, .place = "AT"})) == std::vector<std::string>{"Report number 3"});
    CHECK(titles(*reader->list({.language = "de", .place = "AT"})) == std::vector<std::string>{"Report number 2"});
    CHECK(titles(*reader->list({.place = "2761369"})) == std::vector<std::string>{"Report number 2"});
    CHECK(reader->list({.place = "HU"})->empty());
    // A new version may be about another place; what is removed is about none.
    auto again = article(3, "river.example", "quite another text than before");
    again.parsed.reading.places = {{"HU", 0.9F}};
    archive.write({again});
    CHECK(titles(*reader->list({.place = "AT"})) == std::vector<std::string>{"Report number 2"});
    CHECK(titles(*reader->list({.place = "HU"})) == std::vector<std::string>{"Report number 3"});
    CHECK(archive.check().empty());
}

TEST_CASE("hashtags are lists of articles, whatever their spelling; related ones share articles") {
    Archive archive;
    const auto tagged = [](int n, const std::string& domain, std::vector<std::string> tags) {
        auto write = article(n, domain);
        write.parsed.reading.hashtags = std::move(tags);
        return write;
    };
    archive.write({tagged(1, "river.example", {"TidalPower", "PortAlder"}),
                   tagged(2, "canal.example", {"tidal power", "Energy", "Port_Alder"}),
                   tagged(3, "river.example", {"Energy"}), article(4)});
    const auto reader = archive.reader();
    const TagId tidal = tag_id("tidalpower");
    CHECK(reader->tag(tidal).value()->name == "TidalPower");  // as it was first written
    CHECK_FALSE(reader->tag(tag_id("nothing")).value());
    CHECK(titles(*reader->list({.tag = tidal})) == std::vector<std::string>{"Report number 2", "Report number 1"});
    const auto related = *reader->related_tags(tidal, 5);
    REQUIRE(related.size() == 1);  // what they share once says little
    CHECK(related.front().tag.name == "PortAlder");
    CHECK(related.front().articles == 2);
    CHECK(reader->times_of_tag(tidal, Instant{}, {})->size() == 2);
    // An article names those that lead somewhere.
    const auto spread = reader->spread(article(3, "river.example").parsed.id, {});
    REQUIRE(spread->has_value());
    REQUIRE((*spread)->article.tags.size() == 1);
    CHECK((*spread)->article.tags.front().name == "Energy");

    auto again = tagged(1, "river.example", {"Energy"});
    again.parsed.served = digest("another text");
    archive.write({again});
    CHECK(titles(*reader->list({.tag = tidal})) == std::vector<std::string>{"Report number 2"});
    CHECK(archive.check().empty());
    // A name leaves with the last article that has it.
    auto other = tagged(2, "canal.example", {"Energy"});
    other.parsed.served = digest("another text as well");
    archive.write({other});
    CHECK_FALSE(reader->tag(tidal).value());
    CHECK(reader->tag(tag_id("energy")).value());
    CHECK(archive.check().empty());
}

TEST_CASE("rising hashtags are those of several publishers, with what was before") {
    Archive archive;
    std::vector<ArticleWrite> batch;
    for (int n = 1; n <= 6; ++n) {
        auto write = article(n, n % 2 == 0 ? "river.example" : "canal.example");
        write.parsed.reading.hashtags = {"Flood"};
        if (n % 2 == 0) write.parsed.reading.hashtags.push_back("Harbour");
        batch.push_back(write);
    }
    const Instant middle = *batch[2].parsed.extraction.published;
    archive.write(batch);
    const auto reader = archive.reader();
    const auto rising = *reader->rising_tags(Instant{}, middle, "en", {}, 2);
    REQUIRE(rising.size() == 1);  // one publisher's own word is no news
    CHECK(rising.front().tag.name == "Flood");
    CHECK(rising.front().publishers == 2);
    CHECK(rising.front().recent + rising.front().before == 6);
    CHECK(rising.front().before == 2);
    CHECK(reader->rising_tags(Instant{}, middle, "de", {}, 1)->empty());
}
