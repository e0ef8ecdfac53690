#include <doctest/doctest.h>

#include "assist/timeline.hpp"
#include "assist/wire.hpp"

using namespace octavo;
using namespace octavo::assist;

namespace {

// "2025-07-15"; "" for none. Published on Wednesday, 16 July 2025.
std::string day(std::string_view sentence, std::string_view language = "en") {
    const auto found = day_named(sentence, language, at("2025-07-16T08:00:00Z"));
    if (!found) return "";
    return fmt::format("{:04}-{:02}-{:02}", int(found->day.year()), unsigned(found->day.month()),
                       unsigned(found->day.day()));
}

}  // namespace

TEST_CASE("a word is no month because it begins like one, and a price no day") {
    CHECK(day("He got a life sentence for selling $30 of marijuana.") == "");
    CHECK(day("She sold the shares in 29 separate transactions.") == "");
    CHECK(day("Her staff of 10 stylists was there, and the index declined 10 points.") == "");
    CHECK(day("The bill called out 30 members and will decrease $5 a head.") == "");
    CHECK(day("Turnout rose to 36,400 May officials said.") == "");
    CHECK(day("W styczniu 2024 otwarto most.", "pl") == "2024-01-01");
}

TEST_CASE("a promise in the day's clause puts the day ahead") {
    CHECK(day("The committee will vote on Friday whether to impeach.") == "2025-07-18");
    CHECK(day("The committee, which on Friday will decide the matter, met.") == "2025-07-18");
    CHECK(day("Gyms and bowling alleys can reopen Friday.") == "2025-07-18");
    CHECK(day("On Friday, the court will hear the case.") == "2025-07-18");
    CHECK(day("On Friday, they are scheduled to vote on the budget.") == "2025-07-18");
    CHECK(day("The next session is scheduled for Monday.") == "2025-07-21");
    CHECK(day("The convention is now scheduled for the week of March 17.") == "2026-03-17");
    CHECK(day("The summer games begin June 24 in Lyon.") == "2026-06-24");
    CHECK(day("Der Bundestag wird am Freitag abstimmen.", "de") == "2025-07-18");
    CHECK(day("Le parlement doit voter vendredi.", "fr") == "2025-07-18");
}

TEST_CASE("what was said on a day was said then, whatever it promised") {
    CHECK(day("He said on Friday the House will vote soon.") == "2025-07-11");
    CHECK(day("The mayor announced at a briefing Friday that he will resign.") == "2025-07-11");
    CHECK(day("The tram derailed on Friday.") == "2025-07-11");
    CHECK(day("On Friday, the council voted to close what will be a park.") == "2025-07-11");
}

TEST_CASE("a day that bounds something is not when it happened") {
    CHECK(day("Gov. Edwards announced Monday he would extend the order through May 15.") == "2025-07-14");
    CHECK(day("The order holds until Friday.") == "");
    CHECK(day("Cases passed the previous high of 36,400, set on April 24.") == "");
    CHECK(day("That compared with over 1,200 on May 21.") == "");
    CHECK(day("The index has fallen since Feb. 24.") == "");
    CHECK(day("Die Sperre gilt bis zum 15. Mai.", "de") == "");
}

TEST_CASE("names and any such day are no days") {
    CHECK(day("Voters went to the polls on Super Tuesday.") == "");
    CHECK(day("He spoke on Fox News Sunday about trade.") == "");
    CHECK(day("By dinnertime on a recent Friday the street was full.") == "");
    CHECK(day("She told USA Today that the plan had failed.") == "");
}

TEST_CASE("today is the article's day where something happens, and the speaker's in a quotation") {
    CHECK(day("The court ruled today that the law stands.") == "2025-07-16");
    CHECK(day("The party stands for the rich, just as it does today.") == "");
    CHECK(day("\"I tested positive and then today I tested negative,\" he told them.") == "");
    CHECK(day("The economy is strong today.") == "");
}
