// Translation services: LibreTranslate (https://docs.libretranslate.com) and DeepL
// (https://developers.deepl.com/docs/api-reference/translate), and servers that speak as they do. One request for some
// sentences, as many back, in their order. What comes is checked by the caller (assist/translate).
// Thread-safe. Checked by tests/provider/translate_test.cpp.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "provider/service.hpp"

namespace octavo::provider {

constexpr std::size_t most_sentences_a_request = 40;  // DeepL takes 50

Outcome<std::vector<std::string>> translate_by_service(Service& service, std::span<const std::string> sentences,
                                                       std::string_view from, std::string_view to,
                                                       const std::stop_token& stop);
// As they are called in labels: "LibreTranslate", "DeepL".
std::string_view label_of(Kind kind);

// What a service calls a language ("no", as we call Norwegian, is Bokmål to both): BCP 47 "pt-BR" is "PT-BR" to DeepL
// as a target, "PT" as a source.
std::string libretranslate_code(std::string_view language);
std::string deepl_code(std::string_view language, bool target);

// What services answer. Absent: not that, or another number of sentences.
std::optional<std::vector<std::string>> read_libretranslate(std::string_view body, std::size_t count);
std::optional<std::vector<std::string>> read_deepl(std::string_view body, std::size_t count);

}  // namespace octavo::provider
