// Weighs the features of an article against a model: what section of a newspaper is it?
//
// Idea: one linear model over hashed features (category_features.hpp). A word counts both by itself and in its
// language, so that the model is one per language with a pooled one behind it: what a language's own words do not
// decide, the words it shares with others do. The publisher's word (address, section, feed category) is added as a
// prior:
//
//   /deporte/futbol/2026/...                    sports +3
//   "El banco central sube los tipos al 4 %"    business +2.1, politics +0.4
//
// Only features the model knows enter the length of the article's vector, so that a long text is judged like a short
// one. Words come from a cache per thread: nine of ten were seen before, and cutting and folding them is what costs.
// Roads not taken: embeddings (a model of hundreds of megabytes), a rule per word (two points less on every set).
// Checked by tests/text/category_test.cpp, fuzz/category.cpp, the quality ratchet.
#include "text/category.hpp"

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "text/category_own.hpp"
#include "text/category_words.hpp"
#include "text/desks.hpp"

namespace octavo::text {
namespace {

constexpr std::uint32_t none = 0xFFFFFFFFU;
// Below it the best label is wrong more often than right, on three sets it never saw (docs/benchmarks.md): then nothing
// is claimed.
constexpr float least_sure = 0.6F;

// Rows of words seen before, for one thread.
class WordRows {
  public:
    struct Entry {
        std::uint64_t key = 0;
        std::uint64_t stem = 0;
        std::uint32_t from = 0, count = 0;
        float times = 0;  // in this article
    };
    Entry* find(std::uint64_t key) {
        std::size_t i = key & (entries_.size() - 1);
        while (entries_[i].key != 0 && entries_[i].key != key) i = (i + 1) & (entries_.size() - 1);
        return &entries_[i];
    }
    bool full() const { return used_ > most || rows.size() > 16 * most; }
    void forget() {
        std::ranges::fill(entries_, Entry{});
        rows.clear();
        used_ = 0;
    }
    Entry* claim(std::uint64_t key) {
        ++used_;
        Entry* e = find(key);
        e->key = key;
        return e;
    }
    std::vector<std::uint32_t> rows;

  private:
    static constexpr std::size_t most = 1 << 15;
    std::vector<Entry> entries_ = std::vector<Entry>(2 * most);
    std::size_t used_ = 0;
};

// How often each known feature stands there. The tables are larger than a processor's nearer memories: what will be
// looked at is called for ahead.
struct Tally {
    std::vector<float> times;
    std::vector<std::uint32_t> touched;
    const std::int8_t* weights = nullptr;
    std::size_t stride = 0;
    void add(std::uint32_t row, float n) {
        if (times[row] == 0) {
            touched.push_back(row);
            __builtin_prefetch(weights + row * stride);
        }
        times[row] += n;
    }
    void add_all(std::span<const std::uint32_t> rows, float n) {
        for (const std::uint32_t row : rows) __builtin_prefetch(&times[row]);
        for (const std::uint32_t row : rows) add(row, n);
    }
};

// Two neighbours, as a feature that the model may not know.
struct Pair {
    std::uint32_t feature;
    float times;
};

struct Scratch {
    WordRows words;
    std::vector<WordRows::Entry*> seen;  // in this article
    Tally tally;
    TokenFeatures features;
    std::vector<Pair> pairs;

    // A word that stands there ten times is spread over its features once.
    void spread() {
        for (WordRows::Entry* entry : seen) {
            tally.add_all(std::span(words.rows).subspan(entry->from, entry->count), entry->times);
            entry->times = 0;
        }
        seen.clear();
    }
};

}  // namespace

std::uint32_t CategoryModel::row_of(std::uint32_t feature) const {
    const std::uint32_t bit = feature % known_bits;
    if ((known_[bit / 64] >> bit % 64 & 1) == 0) return none;
    for (std::size_t i = feature & (slots_.size() - 1); slots_[i] != 0; i = (i + 1) & (slots_.size() - 1))
        if (keys_[slots_[i] - 1] == feature) return slots_[i] - 1;
    return none;
}

struct CategoryTable {
    // Copied first: bytes may be part of anything, the sums too, and would be read again after each sum.
    static void add_row(const std::int8_t* row, float x, std::span<float, 16> sums) {
        std::array<std::int8_t, 16> weights;  // NOLINT: written at once
        std::memcpy(weights.data(), row, 16);
        for (std::size_t c = 0; c < 16; ++c) sums[c] += x * static_cast<float>(weights[c]);
    }
    static void call_for(const CategoryModel& model, std::uint32_t feature) {
        __builtin_prefetch(&model.known_[feature % CategoryModel::known_bits / 64]);
    }
    static void settle(const CategoryModel& model, Scratch& scratch) {
        std::size_t kept = 0;
        for (const Pair pair : scratch.pairs) {
            const std::uint32_t bit = pair.feature % CategoryModel::known_bits;
            if ((model.known_[bit / 64] >> bit % 64 & 1) == 0) continue;
            __builtin_prefetch(&model.slots_[pair.feature & (model.slots_.size() - 1)]);
            scratch.pairs[kept++] = pair;
        }
        for (const Pair pair : std::span(scratch.pairs).first(kept))
            if (const auto row = model.row_of(pair.feature); row != none) scratch.tally.add(row, pair.times);
        scratch.pairs.clear();
        scratch.spread();
    }
    // Sums of weight times count over the known features, into `sums`; the length of the article's vector.
    static float weigh(const CategoryModel& model, const ToSort& article, std::span<float> sums) {
        thread_local Scratch scratch;
        Tally& tally = scratch.tally;
        if (tally.times.size() < model.keys_.size()) tally.times.resize(model.keys_.size());
        tally.weights = model.weights_.data();
        tally.stride = model.stride_;
        const std::string_view language = article.language.substr(0, article.language.find('-'));
        const std::uint64_t salt = word_hash(language) ^ model.id_;
        std::uint64_t before = 0;
        each_category_token(article.title, article.text, [&](const Token& token, float times) {
            const std::uint64_t key =
                (word_hash(token.text) ^ salt) + static_cast<std::uint64_t>(token.kind) * 0x9e3779b97f4a7c15U;
            WordRows::Entry* entry = scratch.words.find(key);
            if (entry->key == 0) {
                if (scratch.words.full()) {
                    settle(model, scratch);
                    scratch.words.forget();
                }
                scratch.features.hashes.clear();
                scratch.features.stem = 0;
                features_of(token, language, scratch.features);
                entry = scratch.words.claim(key);
                entry->stem = scratch.features.stem;
                entry->from = static_cast<std::uint32_t>(scratch.words.rows.size());
                for (const std::uint32_t feature : scratch.features.hashes)
                    if (const auto row = model.row_of(feature); row != none) scratch.words.rows.push_back(row);
                entry->count = static_cast<std::uint32_t>(scratch.words.rows.size()) - entry->from;
            }
            if (entry->times == 0) scratch.seen.push_back(entry);
            entry->times += times;
            if (before != 0 && entry->stem != 0) {
                scratch.pairs.push_back({feature_of_pair(before, entry->stem), times});
                call_for(model, scratch.pairs.back().feature);
            }
            before = entry->stem;
        });
        settle(model, scratch);
        float square = 0;
        for (const std::uint32_t row : tally.touched) {
            const float x = damped(tally.times[row]);
            tally.times[row] = 0;
            square += x * x;
            for (std::size_t from = 0; from < model.stride_; from += 16)
                add_row(&model.weights_[row * model.stride_ + from], x, sums.subspan(from).first<16>());
        }
        tally.touched.clear();
        return std::sqrt(square);
    }
};

CategoryModel::Weighed CategoryModel::weigh(const ToSort& article) const {
    Weighed weighed;
    weighed.sums.resize(stride_);
    const float length = CategoryTable::weigh(*this, article, weighed.sums);
    weighed.blind = length == 0;
    weighed.sums.resize(columns_);
    for (std::size_t c = 0; c < columns_; ++c)
        weighed.sums[c] = bias_[c] + (length > 0 ? weighed.sums[c] * scale_ / length : 0);
    return weighed;
}

CategoryModel::Judged CategoryModel::judge(const ToSort& article, const CategoryModel* own) const {
    auto [sums, blind] = weigh(article);
    Judged judged;
    judged.blind = blind;
    if (own != nullptr)
        if (const auto said = own->weigh(article); !said.blind) {
            add_own(sums, *this, *own, said.sums, 1);
            judged.blind = false;
        }
    const auto said = desks_of(article.url, article.sections);
    for (std::size_t c = 0; c < labels_.size(); ++c)
        if (const auto category = category_of(labels_[c]))
            if (const float prior = said[static_cast<std::size_t>(*category)]; prior != 0) {
                sums[c] += prior;
                judged.blind = false;
            }
    const float top = *std::ranges::max_element(sums);
    float all = 0;
    for (float& sum : sums) all += sum = std::exp(sum - top);
    if (knows_news_) {
        judged.news = 1 - sums.back() / all;
        all -= sums.back();
    }
    judged.scores.assign(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(labels_.size()));
    for (float& score : judged.scores) score = all > 0 ? score / all : 1.0F / static_cast<float>(labels_.size());
    judged.best = static_cast<std::size_t>(std::ranges::max_element(judged.scores) - judged.scores.begin());
    return judged;
}

CategoryGuess categorize(const ToSort& article, const CategoryModel& model, const CategoryModel* own) {
    const auto judged = model.judge(article, own);
    CategoryGuess guess;
    guess.news = judged.news;
    const auto category = category_of(model.labels()[judged.best]);
    if (judged.blind || !category) return guess;
    guess.confidence = judged.scores[judged.best];
    if (guess.confidence >= least_sure) guess.category = *category;
    return guess;
}

}  // namespace octavo::text
