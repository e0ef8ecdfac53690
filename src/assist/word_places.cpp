#include "assist/word_places.hpp"

#include <algorithm>
#include <unordered_set>

namespace octavo::assist {
namespace {

constexpr std::size_t most_places = 128;  // of one word: a made-up text may hold nothing else
constexpr std::size_t widest = 3;         // words that another may stand for

}  // namespace

WordPlaces::WordPlaces(std::span<const ClaimWord> source) {
    words_.reserve(source.size());
    for (const ClaimWord& word : source) {
        auto& places = places_[word.hash];
        if (places.size() < most_places) places.push_back(static_cast<std::uint32_t>(words_.size()));
        if (word.first || starts_.empty()) starts_.push_back(words_.size());
        const auto sentence = static_cast<std::uint32_t>(starts_.size() - 1);
        words_.push_back({word.hash, sentence, word.stop, word.first, word.capital, word.digits});
    }
}

std::span<const std::uint32_t> WordPlaces::places(std::uint64_t hash) const {
    const auto found = places_.find(hash);
    if (found == places_.end()) return {};
    return found->second;
}

// The source's words [begin, end) are of one sentence, tell something, and the claim's sentence has not just moved
// them.
bool WordPlaces::holds_other(std::size_t begin, std::size_t end, std::span<const ClaimWord> sentence) const {
    bool other = false;
    for (std::size_t i = begin; i < end; ++i) {
        if (i >= words_.size() || (words_[i].first && i > begin)) return false;
        other = other || (!words_[i].stop &&
                          std::ranges::none_of(sentence, [&](const ClaimWord& w) { return w.hash == words_[i].hash; }));
    }
    return other;
}

std::vector<std::uint64_t> WordPlaces::main_names() const {
    std::unordered_map<std::uint64_t, std::size_t> inside, all;
    for (const Word& word : words_)
        if (word.capital && !word.stop) {
            ++all[word.hash];
            if (!word.first) ++inside[word.hash];
        }
    std::vector<std::pair<std::size_t, std::uint64_t>> ranked;
    for (const auto& [hash, count] : inside)
        if (all[hash] >= 3) ranked.emplace_back(all[hash], hash);
    std::ranges::sort(ranked, std::greater());
    std::vector<std::uint64_t> out;
    for (std::size_t i = 0; i < std::min<std::size_t>(ranked.size(), 3); ++i) out.push_back(ranked[i].second);
    return out;
}

bool WordPlaces::lacks_other(std::span<const ClaimWord> sentence, std::span<const ClaimWord> claim, bool number) const {
    std::unordered_set<std::uint64_t> seen, whole;
    for (const ClaimWord& w : claim) whole.insert(w.hash);
    std::unordered_map<std::uint32_t, std::size_t> shared;  // by the source's sentence
    for (const ClaimWord& w : sentence) {
        if (w.stop || !seen.insert(w.hash).second) continue;
        for (const std::uint32_t at : places(w.hash)) ++shared[words_[at].sentence];
    }
    std::size_t best = 1;
    std::uint32_t nearest = 0;
    for (const auto& [at, same] : shared)
        if (same > best || (same == best && best > 1 && at < nearest)) best = same, nearest = at;
    if (best < 2) return false;
    for (std::size_t i = starts_[nearest]; i < words_.size() && words_[i].sentence == nearest; ++i)
        if (!words_[i].stop && !whole.contains(words_[i].hash) &&
            (number ? words_[i].digits : words_[i].capital && !words_[i].first))
            return true;
    return false;
}

Place WordPlaces::place_of(std::span<const ClaimWord> sentence, std::size_t from, std::size_t to) {
    Place best = Place::open;
    const bool left = from > 0, right = to < sentence.size();
    if (left) {
        const ClaimWord& before = sentence[from - 1];
        for (const std::uint32_t at : places(before.hash)) {
            ++steps_;
            const bool two = from > 1 && at > 0 && same(at - 1, sentence[from - 2]) && !words_[at].first;
            const bool tells = !before.stop || (two && !sentence[from - 2].stop);
            for (std::size_t wide = 1; right && wide <= widest; ++wide) {
                const std::size_t end = at + 1 + wide;
                if (!same(end, sentence[to]) || words_[end].first) continue;
                const bool behind = to + 1 < sentence.size() && same(end + 1, sentence[to + 1]);
                const bool enough = tells || !sentence[to].stop || two || behind;
                if (enough && holds_other(at + 1, end, sentence)) return Place::replaced;
            }
            if (two && tells && at + 1 < words_.size() && !words_[at + 1].first &&
                holds_other(at + 1, std::min(at + 2 + (words_[at + 1].stop ? 1UL : 0UL), words_.size()), sentence))
                best = Place::beside;
        }
    }
    if (right && best == Place::open) {
        const ClaimWord& behind = sentence[to];
        for (const std::uint32_t at : places(behind.hash)) {
            ++steps_;
            const bool two = to + 1 < sentence.size() && same(at + 1, sentence[to + 1]) && !words_[at + 1].first;
            const bool tells = !behind.stop || (two && !sentence[to + 1].stop);
            if (two && tells && at > 0 && !words_[at].first && holds_other(at - 1, at, sentence)) best = Place::beside;
        }
    }
    return best;
}

}  // namespace octavo::assist
