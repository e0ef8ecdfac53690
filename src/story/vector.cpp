#include "story/vector.hpp"

namespace octavo::story {
namespace {

constexpr std::size_t most_weights = 100;

inline void count(Match& sum, const Weight& a, const Weight& b) {
    const float product = a.value * b.value;
    const std::uint32_t both = a.tagged & b.tagged;
    sum.dot += product;
    sum.single = std::max(sum.single, product);
    if (both & term::in_title) sum.title += product;
    if (both & term::is_name) sum.names += product;
    // A headline is the first line of the lead.
    if ((a.tagged & (term::in_title | term::in_lead)) && (b.tagged & (term::in_title | term::in_lead)))
        sum.lead += product;
    ++sum.shared;
}

// Not a function: what sorts by it is to be made for it.
constexpr auto heavier = [](const Weight& a, const Weight& b) {
    return a.value != b.value ? a.value > b.value : a.tagged < b.tagged;
};

void keep_heaviest(Vector& v, std::size_t most) {
    if (v.size() > most) {
        // The lightest that stays is sought in a copy: the others keep their order, and need no sorting.
        thread_local Vector copy;
        copy = v;
        const auto last = copy.begin() + static_cast<std::ptrdiff_t>(most) - 1;
        std::ranges::nth_element(copy, last, heavier);
        std::erase_if(v, [&](const Weight& w) { return heavier(*last, w); });
        v.resize(std::min(v.size(), most));
    }
    if (!std::ranges::is_sorted(v, {}, &Weight::tagged)) std::ranges::sort(v, {}, &Weight::tagged);
}

}  // namespace

Vector weigh(std::span<const Term> terms, Of of, std::size_t language, const Rarity& rarity) {
    Vector v;
    v.reserve(terms.size());
    for (const Term& t : terms)
        if (is_of(t, of)) rarity.call_for(language, term::word(t.hash));
    for (const Term& t : terms) {
        if (!is_of(t, of)) continue;
        const float w = t.frequency * rarity.idf(language, term::word(t.hash));
        if (w > 0 && std::isfinite(w)) v.push_back(weight_of(t.hash, w));
    }
    keep_heaviest(v, most_weights);
    // Two terms of one key are one.
    std::size_t kept = 0;
    for (const Weight& w : v) {
        if (kept > 0 && v[kept - 1].key() == w.key()) {
            v[kept - 1].tagged |= w.where();
            v[kept - 1].value = std::max(v[kept - 1].value, w.value);
        } else {
            v[kept++] = w;
        }
    }
    v.resize(kept);
    v.shrink_to_fit();
    if (const float size = length(v); size > 0)
        for (Weight& w : v) w.value /= size;
    return v;
}

Lengths lengths_of(std::span<const Weight> v) {
    Lengths sum;
    for (const Weight& w : v) {
        const float square = w.value * w.value;
        if (w.where() & term::in_title) sum.title += square;
        if (w.where() & term::is_name) sum.names += square;
        if (w.where() & (term::in_title | term::in_lead)) sum.lead += square;
    }
    return {std::sqrt(sum.title), std::sqrt(sum.lead), std::sqrt(sum.names)};
}

Match match(std::span<const Weight> a, std::span<const Weight> b) {
    Match sum;
    auto j = b.begin();
    for (const Weight& w : a) {
        while (j != b.end() && j->key() < w.key()) ++j;
        if (j == b.end()) break;
        if (j->key() == w.key()) count(sum, w, *j);
    }
    return sum;
}

float length(std::span<const Weight> v) {
    float sum = 0;
    for (const Weight& w : v) sum += w.value * w.value;
    return std::sqrt(sum);
}

void add(Vector& a, std::span<const Weight> b, float factor, std::size_t most) {
    thread_local Vector sum;  // so that `a` takes no more memory than it has terms
    sum.clear();
    auto i = a.begin();
    auto j = b.begin();
    while (i != a.end() || j != b.end()) {
        if (j == b.end() || (i != a.end() && i->key() < j->key())) {
            sum.push_back(*i++);
        } else if (i == a.end() || j->key() < i->key()) {
            sum.push_back({j->tagged, j->value * factor});
            ++j;
        } else {
            sum.push_back({i->tagged | j->where(), i->value + j->value * factor});
            ++i;
            ++j;
        }
    }
    keep_heaviest(sum, most);
    a.assign(sum.begin(), sum.end());
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
    any_ = {};
    for (const Weight& w : v) {
        any_[w.key() % any_bits / 64] |= std::uint64_t{1} << w.key() % 64;
        std::size_t i = w.key() & mask_;
        while (slots_[i].value != 0 && slots_[i].key() != w.key()) i = (i + 1) & mask_;
        slots_[i] = {w.tagged, slots_[i].value + w.value};
    }
}

Match Spread::match(std::span<const Weight> other) const {
    Match sum;
    for (const Weight& w : other) {
        if ((any_[w.key() % any_bits / 64] >> w.key() % 64 & 1) == 0) continue;
        for (std::size_t i = w.key() & mask_; slots_[i].value != 0; i = (i + 1) & mask_)
            if (slots_[i].key() == w.key()) {
                count(sum, slots_[i], w);
                break;
            }
    }
    return sum;
}

}  // namespace octavo::story
