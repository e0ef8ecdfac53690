// What somebody may call an article, a story or a source on the command line: its id, its address here, its address at
// the publisher; a domain, a name.
#pragma once

#include <string>

#include "base/result.hpp"
#include "store/store.hpp"

namespace octavo::cli {

// not_found says what was looked for, and how to look for it.
Result<ArticleId> article_named(const std::string& argument, store::Reader& reader);
Result<StoryId> story_named(const std::string& argument);
Result<store::SourceRow> source_named(const std::string& argument, store::Reader& reader);
// A publisher's domain as it is left out: "Example.org", "https://www.example.org/x" -> "example.org"; "" for what is
// none.
std::string domain_of(const std::string& argument);

}  // namespace octavo::cli
