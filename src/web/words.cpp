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
    if (language == "he") return hebrew();
    if (language == "hi") return hindi();
    if (language == "zh") return chinese();
    if (language == "ru") return russian();
    if (language == "it") return italian();
    if (language == "tr") return turkish();
    if (language == "ko") return korean();
    if (language == "id") return indonesian();
    if (language == "nl") return dutch();
    if (language == "fa") return persian();
    if (language == "pl") return polish();
    if (language == "uk") return ukrainian();
    return {};
}

}  // namespace octavo::web
