// A reader's own news: which listings can be followed, and the newest of all that somebody follows, each with its
// reason.
#pragma once

#include "readers/shelf.hpp"
#include "web/page.hpp"
#include "web/site.hpp"

namespace octavo::web {

// A listing that can be followed: a source, a section, a hashtag, a place, an author, a story, a search.
struct Listing {
    std::string place;  // as it is kept: what may change (the readable part) is left out
    std::string link;   // as it is linked
    std::string title;
    store::ListQuery query = {};
    std::string words = {};  // of a search
    bool gone = false;       // its source or its story is not there any more
};
// `place`: inside an edition, as a page links it or as it is kept. Absent: no such listing, or nothing there any more.
Result<std::optional<Listing>> listing_at(store::Reader& reader, const Setting& s, std::string_view place,
                                          std::string_view language);

struct MyItem {
    store::Card card;
    std::size_t follow = 0;  // which of the listings it is there for
};
struct MyListing {
    std::vector<MyItem> items;             // the newest first; a story once
    std::optional<store::Position> older;  // where the next page begins
    std::size_t asked = 0;                 // of the archive, in cards: for tests
};
// What is followed, as this edition calls it, by name; of what is gone the title that was kept, and a query for
// nothing.
Result<std::vector<Listing>> listings_of(store::Reader& reader, const Setting& s,
                                         std::span<const store::Follow> follows);
// What searches that are followed have found lately, for all who follow the same; each costs some milliseconds, and
// one account may follow twenty. Thread-safe.
class Searches {
  public:
    static constexpr Duration kept = std::chrono::minutes(2);
    static constexpr std::size_t most_known = 1000;
    explicit Searches(const Clock& clock) : clock_(clock) {}
    // The newest, as many as `most`.
    Result<std::shared_ptr<const std::vector<store::Card>>> find(Hands& hands, const std::string& words,
                                                                 std::size_t most);

  private:
    struct Known {
        std::shared_ptr<const std::vector<store::Card>> cards;
        Instant at{};
    };
    const Clock& clock_;
    std::mutex mutex_;
    std::unordered_map<std::string, Known> known_;
};

// The listings are merged as they are read: of each a few cards, more of those alone whose cards are taken.
Result<MyListing> my_listing(Hands& hands, std::span<const Listing> listings, const readers::Muted& muted,
                             store::Position before, std::size_t limit, std::optional<bool> sample, Searches& searches);

struct MyView {
    std::string token;
    std::vector<Listing> follows = {};
    MyListing listing = {};
    std::optional<readers::Refusal> refused = {};  // of what was to be followed
};
std::string my_page(const Setting& s, const MyView& view);

struct SavedView {
    std::string token;
    std::vector<store::Card> cards = {};
    std::optional<std::int64_t> older = {};
};
std::string saved_page(const Setting& s, const SavedView& view);

struct FollowsView {
    std::string token;
    std::vector<Listing> follows = {};
    std::vector<std::string> mutes = {};
    std::optional<readers::Refusal> refused = {};  // of a word not to be shown
};
std::string follows_page(const Setting& s, const FollowsView& view);

// One press away from following a listing, or from having an article on the list; and back.
struct KeepView {
    std::string token;
    std::string place;  // of this page
    std::string back;   // where it came from
    std::string title;
    bool article = false, kept = false;
    std::optional<readers::Refusal> refused = {};
};
std::string keep_page(const Setting& s, const KeepView& view);

// Where to press for it: a search's words stand in the path, so that a way back leads there.
std::string follow_place(const Listing& listing);

// The pages of an account, one beside the other.
void my_tabs(Html& h, const Setting& s, std::string_view place);

// On pages of articles: the press that leads to keep_page. The same for everybody; nothing where there are no accounts.
void keeping(Html& h, const Setting& s, std::string_view listing);
void keeping(Html& h, const Setting& s, ArticleId article);

}  // namespace octavo::web
