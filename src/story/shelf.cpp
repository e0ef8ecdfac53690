#include "story/shelf.hpp"

namespace octavo::story {
namespace {

constexpr std::size_t indexed_weights = 40;    // an article stands under its heaviest words
constexpr std::size_t asked_weights = 28;      // and is looked for under these
constexpr std::size_t longest_posting = 8000;  // of a word that is everywhere, only the newest are looked at

}  // namespace

std::uint32_t Shelf::put(Shelved article) {
    const auto number = first_ + static_cast<std::uint32_t>(shelved_.size());
    for (const Weight& w : heaviest(article.weights, indexed_weights)) postings_[w.key].push_back(number);
    by_id_[article.id] = number;
    if (article.fingerprint != 0) by_fingerprint_.try_emplace(article.fingerprint, number);
    shelved_.push_back(std::move(article));
    scores_.push_back(0);
    if (number - swept_ > 4096 + by_id_.size() / 2) sweep();
    return number;
}

std::vector<Near> Shelf::near(std::span<const Weight> weights, std::size_t most) {
    // First roughly, by the heaviest words alone ...
    std::vector<std::uint32_t> touched;
    for (const Weight& w : heaviest(weights, asked_weights)) {
        const auto posting = postings_.find(w.key);
        if (posting == postings_.end()) continue;
        const auto& numbers = posting->second;
        for (std::size_t i = numbers.size() > longest_posting ? numbers.size() - longest_posting : 0;
             i < numbers.size(); ++i) {
            if (numbers[i] < first_) continue;
            float& score = scores_[numbers[i] - first_];
            if (score == 0) touched.push_back(numbers[i]);
            score += w.value * w.value;
        }
    }
    std::vector<Near> out;
    out.reserve(touched.size());
    for (const std::uint32_t number : touched) {
        float& score = scores_[number - first_];
        if (has(number)) out.push_back({number, score, 0});
        score = 0;
    }
    const auto before = [](const Near& a, const Near& b) {
        return a.cosine != b.cosine ? a.cosine > b.cosine : a.number < b.number;
    };
    if (out.size() > most) {
        std::ranges::nth_element(out, out.begin() + static_cast<std::ptrdiff_t>(most), before);
        out.resize(most);
    }
    // ... then exactly, for the best of those.
    spread_.set(weights);
    for (Near& n : out) {
        const Match match = spread_.match(at(n.number).weights);
        n.cosine = match.dot;
        n.single = match.single;
    }
    std::ranges::sort(out, before);
    return out;
}

const Shelved* Shelf::same_text(std::uint64_t fingerprint, std::uint32_t words) const {
    if (fingerprint == 0) return nullptr;
    const auto found = by_fingerprint_.find(fingerprint);
    return found != by_fingerprint_.end() && has(found->second) && at(found->second).words == words ? &at(found->second)
                                                                                                    : nullptr;
}

const Shelved* Shelf::find(ArticleId id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &at(found->second);
}

void Shelf::forget(ArticleId id) {
    const auto found = by_id_.find(id);
    if (found == by_id_.end()) return;
    Shelved& gone = at(found->second);
    if (const auto print = by_fingerprint_.find(gone.fingerprint);
        print != by_fingerprint_.end() && print->second == found->second)
        by_fingerprint_.erase(print);
    gone = {};
    by_id_.erase(found);
}

std::optional<Shelved> Shelf::make_room() {
    while (by_id_.size() >= most_ && !shelved_.empty()) {
        std::optional<Shelved> gone;
        if (const ArticleId id = shelved_.front().id) {
            gone = shelved_.front();
            forget(id);
        }
        shelved_.pop_front();
        ++first_;
        scores_.pop_back();  // all zero between calls: it may simply be one shorter
        if (gone) return gone;
    }
    return std::nullopt;
}

void Shelf::sweep() {
    swept_ = first_ + static_cast<std::uint32_t>(shelved_.size());
    for (auto posting = postings_.begin(); posting != postings_.end();) {
        std::erase_if(posting->second, [&](std::uint32_t number) { return !has(number); });
        posting = posting->second.empty() ? postings_.erase(posting) : std::next(posting);
    }
}

}  // namespace octavo::story
