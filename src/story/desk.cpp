// Placing one article:
//
//   words weighed by rarity -> the 64 nearest articles of the shelf, by an inverted index over heavy words
//     -> a copy?        the same words, or most four-word runs of the shorter body stand in the longer one
//     -> which story?   the rule says of each story around how likely the article belongs to it (judge.hpp, rule.hpp)
//     -> in another language?  where no story of its own language takes it, one that shares names, numbers and places
//     -> related        the nearest of the other stories, of any age, one each
//
// Stories must not drift: a centroid alone chains a month of an election together. So a story is over after three
// silent days, lasts nine at most, and the nearest members have a say beside the centre. What came first decided
// knowing least: stories are merged and split as more comes (review.hpp), and readers' links lead on.
// A word's rarity counts stories, not articles: else the story of the day would make its own words common, and fall
// apart. Dense vectors were left out: within one language they buy a point, and cost a model. Checked by
// tests/story/desk_test.cpp against a slow desk that compares all pairs.
#include "story/desk.hpp"

#include "base/hash.hpp"
#include "story/book.hpp"
#include "story/copies.hpp"
#include "story/judge.hpp"
#include "story/rarity.hpp"
#include "story/review.hpp"
#include "story/shelf.hpp"
#include "story/vector.hpp"

namespace octavo::story {
namespace {

constexpr std::size_t candidates = 64;
constexpr float joins = 0.5F;
constexpr int most_of_one_publisher = 2;
// Under this likeness nothing is related: of what lay over .13 a reader found 92 % not unrelated, over .15 95 %, and a
// third fewer. In another language names alone are shared, and chance shares one: two, and more likeness, are asked
// for.
constexpr float relates = 0.13F;
constexpr float relates_across_languages = 0.2F;
constexpr std::uint32_t fewest_across_languages = 2;
constexpr std::uint32_t words_to_learn_from = 60;  // headlines name their story's words, not everyday ones

// At each doubling: together they cost as much as placing the first ones twice more, and twice the articles always cost
// twice the work.
bool is_time_to_rehearse(std::size_t articles) { return articles >= 64 && std::has_single_bit(articles); }

std::uint32_t number_of_language(std::string_view code) {
    return static_cast<std::uint32_t>(word_hash(code.substr(0, code.find('-'))));
}

std::vector<Term> terms_of(const Reading& reading, Of of) {
    std::vector<Term> out;
    std::ranges::copy_if(reading.terms, std::back_inserter(out), [&](const Term& t) { return is_of(t, of); });
    return out;
}

Shelved shelve(const Reading& reading, const Rarity& rarity, const Rarity& bridge_rarity) {
    Shelved shelved;
    shelved.language = number_of_language(reading.language);
    shelved.words = reading.words;
    for (const Term& t : reading.terms) shelved.terms += is_of(t, Of::words) ? 1 : 0;
    shelved.fingerprint = reading.fingerprint;
    shelved.sketch = reading.sketch;
    shelved.weights = weigh(reading.terms, Of::words, rarity.language(reading.language), rarity);
    shelved.bridges = weigh(reading.terms, Of::bridges, bridge_rarity.language(""), bridge_rarity);
    shelved.lengths = lengths_of(shelved.weights);
    return shelved;
}

}  // namespace

struct Desk::State {
    explicit State(Settings s) : settings(s), shelf(std::max<std::size_t>(s.max_articles, 1)) {}

    Settings settings;
    Rarity rarity, bridge_rarity;
    Shelf shelf;
    Book book;
    std::set<std::uint32_t> languages;
    Review review;
    Fixed by_editors;
    std::size_t placed = 0;
    std::vector<StoryChange> changes;
    // The first articles, as long as they may be placed anew.
    struct Early {
        ArticleId id, original;
        SourceId source;
        Instant time{};
        Reading reading;
    };
    std::vector<Early> early;
    bool rehearsing = settings.rehearse_until > 0;
    bool rehearsed = true;  // nothing came since

    Shelved shelve_new(const Candidate& article) const;
    bool choose(const Shelved& article, std::span<const Judged> judged, Placement& placement);
    void relate(const Shelved& article, std::span<const Near> near, Placement& placement) const;
    void put(Shelved article);
    void forget(ArticleId id);
    void learn(const Reading& reading);
    void learn_new(const Reading& reading, StoryId story);
    Placement place(const Candidate& article, StoryId earlier, std::optional<ArticleId> original);
    void keep(const Candidate& article, ArticleId original);
    void rehearse();
    void look_again();
};

Shelved Desk::State::shelve_new(const Candidate& article) const {
    Shelved shelved = shelve(*article.reading, rarity, bridge_rarity);
    shelved.id = article.id;
    shelved.source = article.source;
    // So that the time between any two can be counted.
    constexpr Duration farthest = std::chrono::days(3'650'000);
    shelved.time = std::clamp(article.time, Instant{} - farthest, Instant{} + farthest);
    return shelved;
}

bool Desk::State::choose(const Shelved& article, std::span<const Judged> judged, Placement& placement) {
    if (!judged.empty() && judged.front().probability >= joins) {
        const Evidence& e = judged.front().evidence;
        placement.story = judged.front().story;
        placement.why = fmt::format(
            "joins{}: {:.0f} % sure; best member {:.2f}, centre {:.2f}, {:.0f} shared words, {:.0f} members",
            judged.front().across_languages ? " across languages" : "", judged.front().probability * 100, e.best,
            e.centre, e.shared, e.members);
        return true;
    }
    if (languages.size() < 2 && languages.contains(article.language)) return false;
    const auto abroad = shelf.near(article.bridges, candidates, Shelf::By::bridges);
    const Linked linked = link(article, abroad, shelf, book, settings);
    if (!linked.story) return false;
    placement.story = linked.story;
    placement.why = fmt::format("joins across languages: {} names, numbers or places in common, likeness {:.2f}",
                                linked.shared, linked.likeness);
    return true;
}

void Desk::State::relate(const Shelved& article, std::span<const Near> near, Placement& placement) const {
    std::vector<StoryId> told;         // one article a story: ten reports of one event help nobody
    std::map<SourceId, int> from_one;  // and two of one publisher are enough
    for (const Near& n : near) {
        if (placement.related.size() >= settings.related || n.match.dot < relates) break;
        const Shelved& other = shelf.at(n.number);
        if (other.story == placement.story || other.original || other.id == article.id) continue;
        if (other.language != article.language &&
            (n.match.dot < relates_across_languages || n.match.shared < fewest_across_languages))
            continue;
        if (std::ranges::find(told, other.story) != told.end()) continue;
        if (other.source && from_one[other.source]++ >= most_of_one_publisher) continue;
        told.push_back(other.story);
        placement.related.emplace_back(other.id, n.match.dot);
    }
}

void Desk::State::put(Shelved article) {
    while (const auto oldest = shelf.make_room()) book.leave(*oldest);
    languages.insert(article.language);
    book.put(article, shelf);
    // One of many equal texts stands for all of them.
    const bool listed = !(article.original && shelf.same_text(article.fingerprint, article.words));
    shelf.put(std::move(article), listed);
}

void Desk::State::learn(const Reading& reading) {
    rarity.count(reading.language, terms_of(reading, Of::words));
    bridge_rarity.count("", terms_of(reading, Of::bridges));
}

void Desk::State::learn_new(const Reading& reading, StoryId story) {
    const Told* known = book.find(story);
    if (!known) return learn(reading);
    std::vector<Term> fresh;
    const Vector& sum = book.sum_of(*known, shelf);
    for (const Term& t : terms_of(reading, Of::words)) {
        const auto at = std::ranges::lower_bound(sum, key_of(t.hash), {}, &Weight::key);
        if (at == sum.end() || at->key() != key_of(t.hash)) fresh.push_back(t);
    }
    rarity.count_terms(reading.language, fresh);
}

void Desk::State::forget(ArticleId id) {
    const Shelved* gone = shelf.find(id);
    if (!gone) return;
    book.take_out(*gone, shelf);
    shelf.forget(id);
}

// `fixed`: of what it is a copy, where that is known; 0: of nothing.
Placement Desk::State::place(const Candidate& article, StoryId earlier, std::optional<ArticleId> fixed) {
    Shelved shelved = shelve_new(article);
    const auto near = shelf.near(shelved.weights, candidates);
    Placement placement;
    std::vector<Judged> judged;
    const Shelved* original = fixed ? shelf.find(*fixed) : copy_of(shelved, shelf, near);
    if (original) {
        placement.duplicate_of = original->original ? original->original : original->id;
        // A text printed again long after is a copy, but its story is over.
        const auto gap = shelved.time > original->time ? shelved.time - original->time : original->time - shelved.time;
        if (gap <= settings.silence) placement.story = original->story;
        placement.why =
            original->fingerprint == shelved.fingerprint ? "copy: the same words" : "copy: the same sentences";
    } else if (earlier) {
        placement.story = earlier;
        placement.why = "a new version of an article of this story";
    } else {
        judged = story::judge(shelved, near, shelf, book, settings);
        choose(shelved, judged, placement);
    }
    if (!placement.story) {
        placement.story = story_id(article.id);
        placement.why += placement.why.empty() ? "begins a story: nothing near enough" : ", too late for its story";
    }
    relate(shelved, near, placement);
    // A word counts once a story, not once an article: else the story of the day would make its own words common.
    if (settings.learns) learn_new(*article.reading, placement.story);
    shelved.story = placement.story;
    shelved.original = placement.duplicate_of;
    put(std::move(shelved));
    review.placed(placement.story, judged);
    if (++placed % settings.review_every == 0) look_again();
    return placement;
}

void Desk::State::look_again() {
    for (const StoryChange& change : review.look(shelf, book, settings, by_editors)) changes.push_back(change);
}

void Desk::State::keep(const Candidate& article, ArticleId original) {
    rehearsing = rehearsing && early.size() < settings.rehearse_until;
    if (!rehearsing) return early.clear();
    const auto known = std::ranges::find(early, article.id, &Early::id);
    Early& kept = known == early.end() ? early.emplace_back() : *known;
    kept = {article.id, original, article.source, article.time, *article.reading};
    rehearsed = false;
}

// Places the first articles again, by a desk that has read all of them before; what is a copy of what stays.
void Desk::State::rehearse() {
    State again(settings);
    again.rehearsing = false;
    again.shelf.count_steps(shelf.steps());
    for (const Early& e : early)
        if (settings.learns && e.reading.words >= words_to_learn_from) again.learn(e.reading);
    for (const Early& e : early) again.place({e.id, e.source, e.time, {}, &e.reading}, {}, e.original);
    again.look_again();
    for (const Early& e : early) {
        const Shelved* before = shelf.find(e.id);
        const Shelved* now = again.shelf.find(e.id);
        if (before && now && before->story != now->story) changes.push_back({before->story, now->story, e.id});
    }
    shelf = std::move(again.shelf);
    book = std::move(again.book);
    rarity = std::move(again.rarity);
    bridge_rarity = std::move(again.bridge_rarity);
    review = std::move(again.review);
    placed = again.placed;
    rehearsed = true;
}

Desk::Desk(Settings settings) : state_(std::make_unique<State>(settings)) {}
Desk::~Desk() = default;
Desk::Desk(Desk&&) noexcept = default;
Desk& Desk::operator=(Desk&&) noexcept = default;

void Desk::learn(const Reading& reading) { state_->learn(reading); }

Placement Desk::place(const Candidate& article) {
    State& s = *state_;
    // A new version of an article we know: it is placed anew, but the story it began or joined is the one it stays in.
    StoryId earlier;
    if (const Shelved* known = std::as_const(s.shelf).find(article.id)) {
        earlier = known->story;
        s.forget(article.id);
    }
    const Placement placement = s.place(article, earlier, std::nullopt);
    s.keep(article, placement.duplicate_of);
    if (s.rehearsing && is_time_to_rehearse(s.early.size())) s.rehearse();
    return placement;
}

void Desk::remember(const Candidate& article, const Placement& placement) {
    State& s = *state_;
    s.forget(article.id);
    if (s.settings.learns) s.learn(*article.reading);
    Shelved shelved = s.shelve_new(article);
    shelved.story = placement.story ? placement.story : story_id(article.id);
    shelved.original = placement.duplicate_of;
    s.put(std::move(shelved));
    s.keep(article, placement.duplicate_of);
}

void Desk::forget(ArticleId article) {
    state_->forget(article);
    std::erase_if(state_->early, [&](const State::Early& e) { return e.id == article; });
}

void Desk::move(StoryId to, std::span<const ArticleId> articles) {
    State& s = *state_;
    for (const ArticleId id : articles) {
        Shelved* const article = s.shelf.find(id);
        if (!article || article->story == to) continue;
        s.book.take_out(*article, s.shelf);
        article->story = to;
        s.book.put(*article, s.shelf);
    }
    stop_rehearsing();
}

void Desk::keep_whole(StoryId story, bool whole) {
    if (whole)
        state_->by_editors.whole.insert(story);
    else
        state_->by_editors.whole.erase(story);
}

void Desk::keep_apart(StoryId first, StoryId second, bool apart) {
    const auto pair = Fixed::pair_of(first, second);
    if (apart)
        state_->by_editors.apart.insert(pair);
    else
        state_->by_editors.apart.erase(pair);
}

void Desk::stop_rehearsing() {
    state_->rehearsing = false;
    state_->early = {};
}

void Desk::settle() {
    if (state_->rehearsing && !state_->rehearsed)
        state_->rehearse();
    else
        state_->look_again();
}

std::vector<StoryChange> Desk::take_changes() { return std::exchange(state_->changes, {}); }

std::vector<Judged> Desk::judge(const Candidate& article) {
    State& s = *state_;
    const Shelved shelved = s.shelve_new(article);
    return story::judge(shelved, s.shelf.near(shelved.weights, candidates), s.shelf, s.book, s.settings);
}

std::vector<std::pair<ArticleId, float>> Desk::related(ArticleId article) {
    State& s = *state_;
    const Shelved* known = std::as_const(s.shelf).find(article);
    if (!known) return {};
    Placement placement;
    placement.story = known->story;
    s.relate(*known, s.shelf.near(known->weights, candidates), placement);
    return placement.related;
}

std::vector<std::uint32_t> Desk::shared_terms(ArticleId first, ArticleId second, std::size_t most) const {
    const Shelf& shelf = state_->shelf;
    const Shelved* a = shelf.find(first);
    const Shelved* b = shelf.find(second);
    if (!a || !b) return {};
    Vector both;
    for (const Weight& w : a->weights) {
        const auto at = std::ranges::lower_bound(b->weights, w.key(), {}, &Weight::key);
        if (at == b->weights.end() || at->key() != w.key()) continue;
        // A name says more to a reader than another word of the same weight, and what both titles have says most.
        const float name = (w.where() & term::is_name) != 0 ? 1.5F : 1.0F;
        const float titles = (w.where() & at->where() & term::in_title) != 0 ? 2.0F : 1.0F;
        both.push_back({w.tagged, w.value * at->value * name * titles});
    }
    std::vector<std::uint32_t> out;
    for (const Weight& w : heaviest(both, most)) out.push_back(w.key());
    return out;
}

Likeness compare(const Reading& first, const Reading& second, const Rule& rule) {
    const Rarity nothing_read;
    const Evidence e =
        evidence_of_two(shelve(first, nothing_read, nothing_read), shelve(second, nothing_read, nothing_read));
    const float probability = rule.pair(e);
    return {e.shared > 0 && probability >= joins, e.shared > 0 ? probability : 0, e};
}

std::size_t Desk::size() const { return state_->shelf.size(); }
std::uint64_t Desk::steps() const { return state_->shelf.steps(); }

}  // namespace octavo::story
