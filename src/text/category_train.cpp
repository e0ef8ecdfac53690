// Labelled articles -> weights.
//
// Two linear models are learnt over the same vectors (features damped by their logarithm, vectors of length one) and
// added: multinomial logistic regression (AdaGrad), which lets features that always stand together share one weight,
// and complement naive Bayes (Rennie 2003, http://people.csail.mit.edu/jrennie/papers/icml03-nb.pdf), which needs few
// rows. Together they beat either on every set measured (docs/benchmarks.md). Checked by tests/text/category_test.cpp.
#include "text/category_train.hpp"

#include "text/category_words.hpp"

namespace octavo::text {
namespace {

struct Entry {
    std::uint32_t feature;
    float value;
};
struct Row {
    std::vector<Entry> entries;
    std::uint32_t label = 0;
    float weight = 1;
};

class Trainer {
  public:
    explicit Trainer(const TrainSettings& settings) : settings_(settings) {}

    Result<std::string> run(const std::vector<LabelledText>& rows) {
        for (const LabelledText& row : rows) add(row);
        if (labels_.empty()) return fail(Fault::usage, "train category: no row has a label and a text");
        if (labels_.size() < 2) return fail(Fault::usage, "train category: all rows have one label; two are needed");
        if (labels_.size() > 60) return fail(Fault::usage, "train category: more than 60 labels");
        settle();
        learn_regression();
        add_bayes();
        return write_model(heaviest());
    }

  private:
    void add(const LabelledText& labelled) {
        if (labelled.label.empty() || labelled.label.size() > 60 || labelled.weight <= 0) return;
        std::unordered_map<std::uint32_t, float> times;
        std::uint64_t before = 0;
        TokenFeatures features;
        const std::string_view language = std::string_view(labelled.language).substr(0, labelled.language.find('-'));
        each_category_token(labelled.title, labelled.text, [&](const Token& token, float n) {
            features.hashes.clear();
            features.stem = 0;
            features_of(token, language, features);
            for (const std::uint32_t f : features.hashes) times[f] += n;
            if (before != 0 && features.stem != 0) times[feature_of_pair(before, features.stem)] += n;
            before = features.stem;
        });
        if (times.empty()) return;
        Row row;
        row.weight = labelled.weight;
        row.label = static_cast<std::uint32_t>(std::ranges::find(labels_, labelled.label) - labels_.begin());
        if (row.label == labels_.size()) labels_.push_back(labelled.label);
        for (const auto& [feature, n] : times) {
            const auto [it, fresh] = numbers_.try_emplace(feature, static_cast<std::uint32_t>(features_.size()));
            if (fresh) {
                features_.push_back(feature);
                rows_with_.push_back(0);
            }
            ++rows_with_[it->second];
            row.entries.push_back({it->second, damped(n)});
        }
        rows_.push_back(std::move(row));
    }

    // Labels in order, "not_news" last; rare features out; vectors of length one.
    void settle() {
        std::size_t entries = 0;
        for (const Row& row : rows_) entries += row.entries.size();
        const bool articles = entries > features_of_an_article * rows_.size();
        rare_below_ = articles && rows_.size() >= 100 ? settings_.rare_below : 1;
        common_above_ = articles && rows_.size() >= 100
                            ? static_cast<std::size_t>(settings_.common_above * static_cast<float>(rows_.size()))
                            : rows_.size();
        std::vector<std::uint32_t> order(labels_.size());
        std::iota(order.begin(), order.end(), 0U);
        std::ranges::sort(order, {}, [&](std::uint32_t l) { return std::pair(labels_[l] == "not_news", labels_[l]); });
        std::vector<std::uint32_t> place(labels_.size());
        std::vector<std::string> sorted;
        for (std::uint32_t i = 0; i < order.size(); ++i) {
            place[order[i]] = i;
            sorted.push_back(labels_[order[i]]);
        }
        labels_ = std::move(sorted);
        for (Row& row : rows_) {
            row.label = place[row.label];
            std::erase_if(row.entries, [&](const Entry& e) { return !keeps(e.feature); });
            std::ranges::sort(row.entries, {}, &Entry::feature);
            float square = 0;
            for (const Entry& e : row.entries) square += e.value * e.value;
            for (Entry& e : row.entries) e.value /= std::sqrt(square);
        }
        weights_.assign(features_.size() * labels_.size(), 0);
        bias_.assign(labels_.size(), 0);
    }
    bool keeps(std::uint32_t feature) const {
        return rows_with_[feature] >= rare_below_ && rows_with_[feature] <= common_above_;
    }

    void learn_regression() {
        const std::size_t columns = labels_.size();
        std::vector<float> slopes(weights_.size(), 1e-8F);
        std::vector<float> bias_slopes(columns, 1e-8F);
        std::vector<float> sums(columns);
        std::vector<std::uint32_t> order(rows_.size());
        std::iota(order.begin(), order.end(), 0U);
        std::uint64_t state = 88172645463325252U;
        for (int epoch = 0; epoch < settings_.epochs; ++epoch) {
            for (std::size_t i = order.size(); i > 1; --i) {  // xorshift: the same shuffle everywhere
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                std::swap(order[i - 1], order[state % i]);
            }
            for (const std::uint32_t at : order) {
                const Row& row = rows_[at];
                std::ranges::copy(bias_, sums.begin());
                for (const Entry& e : row.entries)
                    for (std::size_t c = 0; c < columns; ++c) sums[c] += e.value * weights_[e.feature * columns + c];
                const float top = *std::ranges::max_element(sums);
                float all = 0;
                for (float& s : sums) all += s = std::exp(s - top);
                for (std::size_t c = 0; c < columns; ++c)
                    sums[c] = (sums[c] / all - (c == row.label ? 1.0F : 0.0F)) * row.weight;
                for (const Entry& e : row.entries)
                    for (std::size_t c = 0; c < columns; ++c)
                        step(weights_[e.feature * columns + c], slopes[e.feature * columns + c],
                             sums[c] * e.value + settings_.l2 * weights_[e.feature * columns + c]);
                for (std::size_t c = 0; c < columns; ++c) step(bias_[c], bias_slopes[c], sums[c] * 0.1F);
            }
        }
    }
    static void step(float& weight, float& slope, float gradient) {
        slope += gradient * gradient;
        weight -= 0.5F * gradient / std::sqrt(slope);
    }

    // w(feature, label) = -log of the feature's share among the rows of all other labels; rows of length one.
    void add_bayes() {
        if (settings_.bayes <= 0) return;
        const std::size_t columns = labels_.size();
        std::vector<float> sums(weights_.size(), 0);
        std::vector<double> totals(columns, 0);
        double total = 0;
        for (const Row& row : rows_)
            for (const Entry& e : row.entries) {
                sums[e.feature * columns + row.label] += e.value * row.weight;
                totals[row.label] += e.value * row.weight;
                total += e.value * row.weight;
            }
        const auto all_features = static_cast<double>(features_.size());
        const double a = total / all_features / 10;
        for (std::size_t f = 0; f < features_.size(); ++f) {
            double sum = 0;
            for (std::size_t c = 0; c < columns; ++c) sum += sums[f * columns + c];
            double mean = 0;
            std::array<double, 64> bayes{};
            for (std::size_t c = 0; c < columns; ++c) {
                bayes[c] = -std::log((sum - sums[f * columns + c] + a) / (total - totals[c] + a * all_features));
                mean += bayes[c] / static_cast<double>(columns);
            }
            for (std::size_t c = 0; c < columns; ++c)
                weights_[f * columns + c] += settings_.bayes * static_cast<float>(bayes[c] - mean) * bayes_scale;
        }
    }

    // The features that say most, in ascending order of their hash.
    CategoryWeights heaviest() const {
        const std::size_t columns = labels_.size();
        std::vector<std::pair<float, std::uint32_t>> by_weight;
        for (std::uint32_t f = 0; f < features_.size(); ++f) {
            if (!keeps(f)) continue;
            const auto row = std::span(weights_).subspan(f * columns, columns);
            by_weight.emplace_back(std::ranges::max(row) - std::ranges::min(row), f);
        }
        const auto more = [&](const auto& a, const auto& b) {
            return a.first != b.first ? a.first > b.first : features_[a.second] < features_[b.second];
        };
        std::ranges::sort(by_weight, more);
        if (by_weight.size() > settings_.most_features) by_weight.resize(settings_.most_features);
        std::ranges::sort(by_weight, {}, [&](const auto& each) { return features_[each.second]; });
        CategoryWeights out{labels_, bias_, {}, {}};
        for (const auto& [weight, f] : by_weight) {
            out.features.push_back(features_[f]);
            out.weights.insert(out.weights.end(), weights_.begin() + static_cast<std::ptrdiff_t>(f * columns),
                               weights_.begin() + static_cast<std::ptrdiff_t>((f + 1) * columns));
        }
        for (auto* all : {&out.bias, &out.weights})
            for (float& weight : *all) weight *= settings_.scale;
        return out;
    }

    static constexpr float bayes_scale = 4;
    static constexpr std::size_t features_of_an_article = 200;
    TrainSettings settings_;
    std::vector<std::string> labels_;
    std::vector<Row> rows_;
    std::unordered_map<std::uint32_t, std::uint32_t> numbers_;
    std::vector<std::uint32_t> features_;   // by number
    std::vector<std::uint32_t> rows_with_;  // how many rows have it
    std::size_t rare_below_ = 1, common_above_ = 0;
    std::vector<float> weights_;
    std::vector<float> bias_;
};

}  // namespace

Result<std::string> train_category(const std::vector<LabelledText>& rows, const TrainSettings& settings) {
    return Trainer(settings).run(rows);
}

}  // namespace octavo::text
