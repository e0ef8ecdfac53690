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

TEST_CASE("who was asked, or stands behind a preposition among others, speaks not") {
    CHECK(speaker("Michael Flynn was asked whether the report \"totally cleared the president of it all\".") == "");
    CHECK(speaker("\"Nobody here has seen such a thing before\", Anthony Fauci was told.") == "");
    CHECK(
        speaker("A panel led by Michael Flynn and Anthony Fauci concluded that \"the mail is safe for all of us\".") ==
        "");
}

TEST_CASE("a surname that two people bear is of the one named in full before it") {
    const auto spoken = [](const std::string& text) {
        const std::vector<StoryArticle> articles = {{.source = "A", .words = {"", text, "en"}}};
        const StoryMatter story = story_matter(articles);
        const Comparison c = compare(story, story_names(story));
        return c.quotes.empty() ? "" : c.quotes[0].speaker;
    };
    CHECK(
        spoken("Franklin Graham spoke for his father, the preacher Billy Graham, on Sunday.\n\nFranklin Graham stayed "
               "on. \"He would have voted for the man again,\" Graham said.") == "Franklin Graham");
    CHECK(spoken("Billy Graham spoke on Sunday.\n\n\"He would have voted for the man again,\" Graham said.") ==
          "Billy Graham");
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
