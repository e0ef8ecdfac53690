// All mentions of one name together. Private to the room.
#pragma once
#include <string>
#include <vector>

#include "text/name_runs.hpp"

namespace octavo::text {

struct NameGroup {
    std::string name;   // in full
    std::string brief;  // "NATO", where the text gives it; ""
    NameKind kind = NameKind::other;
    const GazetteerPlace* place = nullptr;
    bool adjective = false;    // only ever "French"
    bool broken = false;       // words that the page ran together
    bool relative = false;     // of whom the bare surname means: "Melania Trump" beside "President Trump"
    bool plain_word = false;   // one word that the text writes small as often
    std::size_t mentions = 0;  // credits and bylines are none
    std::size_t first = 0;     // token
    std::size_t words = 0;
    bool in_title = false;
};

struct NamesTogether {
    std::vector<NameGroup> groups;
    std::vector<std::size_t> of;  // of each run
};
NamesTogether group_names(const ToName& text, const std::vector<NameRun>& runs, std::span<const TagToken> title);

}  // namespace octavo::text
