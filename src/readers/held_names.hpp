// A name as it is kept for as long as who had it could not write, where they left before: a keyed hash of what it is
// found by and of each of its looks. The key is this archive's, made when the first name is held and forgotten with the
// last, so that nothing can be tried against what a later backup has. Checked by tests/readers/talk_desk_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "readers/names.hpp"

namespace octavo::readers {

std::vector<std::string> held_names(const Name& name, std::string_view key);

}  // namespace octavo::readers
