#include <doctest/doctest.h>

#include "search/search.hpp"
#include "support/archive.hpp"
#include "text/reading.hpp"

using namespace octavo;
using search::Ask;
using search::Order;
using store::ArticleWrite;

namespace {

struct Archive {
    test::Folder folder;
    std::unique_ptr<store::Store> store = std::move(*store::Store::open(folder.path()));
    std::unique_ptr<store::Reader> reader = std::move(*store->reader());
    std::vector<ArticleWrite> waiting;

    Archive() {
        for (const auto* domain : {"harbour.example", "canal.example"})
            REQUIRE(store->put_source(test::source(domain)));
    }
    // Article `n` is published n hours after the others began.
    ArticleWrite& add(int n, const std::string& title, const std::string& text, const std::string& language,
                      const std::string& domain = "harbour.example") {
        auto& one = waiting.emplace_back(test::article(n, domain, text));
        one.parsed.extraction.title = title;
        one.parsed.reading.language = language;
        one.parsed.reading.words = 40;
        one.parsed.search = text::search_text(title, text, language);
        return one;
    }
    search::Found find(std::string_view text, Order order = Order::best, std::size_t limit = 20,
                       std::size_t offset = 0) {
        if (!waiting.empty()) REQUIRE(store->write(waiting));
        waiting.clear();
        auto found = search::search(*reader, Ask{.text = text, .order = order, .limit = limit, .offset = offset});
        REQUIRE_MESSAGE(found.has_value(), (found ? "" : found.error().detail));
        return std::move(*found);
    }
    std::vector<std::string> titles(std::string_view text, Order order = Order::best) {
        std::vector<std::string> out;
        for (const auto& hit : find(text, order).hits) out.push_back(hit.card.title);
        return out;
    }
};

using Titles = std::vector<std::string>;

}  // namespace

TEST_CASE("words are found in English, German, Arabic, Japanese and Thai, as readers type them") {
    Archive archive;
    archive.add(1, "Bridges reopened", "Engineers were running tests on both crossings.", "en");
    archive.add(2, "Neue Brücken", "Die Häuser am Fluss bleiben stehen.", "de");
    archive.add(3, "افتتاح الجسر", "افتتحت المدينة جسرا جديدا فوق النهر.", "ar");
    archive.add(4, "東京の新しい橋", "都知事は東京都で新しい橋を公開した。", "ja");
    archive.add(5, "เปิดสะพานใหม่", "กรุงเทพมหานครเปิดสะพานใหม่ข้ามแม่น้ำ", "th");
    CHECK(archive.titles("run") == Titles{"Bridges reopened"});
    CHECK(archive.titles("BRIDGE") == Titles{"Bridges reopened"});
    CHECK(archive.titles("häuser") == Titles{"Neue Brücken"});
    CHECK(archive.titles("Brücke lang:de") == Titles{"Neue Brücken"});
    CHECK(archive.titles("المدينة") == Titles{"افتتاح الجسر"});
    CHECK(archive.titles("東京都") == Titles{"東京の新しい橋"});
    CHECK(archive.titles("สะพาน") == Titles{"เปิดสะพานใหม่"});
    CHECK(archive.titles("aqueduct").empty());
}

TEST_CASE("all words must be there, a phrase side by side, and no excluded one") {
    Archive archive;
    archive.add(1, "One", "The red boat passed the old lock.", "en");
    archive.add(2, "Two", "The old boat passed the red lock.", "en");
    archive.add(3, "Three", "A red boat, a red lock and a ferry.", "en");
    CHECK(archive.titles("red boat ferry") == Titles{"Three"});
    CHECK(archive.titles("\"old boat\"") == Titles{"Two"});
    CHECK(archive.titles("red -ferry", Order::newest) == Titles{"Two", "One"});
    CHECK(archive.titles("boat -\"old lock\" -ferry") == Titles{"Two"});
    CHECK(archive.titles("-ferry").empty());
}

TEST_CASE("source, language and dates narrow a search, and are one by themselves") {
    Archive archive;
    archive.add(1, "Early", "harbour news", "en");
    archive.add(30, "Late", "harbour news", "en");
    archive.add(31, "Canal", "harbour news", "en", "canal.example");
    archive.add(32, "Deutsch", "harbour news", "de", "canal.example");
    CHECK(archive.titles("harbour source:canal.example lang:en") == Titles{"Canal"});
    CHECK(archive.titles("source:www.canal.example", Order::newest) == Titles{"Deutsch", "Canal"});
    CHECK(archive.titles("lang:de") == Titles{"Deutsch"});
    CHECK(archive.titles("harbour before:2025-07-02") == Titles{"Early"});
    CHECK(archive.titles("harbour after:2025-07-02 source:harbour.example") == Titles{"Late"});
    CHECK(archive.titles("harbour source:nowhere.example").empty());
}

TEST_CASE("within the window a title counts more than a mention, and more mentions than one") {
    Archive archive;
    archive.add(1, "Sluice gate fails", "The sluice failed at noon.", "en");
    archive.add(2, "Weather", "It rained on the sluice. Another sluice stayed dry, a third sluice too.", "en");
    archive.add(3, "Sport", "They met beside the sluice.", "en");
    CHECK(archive.titles("sluice") == Titles{"Sluice gate fails", "Weather", "Sport"});
    CHECK(archive.titles("sluice", Order::newest) == Titles{"Sport", "Weather", "Sluice gate fails"});
}

TEST_CASE("of two words the rarer weighs more") {
    Archive archive;
    for (int n = 0; n < 40; ++n) archive.add(n, fmt::format("Filler {}", n), "the council met", "en");
    archive.add(50, "Common twice", "council council council and once a heron", "en");
    archive.add(49, "Rare twice", "heron heron heron and once a council", "en");
    CHECK(archive.titles("council heron") == Titles{"Rare twice", "Common twice"});
}

TEST_CASE("equally good, the newer comes first") {
    Archive archive;
    archive.add(1, "Old", "the lighthouse keeper", "en");
    archive.add(900, "New", "the lighthouse keeper", "en");
    CHECK(archive.titles("lighthouse") == Titles{"New", "Old"});
}

TEST_CASE("pages follow each other without gaps or doubles, over the window's edge too") {
    Archive archive;
    for (int n = 0; n < 620; ++n) archive.add(n, fmt::format("T{}", n), n % 3 == 0 ? "tide tide" : "the tide", "en");
    for (const auto order : {Order::best, Order::newest}) {
        std::set<std::string> seen;
        std::size_t count = 0;
        for (std::size_t offset = 0; offset <= 600; offset += 60) {
            const auto found = archive.find("tide", order, 60, offset);
            CHECK(found.more == (offset < 560 - 1));
            for (const auto& hit : found.hits) seen.insert(hit.card.title);
            count += found.hits.size();
        }
        CHECK(count == 620);
        CHECK(seen.size() == 620);
    }
}

TEST_CASE("a changed article is found by its new words only") {
    Archive archive;
    archive.add(1, "First", "the pilot resigned", "en");
    CHECK(archive.titles("pilot") == Titles{"First"});
    archive.add(1, "First", "the captain stayed", "en").parsed.served = digest("changed");
    CHECK(archive.titles("captain") == Titles{"First"});
    CHECK(archive.titles("pilot").empty());
}

TEST_CASE("copies are folded, and the sample is found only while there is nothing else") {
    Archive archive;
    REQUIRE(archive.store->put_source(test::source("sample.example", Source::Class::sample)));
    archive.add(1, "Sample", "a drawn barge", "en", "sample.example");
    CHECK(archive.titles("barge") == Titles{"Sample"});
    archive.add(2, "Original", "a real barge", "en");
    archive.add(3, "Copy", "a real barge", "en", "canal.example").placement.duplicate_of = test::article(2).parsed.id;
    CHECK(archive.titles("barge") == Titles{"Original"});
}

TEST_CASE("a snippet shows the words around the match and where they are") {
    Archive archive;
    std::string text;
    for (int i = 0; i < 60; ++i) text += fmt::format("Sentence {} tells of other things entirely. ", i);
    archive.add(1, "Long", text + "At dawn the drawbridges were raised for a schooner. Nobody saw it.", "en");
    const auto found = archive.find("schooner drawbridge");
    REQUIRE(found.hits.size() == 1);
    const auto& hit = found.hits.front();
    REQUIRE(hit.marks.size() == 2);
    const auto marked = [&](std::size_t i) {
        return hit.snippet.substr(hit.marks[i].first, hit.marks[i].second - hit.marks[i].first);
    };
    CHECK(marked(0) == "drawbridges");
    CHECK(marked(1) == "schooner");
    CHECK(hit.snippet.starts_with("…At dawn"));
}

TEST_CASE("what is only in the title shows the excerpt, unmarked") {
    Archive archive;
    archive.add(1, "Dredger", "Work begins in May.", "en");
    const auto found = archive.find("dredger");
    REQUIRE(found.hits.size() == 1);
    CHECK(found.hits[0].snippet == "Work begins in May.");
    CHECK(found.hits[0].marks.empty());
}

TEST_CASE("any bytes are a query") {
    Archive archive;
    archive.add(1, "One", "plain words", "en");
    for (const std::string_view odd :
         {"",       " ",        "\"",           "\"\"", "-",   "--",       "- -",       ":",           "a:",
          ":b",     "source:",  "before:never", "*",    "a*",  "(a OR b)", "NEAR(a b)", "title:plain", "plain\" OR \"x",
          "^plain", "\xff\xfe", "a\0b",         "{}[]", "NOT", "AND",      "plain AND", "+a",          "🙂",
          "-\"",    "“plain"})
        CHECK(archive.find(odd).hits.size() <= 1);
    CHECK(archive.titles("title:plain").empty());
    CHECK(archive.titles("“plain words”") == Titles{"One"});
    CHECK(archive.find(std::string(100'000, 'a')).hits.empty());
    std::string many;
    for (int i = 0; i < 500; ++i) many += fmt::format("w{} ", i);
    CHECK(archive.find(many).query.wanted.size() <= 16);
}

TEST_CASE("a word that no article has is answered with the nearest that one has, as it is written there") {
    Archive archive;
    archive.add(1, "Bridges reopened at the harbour", "Engineers were running tests on both crossings.", "en");
    archive.add(2, "Neue Brücken", "Die Häuser am Fluss bleiben stehen.", "de");
    archive.add(3, "Открыт мост через гавань", "Инженеры испытали переправу.", "ru");
    CHECK(archive.find("brigdes").meant == "bridges");
    CHECK(archive.find("harbuor bridges").meant == "harbour bridges");
    CHECK(archive.find("\"harbour\" crosings").meant == "\"harbour\" crossings");
    CHECK(archive.find("brigdesque brigdes").meant == "brigdesque bridges");  // a word inside another is no word
    CHECK(archive.find("harbours brigdes").meant.ends_with("bridges"));
    CHECK(archive.find("гавонь").meant == "гавань");
    CHECK(archive.find("bridges").meant.empty());   // found
    CHECK(archive.find("zzzzzzzz").meant.empty());  // nothing near
    CHECK(archive.find("brx").meant.empty());       // too short to say
    CHECK(archive.find("bridges -reopened").meant.empty());
}

TEST_CASE("where matches stand is told a batch at a time, and batch after batch all of it, newest first") {
    Archive archive;
    for (int n = 0; n < 25; ++n)
        archive.add(n, n % 2 == 0 ? "Ferry runs" : "Ferry waits", "Nothing more.", "en",
                    n % 5 == 0 ? "canal.example" : "harbour.example");
    archive.find("ferry");
    for (const std::string_view query : {"ferry", "ferry source:canal.example", "source:canal.example", "ferry -waits",
                                         "ferry -source:canal.example", "lang:en"}) {
        std::vector<store::Position> all;
        store::Position before = store::newest;
        std::size_t batches = 0;
        for (bool more = true; more && batches < 40; ++batches) {
            const auto some = search::positions_of(*archive.reader, query, search::oldest, before, 4).value();
            for (const auto position : some.positions) CHECK(position < before);
            all.insert(all.end(), some.positions.begin(), some.positions.end());
            more = some.more;
            before = some.reached;
        }
        CHECK(std::ranges::is_sorted(all, std::greater()));
        std::vector<store::Position> found;
        for (const auto& hit : archive.find(query, Order::newest, 100).hits) found.push_back(hit.card.position);
        CHECK_MESSAGE(all == found, query);
        CHECK(batches > 1);
        // Only so far down: it goes on there.
        const auto upper = search::positions_of(*archive.reader, query, all[1], store::newest, 9).value();
        CHECK(upper.positions == std::vector(all.begin(), all.begin() + 2));
        CHECK(upper.more);
        CHECK(upper.reached == all[1]);
    }
    CHECK(search::positions_of(*archive.reader, "source:nobody.example", search::oldest, store::newest, 9)
              .value()
              .positions.empty());
    CHECK(search::positions_of(*archive.reader, "-ferry", search::oldest, store::newest, 9).value().positions.empty());
}

TEST_CASE("conditions without words spare what is excluded, and a hashtag counts beside a source") {
    Archive archive;
    archive.add(1, "Ferry runs", "Nothing more.", "en", "canal.example").parsed.reading.hashtags = {"TidalPower"};
    archive.add(2, "Ferry waits", "A strike goes on.", "en", "canal.example");
    archive.add(3, "Bridge opens", "Nothing more.", "en", "harbour.example").parsed.reading.hashtags = {"TidalPower"};
    CHECK(archive.titles("source:canal.example -strike") == Titles{"Ferry runs"});
    CHECK(archive.titles("source:canal.example tag:TidalPower") == Titles{"Ferry runs"});
    CHECK(archive.titles("#TidalPower source:www.canal.example") == Titles{"Ferry runs"});
    CHECK(archive.titles("#TidalPower -ferry") == Titles{"Bridge opens"});
    CHECK(archive.titles("ferry #TidalPower") == Titles{"Ferry runs"});
    CHECK(archive.titles("lang:en -source:www.canal.example") == Titles{"Bridge opens"});
}
