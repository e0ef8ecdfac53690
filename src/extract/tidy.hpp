// What is no article after all: takes furniture out of the blocks a walk has made.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/blocks.hpp"
#include "model/article.hpp"

namespace octavo::extract {

// A block, and what the walk saw of it that a reader of the block cannot see any more.
struct Draft {
    Block block;
    std::uint32_t letters = 0;  // as flow.hpp counts them
    std::uint32_t link = 0;     // of them, inside links
    bool paragraph = false;     // a <p>, or as good as one
};

void tidy(std::vector<Draft>& drafts, const BlockContext& context);

}  // namespace octavo::extract
