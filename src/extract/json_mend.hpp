// JSON as publishers' templates write it: mended where that is easy.
#pragma once

#include <optional>
#include <string_view>

#include "base/json.hpp"

namespace octavo::extract {

// The text of a script element. Absent when there is nothing in it that can be read.
std::optional<Json> parse_mended(std::string_view script);
// Whether it can be read only by guessing where its strings end, or not at all: names may then have lost their values.
bool is_guesswork(std::string_view script);

}  // namespace octavo::extract
