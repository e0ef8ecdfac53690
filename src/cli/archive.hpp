// Opens what the archive commands need, and owns it.
#pragma once

#include <memory>

#include "cli/config.hpp"
#include "fetch/gate.hpp"
#include "pipeline/line.hpp"
#include "store/store.hpp"

namespace octavo::cli {

enum class Access { look, change };  // looking works beside a running Octavo; changing takes the lock

// not_found (for looking) when there is no archive in the data folder yet.
Result<std::unique_ptr<store::Store>> open_archive(const Config& config, Access access);

// The line with all it needs, from the archive up. Started; stopped by its end.
struct Press {
    SystemClock clock;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<fetch::Gate> gate;
    std::unique_ptr<pipeline::Line> line;
    unsigned readers = 1;  // threads for what reads the archive again
};
Result<std::unique_ptr<Press>> start_press(const Config& config);

}  // namespace octavo::cli
