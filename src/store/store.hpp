// The archive: sources, feeds, articles with their versions, extractions, readings, stories. A plain class over the
// Database door. Writer methods belong to the one writer thread; Reader objects belong to one thread each.
#pragma once
#include <array>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "model/article.hpp"
#include "model/job.hpp"
#include "model/ruling.hpp"
#include "model/story_change.hpp"
#include "model/subscription.hpp"
#include "store/database.hpp"
#include "store/told.hpp"

namespace octavo::store {

// Newest first is descending `position`: seconds of the clamped publication time, then arrival. It is the row's key in
// the full-text index too, so that newest-first is free there.
using Position = std::int64_t;
constexpr Position newest = std::numeric_limits<Position>::max();

// What a list shows of an article; kept beside the article, so that a listing never opens bodies.
struct Card {
    ArticleId id;
    Position position = 0;
    SourceId source;
    std::string source_name, source_domain;
    std::string url;  // the original; "" when it has none
    std::string title, excerpt, language, author, section;
    std::string image, image_alt;
    Instant published{};            // clamped: never later than first seen; first seen when the publisher does not say
    std::optional<Instant> stated;  // the publisher's own date
    Instant first_seen{};
    Kind kind = Kind::news;
    std::uint32_t words = 0;
    StoryId story;
    std::uint32_t story_size = 1;  // sources of its story
    ArticleId duplicate_of;
    bool sample = false;
    Category category = Category::general;
};

// What is published from then on stands at this position or above.
Position first_position_at(Instant time);
// Where a card stands in time: its `published`, but long ago for one that stands last.
Instant standing_of(const Card& card);

struct TagRef {
    TagId id;
    std::string name;  // "DonaldTrump", without the sign before it
};

struct AuthorRef {
    AuthorId id;
    std::string name;  // "Jane Doe"
};

// What two articles have in common: why one is related to the other.
struct Shared {
    std::vector<TagRef> tags;
    std::vector<std::string> places;  // AboutPlace::id; only where no hashtag is shared
};
// What the publisher served at some time; numbers grow.
struct VersionRef {
    std::int64_t number = 0;
    Instant fetched{};
};
struct OldVersion {
    ArticleId article;
    VersionRef version;
    Extraction extraction;
};

struct FullArticle {
    Card card;
    Extraction extraction;
    Reading reading;
    std::vector<Card> related;              // best first
    std::vector<Card> also_at;              // copies elsewhere
    std::vector<Shared> shared = {};        // of a spread: with each of `related`
    std::vector<VersionRef> versions = {};  // of a spread: the newest first; one for what never changed
    std::vector<TagRef> tags = {};          // its hashtags that other articles have, too; of a spread
    std::vector<AuthorRef> authors = {};    // of a spread
    std::vector<std::string> places = {};   // it is about (AboutPlace::id); of a spread
    bool full_text_allowed = true;          // the feed carried it, or the licence is marked
    bool expired = false;                   // its text has left the archive: the extraction is what was known about it
};

// What an article's page shows, of one moment. A brief card names its article in a line: it has position, id, source,
// title, language, kind, published, story, duplicate_of and sample, and leaves the rest empty.
struct Spread {
    FullArticle article;      // without its reading; also_at is brief, related has excerpt, section and image as well
    std::vector<Card> story;  // brief, the oldest first, the article among them; empty when no other source has it
};
struct Around {
    std::size_t story = 60;   // the newest of its story
    std::size_t related = 6;  // of other stories, when the story is shown
};

// The rows of an article as they lie on disk.
struct Packed {
    std::string body, reading, terms;
};

// What came with a page, kept beside its bytes, so that it can be read again as it was read first.
struct Origin {
    std::string url;  // where it was found; "": the article's own address
    std::string content_type, robots;
    Hints hints;
    std::uint64_t rules = 0;  // digest of the site rules it was read by; 0: there were none
};

struct ArticleWrite {
    ParsedArticle parsed;
    SourceId source;
    Instant first_seen{};
    Placement placement;
    std::string raw;  // what the publisher served, kept for a while; "" keeps nothing. Packed by
                      // pack_raw (packer.hpp) it is taken as it is, which spares the writer 1 ms
    Origin origin;    // of `raw`
    std::vector<std::string>
        aliases;  // other addresses it goes by, normalised; the page's canonical is added by itself
    std::vector<ArticleId> names = {};  // further ids it is to be found by: what its feed called it
    std::optional<Instant> fetched;     // of this version; absent: first_seen
    bool stands_last = false;  // undated, and nobody says that it is new: its place is below all that has a date
    std::optional<Packed> packed = {};  // what Store::pack made of `parsed`; absent: the writer does it
};
// How long each kind of thing is kept; 0 days: for ever.
struct Keeping {
    std::chrono::days raw{3};       // what publishers served
    std::chrono::days bodies{365};  // the texts, from the day they came into this archive
};

// A version read again (reread.hpp): what goes in the place of what is there.
struct Rewrite {
    enum class What { extraction, reading, mark };  // with its reading; alone; nothing but that it was looked at
    What what = What::mark;
    std::int64_t version = 0;
    ParsedArticle parsed;
    std::uint64_t rules = 0;            // as in Origin
    Digest before{};                    // of the text it was made from: what was changed meanwhile stays as it is
    std::optional<Packed> packed = {};  // as in ArticleWrite
};

enum class Written { stored, updated, unchanged };

struct ListQuery {
    std::optional<SourceId> source = {};
    std::string language = {};  // primary subtag; "" any
    std::optional<StoryId> story = {};
    Position before = newest;  // exclusive
    std::size_t limit = 30;
    bool copies = false;                    // show folded copies too
    std::optional<bool> sample = {};        // only the sample's, only real ones, or both
    std::optional<Category> category = {};  // of all sources; a source's or a story's list is not parted by it
    std::optional<TagId> tag = {};          // likewise
    std::optional<AuthorId> author = {};    // of `source`, which has to be there
    std::string place = {};                 // articles about it (AboutPlace::id), of all sources and categories; "" any
};

struct TagCount {
    TagRef tag;
    std::int64_t articles = 0;
};
// A tag in the last hours beside the days before them.
struct TagPulse {
    TagRef tag;
    std::int64_t recent = 0, publishers = 0, before = 0;
};

// A publisher somebody writes for.
struct Paper {
    std::string domain, name;
    std::int64_t articles = 0;
};

// Articles published from `from` on and before `before`.
struct DaysQuery {
    Instant from{}, before{};
    std::string language = {};        // primary subtag; "" any
    std::optional<bool> sample = {};  // as in ListQuery
};

struct PlaceCount {
    std::string id;  // AboutPlace::id
    std::int64_t articles = 0;
};

struct Stats {
    std::int64_t articles = 0, real_articles = 0, copies = 0, versions = 0, stories = 0;
    std::int64_t sources = 0, real_sources = 0, feeds = 0, feeds_healthy = 0, feeds_failing = 0;
    std::int64_t bytes = 0;  // of the archive on disk
    std::optional<Instant> newest, oldest;
};

struct SourceRow {
    Source source;
    std::int64_t articles = 0;
    std::optional<Instant> newest;
};

using FeedCounts = std::array<std::int64_t, 6>;  // by Feed::State
struct TroubledFeed {
    Feed feed;
    std::string source_name, source_domain;  // "" when its source is not there
};

// One thread at a time; not beyond its Store.
class Reader {
  public:
    virtual ~Reader() = default;
    virtual Result<std::optional<FullArticle>> article(ArticleId id) = 0;
    virtual Result<std::optional<Spread>> spread(ArticleId id, const Around& around) = 0;
    virtual Result<std::optional<OldVersion>> version(std::int64_t number) = 0;
    // The body alone; absent when the article is not there.
    virtual Result<std::optional<Extraction>> extraction(ArticleId id) = 0;
    virtual Result<std::optional<ArticleId>> article_at(std::string_view normalized_address) = 0;  // aliases too
    virtual Result<std::vector<Card>> list(const ListQuery& query) = 0;
    // Where a story is told that went into another; absent when it did not.
    virtual Result<std::optional<StoryId>> story_now(StoryId id) = 0;
    virtual Result<std::vector<Card>> cards(std::span<const ArticleId> ids) = 0;  // those there, in that order
    virtual Result<std::vector<Card>> cards_at(std::span<const Position> positions) = 0;
    virtual Result<std::optional<SourceRow>> source(std::string_view domain) = 0;
    virtual Result<std::optional<SourceRow>> source(SourceId id) = 0;
    virtual Result<std::vector<SourceRow>> sources() = 0;  // by name
    virtual Result<std::vector<Feed>> feeds() = 0;
    virtual Result<std::vector<Feed>> feeds_of(SourceId source) = 0;
    virtual Result<std::optional<Feed>> feed(FeedId id) = 0;
    // The feed that is or was at this address: one that moved is known by both.
    virtual Result<std::optional<Feed>> feed_at(std::string_view url) = 0;
    virtual Result<FeedCounts> feed_counts() = 0;
    // Gone, refused or failing; those that have not worked for longest first.
    virtual Result<std::vector<TroubledFeed>> troubled_feeds(std::size_t limit) = 0;
    virtual Result<std::vector<Subscription>> subscriptions() = 0;
    virtual Result<std::optional<TagRef>> tag(TagId id) = 0;
    virtual Result<std::vector<TagId>> tags_at(Position position) = 0;  // of a card
    // Tags of the newest articles that have this one, those they share most first.
    virtual Result<std::vector<TagCount>> related_tags(TagId id, std::size_t limit) = 0;
    // When articles with the tag were published, the newest first; at most 20,000.
    virtual Result<std::vector<Instant>> times_of_tag(TagId id, Instant since, std::optional<bool> sample) = 0;
    // Tags that at least so many publishers have used since `recent`, with what was before it, from `since` on.
    virtual Result<std::vector<TagPulse>> rising_tags(Instant since, Instant recent, std::string_view language,
                                                      std::optional<bool> sample, int publishers) = 0;
    // What articles published since then are about, the busiest first.
    virtual Result<std::vector<PlaceCount>> busy_places(Instant since, std::optional<bool> sample,
                                                        std::size_t limit) = 0;
    virtual Result<std::optional<AuthorRef>> author(AuthorId id) = 0;
    // The publishers somebody of that name writes for, the busiest first.
    virtual Result<std::vector<Paper>> papers_of_author(AuthorId id, std::size_t limit) = 0;
    virtual Result<bool> any_in(const DaysQuery& days) = 0;
    // Originals of those days, those of the stories with most publishers first.
    virtual Result<std::vector<Card>> widest_in(const DaysQuery& days, std::size_t limit) = 0;
    virtual Result<Stats> stats() = 0;
    // In arrival order, since `from`: to fill the desk at start.
    virtual Result<> each_placed(Instant from,
                                 const std::function<void(const Card&, const Reading&, const Placement&)>& visit) = 0;
    // Everything, in id order, for export; stops when `visit` returns false.
    virtual Result<> each_article(const std::function<bool(const FullArticle&)>& visit) = 0;
    // When each version of an article was fetched, the oldest first; at most a hundred.
    virtual Result<std::vector<Instant>> versions(ArticleId id) = 0;
    // ---- for sitemaps; the sample is in none of them (told.hpp)
    virtual Result<std::optional<Spot>> newest_in(const Stretch& stretch) = 0;
    // Where the next part begins when a part has so many articles; absent when there are no more.
    virtual Result<std::optional<Position>> position_after(const Stretch& stretch, std::size_t many) = 0;
    // Stories of several publishers with their newest report in there, the newest first.
    virtual Result<> each_told_story(const Stretch& stretch, std::size_t most,
                                     const std::function<void(const ToldStory&)>& visit) = 0;
    // What at least so many articles of one language are about, the busiest first.
    virtual Result<std::vector<BusyTopic>> busy_topics(BusyTopic::What what, Instant since, std::int64_t fewest,
                                                       std::size_t most) = 0;
    // Its connection, for the search room.
    virtual Connection& connection() = 0;
};

class Store {
  public:
    // Opens (and makes, and migrates) the archive. See open_sqlite for its failures.
    static Result<std::unique_ptr<Store>> open(const std::string& folder);
    // To look only, beside a process that has it open: takes no lock, changes nothing; the writer methods answer
    // unwritable. not_found: there is no archive; refused: it is of an older version, which opening it for writing
    // brings up.
    static Result<std::unique_ptr<Store>> open_to_read(const std::string& folder);
    ~Store();

    Result<std::unique_ptr<Reader>> reader();
    // Encodes and compresses with the dictionaries of this moment: most of what writing costs, done beside the writer.
    // Thread-safe.
    Packed pack(const ParsedArticle& article) const;
    // Grows with every commit that changes what pages show; for caches. Thread-safe.
    std::uint64_t generation() const;

    // ---- the writer thread only ----
    // One transaction; what it returns for is durable (see DECISIONS: acknowledged). In the order given; `changes` come
    // after the articles, and may speak of them.
    Result<std::vector<Written>> write(std::span<const ArticleWrite> batch, std::span<const StoryChange> changes = {});
    // One transaction, with the fact that says how far the walk came. What is no longer there is passed over; says how
    // many were rewritten. Position, id, story and what readers did stay as they are.
    Result<std::size_t> rewrite(std::span<const Rewrite> batch, std::string_view fact, std::string_view value);
    Result<> put_source(const Source& source);  // inserts or fills in what was unknown
    Result<> put_feed(const Feed& feed);        // inserts or replaces
    Result<> remove_feed(FeedId id);
    // Of these normalised addresses, which are known? One query for the batch; same order.
    Result<std::vector<bool>> known(std::span<const std::string> normalized_addresses);
    Result<std::vector<bool>> known(std::span<const ArticleId> names);  // ids and aliases alike
    // The article that goes by this id or alias.
    Result<std::optional<ArticleId>> named(ArticleId name);
    // Those first that are the more late the oftener they are polled: after a pause of ours the productive ones, and
    // nobody waits for ever.
    Result<std::vector<Feed>> due_feeds(Instant now, std::size_t limit);
    // The clock was set back: a feed polled in what is now the future, or not due before `latest`, is due in an
    // interval of its own. One that is gone stays gone.
    Result<> pull_back_feeds(Instant now, Instant latest);
    Result<std::optional<Instant>> next_due();
    Result<> remove_sample();  // for good
    // Lets go what `keeping` no longer asks for, a bounded piece a call; true: there is more. The text of an article
    // goes with its words in the index (but for the title's); its card, title, excerpt and address stay. The sample's
    // stay.
    Result<bool> expire(Instant now, const Keeping& keeping);
    // What the pages of sources repeat (extract/site_template.hpp), as bytes. Written in one transaction.
    using SiteTemplates = std::map<SourceId, std::string>;
    Result<SiteTemplates> site_templates();
    Result<> put_site_templates(const SiteTemplates& templates);
    // ---- subscriptions at hubs (WebSub)
    Result<> put_subscription(const Subscription& subscription);  // inserts or replaces, by its token
    Result<> drop_subscription(std::string_view token);
    Result<std::vector<std::string>> idle_subscriptions();  // tokens, of feeds that are gone or followed no more
    // ---- what people decided (model/ruling.hpp; looked up by rulings.hpp), each in one transaction with what it takes
    // along
    // Takes articles away for good, by any name; says how many were there.
    Result<std::size_t> take_down(std::span<const ArticleId> ids, std::string_view reason, Instant now);
    Result<bool> give_back(ArticleId id);  // it may come again; false: it is not withheld
    // A publisher is not asked any more; says how many feeds ended. Its articles leave by clear_left_out().
    Result<std::size_t> leave_out(std::string_view domain, std::string_view reason, Instant now);
    Result<bool> let_back(std::string_view domain);
    // A slice of what is still there of those who are left out: the articles that went; fewer than `most`: that was
    // all.
    Result<std::vector<ArticleId>> clear_left_out(std::size_t most);
    Result<std::vector<ArticleId>> forget_source(SourceId id, std::size_t most);  // likewise, with its feeds
    Result<> pause(SourceId id, bool pause, Instant now);
    Result<std::vector<SourceId>> paused();
    Result<> set_source(const Source& source);  // replaces what is said of it
    bool is_withheld(ArticleId name) const;
    const LeftOut* is_left_out(std::string_view host) const;  // null: it is not
    const std::vector<LeftOut>& left_out() const;
    Result<> rule(const StoryRuling& ruling, std::span<const StoryChange> changes);
    Result<std::optional<StoryRuling>> story_ruling(std::int64_t number);
    Result<std::vector<StoryRuling>> story_rulings();  // the latest first
    Result<> drop_story_ruling(std::int64_t number);
    Result<> rule(const TagRuling& ruling);
    // Small facts by name ("sample_gone", "import:PATH" offsets, ...).
    Result<std::optional<std::string>> fact(std::string_view name);
    Result<> put_fact(std::string_view name, std::string_view value);
    Result<> forget_fact(std::string_view name);

    Result<> backup(const std::string& to_file);  // consistent, while running
    // Integrity of file, indexes, counts, bodies; every finding one line. Empty: sound.
    Result<std::vector<std::string>> check(const std::function<void(int percent)>& progress);
    Database& database();

  private:
    struct State;
    explicit Store(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace octavo::store
