// Learns a category model from labelled articles. Pure.
#pragma once
#include <string>
#include <vector>

#include "text/category.hpp"

namespace octavo::text {

struct LabelledText {
    std::string title, text, language, label;
    float weight = 1;  // how much it counts; 0: left out
};
struct TrainSettings {
    int epochs = 20;
    std::size_t most_features = 240'000;  // the heaviest are kept: 4 MB of twelve labels
    float bayes = 0.2F;                   // share of complement naive Bayes in the weights
    float l2 = 1e-4F;
    // Where rows are articles, and not words: a feature in fewer rows, or in a greater share of them, is left out.
    std::size_t rare_below = 2;
    float common_above = 0.3F;
    float scale = 1;  // of all weights in the file: what is added to another model is made more or less of
};
// Deterministic: equal rows in equal order give equal bytes.
Result<std::string> train_category(const std::vector<LabelledText>& rows, const TrainSettings& settings = {});

}  // namespace octavo::text
