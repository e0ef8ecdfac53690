// What a reader's rules say of articles that are about to be shown. A rule is a search, so nothing is decided when an
// article arrives: of each rule what its search finds is read as far down as the page goes, some hundred at a time.
#pragma once

#include <unordered_set>

#include "store/tastes.hpp"
#include "web/site.hpp"

namespace octavo::web {

class RulesFound {
  public:
    // The rules, and muted hashtags ("#TidalPower"), for which each card is asked for its own: there may be hundreds.
    // `hands` outlives it; one thread.
    RulesFound(Hands& hands, std::span<const store::Rule> rules, std::span<const std::string> mutes);

    // Whether a rule that does this found the card. What the archive cannot say is no.
    bool any(const store::Card& card, store::Rule::Deed deed);
    std::size_t asked() const { return asked_; }  // of the archive: for tests

  private:
    struct Found {
        store::Rule rule;
        std::unordered_set<store::Position> positions = {};
        store::Position reached = store::newest;  // there and above all is known
        std::size_t reads = 0;
    };
    bool finds(Found& found, const store::Card& card);
    bool has_muted_tag(const store::Card& card);

    Hands& hands_;
    std::vector<Found> rules_;
    std::unordered_set<TagId> muted_;
    std::size_t asked_ = 0;
};

// What a rule would find: the newest of it, and how many there are of the newest articles; or, where it is to hold for
// what is there already, of all that it would do something with: of those that it saves, the newest `saved`.
struct RuleTrial {
    static constexpr std::size_t newest = 1000, saved = 500, shown = 10;
    std::size_t found = 0;
    bool more = false, of_all = false;  // more: than were counted
    std::vector<store::Card> cards = {};
};
Result<RuleTrial> try_rule(Hands& hands, const std::string& query, store::Rule::Deed deed, bool for_all);

// Of the newest that a rule finds, what was first seen after its last look: a hundred of them at most, those seen
// first; the next look goes on from there.
struct FoundSince {
    std::vector<ArticleId> ids;
    Instant upto{};  // when the last of them was first seen
};
Result<FoundSince> found_since(Hands& hands, const store::Rule& rule);

}  // namespace octavo::web
