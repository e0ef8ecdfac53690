// The operator's desk, wired to the commands that a command line has.
#pragma once

#include "cli/archive.hpp"
#include "web/desk_wires.hpp"

namespace octavo::cli {

// All of what is given outlives it. `stop`: asked when the process ends.
web::DeskWires desk_wires(const Config& config, Press& press, const std::stop_source& stop);

// Whether publishers whom we trouble can reach somebody.
bool has_contact(const Config& config);

}  // namespace octavo::cli
