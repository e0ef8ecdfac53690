// Copies of a body, from three prints.
//
// The fingerprint is a hash of all words: equal for the same words, whatever stands between them.
// The simhash (Charikar 2002) of the three-word runs: a word changed here and there moves few of its 64 bits.
// The sketch (Broder 1997), the smallest hashes of the four-word runs: from two of them one reads how many runs the
// bodies share, so that also a copy cut to its first half, or with a foreword, is known; a simhash is far off by then.
// Checked by tests/text/reading_test.cpp.
#include "text/prints.hpp"

#include "base/hash.hpp"

namespace octavo::text {
namespace {

constexpr std::uint32_t fewest_words = 12;  // shorter bodies are equal by chance
constexpr std::size_t sketch_size = 64;

// Bit b of the index becomes the lowest bit of byte b.
constexpr std::array<std::uint64_t, 256> spread = [] {
    std::array<std::uint64_t, 256> made{};
    for (std::size_t v = 0; v < 256; ++v)
        for (std::size_t b = 0; b < 8; ++b)
            if (v >> b & 1U) made[v] |= std::uint64_t{1} << (8 * b);
    return made;
}();

}  // namespace

void Votes::add(std::uint64_t hash) {
    for (std::size_t i = 0; i < 8; ++i) counters_[i] += spread[hash >> (8 * i) & 0xFF];
    if (++pending_ == 255) flush();
}

std::uint64_t Votes::result() {
    flush();
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 64; ++i)
        if (2 * totals_[i] > cast_) bits |= std::uint64_t{1} << i;
    return bits;
}

void Votes::flush() {
    for (std::size_t i = 0; i < 64; ++i) totals_[i] += static_cast<std::uint8_t>(counters_[i / 8] >> (8 * (i % 8)));
    cast_ += pending_;
    pending_ = 0;
    counters_ = {};
}

void Prints::add(std::uint64_t word) {
    ++words_;
    all_ = mix64(std::rotl(all_, 5) ^ word);
    const std::uint64_t three = last_[1] * 3 + last_[0] * 5 + word;
    if (words_ >= 3) votes_.add(mix64(three));
    if (words_ >= 4) runs_.push_back(static_cast<std::uint32_t>(mix64(three + last_[2] * 7)));
    last_ = {word, last_[0], last_[1]};
}

void Prints::finish(Reading& reading) {
    if (words_ < fewest_words) return;
    reading.fingerprint = all_ == 0 ? 1 : all_;
    const std::uint64_t simhash = votes_.result();
    reading.simhash = simhash == 0 ? 1 : simhash;
    // Repeated runs count once, so a few more than are needed; all of them only for a text that repeats itself.
    for (std::size_t most = 2 * sketch_size;; most = runs_.size()) {
        const auto end = runs_.begin() + static_cast<std::ptrdiff_t>(std::min(most, runs_.size()));
        if (end != runs_.end()) std::ranges::nth_element(runs_, end);
        std::sort(runs_.begin(), end);
        reading.sketch.clear();
        std::ranges::unique_copy(runs_.begin(), end, std::back_inserter(reading.sketch));
        if (reading.sketch.size() >= sketch_size || end == runs_.end()) break;
    }
    reading.sketch.resize(std::min(reading.sketch.size(), sketch_size));
}

}  // namespace octavo::text
