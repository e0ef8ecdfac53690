// Somebody known here by a name: optional, for reading never needs it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "model/ids.hpp"

namespace octavo {

using AccountId = Id<struct AccountTag>;  // drawn by lot: it says nothing of the name, nor of how many there are

// Each may do what those before it may.
enum class Role : std::uint8_t { reader, moderator, editor, owner };  // owner: the operator's desk is theirs
inline constexpr std::array roles = {Role::reader, Role::moderator, Role::editor, Role::owner};
std::string_view name_of(Role role);  // "moderator"; the last is called "operator"
std::optional<Role> role_named(std::string_view name);

struct Account {
    AccountId id;
    std::string name;  // as its owner writes it: "Ada Quay"
    Role role = Role::reader;
    Instant made{};
    std::optional<Instant> shut;  // by an operator: it cannot sign in
};

// A browser that is signed in.
struct Login {
    std::int64_t number = 0;  // to be named by on a page: no secret
    AccountId account;
    Instant made{}, used{};
    std::string device;  // "Firefox on Linux", as far as the browser says
};

// What opens a door once, by a secret that was handed over: an invitation, the way back of somebody who forgot the
// password, the operator's first sign-in.
struct Pass {
    enum class Kind : std::uint8_t { invitation, recovery };
    Kind kind = Kind::invitation;
    Role role = Role::reader;  // of an invitation
    AccountId giver;           // none: the command line
    AccountId subject;         // of a recovery: whose
    Instant made{}, until{};
};

}  // namespace octavo
