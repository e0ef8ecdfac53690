#include "base/dates.hpp"

#include <doctest/doctest.h>

#include "base/time.hpp"

using octavo::parse_date;

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
