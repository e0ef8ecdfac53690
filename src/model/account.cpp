#include "model/account.hpp"

namespace octavo {
namespace {
constexpr std::array<std::string_view, roles.size()> names = {"reader", "moderator", "editor", "operator"};
}

std::string_view name_of(Role role) { return names[static_cast<std::size_t>(role)]; }

std::optional<Role> role_named(std::string_view name) {
    for (const Role role : roles)
        if (name_of(role) == name) return role;
    return std::nullopt;
}

}  // namespace octavo
