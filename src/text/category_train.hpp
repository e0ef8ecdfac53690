// Learns a category model from labelled articles. Pure.
#pragma once
#include <string>
#include <vector>

#include "text/category.hpp"

namespace octavo::text {

struct LabelledText {
    std::string title, text, language, label;
    float weight = 1;  // how much it counts
};
struct TrainSettings {
    int epochs = 20;
    std::size_t rare_below = 1;            // a feature in fewer rows is left out
    std::size_t most_features = 2'000'000;  // the heaviest are kept
    float bayes = 0.5F;                    // share of complement naive Bayes in the weights
    float l2 = 1e-4F;
    float smoothing = 1.0F;
};
// Deterministic: equal rows in equal order give equal bytes.
Result<std::string> train_category(const std::vector<LabelledText>& rows, const TrainSettings& settings);

}  // namespace octavo::text
