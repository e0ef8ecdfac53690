// What a model is told for each task. Fixed texts: nothing of an article, a reader or a service is ever part of them.
#pragma once

#include <string>
#include <string_view>

#include "provider/settings.hpp"

namespace octavo::provider {

// Raise them when what is made changes: what lies on the shelf is then made anew. The first is of the words below, the
// second of the code that checks and keeps.
constexpr int prompt_version = 1, code_version = 1;

// How many sentences a task gives.
struct Measure {
    std::size_t fewest = 1, most = 1;
    std::size_t fewest_sources = 1;  // that are cited altogether, where there are as many
};
Measure measure_of(Task task, std::size_t sentences);

// `language`: BCP 47, of the answer.
std::string system_prompt(Task task, const Measure& measure, std::string_view language);
std::string translation_prompt(std::string_view from, std::string_view to);

// The forms of the answers, as JSON Schema.
std::string_view items_schema();        // {"items": [{"text", "cites"}]}
std::string_view translation_schema();  // {"items": [{"n", "text"}]}

}  // namespace octavo::provider
