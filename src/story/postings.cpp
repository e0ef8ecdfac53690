#include "story/postings.hpp"

#include <algorithm>
#include <bit>

#include "base/hash.hpp"

namespace octavo::story {

void Posting::push_back(std::uint32_t number) {
    const std::uint16_t room = room_ == 0 ? inside : room_;
    if (size_ == room) {
        const auto more = static_cast<std::uint16_t>(2 * room + 2);
        auto* const many = new std::uint32_t[more];
        std::ranges::copy(all(), many);
        if (room_ != 0) delete[] at_.many;
        at_.many = many;
        room_ = more;
    }
    data()[size_++] = number;
}

void Posting::keep_last(std::size_t most) {
    if (size_ <= most) return;
    std::uint32_t* const numbers = data();
    std::copy(numbers + size_ - most, numbers + size_, numbers);
    size_ = static_cast<std::uint16_t>(most);
}

std::size_t Postings::place_of(std::uint32_t key) const {
    std::size_t i = mix64(key) & (slots_.size() - 1);
    while (slots_[i] != 0 && postings_[slots_[i] - 1].key() != key) i = (i + 1) & (slots_.size() - 1);
    return i;
}

void Postings::make_table(std::size_t least) {
    slots_.assign(std::max(least, std::bit_ceil(postings_.size() * 4 / 3 + 1)), 0);
    for (std::size_t i = 0; i < postings_.size(); ++i)
        slots_[place_of(postings_[i].key())] = static_cast<std::uint32_t>(i + 1);
}

std::vector<Weight> Postings::keys_of(std::span<const Weight> weights, std::size_t most) const {
    std::vector<Weight> keys = heaviest(weights, most);
    for (const Weight& w : keys) __builtin_prefetch(&slots_[mix64(w.key()) & (slots_.size() - 1)]);
    return keys;
}

void Postings::put(std::uint32_t number, std::span<const Weight> weights) {
    for (const Weight& w : keys_of(weights, limits_.indexed)) {
        if (4 * (postings_.size() + 1) > 3 * slots_.size()) make_table(2 * slots_.size());
        std::uint32_t& slot = slots_[place_of(w.key())];
        if (slot == 0) {
            postings_.emplace_back(w.key());
            slot = static_cast<std::uint32_t>(postings_.size());
        }
        Posting& posting = postings_[slot - 1];
        // The old half of a list that nobody looks down to any more.
        if (posting.all().size() >= 4 * limits_.longest) posting.keep_last(2 * limits_.longest);
        posting.push_back(number);
    }
}

void Postings::score(std::span<const Weight> weights, std::uint32_t first, std::vector<float>& scores,
                     std::vector<std::uint32_t>& touched, std::uint64_t& steps) const {
    const std::uint64_t until = steps + limits_.enough;
    for (const Weight& w : keys_of(weights, limits_.asked)) {
        if (steps >= until) break;
        const std::uint32_t slot = slots_[place_of(w.key())];
        if (slot == 0) continue;
        const std::span<const std::uint32_t> all = postings_[slot - 1].all();
        for (const std::uint32_t number : all.last(std::min(all.size(), limits_.longest))) {
            ++steps;
            if (number < first) continue;
            float& score = scores[number - first];
            if (score == 0) touched.push_back(number);
            score += w.value * w.value;
        }
    }
}

}  // namespace octavo::story
