// A house with accounts: a real archive, whoever joins, and a clock that does not wait. A test's own House adds its
// rooms.
#pragma once

#include <doctest/doctest.h>

#include "readers/accounts.hpp"
#include "store/archive.hpp"

namespace octavo::test {

struct AccountsHouse {
    test::Archive archive;
    ManualClock clock{at("2026-11-27T08:00:00Z")};
    std::unique_ptr<readers::Accounts> accounts =
        readers::Accounts::open(archive.folder.path(),
                                {.sign_up = readers::SignUp::open, .cost = readers::PasswordCost::least()}, clock)
            .value();
    std::string secret = {};  // of who joined last

    readers::Visitor join(const std::string& name, Role role = Role::reader) {
        std::string pass;
        if (role != Role::reader) pass = accounts->invite(readers::By::command_line(), role).value();
        const auto in = accounts->sign_up(name, "correct horse battery", pass, {.household = 7, .device = "x"});
        REQUIRE(in.has_value());
        secret = in->secret;
        return *accounts->visitor(in->secret).value();
    }
};

}  // namespace octavo::test
