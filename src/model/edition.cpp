#include "model/edition.hpp"

#include "base/utf8.hpp"

namespace octavo {
namespace {

// By language, as it calls itself in the Latin alphabet's order or behind it; the first of a language is for those who
// name no country.
constexpr Edition all[] = {
    {"en-gb", "en", "GB", "Europe/London", "United Kingdom · English"},
    {"en-us", "en", "US", "America/New_York", "United States · English"},
    {"en-au", "en", "AU", "Australia/Sydney", "Australia · English"},
    {"en-ca", "en", "CA", "America/Toronto", "Canada · English"},
    {"en-in", "en", "IN", "Asia/Kolkata", "India · English"},
    {"en-za", "en", "ZA", "Africa/Johannesburg", "South Africa · English"},
    {"id-id", "id", "ID", "Asia/Jakarta", "Indonesia · Bahasa Indonesia"},
    {"de-de", "de", "DE", "Europe/Berlin", "Deutschland · Deutsch"},
    {"de-at", "de", "AT", "Europe/Vienna", "Österreich · Deutsch"},
    {"de-ch", "de", "CH", "Europe/Zurich", "Schweiz · Deutsch"},
    {"es-es", "es", "ES", "Europe/Madrid", "España · Español"},
    {"es-ar", "es", "AR", "America/Argentina/Buenos_Aires", "Argentina · Español"},
    {"es-mx", "es", "MX", "America/Mexico_City", "México · Español"},
    {"fr-fr", "fr", "FR", "Europe/Paris", "France · Français"},
    {"fr-ca", "fr", "CA", "America/Toronto", "Canada · Français"},
    {"it-it", "it", "IT", "Europe/Rome", "Italia · Italiano"},
    {"nl-nl", "nl", "NL", "Europe/Amsterdam", "Nederland · Nederlands"},
    {"pl-pl", "pl", "PL", "Europe/Warsaw", "Polska · Polski"},
    {"pt-br", "pt", "BR", "America/Sao_Paulo", "Brasil · Português"},
    {"tr-tr", "tr", "TR", "Europe/Istanbul", "Türkiye · Türkçe"},
    {"ru-ru", "ru", "RU", "Europe/Moscow", "Россия · Русский"},
    {"uk-ua", "uk", "UA", "Europe/Kyiv", "Україна · Українська"},
    {"he-il", "he", "IL", "Asia/Jerusalem", "ישראל · עברית"},
    {"ar-ae", "ar", "AE", "Asia/Dubai", "الإمارات · العربية"},
    {"ar-eg", "ar", "EG", "Africa/Cairo", "مصر · العربية"},
    {"ar-sa", "ar", "SA", "Asia/Riyadh", "السعودية · العربية"},
    {"fa-ir", "fa", "IR", "Asia/Tehran", "ایران · فارسی"},
    {"hi-in", "hi", "IN", "Asia/Kolkata", "भारत · हिन्दी"},
    {"ja-jp", "ja", "JP", "Asia/Tokyo", "日本 · 日本語"},
    {"ko-kr", "ko", "KR", "Asia/Seoul", "대한민국 · 한국어"},
    {"zh-cn", "zh", "CN", "Asia/Shanghai", "中国 · 中文"},
};

std::string_view primary(std::string_view tag) { return tag.substr(0, tag.find('-')); }

}  // namespace

std::span<const Edition> editions() { return all; }

const Edition* find_edition(std::string_view code) {
    for (const Edition& edition : all)
        if (edition.code == code) return &edition;
    return nullptr;
}

const Edition& choose_edition(std::string_view accept) {
    // "de-CH, de;q=0.9, en;q=0.8": the highest weight wins, the earlier on a tie; an exact region beats a language.
    const Edition* best = &all[0];
    double best_score = 0;
    while (!accept.empty()) {
        const auto end = std::min(accept.find(','), accept.size());
        std::string_view part = utf8::trim(accept.substr(0, end));
        accept.remove_prefix(std::min(end + 1, accept.size()));
        double weight = 1;
        if (const auto semicolon = part.find(';'); semicolon != std::string_view::npos) {
            const auto q = part.find("q=", semicolon);
            if (q != std::string_view::npos) std::from_chars(part.data() + q + 2, part.data() + part.size(), weight);
            part = utf8::trim(part.substr(0, semicolon));
        }
        const std::string tag = utf8::lower(part);
        for (const Edition& edition : all) {
            double score = 0;
            if (tag == edition.code)
                score = weight + 0.0005;
            else if (primary(tag) == edition.language)
                score = weight;
            if (score > best_score) {
                best = &edition;
                best_score = score;
            }
        }
    }
    return *best;
}

// Asked for every card on a page: no copy, no search.
Direction direction_of(std::string_view language) {
    const auto one_of = [](std::string_view subtag, std::initializer_list<std::string_view> names) {
        return std::ranges::any_of(names,
                                   [&](std::string_view name) { return utf8::equal_ignoring_case(subtag, name); });
    };
    bool latin = false;
    for (auto hyphen = language.find('-'); hyphen != std::string_view::npos;) {
        const auto end = language.find('-', hyphen + 1);
        const std::string_view subtag =
            language.substr(hyphen + 1, end == std::string_view::npos ? end : end - hyphen - 1);
        hyphen = end;
        if (subtag.size() != 4) continue;  // a script: RFC 5646, section 2.2.3
        if (one_of(subtag, {"arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg"})) return Direction::right_to_left;
        latin = latin || one_of(subtag, {"latn", "cyrl"});
    }
    if (latin) return Direction::left_to_right;
    const bool rtl =
        one_of(primary(language), {"ar", "he", "iw", "fa", "ur", "ps", "dv", "yi", "ug", "sd", "ckb", "syr", "nqo"});
    return rtl ? Direction::right_to_left : Direction::left_to_right;
}

}  // namespace octavo
