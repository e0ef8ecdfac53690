#include "pipeline/catalogue.hpp"
#include "pipeline/house.hpp"
#include "pipeline/sample.hpp"

using namespace octavo;
using namespace octavo::test;
using namespace octavo::pipeline;

namespace {

constexpr std::string_view publishers =
    R"({"domain":"harbour.example","name":"Harbour Post","country":"GB","language":"en","kind":"local","home":"https://harbour.example/"}
{"domain":"island.example","name":"Island News","country":"INT","language":"en"}
)";
constexpr std::string_view sample =
    R"({"source":"harbour.example","title":"Ferry returns","authors":["A. Writer"],"lang":"en","text":"The ferry is back after a winter in dry dock.\n\n## Times\n\n- Out at eight\n- Back at nine\n\n> It is a <good> ship","section":"Local","tags":["ferry"],"kind":"analysis","image":"drawing:7","image_alt":"A ferry","hours_ago":2,"story":"ferry"}
{"source":"island.example","title":"Islanders greet their ferry","lang":"en","text":"Two hundred people stood on the pier when the ferry came in.","hours_ago":1.5,"story":"ferry"}
{"source":"island.example","title":"Bees do well","lang":"en","text":"The summer was kind to bees.","hours_ago":30}
)";

Result<std::size_t> seed(House& house, std::string_view text) {
    std::size_t added = 0;
    const auto done = house.line->command([&](store::Store& store) -> Result<> {
        added = TRY(seed_sample(store, house.clock.now(), {publishers, text}));
        return {};
    });
    if (!done) return std::unexpected(done.error());
    return added;
}

void submit(House& house, int from, int to, int sources) {
    for (int i = from; i < to; ++i) {
        Submission out;
        out.source.domain = out.source.name = fmt::format("real{}.example", i % sources);
        out.source.id = source_id(out.source.domain);
        out.job.url = fmt::format("https://{}/{}", out.source.domain, i);
        out.job.hints.title = fmt::format("Real {}", i);
        out.job.hints.content = fmt::format("A real article, number {}, about a real thing called {}.", i, i * i);
        out.job.hints.plain = true;
        out.job.seen = house.clock.now();
        REQUIRE(house.line->submit(std::move(out)));
    }
    house.line->drain();
}

}  // namespace

TEST_CASE("the sample fills an empty archive, in stories as it was written, and only once") {
    House house;
    CHECK(seed(house, sample) == 3);
    CHECK(seed(house, sample) == 0);
    const auto stats = *house.reader->stats();
    CHECK(stats.articles == 3);
    CHECK(stats.real_articles == 0);
    const auto cards = *house.reader->list({});
    REQUIRE(cards.size() == 3);
    CHECK(cards[0].title == "Islanders greet their ferry");
    CHECK(cards[0].sample);
    CHECK(cards[0].story == cards[1].story);
    CHECK(cards[1].image == "drawing:7");
    CHECK(cards[1].section == "Local");
    CHECK(cards[1].published == house.clock.now() - std::chrono::hours(2));
    CHECK(cards[2].story != cards[0].story);
    CHECK(cards[1].kind == Kind::analysis);
    const auto ferry = **house.reader->article(cards[1].id);
    CHECK(plain_text(ferry.extraction) ==
          "The ferry is back after a winter in dry dock.\n\nTimes\n\nOut at eight\n\nBack at nine\n\nIt is a <good> "
          "ship");
    CHECK(house.archive->check([](int) {})->empty());
}

TEST_CASE("an archive with articles gets no sample, and a damaged sample says so") {
    House house;
    submit(house, 0, 1, 1);
    CHECK(seed(house, sample) == 0);
    House empty;
    CHECK(!seed(empty, "{\"title\":"));
    CHECK(!seed(empty, R"({"source":"nobody.example","title":"T","text":"x y z","hours_ago":1})"));
    CHECK(empty.articles() == 0);
}

TEST_CASE("thirty real articles of five sources push the sample out for good; fewer sources do not") {
    House house;
    REQUIRE(seed(house, sample) == 3);
    submit(house, 0, 40, 4);
    CHECK(house.reader->stats()->articles == 43);
    submit(house, 100, 106, 6);
    const auto stats = *house.reader->stats();
    CHECK(stats.articles == stats.real_articles);
    CHECK(stats.articles == 46);
    CHECK(seed(house, sample) == 0);
    CHECK(house.archive->check([](int) {})->empty());
}

TEST_CASE("the catalogue's rows become sources and feeds; quotes and line ends as in RFC 4180") {
    const auto rows = parse_catalogue(
        "name,home,feed,country,language,kind\r\n"
        "\"The \"\"Daily\"\", Paper\",https://www.paper.example,https://paper.example/rss,DE,de,general\r\n"
        "World,https://w.example/,https://w.example/f.xml,INT,en,world\n"
        "broken,row\n"
        "Bad,https://b.example,not an address,FR,fr,general\n");
    REQUIRE(rows);
    REQUIRE(rows->size() == 2);
    CHECK(rows->at(0).source.name == "The \"Daily\", Paper");
    CHECK(rows->at(0).source.domain == "paper.example");
    CHECK(rows->at(0).feed.url == "https://paper.example/rss");
    CHECK(rows->at(1).source.country == "");
    CHECK(!parse_catalogue("a,b,c\n"));
}

TEST_CASE("the sample and the catalogue inside the binary can be read whole") {
    House house;
    const auto articles = seed_sample(*house.line, house.clock);
    REQUIRE_MESSAGE(articles, (articles ? "" : articles.error().detail));
    CHECK(*articles >= 90);
    // Related is what the story itself does not tell.
    const auto cards = house.reader->list({.limit = 200, .copies = true}).value();
    for (const auto& card : cards) {
        const auto article = house.reader->article(card.id).value();
        for (const auto& other : article->related) CHECK(other.story != card.story);
    }
    const auto feeds = seed_catalogue(*house.line, house.clock);
    REQUIRE(feeds);
    CHECK(*feeds >= 400);
    CHECK(seed_catalogue(*house.line, house.clock) == 0);
    CHECK(house.reader->feeds()->size() == *feeds);
}
