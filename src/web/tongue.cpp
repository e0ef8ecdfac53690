#include "web/tongue.hpp"

#include <unicode/calendar.h>
#include <unicode/datefmt.h>
#include <unicode/dtfmtsym.h>
#include <unicode/dtptngen.h>
#include <unicode/locid.h>
#include <unicode/numberformatter.h>
#include <unicode/plurrule.h>
#include <unicode/reldatefmt.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

namespace octavo::web {
namespace {

std::string utf8_of(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

// Arabic editions write Arabic-Indic digits: CLDR leaves the Emirates to Latin ones, their papers do not.
icu::Locale locale_of(const Edition& edition) {
    // The Gregorian calendar in all: addresses name its days, and the words beside them must be of the same.
    std::string tag = fmt::format("{}-{}-u-ca-gregory", edition.language, edition.country);
    if (edition.language == "ar") tag += "-nu-arab";
    UErrorCode status = U_ZERO_ERROR;
    return icu::Locale::forLanguageTag(tag, status);
}

std::string replaced(std::string_view sentence, std::string_view value) {
    const auto hole = sentence.find("{}");
    if (hole == std::string_view::npos) return std::string(sentence);
    std::string out(sentence.substr(0, hole));
    out += value;
    out += sentence.substr(hole + 2);
    return out;
}

// The variant of "one:...|other:..." for a category; the last ("other") when it has no own.
std::string_view variant(std::string_view sentence, std::string_view category) {
    std::string_view last;
    while (!sentence.empty()) {
        const auto end = std::min(sentence.find('|'), sentence.size());
        const std::string_view part = sentence.substr(0, end);
        sentence.remove_prefix(std::min(end + 1, sentence.size()));
        const auto colon = part.find(':');
        last = part.substr(colon == std::string_view::npos ? 0 : colon + 1);
        if (part.substr(0, colon) == category) return last;
    }
    return last;
}

constexpr std::size_t remembered = 4096;  // exact times and numbers kept; then the memory starts anew

}  // namespace

struct Tongue::State {
    const Edition& edition;
    icu::Locale locale;
    std::array<std::string_view, says> sentences{};
    icu::number::LocalizedNumberFormatter numbers;
    std::unique_ptr<icu::PluralRules> plurals;
    std::unique_ptr<icu::RelativeDateTimeFormatter> relative;
    std::unique_ptr<icu::SimpleDateFormat> exact, day, date, time, month;
    std::unique_ptr<icu::Calendar> calendar;  // the Gregorian one, whatever the locale prefers: addresses name its days

    static constexpr std::size_t most_countries = 300;
    std::unordered_map<std::string, std::string> countries_said;
    std::unordered_map<std::uint64_t, std::string> numbers_said;
    std::unordered_map<std::int64_t, std::string> relative_said, exact_said, dates_said;

    explicit State(const Edition& e) : edition(e), locale(locale_of(e)) {
        for (const Saying& s : sayings_of("en")) sentences[static_cast<std::size_t>(s.what)] = s.text;
        for (const Saying& s : sayings_of(e.language)) sentences[static_cast<std::size_t>(s.what)] = s.text;
        numbers = icu::number::NumberFormatter::withLocale(locale);
        UErrorCode status = U_ZERO_ERROR;
        plurals.reset(icu::PluralRules::forLocale(locale, status));
        relative = std::make_unique<icu::RelativeDateTimeFormatter>(locale, status);
        const std::unique_ptr<icu::DateTimePatternGenerator> patterns(
            icu::DateTimePatternGenerator::createInstance(locale, status));
        exact = formatter(*patterns, u"yMMMMdjmz");
        day = formatter(*patterns, u"yMMMMEEEEd");
        date = formatter(*patterns, u"yMMMd");
        time = formatter(*patterns, u"jm");
        month = formatter(*patterns, u"yMMMM");
        calendar.reset(icu::Calendar::createInstance(zone(), locale, status));
    }

    icu::TimeZone* zone() const {
        return icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(
            {edition.time_zone.data(), static_cast<std::int32_t>(edition.time_zone.size())}));
    }

    std::unique_ptr<icu::SimpleDateFormat> formatter(icu::DateTimePatternGenerator& patterns,
                                                     const char16_t* skeleton) {
        UErrorCode status = U_ZERO_ERROR;
        const auto pattern = patterns.getBestPattern(icu::UnicodeString(skeleton), status);
        auto made = std::make_unique<icu::SimpleDateFormat>(pattern, locale, status);
        made->adoptTimeZone(zone());
        return made;
    }

    static std::string format(const icu::SimpleDateFormat& with, Instant then) {
        icu::UnicodeString text;
        return utf8_of(with.format(static_cast<UDate>(to_unix_ms(then)), text));
    }
};

Tongue::Tongue(const Edition& edition) : state_(std::make_unique<State>(edition)) {}
Tongue::~Tongue() = default;
Tongue::Tongue(Tongue&&) noexcept = default;

const Edition& Tongue::edition() const { return state_->edition; }

std::string_view Tongue::say(Say what) const { return state_->sentences[static_cast<std::size_t>(what)]; }

std::string Tongue::fill(Say what, std::string_view value) const { return replaced(say(what), value); }

std::string Tongue::count(Say what, std::uint64_t n) const {
    const std::string category = utf8_of(state_->plurals->select(static_cast<double>(n)));
    return replaced(variant(say(what), category), number(n));
}

const std::string& Tongue::number(std::uint64_t n) const {
    auto& said = state_->numbers_said;
    if (const auto known = said.find(n); known != said.end()) return known->second;
    if (said.size() >= remembered) said.clear();
    UErrorCode status = U_ZERO_ERROR;
    const auto text = state_->numbers.formatInt(static_cast<std::int64_t>(n), status).toString(status);
    return said.emplace(n, utf8_of(text)).first->second;
}

std::string Tongue::decimal(double n) const {
    UErrorCode status = U_ZERO_ERROR;
    return utf8_of(
        state_->numbers.precision(icu::number::Precision::maxFraction(2)).formatDouble(n, status).toString(status));
}

std::string Tongue::minutes(std::uint64_t n) const {
    UErrorCode status = U_ZERO_ERROR;
    return utf8_of(state_->numbers.unit(icu::MeasureUnit::getMinute())
                       .unitWidth(UNUM_UNIT_WIDTH_SHORT)
                       .formatInt(static_cast<std::int64_t>(n), status)
                       .toString(status));
}

const std::string& Tongue::relative(Instant then, Instant now) const {
    using namespace std::chrono;
    const auto age = std::max<std::int64_t>(0, duration_cast<std::chrono::minutes>(now - then).count());
    constexpr std::int64_t hour = 60, day = 24 * hour;
    if (age >= 7 * day) {
        const auto key = duration_cast<std::chrono::minutes>(then.time_since_epoch()).count();
        auto& said = state_->dates_said;
        if (const auto known = said.find(key); known != said.end()) return known->second;
        if (said.size() >= remembered) said.clear();
        return said.emplace(key, State::format(*state_->date, then)).first->second;
    }
    const std::int64_t step = age >= day ? day : age >= hour ? hour : 1;
    const std::int64_t n = age / step;
    auto& said = state_->relative_said;
    const std::int64_t key = step * 100 + n;
    if (const auto known = said.find(key); known != said.end()) return known->second;
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString text;
    if (age == 0) {
        state_->relative->format(UDAT_DIRECTION_PLAIN, UDAT_ABSOLUTE_NOW, text, status);
    } else {
        const auto unit = step == day ? UDAT_RELATIVE_DAYS : step == hour ? UDAT_RELATIVE_HOURS : UDAT_RELATIVE_MINUTES;
        state_->relative->format(static_cast<double>(n), UDAT_DIRECTION_LAST, unit, text, status);
    }
    return said.emplace(key, utf8_of(text)).first->second;
}

const std::string& Tongue::exact(Instant then) const {
    const auto key = std::chrono::floor<std::chrono::minutes>(then).time_since_epoch().count();
    auto& said = state_->exact_said;
    if (const auto known = said.find(key); known != said.end()) return known->second;
    if (said.size() >= remembered) said.clear();
    return said.emplace(key, State::format(*state_->exact, then)).first->second;
}

std::string Tongue::day(Instant then) const { return State::format(*state_->day, then); }
std::string Tongue::month(std::chrono::year_month month) const {
    return State::format(*state_->month, start_of(month / 15));
}

std::chrono::year_month_day Tongue::date_of(Instant then) const {
    UErrorCode status = U_ZERO_ERROR;
    auto& calendar = *state_->calendar;
    calendar.setTime(static_cast<UDate>(to_unix_ms(then)), status);
    return std::chrono::year(calendar.get(UCAL_YEAR, status)) /
           std::chrono::month(static_cast<unsigned>(calendar.get(UCAL_MONTH, status)) + 1) /
           std::chrono::day(static_cast<unsigned>(calendar.get(UCAL_DATE, status)));
}

Instant Tongue::start_of(std::chrono::year_month_day day) const {
    UErrorCode status = U_ZERO_ERROR;
    auto& calendar = *state_->calendar;
    calendar.clear();
    calendar.set(static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())) - 1,
                 static_cast<int>(static_cast<unsigned>(day.day())));
    return from_unix_ms(static_cast<std::int64_t>(calendar.getTime(status)));
}

std::chrono::weekday Tongue::first_weekday() const {
    UErrorCode status = U_ZERO_ERROR;
    return std::chrono::weekday(static_cast<unsigned>(state_->calendar->getFirstDayOfWeek(status)) - 1);
}

std::vector<std::string> Tongue::weekdays() const {
    UErrorCode status = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols(state_->locale, status);
    std::int32_t count = 0;
    const auto* names = symbols.getWeekdays(count, icu::DateFormatSymbols::STANDALONE, icu::DateFormatSymbols::SHORT);
    std::vector<std::string> out;
    const unsigned first = first_weekday().c_encoding();
    for (unsigned i = 0; i < 7 && count > 7; ++i) out.push_back(utf8_of(names[1 + (first + i) % 7]));
    return out;
}

std::string Tongue::time_of_day(Instant then) const { return State::format(*state_->time, then); }

std::string Tongue::language_name(std::string_view tag) const {
    UErrorCode status = U_ZERO_ERROR;
    const auto locale = icu::Locale::forLanguageTag({tag.data(), static_cast<std::int32_t>(tag.size())}, status);
    icu::UnicodeString name;
    if (U_FAILURE(status) || locale.isBogus()) return std::string(tag);
    locale.getDisplayLanguage(state_->locale, name);
    return name.isEmpty() ? std::string(tag) : utf8_of(name);
}

std::string Tongue::country_name(std::string_view code) const {
    if (code.size() != 2) return std::string(code);
    auto& said = state_->countries_said;
    if (const auto known = said.find(std::string(code)); known != said.end()) return known->second;
    if (said.size() >= State::most_countries) said.clear();
    const icu::Locale locale("und", std::string(code).c_str());
    icu::UnicodeString name;
    locale.getDisplayCountry(state_->locale, name);
    return said[std::string(code)] = name.isEmpty() ? std::string(code) : utf8_of(name);
}

}  // namespace octavo::web
