#include "web/front.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t page_of_articles = 60;
constexpr std::size_t fewest = 5;      // cards of a front page worth the name
constexpr std::size_t under_lead = 6;  // two rows of three
constexpr std::size_t from_elsewhere = 8;
constexpr std::int64_t enough_real = 10;

// The first (newest) article of each story stands for it.
std::vector<store::Card> one_a_story(std::vector<store::Card> cards, std::unordered_set<StoryId>& told) {
    std::erase_if(cards, [&](const store::Card& card) { return card.story && !told.insert(card.story).second; });
    return cards;
}

// Cards by weight -> the places of the front: the lead, headlines beside it that need no picture, then rows of three,
// which look best when all three have one. Gives how many are on top; rows are never left unfinished.
std::size_t arrange(std::vector<Standing>& cards) {
    if (cards.size() <= fewest) return cards.size();
    const std::size_t first = 1 + beside_lead(cards.front().group.card, cards.size());
    const auto under = cards.begin() + static_cast<std::ptrdiff_t>(first);
    const auto pictured = [](const Standing& s) { return !picture_address(s.group.card.image).empty(); };
    const auto last = cards.begin() + static_cast<std::ptrdiff_t>(std::min(cards.size(), first + under_lead));
    const auto plain = std::stable_partition(under, cards.end(), pictured);
    const std::size_t with = static_cast<std::size_t>(std::min(plain, last) - under) / 3 * 3;
    if (with > 0) return first + with;
    return first + static_cast<std::size_t>(last - under) / 3 * 3;
}

Result<Group> with_coverage(store::Reader& reader, store::Card card, std::vector<store::Card>& story) {
    Group group{std::move(card), {}};
    story.assign(1, group.card);
    if (group.card.story_size > 1 && group.card.story) {
        story = TRY(reader.list({.story = group.card.story, .limit = 60, .copies = true}));
        group.coverage = coverage_of(story);
    }
    return group;
}
Result<Group> with_coverage(store::Reader& reader, store::Card card) {
    std::vector<store::Card> story;
    return with_coverage(reader, std::move(card), story);
}

// Publishers by id: where they are at home, and what the operator thinks of them.
struct Publishers {
    std::unordered_map<SourceId, std::string> country;
    std::unordered_map<SourceId, double> weight;
};

Result<Publishers> publishers_of(store::Reader& reader, const story::Weights& weights) {
    Publishers known;
    if (weights.place == 0 && weights.publishers_by_domain.empty()) return known;
    for (auto& row : TRY(reader.sources())) {
        if (!row.source.country.empty()) known.country[row.source.id] = std::move(row.source.country);
        const auto set = weights.publishers_by_domain.find(row.source.domain);
        if (set != weights.publishers_by_domain.end()) known.weight[row.source.id] = set->second;
    }
    return known;
}

std::vector<story::Report> reports_of(const std::vector<store::Card>& cards, const Publishers& known) {
    std::vector<story::Report> out;
    for (const store::Card& card : cards) {
        story::Report report{.source = card.source,
                             .time = store::standing_of(card),
                             .kind = card.kind,
                             .copy = static_cast<bool>(card.duplicate_of),
                             .language = card.language};
        if (const auto c = known.country.find(card.source); c != known.country.end()) report.source_country = c->second;
        if (const auto w = known.weight.find(card.source); w != known.weight.end()) report.source_weight = w->second;
        out.push_back(report);
    }
    return out;
}

}  // namespace

std::optional<bool> sample_filter(const store::Stats& stats) {
    return stats.real_articles >= enough_real ? std::optional(false) : std::nullopt;
}

Result<std::vector<Standing>> stand(store::Reader& reader, const Edition& edition, std::vector<store::Card> cards,
                                    const story::Weights& weights) {
    std::vector<Standing> out;
    if (cards.empty()) return out;
    const Publishers known = TRY(publishers_of(reader, weights));
    const Instant newest = store::standing_of(std::ranges::max(cards, {}, &store::Card::position));
    std::vector<Standing> standings;
    std::vector<story::Rank> ranks;
    std::vector<story::Face> faces;
    for (store::Card& card : cards) {
        std::vector<store::Card> story;
        Standing standing{.group = TRY(with_coverage(reader, std::move(card), story))};
        const bool picture = !picture_address(standing.group.card.image).empty();
        standing.rank =
            story::rank(reports_of(story, known), picture, {edition.language, edition.country, newest}, weights);
        ranks.push_back(standing.rank);
        standings.push_back(std::move(standing));
    }
    for (const Standing& s : standings) faces.push_back({s.group.card.source, s.group.card.section});
    for (const story::Ranked& place : story::in_order(ranks, faces, weights)) {
        out.push_back(std::move(standings[place.at]));
        out.back().repeats = place.repeats;
        out.back().score = place.score;
    }
    return out;
}

Result<TodayView> make_front(store::Reader& reader, const Edition& edition, const store::Stats& stats,
                             const story::Weights& weights) {
    TodayView view;
    const auto sample = sample_filter(stats);
    view.articles = stats.real_articles > 0 ? stats.real_articles : stats.articles;

    auto own =
        TRY(reader.list({.language = std::string(edition.language), .limit = page_of_articles, .sample = sample}));
    auto world = TRY(reader.list({.limit = page_of_articles, .sample = sample}));
    std::erase_if(world, [&](const store::Card& card) { return card.language.starts_with(edition.language); });
    if (own.empty()) std::swap(own, world);
    if (own.size() == page_of_articles) view.older = own.back().position;

    std::unordered_set<StoryId> told;
    own = one_a_story(std::move(own), told);
    world = one_a_story(std::move(world), told);
    // An edition with little in its own language is filled up with the world's, each marked with its language.
    const std::size_t lent = own.size() >= fewest ? 0 : std::min(world.size(), fewest - own.size());
    const std::vector<store::Card> guests(world.begin(), world.begin() + static_cast<std::ptrdiff_t>(lent));
    world.erase(world.begin(), world.begin() + static_cast<std::ptrdiff_t>(lent));
    view.elsewhere.assign(world.begin(),
                          world.begin() + static_cast<std::ptrdiff_t>(std::min(world.size(), from_elsewhere)));
    if (own.empty()) return view;
    view.sample =
        std::ranges::any_of(own, &store::Card::sample) || std::ranges::any_of(view.elsewhere, &store::Card::sample);

    auto standings = TRY(stand(reader, edition, std::move(own), weights));
    const auto top = standings.begin() + static_cast<std::ptrdiff_t>(arrange(standings));
    std::sort(top, standings.end(),
              [](const Standing& a, const Standing& b) { return a.group.card.position > b.group.card.position; });
    const bool few = !guests.empty();
    for (auto s = standings.begin(); s != standings.end(); ++s)
        (few || s < top ? view.top : view.more).push_back(std::move(s->group));
    for (const store::Card& guest : guests) view.top.push_back(TRY(with_coverage(reader, guest)));
    return view;
}

}  // namespace octavo::web
