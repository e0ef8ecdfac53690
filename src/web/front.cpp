#include "web/front.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t page_of_articles = 60;
constexpr std::size_t fewest = 5;      // cards of a front page worth the name
constexpr std::size_t under_lead = 6;  // two rows of three
constexpr std::size_t from_elsewhere = 8;
constexpr std::int64_t enough_real = 10;

double weight(const store::Card& card, Instant newest) {
    const double hours = static_cast<double>((newest - store::standing_of(card)).count()) / 3.6e6;
    const double picture = picture_address(card.image).empty() ? 0 : 0.35;
    const double penalty = card.kind == Kind::sponsored || card.kind == Kind::press_release ? 100 : 0;
    return std::log2(1.0 + card.story_size) + picture - std::max(0.0, hours) / 8 - penalty;
}

// The first (newest) article of each story stands for it.
std::vector<store::Card> one_a_story(std::vector<store::Card> cards, std::unordered_set<StoryId>& told) {
    std::erase_if(cards, [&](const store::Card& card) { return card.story && !told.insert(card.story).second; });
    return cards;
}

// Cards by weight -> the places of the front: the lead, headlines beside it that need no picture, then rows of three,
// which look best when all three have one. Gives how many are on top; rows are never left unfinished.
std::size_t arrange(std::vector<store::Card>& cards) {
    if (cards.size() <= fewest) return cards.size();
    const std::size_t first = 1 + beside_lead(cards.front(), cards.size());
    const auto under = cards.begin() + static_cast<std::ptrdiff_t>(first);
    const auto pictured = [](const store::Card& card) { return !picture_address(card.image).empty(); };
    const auto last = cards.begin() + static_cast<std::ptrdiff_t>(std::min(cards.size(), first + under_lead));
    const auto plain = std::stable_partition(under, cards.end(), pictured);
    const std::size_t with = static_cast<std::size_t>(std::min(plain, last) - under) / 3 * 3;
    if (with > 0) return first + with;
    return first + static_cast<std::size_t>(last - under) / 3 * 3;
}

Result<Group> with_coverage(store::Reader& reader, store::Card card) {
    Group group{std::move(card), {}};
    if (group.card.story_size > 1 && group.card.story) {
        const auto story = TRY(reader.list({.story = group.card.story, .limit = 60, .copies = true}));
        group.coverage = coverage_of(story);
    }
    return group;
}

}  // namespace

std::optional<bool> sample_filter(const store::Stats& stats) {
    return stats.real_articles >= enough_real ? std::optional(false) : std::nullopt;
}

Result<TodayView> make_front(store::Reader& reader, const Edition& edition, const store::Stats& stats) {
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

    const Instant newest = store::standing_of(std::ranges::max(own, {}, &store::Card::position));
    std::ranges::stable_sort(own, std::greater<>(), [&](const store::Card& card) { return weight(card, newest); });
    const auto top = own.begin() + static_cast<std::ptrdiff_t>(arrange(own));
    std::sort(top, own.end(), [](const store::Card& a, const store::Card& b) { return a.position > b.position; });
    const bool few = !guests.empty();
    for (auto card = own.begin(); card != own.end(); ++card)
        (few || card < top ? view.top : view.more).push_back(TRY(with_coverage(reader, *card)));
    for (const store::Card& guest : guests) view.top.push_back(TRY(with_coverage(reader, guest)));
    return view;
}

}  // namespace octavo::web
