// The archive's reading side: a handful of cached statements over one read-only connection.
//
// A listing touches cards only. An article's page is a spread: one statement for the row and its body, one for the
// story in the margin, one for the copies, one for each relative, inside one read transaction: one moment, and one
// taking of the log's lock instead of many. Checked by tests/store/store_test.cpp; its speed by bench/store_bench.cpp.
#include "model/wire.hpp"
#include "store/days.hpp"
#include "store/rows.hpp"
#include "store/state.hpp"
#include "store/statements.hpp"
#include "store/topics.hpp"

namespace octavo::store {
namespace {

class SqlReader final : public Reader {
  public:
    SqlReader(std::unique_ptr<Connection> connection, const Database& database,
              const std::atomic<std::uint64_t>* generation)
        : connection_(std::move(connection)), database_(database), generation_(generation) {}

    Result<std::optional<FullArticle>> article(ArticleId id) override;
    Result<std::optional<Spread>> spread(ArticleId id, const Around& around) override;
    Result<std::optional<OldVersion>> version(std::int64_t number) override;
    Result<std::optional<Extraction>> extraction(ArticleId id) override;
    Result<std::optional<ArticleId>> article_at(std::string_view normalized_address) override;
    Result<std::vector<Card>> list(const ListQuery& query) override;
    Result<std::vector<Card>> cards(std::span<const ArticleId> ids) override;
    Result<std::vector<Card>> cards_at(std::span<const Position> positions) override;
    Result<std::optional<SourceRow>> source(std::string_view domain) override;
    Result<std::vector<SourceRow>> sources() override;
    Result<std::vector<Feed>> feeds() override { return feeds_by(use(*connection_, sql::feeds)); }
    Result<FeedCounts> feed_counts() override {
        FeedCounts counts{};
        const Use rows = TRY(use(*connection_, sql::feeds_by_state));
        while (TRY(rows->step()))
            if (const auto state = static_cast<std::size_t>(rows->integer(0)); state < counts.size())
                counts[state] = rows->integer(1);
        return counts;
    }
    Result<std::vector<TroubledFeed>> troubled_feeds(std::size_t limit) override {
        std::vector<TroubledFeed> out;
        for (Feed& feed : TRY(feeds_by(use(*connection_, sql::troubled_feeds, std::int64_t(Feed::State::gone),
                                           std::int64_t(Feed::State::refused), std::int64_t(Feed::State::failing),
                                           static_cast<std::int64_t>(limit))))) {
            const Use row = TRY(use(*connection_, sql::source_names, feed.source.to_db()));
            const bool known = TRY(row->step());
            out.push_back(
                {std::move(feed), known ? std::string(row->text(0)) : "", known ? std::string(row->text(1)) : ""});
        }
        return out;
    }
    Result<std::vector<Subscription>> subscriptions() override {
        std::vector<Subscription> out;
        const Use rows = TRY(use(*connection_, sql::subscriptions));
        while (TRY(rows->step())) out.push_back(subscription_of(*rows));
        return out;
    }
    Result<std::vector<Feed>> feeds_of(SourceId source) override {
        return feeds_by(use(*connection_, sql::feeds_of, source.to_db()));
    }
    Result<std::optional<Feed>> feed(FeedId id) override;
    Result<std::optional<SourceRow>> source(SourceId id) override;
    Result<std::optional<Feed>> feed_at(std::string_view url) override;
    Result<Stats> stats() override;
    Result<std::optional<TagRef>> tag(TagId id) override { return tag_of(*connection_, id); }
    Result<std::optional<AuthorRef>> author(AuthorId id) override { return author_of(*connection_, id); }
    Result<std::vector<Paper>> papers_of_author(AuthorId id, std::size_t limit) override {
        return papers_of(*connection_, id, limit);
    }
    Result<bool> any_in(const DaysQuery& days) override { return store::any_in(*connection_, days); }
    Result<std::vector<Card>> widest_in(const DaysQuery& days, std::size_t limit) override {
        return store::widest_in(*connection_, days, limit);
    }
    Result<std::vector<TagCount>> related_tags(TagId id, std::size_t limit) override {
        return store::related_tags(*connection_, id, limit);
    }
    Result<std::vector<TagId>> tags_at(Position position) override {
        std::vector<TagId> out;
        const Use row = TRY(use(*connection_, sql::tag_ids_of, position));
        while (TRY(row->step())) out.push_back(TagId::from_db(row->integer(0)));
        return out;
    }
    Result<std::vector<Instant>> times_of_tag(TagId id, Instant since, std::optional<bool> sample) override {
        return store::times_of_tag(*connection_, id, since, sample);
    }
    Result<std::vector<TagPulse>> rising_tags(Instant since, Instant recent, std::string_view language,
                                              std::optional<bool> sample, int publishers) override {
        return store::rising_tags(*connection_, {since, recent, language, sample, publishers});
    }
    Result<std::vector<PlaceCount>> busy_places(Instant since, std::optional<bool> sample, std::size_t limit) override {
        return store::busy_places(*connection_, since, sample, limit);
    }
    Result<std::optional<StoryId>> story_now(StoryId id) override {
        const Use row = TRY(use(*connection_, sql::redirect_of, id.to_db()));
        if (!TRY(row->step())) return std::nullopt;
        return StoryId::from_db(row->integer(0));
    }
    Result<> each_placed(Instant from,
                         const std::function<void(const Card&, const Reading&, const Placement&)>& visit) override;
    Result<> each_article(const std::function<bool(const FullArticle&)>& visit) override;
    Result<std::vector<Instant>> versions(ArticleId id) override { return versions_of(*connection_, id); }
    Result<std::optional<Spot>> newest_in(const Stretch& stretch) override {
        return store::newest_in(*connection_, stretch);
    }
    Result<std::optional<Position>> position_after(const Stretch& stretch, std::size_t many) override {
        return store::position_after(*connection_, stretch, many);
    }
    Result<> each_told_story(const Stretch& stretch, std::size_t most,
                             const std::function<void(const ToldStory&)>& visit) override {
        return store::each_told_story(*connection_, stretch, most, visit);
    }
    Result<std::vector<BusyTopic>> busy_topics(BusyTopic::What what, Instant since, std::int64_t fewest,
                                               std::size_t most) override {
        return store::busy_topics(*connection_, what, since, fewest, most);
    }

    Connection& connection() override { return *connection_; }

  private:
    struct Opened {
        FullArticle article;
        Edges edges;
    };
    Result<std::optional<Opened>> open(ArticleId id);
    Result<std::optional<Opened>> open_sheet(ArticleId id);
    void forget_old_names();
    Result<Card> named(Card brief);
    Result<> add_story(Spread& spread, std::size_t most);
    Result<> add_copies(FullArticle& article);
    Result<> add_related(Spread& spread, const Edges& edges, std::size_t most);
    Result<std::string_view> unpack(std::string_view frame);
    Result<std::vector<Feed>> feeds_by(Result<Use> rows);

    std::unique_ptr<Connection> connection_;
    const Database& database_;
    const std::atomic<std::uint64_t>* generation_;
    Unpacker unpacker_;
    std::set<std::uint32_t> dictionaries_;
    struct Names {
        std::string name, domain;
    };
    std::unordered_map<SourceId, Names> names_;  // of sources met since the archive last changed
    std::uint64_t names_of_ = 0;                 // which generation that is
};

bool names(const std::vector<Card>& cards, ArticleId id) {
    return std::ranges::find(cards, id, &Card::id) != cards.end();
}

// A dictionary may have been made since we looked.
Result<std::string_view> SqlReader::unpack(std::string_view frame) {
    if (const auto id = Unpacker::needs(frame); id != 0 && !dictionaries_.contains(id)) {
        const Use rows = TRY(use(*connection_, sql::dictionaries));
        while (TRY(rows->step())) {
            const auto there = static_cast<std::uint32_t>(rows->integer(0));
            if (dictionaries_.insert(there).second)
                unpacker_.learn({there, Purpose::body, std::string(as_text(rows->blob(2)))});
        }
    }
    return unpacker_.unpack(frame);
}

Result<std::optional<SqlReader::Opened>> SqlReader::open(ArticleId id) {
    const Use row = TRY(use(*connection_, sql::article, id.to_db()));
    if (!TRY(row->step())) return std::nullopt;
    Opened opened;
    opened.article.card = card_of(*row);
    opened.article.full_text_allowed = row->integer(sql::card_width) != 0 || opened.article.card.sample;
    const auto body = TRY(unpack(as_text(row->blob(sql::card_width + 1))));
    opened.article.extraction = TRY(wire::decode_extraction(body));
    opened.article.reading = TRY(wire::decode_reading(as_text(row->blob(sql::card_width + 2))));
    opened.edges = decode_edges(as_text(row->blob(sql::card_width + 3)));
    opened.article.expired = row->integer(sql::card_width + 4) != 0;
    return opened;
}

Result<std::optional<FullArticle>> SqlReader::article(ArticleId id) {
    const auto moment = TRY(Transaction::begin(*connection_));
    auto opened = TRY(open(id));
    if (!opened) return std::nullopt;
    auto& article = opened->article;

    std::vector<ArticleId> wanted;
    for (const auto& [other, score] : opened->edges) wanted.push_back(other);
    const auto original = article.card.duplicate_of;
    if (original) wanted.push_back(original);
    auto others = TRY(cards(wanted));
    for (auto& card : others) (card.id == original ? article.also_at : article.related).push_back(std::move(card));

    const Use copies = TRY(use(*connection_, sql::copies, (original ? original : id).to_db()));
    while (TRY(copies->step()))
        if (Card card = card_of(*copies); card.id != id) article.also_at.push_back(std::move(card));
    // A copy is named among the copies and nowhere else.
    std::erase_if(article.related, [&](const Card& card) { return names(article.also_at, card.id); });
    return std::move(article);
}

// The page's own way to the same: no reading (the desk's, half of an article's bytes), and narrow cards around it.
Result<std::optional<SqlReader::Opened>> SqlReader::open_sheet(ArticleId id) {
    const Use row = TRY(use(*connection_, sql::sheet, id.to_db()));
    if (!TRY(row->step())) return std::nullopt;
    Opened opened;
    opened.article.card = card_of(*row);
    opened.article.full_text_allowed = row->integer(sql::card_width) != 0 || opened.article.card.sample;
    const auto body = TRY(unpack(as_text(row->blob(sql::card_width + 1))));
    opened.article.extraction = TRY(wire::decode_extraction(body));
    opened.edges = decode_edges(as_text(row->blob(sql::card_width + 2)));
    opened.article.expired = row->integer(sql::card_width + 3) != 0;
    return opened;
}

void SqlReader::forget_old_names() {
    constexpr std::size_t most = 20'000;
    const std::uint64_t now = generation_ != nullptr ? generation_->load(std::memory_order_acquire) : 0;
    if (now != 0 && now == names_of_ && names_.size() < most) return;
    names_.clear();
    names_of_ = now;
}

Result<Card> SqlReader::named(Card brief) {
    auto known = names_.find(brief.source);
    if (known == names_.end()) {
        const Use row = TRY(use(*connection_, sql::source_names, brief.source.to_db()));
        Names names;
        if (TRY(row->step())) names = {std::string(row->text(0)), std::string(row->text(1))};
        known = names_.emplace(brief.source, std::move(names)).first;
    }
    brief.source_name = known->second.name;
    brief.source_domain = known->second.domain;
    return brief;
}

Result<> SqlReader::add_story(Spread& spread, std::size_t most) {
    const Card& card = spread.article.card;
    if (card.story_size < 2 || !card.story) return {};
    const Use rows = TRY(use(*connection_, sql::brief_story, card.story.to_db(), static_cast<std::int64_t>(most)));
    spread.story.reserve(16);
    while (TRY(rows->step())) spread.story.push_back(TRY(named(brief_of(*rows))));
    std::ranges::reverse(spread.story);
    return {};
}

Result<> SqlReader::add_copies(FullArticle& article) {
    const auto original = article.card.duplicate_of;
    if (original) {
        const Use row = TRY(use(*connection_, sql::brief, original.to_db()));
        if (TRY(row->step())) article.also_at.push_back(TRY(named(brief_of(*row))));
    }
    const Use rows = TRY(use(*connection_, sql::brief_copies, (original ? original : article.card.id).to_db()));
    while (TRY(rows->step()))
        if (Card card = brief_of(*rows); card.id != article.card.id)
            article.also_at.push_back(TRY(named(std::move(card))));
    return {};
}

// One by one and best first: most pages have enough before the end, and a list of ids would be sorted into a table
// first. Whoever is named in the margin or among the copies is named nowhere else, and not even looked up.
Result<> SqlReader::add_related(Spread& spread, const Edges& edges, std::size_t most) {
    auto& article = spread.article;
    article.related.reserve(std::min(most, edges.size()));
    for (const auto& [other, score] : edges) {
        if (article.related.size() >= most) break;
        if (names(spread.story, other) || names(article.also_at, other)) continue;
        const Use row = TRY(use(*connection_, sql::relative, other.to_db()));
        if (!TRY(row->step())) continue;
        Card card = brief_of(*row);
        if (!spread.story.empty() && card.story == article.card.story) continue;
        card.excerpt = row->text(sql::brief_width);
        card.section = row->text(sql::brief_width + 1);
        card.image = row->text(sql::brief_width + 2);
        article.related.push_back(TRY(named(std::move(card))));
    }
    return {};
}

Result<std::optional<Spread>> SqlReader::spread(ArticleId id, const Around& around) {
    forget_old_names();
    auto moment = TRY(Transaction::begin(*connection_));
    auto opened = TRY(open_sheet(id));
    if (!opened) return std::nullopt;
    Spread spread{std::move(opened->article), {}};
    TRY(add_topics(*connection_, spread.article));
    TRY(add_story(spread, around.story));
    TRY(add_copies(spread.article));
    TRY(add_related(spread, opened->edges, around.related));
    TRY(add_shared(*connection_, spread.article));
    {
        const Use rows = TRY(use(*connection_, sql::versions_dated, id.to_db()));
        while (TRY(rows->step())) spread.article.versions.push_back({rows->integer(0), from_unix_ms(rows->integer(1))});
    }
    TRY(moment.commit());  // nothing was written: a prepared end costs less than a rollback
    return spread;
}

Result<std::optional<OldVersion>> SqlReader::version(std::int64_t number) {
    const Use row = TRY(use(*connection_, sql::version_body, number));
    if (!TRY(row->step())) return std::nullopt;
    OldVersion old{ArticleId::from_db(row->integer(0)), {number, from_unix_ms(row->integer(1))}, {}};
    const auto body = TRY(unpack(as_text(row->blob(2))));
    old.extraction = TRY(wire::decode_extraction(body));
    return old;
}

Result<std::optional<Extraction>> SqlReader::extraction(ArticleId id) {
    const Use row = TRY(use(*connection_, sql::body, id.to_db()));
    if (!TRY(row->step())) return std::nullopt;
    const auto body = TRY(unpack(as_text(row->blob(0))));
    return TRY(wire::decode_extraction(body));
}

Result<std::optional<ArticleId>> SqlReader::article_at(std::string_view normalized_address) {
    const auto id = article_id(normalized_address);
    const std::array ids = {id};
    if (!TRY(cards(ids)).empty()) return id;
    const Use row = TRY(use(*connection_, sql::alias, id.to_db()));
    if (!TRY(row->step())) return std::nullopt;
    return ArticleId::from_db(row->integer(0));
}

Result<std::vector<Card>> SqlReader::list(const ListQuery& query) {
    const auto statement = query.story              ? sql::list_story
                           : query.source           ? sql::list_source
                           : query.language.empty() ? sql::list_all
                                                    : sql::list_tongue;
    const std::int64_t owner = query.story ? query.story->to_db() : query.source ? query.source->to_db() : 0;
    const bool whole = !query.story && !query.source;
    const bool sorted = whole && query.category;
    const std::int64_t sample = query.sample ? std::int64_t{*query.sample} : -1;
    const auto limit = static_cast<std::int64_t>(query.limit);
    const auto copies = std::int64_t{query.copies};
    const Use rows =
        query.author && query.source ? TRY(use(*connection_, sql::list_author, query.before, limit, copies, sample,
                                               query.language, query.author->to_db(), owner))
        : whole && query.tag ? TRY(use(*connection_, sql::list_tag, query.before, limit, copies, sample, query.language,
                                       query.tag->to_db()))
        : whole && !query.place.empty()
            ? TRY(use(*connection_, sql::list_place, query.before, limit, copies, sample, query.language, query.place))
        : sorted ? TRY(use(*connection_, query.language.empty() ? sql::list_category : sql::list_tongue_category,
                           query.before, limit, copies, sample, query.language, name_of(*query.category)))
                 : TRY(use(*connection_, statement, query.before, limit, copies, sample, query.language, owner));
    std::vector<Card> cards;
    cards.reserve(std::min<std::size_t>(query.limit, 256));
    while (TRY(rows->step())) cards.push_back(card_of(*rows));
    return cards;
}

Result<std::vector<Card>> SqlReader::cards(std::span<const ArticleId> ids) {
    std::vector<Card> found;
    found.reserve(ids.size());
    for (std::size_t at = 0; at < ids.size(); at += sql::few) {
        const auto some = ids.subspan(at, std::min(sql::few, ids.size() - at));
        const Use rows = TRY(use(*connection_, sql::cards_of_ids));
        for (std::size_t i = 0; i < sql::few; ++i)
            rows->bind(static_cast<int>(i) + 1, i < some.size() ? some[i].to_db() : std::int64_t{0});
        const auto begin = static_cast<std::ptrdiff_t>(found.size());
        while (TRY(rows->step())) found.push_back(card_of(*rows));
        // The engine answers in its own order.
        std::sort(found.begin() + begin, found.end(), [&](const Card& a, const Card& b) {
            return std::ranges::find(some, a.id) < std::ranges::find(some, b.id);
        });
    }
    return found;
}

Result<std::vector<Card>> SqlReader::cards_at(std::span<const Position> positions) {
    std::vector<Card> found;
    found.reserve(positions.size());
    for (const auto position : positions) {
        const Use row = TRY(use(*connection_, sql::card_at, position));
        if (TRY(row->step())) found.push_back(card_of(*row));
    }
    return found;
}

Result<std::optional<SourceRow>> SqlReader::source(std::string_view domain) {
    const Use row = TRY(use(*connection_, sql::source, domain));
    if (!TRY(row->step())) return std::nullopt;
    return source_of(*row);
}

Result<std::vector<SourceRow>> SqlReader::sources() {
    std::vector<SourceRow> sources;
    const Use rows = TRY(use(*connection_, sql::sources));
    while (TRY(rows->step())) sources.push_back(source_of(*rows));
    return sources;
}

Result<std::vector<Feed>> SqlReader::feeds_by(Result<Use> found) {
    const Use rows = TRY(std::move(found));
    std::vector<Feed> feeds;
    while (TRY(rows->step())) feeds.push_back(feed_of(*rows));
    return feeds;
}

Result<std::optional<Feed>> SqlReader::feed_at(std::string_view url) {
    if (auto there = TRY(feed(feed_id(url)))) return there;
    const Use row = TRY(use(*connection_, sql::feed_at, url));
    if (!TRY(row->step())) return std::nullopt;
    return feed_of(*row);
}
Result<std::optional<Feed>> SqlReader::feed(FeedId id) {
    const Use row = TRY(use(*connection_, sql::feed, id.to_db()));
    if (!TRY(row->step())) return std::nullopt;
    return feed_of(*row);
}

Result<std::optional<SourceRow>> SqlReader::source(SourceId id) {
    const Use row = TRY(use(*connection_, sql::source_by_id, id.to_db()));
    if (!TRY(row->step())) return std::nullopt;
    return source_of(*row);
}

Result<Stats> SqlReader::stats() {
    const auto moment = TRY(Transaction::begin(*connection_));
    Stats stats;
    const auto counters = TRY(read_counters(*connection_));
    stats.articles = counters.articles;
    stats.real_articles = counters.real_articles;
    stats.copies = counters.copies;
    stats.versions = counters.versions;
    stats.stories = counters.stories;
    stats.bytes = database_.bytes();
    {
        const Use row = TRY(use(*connection_, sql::count_sources));
        (void)TRY(row->step());
        stats.sources = row->integer(0);
        stats.real_sources = row->integer(1);
    }
    {
        const Use row = TRY(use(*connection_, sql::count_feeds, std::int64_t(Feed::State::healthy),
                                std::int64_t(Feed::State::failing)));
        (void)TRY(row->step());
        stats.feeds = row->integer(0);
        stats.feeds_healthy = row->integer(1);
        stats.feeds_failing = row->integer(2);
    }
    const Use rows = TRY(use(*connection_, sql::span_of_time));
    while (TRY(rows->step())) {
        const auto time = from_unix_ms(rows->integer(0));
        if (!stats.newest) stats.newest = time;
        stats.oldest = time;
    }
    return stats;
}

Result<> SqlReader::each_placed(Instant from,
                                const std::function<void(const Card&, const Reading&, const Placement&)>& visit) {
    std::vector<std::pair<std::int64_t, Position>> arrivals;
    {
        const Use rows = TRY(use(*connection_, sql::arrivals_since, first_position_at(from)));
        while (TRY(rows->step())) arrivals.emplace_back(rows->integer(1), rows->integer(0));
    }
    std::ranges::sort(arrivals);
    for (const auto& [arrival, position] : arrivals) {
        const Use row = TRY(use(*connection_, sql::placed, position));
        if (!TRY(row->step())) continue;
        const Card card = card_of(*row);
        const Reading reading = TRY(wire::decode_reading(as_text(row->blob(sql::card_width))));
        const Placement placement{.story = card.story,
                                  .duplicate_of = card.duplicate_of,
                                  .why = std::string(row->text(sql::card_width + 2)),
                                  .related = decode_edges(as_text(row->blob(sql::card_width + 1)))};
        visit(card, reading, placement);
    }
    return {};
}

Result<> SqlReader::each_article(const std::function<bool(const FullArticle&)>& visit) {
    constexpr std::int64_t a_slice = 512;
    for (std::int64_t last = std::numeric_limits<std::int64_t>::min(), count = a_slice; count == a_slice;) {
        std::vector<ArticleId> ids;
        {
            const Use rows = TRY(use(*connection_, sql::ids_after, last, a_slice));
            while (TRY(rows->step())) ids.push_back(ArticleId::from_db(last = rows->integer(0)));
        }
        count = static_cast<std::int64_t>(ids.size());
        for (const auto id : ids)
            if (const auto whole = TRY(article(id)); whole && !visit(*whole)) return {};
    }
    return {};
}

}  // namespace

std::unique_ptr<Reader> make_reader(std::unique_ptr<Connection> connection, const Database& database,
                                    const std::atomic<std::uint64_t>* generation) {
    return std::make_unique<SqlReader>(std::move(connection), database, generation);
}

}  // namespace octavo::store
