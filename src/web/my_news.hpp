// A reader's own news: which listings can be followed, and the newest of all that somebody follows, each with its
// reason.
#pragma once

#include "readers/bring.hpp"
#include "readers/shelf.hpp"
#include "text/gazetteer.hpp"
#include "web/lists.hpp"
#include "web/page.hpp"
#include "web/site.hpp"

namespace octavo::web {

// A listing that can be followed: a source, a section, a hashtag, a place, an author, a story, a search, a list.
struct Listing {
    std::string place;  // as it is kept: what may change (the readable part) is left out
    std::string link;   // as it is linked
    std::string title;
    store::ListQuery query = {};
    std::string words = {};                               // of a search
    std::string folder = {};                              // that its reader put it in
    bool gone = false;                                    // its source or its story is not there any more
    std::optional<std::vector<ArticleId>> articles = {};  // of a list: its first
};
// `place`: inside an edition, as a page links it or as it is kept. Absent: no such listing, or nothing there any more.
Result<std::optional<Listing>> listing_at(store::Reader& reader, const Setting& s, std::string_view place,
                                          std::string_view language);

struct MyItem {
    store::Card card;
    std::size_t follow = 0;  // which of the listings it is there for
    bool read = false;
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

struct MyWish {
    const readers::Muted& muted;
    store::Position before = store::newest;
    std::size_t limit = 30;
    std::optional<bool> sample = {};
    // Of a report that is hidden the story's next one is shown, of one that was read none.
    std::function<bool(const store::Card& card)> hides = {};
    std::function<bool(const store::Card& card, std::string_view place)> leaves_out = {};
};
// The listings are merged as they are read: of each a few cards, more of those alone whose cards are taken.
Result<MyListing> my_listing(Hands& hands, std::span<const Listing> listings, const MyWish& wish, Searches& searches);

struct MyView {
    std::string token;
    std::vector<Listing> follows = {};      // that are shown: of the folder
    std::vector<std::string> folders = {};  // there are
    std::string folder = {};                // "" all
    bool any_follow = false;
    std::vector<const text::GazetteerPlace*> places = {};  // that the first visit asks about, beside its country
    bool unread_only = false;
    std::optional<std::int64_t> undo = {};  // of what was just marked
    bool undone = false;
    store::Position before = store::newest;
    MyListing listing = {};
    std::optional<readers::Refusal> refused = {};  // of what was to be followed
};
std::string my_page(const Setting& s, const MyView& view);

struct SavedView {
    std::string token;
    struct Item {
        std::optional<store::Card> card;  // absent: a page that is not in the archive, or not any more
        ArticleId id;                     // of an article
        store::Link link = {};
    };
    std::vector<Item> items = {};
    std::optional<std::int64_t> older = {};
};
std::string saved_page(const Setting& s, const SavedView& view);

struct FollowsView {
    std::string token;
    std::vector<store::Wish> wishes = {};
    readers::OwnFeeds own_feeds = readers::OwnFeeds::asked;
    std::string typed = {};  // of a feed that was refused
    bool refused_feed = false;
    std::optional<std::int64_t> older_wishes = {};
    std::vector<Listing> follows = {};
    std::vector<std::string> mutes = {};
    std::optional<readers::Refusal> refused = {};  // of what was typed
};
std::string follows_page(const Setting& s, const FollowsView& view);

struct HistoryView {
    std::string token;
    bool noted = true;  // what is opened
    std::vector<store::Card> cards = {};
    std::optional<std::int64_t> older = {};
};
std::string history_page(const Setting& s, const HistoryView& view);

// A page from elsewhere, to be put on the reading list.
struct LinkView {
    std::string token;
    std::string url = {}, title = {};
    std::string mark = {};  // the script of a bookmark that leads here
    std::optional<readers::Refusal> refused = {};
};
std::string link_page(const Setting& s, const LinkView& view);

// What is brought along from another reader.
struct BringView {
    std::string token;
    std::optional<std::int64_t> number = {};  // of the report
    std::optional<readers::BringReport> report = {};
    std::vector<std::pair<std::int64_t, readers::BringReport>> imports = {};  // the latest first
    bool taken_back = false;
    std::string fault = {};  // why nothing could be taken in; in English, of a stranger's file
    bool no_file = false;
};
std::string bring_page(const Setting& s, const BringView& view);

// What readers ask the site to follow, for an editor.
struct WishesView {
    std::string token;
    Role role = Role::editor;
    std::vector<store::Wish> wishes = {};
    std::unordered_map<std::string, std::string> names = {};  // by an account's id
    std::optional<std::int64_t> next = {};
};
std::string wishes_page(const Setting& s, const WishesView& view);

// One press away from following a listing, or from having an article on the list; and back.
struct KeepView {
    std::string token;
    std::string place;  // of this page
    std::string back;   // where it came from
    std::string title;
    bool article = false, kept = false;
    std::optional<ListChoices> lists = {};  // of an article
    std::optional<readers::Refusal> refused = {};
};
std::string keep_page(const Setting& s, const KeepView& view);

// One's own news as it was shown: "my?folder=Water&before=7"; `said` stands first.
std::string my_place(std::string_view folder, std::string_view said, store::Position before);
// Where to press for it: a search's words stand in the path, so that a way back leads there.
std::string follow_place(const Listing& listing);

// A sentence with a name in it that has its own direction, and may be a link.
void with_name(Html& h, const Setting& s, Say sentence, std::string_view name, std::string_view place = {});

// The pages of an account, one beside the other, and what is around each.
void my_tabs(Html& h, const Setting& s, std::string_view place);
Frame my_frame(const Setting& s, Say title, std::string place);
void begin_my(Html& h, const Setting& s, const Frame& frame);
void end_my(Html& h, const Setting& s, const Frame& frame);

// On pages of articles: the press that leads to keep_page. The same for everybody; nothing where there are no accounts.
void keeping(Html& h, const Setting& s, std::string_view listing);
void keeping(Html& h, const Setting& s, ArticleId article);

}  // namespace octavo::web
