#include "readers/for_you.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace octavo::readers {
namespace {

constexpr double told_points = 0.5, half_day_h = 12, repeat_source = 0.5, repeat_reason = 0.25;
// One in so many is beyond what is followed; 0: none.
constexpr std::array<std::size_t, Sliders::most + 1> beyond_every = {0, 12, 8, 5, 3};

double share(std::uint8_t slider) { return static_cast<double>(slider) / Sliders::usual; }

// What stands for a candidate whatever is above it.
struct Standing {
    double score = 0, wanted = 0;
    std::vector<Reason> reasons;
    std::size_t reason = SIZE_MAX;  // the liking that weighs most
};

Standing stand(const Candidate& one, std::span<const Liking> likings, const Sliders& sliders, Instant newest) {
    Standing out;
    std::vector<Reason> pro;
    for (const std::size_t i : one.likings) {
        const Liking& liking = likings[i];
        // "Less" is a word of the reader's own: no slider makes it nothing.
        const double by = liking.weight < 0 ? 1 : share(sliders.kinds[static_cast<std::size_t>(liking.kind)]);
        const double points = by * liking.weight;
        if (points == 0) continue;
        (points > 0 ? pro : out.reasons).push_back({.what = Reason::What::liking, .liking = i, .points = points});
        if (points < 0) out.wanted += points;
    }
    std::ranges::stable_sort(pro, std::greater(), &Reason::points);
    if (!pro.empty()) out.reason = pro.front().liking;
    for (std::size_t k = 0; k < pro.size(); ++k) {
        pro[k].points /= static_cast<double>(k + 1);
        out.wanted += pro[k].points;
    }
    out.reasons.insert(out.reasons.begin(), pro.begin(), pro.end());
    const double told = share(sliders.told) * told_points * std::log2(std::max<double>(one.publishers, 1));
    if (told > 0) out.reasons.push_back({.what = Reason::What::told, .points = told});
    const double hours = std::chrono::duration<double, std::ratio<3600>>(newest - one.time).count();
    const double age = -share(sliders.fresh) * std::max(hours, 0.0) / half_day_h;
    if (age < 0) out.reasons.push_back({.what = Reason::What::age, .points = age});
    out.score = out.wanted + told + age;
    return out;
}

// Takes the best that is left, again and again: each that is taken makes its like lighter.
class Taking {
  public:
    Taking(std::span<const Candidate> candidates, std::vector<Standing> standings)
        : candidates_(candidates), standings_(std::move(standings)) {}

    std::optional<Place> best(std::vector<std::size_t>& left, bool beyond) {
        const auto lighter = [&](std::size_t i) {
            const auto of = [](const auto& map, const auto& key) {
                const auto found = map.find(key);
                return found == map.end() ? 0.0 : static_cast<double>(found->second);
            };
            const double loss = repeat_source * of(sources_, candidates_[i].source) +
                                (beyond ? 0 : repeat_reason * of(reasons_, standings_[i].reason));
            return standings_[i].score - loss;
        };
        if (left.empty()) return std::nullopt;
        auto first = left.begin();
        double score = lighter(*first);
        for (auto one = left.begin() + 1; one != left.end(); ++one)
            if (const double other = lighter(*one); other > score) first = one, score = other;
        const std::size_t at = *first;
        left.erase(first);
        Place place{.at = at, .score = score, .beyond = beyond, .reasons = std::move(standings_[at].reasons)};
        if (const double loss = score - standings_[at].score; loss < 0)
            place.reasons.push_back({.what = Reason::What::repeat, .points = loss});
        ++sources_[candidates_[at].source];
        if (!beyond) ++reasons_[standings_[at].reason];
        return place;
    }

  private:
    std::span<const Candidate> candidates_;
    std::vector<Standing> standings_;
    std::unordered_map<SourceId, std::size_t> sources_;
    std::unordered_map<std::size_t, std::size_t> reasons_;
};

}  // namespace

LikingKind kind_of_listing(std::string_view place) {
    if (place.starts_with("src/")) return place.contains("/by/") ? LikingKind::author : LikingKind::source;
    if (place.starts_with("c/")) return LikingKind::section;
    if (place.starts_with("t/")) return LikingKind::hashtag;
    if (place.starts_with("l/")) return LikingKind::place;
    if (place.starts_with("s/")) return LikingKind::story;
    return LikingKind::search;
}

std::string Sliders::text() const {
    std::string out;
    for (const std::uint8_t one : kinds) out += static_cast<char>('0' + one);
    for (const std::uint8_t one : {told, fresh, beyond}) out += static_cast<char>('0' + one);
    return out;
}

std::optional<Sliders> Sliders::parse(std::string_view text) {
    if (text.size() != liking_kinds + 3) return std::nullopt;
    if (!std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '0' + most; })) return std::nullopt;
    const auto digit = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i] - '0'); };
    Sliders out;
    for (std::size_t i = 0; i < liking_kinds; ++i) out.kinds[i] = digit(i);
    out.told = digit(liking_kinds);
    out.fresh = digit(liking_kinds + 1);
    out.beyond = digit(liking_kinds + 2);
    return out;
}

std::vector<Place> in_order(std::span<const Candidate> candidates, std::span<const Liking> likings,
                            const Sliders& sliders, std::size_t most) {
    std::vector<Place> out;
    if (candidates.empty()) return out;
    const Instant newest = std::ranges::max(candidates, {}, &Candidate::time).time;
    std::vector<Standing> standings;
    std::vector<std::size_t> wanted, beyond;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        standings.push_back(stand(candidates[i], likings, sliders, newest));
        if (candidates[i].likings.empty())
            beyond.push_back(i);
        else if (standings.back().wanted > 0)
            wanted.push_back(i);
    }
    Taking taking(candidates, std::move(standings));
    const std::size_t every = beyond_every[std::min(sliders.beyond, Sliders::most)];
    while (out.size() < most) {
        // Something else is the last of each row of so many; where there is nothing else left, it is not filled up.
        const bool other = every > 0 && (out.size() + 1) % every == 0;
        auto place = taking.best(other ? beyond : wanted, other);
        if (!place && other) place = taking.best(wanted, false);
        if (!place) break;
        out.push_back(*std::move(place));
    }
    return out;
}

}  // namespace octavo::readers
