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
std::span<const Saying> hebrew();
std::span<const Saying> hindi();
std::span<const Saying> chinese();
std::span<const Saying> russian();
std::span<const Saying> italian();
std::span<const Saying> turkish();
std::span<const Saying> korean();
std::span<const Saying> indonesian();
std::span<const Saying> dutch();
std::span<const Saying> persian();
std::span<const Saying> polish();
std::span<const Saying> ukrainian();

}  // namespace octavo::web
