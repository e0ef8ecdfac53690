// What a publisher itself says of an article's category: its address, its section, its feed's categories.
#pragma once
#include <array>
#include <span>
#include <string>
#include <string_view>

#include "model/category.hpp"

namespace octavo::text {

// By Category; 0: nothing said. To be added to a model's sums (log odds).
using DeskPriors = std::array<float, category_names.size()>;
DeskPriors desks_of(std::string_view url, std::span<const std::string> sections);
// The desk that an article is surely of by its publisher's word, to learn from it; absent where several are named
// alike, and for "general", which says what an article is not.
std::optional<Category> surely_of_desk(std::string_view url, std::span<const std::string> sections);
// The category that one name of a desk stands for ("Wirtschaft", "siyasa", "ፖለቲካ"); absent when it names none.
std::optional<Category> desk_named(std::string_view name);

}  // namespace octavo::text
