// What readers ask for and bring along: feeds of their own, links put aside, exports of other readers. What the archive
// follows already is followed at once; a feed it does not know is a wish, which an editor grants, unless the site is
// open to every wish or the wisher is an editor. Who grants them in fact is the line's (pipeline/wishes.hpp).
//
// A call that writes waits for the archive: never on a thread that serves pages; what only looks is quick. Thread-safe.
// Checked by tests/readers/bring_test.cpp.
#pragma once

#include "base/url.hpp"
#include "readers/quotas.hpp"
#include "readers/takeout.hpp"
#include "store/brought.hpp"
#include "store/store.hpp"

namespace octavo::readers {

enum class OwnFeeds : std::uint8_t { off, asked, open };  // asked: an editor grants each
constexpr std::size_t most_wishes = 1000, most_links = 10'000;

// Why an address may not be fetched; "" it may. Thread-safe; no network.
using Judge = std::function<std::string(const Url& url)>;

struct BringRules {
    OwnFeeds own_feeds = OwnFeeds::asked;
    Judge judge = {};
};

// What came of an import, in numbers; kept as JSON beside it.
struct BringReport {
    std::string from;
    std::int64_t feeds = 0, followed = 0, already = 0, asked = 0, refused = 0, left_out = 0;
    std::int64_t starred = 0, saved = 0, links = 0, no_room = 0;
    std::int64_t read = 0, known = 0;  // known: those read that are in the archive
    bool cut = false;
    std::vector<std::string> notes = {};
    Instant made{};
    std::string to_json() const;
    static std::optional<BringReport> from_json(std::string_view text);
};

// The article that is known by an address, however it is spelled; absent: none.
Result<std::optional<ArticleId>> article_by_address(store::Reader& reader, const Url& url);

class Bring {
  public:
    static Result<std::unique_ptr<Bring>> open(const std::string& folder, BringRules rules, const Clock& clock);
    void heed(Quotas& quotas) { quotas_ = &quotas; }  // as Shelf::heed()
    OwnFeeds own_feeds(const Visitor& who) const;     // an editor's are open

    // A number to look at it, or take it back, by. too_many: the account is full of feeds.
    Answer<std::int64_t> take(const Visitor& who, const Takeout& what, store::Reader& reader);
    Answer<BringReport> report(const Visitor& who, std::int64_t number);  // nobody: no such import, or taken back
    Answer<std::vector<std::pair<std::int64_t, BringReport>>> reports(const Visitor& who);  // the latest first
    Answer<> take_back(const Visitor& who, std::int64_t number);

    // A feed, or a page that leads to one. bad_address; not_allowed: here nobody may.
    Answer<> wish(const Visitor& who, std::string_view typed);
    Answer<std::vector<store::Wish>> wishes(const Visitor& who, std::int64_t before,
                                            std::size_t limit);  // the latest first
    Answer<> drop_wish(const Visitor& who, std::int64_t number);

    // An editor's: what others wish.
    Answer<std::vector<store::Wish>> waiting(const By& by, std::int64_t behind, std::size_t limit);
    std::int64_t count_waiting();
    // About the address that was seen, for all who wish for it. too_late: somebody else did.
    Answer<store::Wish> decide(const By& by, std::int64_t number, std::string_view url, bool grant);

    Answer<> put_link(const Visitor& who, std::string_view url, std::string_view title);  // bad_address
    Answer<> drop_link(const Visitor& who, std::string_view url);
    Answer<std::vector<store::Link>> links(const Visitor& who, Instant before, std::size_t limit);

    // For who grants wishes.
    store::Bringing& rows() { return *rows_; }
    store::Shelves& shelves() { return *shelves_; }

  private:
    Bring(std::unique_ptr<store::Bringing> rows, std::unique_ptr<store::Shelves> shelves, BringRules rules,
          const Clock& clock)
        : rows_(std::move(rows)), shelves_(std::move(shelves)), rules_(std::move(rules)), clock_(clock) {}
    Result<> sort_feeds(const Visitor& who, const Takeout& what, store::Reader& reader, store::Brought& out,
                        BringReport& report);
    Result<> sort_items(const Takeout& what, store::Reader& reader, store::Brought& out, BringReport& report);
    const std::unique_ptr<store::Bringing> rows_;
    Quotas* quotas_ = nullptr;
    const std::unique_ptr<store::Shelves> shelves_;
    const BringRules rules_;
    const Clock& clock_;
};

}  // namespace octavo::readers
