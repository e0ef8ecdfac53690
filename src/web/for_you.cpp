#include "web/for_you.hpp"

#include <numeric>

#include "base/url.hpp"
#include "web/sections.hpp"

namespace octavo::web {
namespace {

using readers::LikingKind;

constexpr std::size_t of_each = 12, of_each_of_many = 4, against_each = 64, of_a_search = 40, of_the_front = 60;
constexpr std::size_t most_cards = 4800;  // of what is followed
constexpr std::size_t at_least = 60;      // of them, however old
constexpr Duration lately = std::chrono::hours(72);
constexpr std::size_t most_people = 5, most_tags = 6, most_places = 3, most_authors = 3;

std::string_view primary(std::string_view language) { return language.substr(0, language.find('-')); }

// Those of the last days, and some in any case: what is followed may be quiet.
void keep_recent(std::vector<store::Card>& cards) {
    std::ranges::sort(cards, std::greater(), &store::Card::position);
    if (cards.size() <= at_least) return;
    const Instant newest = store::standing_of(cards.front());
    const auto old = std::find_if(cards.begin() + at_least, cards.end(),
                                  [&](const store::Card& card) { return newest - store::standing_of(card) > lately; });
    cards.erase(old, cards.end());
}

// What a card says of itself: such a listing need not be read to know whether the card stands in it.
bool says_itself(LikingKind kind) {
    return kind == LikingKind::source || kind == LikingKind::section || kind == LikingKind::story;
}

// All that could stand there, a card and a story once, and which cards were read in which listing.
class Pool {
  public:
    Pool(Hands& hands, const ForYouWish& wish, Searches& searches) : hands_(hands), wish_(wish), searches_(searches) {}

    Result<> fill(std::span<const LikedListing> liked, std::span<const readers::Liking> likings) {
        const std::size_t each =
            std::clamp(most_cards / std::max<std::size_t>(liked.size(), 1), of_each_of_many, of_each);
        for (std::size_t i = 0; i < liked.size(); ++i) {
            const bool less = likings[i].weight < 0;
            if (less && says_itself(likings[i].kind)) continue;
            auto some = TRY(newest(liked[i].listing, less ? against_each : each));
            for (const store::Card& card : some) members_[i].insert(card.id);
            if (!less) add(std::move(some));
        }
        if (wish_.sliders.beyond > 0) {
            auto front =
                TRY(hands_.reader->list({.language = wish_.language, .limit = of_the_front, .sample = wish_.sample}));
            asked += front.size();
            std::erase_if(front, [](const store::Card& card) { return card.story_size < 2; });
            add(std::move(front));
        }
        keep_recent(cards);
        std::erase_if(cards, [&](const store::Card& card) {
            return wish_.muted.hides(card.title, card.source_domain) ||
                   wish_.rules.any(card, store::Rule::Deed::leave_out);
        });
        return {};
    }
    // By what the card says itself, or by having been read there.
    bool stands_in(const store::Card& card, const Listing& listing, LikingKind kind, std::size_t liking) const {
        if (kind == LikingKind::source) return listing.query.source && card.source == *listing.query.source;
        if (kind == LikingKind::story) return listing.query.story && card.story == *listing.query.story;
        if (kind == LikingKind::section)
            return listing.query.category && card.category == *listing.query.category &&
                   primary(card.language) == listing.query.language;
        const auto members = members_.find(liking);
        return members != members_.end() && members->second.contains(card.id);
    }

    std::vector<store::Card> cards;
    std::size_t asked = 0;

  private:
    Result<std::vector<store::Card>> newest(const Listing& listing, std::size_t most) {
        std::vector<store::Card> out;
        if (listing.gone) return out;
        if (listing.words.empty()) {
            store::ListQuery query = listing.query;
            query.limit = most;
            query.sample = wish_.sample;
            out = TRY(hands_.reader->list(query));
        } else {
            const auto found = TRY(searches_.find(hands_, listing.words, of_a_search));
            out.assign(found->begin(), found->end());
            if (wish_.sample) std::erase_if(out, [&](const store::Card& card) { return card.sample != *wish_.sample; });
        }
        asked += out.size();
        return out;
    }
    void add(std::vector<store::Card> some) {
        for (store::Card& card : some)
            if (known_.insert(card.id).second) cards.push_back(std::move(card));
    }

    Hands& hands_;
    const ForYouWish& wish_;
    Searches& searches_;
    std::unordered_set<ArticleId> known_;
    std::unordered_map<std::size_t, std::unordered_set<ArticleId>> members_;  // of a liking, as far as it was read
};

// A card, and what speaks for it.
struct Report {
    store::Card card = {};
    std::vector<std::size_t> likings = {};
    int wanted = 0;
    bool read = false;
};

// Of each story the newest report that is wanted; where none is, the newest. Whoever has read one of them is not shown
// another as news. `reports`: the newest first.
void one_a_story(std::vector<Report>& reports) {
    std::unordered_set<StoryId> known;
    for (const Report& one : reports)
        if (one.read && one.card.story) known.insert(one.card.story);
    std::unordered_map<StoryId, std::size_t> chosen;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        if (!reports[i].card.story) continue;
        const auto [at, first] = chosen.emplace(reports[i].card.story, i);
        if (!first && reports[at->second].wanted <= 0 && reports[i].wanted > 0) at->second = i;
    }
    std::vector<Report> out;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        const StoryId story = reports[i].card.story;
        if (reports[i].read || known.contains(story) || (story && chosen.at(story) != i)) continue;
        out.push_back(std::move(reports[i]));
    }
    reports = std::move(out);
}

int weight_of(const LikedListing& one) {
    if (one.more == false) return -2;
    return (one.followed ? 1 : 0) + (one.more == true ? 1 : 0);
}

}  // namespace

Result<std::vector<LikedListing>> liked_listings(store::Reader& reader, const Setting& s,
                                                 std::span<const store::Follow> follows,
                                                 std::span<const store::Taste> tastes) {
    std::vector<store::Follow> all(follows.begin(), follows.end());
    for (const store::Taste& one : tastes)
        if (std::ranges::find(all, one.place, &store::Follow::place) == all.end())
            all.push_back({.place = one.place, .language = one.language, .title = one.title, .made = one.made});
    std::vector<LikedListing> out;
    for (Listing& listing : TRY(listings_of(reader, s, all))) {
        LikedListing one{.listing = std::move(listing)};
        one.followed = std::ranges::find(follows, one.listing.place, &store::Follow::place) != follows.end();
        const auto taste = std::ranges::find(tastes, one.listing.place, &store::Taste::place);
        if (taste != tastes.end()) one.more = taste->more;
        out.push_back(std::move(one));
    }
    return out;
}

Result<ForYouListing> for_you(Hands& hands, std::span<const LikedListing> liked, const ForYouWish& wish,
                              Searches& searches) {
    std::vector<readers::Liking> likings;
    for (const LikedListing& one : liked)
        likings.push_back({.kind = readers::kind_of_listing(one.listing.place), .weight = weight_of(one)});
    Pool pool(hands, wish, searches);
    TRY(pool.fill(liked, likings));
    if (wish.ask_read) TRY(wish.ask_read(pool.cards));
    std::vector<Report> reports;
    for (store::Card& card : pool.cards) {
        Report one;
        for (std::size_t i = 0; i < liked.size(); ++i)
            if (pool.stands_in(card, liked[i].listing, likings[i].kind, i)) one.likings.push_back(i);
        one.wanted = std::accumulate(one.likings.begin(), one.likings.end(), 0,
                                     [&](int sum, std::size_t i) { return sum + likings[i].weight; });
        one.read = wish.is_read && (wish.is_read(card, "") || std::ranges::any_of(one.likings, [&](std::size_t i) {
                                        return wish.is_read(card, liked[i].listing.place);
                                    }));
        one.card = std::move(card);
        reports.push_back(std::move(one));
    }
    one_a_story(reports);
    std::vector<readers::Candidate> candidates;
    for (const Report& one : reports)
        candidates.push_back({.time = store::standing_of(one.card),
                              .publishers = std::max<std::uint32_t>(one.card.story_size, 1),
                              .source = one.card.source,
                              .likings = one.likings});
    ForYouListing out{.asked = pool.asked};
    for (readers::Place& place : readers::in_order(candidates, likings, wish.sliders, wish.limit))
        out.items.push_back({.card = std::move(reports[place.at].card), .place = std::move(place)});
    return out;
}

std::vector<std::string> listings_about(const store::FullArticle& article) {
    const store::Card& card = article.card;
    std::vector<std::string> out;
    if (card.story && card.story_size > 1) out.push_back("s/" + card.story.text());
    std::size_t people = 0;
    for (const AboutName& one : article.reading.names)
        if (one.kind == NameKind::person && people++ < most_people)
            out.push_back(fmt::format("search?q={}", percent_encode(fmt::format("\"{}\"", one.name))));
    for (std::size_t i = 0; i < std::min(article.tags.size(), most_tags); ++i)
        out.push_back("t/" + article.tags[i].id.text());
    for (std::size_t i = 0; i < std::min(article.places.size(), most_places); ++i)
        if (const auto* place = find_locality(article.places[i]))
            out.push_back(fmt::format("{}@{}", locality_place(*place), primary(card.language)));
    for (std::size_t i = 0; i < std::min(article.authors.size(), most_authors); ++i)
        out.push_back(author_place(card.source_domain, article.authors[i]));
    if (card.category != Category::general)
        out.push_back(fmt::format("{}@{}", category_place(card.category), primary(card.language)));
    out.push_back(source_place(card.source_domain));
    return out;
}

}  // namespace octavo::web
