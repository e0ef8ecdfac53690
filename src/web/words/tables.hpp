// One table a language. See web/words.hpp for how they are written.
#pragma once

#include "web/words.hpp"

namespace octavo::web {

std::span<const Saying> english();
std::span<const Saying> arabic();
std::span<const Saying> german();
std::span<const Saying> spanish();
std::span<const Saying> french();
std::span<const Saying> japanese();
std::span<const Saying> portuguese();

}  // namespace octavo::web
