// What a configured language model adds on the terminal: labelled, with its sources; or a line on standard error that
// says why there is nothing, and the local result stands.
#pragma once

#include "cli/config.hpp"
#include "provider/providers.hpp"
#include "store/store.hpp"

namespace octavo::cli {

// Prints what was generated; false: nothing was. As JSON: one object of its own line.
bool print_generated(const Config& config, const std::string& name, const provider::Order& order, bool json);

// The configured services, or null with a line on standard error.
std::unique_ptr<provider::Providers> open_providers(const Config& config);
void say_fallback(const provider::Fallback& fallback);

provider::Material material_of(const store::Card& card, std::string text);
// A story's articles; those that want no snippet, or no mining, are left out.
Result<provider::Order> order_of_story(store::Reader& reader, StoryId id);

}  // namespace octavo::cli
