// How much one account may keep and do. What it is by role is configured, and an operator may make an exception of one.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace octavo {

enum class Quota : std::uint8_t {
    follows,   // listings, with the searches among them
    searches,  // that are followed: each costs a search
    saved,     // articles
    feeds,     // of one's own, that are asked for or followed
    comments,  // a day (UTC)
    services   // texts that a service is asked to write, a day (UTC)
};
inline constexpr std::array quotas = {Quota::follows, Quota::searches, Quota::saved,
                                      Quota::feeds,   Quota::comments, Quota::services};
inline constexpr std::array<std::string_view, quotas.size()> quota_names = {"follows", "searches", "saved",
                                                                            "feeds",   "comments", "services"};

constexpr std::size_t index_of(Quota quota) { return static_cast<std::size_t>(quota); }
constexpr std::string_view name_of(Quota quota) { return quota_names[index_of(quota)]; }
constexpr std::optional<Quota> quota_named(std::string_view name) {
    const auto found = std::ranges::find(quota_names, name);
    if (found == quota_names.end()) return std::nullopt;
    return static_cast<Quota>(found - quota_names.begin());
}

template <class T>
using ByQuota = std::array<T, quotas.size()>;

}  // namespace octavo
