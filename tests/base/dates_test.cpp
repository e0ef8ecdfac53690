#include "base/dates.hpp"

#include "base/date_quick.hpp"

#include <doctest/doctest.h>

#include "base/time.hpp"

namespace dates = octavo::dates;
using octavo::parse_date;
using octavo::parse_stamp;

namespace {

std::string read(std::string_view text) {
    const auto instant = parse_date(text);
    return instant ? octavo::to_iso(*instant) : "none";
}

}  // namespace

TEST_CASE("RFC 822 dates are read with named, numeric and military zones") {
    CHECK(read("Sun, 13 Jul 2025 08:00:00 GMT") == "2025-07-13T08:00:00Z");
    CHECK(read("13 Jul 25 08:00 +0200") == "2025-07-13T06:00:00Z");
    CHECK(read("Sun, 13 Jul 2025 08:00:00 EDT") == "2025-07-13T12:00:00Z");
    CHECK(read("Sun, 13 Jul 2025 08:00:00 Z") == "2025-07-13T08:00:00Z");
    CHECK(read("13 Jul 2025 08:00:00 A") == "2025-07-13T09:00:00Z");
    CHECK(read("13 Jul 2025 08:00:00 UTC+05:30") == "2025-07-13T02:30:00Z");
}

TEST_CASE("a wrong or missing weekday and stray commas do not matter") {
    CHECK(read("Mon, 13 Jul 2025 08:00:00 GMT") == "2025-07-13T08:00:00Z");
    CHECK(read("Sunday,13 July, 2025 08:00:00 GMT") == "2025-07-13T08:00:00Z");
}

TEST_CASE("RFC 850 and asctime, as HTTP headers may hold them") {
    CHECK(read("Sunday, 06-Nov-94 08:49:37 GMT") == "1994-11-06T08:49:37Z");
    CHECK(read("Sun Nov  6 08:49:37 1994") == "1994-11-06T08:49:37Z");
}

TEST_CASE("ISO 8601 is read in every precision it has") {
    CHECK(read("2025-07-13T08:00:00.250+02:00") == "2025-07-13T06:00:00Z");
    CHECK(parse_date("2025-07-13T08:00:00.250Z")->time_since_epoch().count() % 1000 == 250);
    CHECK(read("2025-07-13 08:00") == "2025-07-13T08:00:00Z");
    CHECK(read("20250713T080000Z") == "2025-07-13T08:00:00Z");
    CHECK(read("2025-07-13") == "2025-07-13T00:00:00Z");
    CHECK(read("2025-07") == "2025-07-01T00:00:00Z");
    CHECK(read("2025") == "2025-01-01T00:00:00Z");
    CHECK(read("2024-366") == "2024-12-31T00:00:00Z");
    CHECK(read("2004-W53-6") == "2005-01-01T00:00:00Z");
    CHECK(read("2025-07-13T24:00:00Z") == "2025-07-14T00:00:00Z");
}

TEST_CASE("seconds and milliseconds since 1970") {
    CHECK(read("1752393600") == "2025-07-13T08:00:00Z");
    CHECK(read("1752393600000") == "2025-07-13T08:00:00Z");
    CHECK(read("1752393600.5") == "2025-07-13T08:00:00Z");
}

TEST_CASE("months are known in many languages") {
    for (const std::string_view text :
         {"13 juillet 2025", "13. Juli 2025", "13 de julio de 2025", "13 luglio 2025", "13 июля 2025", "13 липня 2025",
          "13 lipca 2025", "13 července 2025", "13 Temmuz 2025", "2025. július 13.", "13 يوليو 2025", "13 ביולי 2025",
          "13 जुलाई 2025", "2025年7月13日", "١٣ تموز ٢٠٢٥"}) {
        CAPTURE(text);
        CHECK(read(text) == "2025-07-13T00:00:00Z");
    }
}

TEST_CASE("a weekday that looks like a month is no month") {
    CHECK(read("martes, 6 de mayo de 2025") == "2025-05-06T00:00:00Z");
    CHECK(read("mardi 6 mai 2025 10h30") == "2025-05-06T10:30:00Z");
}

TEST_CASE("half days are counted from noon and midnight") {
    CHECK(read("July 13, 2025 12:05 am") == "2025-07-13T00:05:00Z");
    CHECK(read("July 13, 2025 12:05 PM") == "2025-07-13T12:05:00Z");
    CHECK(read("July 13, 2025 8:05 p.m.") == "2025-07-13T20:05:00Z");
}

TEST_CASE("Korean dates are Korean time, for no other zone writes them") {
    CHECK(read("2025-07-13 오후 5:00:00") == "2025-07-13T08:00:00Z");
    CHECK(read("2025년 7월 13일 17:00") == "2025-07-13T08:00:00Z");
}

TEST_CASE("zones of the tz database know their summers") {
    CHECK(read("Sun, 13 Jul 2025 08:00:00 Europe/Berlin") == "2025-07-13T06:00:00Z");
    CHECK(read("Mon, 13 Jan 2025 08:00:00 Europe/Berlin") == "2025-01-13T07:00:00Z");
    CHECK(read("Sun, 13 Jul 2025 08:00:00 America/New_York") == "2025-07-13T12:00:00Z");
    CHECK(read("Mon, 13 Jan 2025 08:00:00 Australia/Sydney") == "2025-01-12T21:00:00Z");
}

TEST_CASE("numbers with slashes are month and day unless they cannot be") {
    CHECK(read("07/13/2025") == "2025-07-13T00:00:00Z");
    CHECK(read("13/07/2025") == "2025-07-13T00:00:00Z");
    CHECK(read("13.07.2025 08:00") == "2025-07-13T08:00:00Z");
}

TEST_CASE("what is no date is none") {
    for (const std::string_view text :
         {"", " ", "yesterday", "sometime last week", "2025-13-01", "2025-02-30", "2025-07-13T25:00:00Z",
          "32 July 2025", "08:00:00", "12345", "99999999999999999999", "July", "-", "T", "+02:00"}) {
        CAPTURE(text);
        CHECK(read(text) == "none");
    }
}

namespace {

std::string found(std::string_view text, octavo::SlashDate slash = octavo::SlashDate::day_first) {
    const auto date = octavo::find_date(text, slash);
    return date ? octavo::to_iso(date->stamp.at).substr(0, 16) : "none";
}

}  // namespace

TEST_CASE("a stamp says how precise a date is and in which zone it was written") {
    using P = octavo::Stamp::Precision;
    const auto precision = [](std::string_view text) { return octavo::parse_stamp(text).value().precision; };
    CHECK(precision("2025") == P::year);
    CHECK(precision("July 2025") == P::month);
    CHECK(precision("2025-07") == P::month);
    CHECK(precision("13.7.2025") == P::day);
    CHECK(precision("2025-07-13T08:00") == P::time);
    CHECK(octavo::parse_stamp("2025-07-13T08:00:00+05:30")->east == 330);
    CHECK(octavo::parse_stamp("2025-07-13T08:00:00Z")->east == 0);
    CHECK(octavo::parse_stamp("2025-07-13T08:00:00")->east == std::nullopt);
    CHECK(read("2025-07-13T08:00:15:684Z") == "2025-07-13T08:00:15Z");
}

TEST_CASE("which number of a slash date is the day, its country says, unless only one can be") {
    const auto day = [](std::string_view text, octavo::SlashDate slash) {
        return octavo::to_iso(octavo::parse_stamp(text, slash)->at).substr(0, 10);
    };
    CHECK(day("3/4/2025", octavo::SlashDate::month_first) == "2025-03-04");
    CHECK(day("3/4/2025", octavo::SlashDate::day_first) == "2025-04-03");
    CHECK(day("3/14/2025", octavo::SlashDate::day_first) == "2025-03-14");
    CHECK(found("3/4/2025", octavo::SlashDate::month_first) == "2025-03-04T00:00");
    CHECK(found("3/4/2025") == "2025-04-03T00:00");
    CHECK(found("14/3/2025", octavo::SlashDate::month_first) == "2025-03-14T00:00");
}

TEST_CASE("a date is found among other words and numbers") {
    CHECK(found("By Ana Lima, 12 | Posted on 3rd May, 2024 at 18:30") == "2024-05-03T18:30");
    CHECK(found("Stand: 28.04.2020 18:00 Uhr") == "2020-04-28T18:00");
    CHECK(found("Lübeck, 31. März 2003") == "2003-03-31T00:00");
    CHECK(found("publié le 3 mai 2024 à 18h30 | 5 min") == "2024-05-03T18:30");
    CHECK(found("Updated May 3rd, 2024 6:05 p.m.") == "2024-05-03T18:05");
    CHECK(found("2024. május 3. péntek") == "2024-05-03T00:00");
    CHECK(found("2024 m. gegužės 3 d.") == "2024-05-03T00:00");
    CHECK(found("2024. gada 3. maijā") == "2024-05-03T00:00");
    CHECK(found("ngày 3 tháng 5 năm 2024") == "2024-05-03T00:00");
    CHECK(found("（2024年5月3日 18:30）") == "2024-05-03T18:30");
    CHECK(found("Do 25.04.24 | 14:07 Uhr") == "2024-04-25T14:07");
    CHECK(found("입력 2024.05.03. 오후") == "2024-05-03T00:00");
}

TEST_CASE("what only looks like a date is none") {
    for (const std::string_view text :
         {"10 novels 2020", "5 marathons 2024", "version 3.5.2", "version 3.5.24", "1/2 2024", "in 2024", "May 2024",
          "31 June 2024", "call 0 30 2024 5", "score 3-5-2", "99.99.2024", "3 May 1850", "", "12:30"}) {
        CAPTURE(text);
        CHECK(found(text) == "none");
    }
}

TEST_CASE("months of forty more languages are known by their names") {
    for (const std::string_view text :
         {"3 মে 2024",      "3 மே 2024",      "3 మే 2024",      "3 ಮೇ 2024",      "3 മേയ് 2024",
          "3 मे 2024",       "3 મે 2024",       "3 ਮਈ 2024",     "3 مئی 2024",     "3 พฤษภาคม 2567",
          "3 พ.ค. 2567",    "3 მაისი 2024",   "3 մայիսի 2024", "3 мамыр 2024",   "3 toukokuuta 2024",
          "3 svibnja 2024", "3. května 2024", "3 maja 2024",   "3 maiatza 2024", "3 Bealtaine 2024",
          "3 Mei 2024",     "3 mayıs 2024",   "3 ឧសភា 2024",   "3 ພຶດສະພາ 2024",  "3 မေ 2024",
          "3 May 2024",     "3 Mai 2024"}) {
        CAPTURE(text);
        CHECK(found(text) == "2024-05-03T00:00");
    }
}

TEST_CASE("dates of other calendars are turned into ours") {
    CHECK(found("۱۵ فروردین ۱۳۹۹") == "2020-04-03T00:00");
    CHECK(found("1399/12/30") == "2021-03-20T00:00");  // a leap year's last day
    CHECK(found("1400/12/30") == "none");
    CHECK(found("3 พฤษภาคม 2567") == "2024-05-03T00:00");
    CHECK(found("令和6年5月3日") == "2024-05-03T00:00");
    CHECK(found("民國113年5月3日") == "2024-05-03T00:00");
}

TEST_CASE("the quick reader agrees with the patient one") {
    for (const std::string_view text :
         {"Sun, 13 Jul 2025 08:00:00 +0200", "13 Jul 2025 08:00 GMT", "Mon, 3 Feb 2020 23:59:59 -0530",
          "Wed, 29 Feb 2012 00:00:00 GMT", "2025-07-13T08:00:00Z", "2025-07-13T08:00:00.25+02:00",
          "2025-07-13T08:00-07:00", "1969-12-31T23:59:59.999999Z", "9999-12-31T23:59:59Z"}) {
        CAPTURE(text);
        const auto quick = dates::quick_stamp(text);
        REQUIRE(quick.has_value());
        std::string slow(text);  // a second blank, or a small t, is left to the other
        if (const auto blank = slow.find(' '); blank != std::string::npos)
            slow.insert(blank, 1, ' ');
        else
            slow[10] = 't';
        CHECK_FALSE(dates::quick_stamp(slow).has_value());
        CHECK(parse_stamp(slow) == quick);
    }
    for (const std::string_view text :
         {"Sun, 31 Feb 2025 08:00:00 GMT", "Sun, 13 Jul 25 08:00:00 GMT", "2025-02-30T08:00:00Z",
          "2025-07-13T24:00:00Z", "2025-07-13T08:00:00", "Sun, 13 Jul 2025 08:00:00 EST",
          "unM, 13 Jul 2025 08:00:00 GMT", "2025-07-13T08:00:00.Z", "2025-07-13T08:00:00+25:00"})
        CHECK_FALSE(dates::quick_stamp(text).has_value());
}
