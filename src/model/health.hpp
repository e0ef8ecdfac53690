// What ails a feed, in a word that every language of the interface can say. The feed's own `reason` says more, in
// English: which status, which rule, which line. Pure. Checked by tests/model/health_test.cpp and, for every way a poll
// can end, by tests/pipeline/health_test.cpp.
#pragma once

#include <string_view>

#include "model/article.hpp"

namespace octavo {

enum class Trouble : std::uint8_t {
    none,       // healthy
    unasked,    // not asked yet
    quiet,      // nothing new for a long time
    throttled,  // 429
    silent,     // no answer, or none we could take
    shut,       // 401, 403
    missing,    // 404
    server,     // another status
    no_feed,    // an answer that is no feed
    gone,       // 410
    refused,    // robots.txt, or a rule of ours
};
Trouble trouble_of(const Feed& feed);
constexpr bool needs_attention(Trouble trouble) { return trouble >= Trouble::silent; }

// In English, for the command line and its JSON. Empty for a healthy feed.
std::string_view in_words(Trouble trouble);
// What the operator can do about it. Empty for a healthy feed.
std::string_view advice(Trouble trouble);

// A feed that is never asked again.
bool is_never(Instant due);

}  // namespace octavo
