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
    CHECK(kind("• This article was amended on 19 May to say that the council closed it.") == SentenceKind::credit);
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

TEST_CASE("who wrote it, and who helped, is presented at an article's edges and is none of its telling") {
    const auto last = [](const std::string& note, const std::string& language = "en") {
        const std::string text = body + "\n\n" + note;
        return sentence_list({"", text, language}).sentences.back().kind;
    };
    for (const char* note :
         {"Jane Doe is a reporter covering harbours and bridges for the Lakeham Post.",
          "Jane Doe writes about harbours for the Lakeham Post and for others.",
          "Jane Doe, a former producer of Lakeham Radio, is a columnist who looks at bridges.",
          "Jane Doe (@janedoe) is a professor of harbours at the college of Lakeham, and writes books.",
          "Jane Doe is the director of the Institute for Harbours. Her latest book is about bridges.",
          "Follow Jane Doe on Twitter: @janedoe. She likes to hear of bridges.",
          "Jane Roe of the Lakeham office contributed to this report.", "John Poe reported from Lakeham.",
          "Newswire writers Ana Lima in Lakeham, Tom Roe in Brookford and Eva Poe in Overton contributed.",
          "This story was reported by staff writer Jane Doe in Lakeham and by Tom Roe in Overton.",
          "To receive updates like this in your inbox, subscribe to the newsletter of the Lakeham Post."})
        CHECK_MESSAGE(last(note) != SentenceKind::prose, note);
    CHECK(last("Jana Weber ist Redakteurin im Ressort Politik und schreibt vor allem über Häfen.", "de") ==
          SentenceKind::credit);
    CHECK(last("Jeanne Leroux est journaliste au service politique et suit les ports depuis dix ans.", "fr") ==
          SentenceKind::credit);
    CHECK(last("Ana Ruiz es periodista y corresponsal en Lisboa desde hace más de diez años.", "es") ==
          SentenceKind::credit);
    CHECK(last("Иван Петров — корреспондент отдела политики и пишет о портах уже десять лет.", "ru") ==
          SentenceKind::credit);
    CHECK(last("Ana Souza é repórter de política e escreve sobre portos desde o ano passado.", "pt") ==
          SentenceKind::credit);
    CHECK(last("Anna Bianchi è una giornalista e scrive di porti da più di dieci anni a Roma.", "it") ==
          SentenceKind::credit);
    // Somebody of the story: named in it, quoted, or something was done to them.
    CHECK(last("Jane Doe is the director of the harbour museum, and she said the bridge was hers as well.") ==
          SentenceKind::prose);
    CHECK(last("Jane Doe was barred from covering the council by the editor of the Lakeham Post.") ==
          SentenceKind::prose);
    const std::string told = "The vote was close, Jane Doe told the council of Brookford, and she was glad of it.\n\n" +
                             body + "\n\nJane Doe is a professor of history at the college of Lakeham.";
    CHECK(sentence_list({"", told, "en"}).sentences.back().kind == SentenceKind::prose);
}

TEST_CASE("a line signed by an agency nobody listed is a caption, and so is what a picture shows on a full date") {
    for (const char* caption :
         {"The mayor speaks to the council of Brookford on Monday as the bridge closes. Ana Lima/Lakeham Post",
          "The mayor of Brookford supervises works on the bridge on May 4, 2019 LPNA | Newspool",
          "The mayor of Brookford speaks to the press, June 4, 2020. Ana Lima/Pool via NEWSPOOL",
          "Shops in Brookford were empty by noon on Monday. (Photo: Ana Lima, Lakeham Post)",
          "Jane Doe waits for a tram at the shop of the harbour in Brookford. Photograph: The Lakeham Post",
          "Jane Doe attends a dinner with the council of the harbour in Brookford on September 18, 2016.",
          "The mouth of the river near Brookford, Lakeland, May 2017."})
        CHECK_MESSAGE(kind(caption) == SentenceKind::credit, caption);
    CHECK(kind("Die Brücke von Brookford ist seit Montag für alle Autos gesperrt. (Foto: Ana Lima, Seeheimer Bote)") ==
          SentenceKind::credit);
    CHECK(kind("Le pont de Brookford est fermé aux voitures depuis lundi. Crédit photo Ana Lima") ==
          SentenceKind::credit);
    CHECK(kind("Мост в городе закрыт для машин с понедельника. Фото: Анна Лимова") == SentenceKind::credit);
    for (const char* told :
         {"The council asked for deep cuts and/or a new tax in its message of March 15, 2017 to the mayor.",
          "The mayor said she holds that the bridge was closed for good on March 15, 2017.",
          "The vote on the bridge is scheduled for March 3, 2020.",
          "The council looks back on what it has done since the bridge closed in May 2017."})
        CHECK_MESSAGE(kind(told) == SentenceKind::prose, told);
}

TEST_CASE("a line that ends in an agency's or a paper's name is a caption, and so is one without a verb") {
    CHECK(kind("Doe speaks about the harbour bridge of Brookford on Tuesday. Reuters") == SentenceKind::credit);
    CHECK(kind("The bridge stands closed after a storm of last week Lakeham Courier Journal") == SentenceKind::credit);
    CHECK(kind("The harbour bridge of Brookford will not be opened to cars this year, according to the Lakeham Post") ==
          SentenceKind::prose);
    CHECK(kind("The mayor will not open the harbour bridge this year, as he told Reuters") == SentenceKind::prose);
    CHECK(kind("Jane Doe at a meeting of ministers in Lakeham, Westland, in 2018.") == SentenceKind::credit);
    CHECK(kind("Jane Doe won a meeting of ministers in Lakeham, Westland, in 2018.") == SentenceKind::prose);
    CHECK(kind("“The bridge was the best of all bridges that the port had.” — Jane Doe, Lakeham Post") ==
          SentenceKind::quotation);
}

TEST_CASE("what a page says of itself is no news") {
    CHECK(kind("Your browser does not support the video element of this page.") == SentenceKind::credit);
    CHECK(kind("For the best view please use a modern browser with this page.") == SentenceKind::credit);
    CHECK(kind("For licensing opportunities of our original content, please write to us.") == SentenceKind::credit);
    CHECK(kind("Catch up on the vote of the council with our weekly podcast, “Harbour”.") == SentenceKind::invitation);
    CHECK(kind("Watch the council closely: its vote on the bridge is near, and ours.") == SentenceKind::prose);
}

TEST_CASE("a large first letter that stands apart leaves a piece of a word") {
    CHECK(kind("MEMBER ARTICLE T he bridge of Brookford is closed to all the cars.") == SentenceKind::fragment);
    CHECK(kind("I t’s closed to all the cars, the bridge of Brookford.") == SentenceKind::fragment);
    CHECK(kind("W hen the bridge of Brookford closed, all the cars stood.") == SentenceKind::fragment);
    CHECK(kind("A bridge of Brookford is closed to all the cars of it.") == SentenceKind::prose);
}

TEST_CASE("the speeches of a transcript are quotations") {
    const std::string text =
        "JANE DOE: The bridge has to stay closed for the whole year.\n\nROE: Who pays for it, and for the trams?\n\n"
        "DOE: The port does pay for it, as it has always done.\n\nROE: The council of Lakeham thinks otherwise of "
        "it.\n\nTRAMS: The trams of Brookford run every day of the week.";
    const SentenceList list = sentence_list({"", text, "en"});
    REQUIRE(list.sentences.size() == 5);
    for (std::size_t i = 0; i < 4; ++i) CHECK(list.sentences[i].kind == SentenceKind::quotation);
    CHECK(list.sentences[4].kind == SentenceKind::prose);
}
