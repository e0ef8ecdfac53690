// What a configured language model adds on the terminal: labelled, with its sources; or a line on standard error that
// says why there is nothing, and the local result stands.
#pragma once

#include "cli/config.hpp"
#include "provider/providers.hpp"
#include "provider/reserved.hpp"
#include "store/store.hpp"

namespace octavo::cli {

// The configured services and the shelf they keep things on: made once for a command.
struct Services {
    std::unique_ptr<provider::Shelf> shelf;  // null: memory
    std::unique_ptr<provider::Providers> providers;
};
// `providers` is null where nothing is configured. usage: what is configured cannot work.
Result<Services> make_services(const Config& config);
// The same, with a line on standard error where there are none.
Services open_services(const Config& config);

// Prints what was generated; false: nothing was. As JSON: one object of its own line.
bool print_generated(provider::Providers& providers, const std::string& name, const provider::Order& order, bool json);
void say_fallback(const provider::Fallback& fallback);

provider::Material material_of(const store::Card& card, std::string text);
// A story's articles; those that want no snippet, or no mining, are left out.
Result<provider::Order> order_of_story(store::Reader& reader, StoryId id);

}  // namespace octavo::cli
