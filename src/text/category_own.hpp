// What an archive's own desks teach: a second model beside the shipped one, taken only when it is surely no worse.
// Pure.
#pragma once
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "text/category_train.hpp"

namespace octavo::text {

// Adds what the words say by `own` to what they say by `model`, `share` times. Only the labels that `own` knows move,
// and only against each other: what they have together, the labels it never saw and "not_news" keep what `model` gave
// them.
void add_own(std::span<float> sums, const CategoryModel& model, const CategoryModel& own, std::span<const float> said,
             float share);

// Articles that their publishers' desks labelled. The desk itself is not among what is learnt from.
struct DeskRows {
    std::vector<LabelledText> rows;       // a text's learnt_part is enough
    std::vector<std::string> publishers;  // of each row
};
// The beginning of a text, which is all that is looked at for a category.
std::string_view learnt_part(std::string_view text);

struct OwnSettings {
    std::size_t least_rows = 400, least_labels = 3, least_publishers = 3;
    std::size_t least_of_label = 20;  // rows of a label, else it is left out; and two publishers
    std::size_t folds = 5;
    TrainSettings train = {};
};
constexpr double most_fall_of_a_label = 0.05;  // of its recall; what spoils a label more is not taken
struct OwnFigures {
    double accuracy = 0, macro_f1 = 0;  // 0..1
};
struct OwnLearnt {
    std::size_t rows = 0, publishers = 0;
    std::map<std::string, std::size_t> labels;  // rows of each
    OwnFigures shipped, together;               // on articles of publishers that were not learnt from
    std::size_t mended = 0, spoilt = 0;         // articles right with own alone, and right without it alone
    double fall = 0;                            // of the recall of the label that lost most, 0..1
    std::string fallen;                         // that label; "" when none did
    float share = 0;                            // the best one
    std::string model;                          // its bytes; "" when it is not taken
};
// Every publisher is held out once. refused: too few rows, labels or publishers, in words. Deterministic: equal rows in
// equal order give equal bytes.
Result<OwnLearnt> learn_own(DeskRows rows, const CategoryModel& shipped, const OwnSettings& settings = {},
                            const std::function<void(std::size_t done, std::size_t total)>& progress = {});

}  // namespace octavo::text
