// The sections of a newspaper, as an article's Reading names them. Stored by name, so that a new one may be added.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace octavo {

enum class Category : std::uint8_t {
    general,  // nothing says more
    world,
    politics,
    business,
    technology,
    science,
    health,
    sports,
    entertainment,
    culture,  // with religion
    environment,
    local,
};
constexpr std::array<std::string_view, 12> category_names = {"general",       "world",   "politics",    "business",
                                                             "technology",    "science", "health",      "sports",
                                                             "entertainment", "culture", "environment", "local"};
constexpr std::string_view name_of(Category category) { return category_names[static_cast<std::size_t>(category)]; }
constexpr std::optional<Category> category_of(std::string_view name) {
    for (std::size_t i = 0; i < category_names.size(); ++i)
        if (category_names[i] == name) return static_cast<Category>(i);
    return std::nullopt;
}

}  // namespace octavo
