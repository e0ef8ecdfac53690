#include <doctest/doctest.h>

#include "assist/furniture.hpp"

using namespace octavo::assist;

namespace {

const std::string body = "The council of Brookford voted on Monday to close the harbour bridge to all cars.";
// What the paragraph in front of an article's own is.
SentenceKind kind(const std::string& paragraph) {
    const std::string text = paragraph + "\n\n" + body;
    return sentence_list({"", text, "en"}).sentences.front().kind;
}

}  // namespace

TEST_CASE("a credit makes a caption of its whole paragraph") {
    CHECK(kind("A girl says goodbye to her friends as schools close. London, March 20, 2020. (Carl Recine/Reuters)") ==
          SentenceKind::credit);
    CHECK(
        kind("Protesters demonstrate against the state's stay at home orders on Sunday. | Elaine Thompson/AP Photo") ==
        SentenceKind::credit);
    CHECK(kind("Chiang Ying-ying/AP Pedestrians wear face masks on the streets of Taipei on a Tuesday morning.") ==
          SentenceKind::credit);
    CHECK(kind("Facebook Twitter Pinterest Jane Doe will speak to the council on Monday about the bridge.") ==
          SentenceKind::credit);
    CHECK(kind("The council (or what is left of it and/or its members) voted on Monday to close the bridge.") ==
          SentenceKind::prose);
}

TEST_CASE("a post is its writer's, with every sentence and wherever it stands once more") {
    const std::string post = "The real crimes were on the other side, as nothing happens to them. So unfair!";
    CHECK(kind(post + " — Jane Doe (@realJaneDoe) April 8, 2020") == SentenceKind::post);
    const std::string text = post + "\n\n" + post + " — Jane Doe (@realJaneDoe) April 8, 2020\n\n" + body;
    const SentenceList list = sentence_list({"", text, "en"});
    for (const Sentence& s : list.sentences)
        CHECK((s.kind == SentenceKind::post) == (list.string(s).find("council") == std::string_view::npos));
    CHECK(kind("The mayor, Jane Doe (@janedoe), said on Monday that the bridge would close in May 2020 for good.") ==
          SentenceKind::prose);
}

TEST_CASE("a desk's notes are no news, however long") {
    CHECK(
        kind("Corrections & clarifications: A previous version of this article misstated the day on which the council "
             "of Brookford had voted to close the harbour bridge to all cars and most of the buses.") ==
        SentenceKind::credit);
    CHECK(kind("This article was amended on 19 May to say that the council of Brookford closed the bridge.") ==
          SentenceKind::credit);
    CHECK(kind("This story is published in partnership with the Brookford Institute for the Study of Harbours, which "
               "looks at harbours, bridges and all that goes over and under them.") == SentenceKind::credit);
    CHECK(kind("This story of a bridge and its city began on a cold day in the spring of 1911.") ==
          SentenceKind::prose);
}

TEST_CASE("captions in front do not hide a dateline, and a known agency needs no dash") {
    std::string text;
    for (const char* who : {"Ana", "Ben", "Cleo", "Dan", "Eva"})
        text += std::string(who) + " Lima crosses the old bridge on her way to work. (Tom Roe/Newswire)\n\n";
    text += "WASHINGTON (AP) — " + body;
    const SentenceList list = sentence_list({"", text, "en"});
    CHECK(list.string(list.sentences.back()) == body);
    const std::string cnn = "Washington (CNN) " + body;
    const SentenceList other = sentence_list({"", cnn, "en"});
    CHECK(other.string(other.sentences.front()) == body);
}

TEST_CASE("a sentence that a link broke in two is no sentence, nor is a table") {
    const SentenceList list = sentence_list(
        {"",
         "The plan was leaked in a book by the former adviser John Roe, the\n\nTimes said in a long report on "
         "Monday.\n\n" +
             body,
         "en"});
    REQUIRE(list.sentences.size() == 3);
    CHECK(list.sentences[0].kind == SentenceKind::fragment);
    CHECK(list.sentences[1].kind == SentenceKind::fragment);
    CHECK(list.sentences[2].kind == SentenceKind::prose);
    CHECK(kind("Year White Black 2017 457 223 2018 399 209 2019 370 235 in all the cities of the state") ==
          SentenceKind::fragment);
}

TEST_CASE("thanks to colleagues are none of the story, however many they are, nor is a link in brackets") {
    CHECK(
        kind(
            "Associated Press writers Ana Lima in Brookford, Ben Roe and Cleo Ash in Westhaven, Dan Quay, Eva Hill and "
            "Finn Moor in Port Alder, and Greta Lund in the capital, who spoke to families of the crew all through the "
            "night, contributed to this report.") == SentenceKind::credit);
    CHECK(kind("(RELATED: The harbour office will announce on Monday when the bridge is to be opened again)") ==
          SentenceKind::credit);
}
