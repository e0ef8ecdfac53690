// The last lines of the log, kept in memory for whoever looks after the program. Thread-safe.
#pragma once

#include <string>
#include <vector>

namespace octavo::log {

std::vector<std::string> tail();  // at most 200, the oldest first, each with its line end

}  // namespace octavo::log
