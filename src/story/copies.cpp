#include "story/copies.hpp"

namespace octavo::story {
namespace {

constexpr float copy_floor = 0.35F;  // cosine under which nobody looks
constexpr float copied = 0.6F;       // of the shorter body's four-word runs

}  // namespace

float containment(const Shelved& a, const Shelved& b) {
    if (a.sketch.empty() || b.sketch.empty()) return 0;
    // The smallest hashes of both together are a fair sample of all runs of both.
    const std::size_t size = std::min({a.sketch.size() + b.sketch.size(), std::size_t{64}});
    std::size_t i = 0, j = 0, seen = 0, both = 0;
    while (seen < size && (i < a.sketch.size() || j < b.sketch.size())) {
        if (j == b.sketch.size() || (i < a.sketch.size() && a.sketch[i] < b.sketch[j])) {
            ++i;
        } else if (i == a.sketch.size() || b.sketch[j] < a.sketch[i]) {
            ++j;
        } else {
            ++i, ++j, ++both;
        }
        ++seen;
    }
    const float shared = static_cast<float>(both) / static_cast<float>(seen);  // of the union
    const auto sum = static_cast<float>(a.words + b.words);
    return std::min(1.0F, shared / (1 + shared) * sum / static_cast<float>(std::min(a.words, b.words)));
}

const Shelved* copy_of(const Shelved& article, const Shelf& shelf, std::span<const Near> near) {
    if (const Shelved* same = shelf.same_text(article.fingerprint, article.words)) return same;
    const Shelved* best = nullptr;
    float most = copied;
    for (const Near& n : near) {
        if (n.match.dot < copy_floor) break;
        const Shelved& other = shelf.at(n.number);
        if (const float share = containment(article, other); share > most) {
            most = share;
            best = &other;
        }
    }
    return best;
}

}  // namespace octavo::story
