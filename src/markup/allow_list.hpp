// What of a stranger's page may be written, and where it may stand. Tags are lexbor's numbers (LXB_TAG_...).
#pragma once

#include <cstdint>
#include <span>

namespace octavo::markup {

enum class Rule : std::uint8_t {
    unwrap,  // the tag goes, what is in it stays
    drop,    // all of it goes
    keep,
    as_div,  // blocks whose own meaning would disturb the page around them (landmarks, forms)
};
Rule rule_for(std::uintptr_t tag);  // what is on no list is `unwrap`

bool is_void(std::uintptr_t tag);   // of the kept ones: no end tag
bool is_block(std::uintptr_t tag);  // its edges part words and lines
// Would a parser leave this element where we are about to write it? `open`: what is open there, outermost first.
bool may_stand(std::uintptr_t tag, std::span<const std::uintptr_t> open);

}  // namespace octavo::markup
