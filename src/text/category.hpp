// Title, text and address -> category, and whether it is news at all. Pure; thread-safe.
#pragma once
#include <array>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/category.hpp"

namespace octavo::text {

struct ToSort {
    std::string_view title;
    std::string_view text;
    std::string_view url;
    std::string_view language;              // BCP 47; "und" or "" when unknown
    std::span<const std::string> sections;  // the feed's categories, the page's section: the publisher's own words
};

// A linear model: a row of weights for each feature, a column for each label. Immutable once read.
class CategoryModel {
  public:
    // As write_model makes it; refuses what is damaged, of another version or beyond the caps. Keeps nothing of
    // `bytes`.
    static Result<CategoryModel> read(std::string_view bytes);
    // The one that Octavo carries.
    static const CategoryModel& shipped();

    // In the order of scores. The label "not_news" is none of them: it stands behind `news`.
    const std::vector<std::string>& labels() const { return labels_; }

    struct Judged {
        std::vector<float> scores;  // one a label; 0..1, sum 1
        std::size_t best = 0;
        float news = 1;     // 0..1
        bool blind = true;  // nothing in the article said anything
    };
    // `own`: learnt from an archive's own desks (text/category_own.hpp); what it says is added to what this one says.
    Judged judge(const ToSort& article, const CategoryModel* own = nullptr) const;

    // What the words alone say, in log odds: one a label, then not_news where there is one.
    struct Weighed {
        std::vector<float> sums;
        bool blind = true;  // no word is known: the sums are the labels' bias
    };
    Weighed weigh(const ToSort& article) const;

    std::uint64_t id() const { return id_; }  // of its bytes

  private:
    friend struct CategoryTable;
    static constexpr std::uint32_t known_bits = 1 << 21;
    std::uint32_t row_of(std::uint32_t feature) const;  // none when it is not known

    std::vector<std::string> labels_;  // without not_news, which is the last column where there is one
    std::size_t columns_ = 0;
    bool knows_news_ = false;
    float scale_ = 1;
    std::vector<float> bias_;
    std::vector<std::uint32_t> keys_;
    std::vector<std::int8_t> weights_;  // rows times stride
    std::size_t stride_ = 0;            // columns, in sixteens
    std::vector<std::uint64_t> known_;  // a bit for each feature, by the last bits of its hash: most words have none
    std::vector<std::uint32_t> slots_;  // open addressing over keys_: row + 1
    std::uint64_t id_ = 0;              // of its bytes: caches are kept apart by it
};

// What the model file is made of.
struct CategoryWeights {
    std::vector<std::string> labels;  // "not_news" last, where there is one
    std::vector<float> bias;
    std::vector<std::uint32_t> features;  // ascending
    std::vector<float> weights;           // features times labels
};
std::string write_model(const CategoryWeights& weights);

struct CategoryGuess {
    Category category = Category::general;
    float confidence = 0;  // 0..1
    float news = 1;        // 0..1
};
// By the shipped model, unless another one that knows the twelve labels is given; with an archive's own where it has
// one.
CategoryGuess categorize(const ToSort& article, const CategoryModel& model = CategoryModel::shipped(),
                         const CategoryModel* own = nullptr);

}  // namespace octavo::text
