#include "story/judge.hpp"

namespace octavo::story {
namespace {

constexpr float share_of_heaviest = 0.42F;  // taken off: one word makes no story
constexpr std::size_t voters = 10;          // nearest neighbours whose stories are counted

Duration between(Instant a, Instant b) { return a > b ? a - b : b - a; }

Duration apart(const Told& story, Instant time) {
    if (time > story.newest) return time - story.newest;
    if (time < story.oldest) return story.oldest - time;
    return Duration{0};
}

Duration span_with(const Told& story, Instant time) {
    return std::max(story.newest, time) - std::min(story.oldest, time);
}

float days(Duration d) { return static_cast<float>(static_cast<double>(d.count()) / 86'400'000.0); }

float part(float dot, float a, float b) { return a > 0 && b > 0 ? dot / (a * b) : 0; }

struct Seen {
    StoryId story;
    Evidence evidence;
    std::uint32_t language = 0;  // of the nearest member
};

void nearest(Evidence& e, const Shelved& article, const Shelved& other, const Match& match) {
    e.best = e.second = match.without(share_of_heaviest);
    e.single = match.dot > 0 ? match.single / match.dot : 0;
    e.shared = static_cast<float>(match.shared);
    e.terms = static_cast<float>(article.terms);
    e.same_source = article.source && article.source == other.source;
    e.headline = article.words == 0;
}

void in_fields(Evidence& e, const Shelved& article, const Shelved& other, const Match& match) {
    e.title = std::max(e.title, part(match.title, article.lengths.title, other.lengths.title));
    e.lead = std::max(e.lead, part(match.lead, article.lengths.lead, other.lengths.lead));
    e.names = std::max(e.names, part(match.names, article.lengths.names, other.lengths.names));
}

// The stories of the neighbours, each with what its nearest members say.
std::vector<Seen> seen_among(const Shelved& article, std::span<const Near> near, const Shelf& shelf,
                             const Settings& settings) {
    std::vector<Seen> seen;
    std::size_t counted = 0;
    float all_votes = 0;
    for (const Near& n : near) {
        const Shelved& other = shelf.at(n.number);
        if (other.id == article.id || between(article.time, other.time) > settings.window) continue;
        auto known = std::ranges::find(seen, other.story, &Seen::story);
        if (known == seen.end()) {
            known = seen.insert(seen.end(), Seen{other.story, {}, other.language});
            nearest(known->evidence, article, other, n.match);
            known->evidence.second = -1;
        } else {
            const float likeness = n.match.without(share_of_heaviest);
            Evidence& e = known->evidence;
            if (likeness > e.best) {
                e.second = std::exchange(e.best, likeness);
                known->language = other.language;
            } else {
                e.second = std::max(e.second, likeness);
            }
        }
        in_fields(known->evidence, article, other, n.match);
        if (counted++ < voters) {
            known->evidence.votes += n.match.dot;
            all_votes += n.match.dot;
        }
    }
    for (Seen& s : seen) {
        if (s.evidence.second < 0) s.evidence.second = s.evidence.best;
        if (all_votes > 0) s.evidence.votes /= all_votes;
    }
    return seen;
}

}  // namespace

std::vector<Judged> judge(const Shelved& article, std::span<const Near> near, const Shelf& shelf, const Book& book,
                          const Settings& settings) {
    const Rule& rule = settings.rule ? *settings.rule : Rule::shipped();
    std::vector<Judged> out;
    thread_local Spread spread;
    spread.set(article.weights);
    for (Seen& s : seen_among(article, near, shelf, settings)) {
        const Told* story = book.find(s.story);
        if (!story) continue;
        const Duration gap = apart(*story, article.time), span = span_with(*story, article.time);
        if (gap > settings.silence || span > settings.longest) continue;
        Evidence& e = s.evidence;
        e.gap_days = days(gap);
        e.span_days = days(span);
        const bool inside = article.story == s.story;  // asked again: without itself
        e.members = static_cast<float>(story->told - (inside ? 1 : 0));
        if (e.members <= 1) {
            e.centre = e.best;
        } else {
            const Vector& sum = book.sum_of(*story, shelf);
            Match all = spread.match(sum);
            float size = length(sum);
            if (inside) {
                size = std::sqrt(std::max(1.0F, size * size - 2 * all.dot + 1));
                all.dot = std::max(0.0F, all.dot - 1);
            }
            e.centre = all.without(share_of_heaviest) / size;
        }
        out.push_back({s.story, e, rule.join(e), s.language != article.language});
    }
    std::ranges::stable_sort(out, std::greater<>(), &Judged::probability);
    return out;
}

Evidence evidence_of_two(const Shelved& article, const Shelved& other) {
    Evidence e;
    const Match both = match(article.weights, other.weights);
    nearest(e, article, other, both);
    in_fields(e, article, other, both);
    e.terms = static_cast<float>(std::min(article.terms, other.terms));
    e.centre = e.best;
    e.votes = 1;
    return e;
}

Linked link(const Shelved& article, std::span<const Near> near, const Shelf& shelf, const Book& book,
            const Settings& settings) {
    // Names that sound alike by chance come one at a time: several are asked for, and no single one may carry it.
    constexpr float bar = 0.2F;
    constexpr std::uint32_t fewest = 4;
    Linked best;
    for (const Near& n : near) {
        const Shelved& other = shelf.at(n.number);
        if (other.language == article.language || n.match.shared < fewest) continue;
        if (between(article.time, other.time) > settings.window) continue;
        const float likeness = n.match.without(share_of_heaviest);
        if (likeness < bar || likeness <= best.likeness) continue;
        const Told* story = book.find(other.story);
        if (!story || apart(*story, article.time) > settings.silence ||
            span_with(*story, article.time) > settings.longest)
            continue;
        best = {other.story, likeness, n.match.shared};
    }
    return best;
}

}  // namespace octavo::story
