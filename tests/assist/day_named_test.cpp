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
    CHECK(day("The winter games begin January 24 in Lyon.") == "2026-01-24");
    CHECK(day("The mayor will sign the law adopted June 24 by the council.") == "2025-06-24");
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

TEST_CASE("the month of May promises nothing, and the verb is no month") {
    CHECK(day("The council adopted the plan in May and closed the bridge on Friday.") == "2025-07-11");
    CHECK(day("Since it opened in May 2024 the bridge on Friday lost its lights.") == "2024-05-01");
    CHECK(day("The council may reopen the bridge on Friday.") == "2025-07-18");
    CHECK(day("Some 30 may march 12 miles.") == "");
    CHECK(day("The bridge opened in March of 1932 to trams.") == "1932-03-01");
}

TEST_CASE("what was done on a day lies behind, what is to be done on it ahead") {
    CHECK(day("The court may reverse the law adopted on 3 June.") == "2025-06-03");
    CHECK(day("The law will be adopted on 3 September.") == "2025-09-03");
    CHECK(day("The council promised to open the bridge, the order will come on 3 August.") == "2025-08-03");
    CHECK(day("While the city struggles to hold its vote on Friday, the mayor is silent.") == "2025-07-18");
    CHECK(day("The mayor refused to sign the order on Tuesday.") == "2025-07-15");
    CHECK(day("The vote is a reaction to the storm on Tuesday.") == "2025-07-15");
    CHECK(day("The order was extended to 4 pm on August 13.") == "");
    CHECK(day("The council is poised to vote on the order this Thursday.") == "2025-07-17");
    CHECK(day("Thousands will join one of the largest coordinated strikes in decades Friday.") == "2025-07-18");
    CHECK(day("The city began allowing some shops, among them bars, to reopen June 24 with limits.") == "2025-06-24");
    CHECK(day("Pictures of the crash began to circulate on Friday night.") == "2025-07-11");
}

TEST_CASE("a weekday and the date behind it are one, and choose the year together") {
    CHECK(day("The bridge closed on Friday, March 13.") == "2025-03-13");  // no Friday of these years: the nearest
    CHECK(day("The bridge closed on Friday, June 6.") == "2025-06-06");
    CHECK(day("The bridge closed on Wednesday, August 7.") == "2024-08-07");
    CHECK(day("Die Brücke wurde am Freitag, dem 6. Juni, gesperrt.", "de") == "2025-06-06");
    CHECK(day("Le pont a été fermé le vendredi 6 juin.", "fr") == "2025-06-06");
    CHECK(day("El puente se cerró el viernes 6 de junio.", "es") == "2025-06-06");
    CHECK(day("The order holds until Friday, August 1.") == "");
}

TEST_CASE("a day without a year beside one told in full is of its year; far from it, of the nearest") {
    CHECK(day("The show on August 11, 1993 is missing, and the next one of Aug. 12 too.") == "1993-08-11");
    CHECK(day("It lasted from August 11, 1993 and ended on Aug. 12 for good.") == "1993-08-12");
    const auto near = [](std::string_view sentence, std::chrono::year_month_day told) {
        const auto found = day_named(sentence, "en", at("2025-07-16T08:00:00Z"), std::chrono::sys_days(told));
        return found ? int(found->day.year()) : 0;
    };
    using namespace std::chrono;
    CHECK(near("The next show came on Aug. 12 and was about trams.", year{1993} / August / 11) == 1993);
    CHECK(near("It came back on Jan. 3 and was about trams.", year{1993} / December / 20) == 1994);
    CHECK(near("The court ruled on May 12 that it was legal.", year{1993} / August / 11) == 2025);
    CHECK(near("The court ruled on May 12 that it was legal.", year{2025} / April / 2) == 2025);
    CHECK(near("In a July 14 letter she asked for more trams.", year{1993} / August / 11) == 2025);
    CHECK(near("The survey was made April 20 to 26, 2025.", year{2016} / April / 2) == 2025);
    CHECK(near("The survey was made April 20-26, 2024.", year{2016} / April / 2) == 2024);
    CHECK(last_full_day("The bridge opened on 3 May 1932 and closed in June 1940.", "en") ==
          sys_days{year{1940} / June / 1});
}

TEST_CASE("a date that names a thing is not when it happened; today may mean these days") {
    CHECK(day("The company later confirmed the July 11 show is missing.") == "");
    CHECK(day("The July 11 attack killed two guards of the bridge.") == "2025-07-11");
    CHECK(day("She spoke in the July 11 hearing of the council.") == "2025-07-11");
    CHECK(day("Voters wonder what is next before the Nov. 3 election.") == "");
    CHECK(day("Today, Doe, who lost a hand in the war, runs a shop.") == "");
    CHECK(day("The bridge still today carries what was left of the line.") == "");
    CHECK(day("Encore aujourd'hui, le pont porte la ligne.", "fr") == "");
    CHECK(day("Noch heute fährt die Bahn über die Brücke.", "de") == "");
    CHECK(day("Die Brücke wurde heute gesperrt.", "de") == "2025-07-16");
}

TEST_CASE("a plan with an article promises nothing, and a verb of the past puts the day behind") {
    CHECK(day("Doe doubted his own plan as he welcomed Roe into the hall on Friday.") == "2025-07-11");
    CHECK(day("The union was to hold a protest at the bridge on Friday.") == "2025-07-18");
    CHECK(day("Doe, who built the bridge, died Aug. 7 at age 92.") == "2024-08-07");
    CHECK(day("Doe announced a hearing for Aug. 7.") == "2025-08-07");
    CHECK(day("The library will hit the market beginning Sept. 1.") == "2025-09-01");
    CHECK(day("The city is sticking to its plans for voting on Friday.") == "2025-07-18");
    CHECK(day("Doe told others on a call Monday morning of a plan published Sunday.") == "2025-07-14");
    CHECK(day("Doe wrote the report on a plan published Friday.") == "2025-07-11");
    CHECK(day("Doe said in a statement Friday that the bridge is safe.") == "2025-07-11");
    CHECK(day("Doe visited a memorial to the attacks of Sept. 11, 2001.") == "");
    CHECK(day("The bridge fell on the night of Sept. 11, 2001.") == "2001-09-11");
    CHECK(day("Doe wrote of the bridge on the July 11 anniversary.") == "");
    CHECK(day("On a sunny Sunday afternoon, Doe ran over the bridge.") == "");
    CHECK(day("Today, bats are suspected as the source of the illness.") == "");
}

TEST_CASE("the weekday of yesterday lies behind, and what was meant to be promises nothing") {
    CHECK(day("The council will vote on the bridge on Tuesday.") == "2025-07-15");
    CHECK(day("The council will vote on the bridge next Tuesday.") == "2025-07-22");
    CHECK(day("The strike was always going to end on Friday.") == "2025-07-11");
    CHECK(day("The mayor had hoped the trams could run on Friday.") == "2025-07-11");
}

TEST_CASE("six days back is no day without a word that says so, and leaves an article's weekdays in doubt") {
    const auto outruns = [](std::string_view s) { return outruns_stamp(s, "en", at("2025-07-16T08:00:00Z")); };
    CHECK(day("The mayor resigned on Thursday.") == "");
    CHECK(outruns("The mayor resigned on Thursday."));
    CHECK(day("A poll, released on Thursday, found that many today believed in bridges.") == "");
    CHECK(day("The mayor resigned last Thursday.") == "2025-07-10");
    CHECK(!outruns("The mayor resigned last Thursday."));
    CHECK(day("The mayor will resign on Thursday.") == "2025-07-17");
    CHECK(!outruns("The mayor meets the council on Thursday."));
    CHECK(!outruns("The mayor resigned on Friday."));
}

TEST_CASE("what a day bounds, names or awaits, and what trails behind the telling, has no day") {
    CHECK(day("The rules were changed in the wake of the May 3 crash.") == "");
    CHECK(day("The rules were changed after the deadly May 3 crash of the tram.") == "");
    CHECK(day("The law was signed after the Sept. 11 terrorist attacks.") == "");
    CHECK(day("The tunnel was closed on Sept. 11 for repairs.") == "2024-09-11");
    CHECK(day("Lakeham made its plans for tomorrow with care and won.") == "");
    CHECK(day("Families today have less than their parents had.") == "");
    CHECK(day("The council has to choose between now and Friday.") == "");
    CHECK(day("Ballots of Lakeham count as late as May 3.") == "");
    CHECK(day("As of Monday, the bridge had cost nine lives.") == "");
    CHECK(day("The mayor fell from the bridge, recovering at home with his family on Monday.") == "");
    CHECK(day("The mayor resigned, saying on Monday that he was ill.") == "2025-07-14");
    CHECK(day("The mayor, resting at home on Monday, resigned.") == "2025-07-14");
    CHECK(day("The office predicted a peak of the flood on May 3.") == "");
    CHECK(day("The council is expected to vote on Friday.") == "2025-07-18");
    CHECK(day("The poll, conducted June 3-5, found many undecided.") == "");
}
