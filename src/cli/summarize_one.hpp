// `octavo summarize FILE|ARTICLE|STORY` for people, or as JSON.
#pragma once

#include "cli/options.hpp"
#include "store/store.hpp"

namespace octavo::cli {

int summarize_for_people(const Options& options);

// A story of the archive: digest, agreement, comparison, timeline, who is who. not_found: there is no such story.
Result<> summarize_story(store::Reader& reader, StoryId id, bool json);

}  // namespace octavo::cli
