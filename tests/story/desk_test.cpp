#include "story/desk.hpp"

#include <doctest/doctest.h>

#include <random>

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
        const Rule& rule = settings.rule;
        const Vector v = weigh(r.reading, rarity_);
        StoryId chosen;
        float best_margin = 0;
        for (auto& [id, story] : stories_) {
            std::vector<float> likeness;
            for (const Vector& m : story.members) likeness.push_back(dot(v, m));
            std::ranges::sort(likeness, std::greater{});
            if (likeness.empty() || likeness[0] <= 0) continue;
            const auto gap = std::max({Duration{0}, r.time - story.newest, story.oldest - r.time});
            if (gap > settings.silence) continue;
            if (std::max(story.newest, r.time) - std::min(story.oldest, r.time) > settings.longest) continue;
            const float n = static_cast<float>(story.members.size());
            const float score = (rule.of_best * likeness[0] + rule.of_second * likeness[n > 1 ? 1 : 0] +
                                 rule.of_centre * dot(v, story.sum) / length(story.sum)) *
                                std::exp(-static_cast<float>(gap.count()) / static_cast<float>(rule.fade.count()));
            const float bar =
                (rule.bar + rule.bar_per_term * std::log(static_cast<float>(r.reading.terms.size()) / 10)) *
                (1 + rule.bar_per_size * std::log2(n));
            if (score / bar >= 1 && score / bar > best_margin + 1e-5F) {
                best_margin = score / bar;
                chosen = id;
            }
        }
        std::vector<Term> fresh;
        if (!chosen) {
            chosen = story_id(ArticleId{r.id});
            rarity_.count(r.reading.language, r.reading.terms);
            stories_[chosen] = {{}, {}, r.time, r.time};
        } else {
            for (const Term& t : r.reading.terms)
                if (std::ranges::find(stories_[chosen].sum, static_cast<std::uint32_t>(t.hash >> 32), &Weight::key) ==
                    stories_[chosen].sum.end())
                    fresh.push_back(t);
            rarity_.count_terms(r.reading.language, fresh);
        }
        Story& story = stories_[chosen];
        story.members.push_back(v);
        add(story.sum, v, 1, 300);
        story.oldest = std::min(story.oldest, r.time);
        story.newest = std::max(story.newest, r.time);
        return chosen;
    }

  private:
    struct Story {
        std::vector<Vector> members;
        Vector sum;
        Instant oldest{}, newest{};
    };
    Rarity rarity_;
    std::map<StoryId, Story> stories_;
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
        Desk desk;
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

}  // namespace octavo::story
