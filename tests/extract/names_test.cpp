#include "extract/names.hpp"

#include <doctest/doctest.h>

#include "extract/json_ld.hpp"
#include "extract/page.hpp"
#include "extract/vocabulary.hpp"

using namespace octavo::extract;
using Strings = std::vector<std::string>;

TEST_CASE("the site's name comes off a title, and nothing else does") {
    const Strings sites = {"Harbour Herald"};
    const auto cut = [&](std::string_view title) { return without_site(title, sites, "www.herald.example"); };
    CHECK(cut("Tram opens | Harbour Herald") == "Tram opens");
    CHECK(cut("Tram opens - herald.example") == "Tram opens");
    CHECK(cut("Tram opens – The Harbour Herald") == "Tram opens");
    CHECK(cut("Harbour Herald | Tram opens in the city") == "Tram opens in the city");
    CHECK(cut("War - and peace") == "War - and peace");
    CHECK(cut("Up 3 - 2") == "Up 3 - 2");
    CHECK(cut("Harbour Herald") == "Harbour Herald");
    CHECK(cut("") == "");
}

TEST_CASE("authors are people: no by, no offices, no addresses, each once") {
    const Strings sites = {"Harbour Herald"};
    const auto clean = [&](Strings raw) { return clean_authors(raw, sites); };
    CHECK(clean({"By Edith Marlowe and Tom Okafor"}) == Strings{"Edith Marlowe", "Tom Okafor"});
    CHECK(clean({"Tom Okafor, Senior Writer"}) == Strings{"Tom Okafor"});
    CHECK(clean({"Von Greta Lindqvist", "greta lindqvist"}) == Strings{"Greta Lindqvist"});
    CHECK(clean({"https://herald.example/tom", "tom@herald.example", "@tom"}) == Strings{});
    CHECK(clean({"Harbour Herald", "Edith Marlowe"}) == Strings{"Edith Marlowe"});
    CHECK(clean({"Harbour Herald"}) == Strings{"Harbour Herald"});  // all there is
    CHECK(clean({}) == Strings{});
}

TEST_CASE("degrees, agencies, offices and the places behind them come off names") {
    const Strings sites = {"The Harbour Herald"};
    const auto clean = [&](Strings raw) { return clean_authors(raw, sites); };
    CHECK(clean({"Lauren Marsh MS, RDN, LD"}) == Strings{"Lauren Marsh"});
    CHECK(clean({"John O'Malley The Associated Press"}) == Strings{"John O'Malley"});
    CHECK(clean({"Ines Maro, Head of Reality Labs"}) == Strings{"Ines Maro"});
    CHECK(clean({"Ines Maro, Associated Press, Tom Okafor"}) == Strings{"Ines Maro", "Tom Okafor"});
    CHECK(clean({"Harbour Herald, Porto, Portugal"}) == Strings{"Harbour Herald"});
    CHECK(clean({"Ines Maro Porto Tribune", "Ines Maro"}) == Strings{"Ines Maro"});
}

TEST_CASE("a house with a dot or a number in its name stands in where there is nobody") {
    const Strings sites = {"herald.example", "Channel 24"};
    CHECK(clean_authors(Strings{"herald.example"}, sites) == Strings{"herald.example"});
    CHECK(clean_authors(Strings{"Channel 24 Newsroom"}, sites) == Strings{"Channel 24 Newsroom"});
    CHECK(clean_authors(Strings{"herald.example", "Ana Lima"}, sites) == Strings{"Ana Lima"});
    CHECK(clean_authors(Strings{"herald.example"}, sites, Offices::no) == Strings{});
    CHECK(clean_authors(Strings{"https://herald.example/", "2025"}, sites) == Strings{});
}

TEST_CASE("a piece of a byline is a person's when it is written like a name") {
    for (const std::string_view name :
         {"Ana Lima", "Ludwig van der Berg", "Ulrike von Stein", "María José de la Cruz", "山田太郎", "nesselkopf"})
        CHECK(is_persons(name));
    for (const std::string_view other :
         {"Posted", "View my profile", "Interview: Ana Lima", "Von", "read this story now"})
        CHECK_FALSE(is_persons(other));
}

namespace {

Strings authors_of(const std::string& body) {
    Extractor extractor;
    const std::string page =
        "<!doctype html><html><head><title>The tram opens at last</title></head><body>" + body +
        "<p>The new line opened on Monday morning, and the first passengers said that it is short.</p>"
        "</body></html>";
    return extractor
        .extract({.bytes = page, .url = "https://herald.example/a", .content_type = {}, .robots = {}, .now = {}})
        .authors;
}

}  // namespace

TEST_CASE("a name beside the headline is the author's when it is marked, called so, or stands behind a By") {
    const std::string h1 = "<h1>The tram opens at last</h1>";
    CHECK(authors_of(h1 + "<a rel=author href=/x>Ana Lima</a>") == Strings{"Ana Lima"});
    CHECK(authors_of(h1 + "<a href=/authors/ana>Ana Lima</a> <a href=/authors/tom>Tom Okafor</a>") ==
          Strings{"Ana Lima", "Tom Okafor"});
    CHECK(authors_of(h1 + "<span class=article-authorname>Ana Lima</span>") == Strings{"Ana Lima"});
    CHECK(authors_of(h1 + "<p>Von <b>Ana Lima</b> und <b>Tom Okafor</b></p>") == Strings{"Ana Lima", "Tom Okafor"});
    CHECK(authors_of(h1 + "<p>Por Ana Lima</p>") == Strings{"Ana Lima"});
}

TEST_CASE("a byline ends before its day, and a By alone is read with what follows it") {
    const std::string h1 = "<h1>The tram opens at last</h1>";
    CHECK(authors_of(h1 + "<h3 class=byline>by Ana Lima<br>Monday, November 18</h3>") == Strings{"Ana Lima"});
    CHECK(authors_of(h1 + "<div class=byline>By Ana Lima <span class=pub-date>Monday</span></div>") ==
          Strings{"Ana Lima"});
    CHECK(authors_of(h1 + "<p><span>Auteur:</span> <a href=/ana-8091766>Ana Lima</a></p>") == Strings{"Ana Lima"});
    CHECK(authors_of(h1 + "<p><time>4 May</time> by Ana Lima</p>") == Strings{"Ana Lima"});
    CHECK(authors_of(h1 + "<p>The old cars run with <code>find</code> by default, and nobody knows why.</p>") ==
          Strings{});
}

TEST_CASE("a name behind a day, a link to one of the house's people, a line at the end: weaker words are heard last") {
    const std::string h1 = "<h1>The tram opens at last</h1>";
    CHECK(authors_of(h1 + "<p>11.12.2019 - Ana Lima</p>") == Strings{"Ana Lima"});
    CHECK(authors_of(h1 + "<small>04.02.2022 | 13:10 | Ana Lima</small>") == Strings{"Ana Lima"});
    CHECK(authors_of(h1 + "<p>11.12.2019 - Porto</p>") == Strings{});
    CHECK(authors_of(h1 + "<a href=/team/ana>Ana Lima</a>") == Strings{"Ana Lima"});
    CHECK(authors_of(h1 + "<a href=/team/ana>Ana Lima</a><p>By Tom Okafor</p>") == Strings{"Tom Okafor"});
    CHECK(authors_of(h1 + "<a href=/team/>Meet our team</a>") == Strings{});
    std::string rows;
    for (int i = 0; i < 120; ++i) rows += "<p>The cars ran all day.</p>";
    CHECK(authors_of(h1 + rows + "<h3>Written by Ana Lima</h3>") == Strings{"Ana Lima"});
    CHECK(authors_of(h1 + rows + "<h3>Written by Ana Lima</h3><h3>Written by Tom Okafor</h3>") == Strings{});
}

TEST_CASE("a link within a sentence, a quotation's speaker and a day of the calendar are no authors") {
    const std::string h1 = "<h1>The tram opens at last</h1>";
    CHECK(authors_of(h1 +
                     "<p>The minister <a href=/profile/ana>Ana Lima</a> resigned on Monday, and the town waits for "
                     "another one to take her chair.</p>") == Strings{});
    CHECK(authors_of(h1 + "<blockquote><p>We waited.</p><cite class=quote-author>Tom Okafor</cite></blockquote>") ==
          Strings{});
    CHECK(authors_of(h1 + "<p>By Christmas Day</p>") == Strings{});
    CHECK(authors_of(h1 + "<p>Od Jan Nowak</p>") == Strings{"Jan Nowak"});
    CHECK(authors_of("<meta name=author content=\"محمد وليد\">") == Strings{"محمد وليد"});
}

TEST_CASE("a section's name where the author's belongs is none, and a handle is no part of a name") {
    CHECK(authors_of("<meta name=author content=Nachrichten><meta property=article:section content=Nachrichten>"
                     "<h1>The tram opens at last</h1><p>Von Ana Lima</p>") == Strings{"Ana Lima"});
    CHECK(authors_of("<meta name=author content=\"Ana Lima @analima\">") == Strings{"Ana Lima"});
}

TEST_CASE("where nobody is named, a bold line at the text's top or end that is nothing but a name names its author") {
    const std::string prose =
        "<p>The company said on Monday that the trams of the second line run until midnight, and later on Fridays.</p>";
    CHECK(authors_of("<p><b>Ana Lima</b></p>" + prose + prose) == Strings{"Ana Lima"});
    CHECK(authors_of("<p><strong>Ana Lima/Tom Okafor</strong></p>" + prose + prose) ==
          Strings{"Ana Lima", "Tom Okafor"});
    CHECK(authors_of("<p>Ana Lima</p>" + prose) == Strings{});
    CHECK(authors_of("<p><b>How the line was built</b></p>" + prose) == Strings{});
    CHECK(authors_of("<p><b>Staff Reporter</b></p>" + prose) == Strings{});
    // Headings of a list, speakers of an interview, a name the text speaks of.
    CHECK(authors_of("<p><b>New York</b></p>" + prose + "<p><b>San Francisco</b></p>" + prose) == Strings{});
    CHECK(authors_of("<p><b>Ana Lima</b></p>" + prose + "<p>Then Ana Lima spoke of it at some length.</p>") ==
          Strings{});
    CHECK(authors_of("<h1>Tram</h1><p class=byline>By Ines Maro</p><p><b>Ana Lima</b></p>" + prose) ==
          Strings{"Ines Maro"});
}

TEST_CASE("a card's line is the writer's when its label says so") {
    const auto card = [](std::string label) {
        return authors_of("<meta name=twitter:label1 content=\"" + label +
                          "\"><meta name=twitter:data1 content=\"Ana Lima\">");
    };
    CHECK(card("Written by") == Strings{"Ana Lima"});
    CHECK(card("Reading time") == Strings{});
}

TEST_CASE("a photographer, a reader, a teaser's writer and a note about the author are no bylines") {
    const std::string h1 = "<h1>The tram opens at last</h1>";
    CHECK(authors_of(h1 + "<figure><img src=/a.jpg><figcaption>By Jo Frame</figcaption></figure>") == Strings{});
    CHECK(authors_of(h1 + "<div class=comment><a rel=author href=/u/1>Angry Reader</a></div>") == Strings{});
    CHECK(authors_of(h1 + "<div class=author-bio>Jo Brandt writes about weather and families.</div>") == Strings{});
    std::string teasers;
    for (const char* name : {"Ana Lima", "Tom Okafor", "Ines Maro"})
        teasers += "<div><div><div><div><div><div><div><span class=teaser-author>" + std::string(name) +
                   "</span></div></div></div></div></div></div></div>";
    CHECK(authors_of(h1 + teasers) == Strings{"Ana Lima"});
}

TEST_CASE("what the heading leaves off the title is no title, and a heading that leads home is the paper's name") {
    const auto title = [](const std::string& head, const std::string& body) {
        Extractor extractor;
        const std::string page =
            "<!doctype html><html><head><title>" + head + "</title></head><body>" + body + "</body></html>";
        return extractor
            .extract({.bytes = page, .url = "https://herald.example/a", .content_type = {}, .robots = {}, .now = {}})
            .title;
    };
    CHECK(title("The tram opens | News | Harbour Students' Paper", "<h1>The tram opens</h1>") == "The tram opens");
    CHECK(title("The tram opens | Pier and Quay", "<h1><a href=/>Pier and Quay</a></h1><h2>The tram opens</h2>") ==
          "The tram opens");
}

TEST_CASE("an article whose words slipped into the object before them is read") {
    const auto data = read_linked_data(
        {R"({"@type":"NewsArticle","mainEntityOfPage":{"@type":"WebPage","headline":"A","datePublished":"2025-05-03"}})"});
    CHECK(data.headline == "A");
    CHECK(data.published == "2025-05-03");
}

TEST_CASE("class names are read as the words they are made of") {
    CHECK((meanings_of("c-article__share shareBar--top", "") & furniture) != 0);
    CHECK((meanings_of("articleBody", "") & body) != 0);
    CHECK((meanings_of("story-body", "") & body) != 0);
    CHECK((meanings_of("", "comments") & comments) != 0);
    CHECK((meanings_of("sr-only", "") & concealed) != 0);
    CHECK(meanings_of("lead headline shadow", "") == 0);  // "ad" inside a word is no advertisement
    CHECK((meanings_of("widget sidebar-widget", "") & furniture) != 0);
    CHECK((meanings_of("elementor-widget elementor-widget-text-editor", "") & furniture) == 0);  // lays out all
    CHECK(meanings_of("", "") == 0);
}

TEST_CASE("linked data is found in graphs, arrays and mended JSON") {
    const auto read = [](std::string script) { return read_linked_data({std::move(script)}); };
    CHECK(read(R"({"@type":"NewsArticle","headline":"A"})").headline == "A");
    CHECK(read(R"([{"@type":"Thing"},{"@type":["Article"],"headline":"B &amp; C"}])").headline == "B & C");
    CHECK(read(R"({"@graph":[{"@type":"WebPage"},{"@type":"BlogPosting","headline":"D"}]})").type == "BlogPosting");
    CHECK(read("<!-- {\"@type\":\"NewsArticle\",\"headline\":\"E\nF\",} -->").headline == "E F");
    CHECK(read(R"({"@type":"NewsArticle","author":[{"@id":"#p"}],"x":1})").authors.empty());
    CHECK(read_linked_data(
              {R"({"@type":"NewsArticle","author":{"@id":"#p"}})", R"({"@id":"#p","@type":"Person","name":"Ann"})"})
              .authors == Strings{"Ann"});
    CHECK(read(R"({"@type":"NewsArticle","isAccessibleForFree":"False"})").locked);
    CHECK_FALSE(read("no json at all").article);
    CHECK_FALSE(read(std::string(100'000, '[')).article);
}
