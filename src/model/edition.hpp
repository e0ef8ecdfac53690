// An edition owns a language, a country and a time zone: "en-gb", "ar-ae", "ja-jp". Every page lives in one.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace octavo {

enum class Direction { left_to_right, right_to_left };

struct Edition {
    std::string_view code;       // in addresses: "en-gb"
    std::string_view language;   // BCP 47: "en"
    std::string_view country;    // ISO 3166-1 alpha-2: "GB"
    std::string_view time_zone;  // IANA: "Europe/London"
    std::string_view name;       // in its own language: "United Kingdom · English"
};

// The editions this build offers; the first is the one for readers nothing is known of.
std::span<const Edition> editions();
const Edition* find_edition(std::string_view code);  // nullptr when there is none

// The best edition for an Accept-Language header (RFC 9110, section 12.5.4); the first when nothing fits.
const Edition& choose_edition(std::string_view accept_language);

// The direction a language is written in, by its script subtag or usual script.
Direction direction_of(std::string_view language);
inline std::string_view name_of(Direction d) { return d == Direction::right_to_left ? "rtl" : "ltr"; }

}  // namespace octavo
