#include "pipeline/templates.hpp"

#include "pipeline/house.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

constexpr std::string_view box = "The Coast Courier is read in nine towns every morning, and has been for long.";

// Articles that share nothing but what the paper puts under each.
std::string article_page(int n) {
    static constexpr std::string_view things[] = {"tram", "ferry", "bridge", "market",  "school",
                                                  "mill", "tower", "tunnel", "library", "garden"};
    const auto thing = things[static_cast<std::size_t>(n) % std::size(things)];
    std::string html = fmt::format("<title>The {0}</title><article>", thing);
    for (const char* said : {"opened on Monday after long years of building and of quarrel about it",
                             "had cost the city more than anybody in the council cared to remember",
                             "will be free for children until the end of the summer holidays",
                             "stood empty in the first night, as the mayor had told everybody it would"})
        html += fmt::format("<p>The {0} {1}, and the people of the {0} quarter were glad of it.</p>", thing, said);
    return html + fmt::format("<p>{}</p></article>", box);
}

ArticleId submit(House& house, int n) {
    pipeline::Submission out;
    out.source.domain = out.source.name = "courier.example";
    out.source.id = source_id("courier.example");
    out.job.url = fmt::format("https://courier.example/news/{}", n);
    out.job.html = article_page(n);
    out.job.seen = at("2025-07-14T08:00:00Z");
    ArticleId id;
    out.done = [&](const pipeline::Outcome& outcome) { id = outcome.id; };
    REQUIRE(house.line->submit(std::move(out)));
    house.line->drain();
    return id;
}

bool has_box(House& house, ArticleId id) {
    return plain_text((*house.reader->article(id))->extraction).find(box) != std::string::npos;
}

}  // namespace

TEST_CASE("what a site repeats is learnt from its articles, and the next line still knows it") {
    const Folder folder;
    {
        House house(quick(1), &folder);
        for (int n = 0; n < 3; ++n) CHECK(has_box(house, submit(house, n)));
        const ArticleId fourth = submit(house, 3);
        CHECK_FALSE(has_box(house, fourth));
        CHECK((*house.reader->article(fourth))->extraction.why.find("repeats") != std::string::npos);
        house.line->stop();
    }
    House house(quick(1), &folder);
    CHECK_FALSE(has_box(house, submit(house, 4)));
    CHECK(house.archive->site_templates()->size() == 1);
}

TEST_CASE("the same article again teaches nothing") {
    House house(quick(1));
    for (int round = 0; round < 4; ++round) submit(house, 0);
    house.line->stop();
    const auto stored = house.archive->site_templates();
    REQUIRE(stored);
    CHECK(extract::SiteTemplate::read(stored->at(source_id("courier.example"))).pages() == 1);
}

TEST_CASE("templates that were damaged in the archive are as if they were not there") {
    const Folder folder;
    auto archive = *store::Store::open(folder.path());
    const SourceId source = source_id("courier.example");
    REQUIRE(archive->put_site_templates({{source, "not a template"}}));
    pipeline::Templates templates(*archive);
    REQUIRE(templates.open());
    CHECK(templates.of(source).empty());
    templates.learn(source, std::array<std::uint64_t, 2>{1, 2});
    REQUIRE(templates.save(pipeline::Templates::Save::when_worth_it));
    CHECK(archive->site_templates()->at(source) == "not a template");
    REQUIRE(templates.save(pipeline::Templates::Save::now));
    CHECK(archive->site_templates()->at(source) == templates.of(source));
}
