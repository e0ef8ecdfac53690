// Any text as a date, and as one that holds a date: what is read lies in the years 1 to 9999 and is read again from its
// ISO form.
#include "base/dates.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const auto slash : {octavo::SlashDate::month_first, octavo::SlashDate::day_first})
        if (const auto found = octavo::find_date(text, slash)) {
            const auto day = octavo::parse_date(octavo::to_iso(found->stamp.at));
            if (!day || *day != found->stamp.at) __builtin_trap();
        }
    const auto instant = octavo::parse_date(text);
    if (!instant) return 0;
    const auto year =
        static_cast<int>(std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(*instant)}.year());
    if (year < 1000 || year > 9999) return 0;  // ISO 8601 writes four digits
    const auto seconds = std::chrono::floor<std::chrono::seconds>(*instant);
    const auto again = octavo::parse_date(octavo::to_iso(seconds));
    if (!again || *again != seconds) __builtin_trap();
    return 0;
}
