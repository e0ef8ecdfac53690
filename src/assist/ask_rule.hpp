// The weights by which sentences are ranked and answers are held back. Private to the room.
// Learnt, see docs/benchmarks.md: which of an archive's sentences holds the answer.
#pragma once

#include "assist/ask.hpp"

namespace octavo::assist {

struct AskRule {
    Evidence sentence;
    // Of certainty, in the order of certainty_names, the constant behind them.
    std::array<float, 9> certainty;
    float shown;
};
constexpr AskRule ask_rule = {
    {6.0F, 4.5F, 0.5F, 1.5F, 0.8F, 1.5F, 0.3F, 1.2F, 0.5F, 0.5F, 0.4F, 0.5F, 0.3F, 3.0F, 0.2F, 0.1F, 0.1F, -1.0F, -1.0F, 0.5F, 1.5F},
    {0, 0, 0, 0, 0, 0, 0, 0, 0},
    0.5F,
};

}  // namespace octavo::assist
