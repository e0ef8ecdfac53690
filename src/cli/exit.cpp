#include "cli/exit.hpp"

#include <cstdio>

namespace octavo::cli {

Exit exit_for(Fault fault) {
    switch (fault) {
        case Fault::usage:
            return Exit::usage;
        case Fault::busy:
        case Fault::unwritable:
            return Exit::locked;
        case Fault::unsound:
            return Exit::unsound;
        default:
            return Exit::some_refused;
    }
}

int report(const Failure& failure) {
    std::fflush(stdout);
    fmt::print(stderr, "octavo: {}\n", failure.detail);
    return static_cast<int>(exit_for(failure.fault));
}

}  // namespace octavo::cli
