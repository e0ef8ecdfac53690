#include "story/desk.hpp"

#include <doctest/doctest.h>

#include <random>

#include "story/book.hpp"
#include "story/judge.hpp"
#include "story/rarity.hpp"
#include "story/vector.hpp"
#include "text/reading.hpp"

namespace octavo::story {
namespace {

using std::chrono::days;
using std::chrono::hours;

struct Report {
    std::uint64_t id = 0;
    std::string title, text;
    Instant time = at("2025-07-13T08:00:00Z");
    Reading reading{};
};

Report report(std::uint64_t id, std::string title, std::string text, Duration after = {}) {
    Report r{id, std::move(title), std::move(text)};
    r.time += after;
    r.reading = text::read({r.title, r.text, "en"});
    return r;
}
Placement place(Desk& desk, const Report& r) { return desk.place({{r.id}, {r.id % 7}, r.time, "", &r.reading}); }

const std::string tram_one =
    "The city council of Northport said on Monday that its tram line to the harbour will open next spring. Work began "
    "in "
    "2021 and cost 12 million pounds, said the mayor, Helen Marsh, who rode the first test tram with engineers.";
const std::string tram_two =
    "Trams will run to Northport harbour from spring, mayor Helen Marsh told reporters on Monday after a test ride. "
    "The "
    "line, under construction since 2021, will have cost the council 12 million pounds, twice what was planned.";
const std::string bread =
    "Prices of bread rose again last week, according to the statistics office, which blames a poor harvest and the "
    "cost of "
    "energy. Bakers in the north expect little relief before summer, while the ministry wants to lower the tax on "
    "flour.";

}  // namespace

TEST_CASE("two reports of one event are one story, a report of another is not") {
    Desk desk;
    const auto first = place(desk, report(1, "Tram line to harbour opens in spring", tram_one));
    const auto second = place(desk, report(2, "Northport trams reach the harbour", tram_two, hours(3)));
    const auto other = place(desk, report(3, "Bread is dearer again", bread, hours(4)));
    CHECK(first.story == story_id(ArticleId{1}));
    CHECK(second.story == first.story);
    CHECK(other.story == story_id(ArticleId{3}));
    CHECK_FALSE(second.duplicate_of);
    CHECK_FALSE(second.why.empty());
}

TEST_CASE("equal bodies are copies of the first, and so are cut ones and those with a foreword") {
    Desk desk;
    const std::string body = tram_one + "\n\n" + bread + "\n\n" + tram_two;
    place(desk, report(1, "Tram line opens", body));
    const auto exact = place(desk, report(2, "Other title", body));
    const auto again = place(desk, report(3, "Tram line opens", body + " "));
    const auto cut = place(desk, report(4, "Tram line opens", tram_one + "\n\n" + bread));
    const auto intro =
        place(desk, report(5, "Wire: tram line opens", "From our partner newsroom in the west.\n\n" + body));
    for (const auto& p : {exact, again, cut, intro}) {
        CHECK(p.duplicate_of == ArticleId{1});
        CHECK(p.story == story_id(ArticleId{1}));
    }
}

TEST_CASE("a story that got nothing for three days is over, and no story lasts longer than its span") {
    Desk desk;
    const auto first = place(desk, report(1, "Tram line to harbour opens in spring", tram_one));
    CHECK(place(desk, report(2, "Northport trams reach the harbour", tram_two, hours(73))).story != first.story);

    Desk busy;
    Duration last{};
    const auto begin = place(busy, report(100, "Tram line to harbour opens in spring", tram_one)).story;
    for (std::uint64_t day = 1; day < 30; ++day) {
        const auto p = place(busy, report(100 + day, "Northport trams reach the harbour", tram_two, days(day)));
        if (p.story == begin) last = days(day);
    }
    CHECK(last > days(1));
    CHECK(last <= Settings{}.longest);
}

TEST_CASE("a copy of an old text begins its own story") {
    Desk desk;
    const auto first = place(desk, report(1, "Tram line", tram_one));
    const auto late = place(desk, report(2, "Tram line", tram_one, days(100)));
    CHECK(late.duplicate_of == ArticleId{1});
    CHECK(late.story != first.story);
}

TEST_CASE("related articles are near, never of the same story") {
    Desk desk;
    const auto first = place(desk, report(1, "Tram line to harbour opens in spring", tram_one));
    place(desk, report(2, "Bread is dearer again", bread));
    const auto later = place(desk, report(3, "Northport trams reach the harbour", tram_two, days(40)));
    CHECK(later.story != first.story);
    REQUIRE(later.related.size() == 1);
    CHECK(later.related[0].first == ArticleId{1});
    const auto same_day = place(desk, report(4, "Tram line to harbour opens", tram_two + " It is new.", days(40)));
    for (const auto& [id, likeness] : same_day.related) CHECK(id != ArticleId{3});
}

TEST_CASE("what is related can be asked for later, when more has come") {
    Desk desk;
    place(desk, report(1, "Tram line to harbour opens in spring", tram_one));
    CHECK(desk.related({1}).empty());
    place(desk, report(2, "Northport trams reach the harbour", tram_two, days(40)));
    REQUIRE(desk.related({1}).size() == 1);
    CHECK(desk.related({1})[0].first == ArticleId{2});
    CHECK(desk.related({77}).empty());
}

TEST_CASE("what two titles share is the first reason why they are related") {
    Desk desk;
    place(desk, report(1, "Northport tram opens", tram_one));
    place(desk, report(2, "Northport tram reaches the harbour", tram_two, days(40)));
    const auto shared = desk.shared_terms({1}, {2}, 2);
    REQUIRE(shared.size() == 2);
    const auto said = text::wordings(tram_one + " tram Northport", "en", shared);
    for (const std::string& word : said) CHECK((word == "Northport" || word == "tram"));
}

TEST_CASE("two articles alone can be compared") {
    const auto one = report(1, "Tram line to harbour opens in spring", tram_one).reading;
    const auto two = report(2, "Northport trams reach the harbour", tram_two).reading;
    const auto other = report(3, "Bread is dearer again", bread).reading;
    CHECK(compare(one, two).same);
    CHECK_FALSE(compare(one, other).same);
    CHECK(compare(one, one).score > compare(one, two).score);
    CHECK_FALSE(compare(Reading{}, Reading{}).same);
}

TEST_CASE("a new version of an article stays in its story and is no copy of itself") {
    Desk desk;
    place(desk, report(1, "Tram line to harbour opens in spring", tram_one));
    const auto second = place(desk, report(2, "Northport trams reach the harbour", tram_two, hours(1)));
    const auto again = place(desk, report(2, "Bread is dearer again", bread, hours(2)));
    CHECK(again.story == second.story);
    CHECK_FALSE(again.duplicate_of);
    CHECK(desk.size() == 2);
}

TEST_CASE("a desk that remembers decides as one that placed") {
    const std::vector<Report> reports{report(1, "Tram line to harbour opens in spring", tram_one),
                                      report(2, "Bread is dearer again", bread, hours(1))};
    Desk placed;
    Desk remembered;
    for (const Report& r : reports) {
        const auto placement = place(placed, r);
        remembered.remember({{r.id}, {r.id % 7}, r.time, "", &r.reading}, placement);
    }
    const auto next = report(3, "Northport trams reach the harbour", tram_two, hours(3));
    const auto a = place(placed, next);
    const auto b = place(remembered, next);
    CHECK(a.story == b.story);
    CHECK(a.why == b.why);
    CHECK(a.related == b.related);
}

TEST_CASE("memory is bounded: the oldest arrivals are forgotten") {
    Settings settings;
    settings.max_articles = 3;
    Desk desk(settings);
    place(desk, report(1, "Tram line to harbour opens in spring", tram_one));
    for (std::uint64_t i = 2; i < 6; ++i) place(desk, report(i, "Bread", fmt::format("{} {}", bread, i * 1111)));
    CHECK(desk.size() == 3);
    CHECK(place(desk, report(9, "Northport trams reach the harbour", tram_two)).story == story_id(ArticleId{9}));
}

TEST_CASE("articles without words are each their own story") {
    Desk desk;
    CHECK(place(desk, report(1, "", "")).story == story_id(ArticleId{1}));
    CHECK(place(desk, report(2, "", "")).story == story_id(ArticleId{2}));
    desk.forget({1});
    desk.forget({77});
    CHECK(desk.size() == 1);
}

namespace {

// The slow desk: every article is compared with every other; no index, no short cuts.
class SlowDesk {
  public:
    StoryId place(const Report& r) {
        const Settings settings;
        Shelved article;
        article.id = {r.id};
        article.source = {r.id % 7};
        article.time = r.time;
        article.words = r.reading.words;
        std::vector<Term> words;
        for (const Term& t : r.reading.terms)
            if (is_of(t, Of::words)) words.push_back(t);
        article.terms = static_cast<std::uint32_t>(words.size());
        article.weights = weigh(words, Of::words, rarity_.language(r.reading.language), rarity_);
        article.lengths = lengths_of(article.weights);
        std::vector<Near> near;
        for (std::uint32_t i = 0; i < placed_; ++i)
            if (const Match m = match(article.weights, shelf_.at(i).weights); m.shared > 0) near.push_back({i, m});
        std::ranges::stable_sort(near, std::greater<>(), [](const Near& n) { return n.match.dot; });
        const auto judged = judge(article, near, shelf_, book_, settings);
        if (!judged.empty() && judged.front().probability >= 0.5F) {
            article.story = judged.front().story;
            const Vector sum = book_.sum_of(*book_.find(article.story), shelf_);
            std::erase_if(words, [&](const Term& t) {
                return std::ranges::any_of(sum, [&](const Weight& w) { return w.key() == key_of(t.hash); });
            });
            rarity_.count_terms(r.reading.language, words);
        } else {
            article.story = story_id(article.id);
            rarity_.count(r.reading.language, words);
        }
        const StoryId story = article.story;
        book_.put(article, shelf_);
        shelf_.put(std::move(article));
        ++placed_;
        return story;
    }

  private:
    Rarity rarity_;
    Shelf shelf_{1000};
    Book book_;
    std::uint32_t placed_ = 0;
};

// Headlines made of a topic's words and the town's: a few words each, so that no two are copies.
std::vector<Report> headlines(unsigned seed) {
    std::mt19937 random(seed);
    const auto pick = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
    std::vector<Report> out;
    for (std::uint64_t i = 0; i < 220; ++i) {
        const unsigned topic = pick(30);
        std::string title;
        for (int w = 0; w < 5; ++w) title += fmt::format("topic{}x{} ", topic, pick(9));
        for (int w = 0; w < 3; ++w) title += fmt::format("town{} ", pick(60));
        out.push_back(report(i + 1, title, "", hours(i)));
    }
    return out;
}

}  // namespace

TEST_CASE("the indexed desk decides as comparing all pairs does") {
    for (const unsigned seed : {1U, 2U, 3U, 4U, 5U, 6U}) {
        CAPTURE(seed);
        Settings once;  // what place() says at first, before anything is looked at again
        once.rehearse_until = 0;
        once.review_every = 1'000'000;
        Desk desk(once);
        SlowDesk slow;
        std::size_t joined = 0;
        for (const Report& r : headlines(seed)) {
            const StoryId fast = place(desk, r).story;
            REQUIRE(fast == slow.place(r));
            joined += fast != story_id(ArticleId{r.id});
        }
        CHECK(joined > 20);
    }
}

namespace {

// What stands together after all changes, whatever the ids: for each headline, the first of its story.
std::vector<std::size_t> told(Desk& desk, const std::vector<Report>& reports, std::size_t* changed = nullptr) {
    std::map<ArticleId, StoryId> stories;
    for (const Report& r : reports) {
        stories[{r.id}] = place(desk, r).story;
        if (&r == &reports.back()) desk.settle();
        for (const StoryChange& c : desk.take_changes()) {
            if (changed) ++*changed;
            for (auto& [id, story] : stories)
                if (c.article ? id == c.article : story == c.from) {
                    CHECK(story == c.from);
                    story = c.to;
                }
        }
    }
    std::map<StoryId, std::size_t> first;
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < reports.size(); ++i)
        out.push_back(first.emplace(stories.at({reports[i].id}), i).first->second);
    return out;
}

}  // namespace

TEST_CASE("the same articles under other ids stand together in the same way") {
    for (const unsigned seed : {1U, 2U, 3U}) {
        auto reports = headlines(seed);
        Desk desk, other;
        std::size_t changed = 0;
        const auto first = told(desk, reports, &changed);
        CHECK(changed > 0);
        for (Report& r : reports) r.id = 100'000 - r.id;
        CHECK(told(other, reports) == first);
    }
}

TEST_CASE("a desk that has settled has nothing more to change") {
    Desk desk;
    for (const Report& r : headlines(4)) place(desk, r);
    desk.settle();
    CHECK_FALSE(desk.take_changes().empty());
    desk.settle();
    CHECK(desk.take_changes().empty());
}

TEST_CASE("a desk that remembers all there is goes on as the one that stopped") {
    const auto reports = headlines(5);
    Desk whole, before;
    const auto half = reports.size() / 2;
    std::map<ArticleId, Placement> placements;
    for (const Report& r : reports) place(whole, r);
    whole.settle();
    for (const Report& r : std::span(reports).first(half)) placements[{r.id}] = place(before, r);
    before.settle();
    for (const StoryChange& c : before.take_changes())
        for (auto& [id, placement] : placements)
            if (c.article ? id == c.article : placement.story == c.from) placement.story = c.to;
    Desk after;
    for (const Report& r : std::span(reports).first(half))
        after.remember({{r.id}, {r.id % 7}, r.time, "", &r.reading}, placements[{r.id}]);
    for (const Report& r : std::span(reports).subspan(half)) place(after, r);
    after.settle();
    const auto next = report(9'000, reports.back().title, "", hours(230));
    CHECK(place(after, next).story == place(whole, next).story);
    CHECK(after.related({9'000}) == whole.related({9'000}));
}

TEST_CASE("a desk with more behind it than it remembers lets stand what was decided") {
    Desk desk;
    for (const Report& r : headlines(4)) desk.remember({{r.id}, {}, r.time, "", &r.reading}, {});
    desk.stop_rehearsing();
    desk.settle();
    CHECK(desk.take_changes().empty());
}

TEST_CASE("reports in two languages are one story where names, numbers and places agree, and it says so") {
    Desk desk;
    const auto english = report(1, "Macron meets Zelensky in Warsaw",
                                "French president Emmanuel Macron met Volodymyr Zelensky in Warsaw on 14 March 2024, "
                                "with Donald Tusk and Olaf Scholz. They promised 1500 vehicles to Ukraine.");
    Report german{2, "Macron trifft Selenskyj in Warschau",
                  "Der franz\u00f6sische Pr\u00e4sident Emmanuel Macron traf am 14. M\u00e4rz 2024 in Warschau "
                  "Wolodymyr Selenskyj, dazu kamen Donald Tusk und Olaf Scholz. Sie versprachen der Ukraine 1500 "
                  "Fahrzeuge."};
    german.reading = text::read({german.title, german.text, "de"});
    Report bread_german{3, "Brot wird teurer", "In Bremen kostet Brot 12 Prozent mehr, sagte B\u00e4cker Klaus Meier."};
    bread_german.reading = text::read({bread_german.title, bread_german.text, "de"});
    const auto first = place(desk, english);
    const auto second = place(desk, german);
    CHECK(second.story == first.story);
    CHECK(second.why.find("across languages") != std::string::npos);
    CHECK(place(desk, bread_german).story != first.story);
}

TEST_CASE("twice the articles cost at most 2.2 times the steps") {
    const auto steps = [](std::size_t n) {
        Desk desk;
        std::mt19937 random(7);
        for (std::uint64_t i = 0; i < n; ++i) {
            std::string text;
            const auto topic = random() % (n / 8);
            for (int w = 0; w < 30; ++w) text += fmt::format("topic{}x{} ", topic, random() % 40);
            // Words that most have: what is looked at of each article has a bound, and they reach it early.
            for (int w = 0; w < 30; ++w) text += fmt::format("word{} ", random() % 20);
            place(desk, report(i + 1, fmt::format("Topic {} news", topic), text, std::chrono::minutes(i)));
        }
        return desk.steps();
    };
    const auto small = steps(2500), big = steps(5000);
    CHECK(big <= small * 22 / 10);
}

TEST_CASE("a thousand copies of one text are one story, and each costs as little as the first") {
    Desk desk;
    const std::string body = tram_one + "\n\n" + bread;
    std::uint64_t half = 0;
    for (std::uint64_t i = 1; i <= 1000; ++i) {
        const auto p = place(desk, report(i, fmt::format("Tram line {}", i), body, std::chrono::minutes(i)));
        CHECK(p.story == story_id(ArticleId{1}));
        CHECK(p.duplicate_of == ArticleId{i == 1 ? 0U : 1U});
        if (i == 500) half = desk.steps();
    }
    CHECK(desk.steps() <= half * 22 / 10);
}

TEST_CASE("empty, one-word, mixed and misdated articles get a story each, and nothing breaks") {
    Desk desk;
    std::string mixed = tram_one + " \u5317\u4eac\u5e02\u957f\u8bf4 \u0627\u0644\u062a\u0631\u0627\u0645 ";
    const Instant odd[] = {Instant::max(), Instant::min(), Instant{}, at("2025-07-13T08:00:00Z")};
    std::uint64_t id = 0;
    std::set<std::uint64_t> seen;
    for (const Instant time : odd)
        for (const std::string& text : {std::string(), std::string("Tram"), mixed, std::string(20'000, 'a')}) {
            Report r = report(++id, text.substr(0, 40), text);
            r.time = time;
            const auto p = place(desk, r);
            CHECK(p.story);
            seen.insert(p.story.value);
        }
    CHECK(desk.size() == id);
    CHECK(seen.size() > 3);
}

}  // namespace octavo::story
