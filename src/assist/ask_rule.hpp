// The weights by which sentences are ranked and answers are held back. Private to the room.
// Learnt, see docs/benchmarks.md: which of an archive's sentences holds the answer.
#pragma once

#include "assist/ask.hpp"

namespace octavo::assist {

constexpr std::size_t certainty_signs = 15;
struct AskRule {
    Evidence sentence;
    // In the order of `certainty_of` (ask.cpp); the last stands alone.
    std::array<float, certainty_signs> certainty;
    float shown;
};
constexpr AskRule ask_rule = {
    {8.35F, 6.42F, 0.95F, 3.00F, 1.66F,  1.51F,  -0.34F, 0.10F,  0.56F, 0.89F, 0.50F, 0.84F,
     0.09F, 5.62F, 0.27F, 0.21F, -0.07F, -1.20F, -4.03F, -0.12F, 1.63F, 1.15F, 0.89F},
    {1.08F, 1.51F, 1.10F, 0.20F, 0.37F, 0.72F, 0.70F, 0.60F, 0.10F, 0.50F, 0.42F, 0.43F, -0.10F, -0.18F, -3.88F},
    0.6F,
};

}  // namespace octavo::assist
