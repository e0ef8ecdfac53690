// What speaks for and against each draft, as small numbers: the row a linear model adds up (judge.cpp).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/blocks.hpp"
#include "extract/draft.hpp"

namespace octavo::extract {

// A feature has few values ("bins"), each with a weight of its own: an additive model, so that every weight can be
// read.
struct Feature {
    std::string_view name;
    std::uint8_t bins;
};
std::span<const Feature> features();

constexpr std::size_t max_features = 80;
using Row = std::array<std::uint8_t, max_features>;

// Of a draft's row: a line above the text that says what the page's own description says.
bool is_told_standfirst(const Row& row);

// One row a draft, the first features().size() values of each.
std::vector<Row> evidence_of(std::span<const Draft> drafts, const BlockContext& context);

}  // namespace octavo::extract
