// Opens what the archive commands need, and owns it.
#pragma once

#include <memory>
#include <mutex>

#include "cli/config.hpp"
#include "fetch/gate.hpp"
#include "pipeline/darkroom.hpp"
#include "pipeline/line.hpp"
#include "store/accounts.hpp"
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
    std::unique_ptr<pipeline::Darkroom> darkroom;  // null for commands that show no pages
    std::shared_ptr<pipeline::RuleShelf> rules;    // site rules, of extract.rules or of the data folder
    std::unique_ptr<pipeline::Line> line;
    Press() = default;
    Press(const Press&) = delete;
    Press& operator=(const Press&) = delete;
    ~Press();  // the line first: whoever asks it for pictures must not be held up by it
    void stop();
    unsigned readers = 1;  // threads for what reads the archive again
    std::string data;      // the data folder
    bool keeps_raw = false;
    // Where what was done is written down; opened with the first deed, for several may be under way.
    std::mutex deeds_mutex;
    std::unique_ptr<store::Accounts> deeds;
};
enum class Pictures { none, shown };
Result<std::unique_ptr<Press>> start_press(const Config& config, Pictures pictures = Pictures::none);

}  // namespace octavo::cli
