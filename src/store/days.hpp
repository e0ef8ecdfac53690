// The archive by date. Private to the room; Reader's members of the same names (store.hpp) say what each gives.
#pragma once

#include "store/database.hpp"
#include "store/store.hpp"

namespace octavo::store {

Result<bool> any_in(Connection& connection, const DaysQuery& days);
Result<std::vector<Card>> widest_in(Connection& connection, const DaysQuery& days, std::size_t limit);

}  // namespace octavo::store
