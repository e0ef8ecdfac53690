// What leaves the archive because somebody said so: an article, or all of a publisher.
//
//   take_down(ids)      the rows of each, its words in the index, every kept page and version of it, what was written
//                       from it. Its names stay, apart, so that it is known when a feed names it again.
//   leave_out(domain)   the ruling and the end of its feeds, at once; its articles leave in slices (clear_left_out), so
//                       that others' articles need not wait for fifty thousand of them
//
// A copy elsewhere was folded under what leaves: the oldest copy is the original then. What a service wrote may cite
// any of it, and is written anew when it is asked for. Checked by tests/store/takedown_test.cpp.
#include "base/url.hpp"
#include "store/rows.hpp"
#include "store/rulings.hpp"
#include "store/state.hpp"
#include "store/statements.hpp"

namespace octavo::store {
namespace {

struct Doomed {
    Leaving article;
    SourceId source;
    StoryId story;
    bool copy = false, sample = false;
    std::string domain;
    std::vector<std::int64_t> names;
};

std::string host_of(std::string_view url) {
    const auto parsed = Url::parse(url);
    return parsed && parsed->is_web() ? std::string(bare_host(parsed->host())) : std::string();
}

Result<std::optional<Doomed>> find_doomed(Connection& connection, Unpacker& unpacker, ArticleId id) {
    Doomed out;
    std::string terms, url;
    {
        const Use row = TRY(use(connection, sql::to_take_down, id.to_db()));
        if (!TRY(row->step())) return std::optional<Doomed>();
        out.article.position = row->integer(0);
        out.article.id = id;
        out.source = SourceId::from_db(row->integer(1));
        out.story = StoryId::from_db(row->integer(2));
        out.copy = row->integer(3) != 0;
        out.sample = row->integer(4) != 0;
        terms = TRY(unpacker.unpack(as_text(row->blob(5))));
        out.domain = row->text(6);
        url = row->text(7);
    }
    out.article.terms = decode_terms(terms);
    if (out.domain.empty()) out.domain = host_of(url);
    out.names = {id.to_db()};
    const Use rows = TRY(use(connection, sql::aliases_of, id.to_db()));
    while (TRY(rows->step())) out.names.push_back(rows->integer(0));
    return std::optional(std::move(out));
}

// The oldest copy of what leaves is the original of the others. True: there was one.
Result<bool> promote_copy(Connection& connection, ArticleId gone) {
    std::int64_t first = 0;
    {
        const Use row = TRY(use(connection, sql::first_copy_of, gone.to_db()));
        if (TRY(row->step())) first = row->integer(0);
    }
    if (first == 0) return false;
    TRY(run(connection, sql::make_original, first));
    TRY(run(connection, sql::copies_follow, gone.to_db(), first));
    return true;
}

Result<std::int64_t> number_of(Connection& connection, std::string_view sql) {
    const Use row = TRY(use(connection, sql));
    return TRY(row->step()) ? row->integer(0) : 0;
}

}  // namespace

// Within a transaction of the caller's.
Result<> Store::State::erase(const std::vector<ArticleId>& ids, const std::optional<Reason>& withhold,
                             Counters& counts) {
    Connection& connection = *readers;
    std::set<StoryId> stories;
    std::set<SourceId> sources;
    for (const ArticleId id : ids) {
        const auto one = TRY(find_doomed(connection, unpacker, id));
        if (!one) continue;
        for (const std::int64_t name : withhold ? one->names : std::vector<std::int64_t>())
            TRY(run(connection, sql::withhold, name, id.to_db(), one->domain, to_unix_ms(withhold->at),
                    withhold->words));
        TRY(erase_article(connection, *dialect, one->article));
        const bool promoted = TRY(promote_copy(connection, id));
        if (one->story) stories.insert(one->story);
        sources.insert(one->source);
        --counts.articles;
        counts.real_articles -= one->sample ? 0 : 1;
        counts.copies -= (one->copy ? 1 : 0) + (promoted ? 1 : 0);
    }
    for (const StoryId story : stories) {
        TRY(run(connection, sql::recount_story, story.to_db()));
        {
            const Use left = TRY(use(connection, sql::count_of_story, story.to_db()));
            if (!TRY(left->step()) || left->integer(0) > 0) continue;
        }
        TRY(run(connection, sql::drop_story, story.to_db()));
        TRY(run(connection, sql::drop_redirects_to, story.to_db()));
        --counts.stories;
    }
    for (const SourceId source : sources) TRY(run(connection, sql::recount_source, source.to_db()));
    counts.versions = TRY(number_of(connection, sql::count_versions));
    return run(connection, sql::drop_generated);
}

Result<std::size_t> Store::take_down(std::span<const ArticleId> ids, std::string_view reason, Instant now) {
    std::vector<ArticleId> known;
    for (const ArticleId id : ids)
        if (const auto there = TRY(named(id)); there && std::ranges::find(known, *there) == known.end())
            known.push_back(*there);
    Counters counters = state_->counters;
    auto transaction = TRY(Transaction::begin(*state_->readers));
    TRY(state_->erase(known, State::Reason{now, reason}, counters));
    TRY(write_counters(*state_->readers, state_->counters, counters));
    TRY(transaction.commit());
    state_->counters = counters;
    TRY(state_->learn_rulings());
    ++state_->generation;
    return known.size();
}

Result<bool> Store::give_back(ArticleId id) {
    if (!state_->withheld.contains(id)) return false;
    ArticleId article;
    {
        const Use row = TRY(use(*state_->readers, sql::withheld_as, id.to_db()));
        if (!TRY(row->step())) return false;
        article = ArticleId::from_db(row->integer(0));
    }
    TRY(run(*state_->readers, sql::give_back, article.to_db()));
    TRY(state_->learn_rulings());
    ++state_->generation;
    return true;
}

Result<std::size_t> Store::leave_out(std::string_view domain, std::string_view reason, Instant now) {
    Connection& connection = *state_->readers;
    std::vector<Feed> feeds;
    {
        const Use rows = TRY(use(connection, sql::feeds));
        while (TRY(rows->step())) feeds.push_back(feed_of(*rows));
    }
    std::map<SourceId, std::string> domains;
    {
        const Use rows = TRY(use(connection, sql::sources));
        while (TRY(rows->step()))
            if (const SourceRow row = source_of(*rows); true) domains[row.source.id] = row.source.domain;
    }
    auto transaction = TRY(Transaction::begin(connection));
    TRY(run(connection, sql::leave_out, domain, to_unix_ms(now), reason));
    std::size_t ended = 0;
    for (const Feed& feed : feeds) {
        if (!lies_below(domains[feed.source], domain) && !lies_below(host_of(feed.url), domain)) continue;
        TRY(run(connection, sql::remove_feed, feed.id.to_db()));
        ++ended;
    }
    TRY(transaction.commit());
    TRY(state_->learn_rulings());
    state_->swept = false;
    ++state_->generation;
    return ended;
}

Result<bool> Store::let_back(std::string_view domain) {
    const bool there = std::ranges::find(state_->left_out, domain, &LeftOut::domain) != state_->left_out.end();
    TRY(run(*state_->readers, sql::let_back, domain));
    TRY(state_->learn_rulings());
    ++state_->generation;
    return there;
}

// One slice: what is of a source of theirs first, then what others led us to, and in the end the sources themselves.
Result<std::vector<ArticleId>> Store::clear_left_out(std::size_t most) {
    constexpr std::int64_t looked_at = 512;
    std::vector<ArticleId> gone;
    if (state_->swept || state_->left_out.empty()) return gone;
    Connection& connection = *state_->readers;
    std::vector<SourceId> theirs;
    {
        const Use rows = TRY(use(connection, sql::sources));
        while (TRY(rows->step()))
            if (const SourceRow row = source_of(*rows); is_left_out(row.source.domain)) theirs.push_back(row.source.id);
    }
    for (const SourceId source : theirs) {
        const Use rows =
            TRY(use(connection, sql::some_of_source, source.to_db(), static_cast<std::int64_t>(most - gone.size())));
        while (gone.size() < most && TRY(rows->step())) gone.push_back(ArticleId::from_db(rows->integer(0)));
    }
    for (const LeftOut& one : state_->left_out) {
        const std::string pattern = fmt::format("%{}%", one.domain);
        for (Position after = std::numeric_limits<Position>::min(); gone.size() < most;) {
            std::vector<std::pair<ArticleId, std::string>> slice;
            {
                const Use rows =
                    TRY(use(connection, sql::some_by_address, after, std::string_view(pattern), looked_at));
                while (TRY(rows->step())) {
                    slice.emplace_back(ArticleId::from_db(rows->integer(0)), rows->text(1));
                    after = rows->integer(2);
                }
            }
            for (const auto& [id, url] : slice)
                if (gone.size() < most && lies_below(host_of(url), one.domain) &&
                    std::ranges::find(gone, id) == gone.end())
                    gone.push_back(id);
            if (std::ssize(slice) < looked_at) break;
        }
    }
    Counters counters = state_->counters;
    auto transaction = TRY(Transaction::begin(connection));
    if (!gone.empty()) TRY(state_->erase(gone, std::nullopt, counters));
    const bool done = gone.size() < most;
    for (const SourceId source : done ? theirs : std::vector<SourceId>())
        for (const auto drop : {sql::drop_source, sql::drop_site_template, sql::resume_source})
            TRY(run(connection, drop, source.to_db()));
    TRY(write_counters(connection, state_->counters, counters));
    TRY(transaction.commit());
    state_->counters = counters;
    state_->swept = done;
    ++state_->generation;
    return gone;
}

// A source that is followed no more, with all it told. Gives the articles that left; `most` a call.
Result<std::vector<ArticleId>> Store::forget_source(SourceId id, std::size_t most) {
    Connection& connection = *state_->readers;
    std::vector<ArticleId> gone;
    {
        const Use rows = TRY(use(connection, sql::some_of_source, id.to_db(), static_cast<std::int64_t>(most)));
        while (TRY(rows->step())) gone.push_back(ArticleId::from_db(rows->integer(0)));
    }
    std::vector<Feed> feeds;
    {
        const Use rows = TRY(use(connection, sql::feeds_of, id.to_db()));
        while (TRY(rows->step())) feeds.push_back(feed_of(*rows));
    }
    Counters counters = state_->counters;
    auto transaction = TRY(Transaction::begin(connection));
    for (const Feed& feed : feeds) TRY(run(connection, sql::remove_feed, feed.id.to_db()));
    TRY(state_->erase(gone, std::nullopt, counters));
    if (gone.size() < most)
        for (const auto drop : {sql::drop_source, sql::drop_site_template, sql::resume_source})
            TRY(run(connection, drop, id.to_db()));
    TRY(write_counters(connection, state_->counters, counters));
    TRY(transaction.commit());
    state_->counters = counters;
    ++state_->generation;
    return gone;
}

Result<> Store::pause(SourceId id, bool pause, Instant now) {
    TRY(pause ? run(*state_->readers, sql::pause_source, id.to_db(), to_unix_ms(now))
              : run(*state_->readers, sql::resume_source, id.to_db()));
    ++state_->generation;
    return {};
}

Result<std::vector<SourceId>> Store::paused() {
    std::vector<SourceId> out;
    const Use rows = TRY(use(*state_->readers, sql::all_paused));
    while (TRY(rows->step())) out.push_back(SourceId::from_db(rows->integer(0)));
    return out;
}

Result<> Store::set_source(const Source& s) {
    TRY(run(*state_->readers, sql::set_source, s.id.to_db(), s.name, s.home, s.country, s.language, s.kind));
    ++state_->generation;
    return {};
}

bool Store::is_withheld(ArticleId name) const { return state_->withheld.contains(name); }

const LeftOut* Store::is_left_out(std::string_view host) const {
    for (const LeftOut& one : state_->left_out)
        if (lies_below(bare_host(host), one.domain)) return &one;
    return nullptr;
}

const std::vector<LeftOut>& Store::left_out() const { return state_->left_out; }

Result<> Store::State::learn_rulings() {
    std::unordered_set<ArticleId> names;
    {
        const Use rows = TRY(use(*readers, sql::all_withheld));
        while (TRY(rows->step())) names.insert(ArticleId::from_db(rows->integer(0)));
    }
    std::vector<LeftOut> domains;
    {
        const Use rows = TRY(use(*readers, sql::all_left_out));
        while (TRY(rows->step()))
            domains.push_back({std::string(rows->text(0)), from_unix_ms(rows->integer(1)), std::string(rows->text(2))});
    }
    withheld = std::move(names);
    left_out = std::move(domains);
    return {};
}

}  // namespace octavo::store
