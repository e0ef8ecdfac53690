#include "web/words.hpp"

#include "web/words/tables.hpp"

namespace octavo::web {

std::span<const Saying> sayings_of(std::string_view language) {
    if (language == "en") return english();
    if (language == "ar") return arabic();
    if (language == "de") return german();
    if (language == "es") return spanish();
    if (language == "fr") return french();
    if (language == "ja") return japanese();
    if (language == "pt") return portuguese();
    return {};
}

}  // namespace octavo::web
