// The phrases a text is about. Private to the room. Pure; thread-safe.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/name_runs.hpp"

namespace octavo::text {

struct ToPhrase {
    std::string_view text;
    std::string_view language;
    std::span<const TagToken> tokens;
    std::span<const TagToken> title;
    std::span<const NameRun> names;
};
// Best first, twelve at most.
std::vector<std::string> keyphrases(const ToPhrase& text);

}  // namespace octavo::text
