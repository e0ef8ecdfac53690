// The names in a text: runs of capitals and what belongs to them, the same in scripts without capitals by what stands
// beside them. Private to the room. Pure; thread-safe.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "model/article.hpp"
#include "text/places.hpp"
#include "text/tag_tokens.hpp"

namespace octavo::text {

struct NameRun {
    std::size_t first = 0, last = 0;  // tokens, both in
    NameKind kind = NameKind::other;
    bool sure = false;       // of the kind
    bool adjective = false;  // "French"
    const GazetteerPlace* place = nullptr;
};

struct ToName {
    std::string_view text;
    std::string_view language;
    std::span<const TagToken> tokens;
    std::span<const PlaceSaid> places;  // in order
};
std::vector<NameRun> name_runs(const ToName& text);

// The part that needs no capitals. Appends.
void caseless_names(const ToName& text, std::vector<NameRun>& out);

}  // namespace octavo::text
