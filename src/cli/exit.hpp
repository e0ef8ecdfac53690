// The exit codes people and scripts rely on; `octavo help` lists them.
#pragma once

#include "base/result.hpp"

namespace octavo::cli {

enum class Exit : int {
    well = 0,
    some_refused = 1,  // the command ran; some items were refused and said so
    usage = 2,         // the command line or the configuration
    locked = 3,        // the archive is held by another process, or cannot be written
    unsound = 4,       // the archive contradicts itself, or is of a newer version
    port_in_use = 5,
};

Exit exit_for(Fault fault);
// Prints "octavo: <what, where, what to do>" on standard error and gives the code for it.
int report(const Failure& failure);

}  // namespace octavo::cli
