#include <doctest/doctest.h>

#include "model/job.hpp"
#include "model/wire.hpp"

using namespace octavo;

namespace {

Extraction sample_extraction() {
    Extraction e;
    e.version = 3;
    e.status = ReadStatus::paywall;
    e.title = "Tram opens";
    e.authors = {"Ines Maro", "Jo Ward"};
    e.published = at("2025-07-13T08:00:00Z");
    e.published_as = {.day_only = false, .east = -210};
    e.modified_as = {.day_only = true, .east = {}};
    e.amp = "https://a.example/amp/x";
    e.marks.not_free = true;
    e.language = "en-GB";
    e.kind = Kind::opinion;
    e.pictures = {{"https://a.example/p.jpg", "The tram"}};
    e.blocks = {
        {.type = Block::Type::paragraph,
         .level = 0,
         .text = "First.",
         .html = "<em>First</em>.",
         .items = {},
         .url = {},
         .alt = {}},
        {.type = Block::Type::list, .level = 1, .text = {}, .html = {}, .items = {"one", "two"}, .url = {}, .alt = {}}};
    e.marks.max_snippet = 120;
    e.marks.noarchive = true;
    e.why = "density";
    return e;
}

Reading sample_reading() {
    Reading r;
    r.version = 2;
    r.language = "en";
    r.language_confidence = 0.75F;
    r.words = 512;
    r.fingerprint = 0xFFFFFFFFFFFFFFFFU;
    r.simhash = 42;
    r.sketch = {3, 0xFFFFFFFFU};
    r.terms = {{7, 1.5F}, {9, 0.25F}};
    r.hashtags = {"TidalPower"};
    r.category = Category::science;
    r.category_confidence = 0.5F;
    r.news = 0.25F;
    r.places = {{"AT", 1.0F}, {"2761369", 0.5F}};
    r.names = {{"Anna Nowak", NameKind::person, 3}, {"Tidal Board", NameKind::organisation, 1}};
    return r;
}

ParsedArticle sample_article() {
    ParsedArticle a;
    a.url = "https://a.example/x";
    a.id = article_id(a.url);
    a.served = digest("bytes");
    a.extraction = sample_extraction();
    a.reading = sample_reading();
    a.search = {"tram open", "first"};
    a.excerpt = "First.";
    a.from_feed = true;
    return a;
}

}  // namespace

TEST_CASE("an extraction and a reading come back as they went") {
    CHECK(wire::decode_extraction(wire::encode(sample_extraction())).value() == sample_extraction());
    CHECK(wire::decode_reading(wire::encode(sample_reading())).value() == sample_reading());
}

TEST_CASE("a reading stored before categories, before places or before names, is read") {
    Reading old = sample_reading();
    old.category = Category::general;
    old.category_confidence = 0;
    old.news = 1;
    old.places.clear();
    old.names.clear();
    std::string bytes = wire::encode(old);
    bytes[1] = 3;  // its version; the numbers of places and of names stand last
    bytes.resize(bytes.size() - 1);
    CHECK(wire::decode_reading(bytes).value() == old);
    bytes[1] = 2;
    bytes.resize(bytes.size() - 1);
    CHECK(wire::decode_reading(bytes).value() == old);
    bytes[1] = 1;  // before it the category: its name's length, seven letters, two numbers
    bytes.resize(bytes.size() - 8 - 8);
    CHECK(wire::decode_reading(bytes).value() == old);
}

TEST_CASE("an extraction stored before dates kept their form is read") {
    Extraction old = sample_extraction();
    old.published_as = old.modified_as = {};
    old.amp.clear();
    old.marks.not_free = false;
    std::string bytes = wire::encode(old);
    constexpr std::size_t added = 2 * 3 + 2 + 1;
    bytes.resize(bytes.size() - added);
    bytes[1] = 1;
    CHECK(wire::decode_extraction(bytes).value() == old);
    bytes[1] = 9;
    CHECK_FALSE(wire::decode_extraction(bytes).has_value());
}

TEST_CASE("a date is given as precisely as it was written, in its own zone") {
    const Instant when = at("2024-05-03T22:30:00Z");
    CHECK(to_iso(when, {.day_only = false, .east = 120}) == "2024-05-04T00:30:00+02:00");
    CHECK(to_iso(when, {.day_only = false, .east = -210}) == "2024-05-03T19:00:00-03:30");
    CHECK(to_iso(when, {.day_only = false, .east = 0}) == "2024-05-03T22:30:00Z");
    CHECK(to_iso(when, {}) == "2024-05-03T22:30:00");
    CHECK(to_iso(when, {.day_only = true, .east = {}}) == "2024-05-03");
}

TEST_CASE("a parse job and a parsed article come back as they went") {
    ParseJob job;
    job.url = "https://a.example/x";
    job.html = std::string("<p>\0</p>", 8);
    job.hints.title = "Tram";
    job.hints.published = at("2025-07-13T08:00:00Z");
    job.hints.tags = {"a", "b"};
    job.site_template = std::string("\1\0\2", 3);
    job.rules = "body: //main\n";
    job.so_far = std::string("E\0x", 3);
    job.article_url = "https://a.example/";
    job.served = digest("the first page");
    job.page = 3;
    job.seen = at("2025-07-14T08:00:00Z");
    job.source = source_id("a.example");
    const ParseJob back = decode_parse_job(encode(job)).value();
    CHECK(encode(back) == encode(job));
    CHECK(back.html == job.html);
    CHECK(back.rules == job.rules);
    CHECK(back.site_template == job.site_template);
    CHECK(back.so_far == job.so_far);
    CHECK(back.article_url == job.article_url);
    CHECK(back.served == job.served);
    CHECK(back.page == 3);
    CHECK(back.hints.published == job.hints.published);

    const Hints hints = decode_hints(encode(job.hints)).value();
    CHECK(encode(hints) == encode(job.hints));
    CHECK(hints.tags == job.hints.tags);
    CHECK_FALSE(decode_hints(encode(job.hints) + "x").has_value());
    CHECK_FALSE(decode_hints("").has_value());

    ParsedArticle seen = sample_article();
    seen.page = 2;
    CHECK(decode_parsed_article(encode(seen)).value().page == 2);
    seen.blocks_seen = {7, 0xFFFFFFFFFFFFFFFFU};
    CHECK(decode_parsed_article(encode(seen)).value().blocks_seen == seen.blocks_seen);
    const ParsedArticle article = decode_parsed_article(encode(sample_article())).value();
    CHECK(encode(article) == encode(sample_article()));
    CHECK(article.extraction == sample_extraction());
}

TEST_CASE("bytes cut anywhere, or of another kind, are malformed and never more") {
    const std::string whole = encode(sample_article());
    for (std::size_t n = 0; n < whole.size(); ++n)
        CHECK_FALSE(decode_parsed_article(std::string_view(whole).substr(0, n)).has_value());
    CHECK_FALSE(decode_parsed_article(whole + "x").has_value());
    CHECK(decode_parse_job(whole).error().fault == Fault::malformed);
    // A count that promises more than there is allocates nothing.
    wire::Encoder lie;
    lie.number('R');
    lie.number(1);
    lie.number(0xFFFFFFFFFFFFULL);
    CHECK(wire::decode_reading(lie.take()).error().fault == Fault::malformed);
}

TEST_CASE("plain text keeps blocks apart and leaves pictures out") {
    Extraction e = sample_extraction();
    e.blocks.push_back(
        {.type = Block::Type::figure, .level = 0, .text = "caption", .html = {}, .items = {}, .url = "u", .alt = {}});
    CHECK(plain_text(e) == "First.\n\none\n\ntwo");
}
