#include "web/rules_found.hpp"

#include "readers/tastes.hpp"
#include "store/rows.hpp"
#include "text/tag_key.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t at_once = RuleTrial::saved, most_reads = 20;  // of one rule and page
// Of what follows the page's first card so much time at first, then twice as much each time: a page of today's news
// need not know all that was said of a word.
constexpr store::Position first_stretch = store::Position{6 * 3600} << store::arrival_bits;

}  // namespace

RulesFound::RulesFound(Hands& hands, std::span<const store::Rule> rules, std::span<const std::string> mutes)
    : hands_(hands) {
    for (const store::Rule& rule : rules) rules_.push_back({.rule = rule});
    for (const std::string& mute : mutes)
        if (mute.starts_with('#'))
            if (const std::string key = text::tag_key(mute.substr(1)); !key.empty()) muted_.insert(tag_id(key));
}

bool RulesFound::finds(Found& found, const store::Card& card) {
    while (card.position < found.reached && found.reads < most_reads) {
        const store::Position stretch = first_stretch << found.reads, from = card.position - stretch;
        ++found.reads;
        ++asked_;
        const auto more = hands_.matches(*hands_.reader, found.rule.query, from, found.reached, at_once);
        if (!more) return false;
        found.positions.insert(more->positions.begin(), more->positions.end());
        found.reached = more->more ? more->reached : search::oldest;
    }
    return found.positions.contains(card.position);
}

bool RulesFound::has_muted_tag(const store::Card& card) {
    if (muted_.empty()) return false;
    ++asked_;
    const auto tags = hands_.reader->tags_at(card.position);
    return tags && std::ranges::any_of(*tags, [&](TagId tag) { return muted_.contains(tag); });
}

bool RulesFound::any(const store::Card& card, store::Rule::Deed deed) {
    if (deed == store::Rule::Deed::leave_out && has_muted_tag(card)) return true;
    return std::ranges::any_of(rules_, [&](Found& found) {
        return found.rule.deed == deed && card.first_seen >= found.rule.since && finds(found, card);
    });
}

Result<RuleTrial> try_rule(Hands& hands, const std::string& query, store::Rule::Deed deed, bool for_all) {
    RuleTrial out{.of_all = for_all};
    const bool saves = for_all && deed == store::Rule::Deed::save;
    const std::size_t most = saves ? RuleTrial::saved : RuleTrial::newest;
    auto found = TRY(hands.matches(*hands.reader, query, search::oldest, store::newest, most));
    out.found = found.positions.size();
    out.more = for_all && !saves && out.found == most;
    const auto newest = for_all ? std::vector<store::Card>() : TRY(hands.reader->list({.limit = RuleTrial::newest}));
    if (!newest.empty())
        out.found = static_cast<std::size_t>(
            std::ranges::count_if(found.positions, [&](auto at) { return at >= newest.back().position; }));
    found.positions.resize(std::min(found.positions.size(), RuleTrial::shown));
    out.cards = TRY(hands.reader->cards_at(found.positions));
    std::ranges::sort(out.cards, std::greater(), &store::Card::position);
    return out;
}

Result<FoundSince> found_since(Hands& hands, const store::Rule& rule) {
    const auto found = TRY(hands.matches(*hands.reader, rule.query, search::oldest, store::newest, at_once));
    auto cards = TRY(hands.reader->cards_at(found.positions));
    std::erase_if(cards, [&](const store::Card& card) { return card.first_seen <= rule.done; });
    std::ranges::sort(cards, {}, &store::Card::first_seen);
    FoundSince out;
    for (const store::Card& card : cards) {
        // What was seen in the same moment stays together: the next look begins behind it.
        if (out.ids.size() >= readers::most_saved_at_once && card.first_seen != out.upto) break;
        out.ids.push_back(card.id);
        out.upto = card.first_seen;
    }
    return out;
}

}  // namespace octavo::web
