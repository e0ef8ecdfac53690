#include "pipeline/export.hpp"

#include <sstream>

#include "pipeline/house.hpp"
#include "pipeline/import.hpp"

using namespace octavo;
using namespace octavo::test;
using namespace octavo::pipeline;

TEST_CASE("what was exported is imported as the same articles, with and without an address") {
    std::string exported;
    std::vector<store::FullArticle> before;
    {
        House house;
        for (int i = 0; i < 8; ++i) {
            Submission s;
            s.source.domain = "paper.example";
            s.source.name = "The Paper";
            s.source.id = source_id(s.source.domain);
            if (i % 2 == 0) s.job.url = fmt::format("https://paper.example/{}", i);
            s.job.hints.guid = fmt::format("guid-{}", i);
            s.job.hints.title = fmt::format("Title \"{}\" & more", i);
            s.job.hints.authors = {"Ada Meyer", "Bo Li"};
            s.job.hints.tags = {"one", "two"};
            s.job.hints.published = at("2025-07-01T10:00:00Z") + std::chrono::hours(i);
            s.job.hints.content = fmt::format(
                "<p>First of {} with <em>emphasis</em>.</p><h2>Heading</h2><ul><li>a</li><li>b</li></ul><p>Last.</p>",
                i);
            s.job.seen = house.clock.now();
            REQUIRE(house.line->submit(std::move(s)));
        }
        house.line->drain();
        std::ostringstream out;
        CHECK(export_jsonl(*house.reader, out) == 8);
        exported = out.str();
        REQUIRE(house.reader->each_article([&](const store::FullArticle& a) { return before.push_back(a), true; }));
    }
    House other;
    const auto report = import_path(other.folder.write("all.jsonl", exported), *other.line, other.clock, {}, {});
    REQUIRE(report);
    CHECK(report->stored == 8);
    for (const auto& article : before) {
        const auto back = *other.reader->article(article.card.id);
        REQUIRE(back);
        CHECK(back->extraction.title == article.extraction.title);
        CHECK(back->extraction.authors == article.extraction.authors);
        CHECK(back->extraction.published == article.extraction.published);
        CHECK(back->extraction.tags == article.extraction.tags);
        CHECK(plain_text(back->extraction) == plain_text(article.extraction));
        CHECK(back->extraction.blocks == article.extraction.blocks);
        CHECK(back->card.source_name == "The Paper");
        CHECK(back->card.url == article.card.url);
    }
}
