#include "story/vector.hpp"

namespace octavo::story {
namespace {

constexpr std::size_t most_weights = 100;

void count(Match& sum, float product) {
    sum.dot += product;
    sum.single = std::max(sum.single, product);
}

bool heavier(const Weight& a, const Weight& b) { return a.value != b.value ? a.value > b.value : a.key < b.key; }

void keep_heaviest(Vector& v, std::size_t most) {
    if (v.size() > most) {
        std::ranges::nth_element(v, v.begin() + static_cast<std::ptrdiff_t>(most), heavier);
        v.resize(most);
    }
    std::ranges::sort(v, {}, &Weight::key);
}

}  // namespace

Vector weigh(const Reading& reading, const Rarity& rarity) {
    const std::size_t language = rarity.language(reading.language);
    Vector v;
    v.reserve(reading.terms.size());
    for (const Term& term : reading.terms)
        if (const float w = term.frequency * rarity.idf(language, term.hash); w > 0 && std::isfinite(w))
            v.push_back({static_cast<std::uint32_t>(term.hash >> 32), w});
    keep_heaviest(v, most_weights);
    if (const float size = length(v); size > 0)
        for (Weight& w : v) w.value /= size;
    return v;
}

Match match(std::span<const Weight> a, std::span<const Weight> b) {
    Match sum;
    auto j = b.begin();
    for (const Weight& w : a) {
        while (j != b.end() && j->key < w.key) ++j;
        if (j == b.end()) break;
        if (j->key == w.key) count(sum, w.value * j->value);
    }
    return sum;
}

float length(std::span<const Weight> v) {
    float sum = 0;
    for (const Weight& w : v) sum += w.value * w.value;
    return std::sqrt(sum);
}

void add(Vector& a, std::span<const Weight> b, float factor, std::size_t most) {
    Vector sum;
    sum.reserve(a.size() + b.size());
    auto i = a.begin();
    auto j = b.begin();
    while (i != a.end() || j != b.end()) {
        if (j == b.end() || (i != a.end() && i->key < j->key)) {
            sum.push_back(*i++);
        } else if (i == a.end() || j->key < i->key) {
            sum.push_back({j->key, j->value * factor});
            ++j;
        } else {
            sum.push_back({i->key, i->value + j->value * factor});
            ++i;
            ++j;
        }
    }
    keep_heaviest(sum, most);
    a = std::move(sum);
}

std::vector<Weight> heaviest(std::span<const Weight> v, std::size_t most) {
    std::vector<Weight> out(std::min(most, v.size()));
    std::ranges::partial_sort_copy(v, out, heavier);
    return out;
}

void Spread::set(std::span<const Weight> v) {
    const std::size_t size = std::bit_ceil(4 * v.size() + 1);
    slots_.assign(size, {});
    mask_ = size - 1;
    for (const Weight& w : v) {
        std::size_t i = w.key & mask_;
        while (slots_[i].value != 0 && slots_[i].key != w.key) i = (i + 1) & mask_;
        slots_[i] = {w.key, slots_[i].value + w.value};
    }
}

Match Spread::match(std::span<const Weight> other) const {
    Match sum;
    for (const Weight& w : other)
        for (std::size_t i = w.key & mask_; slots_[i].value != 0; i = (i + 1) & mask_)
            if (slots_[i].key == w.key) {
                count(sum, slots_[i].value * w.value);
                break;
            }
    return sum;
}

}  // namespace octavo::story
