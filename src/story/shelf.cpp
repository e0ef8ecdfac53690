#include "story/shelf.hpp"

namespace octavo::story {
namespace {

constexpr Postings::Limits by_words{};
constexpr Postings::Limits by_bridges{.indexed = 24, .asked = 24, .longest = 600};

}  // namespace

Shelf::Shelf(std::size_t most) : most_(most), words_(by_words), bridges_(by_bridges) {}

std::uint32_t Shelf::put(Shelved article, bool listed) {
    const auto number = first_ + static_cast<std::uint32_t>(shelved_.size());
    if (listed) {
        words_.put(number, article.weights);
        bridges_.put(number, article.bridges);
    }
    by_id_[article.id] = number;
    if (article.fingerprint != 0) by_fingerprint_.try_emplace(article.fingerprint, number);
    shelved_.push_back(std::move(article));
    scores_.push_back(0);
    if (number - swept_ > 4096 + by_id_.size() / 2) sweep();
    return number;
}

std::vector<Near> Shelf::near(std::span<const Weight> weights, std::size_t most, By by) {
    // First roughly, by the heaviest words alone ...
    std::vector<std::uint32_t> touched;
    (by == By::words ? words_ : bridges_).score(weights, first_, scores_, touched, steps_);
    struct Rough {
        std::uint32_t number;
        float score;
    };
    std::vector<Rough> rough;
    rough.reserve(touched.size());
    for (const std::uint32_t number : touched) {
        float& score = scores_[number - first_];
        if (has(number)) rough.push_back({number, score});
        score = 0;
    }
    const auto rougher = [](const Rough& a, const Rough& b) {
        return a.score != b.score ? a.score > b.score : a.number < b.number;
    };
    if (rough.size() > most) {
        std::ranges::nth_element(rough, rough.begin() + static_cast<std::ptrdiff_t>(most), rougher);
        rough.resize(most);
    }
    // ... then exactly, for the best of those; they lie all over the memory, and are called for ahead.
    for (const Rough& r : rough) __builtin_prefetch(by == By::words ? &at(r.number).weights : &at(r.number).bridges);
    spread_.set(weights);
    for (const Rough& r : rough)
        __builtin_prefetch((by == By::words ? at(r.number).weights : at(r.number).bridges).data());
    std::vector<Near> out;
    out.reserve(rough.size());
    for (const Rough& r : rough) {
        const Shelved& other = at(r.number);
        out.push_back({r.number, spread_.match(by == By::words ? other.weights : other.bridges)});
    }
    steps_ += out.size();
    std::ranges::sort(out, [](const Near& a, const Near& b) {
        return a.match.dot != b.match.dot ? a.match.dot > b.match.dot : a.number < b.number;
    });
    return out;
}

const Shelved* Shelf::same_text(std::uint64_t fingerprint, std::uint32_t words) const {
    if (fingerprint == 0) return nullptr;
    const auto found = by_fingerprint_.find(fingerprint);
    return found != by_fingerprint_.end() && has(found->second) && at(found->second).words == words ? &at(found->second)
                                                                                                    : nullptr;
}

std::optional<std::uint32_t> Shelf::number_of(ArticleId id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? std::nullopt : std::optional(found->second);
}

const Shelved* Shelf::find(ArticleId id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &at(found->second);
}

Shelved* Shelf::find(ArticleId id) {
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
    const auto there = [this](std::uint32_t number) { return has(number); };
    words_.sweep(there);
    bridges_.sweep(there);
}

}  // namespace octavo::story
