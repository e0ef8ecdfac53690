// Who may ask what, and in which way: one row for each kind of address, held against every request before anything is
// done for it (site.cpp). An address without a row does not compile; what the rows say is tried by
// tests/web/access_test.cpp, kind by kind and role by role.
#pragma once

#include "model/account.hpp"
#include "web/route.hpp"

namespace octavo::web {

// How something may be sent there (POST).
enum class Press : std::uint8_t {
    none,
    hub,      // by whoever knows the token of a subscription (callback.hpp)
    service,  // a page of ours orders writing, where a service is configured (seat_written.cpp)
    door,     // a page of ours, by somebody who is not signed in
    form,     // a form that was made for the login that sends it
    member    // the same, on a page that anybody may look at
};

struct Access {
    Route::Kind kind = Route::Kind::unknown;
    std::string_view example = {};       // an address of this kind
    std::optional<Role> signed_in = {};  // the least role; absent: anybody, and nobody is asked who they are
    Press press = Press::none;
    bool programs = false;  // a program may look too, with its own password (Authorization: Basic)
};

const Access& access_of(Route::Kind kind);
std::span<const Access> all_access();

}  // namespace octavo::web
