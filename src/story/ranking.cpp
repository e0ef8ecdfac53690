#include "story/ranking.hpp"

#include <set>

namespace octavo::story {
namespace {

double hours(Duration d) { return static_cast<double>(d.count()) / 3.6e6; }

std::string_view primary(std::string_view language) { return language.substr(0, language.find('-')); }

double penalty_of(Kind kind, const Weights& w) {
    switch (kind) {
        case Kind::opinion:
            return w.opinion;
        case Kind::analysis:
            return w.analysis;
        case Kind::live:
            return w.live;
        case Kind::press_release:
            return w.press_release;
        case Kind::sponsored:
            return w.sponsored;
        case Kind::satire:
            return w.satire;
        case Kind::audio:
            return w.audio;
        case Kind::video:
            return w.video;
        case Kind::news:
            return 0;
    }
    std::unreachable();
}

struct Sum {
    Rank rank;
    void add(std::string_view name, double points, std::string what) {
        if (points == 0 || !std::isfinite(points)) return;
        rank.score += points;
        rank.terms.push_back({name, std::move(what), points});
    }
};

std::string_view s_of(std::size_t n) { return n == 1 ? "" : "s"; }

}  // namespace

Rank rank(std::span<const Report> story, bool picture, const Wanted& wanted, const Weights& weights) {
    if (story.empty()) return {};
    std::map<SourceId, double> publishers;
    std::size_t recent = 0;
    bool language = false, place = false;
    Instant newest = story.front().time;
    const Report* plainest = nullptr;
    for (const Report& r : story) {
        newest = std::max(newest, r.time);
        if (!r.copy) publishers.emplace(r.source, r.source_weight);
        if (!r.copy && hours(wanted.now - r.time) <= weights.velocity_hours) ++recent;
        language = language || primary(r.language) == primary(wanted.language);
        place = place || (!wanted.country.empty() && r.source_country == wanted.country);
        if (!plainest || penalty_of(r.kind, weights) < penalty_of(plainest->kind, weights)) plainest = &r;
    }
    Sum sum;
    const std::size_t own = publishers.size();
    sum.add("publishers", weights.publishers * std::log2(1.0 + static_cast<double>(own)),
            fmt::format("{} publisher{} with a report of their own", own, s_of(own)));
    sum.add("velocity", weights.velocity * std::log2(1.0 + static_cast<double>(recent)),
            fmt::format("{} report{} in the last {:g} hours", recent, s_of(recent), weights.velocity_hours));
    const double age = std::max(0.0, hours(wanted.now - newest));
    sum.add("freshness", -weights.freshness * age / std::max(weights.half_life_hours, 0.1),
            fmt::format("the newest is {:.1f} hours old", age));
    double weight = 0;
    for (const auto& [source, points] : publishers) weight += points;
    if (own > 0)
        sum.add("weight", weights.publisher_weight * weight / static_cast<double>(own),
                "of its publishers, on average");
    if (language) sum.add("language", weights.language, fmt::format("told in {}", primary(wanted.language)));
    if (place) sum.add("place", weights.place, fmt::format("told by a publisher of {}", wanted.country));
    if (picture) sum.add("picture", weights.picture, "it has one");
    sum.add("kind", -penalty_of(plainest->kind, weights), fmt::format("nothing but {}", name_of(plainest->kind)));
    return std::move(sum.rank);
}

// Greedy: the best of what is left, again and again; what stands above has had its say by then.
std::vector<Ranked> in_order(std::span<const Rank> ranks, std::span<const Face> faces, const Weights& weights) {
    std::vector<Ranked> left, out;
    for (std::size_t i = 0; i < ranks.size(); ++i) left.push_back({i, ranks[i].score, 0});
    std::map<std::pair<SourceId, std::string_view>, std::size_t> seen;
    while (!left.empty()) {
        auto best = left.end();
        for (auto r = left.begin(); r != left.end(); ++r) {
            const auto above = seen.find({faces[r->at].source, faces[r->at].section});
            r->repeats = above == seen.end() ? 0 : above->second;
            r->score = ranks[r->at].score - weights.repeat * static_cast<double>(r->repeats);
            if (best == left.end() || r->score > best->score) best = r;
        }
        out.push_back(*best);
        ++seen[{faces[best->at].source, faces[best->at].section}];
        left.erase(best);
    }
    return out;
}

}  // namespace octavo::story
