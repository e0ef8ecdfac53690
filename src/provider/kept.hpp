// What was generated, as it lies on the shelf, and under which name. Pure. Checked by
// tests/provider/providers_test.cpp.
#pragma once

#include <optional>
#include <string>

#include "provider/matter.hpp"
#include "provider/providers.hpp"

namespace octavo::provider {

// Task, prompt, code, model, language, question, and what it is about: a subject, or else exactly these sentences.
std::string shelf_name(const Order& order, const Matter& matter, const std::string& model);
std::string translation_shelf_name(std::string_view sentence, std::string_view from, std::string_view to,
                                   std::string_view engine);

// How many tokens of sources a model was found to take, where the configuration had thought of more. Good for a week,
// and for this configuration: the model may be started with more room.
std::string room_shelf_name(const ServiceSettings& model);
std::string write_room(std::uint64_t tokens, unsigned configured, Instant now);
std::optional<std::uint64_t> read_room(std::string_view value, unsigned configured, Instant now);

std::string write_kept(const Generated& made, const Matter& matter);
// Absent: no such value, or more than a third of the sentences it was made from have changed, or one that it cites.
std::optional<Generated> read_kept(std::string_view value, const Order& order, const Matter& matter);

}  // namespace octavo::provider
