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

TEST_CASE("who writes is known by name, at each publisher") {
    Archive archive;
    const auto signed_by = [](int n, const std::string& domain, std::vector<std::string> authors) {
        auto write = article(n, domain);
        write.parsed.extraction.authors = std::move(authors);
        return write;
    };
    archive.write({signed_by(1, "river.example", {"Jane Doe", "Émile Zola"}),
                   signed_by(2, "canal.example", {"JANE DOE"}), signed_by(3, "river.example", {"Jane Doe"}),
                   signed_by(4, "river.example", {std::string(500, 'x'), ""})});
    const auto reader = archive.reader();
    const AuthorId jane = author_id("janedoe");
    CHECK(reader->author(jane).value()->name == "Jane Doe");
    CHECK_FALSE(reader->author(author_id("nobody")).value());
    const auto river = source_id("river.example");
    CHECK(titles(*reader->list({.source = river, .author = jane})) ==
          std::vector<std::string>{"Report number 3", "Report number 1"});
    const auto papers = *reader->papers_of_author(jane, 5);
    REQUIRE(papers.size() == 2);
    CHECK(papers[0].domain == "river.example");
    CHECK(papers[0].articles == 2);
    CHECK(papers[1].domain == "canal.example");
    const auto spread = reader->spread(article(1, "river.example").parsed.id, {});
    REQUIRE(spread->has_value());
    REQUIRE((*spread)->article.authors.size() == 2);
    CHECK((*spread)->article.authors[1].name == "Émile Zola");

    auto again = signed_by(1, "river.example", {"Jane Doe"});
    again.parsed.served = digest("another text");
    archive.write({again});
    CHECK_FALSE(reader->author((*spread)->article.authors[1].id).value());
    CHECK(archive.check().empty());
}

TEST_CASE("a day has what was published on it, the widest told first") {
    Archive archive;
    std::vector<ArticleWrite> batch;
    for (int n = 1; n <= 4; ++n) batch.push_back(article(n, n % 2 == 0 ? "river.example" : "canal.example"));
    const StoryId story = story_id(batch[0].parsed.id);
    batch[0].placement.story = batch[1].placement.story = story;
    archive.write(batch);
    const auto reader = archive.reader();
    const Instant first = *batch[0].parsed.extraction.published, last = *batch[3].parsed.extraction.published;
    const store::DaysQuery all{.from = first, .before = last + std::chrono::seconds(1), .language = "en"};
    CHECK(titles(*reader->widest_in(all, 3)) ==
          std::vector<std::string>{"Report number 2", "Report number 1", "Report number 4"});
    CHECK(*reader->any_in(all));
    CHECK(*reader->any_in({.from = first, .before = last}));
    CHECK_FALSE(*reader->any_in({.from = first, .before = last, .language = "de"}));
    CHECK_FALSE(*reader->any_in({.from = last + std::chrono::seconds(1), .before = Instant::max()}));
    CHECK(titles(*reader->widest_in({.from = first, .before = last}, 9)).size() == 3);
}

TEST_CASE("an article's page knows why others are related, and what it said before") {
    Archive archive;
    auto first = article(1, "river.example"), second = article(2, "canal.example"), third = article(3, "canal.example");
    first.parsed.reading.hashtags = {"Ferry", "TidalPower"};
    second.parsed.reading.hashtags = {"Harbour", "tidalpower", "ferry"};
    first.parsed.reading.places = third.parsed.reading.places = {{"AT", 1.0F}};
    archive.write({first, second, third});
    auto again = article(1, "river.example", "another text than it was before");
    again.parsed.reading = first.parsed.reading;
    again.placement.related = {{second.parsed.id, 0.9F}, {third.parsed.id, 0.5F}};
    archive.write({again});
    const auto spread = archive.reader()->spread(first.parsed.id, {}).value();
    REQUIRE(spread.has_value());
    REQUIRE(spread->article.related.size() == 2);
    REQUIRE(spread->article.shared.size() == 2);
    REQUIRE(spread->article.shared[0].tags.size() == 2);
    CHECK(spread->article.shared[0].tags[0].name == "Ferry");  // in the article's own order
    CHECK(spread->article.shared[0].places.empty());
    CHECK(spread->article.shared[1].tags.empty());
    CHECK(spread->article.shared[1].places == std::vector<std::string>{"AT"});

    REQUIRE(spread->article.versions.size() == 2);
    CHECK(spread->article.versions[0].number > spread->article.versions[1].number);
    const auto old = archive.reader()->version(spread->article.versions[1].number).value();
    REQUIRE(old.has_value());
    CHECK(old->article == first.parsed.id);
    CHECK(old->extraction.blocks == first.parsed.extraction.blocks);
    CHECK_FALSE(archive.reader()->version(999).value());
}
