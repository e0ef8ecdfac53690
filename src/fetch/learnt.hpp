// What polling a feed has taught us, beside its row's columns: its rhythm, what it asks for, how far its 304s can be
// believed, where it says it moved to. One compact versioned text of bytes in Feed::learnt, a few hundred at most;
// bytes of another version, or damaged ones, are nothing learnt. Pure. Checked by tests/fetch/learnt_test.cpp.
#pragma once
#include <bitset>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "fetch/rhythm.hpp"

namespace octavo::fetch {

// Why the next poll is when it is.
enum class Reason : std::uint8_t {
    rhythm,         // its posting rate and hours
    first,          // little is known of it yet
    floor,          // the operator's shortest interval
    ceiling,        // the operator's longest
    cache_control,  // Cache-Control: max-age, or Expires
    retry_after,    // Retry-After
    ttl,            // RSS ttl, sy:updatePeriod
    skip,           // skipHours, skipDays
    slowed,         // it answered 429 lately
};

// What the document asks for. Kept, since a 304 says it no more.
struct Wishes {
    Duration ttl{};              // 0: none
    std::bitset<24> skip_hours;  // of the day, GMT
    std::bitset<7> skip_days;    // Sunday first
    friend bool operator==(const Wishes&, const Wishes&) = default;
};

// It says that it moved for good.
struct Move {
    std::string to;  // "": it does not
    Instant since{}, last{};
    std::int32_t times = 0;  // each at least an hour after the one before
    friend bool operator==(const Move&, const Move&) = default;
};

struct Learnt {
    Rhythm rhythm;
    Wishes wishes;
    Move move;
    Instant whole{};             // the last answer with a body
    std::string whole_from;      // where that came from, when redirects led away from the feed's address; else ""
    std::int32_t unchanged = 0;  // answers 304 since then
    bool false_304 = false;      // it said 304 when there was something new
    std::int32_t slowed = 0;     // four for each 429, one less with each good answer: its interval times 2^(slowed/4)
    Reason reason = Reason::first;
    friend bool operator==(const Learnt&, const Learnt&) = default;
};

constexpr std::int32_t max_slowed = 24;

std::string encode(const Learnt& learnt);
Learnt decode_learnt(std::string_view bytes);

}  // namespace octavo::fetch
