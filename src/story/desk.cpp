// Placing one article:
//
//   words weighed by rarity -> the 64 nearest articles of the shelf, by an inverted index over heavy words
//     -> a copy?        the same words, or most four-word runs of the shorter body stand in the longer one
//     -> which story?   likeness = nearest member, second nearest, all together; fading with the story's silence;
//                       over a bar that rises with the article's length, for long texts share more by chance
//     -> related        the nearest of the other stories, of any age, one each
//
// Stories must not drift: a centroid alone chains a month of an election together. So a story is over after three
// silent days, lasts nine at most, and the nearest members have a say beside the centre.
// A word's rarity counts stories, not articles: else the story of the day would make its own words common, and fall
// apart. Dense vectors were left out: within one language they buy a point, and cost a model. Checked by
// tests/story/desk_test.cpp against a slow desk that compares all pairs.
#include "story/desk.hpp"

#include "base/hash.hpp"
#include "story/rarity.hpp"
#include "story/shelf.hpp"
#include "story/vector.hpp"

namespace octavo::story {
namespace {

constexpr std::size_t candidates = 64;
constexpr std::size_t most_story_weights = 300;

// What a copy is. Two bodies share `copied` of the shorter one's four-word runs, read from their sketches.
constexpr float copy_floor = 0.35F;  // cosine under which nobody looks
constexpr float copied = 0.6F;

struct Told {    // a story as the desk sees it
    Vector sum;  // of its members' vectors
    std::uint32_t members = 0;
    std::uint32_t shelved = 0;  // members still remembered; with the last of them the story goes
    Instant oldest{}, newest{};
};

// How much of the shorter body stands in the longer one, 0..1.
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

Duration apart(const Told& story, Instant time) {
    if (time > story.newest) return time - story.newest;
    if (time < story.oldest) return story.oldest - time;
    return Duration{0};
}

// The likeness an article of so many terms needs to join a story of so many members.
float bar(std::size_t terms, std::uint32_t members, const Rule& rule) {
    return (rule.bar + rule.bar_per_term * std::log(static_cast<float>(std::max<std::size_t>(terms, 1)) / 10)) *
           (1 + rule.bar_per_size * std::log2(static_cast<float>(members)));
}

}  // namespace

struct Desk::State {
    explicit State(Settings s) : settings(s), shelf(std::max<std::size_t>(s.max_articles, 1)) {}

    Settings settings;
    Rarity rarity;
    Shelf shelf;
    std::unordered_map<StoryId, Told> stories;

    Shelved shelve(const Candidate& article) const;
    const Shelved* copy_of(const Shelved& article, std::span<const Near> near) const;
    StoryId choose(const Shelved& article, std::size_t terms, std::span<const Near> near, std::string& why);
    void relate(const Shelved& article, std::span<const Near> near, Placement& placement) const;
    void put(Shelved article);
    void forget(ArticleId id);
    void leave(const Shelved& article);
    void learn_new(const Reading& reading, StoryId story);
};

Shelved Desk::State::shelve(const Candidate& article) const {
    const Reading& reading = *article.reading;
    Shelved shelved;
    shelved.id = article.id;
    shelved.source = article.source;
    shelved.time = article.time;
    shelved.words = reading.words;
    shelved.fingerprint = reading.fingerprint;
    shelved.simhash = reading.simhash;
    shelved.sketch = reading.sketch;
    shelved.weights = weigh(reading, rarity);
    return shelved;
}

const Shelved* Desk::State::copy_of(const Shelved& article, std::span<const Near> near) const {
    if (const Shelved* same = shelf.same_text(article.fingerprint, article.words)) return same;
    const Shelved* best = nullptr;
    float most = copied;
    for (const Near& n : near) {
        if (n.cosine < copy_floor) break;
        const Shelved& other = shelf.at(n.number);
        if (const float share = containment(article, other); share > most) {
            most = share;
            best = &other;
        }
    }
    return best;
}

StoryId Desk::State::choose(const Shelved& article, std::size_t terms, std::span<const Near> near, std::string& why) {
    const Rule& rule = settings.rule;
    struct Seen {
        StoryId story;
        float best = 0;
        float second = 0;
    };
    std::vector<Seen> seen;
    for (const Near& n : near) {
        const Shelved& other = shelf.at(n.number);
        const auto gap = article.time > other.time ? article.time - other.time : other.time - article.time;
        if (gap > settings.window) continue;
        const auto known = std::ranges::find(seen, other.story, &Seen::story);
        if (known == seen.end())
            seen.push_back({other.story, n.cosine, 0});
        else if (known->second == 0)
            known->second = n.cosine;
    }
    StoryId chosen;
    float best_margin = 0;
    for (const Seen& s : seen) {
        const auto found = stories.find(s.story);
        if (found == stories.end()) continue;
        const Told& story = found->second;
        const Duration gap = apart(story, article.time);
        const auto span = std::max(story.newest, article.time) - std::min(story.oldest, article.time);
        if (gap > settings.silence || span > settings.longest) continue;
        const float together = dot(article.weights, story.sum);
        const float centre = together / length(story.sum);
        const float members = static_cast<float>(story.members);
        const float decay = std::exp(-static_cast<float>(gap.count()) / static_cast<float>(rule.fade.count()));
        const float score =
            (rule.of_best * s.best + rule.of_second * (members > 1 ? s.second : s.best) + rule.of_centre * centre) *
            decay;
        const float over = bar(terms, story.members, rule);
        if (const float margin = score / over; margin >= 1 && margin > best_margin) {
            best_margin = margin;
            chosen = s.story;
            why = fmt::format("joins: likeness {:.2f} over {:.2f}, best member {:.2f}, centre {:.2f}, {} members",
                              score, over, s.best, centre, story.members);
        }
    }
    return chosen;
}

void Desk::State::relate(const Shelved& article, std::span<const Near> near, Placement& placement) const {
    std::vector<StoryId> told;  // one article a story: ten reports of one event help nobody
    for (const Near& n : near) {
        if (placement.related.size() >= settings.related || n.cosine < settings.rule.related) break;
        const Shelved& other = shelf.at(n.number);
        if (other.story == placement.story || other.original || other.id == article.id) continue;
        if (std::ranges::find(told, other.story) != told.end()) continue;
        told.push_back(other.story);
        placement.related.emplace_back(other.id, n.cosine);
    }
}

void Desk::State::put(Shelved article) {
    while (const auto oldest = shelf.make_room()) leave(*oldest);
    Told& story = stories[article.story];
    if (story.members == 0) story.oldest = story.newest = article.time;
    story.oldest = std::min(story.oldest, article.time);
    story.newest = std::max(story.newest, article.time);
    ++story.members;
    ++story.shelved;
    add(story.sum, article.weights, 1, most_story_weights);
    shelf.put(std::move(article));
}

void Desk::State::learn_new(const Reading& reading, StoryId story) {
    const auto found = stories.find(story);
    if (found == stories.end()) return rarity.count(reading.language, reading.terms);
    std::vector<Term> fresh;
    const Vector& sum = found->second.sum;
    for (const Term& term : reading.terms) {
        const auto key = static_cast<std::uint32_t>(term.hash >> 32);
        const auto at = std::ranges::lower_bound(sum, key, {}, &Weight::key);
        if (at == sum.end() || at->key != key) fresh.push_back(term);
    }
    rarity.count_terms(reading.language, fresh);
}

void Desk::State::leave(const Shelved& article) {
    const auto found = stories.find(article.story);
    if (found != stories.end() && --found->second.shelved == 0) stories.erase(found);
}

void Desk::State::forget(ArticleId id) {
    const Shelved* gone = shelf.find(id);
    if (!gone) return;
    if (const auto found = stories.find(gone->story); found != stories.end() && found->second.members > 1) {
        --found->second.members;
        add(found->second.sum, gone->weights, -1, most_story_weights);
    }
    leave(*gone);
    shelf.forget(id);
}

Desk::Desk(Settings settings) : state_(std::make_unique<State>(settings)) {}
Desk::~Desk() = default;
Desk::Desk(Desk&&) noexcept = default;
Desk& Desk::operator=(Desk&&) noexcept = default;

void Desk::learn(const Reading& reading) { state_->rarity.count(reading.language, reading.terms); }

Placement Desk::place(const Candidate& article) {
    State& s = *state_;
    // A new version of an article we know: it is placed anew, but the story it began or joined is the one it stays in.
    StoryId earlier;
    if (const Shelved* known = s.shelf.find(article.id)) {
        earlier = known->story;
        s.forget(article.id);
    }
    Shelved shelved = s.shelve(article);
    const auto near = s.shelf.near(shelved.weights, candidates);
    Placement placement;
    if (const Shelved* original = s.copy_of(shelved, near)) {
        placement.duplicate_of = original->original ? original->original : original->id;
        // A text printed again long after is a copy, but its story is over.
        const auto gap = shelved.time > original->time ? shelved.time - original->time : original->time - shelved.time;
        if (gap <= s.settings.silence) placement.story = original->story;
        placement.why =
            original->fingerprint == shelved.fingerprint ? "copy: the same words" : "copy: the same sentences";
    } else if (earlier) {
        placement.story = earlier;
        placement.why = "a new version of an article of this story";
    } else {
        placement.story = s.choose(shelved, article.reading->terms.size(), near, placement.why);
    }
    if (!placement.story) {
        placement.story = story_id(article.id);
        placement.why += placement.why.empty() ? "begins a story: nothing near enough" : ", too late for its story";
    }
    s.relate(shelved, near, placement);
    // A word counts once a story, not once an article: else the story of the day would make its own words common.
    if (s.settings.learns) s.learn_new(*article.reading, placement.story);
    shelved.story = placement.story;
    shelved.original = placement.duplicate_of;
    s.put(std::move(shelved));
    return placement;
}

void Desk::remember(const Candidate& article, const Placement& placement) {
    State& s = *state_;
    s.forget(article.id);
    if (s.settings.learns) learn(*article.reading);
    Shelved shelved = s.shelve(article);
    shelved.story = placement.story ? placement.story : story_id(article.id);
    shelved.original = placement.duplicate_of;
    s.put(std::move(shelved));
}

void Desk::forget(ArticleId article) { state_->forget(article); }

std::vector<std::pair<ArticleId, float>> Desk::related(ArticleId article) {
    State& s = *state_;
    const Shelved* known = s.shelf.find(article);
    if (!known) return {};
    Placement placement;
    placement.story = known->story;
    s.relate(*known, s.shelf.near(known->weights, candidates), placement);
    return placement.related;
}

Likeness compare(const Reading& first, const Reading& second, const Rule& rule) {
    const Rarity nothing_read;
    const float cosine = dot(weigh(first, nothing_read), weigh(second, nothing_read));
    const float likeness = cosine * (rule.of_best + rule.of_second + rule.of_centre);
    const float margin = likeness / bar(std::min(first.terms.size(), second.terms.size()), 1, rule);
    return {margin >= 1, margin / (1 + margin)};
}

std::size_t Desk::size() const { return state_->shelf.size(); }

}  // namespace octavo::story
