#include "web/route.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using web::Form;
using web::read_route;
using Page = web::Route::Kind;

TEST_CASE("an edition's addresses") {
    CHECK(read_route("/en-gb").kind == Page::today);
    CHECK(read_route("/en-gb").edition->code == "en-gb");
    CHECK(read_route("/en-gb?before=123").before == 123);
    for (const std::string_view nonsense : {"12x", "", "-", "99999999999999999999", "newest"})
        CHECK(read_route(fmt::format("/en-gb?before={}", nonsense)).kind == Page::unknown);
    CHECK(read_route("/en-gb/feed.atom").form == Form::atom);
    CHECK(read_route("/en-gb/src").kind == Page::sources);
    CHECK(read_route("/ar-ae/src/example.org").name == "example.org");
    CHECK(read_route("/ar-ae/src/example.org/feed.json").form == Form::json);
    CHECK(read_route("/ar-ae/src/example.org/feed.exe").kind == Page::unknown);
    CHECK(read_route("/xx-yy").kind == Page::unknown);
    CHECK(read_route("/en-gb/").kind == Page::unknown);
}

TEST_CASE("the app has addresses of its own; its worker lies at the root, whose pages it keeps") {
    CHECK(read_route("/en-gb/apps").kind == Page::apps);
    CHECK(read_route("/ar-ae/offline").kind == Page::offline);
    CHECK(read_route("/ar-ae/offline").edition->code == "ar-ae");
    CHECK(read_route("/en-gb/app.webmanifest").kind == Page::manifest);
    CHECK(read_route("/sw.js").kind == Page::worker);
    const auto shared = read_route("/en-gb/shared?title=Tram+opens&text=see+https://paper.example/a%3Fb=1+now");
    CHECK(shared.kind == Page::shared);
    CHECK(shared.name == "https://paper.example/a?b=1");
    CHECK(shared.text == "Tram opens");
    for (const std::string_view none : {"/en-gb/apps/", "/en-gb/apps/x", "/en-gb/offline/", "/apps", "/en-gb/sw.js",
                                        "/sw.js/", "/app.webmanifest", "/en-gb/shared/x"})
        CHECK(read_route(none).kind == Page::unknown);
}

TEST_CASE("an article is named by the 13 letters at its end, whatever stands before them") {
    const std::string id = to_base32(0x123456789abcdef0U);
    CHECK(read_route("/en-gb/a/some-title-" + id).id == 0x123456789abcdef0U);
    CHECK(read_route("/en-gb/a/" + id).kind == Page::article);
    CHECK(read_route("/a/" + id).kind == Page::short_article);
    CHECK(read_route("/en-gb/s/x-" + id).kind == Page::story);
    CHECK(read_route("/en-gb/a/title" + id).kind == Page::unknown);
    CHECK(read_route("/en-gb/a/x/" + id).kind == Page::unknown);
    CHECK(read_route("/en-gb/a/").kind == Page::unknown);
}

TEST_CASE("an edition, an article and a story have a picture for where they are shared") {
    const std::string id = to_base32(0x123456789abcdef0U);
    CHECK(read_route("/ar-ae/card.jpg").kind == Page::card);
    CHECK(read_route("/ar-ae/card.jpg").name.empty());
    CHECK(read_route("/en-gb/a/x-" + id + "/card.jpg").name == "a");
    CHECK(read_route("/en-gb/s/x-" + id + "/card.jpg").name == "s");
    CHECK(read_route("/en-gb/s/x-" + id + "/card.jpg").kind == Page::card);
    for (const std::string_view none : {"/card.jpg", "/en-gb/card.jpg/", "/en-gb/card.png", "/en-gb/c/sports/card.jpg"})
        CHECK(read_route(none).kind == Page::unknown);
}

TEST_CASE("a search says what, in which order, from where") {
    const auto r = read_route("/en-gb/search?q=a+b%20%26c&order=newest&from=40");
    CHECK(r.kind == Page::search);
    CHECK(r.text == "a b &c");
    CHECK(r.newest_first);
    CHECK(r.from == 40);
    CHECK(read_route("/en-gb/search").text.empty());
    CHECK(read_route("/en-gb/search?q=%FF%FE").text == "\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(read_route("/en-gb/search?from=99999999").from == 2000);
    CHECK(read_route("/en-gb/search?q=" + std::string(10000, 'x')).text.size() == 400);
}

TEST_CASE("sections and places have addresses, and feeds under them") {
    CHECK(read_route("/en-gb/c/sports").kind == Page::category);
    CHECK(read_route("/en-gb/c/sports").category == Category::sports);
    CHECK(read_route("/en-gb/c/sports/feed.json").form == Form::json);
    CHECK(read_route("/en-gb/c/sports?before=5").before == 5);
    for (const std::string_view none : {"/en-gb/c", "/en-gb/c/", "/en-gb/c/general", "/en-gb/c/Sports", "/en-gb/c/x",
                                        "/en-gb/c/sports/", "/en-gb/c/sports/x", "/en-gb/l/", "/en-gb/l/fr/",
                                        "/en-gb/l/fr/x", "/en-gb/l/%46R", "/en-gb/l/lyon-", "/en-gb/l/x-1234567890123"})
        CHECK(read_route(none).kind == Page::unknown);
    const std::string id = to_base32(0x123456789abcdef0U);
    CHECK(read_route("/en-gb/t").kind == Page::trending);
    CHECK(read_route("/en-gb/t/portalder-" + id).id == 0x123456789abcdef0U);
    CHECK(read_route("/en-gb/t/" + id + "/feed.xml").form == Form::rss);
    CHECK(read_route("/en-gb/t/x").kind == Page::unknown);
    CHECK(read_route("/en-gb/l").kind == Page::localities);
    CHECK(read_route("/en-gb/l/fr").name == "FR");
    CHECK(read_route("/en-gb/l/california-us.ca").name == "US.CA");
    CHECK(read_route("/en-gb/l/lyon-2996944").name == "2996944");
    CHECK(read_route("/en-gb/l/lyon-2996944/feed.atom").form == Form::atom);
}

TEST_CASE("names that could climb out of a folder name nothing") {
    for (const std::string_view target : {"/picture/../secret", "/picture/..", "/picture/.hidden", "/picture/a/b.png",
                                          "/assets/%2e%2e/x", "/picture/a%2fb.png", "/picture/"})
        CHECK(read_route(target).kind == Page::unknown);
}

TEST_CASE("a picture's address has a seal, a width that pages name, and a key; anything else is none") {
    const auto route = read_route("/p/mzxw6ytboi4la/640/bvq3k2vs5h7la.webp");
    CHECK(route.kind == Page::picture);
    CHECK(route.seal == "mzxw6ytboi4la");
    CHECK(route.width == 640);
    CHECK(route.name == "bvq3k2vs5h7la");
    CHECK_FALSE(route.jpeg);
    CHECK(read_route("/p/mzxw6ytboi4la/960/bvq3k2vs5h7la.jpg").jpeg);
    for (const std::string_view target :
         {"/p", "/p/", "/p/mzxw6ytboi4la", "/p/mzxw6ytboi4la/641/bvq3k2vs5h7la.webp",
          "/p/mzxw6ytboi4la/640/bvq3k2vs5h7la.png", "/p/mzxw6ytboi4la/640/bvq3k2vs5h7la", "/p//640/bvq3k2vs5h7la.webp",
          "/p/mzxw6ytboi4la/640/../../x.webp", "/p/mzxw6ytboi4la/640/bvq3k2vs5h7la.jpg.webp",
          "/p/mzxw6ytboi4la/0640/bvq3k2vs5h7la.webp", "/p/mzxw6ytboi4la/640/x/bvq3k2vs5h7la.webp"})
        CHECK(read_route(target).kind == Page::unknown);
}

TEST_CASE("what is no path is no page") {
    for (const std::string_view target : {"", "*", "en-gb", "http", "//", "/%", "/%00", "/\xff\xff"})
        CHECK(read_route(target).kind == Page::unknown);
}

TEST_CASE("an address that leads nowhere still says what was meant") {
    CHECK(web::words_of_address("a/four-states-agree-bvq3k2vs5h7la") == "states agree four");
    CHECK(web::words_of_address("t/tidal_power") == "tidal power");
    CHECK(web::words_of_address("a/%D8%B7%D8%A7%D9%82%D8%A9-bvq3k2vs5h7la") == "طاقة");
    for (const std::string_view nothing : {"", "a/", "about", "a/bvq3k2vs5h7la", "a/%ff%fe", "src/a"})
        CHECK(web::words_of_address(nothing).empty());
}

TEST_CASE("events have one address") {
    CHECK(read_route("/events").kind == Page::events);
    CHECK(read_route("/events/").kind == Page::unknown);
}

TEST_CASE("the rules of a source stand below it, and nothing else does") {
    const auto rules = read_route("/en-gb/admin/sources/paper.example/rules");
    CHECK(rules.kind == Page::desk_rules);
    CHECK(rules.name == "paper.example");
    CHECK(read_route("/en-gb/admin/sources/paper.example").kind == Page::desk_source);
    CHECK(read_route("/en-gb/admin/sources/rules").kind == Page::desk_source);
    for (const char* none : {"/en-gb/admin/sources//rules", "/en-gb/admin/sources/a/b/rules",
                             "/en-gb/admin/sources/paper.example/rules/", "/en-gb/admin/sources/a/other"})
        CHECK(read_route(none).kind == Page::unknown);
}

TEST_CASE("lists and notes have addresses of their own, below one's own and for everybody") {
    CHECK(read_route("/en-gb/my/lists").kind == Page::my_lists);
    CHECK(read_route("/en-gb/my/lists/bvq3k2vs5h7la?before=7").kind == Page::my_list);
    CHECK(read_route("/en-gb/my/lists/bvq3k2vs5h7la?before=7").before == 7);
    CHECK(read_route("/en-gb/my/notes?q=two++words").text == "two words");
    CHECK(read_route("/en-gb/my/notes/bvq3k2vs5h7la").kind == Page::my_note);
    CHECK(read_route("/en-gb/my/notes/bvq3k2vs5h7la.json").form == Form::json);
    CHECK(read_route("/en-gb/my/notes.md").kind == Page::my_notes_file);
    CHECK(read_route("/en-gb/lists/canals-bvq3k2vs5h7la").kind == Page::list);
    CHECK(read_route("/en-gb/lists/canals-bvq3k2vs5h7la/feed.atom").form == Form::atom);
    CHECK(read_route("/en-gb/lists/canals-bvq3k2vs5h7la/report").kind == Page::list_report);
    CHECK(read_route("/en-gb/admin/lists").kind == Page::desk_lists);
    for (const std::string_view none :
         {"/en-gb/lists", "/en-gb/lists/", "/en-gb/lists/canals", "/en-gb/lists/bvq3k2vs5h7la/", "/en-gb/my/lists/",
          "/en-gb/my/lists/canals-bvq3k2vs5h7la", "/en-gb/my/lists/bvq3k2vs5h7la.json", "/en-gb/my/notes.md/x",
          "/en-gb/my/notes/.json", "/en-gb/lists/canals-bvq3k2vs5h7la/report/x"})
        CHECK_MESSAGE(read_route(none).kind == Page::unknown, none);
}
