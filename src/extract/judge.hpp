// Which drafts are the article's: a linear model over their evidence, its weights in data/extract_weights.txt.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/blocks.hpp"
#include "extract/evidence.hpp"

namespace octavo::extract {

// A weight for every bin of every feature, in two passes: the second sees how the first weighed the neighbours.
class Model {
  public:
    // Lines of "PASS NAME WEIGHT...", '#' begins a comment. What is missing weighs nothing; `faults` counts lines that
    // name no feature or have another number of bins.
    static Model read(std::string_view text);
    static const Model& own();  // the one in the binary

    float weigh(int pass, const Row& row, std::span<const std::uint8_t> company) const;
    int faults = 0;

  private:
    std::vector<float> weights_[2];
    float bias_[2] = {0, 0};
};

// Above 0: it is the article's. One number a draft; drafts without text (pictures, embeds) get that of their
// neighbours.
std::vector<float> scores_of(std::span<const Draft> drafts, std::span<const Row> rows, const Model& model);

// Takes out what is not the article's.
void judge(std::vector<Draft>& drafts, const BlockContext& context, const Model& model);

// The features the second pass adds, for the trainer.
std::span<const Feature> company_features();

}  // namespace octavo::extract
