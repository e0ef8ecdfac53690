#include "web/front.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t page_of_articles = 60;
constexpr std::size_t on_top = 11;       // a lead, four beside it, two rows of three
constexpr std::size_t from_elsewhere = 8;
constexpr std::int64_t enough_real = 10;

double weight(const store::Card& card, Instant newest) {
    const double hours = static_cast<double>((newest - card.published).count()) / 3.6e6;
    const double picture = picture_address(card.image).empty() ? 0 : 0.35;
    const double penalty = card.kind == Kind::sponsored || card.kind == Kind::press_release ? 100 : 0;
    return std::log2(1.0 + card.story_size) + picture - std::max(0.0, hours) / 8 - penalty;
}

// The first (newest) article of each story stands for it.
std::vector<store::Card> one_a_story(std::vector<store::Card> cards, std::unordered_set<StoryId>& told) {
    std::erase_if(cards, [&](const store::Card& card) { return card.story && !told.insert(card.story).second; });
    return cards;
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

    auto own = TRY(reader.list({.language = std::string(edition.language), .limit = page_of_articles, .sample = sample}));
    auto world = TRY(reader.list({.limit = page_of_articles, .sample = sample}));
    std::erase_if(world, [&](const store::Card& card) { return card.language.starts_with(edition.language); });
    if (own.empty()) std::swap(own, world);
    if (own.size() == page_of_articles) view.older = own.back().position;

    std::unordered_set<StoryId> told;
    own = one_a_story(std::move(own), told);
    world = one_a_story(std::move(world), told);
    view.elsewhere.assign(world.begin(), world.begin() + static_cast<std::ptrdiff_t>(std::min(world.size(), from_elsewhere)));
    if (own.empty()) return view;
    view.sample = std::ranges::any_of(own, &store::Card::sample) || std::ranges::any_of(view.elsewhere, &store::Card::sample);

    const Instant newest = std::ranges::max(own, {}, &store::Card::published).published;
    std::vector<std::size_t> order(own.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const std::size_t top = std::min(on_top, own.size());
    std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t i) { return weight(own[i], newest); });
    std::sort(order.begin() + static_cast<std::ptrdiff_t>(top), order.end());  // the rest: newest first, as listed
    // Under the first five, a row is three wide: leave no row unfinished but the last page's.
    std::size_t shown_on_top = top;
    if (top > 5) shown_on_top = 5 + (top - 5) / 3 * 3;
    std::sort(order.begin() + static_cast<std::ptrdiff_t>(shown_on_top), order.end());
    for (std::size_t i = 0; i < order.size(); ++i)
        (i < shown_on_top ? view.top : view.more).push_back(TRY(with_coverage(reader, std::move(own[order[i]]))));
    return view;
}

}  // namespace octavo::web
