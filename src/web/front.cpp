#include "web/front.hpp"

#include "web/sections.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t page_of_articles = 60;
constexpr std::size_t fewest = 5;      // cards of a front page worth the name
constexpr std::size_t under_lead = 6;  // two rows of three
constexpr std::size_t from_elsewhere = 8;
constexpr std::size_t in_strip = 3;  // a row of three
constexpr std::size_t in_section = 4, fewest_in_section = 3;
constexpr std::size_t looked_at_a_section = 16;  // of its newest articles
constexpr std::int64_t enough_real = 10;

// The first (newest) article of each story stands for it.
std::vector<store::Card> one_a_story(std::vector<store::Card> cards, std::unordered_set<StoryId>& told) {
    std::erase_if(cards, [&](const store::Card& card) { return card.story && !told.insert(card.story).second; });
    return cards;
}

// Cards by weight -> the places of the front: the lead, headlines beside it that need no picture, then rows of three,
// which look best when all three have one. Gives how many are on top; rows are never left unfinished.
std::size_t arrange(std::vector<Standing>& cards, const PictureLook* pictures) {
    if (cards.size() <= fewest) return cards.size();
    const PictureLook nothing;
    const auto pictured = [&look = pictures ? *pictures : nothing](const Standing& s) {
        return plate_of(look, s.group.card.image).any;
    };
    const std::size_t first = 1 + beside_lead(pictured(cards.front()), cards.size());
    const auto under = cards.begin() + static_cast<std::ptrdiff_t>(first);
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

// By what stories are weighed, read once a page: the weights, and of publishers where they are at home and what the
// operator thinks of them.
struct Judges {
    const story::Weights& weights;
    std::unordered_map<SourceId, std::string> country = {};
    std::unordered_map<SourceId, double> weight = {};
};

Result<Judges> judges_of(store::Reader& reader, const story::Weights& weights) {
    Judges known{weights};
    if (weights.place == 0 && weights.publishers_by_domain.empty()) return known;
    for (auto& row : TRY(reader.sources())) {
        if (!row.source.country.empty()) known.country[row.source.id] = std::move(row.source.country);
        const auto set = weights.publishers_by_domain.find(row.source.domain);
        if (set != weights.publishers_by_domain.end()) known.weight[row.source.id] = set->second;
    }
    return known;
}

std::vector<story::Report> reports_of(const std::vector<store::Card>& cards, const Judges& known) {
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

// What stands on the page already: a story once, whoever tells it.
class Shown {
  public:
    void add(const store::Card& card) {
        articles_.insert(card.id);
        if (card.story) stories_.insert(card.story);
    }
    bool has(const store::Card& card) const {
        return articles_.contains(card.id) || (card.story && stories_.contains(card.story));
    }

  private:
    std::unordered_set<ArticleId> articles_;
    std::unordered_set<StoryId> stories_;
};

Result<std::vector<Standing>> stand(store::Reader& reader, const Edition& edition, std::vector<store::Card> cards,
                                    const Judges& judges) {
    std::vector<Standing> out;
    if (cards.empty()) return out;
    const Instant newest = store::standing_of(std::ranges::max(cards, {}, &store::Card::position));
    std::vector<Standing> standings;
    std::vector<story::Rank> ranks;
    std::vector<story::Face> faces;
    for (store::Card& card : cards) {
        std::vector<store::Card> story;
        Standing standing{.group = TRY(with_coverage(reader, std::move(card), story))};
        // By its address alone: what a story weighs does not wait for a picture to come.
        const bool picture = !standing.group.card.image.empty();
        standing.rank = story::rank(reports_of(story, judges), picture, {edition.language, edition.country, newest},
                                    judges.weights);
        ranks.push_back(standing.rank);
        standings.push_back(std::move(standing));
    }
    for (const Standing& s : standings) faces.push_back({s.group.card.source, s.group.card.section});
    for (const story::Ranked& place : story::in_order(ranks, faces, judges.weights)) {
        out.push_back(std::move(standings[place.at]));
        out.back().repeats = place.repeats;
        out.back().score = place.score;
    }
    return out;
}

// Cards by weight -> what stands on top, the heaviest first, and the rest, the newest first.
Result<std::pair<std::vector<Group>, std::vector<Group>>> lay_out(store::Reader& reader, const Edition& edition,
                                                                  std::vector<store::Card> cards, const Judges& judges,
                                                                  const PictureLook* pictures) {
    auto standings = TRY(stand(reader, edition, std::move(cards), judges));
    const auto top = standings.begin() + static_cast<std::ptrdiff_t>(arrange(standings, pictures));
    std::sort(top, standings.end(),
              [](const Standing& a, const Standing& b) { return a.group.card.position > b.group.card.position; });
    std::pair<std::vector<Group>, std::vector<Group>> laid;
    for (auto s = standings.begin(); s != standings.end(); ++s)
        (s < top ? laid.first : laid.second).push_back(std::move(s->group));
    return laid;
}

// The newest stories about the edition's country that stand nowhere above; none, or a full row.
Result<std::vector<Group>> local_strip(store::Reader& reader, const Edition& edition, std::optional<bool> sample,
                                       Shown& shown) {
    std::vector<Group> strip;
    const auto cards = TRY(reader.list({.language = std::string(edition.language),
                                        .limit = looked_at_a_section,
                                        .sample = sample,
                                        .place = std::string(edition.country)}));
    Shown here = shown;
    for (const store::Card& card : cards) {
        if (strip.size() == in_strip) break;
        if (here.has(card)) continue;
        here.add(card);
        strip.push_back(TRY(with_coverage(reader, card)));
    }
    if (strip.size() < in_strip) return std::vector<Group>();
    shown = std::move(here);
    return strip;
}

// A few stories of each section, the weightiest first; sections with too few are left out.
Result<std::vector<SectionView>> section_desks(store::Reader& reader, const Edition& edition,
                                               std::optional<bool> sample, const Judges& judges, Shown& shown) {
    std::vector<store::Card> candidates;
    for (const Category category : sections_of_a_paper)
        for (store::Card& card : TRY(reader.list({.language = std::string(edition.language),
                                                  .limit = looked_at_a_section,
                                                  .sample = sample,
                                                  .category = category})))
            if (!shown.has(card)) candidates.push_back(std::move(card));
    std::vector<SectionView> sections;
    for (const Category category : sections_of_a_paper) sections.push_back({category, {}});
    Shown here = shown;
    for (Standing& standing : TRY(stand(reader, edition, std::move(candidates), judges))) {
        const store::Card& card = standing.group.card;
        const auto section = std::ranges::find(sections, card.category, &SectionView::category);
        if (section == sections.end() || section->groups.size() == in_section || here.has(card)) continue;
        here.add(card);
        section->groups.push_back(std::move(standing.group));
    }
    std::erase_if(sections, [](const SectionView& section) { return section.groups.size() < fewest_in_section; });
    for (const SectionView& section : sections)
        for (const Group& group : section.groups) shown.add(group.card);
    return sections;
}

}  // namespace

std::optional<bool> sample_filter(const store::Stats& stats) {
    return stats.real_articles >= enough_real ? std::optional(false) : std::nullopt;
}

Result<std::vector<Standing>> stand(store::Reader& reader, const Edition& edition, std::vector<store::Card> cards,
                                    const story::Weights& weights) {
    if (cards.empty()) return std::vector<Standing>();
    return stand(reader, edition, std::move(cards), TRY(judges_of(reader, weights)));
}

Result<DeskView> make_desk(store::Reader& reader, const Edition& edition, store::ListQuery query,
                           const story::Weights& weights, const PictureLook* pictures) {
    DeskView view;
    view.further = query.before != store::newest;
    query.limit = page_of_articles;
    auto cards = TRY(reader.list(query));
    if (view.further && cards.empty()) return fail(Fault::not_found, "nothing is older than that");
    if (cards.size() == page_of_articles) view.older = cards.back().position;
    view.sample = std::ranges::any_of(cards, &store::Card::sample);
    std::unordered_set<StoryId> told;
    cards = one_a_story(std::move(cards), told);
    if (view.further) {
        for (store::Card& card : cards) view.more.push_back(TRY(with_coverage(reader, std::move(card))));
    } else if (!cards.empty()) {
        const Judges judges = TRY(judges_of(reader, weights));
        std::tie(view.top, view.more) = TRY(lay_out(reader, edition, std::move(cards), judges, pictures));
    }
    return view;
}

Result<DeskView> make_day(store::Reader& reader, const Edition& edition, const DayQuery& query,
                          const story::Weights& weights, const PictureLook* pictures) {
    DeskView view;
    view.further = query.before != store::newest;
    const store::DaysQuery day{
        .from = query.from, .before = query.to, .language = std::string(edition.language), .sample = query.sample};
    // A further page asks for the top, too: what stands there is not told again.
    Shown shown;
    std::unordered_set<StoryId> told;
    auto widest = one_a_story(TRY(reader.widest_in(day, page_of_articles)), told);
    if (widest.empty()) return fail(Fault::not_found, "nothing was published that day");
    const Judges judges = TRY(judges_of(reader, weights));
    auto [top, more] = TRY(lay_out(reader, edition, std::move(widest), judges, pictures));
    for (const Group& group : top) shown.add(group.card);
    if (!view.further) view.top = std::move(top);
    const store::Position first = store::first_position_at(query.from);
    const store::Position day_end = store::first_position_at(query.to);
    const store::Position end = std::min(query.before, day_end);
    auto cards = TRY(reader.list(
        {.language = std::string(edition.language), .before = end, .limit = page_of_articles, .sample = query.sample}));
    const bool full = cards.size() == page_of_articles;
    std::erase_if(cards, [&](const store::Card& card) { return card.position < first; });
    if (full && cards.size() == page_of_articles) view.older = cards.back().position;
    if (view.further && cards.empty()) return fail(Fault::not_found, "nothing of that day is older than that");
    view.sample = std::ranges::any_of(cards, &store::Card::sample);
    for (store::Card& card : cards) {
        if (shown.has(card)) continue;
        shown.add(card);
        std::vector<store::Card> story;
        Group group = TRY(with_coverage(reader, std::move(card), story));
        // A page before this one had its newest report of the day.
        const bool before = std::ranges::any_of(story, [&](const store::Card& other) {
            return !other.duplicate_of && other.position >= query.before && other.position < day_end &&
                   other.language.starts_with(edition.language);
        });
        if (!before) view.more.push_back(std::move(group));
    }
    return view;
}

Result<TodayView> make_front(store::Reader& reader, const Edition& edition, const store::Stats& stats,
                             const story::Weights& weights, const PictureLook* pictures) {
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

    const Judges judges = TRY(judges_of(reader, weights));
    auto [top, more] = TRY(lay_out(reader, edition, std::move(own), judges, pictures));
    view.top = std::move(top);
    const bool few = !guests.empty();
    if (few) {
        std::ranges::move(more, std::back_inserter(view.top));
    } else {
        Shown shown;
        for (const Group& group : view.top) shown.add(group.card);
        view.local = TRY(local_strip(reader, edition, sample, shown));
        view.sections = TRY(section_desks(reader, edition, sample, judges, shown));
        for (Group& group : more)
            if (!shown.has(group.card)) view.more.push_back(std::move(group));
    }
    for (const store::Card& guest : guests) view.top.push_back(TRY(with_coverage(reader, guest)));
    return view;
}

}  // namespace octavo::web
