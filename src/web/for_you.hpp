// A reader's own order of the news, over the archive: what there is to choose from, and why each stands where it does.
// The order itself is the readers room's (readers/for_you.hpp). Checked by tests/web/for_you_test.cpp.
#pragma once

#include "readers/for_you.hpp"
#include "readers/tastes.hpp"
#include "web/my_news.hpp"
#include "web/rules_found.hpp"

namespace octavo::web {

// A listing its reader said something of.
struct LikedListing {
    Listing listing;
    bool followed = false;
    std::optional<bool> more;
};
// What is followed and what more or less was asked of, each listing once, as this edition calls it.
Result<std::vector<LikedListing>> liked_listings(store::Reader& reader, const Setting& s,
                                                 std::span<const store::Follow> follows,
                                                 std::span<const store::Taste> tastes);

struct ForYouWish {
    const readers::Muted& muted;
    RulesFound& rules;
    const readers::Sliders& sliders;
    std::string language;  // of what stands beyond what is followed
    std::optional<bool> sample = {};
    std::size_t limit = 40;
    // What was read does not stand there: first all that could are asked about at once, then each, in each listing
    // ("": wherever).
    std::function<Result<>(std::span<const store::Card> cards)> ask_read = {};
    std::function<bool(const store::Card& card, std::string_view place)> is_read = {};
};
struct ForYouItem {
    store::Card card;
    readers::Place place;
};
struct ForYouListing {
    std::vector<ForYouItem> items;  // in order; `place.reasons` name the likings by their number
    std::size_t asked = 0;          // of the archive, in cards: for tests
};
Result<ForYouListing> for_you(Hands& hands, std::span<const LikedListing> liked, const ForYouWish& wish,
                              Searches& searches);

struct ForYouView {
    std::string token;
    bool on = true;
    std::vector<LikedListing> liked = {};
    ForYouListing listing = {};
    readers::Sliders sliders = {};
    std::optional<readers::Refusal> refused = {};
};
std::string for_you_page(const Setting& s, const ForYouView& view);

// What an article is about, to ask more or less of.
struct TuneView {
    std::string token;
    store::Card card;
    std::vector<LikedListing> about = {};
    std::optional<readers::Refusal> refused = {};
};
std::string tune_page(const Setting& s, const TuneView& view);
// The places of listings that an article stands in, as listing_at() reads them: its story, who it is about, hashtags,
// places, authors, section, source.
std::vector<std::string> listings_about(const store::FullArticle& article);

struct RulesView {
    std::string token;
    std::vector<store::Rule> rules = {};
    std::string query = {};  // as typed
    store::Rule::Deed deed = store::Rule::Deed::leave_out;
    bool for_all = false;
    std::optional<RuleTrial> trial = {};
    bool list_is_full = false;  // rules can save nothing
    std::optional<store::Rule> dropped = {};
    std::optional<readers::Refusal> refused = {};
};
std::string rules_page(const Setting& s, const RulesView& view);

}  // namespace octavo::web
