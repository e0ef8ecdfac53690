#include "pipeline/rule_trial.hpp"

#include "pipeline/house.hpp"

using namespace octavo;
using namespace octavo::test;
using namespace octavo::pipeline;

namespace {

std::string two_rooms(int i) {
    return fmt::format(
        "<!doctype html><html lang=en><head><title>Report {0}</title></head><body><h1>Report {0}</h1>"
        "<div class=a><p>In the first room of report {0} the council heard of ferry {1}, which had not been seen "
        "since the flood, and was glad of it.</p></div>"
        "<div class=b><p>In the second room of report {0} the engineers spoke of weir {2}, of its gates, of its "
        "keepers, of its eels, and of what it would cost, which was a great deal more than anybody had said.</p>"
        "<p>Nobody left before midnight, and the weir was opened all the same, with a band.</p></div></body></html>",
        i, i * 3, i * 5);
}

void publish(House& house, const std::string& host, int from, int to) {
    house.follow(fmt::format("https://{}/feed.xml", host), host);
    house.web.put(fmt::format("https://{}/feed.xml", host), {200, rss(host, from, to), "application/rss+xml", {}});
    for (int i = from; i < to; ++i) house.web.put(fmt::format("https://{}/report/{}", host, i), {200, two_rooms(i)});
    house.poll();
}

std::vector<std::int64_t> kept_pages(House& house, const std::string& host) {
    const auto row = house.reader->source(host).value();
    const auto archive = store::Rereading::open(*house.archive).value();
    std::vector<std::int64_t> out;
    const auto marks = archive->pages_of(row->source.id, 10).value();
    for (const auto& mark : marks) {
        CHECK(mark.url.contains(host));
        CHECK(mark.title.starts_with("Report"));
        out.push_back(mark.version);
    }
    return out;
}

bool has(const std::vector<RuleTrial::Line>& lines, std::string_view words, bool only_here) {
    return std::ranges::any_of(
        lines, [&](const auto& line) { return line.text.contains(words) && line.only_here == only_here; });
}

}  // namespace

TEST_CASE("a kept page is read as it is and by rules that were typed, and nothing is changed by it") {
    House house;
    publish(house, "paper.example", 0, 3);
    const auto pages = kept_pages(house, "paper.example");
    REQUIRE(pages.size() == 3);
    const auto before = house.reader->article(*house.reader->article_at("https://paper.example/report/1").value());
    const auto trials = house.line->try_rules(
        {.host = "paper.example", .text = "body: //div[@class='a']\ntitle: //nothing\n", .versions = {pages[0]}}, {});
    REQUIRE(trials.has_value());
    REQUIRE(trials->size() == 1);
    const RuleTrial& trial = trials->front();
    CHECK(trial.trouble.empty());
    CHECK(trial.covered);
    CHECK(has(trial.before.text, "second room", true));
    CHECK_FALSE(has(trial.after.text, "second room", true));
    CHECK_FALSE(has(trial.after.text, "second room", false));
    CHECK(has(trial.after.text, "first room", !has(trial.before.text, "first room", false)));
    CHECK(trial.after.why.contains("body by rule"));
    const auto after = house.reader->article(*house.reader->article_at("https://paper.example/report/1").value());
    CHECK((*before)->extraction == (*after)->extraction);
}

TEST_CASE("rules that cannot be read are named with their line; those of another host do not speak for the page") {
    House house;
    publish(house, "paper.example", 0, 1);
    const auto pages = kept_pages(house, "paper.example");
    const auto bad =
        house.line->try_rules({.host = "paper.example", .text = "body: //main\ntitle: //h1[\n", .versions = pages}, {});
    REQUIRE_FALSE(bad.has_value());
    CHECK(bad.error().fault == Fault::usage);
    CHECK(bad.error().detail.starts_with("paper.example.txt:2: title:"));
    const auto covered = [&](const std::string& host) {
        return house.line->try_rules({.host = host, .text = "", .versions = pages}, {})->front().covered;
    };
    CHECK(covered("paper.example"));
    CHECK(covered(".paper.example"));
    CHECK(covered(".example"));
    CHECK_FALSE(covered("other.example"));
    CHECK_FALSE(covered(".er.example"));
}

TEST_CASE("a trial is bounded in pages and in time, and passes over what has left") {
    House house;
    publish(house, "paper.example", 0, 8);
    auto pages = kept_pages(house, "paper.example");
    REQUIRE(pages.size() == 8);
    pages.insert(pages.begin(), 999'999);
    const auto all = house.line->try_rules({.host = "paper.example", .text = "", .versions = pages}, {});
    CHECK(all->size() == RuleTrialWish::most_pages);
    const auto late =
        house.line->try_rules({.host = "paper.example", .text = "", .versions = pages, .longest = Duration(0)}, {});
    CHECK(std::ranges::all_of(*late, [](const RuleTrial& one) { return one.trouble.contains("no time left"); }));
    std::stop_source stop;
    stop.request_stop();
    CHECK(house.line->try_rules({.host = "paper.example", .text = "", .versions = pages}, stop.get_token())->empty());
}

TEST_CASE("what both sides have, in order, is unmarked on both") {
    const auto lines = [](std::initializer_list<const char*> texts) {
        std::vector<RuleTrial::Line> out;
        for (const char* text : texts) out.push_back({text});
        return out;
    };
    const auto marks = [](const std::vector<RuleTrial::Line>& of) {
        std::string out;
        for (const auto& line : of) out += line.only_here ? '!' : '=';
        return out;
    };
    auto a = lines({"one", "two", "three", "four"}), b = lines({"zero", "two", "four", "five"});
    mark_differences(a, b);
    CHECK(marks(a) == "!=!=");
    CHECK(marks(b) == "!==!");
    auto none = lines({});
    mark_differences(a, none);
    CHECK(marks(a) == "!!!!");
    auto same = a;
    mark_differences(a, same);
    CHECK(marks(a) == "====");
}
