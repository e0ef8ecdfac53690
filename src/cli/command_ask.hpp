// `octavo ask QUESTION` for people, over an archive, an article, a story or a file.
#pragma once

#include "cli/options.hpp"

namespace octavo::cli {

int ask_for_people(const Options& options);
int ground_for_people(const Options& options);

}  // namespace octavo::cli
