// What is no article after all: takes furniture out of the blocks a walk has made.
#pragma once

#include <vector>

#include "extract/blocks.hpp"
#include "extract/draft.hpp"

namespace octavo::extract {

void tidy(std::vector<Draft>& drafts, const BlockContext& context);

}  // namespace octavo::extract
