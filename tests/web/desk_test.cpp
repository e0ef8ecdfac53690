// The desk over an archive: who sees what, which command a form becomes and on whose word, what stands in the place of
// what was taken away.
#include "store/rulings.hpp"
#include "web/club.hpp"
#include "web/desk_views.hpp"
#include "web/desk_wires.hpp"
#include "web/page.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

// A club with a desk whose commands are written down instead of done.
struct Desk : Club {
    std::vector<web::Errand> errands;
    web::Carried answer{.code = 0, .lines = {}, .complaint = {}};
    std::unique_ptr<store::Rulings> rulings = store::Rulings::open(archive.folder.path()).value();
    web::DeskWires wires{
        .carry_out =
            [this](const web::Errand& errand, const std::stop_token&) {
                errands.push_back(errand);
                return answer;
            },
        .configuration =
            [] {
                return std::vector<web::ConfigView>{
                    {"site.port", "8080", "default", "the site's port"},
                    {"site.name", "<b>Paper</b>", "octavo.toml:3", "what the site is called"},
                    {"provider.model", "llama<3>", "octavo.toml:9", "the model's name"}};
            },
        .disk = [] { return web::DiskFacts{{{"", 5'000'000}, {"pictures", 1'500}}, 7'000'000'000, true}; },
        .backups = [] { return std::vector<web::BackupFile>{{"octavo-1.db", 1'000'000, press_time()}}; },
        .log = [] { return std::vector<std::string>{"first <line>\n", "second line\n"}; },
        .catalogue =
            [] {
                return std::vector<web::CatalogueFeed>{
                    {"https://paper.example/feed", "The Paper", "paper.example", "GB", "en"},
                    {"https://papier.example/feed", "Papier", "papier.example", "DE", "de"}};
            },
        .rules =
            [this](const std::string& domain) {
                asked_rules = domain;
                return facts;
            },
        .has_contact = true};
    std::string asked_rules;
    web::RulesFacts facts{.file = "paper.example.txt",
                          .text = "body: //main <&>\n",
                          .trouble = {},
                          .exists = true,
                          .before = true,
                          .pages = {{7, "https://paper.example/1", "One <b>page</b>", press_time()},
                                    {8, "https://paper.example/2", "Two", press_time()},
                                    {9, "https://paper.example/3", "Three", press_time()}}};
    explicit Desk(web::SiteSettings settings = {}) : Club(readers::SignUp::open, settings) {
        site = std::make_unique<web::Site>(
            std::move(settings), stand.archive(), clock, [] { return web::Outlook{}; },
            web::Wires{.doors = doors.get(), .desk = &wires, .rulings = rulings.get()});
        seat = site->seat();
    }
    web::Response press(std::string_view target, std::string_view form, const readers::SignedIn& in) {
        return send(target, token(in) + "&" + std::string(form), with(in));
    }
};

}  // namespace

TEST_CASE("the desk's first page says what needs a hand, to each role what is theirs") {
    Desk desk;
    const auto moderator = desk.join("Mo Dell", Role::moderator), boss = desk.join("Ada Quay", Role::owner);
    const std::string calm = bytes(desk.look("/en-gb/admin", Club::with(moderator)));
    CHECK(calm.contains("All is calm"));
    CHECK_FALSE(calm.contains("/en-gb/admin/sources"));
    CHECK_FALSE(calm.contains("/en-gb/admin/config"));
    const std::string page = bytes(desk.look("/en-gb/admin", Club::with(boss)));
    CHECK(page.contains("/en-gb/admin/sources?state=trouble"));
    CHECK(page.contains("7 GB"));
    const auto reader = desk.join("Bo Lind");
    const ArticleId article = desk.stand.articles.front().card.id;
    REQUIRE(desk.talk->say(readers::Visitor{reader.account}, std::span(&article, 1), 0,
                           "See https://a.example/ and https://b.example/"));
    CHECK(bytes(desk.look("/en-gb/admin", Club::with(moderator))).contains("1 comment waits for a moderator"));
}

TEST_CASE(
    "an address is added by the command that adds addresses, on the operator's word, and the page tells what came of "
    "it") {
    Desk desk;
    const auto boss = desk.join("Ada Quay", Role::owner);
    desk.answer.lines = {R"({"url":"https://a.example/feed","title":"A & B","status":"followed"})",
                         R"({"url":"https://a.example/sport","title":"Sport","status":"found"})", "no json"};
    const auto response = desk.press("/en-gb/admin/sources", "do=add&address=a.example", boss);
    CHECK(response.status == 200);
    REQUIRE(desk.errands.size() == 1);
    CHECK(desk.errands[0].words == std::vector<std::string>{"add", "a.example"});
    CHECK(desk.errands[0].by == boss.account.id.text());
    CHECK(bytes(response).contains("A &amp; B"));
    CHECK(bytes(response).contains("Followed now"));
    CHECK(bytes(response).contains("Also there, not followed"));
    desk.answer = {.code = 1, .lines = {}, .complaint = "<i>robots.txt</i> says no"};
    const auto refused = desk.press("/en-gb/admin/sources", "do=add&address=b.example", boss);
    CHECK(refused.status == 422);
    CHECK(bytes(refused).contains("&lt;i&gt;robots.txt"));
    CHECK(bytes(refused).contains("value=\"b.example\""));
    CHECK(desk.press("/en-gb/admin/sources", "do=add", boss).status == 400);
}

TEST_CASE("the list of sources is sifted by name and state, and says how each is") {
    Desk desk;
    const auto boss = desk.join("Ada Quay", Role::owner);
    const std::string all = bytes(desk.look("/en-gb/admin/sources", Club::with(boss)));
    const Source& first = desk.stand.sources.front();
    CHECK(all.contains("/en-gb/admin/sources/" + first.domain));
    const std::string one = bytes(desk.look("/en-gb/admin/sources?q=" + first.domain, Club::with(boss)));
    CHECK(one.contains("/en-gb/admin/sources/" + first.domain));
    CHECK(one.contains("1 source<"));
    CHECK(bytes(desk.look("/en-gb/admin/sources?state=paused", Club::with(boss))).contains("0 sources"));
    REQUIRE(desk.archive.store->pause(first.id, true, press_time()));
    CHECK(bytes(desk.look("/en-gb/admin/sources?state=paused", Club::with(boss))).contains(first.domain));
    CHECK(bytes(desk.look("/en-gb/admin/sources/" + first.domain, Club::with(boss))).contains("Paused since"));
    CHECK(desk.look("/en-gb/admin/sources/nobody.example", Club::with(boss)).status == 404);
}

TEST_CASE("each form of a source is one command; what cannot be taken back wants a tick") {
    Desk desk;
    const auto boss = desk.join("Ada Quay", Role::owner);
    const std::string domain = desk.stand.sources.front().domain, place = "/en-gb/admin/sources/" + domain;
    const auto words = [&](std::string_view form) {
        desk.errands.clear();
        CHECK(desk.press(place, form, boss).status == 303);
        return desk.errands.empty() ? std::vector<std::string>() : desk.errands[0].words;
    };
    CHECK(words("do=pause") == std::vector<std::string>{"pause", domain});
    CHECK(words("do=resume") == std::vector<std::string>{"resume", domain});
    CHECK(words("do=set&name=A+B&country=gb&language=en&kind=sports") ==
          std::vector<std::string>{"set", domain, "name=A B", "country=gb", "language=en", "kind=sports"});
    CHECK(words("do=optout&sure=yes&why=by+letter") == std::vector<std::string>{"optout", domain, "by letter"});
    CHECK(words("do=forget&sure=yes") == std::vector<std::string>{"remove", domain});
    CHECK(desk.errands[0].all);
    for (const std::string_view form : {"do=optout", "do=forget", "do=remove", "do=anything"})
        CHECK(desk.press(place, form, boss).status == 400);
}

TEST_CASE("what was taken down answers 410 with a page that says so, in every form of its address") {
    Desk desk;
    const auto boss = desk.join("Ada Quay", Role::owner);
    auto write = article(1);
    desk.archive.write({write});
    const ArticleId id = write.parsed.id;
    REQUIRE(desk.archive.store->take_down(std::span(&id, 1), "a person <asked>", press_time()));
    for (const std::string_view form :
         {"/en-gb/a/report-{}", "/a/{}", "/en-gb/a/report-{}/brief", "/en-gb/a/report-{}/v/1"}) {
        const auto gone = desk.look(fmt::format(fmt::runtime(form), id.text()));
        CAPTURE(form);
        CHECK(gone.status == 410);
        CHECK(bytes(gone).contains("This article was taken down"));
        CHECK(bytes(gone).contains("/publishers"));
        CHECK_FALSE(bytes(gone).contains("asked&gt;"));  // why is for the desk
    }
    CHECK(desk.look("/en-gb/a/report-bvq3k2vs5h7la").status == 404);
    const std::string page = bytes(desk.look("/en-gb/admin/takedowns", Club::with(boss)));
    CHECK(page.contains(id.text()));
    CHECK(page.contains("a person &lt;asked&gt;"));
    CHECK(desk.press("/en-gb/admin/takedowns", "do=take-down&article=https://a.example/1&why=x&copies=yes", boss)
              .status == 303);
    CHECK(desk.errands[0].words == std::vector<std::string>{"takedown", "https://a.example/1", "x"});
    CHECK(desk.errands[0].all);
    CHECK(desk.press("/en-gb/admin/takedowns", "do=take-down&article=undo&why=x", boss).status == 400);
    CHECK(desk.press("/en-gb/admin/takedowns", "do=give-back&article=" + id.text(), boss).status == 303);
    CHECK(desk.errands.back().words == std::vector<std::string>{"takedown", "undo", id.text()});
}

TEST_CASE("in the place of a publisher who is left out stands why; readers learn how to ask") {
    Desk desk({.contact = "https://paper.example/contact"});
    REQUIRE(desk.archive.store->leave_out("harbour.example", "", press_time()));
    const auto gone = desk.look("/en-gb/src/www.harbour.example");
    CHECK(gone.status == 410);
    CHECK(bytes(gone).contains("Nothing of harbour.example is fetched"));
    const std::string page = bytes(desk.look("/en-gb/publishers"));
    CHECK(page.contains("https://paper.example/contact"));
    CHECK(bytes(desk.look("/en-gb/about")).contains("/en-gb/publishers"));
    const auto boss = desk.join("Ada Quay", Role::owner);
    CHECK(bytes(desk.look("/en-gb/admin/takedowns", Club::with(boss))).contains("harbour.example"));
    CHECK(desk.press("/en-gb/admin/takedowns", "do=leave-out&domain=b.example", boss).status == 400);
    CHECK(desk.press("/en-gb/admin/takedowns", "do=leave-out&domain=b.example&why=w&sure=yes", boss).status == 303);
    CHECK(desk.errands.back().words == std::vector<std::string>{"optout", "b.example", "w"});
}

TEST_CASE("editors put stories and hashtags right, moderators do not") {
    Desk desk;
    const auto editor = desk.join("Ed Hume", Role::editor), moderator = desk.join("Mo Dell", Role::moderator);
    const StoryId story = desk.stand.articles.front().card.story;
    REQUIRE(story);
    const std::string place = "/en-gb/admin/stories/" + story.text();
    CHECK(desk.look(place, Club::with(editor)).status == 200);
    CHECK(desk.look(place, Club::with(moderator)).status == 403);
    CHECK(
        desk.press("/en-gb/admin/stories", "do=open&story=http://x/en-gb/s/any-words-" + story.text(), editor).status ==
        303);
    CHECK(desk.press(place, "do=title&title=Two+locks", editor).status == 303);
    CHECK(desk.errands.back().words == std::vector<std::string>{"story", "title", story.text(), "Two locks"});
    CHECK(desk.press(place, "do=title&title=Two+locks", moderator).status == 403);
    REQUIRE(desk.archive.store->rule(
        StoryRuling{.at = press_time(), .story = story, .other = {}, .article = {}, .words = "Two <locks>"}, {}));
    const auto& card = desk.stand.articles.front().card;
    const std::string shown = bytes(desk.look("/en-gb/" + web::story_place(story, card.title)));
    CHECK(shown.contains("Two &lt;locks&gt;"));
    CHECK(shown.contains("The title is the editor"));
    CHECK(desk.press("/en-gb/admin/tags", "do=alias&tag=Alder&other=PortAlder", editor).status == 303);
    CHECK(desk.errands.back().words == std::vector<std::string>{"hashtag", "alias", "Alder", "PortAlder"});
    CHECK(desk.look("/en-gb/admin/tags", Club::with(editor)).status == 200);
}

TEST_CASE("the configuration says where each value came from; the log and a name are text, whatever they hold") {
    Desk desk;
    const auto boss = desk.join("Ada Quay", Role::owner);
    const std::string config = bytes(desk.look("/en-gb/admin/config", Club::with(boss)));
    CHECK(config.contains("octavo.toml:3"));
    CHECK(config.contains("as shipped"));
    CHECK(config.contains("&lt;b&gt;Paper"));
    const std::string work = bytes(desk.look("/en-gb/admin/work", Club::with(boss)));
    CHECK(work.contains("first &lt;line&gt;"));
    CHECK(work.contains("5 MB"));
    const std::string backups = bytes(desk.look("/en-gb/admin/backups", Club::with(boss)));
    CHECK(backups.contains("octavo-1.db"));
    CHECK(desk.press("/en-gb/admin/backups", "do=backup", boss).status == 303);
    CHECK(desk.errands.back().words == std::vector<std::string>{"backup"});
    const std::string catalogue = bytes(desk.look("/en-gb/admin/catalogue?from=DE", Club::with(boss)));
    CHECK(catalogue.contains("Papier"));
    CHECK_FALSE(catalogue.contains("The Paper"));
}

namespace {

// What `octavo rules try` says of one page.
std::string tried(std::string_view title_before, std::string_view title_after) {
    return fmt::format(
        R"({{"url":"https://paper.example/1","title":"One","covered":true,"trouble":"","before":{{"status":"article",)"
        R"("title":"{}","authors":"Ada","image":"","published":"2026-11-26T08:00:00.000Z","why":"","cut":false,)"
        R"("text":["=Both have it.","!<script>old()</script>"]}},"after":{{"status":"article","title":"{}","authors":)"
        R"("Ada","image":"","published":"","why":"","cut":true,"text":["=Both have it.","!New words."]}}}})",
        title_before, title_after);
}

}  // namespace

TEST_CASE("the rules of a source are shown with the pages they can be tried on; a stranger's markup stays text") {
    Desk desk;
    const auto boss = desk.join("Ada Quay", Role::owner);
    const std::string domain = desk.stand.sources.front().domain, place = "/en-gb/admin/sources/" + domain;
    CHECK(bytes(desk.look(place, Club::with(boss))).contains(place + "/rules"));
    const std::string page = bytes(desk.look(place + "/rules", Club::with(boss)));
    CHECK(desk.asked_rules == domain);
    CHECK(page.contains("In force: paper.example.txt"));
    CHECK(page.contains("body: //main &lt;&amp;&gt;"));
    CHECK(page.contains("One &lt;b&gt;page&lt;/b&gt;"));
    CHECK(page.contains("value=\"7\" checked"));
    CHECK(page.contains("value=\"8\" checked"));
    CHECK_FALSE(page.contains("value=\"9\" checked"));
    CHECK(page.contains("Bring back what stood before"));
    CHECK(desk.errands.empty());
    desk.facts = {.trouble = "paper.example.txt:2: body: <no>", .exists = true};
    const std::string broken = bytes(desk.look(place + "/rules", Club::with(boss)));
    CHECK(broken.contains("paper.example.txt:2: body: &lt;no&gt;"));
    CHECK(broken.contains("None of its pages is kept"));
    CHECK_FALSE(broken.contains("value=\"try\""));
    CHECK(desk.look("/en-gb/admin/sources/nobody.example/rules", Club::with(boss)).status == 404);
    CHECK(desk.look(place + "/rules", Club::with(desk.join("Mo Dell", Role::editor))).status == 403);
}

TEST_CASE("a preview is a command that saves nothing; both readings stand beside each other, what differs is marked") {
    Desk desk;
    const auto boss = desk.join("Ada Quay", Role::owner);
    const std::string domain = desk.stand.sources.front().domain, place = "/en-gb/admin/sources/" + domain + "/rules";
    desk.answer.lines = {tried("Old <title>", "New title"), "no json"};
    const auto response =
        desk.press(place, "do=try&page=7&page=9&rules=body%3A+%2F%2Fmain%0D%0Astrip%3A+%2F%2Faside", boss);
    CHECK(response.status == 200);
    REQUIRE(desk.errands.size() == 1);
    CHECK(desk.errands[0].words ==
          std::vector<std::string>{"rules", "try", domain, "body: //main\nstrip: //aside\n", "7", "9"});
    const std::string page = bytes(response);
    CHECK(page.contains("<del><bdi>Old &lt;title&gt;</bdi></del>"));
    CHECK(page.contains("<ins><bdi>New title</bdi></ins>"));
    CHECK(page.contains("<del>&lt;script&gt;old()&lt;/script&gt;</del>"));
    CHECK(page.contains("<ins>New words.</ins>"));
    CHECK(page.contains("<p dir=\"auto\">Both have it.</p>"));
    CHECK(page.contains("Only the beginning is shown."));
    CHECK_FALSE(page.contains("Nothing changes on this page."));
    CHECK(page.contains("strip: //aside\n</textarea>"));                              // what was typed is still there
    CHECK(desk.press(place, "do=try&rules=body%3A+%2F%2Fmain", boss).status == 400);  // of no page
    desk.answer = {.code = 2, .lines = {}, .complaint = "paper.example.txt:2: strip: <x>"};
    const auto bad = desk.press(place, "do=try&page=7&rules=body%3A+%2F%2Fmain%0Astrip%3A+%5B", boss);
    CHECK(bad.status == 422);
    CHECK(bytes(bad).contains("paper.example.txt:2: strip: &lt;x&gt;"));
    CHECK(bytes(bad).contains("strip: [\n</textarea>"));
}

TEST_CASE("rules are saved, brought back and deleted by commands on the operator's word; deleting wants a tick") {
    Desk desk;
    const auto boss = desk.join("Ada Quay", Role::owner);
    const std::string domain = desk.stand.sources.front().domain, place = "/en-gb/admin/sources/" + domain + "/rules";
    const auto saved = desk.press(place, "do=set&rules=body%3A+%2F%2Fmain", boss);
    CHECK(saved.status == 303);
    CHECK(saved.extra.contains("/rules?done=1"));
    CHECK(desk.errands.back().words == std::vector<std::string>{"rules", "set", domain, "body: //main\n"});
    CHECK(desk.errands.back().by == boss.account.id.text());
    CHECK(desk.press(place, "do=set&below=yes&rules=body%3A+%2F%2Fmain", boss).status == 303);
    CHECK(desk.errands.back().words[2] == "." + domain);
    CHECK(desk.press(place, "do=undo", boss).status == 303);
    CHECK(desk.errands.back().words == std::vector<std::string>{"rules", "undo", domain});
    const auto before = desk.errands.size();
    CHECK(desk.press(place, "do=remove", boss).status == 400);
    CHECK(desk.errands.size() == before);
    CHECK(desk.press(place, "do=remove&sure=yes", boss).status == 303);
    CHECK(desk.errands.back().words == std::vector<std::string>{"rules", "remove", domain});
    desk.answer = {.code = 3, .lines = {}, .complaint = "rules: the folder takes nothing"};
    const auto refused = desk.press(place, "do=set&rules=body%3A+%2F%2Fmain", boss);
    CHECK(refused.status == 422);
    CHECK(bytes(refused).contains("the folder takes nothing"));
}

TEST_CASE(
    "limits of an account stand on its page with what is used; an exception is the operator's and is named to the "
    "reader") {
    Desk desk;
    const auto boss = desk.join("Ada Quay", Role::owner), reader = desk.join("Bo Lind");
    const std::string place = "/en-gb/admin/" + reader.account.id.text();
    CHECK(bytes(desk.look(place, Club::with(boss))).contains("placeholder=\"50000\""));
    // As a browser sends it: all fields, most of them empty.
    const std::string all = "do=quota&follows=&searches=&saved=1&feeds=+&comments=0&services=";
    CHECK(desk.press(place, all, boss).status == 303);
    const std::string page = bytes(desk.look(place, Club::with(boss)));
    CHECK(page.contains("name=\"saved\" placeholder=\"50000\" value=\"1\""));
    CHECK(page.contains("name=\"comments\" placeholder=\"200\" value=\"0\""));
    for (const std::string_view as_its_role : {"follows\" placeholder=\"1000\">", "searches\" placeholder=\"20\">",
                                               "feeds\" placeholder=\"1000\">", "services\" placeholder=\"200\">"})
        CHECK(page.contains(fmt::format("name=\"{}", as_its_role)));
    for (const std::string_view none : {"-1", "1e3", "many", "500001", "9999999999999999999"}) {
        CAPTURE(none);
        const auto answer = desk.press(place, fmt::format("do=quota&follows=77&saved={}", none), boss);
        CHECK(answer.status == 422);
        CHECK(bytes(answer).contains("Articles saved: A limit is a whole number; the highest is 500,000."));
        CHECK(bytes(answer).contains(fmt::format("value=\"{}\" aria-invalid", none)));
        CHECK(bytes(answer).contains("value=\"77\""));
    }
    CHECK(desk.press(place, "do=quota&saved=9", reader).status == 403);
    const auto save = [&](std::size_t i) {
        return desk.press("/en-gb/my/save/" + desk.stand.articles.at(i).card.id.text(), "do=save", reader);
    };
    CHECK(save(0).status == 303);
    const auto over = save(1);
    CHECK(over.status == 422);
    CHECK(bytes(over).contains("The limit of this account is reached: Articles saved: 1."));
    const auto comment = desk.press(fmt::format("/en-gb/a/{}/comments", desk.stand.articles.front().card.id.text()),
                                    "do=say&text=Not+a+word.", reader);
    CHECK(comment.status == 422);
    CHECK(bytes(comment).contains("The limit of this account is reached: Comments a day: 0."));
    CHECK(bytes(comment).contains("Not a word."));
}

TEST_CASE("the page of services says what is set up and where; without one, that none is") {
    Desk desk;
    const auto boss = desk.join("Ada Quay", Role::owner);
    const std::string page = bytes(desk.look("/en-gb/admin/services", Club::with(boss)));
    CHECK(page.contains("No service is set up."));
    CHECK(page.contains("llama&lt;3&gt;"));
    CHECK(page.contains("octavo.toml:9"));
    CHECK_FALSE(page.contains("site.name"));
    CHECK(desk.look("/en-gb/admin/services", Club::with(desk.join("Mo Dell", Role::editor))).status == 403);
}

TEST_CASE("a service that works is shown with what it was asked, what it cost and what failed") {
    Desk desk;
    const auto boss = desk.join("Ada Quay", Role::owner);
    web::DeskServicesView view{.services = provider::State{}, .settings = {}};
    auto& state = *view.services;
    state.model = provider::ServiceState{.kind = "openai", .host = "127.0.0.1:11434", .model = "llama<3>"};
    state.model->requests = 12;
    state.model->failures = 3;
    state.model->tokens_in = 4567;
    state.model->tokens_out = 89;
    state.model->last_trouble = "it <answers> 500";
    state.tokens_today = 1234;
    state.tokens_a_day = 500'000;
    state.tokens_month = 98'765;
    state.money_a_day = 2;
    state.money_month = 12.5;
    state.counts.items_rejected = 7;
    state.counts.fell_back[0] = 5;
    state.since = press_time();
    const web::SiteSettings site;
    const web::Tongue tongue(*find_edition("en-gb"));
    const web::DeskSetting d{.s = {site, tongue, press_time(), {}, {}}, .role = Role::owner, .token = {}};
    const std::string page = web::desk_services_page(d, view);
    for (const char* there : {"llama&lt;3&gt;", "127.0.0.1:11434", ">12<", ">3<", ">4,567<", ">89<",
                              "it &lt;answers&gt; 500", "1,234 / 500,000", "98,765", ">7<", ">5<"})
        CHECK_MESSAGE(page.contains(there), there);
}
