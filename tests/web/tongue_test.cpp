#include "web/tongue.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using web::Say;
using web::Tongue;

namespace {

constexpr std::string_view languages[] = {"en", "ar", "de", "es", "fr", "ja", "pt", "he", "hi", "zh",
                                          "ru", "it", "tr", "ko", "id", "nl", "fa", "pl", "uk"};

Tongue tongue(std::string_view edition) { return Tongue(*find_edition(edition)); }

bool counts(std::string_view sentence) { return sentence.find("other:") != std::string_view::npos; }

}  // namespace

TEST_CASE("every language of an edition says everything, once") {
    for (const Edition& edition : editions())
        CHECK(std::ranges::find(languages, edition.language) != std::end(languages));
    for (const std::string_view language : languages) {
        CAPTURE(language);
        std::set<Say> said;
        for (const auto& [what, text] : web::sayings_of(language)) {
            CAPTURE(static_cast<int>(what));
            CHECK(said.insert(what).second);
            CHECK_FALSE(text.empty());
        }
        CHECK(said.size() == web::says);
    }
}

TEST_CASE("a sentence has its hole, and its categories, in every language or in none") {
    std::array<std::string_view, web::says> english{};
    for (const auto& [what, text] : web::sayings_of("en")) english[static_cast<std::size_t>(what)] = text;
    for (const std::string_view language : languages)
        for (const auto& [what, text] : web::sayings_of(language)) {
            CAPTURE(language);
            CAPTURE(text);
            const auto same = english[static_cast<std::size_t>(what)];
            CHECK(counts(text) == counts(same));
            CHECK((text.find("{}") == std::string_view::npos) == (same.find("{}") == std::string_view::npos));
        }
}

TEST_CASE("Arabic counts as Arabic counts") {
    const Tongue ar = tongue("ar-ae");
    CHECK(ar.count(Say::n_sources, 1) == "مصدر واحد");
    CHECK(ar.count(Say::n_sources, 2) == "مصدران");
    CHECK(ar.count(Say::n_sources, 3) == "٣ مصادر");
    CHECK(ar.count(Say::n_sources, 11) == "١١ مصدرًا");
    CHECK(ar.count(Say::n_sources, 99) == "٩٩ مصدرًا");
    CHECK(ar.count(Say::n_sources, 100) == "١٠٠ مصدر");
    CHECK(ar.count(Say::n_sources, 103) == "١٠٣ مصادر");
}

TEST_CASE("numbers are grouped as the edition groups them") {
    CHECK(tongue("en-gb").number(48210) == "48,210");
    CHECK(tongue("de-de").number(48210) == "48.210");
    CHECK(tongue("ar-ae").number(48210) == "٤٨٬٢١٠");
    CHECK(tongue("en-gb").count(Say::n_articles, 1) == "1 article");
    CHECK(tongue("ja-jp").count(Say::n_articles, 1) == "1件の記事");
}

TEST_CASE("when: now, minutes, hours, days, then the date") {
    const Tongue en = tongue("en-gb");
    const Instant now = at("2026-11-22T09:16:00Z");
    using namespace std::chrono;
    CHECK(en.relative(now - 20s, now) == "now");
    CHECK(en.relative(now + 5h, now) == "now");
    CHECK(en.relative(now - 1min, now) == "1 minute ago");
    CHECK(en.relative(now - 59min, now) == "59 minutes ago");
    CHECK(en.relative(now - 3h, now) == "3 hours ago");
    CHECK(en.relative(now - 6 * 24h, now) == "6 days ago");
    CHECK(en.relative(now - 9 * 24h, now) == "13 Nov 2026");
    // The same twice: what is remembered is what was said.
    CHECK(en.relative(now - 3h, now) == "3 hours ago");
    const Tongue ar = tongue("ar-ae");
    CHECK(ar.relative(now - 2h, now) == "قبل ساعتين");
    CHECK(ar.relative(now - 11h, now) == "قبل ١١ ساعة");
}

TEST_CASE("the exact time is in the edition's zone and names it") {
    const Instant then = at("2026-11-22T06:12:00Z");
    CHECK(tongue("en-gb").exact(then).find("22 November 2026") != std::string::npos);
    CHECK(tongue("en-gb").exact(then).find("06:12") != std::string::npos);
    CHECK(tongue("ja-jp").exact(then).find("15:12") != std::string::npos);
    CHECK(tongue("en-us").exact(then).find("1:12") != std::string::npos);
}

TEST_CASE("languages and countries are named in the edition's language, whatever is asked") {
    CHECK(tongue("en-gb").language_name("ar") == "Arabic");
    CHECK(tongue("de-de").country_name("FR") == "Frankreich");
    for (const std::string_view odd : {"", "und", "x", "not a tag", "zz-zz-zz-zz", "\xff\xff"}) {
        CHECK_NOTHROW(tongue("en-gb").language_name(odd));
        CHECK_NOTHROW(tongue("en-gb").country_name(odd));
    }
}

TEST_CASE("every edition counts the days that addresses name") {
    using namespace std::chrono;
    const year_month_day day = year(2026) / 11 / 26;
    for (const Edition& edition : editions()) {
        CAPTURE(edition.code);
        const web::Tongue tongue(edition);
        CHECK(tongue.date_of(tongue.start_of(day)) == day);
        CHECK(tongue.date_of(Instant(sys_days(day)) + hours(10)).year() == year(2026));
        CHECK(tongue.weekdays().size() == 7);
    }
}
