// A category model as bytes. All numbers little endian.
//
//   "OCAT" u32 version, u32 features version, u32 labels, u32 features, f32 scale
//   labels: u8 length, bytes; f32 bias each
//   features: u32 each, ascending; then a row of i8 weights each
//   u64: BLAKE2b of all before
//
// A reader of strangers' bytes: nothing is believed before the checksum fits, and counts are checked against what is
// left. Checked by tests/text/category_test.cpp and fuzz/category.cpp.
#include "base/hash.hpp"
#include "text/category.hpp"
#include "text/category_data.gen.hpp"
#include "text/category_features.hpp"

namespace octavo::text {
namespace {

constexpr std::uint32_t version = 1;
constexpr std::size_t most_labels = 64;
constexpr std::size_t most_features = 4'000'000;

template <class T>
void put(std::string& out, T value) {
    char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T));
    out.append(bytes, sizeof(T));
}

template <class T>
T get(std::string_view& in) {
    T value{};
    if (in.size() < sizeof(T)) {
        in = {};
        return value;
    }
    std::memcpy(&value, in.data(), sizeof(T));
    in.remove_prefix(sizeof(T));
    return value;
}

}  // namespace

std::string write_model(const CategoryWeights& weights) {
    float largest = 1e-6F;
    for (const float w : weights.weights) largest = std::max(largest, std::abs(w));
    std::string out = "OCAT";
    put(out, version);
    put(out, category_features_version);
    put(out, static_cast<std::uint32_t>(weights.labels.size()));
    put(out, static_cast<std::uint32_t>(weights.features.size()));
    put(out, largest / 127);
    for (const std::string& label : weights.labels) {
        put(out, static_cast<std::uint8_t>(label.size()));
        out += label;
    }
    for (const float bias : weights.bias) put(out, bias);
    for (const std::uint32_t feature : weights.features) put(out, feature);
    for (const float w : weights.weights) put(out, static_cast<std::int8_t>(std::lround(w / largest * 127)));
    put(out, hash64(out));
    return out;
}

Result<CategoryModel> CategoryModel::read(std::string_view bytes) {
    const auto damaged = [](std::string_view what) {
        return fail(Fault::malformed, fmt::format("category model: {}", what));
    };
    if (bytes.size() < 40 || !bytes.starts_with("OCAT")) return damaged("this is no model of categories");
    std::string_view sum = bytes.substr(bytes.size() - 8);
    std::string_view in = bytes.substr(4, bytes.size() - 12);
    if (get<std::uint32_t>(in) != version || get<std::uint32_t>(in) != category_features_version)
        return fail(Fault::unsupported,
                    "category model: made by another version of Octavo; make it again with octavo train category");
    if (get<std::uint64_t>(sum) != hash64(bytes.substr(0, bytes.size() - 8))) return damaged("damaged bytes");
    const std::size_t columns = get<std::uint32_t>(in);
    const std::size_t rows = get<std::uint32_t>(in);
    CategoryModel model;
    model.scale_ = get<float>(in);
    if (columns == 0 || columns > most_labels || rows > most_features) return damaged("too many labels or words");
    if (!std::isfinite(model.scale_) || std::abs(model.scale_) > 1e6F) return damaged("weights out of range");
    for (std::size_t c = 0; c < columns; ++c) {
        const std::size_t size = get<std::uint8_t>(in);
        if (size == 0 || size > in.size()) return damaged("a label without a name");
        model.labels_.emplace_back(in.substr(0, size));
        in.remove_prefix(size);
    }
    if (in.size() != columns * sizeof(float) + rows * (sizeof(std::uint32_t) + columns))
        return damaged("its size is not what it says");
    for (std::size_t c = 0; c < columns; ++c) {
        model.bias_.push_back(get<float>(in));
        if (!std::isfinite(model.bias_.back()) || std::abs(model.bias_.back()) > 1e6F)
            return damaged("weights out of range");
    }
    model.keys_.resize(rows);
    std::memcpy(model.keys_.data(), in.data(), rows * sizeof(std::uint32_t));
    in.remove_prefix(rows * sizeof(std::uint32_t));
    if (std::ranges::adjacent_find(model.keys_, std::ranges::greater_equal{}) != model.keys_.end())
        return damaged("its words are not in order");
    model.columns_ = columns;
    model.stride_ = (columns + 15) / 16 * 16;
    model.weights_.resize(rows * model.stride_);
    for (std::size_t row = 0; row < rows; ++row)
        std::memcpy(&model.weights_[row * model.stride_], in.data() + row * columns, columns);
    model.knows_news_ = columns > 1 && model.labels_.back() == "not_news";
    if (model.knows_news_) model.labels_.pop_back();
    model.slots_.resize(std::bit_ceil(2 * rows + 2));
    model.known_.resize(known_bits / 64);
    for (std::size_t row = 0; row < rows; ++row) {
        const std::uint32_t bit = model.keys_[row] % known_bits;
        model.known_[bit / 64] |= std::uint64_t{1} << bit % 64;
        std::size_t i = model.keys_[row] & (model.slots_.size() - 1);
        while (model.slots_[i] != 0) i = (i + 1) & (model.slots_.size() - 1);
        model.slots_[i] = static_cast<std::uint32_t>(row + 1);
    }
    sum = bytes.substr(bytes.size() - 8);
    model.id_ = get<std::uint64_t>(sum);
    return model;
}

const CategoryModel& CategoryModel::shipped() {
    static const CategoryModel model = [] {
        auto read = CategoryModel::read(category_data::category_model());
        return read ? std::move(*read) : *CategoryModel::read(write_model({{"general"}, {0}, {}, {}}));
    }();
    return model;
}

}  // namespace octavo::text
