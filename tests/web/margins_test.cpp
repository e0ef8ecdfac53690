// Notes and highlights on the pages: made without a script, found, changed, deleted and taken back; for the script, and
// to be taken along; nobody else's.
#include "web/margins.hpp"

#include <set>
#include "base/json.hpp"
#include "base/url.hpp"

#include "web/club.hpp"
#include "web/pages.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

struct Study {
    Club club;
    readers::SignedIn in = club.join("Ada Quay"), bo = club.join("Bo Lind");
    explicit Study(web::SiteSettings settings = {}) : club(readers::SignUp::open, std::move(settings)) {}
    web::Response press(const std::string& place, std::string_view body, const readers::SignedIn& who) {
        return club.send(place, club.token(who) + "&" + std::string(body), Club::with(who));
    }
    web::Response press(const std::string& place, std::string_view body) { return press(place, body, in); }
    std::string page(std::string_view place) { return bytes(club.look(place, Club::with(in))); }
    const store::FullArticle& article(std::size_t i = 1) { return club.stand.articles.at(i); }
    std::string place(std::size_t i = 1) { return "/en-gb/my/notes/" + article(i).card.id.text(); }
    // The first words of an article.
    std::string words(std::size_t i = 1) { return article(i).extraction.blocks.at(0).text.substr(0, 12); }
    static std::string number_in(const web::Response& done) {
        const std::string at = header(done, "Location");
        return at.substr(at.rfind("#n") + 2);
    }
};

}  // namespace

TEST_CASE("a passage is marked and a note written on the page that the article leads to") {
    Study r;
    const std::string own_page = r.page("/en-gb/" + web::article_place(r.article().card.id, r.article().card.title));
    CHECK(own_page.contains("href=\"" + r.place() + "\""));
    CHECK(r.page(r.place()).contains("You have marked nothing in this article yet."));
    const auto done = r.press(r.place(), "do=add&exact=" + percent_encode(r.words()) + "&note=%3Cb%3EWhy%3F");
    CHECK(done.status == 303);
    CHECK(header(done, "Location").starts_with(r.place() + "#n"));
    const std::string page = r.page(r.place());
    CHECK(page.contains("&lt;b&gt;Why?"));
    CHECK(page.contains("<blockquote"));
    const auto wrong = r.press(r.place(), "do=add&exact=Nobody+said+this&note=But+I+say");
    CHECK(wrong.status == 422);
    CHECK(bytes(wrong).contains("These words do not stand in the article"));
    CHECK(bytes(wrong).contains("Nobody said this"));
    CHECK(bytes(wrong).contains("But I say"));
    CHECK(r.press(r.place(), "do=add&exact=&note=").status == 422);
    CHECK(r.press(r.place(), "do=add&exact=&note=On+the+whole").status == 303);
    CHECK(r.press(r.place(), "do=nothing").status != 303);
    CHECK(r.club.look("/en-gb/my/notes/" + ArticleId{77}.text(), Club::with(r.in)).status == 404);
    CHECK(r.press("/en-gb/my/notes/" + ArticleId{77}.text(), "do=add&note=x").status == 404);
}

TEST_CASE("a note is changed, deleted and taken back, by its owner alone") {
    Study r;
    const std::string number = Study::number_in(r.press(r.place(), "do=add&note=First"));
    CHECK(r.press(r.place(), "do=change&note=Mine&what=" + number, r.bo).status == 404);
    CHECK(r.press(r.place(), "do=drop&what=" + number, r.bo).status == 404);
    CHECK_FALSE(bytes(r.club.look(r.place(), Club::with(r.bo))).contains("First"));
    CHECK_FALSE(bytes(r.club.look(r.place() + ".json", Club::with(r.bo))).contains("First"));
    CHECK_FALSE(bytes(r.club.look("/en-gb/my/notes", Club::with(r.bo))).contains("First"));
    CHECK_FALSE(bytes(r.club.look("/en-gb/my/notes.md", Club::with(r.bo))).contains("First"));
    CHECK(r.page(r.place() + "?change=" + number).contains("value=\"change\""));
    CHECK(r.press(r.place(), "do=change&note=&what=" + number).status == 422);
    CHECK(r.press(r.place(), "do=change&note=Second&what=" + number).status == 303);
    CHECK(r.page(r.place()).contains("Second"));
    const std::string then = header(r.press(r.place(), "do=drop&what=" + number), "Location");
    CHECK(r.page(then).contains("The note is deleted."));
    CHECK_FALSE(r.page(then).contains("Second"));
    CHECK(r.press(r.place(), "do=undo&what=" + number, r.bo).status == 422);
    CHECK(r.press(r.place(), "do=undo&what=" + number).status == 303);
    CHECK(r.page(r.place()).contains("Second"));
}

TEST_CASE("what an article's page does not show cannot be guessed by marking it") {
    Study r({.base_url = "https://news.example"});
    store::FullArticle& cut = r.club.stand.articles.at(1);
    cut.full_text_allowed = false;
    cut.card.excerpt = "What all may read.";
    cut.extraction.blocks = {Block{.text = "What nobody may read."}};
    web::Tongue tongue(*find_edition("en-gb"));
    web::SiteSettings site{.base_url = "https://news.example"};
    const web::Setting s{.site = site, .tongue = tongue, .now = press_time(), .outlook = {}, .origin = ""};
    CHECK(web::text_shown(s, cut) == "What all may read.");
    cut.extraction.marks.nosnippet = true;
    CHECK(web::text_shown(s, cut).empty());
    cut.extraction.marks.nosnippet = false;
    cut.full_text_allowed = true;
    CHECK(web::text_shown(s, cut) == "What nobody may read.");
}

TEST_CASE("a mark stays when the article is changed, and says when its words are gone") {
    Study r;
    CHECK(r.press(r.place(), "do=add&exact=" + percent_encode(r.words())).status == 303);
    CHECK_FALSE(r.page(r.place()).contains("does not say this any more"));
    auto& blocks = r.club.stand.articles.at(1).extraction.blocks;
    blocks.insert(blocks.begin(), Block{.text = "A new beginning."});
    CHECK_FALSE(r.page(r.place()).contains("does not say this any more"));
    blocks = {Block{.text = "All is different."}};
    CHECK(r.page(r.place()).contains("does not say this any more"));
    // And when the article has left, what was marked is still its reader's.
    const std::string place = r.place(), words = r.words(2);
    r.club.stand.articles.erase(r.club.stand.articles.begin() + 1);
    CHECK(r.club.look(place, Club::with(r.in)).status == 200);
    CHECK_FALSE(r.page(place).contains("id=\"marking\""));
    CHECK_FALSE(words.empty());
}

TEST_CASE("the script is told what one has marked, and nobody keeps that") {
    Study r;
    CHECK(r.press(r.place(), "do=add&exact=" + percent_encode(r.words()) + "&note=So").status == 303);
    const auto answer = r.club.look(r.place() + ".json", Club::with(r.in));
    CHECK(answer.keep == web::Keep::not_at_all);
    const auto json = Json::parse(bytes(answer));
    REQUIRE(json.has_value());
    const auto& note = (*json)["notes"].items()[0];
    CHECK(note["exact"].string() == r.words());
    CHECK(note["prefix"].string().empty());
    CHECK_FALSE(note["suffix"].string().empty());
    CHECK_FALSE(bytes(answer).contains("\"note\":"));  // the script marks passages, and tells nobody's notes
    CHECK(r.club.look(r.place() + ".json").status == 303);
    // The article's page is the same for everybody.
    const std::string page = "/en-gb/" + web::article_place(r.article().card.id, r.article().card.title);
    CHECK(r.page(page) == bytes(r.club.look(page)));
}

TEST_CASE("all notes stand on one page, are found by their words, and are taken along") {
    Study r;
    CHECK(r.press(r.place(1), "do=add&note=About+the+Tram%2C+*really*").status == 303);
    r.club.clock.advance(std::chrono::minutes(1));
    CHECK(r.press(r.place(2), "do=add&exact=" + percent_encode(r.words(2)) + "&note=1.+Other").status == 303);
    const std::string all = r.page("/en-gb/my/notes");
    CHECK(all.contains("About the Tram"));
    CHECK(all.find("Other") < all.find("About the Tram"));
    CHECK(r.page("/en-gb/my/notes?q=tRAM").contains("About the Tram"));
    CHECK_FALSE(r.page("/en-gb/my/notes?q=tRAM").contains("Other"));
    CHECK(r.page("/en-gb/my/notes?q=zebra").contains("None of your notes has these words."));
    const auto file = r.club.look("/en-gb/my/notes.md", Club::with(r.in));
    CHECK(header(file, "Content-Disposition").contains("octavo-notes.md"));
    CHECK(bytes(file).contains("\\*really\\*"));
    CHECK(bytes(file).contains("1\\. Other"));
    CHECK(bytes(file).contains("\n> " + r.words(2)));
    CHECK(bytes(file).contains("## "));
    // With all else that is kept.
    CHECK(r.press("/en-gb/my/lists", "do=make&name=Canals&public=yes").status == 303);
    const auto json = Json::parse(bytes(r.club.look("/en-gb/me/export.json", Club::with(r.in))));
    REQUIRE(json.has_value());
    CHECK((*json)["notes"].items().size() == 2);
    CHECK((*json)["notes"].items()[0]["selector"]["exact"].string() == r.words(2));
    CHECK((*json)["lists"].items()[0]["name"].string() == "Canals");
    CHECK(bytes(r.club.look("/en-gb/me/export.zip", Club::with(r.in))).contains("octavo/notes.md"));
}

TEST_CASE("notes come page by page, all of them and those of one article") {
    Study r;
    const auto who = r.club.accounts->visitor(r.in.secret).value().value();
    std::vector<std::int64_t> numbers;
    for (int i = 0; i < 120; ++i) {
        const auto made = r.club.margins->mark(who, r.article().card.id, "", {}, fmt::format("note-{:03}.", i));
        REQUIRE(made.has_value());
        numbers.push_back(*made);
    }
    for (const std::string& first : {std::string("/en-gb/my/notes"), r.place()}) {
        CAPTURE(first);
        std::set<std::string> seen;
        std::size_t pages = 0;
        for (std::string place = first; !place.empty(); ++pages) {
            const std::string page = r.page(place);
            for (auto at = page.find("note-0"); at != std::string::npos; at = page.find("note-0", at + 1))
                seen.insert(page.substr(at, 9));
            for (auto at = page.find("note-1"); at != std::string::npos; at = page.find("note-1", at + 1))
                seen.insert(page.substr(at, 9));
            const auto next = page.find(first + "?before=");
            place = next == std::string::npos ? "" : page.substr(next, page.find('"', next) - next);
        }
        CHECK(seen.size() == 120);
        CHECK(pages == 3);
    }
    // A note's form stands on the page that has the note, and leads back to it.
    const std::int64_t third = numbers.at(2);
    const std::string its_page = fmt::format("{}?before={}", r.place(), third + 1);
    CHECK(r.page(fmt::format("{}?change={}", r.place(), third)).contains("note-002.</textarea>"));
    CHECK(header(r.press(r.place(), fmt::format("do=change&what={}&note=Other", third)), "Location") ==
          fmt::format("{}#n{}", its_page, third));
    CHECK(r.page(its_page).contains("Other"));
    for (const std::string_view nowhere : {"?change=999999", "?before=1", "?change=9223372036854775807"}) {
        CAPTURE(nowhere);
        const std::string page = r.page(r.place() + std::string(nowhere));
        CHECK(page.contains("<a href=\"" + r.place() + "\">Notes and highlights</a>") ==
              (nowhere != "?change=9223372036854775807"));
        CHECK(page.contains("name=\"exact\""));
    }
}
