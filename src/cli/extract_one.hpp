// `octavo extract FILE|URL|ARTICLE` for people.
#pragma once

#include <string_view>

#include "cli/options.hpp"
#include "model/article.hpp"

namespace octavo::cli {

int extract_for_people(const Options& options);
// The article as text on standard output, wrapped.
void print_extraction(const Extraction& extraction, std::string_view url);

}  // namespace octavo::cli
