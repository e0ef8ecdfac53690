// The weights by which sentences are ranked and answers are held back. Private to the room.
// Learnt, see docs/benchmarks.md: which of an archive's sentences holds the answer.
#pragma once

#include "assist/ask.hpp"

namespace octavo::assist {

constexpr std::size_t certainty_signs = 17;
struct AskRule {
    Evidence sentence;
    // In the order of `certainty_of` (ask.cpp); the last stands alone.
    std::array<float, certainty_signs> certainty;
    float shown;
};
constexpr AskRule ask_rule = {
    {8.12F, 6.44F, 0.93F, 3.13F,  1.77F,  1.51F,  -0.20F, -0.04F, 0.85F, 0.84F, 0.62F, 0.80F, 0.09F,
     5.55F, 0.11F, 0.20F, -0.13F, -1.20F, -4.03F, -0.10F, 1.64F,  1.10F, 0.80F, 0.51F, 0.55F, 0.92F},
    {1.08F, 1.51F, 1.10F, 0.20F, 0.37F, 0.72F, 0.70F, 0.60F, 0.10F, 0.50F, 0.42F, 0.43F, -0.10F, -0.18F, 1.50F, 0.60F,
     -5.45F},
    0.6F,
};

}  // namespace octavo::assist
