// The archive's writer side: one thread, two connections (DECISIONS: acknowledged).
//
// A batch is one transaction: rows, full text and counts together, so that a kill at any moment leaves either all of a
// batch or nothing of it, and what `write` returned for is there. Figures kept in memory (counters, the dictionary in
// use) are put back when a batch fails, so that a full disk is an answer and not an end: writing goes on when there is
// room again.
// Checked by tests/store/store_test.cpp, crash_test.cpp, disk_full_test.cpp.
#include "store/store.hpp"

#include "base/url.hpp"
#include "store/batch.hpp"
#include "store/migrate.hpp"
#include "store/rows.hpp"
#include "store/state.hpp"
#include "store/statements.hpp"

namespace octavo::store {
namespace {

// When the archive holds so many, its dictionaries are made, of so many of the newest.
constexpr std::int64_t dictionary_at = 2000;
constexpr std::size_t dictionary_samples = 400;

}  // namespace

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const std::string& folder) {
    auto state = std::make_unique<State>();
    state->database = TRY(open_sqlite(folder));
    state->dialect = dialect_of(state->database->engine());
    state->articles = TRY(state->database->connect(Durability::normal));
    TRY(migrate(*state->articles, *state->dialect));
    state->readers = TRY(state->database->connect(Durability::full));
    state->counters = TRY(read_counters(*state->articles));
    state->learn(TRY(read_dictionaries(*state->articles)));
    {
        const Use rows = TRY(use(*state->articles, sql::sources));
        while (TRY(rows->step()))
            if (const auto row = source_of(*rows); row.source.klass == Source::Class::sample)
                state->sample_sources.insert(row.source.id);
    }
    TRY(state->learn_rulings());
    return std::unique_ptr<Store>(new Store(std::move(state)));
}

Result<std::unique_ptr<Store>> Store::open_to_read(const std::string& folder) {
    auto state = std::make_unique<State>();
    state->database = TRY(open_sqlite_to_read(folder));
    state->dialect = dialect_of(state->database->engine());
    state->looking = true;
    state->articles = TRY(state->database->connect_reader());
    state->readers = TRY(state->database->connect_reader());
    TRY(expect_current(*state->articles, *state->dialect));
    state->counters = TRY(read_counters(*state->articles));
    state->learn(TRY(read_dictionaries(*state->articles)));
    return std::unique_ptr<Store>(new Store(std::move(state)));
}

Result<std::unique_ptr<Reader>> Store::reader() {
    return make_reader(TRY(state_->database->connect_reader()), *state_->database,
                       state_->looking ? nullptr : &state_->generation);
}
Packed Store::pack(const ParsedArticle& article) const { return store::pack(article, *state_->writing.load()); }
std::uint64_t Store::generation() const { return state_->generation.load(std::memory_order_acquire); }
Database& Store::database() { return *state_->database; }

Result<> Store::State::make_dictionaries() {
    auto transaction = TRY(Transaction::begin(*articles));
    const auto made = TRY(store::make_dictionaries(*articles, unpacker, dictionary_samples));
    TRY(transaction.commit());
    if (!made.empty()) learn(made);
    return {};
}

Result<std::vector<Written>> Store::write(std::span<const ArticleWrite> batch, std::span<const StoryChange> changes) {
    auto& state = *state_;
    auto& connection = *state.articles;
    Counters counters = state.counters;
    std::vector<Written> written;
    written.reserve(batch.size());
    auto transaction = TRY(Transaction::begin(connection));
    Batch rows(connection, *state.dialect, state.unpacker, state.writing.load(), counters, state.sample_sources);
    for (const auto& article : batch) written.push_back(TRY(rows.write(article)));
    TRY(rows.finish());
    TRY(rows.change(changes));
    TRY(write_counters(connection, state.counters, counters));
    TRY(transaction.commit());
    state.counters = counters;
    if (!changes.empty() || std::ranges::any_of(written, [](Written w) { return w != Written::unchanged; }))
        ++state.generation;

    // The batch is in; that its successors could be smaller is no reason to call it failed.
    if (counters.articles >= dictionary_at && state.writing.load()->body == nullptr) (void)state.make_dictionaries();
    return written;
}

Result<> Store::put_source(const Source& s) {
    const bool sample = s.klass == Source::Class::sample;
    TRY(run(*state_->articles, sql::put_source, s.id.to_db(), s.domain, s.name, s.home, s.country, s.language, s.kind,
            std::int64_t{sample}));
    if (sample) state_->sample_sources.insert(s.id);
    ++state_->generation;
    return {};
}

Result<> Store::put_feed(const Feed& feed) {
    const auto url = state_->left_out.empty() ? std::nullopt : Url::parse(feed.url);
    if (const LeftOut* ruling = url ? is_left_out(url->host()) : nullptr)
        return fail(Fault::refused,
                    fmt::format("{} asked to be left out on {}", ruling->domain, to_iso(ruling->since)));
    return put(*state_->articles, feed);
}
Result<> Store::remove_feed(FeedId id) { return run(*state_->readers, sql::remove_feed, id.to_db()); }

Result<std::vector<bool>> Store::known(std::span<const std::string> addresses) {
    std::vector<ArticleId> names;
    names.reserve(addresses.size());
    for (const auto& address : addresses) names.push_back(article_id(address));
    return known(std::span<const ArticleId>(names));
}

Result<std::optional<ArticleId>> Store::named(ArticleId name) {
    {
        const Use row = TRY(use(*state_->articles, sql::find_article, name.to_db()));
        if (TRY(row->step())) return name;
    }
    const Use row = TRY(use(*state_->articles, sql::alias, name.to_db()));
    if (!TRY(row->step())) return std::nullopt;
    return ArticleId::from_db(row->integer(0));
}

Result<std::vector<bool>> Store::known(std::span<const ArticleId> names) {
    std::vector<std::int64_t> ids;
    ids.reserve(names.size());
    for (const ArticleId name : names) ids.push_back(name.to_db());
    std::unordered_set<std::int64_t> there;
    for (std::size_t at = 0; at < ids.size(); at += sql::many) {
        const Use rows = TRY(use(*state_->articles, sql::known_ids));
        for (std::size_t i = 0; i < sql::many; ++i)
            rows->bind(static_cast<int>(i) + 1, at + i < ids.size() ? ids[at + i] : std::int64_t{0});
        while (TRY(rows->step())) there.insert(rows->integer(0));
    }
    std::vector<bool> known;
    known.reserve(ids.size());
    // What is withheld is known too: nobody fetches it again.
    for (const ArticleId name : names) known.push_back(there.contains(name.to_db()) || state_->withheld.contains(name));
    return known;
}

Result<std::vector<Feed>> Store::due_feeds(Instant now, std::size_t limit) {
    // After a night switched off everything is due. The productive come first among those that have waited longest, of
    // which there are a few times more than are taken: to sort all of them at each look would keep the writer from
    // writing.
    constexpr std::size_t most = 1'000'000'000;
    const std::size_t among = limit > most / 4 ? most : 4 * limit + 64;
    std::vector<Feed> feeds;
    const Use rows = TRY(use(*state_->articles, sql::due_feeds, to_unix_ms(now), static_cast<std::int64_t>(limit),
                             static_cast<std::int64_t>(among)));
    while (TRY(rows->step())) feeds.push_back(feed_of(*rows));
    return feeds;
}

Result<> Store::pull_back_feeds(Instant now, Instant latest) {
    return run(*state_->articles, sql::pull_back_feeds, to_unix_ms(now), to_unix_ms(latest),
               static_cast<std::int64_t>(Feed::State::gone));
}

Result<std::optional<Instant>> Store::next_due() {
    const Use row = TRY(use(*state_->articles, sql::next_due));
    if (!TRY(row->step()) || row->is_null(0)) return std::nullopt;
    return from_unix_ms(row->integer(0));
}

Result<> Store::put_subscription(const Subscription& s) { return put(*state_->articles, s); }
Result<> Store::drop_subscription(std::string_view token) {
    return run(*state_->articles, sql::drop_subscription, token);
}

Result<std::vector<std::string>> Store::idle_subscriptions() {
    std::vector<std::string> tokens;
    const Use rows = TRY(use(*state_->articles, sql::idle_subscriptions, std::int64_t(Feed::State::gone)));
    while (TRY(rows->step())) tokens.emplace_back(rows->text(0));
    return tokens;
}

Result<std::optional<std::string>> Store::fact(std::string_view name) {
    const Use row = TRY(use(*state_->readers, sql::fact, name));
    if (!TRY(row->step())) return std::nullopt;
    return std::string(row->text(0));
}

Result<> Store::put_fact(std::string_view name, std::string_view value) {
    return run(*state_->readers, sql::put_fact, name, value);
}

Result<> Store::forget_fact(std::string_view name) { return run(*state_->readers, sql::forget_fact, name); }

Result<Store::SiteTemplates> Store::site_templates() {
    SiteTemplates templates;
    const Use rows = TRY(use(*state_->articles, sql::site_templates));
    while (TRY(rows->step())) {
        const auto bytes = rows->blob(1);
        templates[SourceId::from_db(rows->integer(0))].assign(reinterpret_cast<const char*>(bytes.data()),
                                                              bytes.size());
    }
    return templates;
}

Result<> Store::put_site_templates(const SiteTemplates& templates) {
    auto transaction = TRY(Transaction::begin(*state_->articles));
    for (const auto& [source, bytes] : templates)
        TRY(run(*state_->articles, sql::put_site_template, source.to_db(), as_blob(bytes)));
    return transaction.commit();
}

Result<> Store::backup(const std::string& to_file) { return state_->database->backup(to_file); }

}  // namespace octavo::store
