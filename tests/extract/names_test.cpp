#include "extract/names.hpp"

#include <doctest/doctest.h>

#include "extract/json_ld.hpp"
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

TEST_CASE("class names are read as the words they are made of") {
    CHECK((meanings_of("c-article__share shareBar--top", "") & furniture) != 0);
    CHECK((meanings_of("articleBody", "") & body) != 0);
    CHECK((meanings_of("story-body", "") & body) != 0);
    CHECK((meanings_of("", "comments") & comments) != 0);
    CHECK((meanings_of("sr-only", "") & concealed) != 0);
    CHECK(meanings_of("lead headline shadow", "") == 0);  // "ad" inside a word is no advertisement
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
