#include "readers/holds.hpp"

namespace octavo::readers {
namespace {

// An author is new until two comments were shown, and relied on when ten more were shown than removed. A new one's way
// to be reached waits, for that is what most of what is removed is written for; who is known may name a source.
constexpr std::int64_t known_by = 2, relied_on_by = 10;
// Logarithms of odds. Of who is known little of what is good may be held, so more has to speak against it.
constexpr double doubt_of_new = 1, doubt_of_known = 5, doubt_of_relied_on = 8;

}  // namespace

bool is_of_domain(std::string_view host, std::span<const std::string> domains) {
    return std::ranges::any_of(
        domains, [&](const std::string& domain) { return host == domain || host.ends_with("." + domain); });
}

std::optional<Comment::Held> why_held(const Looked& looked, const TalkSettings& settings) {
    using Held = Comment::Held;
    const auto& past = looked.past;
    if (std::ranges::any_of(looked.signs.hosts,
                            [&](const std::string& host) { return is_of_domain(host, settings.held_addresses); }))
        return Held::address;
    if (Muted(settings.held_words).hides(looked.text, "")) return Held::word;
    if (looked.repeated) return Held::repeated;
    if (past.removed > past.shown) return Held::standing;
    const bool is_new = past.shown < known_by, relied_on = past.shown - past.removed >= relied_on_by;
    const int ways = looked.signs.addresses + looked.signs.reaches;
    if (looked.signs.addresses > (relied_on ? 3 : 1) || (is_new && ways > 0)) return Held::contact;
    if (looked.doubt > (is_new ? doubt_of_new : relied_on ? doubt_of_relied_on : doubt_of_known)) return Held::learnt;
    if (settings.hold_first && past.shown == 0) return Held::first;
    return std::nullopt;
}

}  // namespace octavo::readers
