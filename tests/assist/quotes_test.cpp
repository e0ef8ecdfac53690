#include <doctest/doctest.h>

#include "assist/compare.hpp"

using namespace octavo::assist;

namespace {

// Who speaks, of the first quotation; "" for nobody. The people are introduced in front.
std::string speaker(const std::string& sentence, std::string_view language = "en") {
    const std::string text =
        "President Donald Trump met Michael Flynn and Anthony Fauci in Brookford last week.\n\n" + sentence;
    const std::vector<StoryArticle> articles = {{.source = "A", .words = {"", text, language}}};
    const StoryMatter story = story_matter(articles);
    const Comparison c = compare(story, story_names(story));
    return c.quotes.empty() ? "" : c.quotes[0].speaker;
}

}  // namespace

TEST_CASE("the subject of the verb beside a quotation speaks") {
    CHECK(speaker("\"We will find out how this happened,\" President Donald Trump said on Monday.") == "Donald Trump");
    CHECK(speaker("\"We will find out how this happened,\" said Anthony Fauci, who was there.") == "Anthony Fauci");
    CHECK(speaker("\"We will find out how this happened,\" Fauci, the country's first doctor, said.") ==
          "Anthony Fauci");
    CHECK(speaker("Anthony Fauci told reporters on Monday that \"this is not over by a long way\".") ==
          "Anthony Fauci");
    CHECK(speaker("According to Anthony Fauci, \"this is not over by a long way yet\".") == "Anthony Fauci");
}

TEST_CASE("who is only named speaks not") {
    CHECK(speaker("A judge said to Michael Flynn: \"You sold your country out for money.\"") == "");
    CHECK(speaker("\"He was a target from the very first day,\" the president said of Michael Flynn.") == "");
    CHECK(speaker("\"We may not even have it coming back,\" he said, even though Anthony Fauci contradicted him.") ==
          "");
    CHECK(speaker("\"We have nothing to hide from anybody here,\" Donald Trump's press secretary added.") == "");
    CHECK(speaker("Members of the house wrote to Donald Trump: \"You have the power to stop all this.\"") == "");
    CHECK(speaker("Michael Flynn, he said in a statement, \"is going to have many long conversations\".") == "");
}

TEST_CASE("a title or a sign is no quotation") {
    CHECK(speaker("Anthony Fauci told \"This Week With George Stephanopoulos\" on Sunday that all was well.") == "");
    CHECK(speaker("Donald Trump said under a sign \"AMERICA LEADS THE WORLD IN TESTING\" that all was well.") == "");
}
