#include <doctest/doctest.h>

#include "assist/compare.hpp"
#include "assist/quotes.hpp"

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

TEST_CASE("who was asked, or stands behind a preposition among others, speaks not") {
    CHECK(speaker("Michael Flynn was asked whether the report \"totally cleared the president of it all\".") == "");
    CHECK(speaker("\"Nobody here has seen such a thing before\", Anthony Fauci was told.") == "");
    CHECK(
        speaker("A panel led by Michael Flynn and Anthony Fauci concluded that \"the mail is safe for all of us\".") ==
        "");
}

TEST_CASE("a surname that several bear is of who is named in full first and most, or in the headline, else of nobody") {
    const auto spoken = [](const std::string& text, std::string_view headline = "") {
        const std::vector<StoryArticle> articles = {{.source = "A", .words = {headline, text, "en"}}};
        const StoryMatter story = story_matter(articles);
        const Comparison c = compare(story, story_names(story));
        return c.quotes.empty() ? "" : c.quotes[0].speaker;
    };
    const std::string said = "\n\n\"He would have voted for the man again,\" Graham said.";
    CHECK(spoken("Franklin Graham spoke for his father, the preacher Billy Graham, on Sunday." + said) ==
          "Franklin Graham");
    CHECK(spoken("Billy Graham spoke on Sunday." + said) == "Billy Graham");
    // A relative named last does not take it over.
    CHECK(spoken("Franklin Graham spoke on Sunday. He came with his wife, Jane Graham, to the church." + said) ==
          "Franklin Graham");
    const std::string two =
        "Franklin Graham spoke on Sunday. Then Peter Graham came to Brookford, and Peter Graham stayed.";
    CHECK(spoken(two + said) == "");
    CHECK(spoken(two + said, "Peter Graham comes to town") == "Peter Graham");
}

TEST_CASE("where another begins to speak or do something, the first speaks no longer") {
    CHECK(speaker("Anthony Fauci tweeted that the law was safe, while Michael Flynn denounced the office for becoming "
                  "\"obsessed with finding signs of a trap\".") == "Michael Flynn");
    CHECK(speaker("Anthony Fauci said the law was safe, while Michael Flynn left the office for being \"obsessed with "
                  "finding signs of a trap\".") == "");
    CHECK(speaker("Anthony Fauci said that Donald Trump and Michael Flynn were \"obsessed with finding signs of a "
                  "trap\".") == "Anthony Fauci");
    CHECK(speaker("When Anthony Fauci asked about the cure, Donald Trump left it at \"cleaning and washing of the "
                  "area\".") == "");
    CHECK(speaker("When Anthony Fauci asked about the cure, Donald Trump clarified that \"it would not be by any "
                  "needle\".") == "Donald Trump");
    CHECK(speaker("Donald Trump, who was criticized by Anthony Fauci, was \"obsessed with finding signs of a "
                  "trap\".") == "");
}

TEST_CASE("of one speaker nothing stands twice, and not more than three") {
    const std::string text =
        "Mayor Jane Doe said that \"the fire went through the hills like nothing before it\" on Monday.\n\n\"We saw "
        "how the "
        "fire went through the hills like nothing before it, and ran,\" Jane Doe said.\n\n\"All of our people here are "
        "safe "
        "tonight,\" Jane Doe said.\n\n\"The school on the hill burnt down completely,\" Jane Doe said.\n\n\"The water "
        "will be "
        "back before the weekend,\" Jane Doe said.";
    const std::vector<StoryArticle> articles = {{.source = "A", .words = {"", text, "en"}}};
    const StoryMatter story = story_matter(articles);
    const Comparison c = compare(story, story_names(story));
    REQUIRE(c.quotes.size() == 3);
    CHECK(story.lists[0].text.substr(c.quotes[0].words.begin, 6) == "We saw");  // the longer of the two
}

TEST_CASE("the halves of a quotation are one") {
    const std::string text =
        "\"The fire went through the hills in one night,\" Mayor Jane Doe said, \"and all of us ran for the sea.\"";
    const std::vector<StoryArticle> articles = {{.source = "A", .words = {"", text, "en"}}};
    const StoryMatter story = story_matter(articles);
    const Comparison c = compare(story, story_names(story));
    REQUIRE(c.quotes.size() == 1);
    CHECK(c.quotes[0].speaker == "Jane Doe");
    CHECK(story.lists[0].text.substr(c.quotes[0].words.begin, c.quotes[0].words.end - c.quotes[0].words.begin) ==
          "The fire went through the hills in one night,\" Mayor Jane Doe said, \"and all of us ran for the sea.");
}

TEST_CASE("a piece that says nothing without its sentence is left out") {
    CHECK(is_useless_piece("be with us for months yet"));
    CHECK(is_useless_piece("may not be as accurate as we'd like"));
    CHECK(is_useless_piece("That’s a loophole that he took advantage of"));
    CHECK(is_useless_piece("going to take care of all of them"));
    CHECK_FALSE(is_useless_piece("This virus has isolated us socially for a time"));
    CHECK_FALSE(is_useless_piece("We will see how the city comes back"));
    CHECK_FALSE(is_useless_piece("Is there anybody who believes the mayor"));
}

TEST_CASE("of one speaker's quotations none stands that shares half its words with a longer one") {
    const std::string text =
        "\"The plane was shot down by an Iranian missile over the city,\" Mayor Jane Doe said.\n\n\"We have reports "
        "from allies that the plane was shot down by a missile,\" Jane Doe said.";
    const std::vector<StoryArticle> articles = {{.source = "A", .words = {"", text, "en"}}};
    const StoryMatter story = story_matter(articles);
    CHECK(compare(story, story_names(story)).quotes.size() == 1);
}
