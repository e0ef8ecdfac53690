// An order of one's own, what is asked more or less of, and rules, on the pages.
#include "web/for_you.hpp"

#include "text/tag_key.hpp"
#include "web/club.hpp"

using namespace octavo;
using namespace octavo::test;
using store::Rule;

namespace {

struct Study {
    Club club;
    readers::SignedIn in = club.join("Ada Quay");
    Club::From from = Club::with(in);
    std::string token = club.token(in);
    web::Response press(const std::string& place, std::string_view body) {
        return club.send(place, token + "&" + std::string(body), from);
    }
    std::string page(std::string_view place) { return bytes(club.look(place, from)); }
    const store::FullArticle& article(std::size_t i = 0) { return club.stand.articles.at(i); }
    const store::Card& card(std::size_t i = 0) { return article(i).card; }
    std::string source() { return "src/" + card().source_domain; }
    void follow(const std::string& place) { REQUIRE(press("/en-gb/my/follow/" + place, "do=follow").status == 303); }
    readers::Visitor who() { return *club.accounts->visitor(in.secret).value(); }
    // Which place of the tune page's form a listing has.
    std::string row(const std::string& form, const std::string& place) {
        std::size_t row = 0;
        for (auto at = form.find("name=\"place\""); at != std::string::npos;
             at = form.find("name=\"place\"", at + 1), ++row)
            if (form.compare(at, place.size() + 21, "name=\"place\" value=\"" + place + "\"") == 0)
                return std::to_string(row);
        FAIL(place);
        return {};
    }
};

}  // namespace

TEST_CASE("who follows nothing is told how to begin; who follows has what it brings, with the sum behind each place") {
    Study r;
    CHECK(r.page("/en-gb/my/for-you").contains("Follow something first"));
    r.follow(r.source());
    const std::string page = r.page("/en-gb/my/for-you");
    CHECK(page.contains(r.card().title));
    CHECK(page.contains("You follow <bdi>" + r.card().source_name + "</bdi>"));
    CHECK(page.contains("<b dir=\"ltr\">+1.0</b>"));
    CHECK(page.contains("href=\"/en-gb/my/tune/" + r.card().id.text() + "\""));
    // Others' orders are their own.
    const auto other = r.club.join("Bo Lind");
    CHECK(bytes(r.club.look("/en-gb/my/for-you", Club::with(other))).contains("Follow something first"));
}

TEST_CASE("what was read leaves the order, what is muted is not in it, and the switch empties it") {
    Study r;
    r.follow(r.source());
    const std::string title = "\">" + r.card().title + "</a>";
    CHECK(r.page("/en-gb/my/for-you").contains(title));
    CHECK(r.press("/en-gb/my", "do=read&what=" + r.card().id.text()).status == 303);
    CHECK_FALSE(r.page("/en-gb/my/for-you").contains(title));
    CHECK(r.press("/en-gb/my", "do=unread&what=" + r.card().id.text()).status == 303);
    CHECK(r.page("/en-gb/my/for-you").contains(title));
    // A listing that was marked as read is read here, too.
    r.club.clock.advance(std::chrono::seconds(1));
    const std::vector<std::string> places{r.source()};
    const auto marked = r.club.reads->mark_all(r.who(), places, r.club.clock.now()).value();
    CHECK_FALSE(r.page("/en-gb/my/for-you").contains(title));
    CHECK(r.club.reads->undo(r.who(), marked).has_value());
    CHECK(r.press("/en-gb/my/for-you", "do=off").status == 303);
    const std::string off = r.page("/en-gb/my/for-you");
    CHECK(off.contains("“For you” is off."));
    CHECK_FALSE(off.contains(title));
    CHECK(r.press("/en-gb/my/for-you", "do=on").status == 303);
    CHECK(r.press("/en-gb/my/follows", "do=mute&what=" + r.card().source_domain).status == 303);
    CHECK_FALSE(r.page("/en-gb/my/for-you").contains(title));
}

TEST_CASE("a story told by another publisher later still stands for whoever follows the first, as that one tells it") {
    Study r;
    // Two reports of one story, by different publishers: the older one's is followed.
    std::size_t newer = 0, older = 0;
    for (std::size_t i = 0; i < r.club.stand.articles.size() && older == 0; ++i)
        for (std::size_t k = i + 1; k < r.club.stand.articles.size() && older == 0; ++k)
            if (r.card(i).story == r.card(k).story && r.card(i).source != r.card(k).source && !r.card(i).duplicate_of &&
                !r.card(k).duplicate_of && r.card(i).language.starts_with("en") && r.card(k).language.starts_with("en"))
                newer = i, older = k;
    REQUIRE(older != 0);
    r.follow("src/" + r.card(older).source_domain);
    CHECK(r.press("/en-gb/my/for-you", "do=sliders&beyond=4").status == 303);
    const std::string title = "\">" + r.card(older).title + "</a>";
    CHECK(r.page("/en-gb/my/for-you").contains(title));
    // A report that is muted, or that a rule leaves out, does not take the others' along.
    CHECK(r.press("/en-gb/my/follows", "do=mute&what=" + r.card(newer).source_domain).status == 303);
    CHECK(r.page("/en-gb/my/for-you").contains(title));
    CHECK(r.press("/en-gb/my/follows", "do=unmute&what=" + r.card(newer).source_domain).status == 303);
    r.follow("src/" + r.card(newer).source_domain);
    CHECK(r.press("/en-gb/my/rules", "do=add&deed=0&all=1&query=source:" + r.card(newer).source_domain).status == 303);
    CHECK(r.page("/en-gb/my/for-you").contains(title));
    CHECK(r.page("/en-gb/my").contains(title));
}

TEST_CASE("an article says what it is about; less of it takes it out, as it comes brings it back") {
    Study r;
    r.follow(r.source());
    const std::string tune = "/en-gb/my/tune/" + r.card().id.text();
    const std::string form = r.page(tune);
    CHECK(form.contains("More or less of what?"));
    CHECK(form.contains("You follow this"));
    const std::string at = r.row(form, r.source());
    const std::string body = "do=want" + [&] {
        std::string places;
        for (auto from = form.find("name=\"place\" value=\""); from != std::string::npos;
             from = form.find("name=\"place\" value=\"", from + 1)) {
            const auto begin = from + 20;
            places += "&place=" + form.substr(begin, form.find('"', begin) - begin);
        }
        return places;
    }();
    CHECK(header(r.press(tune, body + "&w" + at + "=less"), "Location") == "/en-gb/my/for-you");
    const std::string less = r.page("/en-gb/my/for-you");
    CHECK_FALSE(less.contains("\">" + r.card().title + "</a>"));
    CHECK(less.contains("You want less of <a href=\"/en-gb/" + r.source() + "\">"));
    CHECK(r.press(tune, body + "&w" + at + "=more").status == 303);
    CHECK(r.page("/en-gb/my/for-you").contains("<b dir=\"ltr\">+2.0</b>"));
    CHECK(r.press("/en-gb/my/for-you", "do=forget&what=" + r.source()).status == 303);
    CHECK_FALSE(r.page("/en-gb/my/for-you").contains("You want"));
    CHECK(r.club.look("/en-gb/my/tune/bvq3k2vs5h7la", r.from).status == 404);
    // What is no listing is not kept.
    CHECK(r.press(tune, "do=want&place=me&w0=more&place=c%2Fnonsense&w1=less").status == 303);
    CHECK(r.club.tastes->tastes(r.who()).value().empty());
}

TEST_CASE("a slider at nothing takes its kind out, whatever else a form sends") {
    Study r;
    r.follow(r.source());
    CHECK(r.press("/en-gb/my/for-you", "do=sliders&kind0=0&beyond=0&told=99&fresh=x").status == 303);
    CHECK(r.page("/en-gb/my/for-you").contains("Nothing new of what you follow"));
    const auto kept = r.club.reads->preferences(r.who()).value().sliders;
    CHECK(kept.kinds[0] == 0);
    CHECK(kept.told == 4);
    CHECK(kept.fresh == 2);
    CHECK(r.press("/en-gb/my/for-you", "do=everything").status == 422);
}

TEST_CASE("a rule is tried before it is made: what it would find is shown and nothing is kept") {
    Study r;
    const std::string query = "source:" + r.card().source_domain;
    const std::string page = bytes(r.press("/en-gb/my/rules", "do=try&deed=0&query=" + query));
    CHECK(page.contains(r.card().title));
    CHECK(page.contains("of the newest articles"));
    CHECK(page.contains("value=\"" + query + "\""));
    CHECK(r.club.tastes->rules(r.who()).value().empty());
    const auto nothing = r.press("/en-gb/my/rules", "do=try&query=+");
    CHECK(nothing.status == 422);
    CHECK(bytes(nothing).contains("role=\"alert\""));
    CHECK(bytes(r.press("/en-gb/my/rules", "do=try&query=xyzzy")).contains("It finds nothing"));
    // To hold for what is there already, all of that is counted.
    CHECK(bytes(r.press("/en-gb/my/rules", "do=try&deed=2&all=1&query=harbour")).contains(" there:</p>"));
}

TEST_CASE("a rule leaves out or counts as read what it finds, what is there already only where it is to; and back") {
    Study r;
    r.follow(r.source());
    const std::string query = "source:" + r.card().source_domain, title = "\">" + r.card().title + "</a>";
    CHECK(r.press("/en-gb/my/rules", "do=add&deed=0&query=" + query).status == 303);
    CHECK(r.page("/en-gb/my").contains(title));  // it came before the rule
    auto rules = r.club.tastes->rules(r.who()).value();
    REQUIRE(rules.size() == 1);
    const auto form = [&](std::string_view doing, const Rule& rule) {
        return fmt::format("do={}&number={}&query={}&deed={}&made={}&since={}&done={}", doing, rule.number, rule.query,
                           static_cast<int>(rule.deed), to_unix_ms(rule.made), to_unix_ms(rule.since),
                           to_unix_ms(rule.done));
    };
    CHECK(r.press("/en-gb/my/rules", form("drop", rules[0])).status == 200);
    CHECK(r.press("/en-gb/my/rules", "do=add&deed=0&all=1&query=" + query).status == 303);
    CHECK_FALSE(r.page("/en-gb/my").contains(title));
    CHECK_FALSE(r.page("/en-gb/my/for-you").contains(title));
    rules = r.club.tastes->rules(r.who()).value();
    const std::string dropped = bytes(r.press("/en-gb/my/rules", form("drop", rules[0])));
    CHECK(dropped.contains("The rule is removed."));
    CHECK(r.page("/en-gb/my").contains(title));
    CHECK(r.press("/en-gb/my/rules", form("undo", rules[0])).status == 303);
    CHECK_FALSE(r.page("/en-gb/my").contains(title));
    CHECK(r.press("/en-gb/my/rules", form("drop", rules[0])).status == 200);
    CHECK(r.press("/en-gb/my/rules", "do=add&deed=1&all=1&query=" + query).status == 303);
    CHECK(r.page("/en-gb/my").contains("under why seen"));
    // The reader's own word is the last.
    const std::string id = r.card().id.text(), unread = "<div class=\"under why\"><span id=\"why" + id;
    CHECK_FALSE(r.page("/en-gb/my").contains(unread));
    CHECK(r.press("/en-gb/my", "do=unread&what=" + id).status == 303);
    CHECK(r.page("/en-gb/my").contains(unread));
    CHECK(r.press("/en-gb/my", "do=read&what=" + id).status == 303);
    CHECK(r.press("/en-gb/my", "do=show&what=unread").status == 303);
    CHECK_FALSE(r.page("/en-gb/my").contains(title));
    // A form that names no rule, or no deed there is, changes nothing.
    CHECK(r.press("/en-gb/my/rules", "do=drop&number=0&query=x").status == 422);
    CHECK(r.press("/en-gb/my/rules", "do=undo&query=x&number=7").status == 422);
    CHECK(r.club.tastes->rules(r.who()).value().size() == 1);
}

TEST_CASE("a rule puts what it finds on the reading list when its reader comes") {
    Study r;
    r.follow("c/sports");
    CHECK(r.press("/en-gb/my/rules", "do=add&deed=2&all=1&query=source:" + r.card().source_domain).status == 303);
    CHECK(r.page("/en-gb/my/rules").contains("source:" + r.card().source_domain));
    const auto saved = [&] { return r.club.shelf->is_saved(r.who(), r.card().id).value(); };
    for (int i = 0; i < 500 && !saved(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    CHECK(saved());
    CHECK(r.page("/en-gb/my/saved").contains(r.card().title));
}

TEST_CASE("a muted hashtag hides the articles that have it") {
    Study r;
    const store::TagRef tag{.id = tag_id(text::tag_key("TidalPower")), .name = "TidalPower"};
    r.club.stand.articles.at(0).tags.push_back(tag);
    r.follow("t/" + tag.id.text());
    CHECK(r.page("/en-gb/my").contains("<article class=\"row"));
    CHECK(r.press("/en-gb/my/follows", "do=mute&what=%23" + tag.name).status == 303);
    CHECK_FALSE(r.page("/en-gb/my").contains("<article class=\"row"));
}

TEST_CASE("rules ask the archive a few times for a page, however many cards stand on it") {
    Study r;
    auto hands = r.club.stand.archive().open().value();
    std::vector<Rule> rules;
    for (int i = 0; i < 30; ++i) rules.push_back({.number = i + 1, .query = fmt::format("word{}", i)});
    web::RulesFound found(hands, rules, {});
    for (const auto& article : r.club.stand.articles) CHECK_FALSE(found.any(article.card, Rule::Deed::leave_out));
    CHECK(found.asked() >= rules.size());
    CHECK(found.asked() <= 5 * rules.size());  // each time twice as far
}

TEST_CASE("of a thousand follows only so many cards are read") {
    Study r;
    auto hands = r.club.stand.archive().open().value();
    web::Searches searches(r.club.clock);
    web::RulesFound rules(hands, {}, {});
    const readers::Muted nothing;
    std::vector<web::LikedListing> liked;
    for (int i = 0; i < 1000; ++i)
        liked.push_back(
            {.listing = {.place = "src/x", .link = "src/x", .title = "X", .query = {.source = r.card().source}},
             .followed = true});
    const auto listing = web::for_you(
        hands, liked, {.muted = nothing, .rules = rules, .sliders = {}, .language = "en", .limit = 40}, searches);
    REQUIRE(listing.has_value());
    CHECK(listing->asked <= 1000 * 4 + 60);
    CHECK_FALSE(listing->items.empty());
}
