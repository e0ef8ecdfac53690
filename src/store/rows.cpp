#include "store/rows.hpp"

#include "model/wire.hpp"
#include "store/statements.hpp"

namespace octavo::store {
namespace {

std::string string_at(const Statement& row, int column) { return std::string(row.text(column)); }
Instant time_at(const Statement& row, int column) { return from_unix_ms(row.integer(column)); }
std::optional<Instant> maybe_time_at(const Statement& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional(time_at(row, column));
}
Kind kind_at(const Statement& row, int column) {
    return static_cast<Kind>(std::clamp<std::int64_t>(row.integer(column), 0, static_cast<int>(Kind::video)));
}

std::int64_t second_of(Instant time) {
    // Dates out of all reason (a feed's year 99999) must not overflow the key: 2^38 seconds are 8,700 years.
    constexpr std::int64_t most = std::int64_t{1} << 38;
    const auto second = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
    return std::clamp<std::int64_t>(second, -most, most);
}

}  // namespace

Position first_position_at(Instant time) { return second_of(time) * (std::int64_t{1} << arrival_bits); }

Position position_of(Instant published, std::int64_t arrival) {
    return first_position_at(published) + (arrival & ((std::int64_t{1} << arrival_bits) - 1));
}

Instant standing_of(const Card& card) { return Instant(std::chrono::seconds(card.position >> arrival_bits)); }

Card card_of(const Statement& row) {
    Card card;
    card.position = row.integer(0);
    card.id = ArticleId::from_db(row.integer(1));
    card.source = SourceId::from_db(row.integer(2));
    card.source_name = string_at(row, 3);
    card.source_domain = string_at(row, 4);
    card.url = string_at(row, 5);
    card.title = string_at(row, 6);
    card.excerpt = string_at(row, 7);
    card.language = string_at(row, 8);
    card.author = string_at(row, 9);
    card.section = string_at(row, 10);
    card.image = string_at(row, 11);
    card.image_alt = string_at(row, 12);
    card.published = time_at(row, 13);
    card.stated = maybe_time_at(row, 14);
    card.first_seen = time_at(row, 15);
    card.kind = kind_at(row, 16);
    card.words = static_cast<std::uint32_t>(row.integer(17));
    card.story = StoryId::from_db(row.integer(18));
    card.story_size = static_cast<std::uint32_t>(row.integer(19));
    card.duplicate_of = ArticleId::from_db(row.integer(20));
    card.sample = row.integer(21) != 0;
    card.category = category_of(row.text(22)).value_or(Category::general);
    return card;
}

Card brief_of(const Statement& row) {
    Card card;
    card.position = row.integer(0);
    card.id = ArticleId::from_db(row.integer(1));
    card.source = SourceId::from_db(row.integer(2));
    card.title = string_at(row, 3);
    card.language = string_at(row, 4);
    card.kind = kind_at(row, 5);
    card.published = time_at(row, 6);
    card.story = StoryId::from_db(row.integer(7));
    card.duplicate_of = ArticleId::from_db(row.integer(8));
    card.sample = row.integer(9) != 0;
    return card;
}

SourceRow source_of(const Statement& row) {
    SourceRow out;
    out.source.id = SourceId::from_db(row.integer(0));
    out.source.domain = string_at(row, 1);
    out.source.name = string_at(row, 2);
    out.source.home = string_at(row, 3);
    out.source.country = string_at(row, 4);
    out.source.language = string_at(row, 5);
    out.source.kind = string_at(row, 6);
    out.source.klass = row.integer(7) != 0 ? Source::Class::sample : Source::Class::real;
    out.articles = row.integer(8);
    out.newest = maybe_time_at(row, 9);
    return out;
}

Feed feed_of(const Statement& row) {
    Feed feed;
    feed.id = FeedId::from_db(row.integer(0));
    feed.source = SourceId::from_db(row.integer(1));
    feed.url = string_at(row, 2);
    feed.title = string_at(row, 3);
    feed.state =
        static_cast<Feed::State>(std::clamp<std::int64_t>(row.integer(4), 0, static_cast<int>(Feed::State::refused)));
    feed.etag = string_at(row, 5);
    feed.last_modified = string_at(row, 6);
    feed.body_hash = string_at(row, 7);
    feed.polled = maybe_time_at(row, 8);
    feed.worked = maybe_time_at(row, 9);
    feed.due = time_at(row, 10);
    feed.interval_s = static_cast<std::int32_t>(row.integer(11));
    feed.failures = static_cast<std::int32_t>(row.integer(12));
    feed.status = static_cast<std::int32_t>(row.integer(13));
    feed.reason = string_at(row, 14);
    feed.learnt = as_text(row.blob(15));
    feed.kind =
        static_cast<Feed::Kind>(std::clamp<std::int64_t>(row.integer(16), 0, static_cast<int>(Feed::Kind::listing)));
    feed.was_at = string_at(row, 17);
    feed.memory = as_text(row.blob(18));
    return feed;
}

Result<> put(Connection& connection, const Feed& f) {
    return run(connection, sql::put_feed, f.id.to_db(), f.source.to_db(), f.url, f.title, std::int64_t(f.state), f.etag,
               f.last_modified, f.body_hash, nullable(f.polled), nullable(f.worked), to_unix_ms(f.due),
               std::int64_t{f.interval_s}, std::int64_t{f.failures}, std::int64_t{f.status}, f.reason,
               as_blob(f.learnt), std::int64_t(f.kind), f.was_at, as_blob(f.memory));
}

Subscription subscription_of(const Statement& row) {
    Subscription s;
    s.token = string_at(row, 0);
    s.feed = FeedId::from_db(row.integer(1));
    s.hub = string_at(row, 2);
    s.topic = string_at(row, 3);
    s.site = string_at(row, 4);
    s.secret = string_at(row, 5);
    s.state = static_cast<Subscription::State>(
        std::clamp<std::int64_t>(row.integer(6), 0, static_cast<int>(Subscription::State::leaving)));
    s.asked = maybe_time_at(row, 7);
    s.lease = maybe_time_at(row, 8);
    s.pushed = maybe_time_at(row, 9);
    s.next = time_at(row, 10);
    s.failures = static_cast<std::int32_t>(row.integer(11));
    s.proven = row.integer(12) != 0;
    s.pushes = row.integer(13);
    s.forged = row.integer(14);
    s.reason = string_at(row, 15);
    return s;
}

Result<> put(Connection& connection, const Subscription& s) {
    return run(connection, sql::put_subscription, s.token, s.feed.to_db(), s.hub, s.topic, s.site, s.secret,
               std::int64_t(s.state), nullable(s.asked), nullable(s.lease), nullable(s.pushed), to_unix_ms(s.next),
               std::int64_t{s.failures}, std::int64_t{s.proven}, s.pushes, s.forged, s.reason);
}

std::string encode_edges(const Edges& edges) {
    wire::Encoder out;
    out.list(edges, [&](const auto& edge) {
        out.fixed64(edge.first.value);
        out.real(edge.second);
    });
    return out.take();
}

Edges decode_edges(std::string_view bytes) {
    wire::Decoder in(bytes);
    Edges edges;
    in.list([&] {
        const ArticleId to{in.fixed64()};
        const float score = in.real();
        if (in.ok()) edges.emplace_back(to, score);
    });
    return edges;
}

void add_edge(Edges& edges, ArticleId to, float score) {
    if (const auto old = std::ranges::find(edges, to, &Edges::value_type::first); old != edges.end()) {
        if (old->second >= score) return;
        edges.erase(old);
    }
    // Equal scores keep their order, so that the same input gives the same page.
    const auto place = std::ranges::find_if(edges, [&](const auto& edge) { return edge.second < score; });
    edges.insert(place, {to, score});
    if (edges.size() > max_edges) edges.resize(max_edges);
}

std::string encode_terms(std::string_view title, std::string_view body) {
    wire::Encoder out;
    out.string(title);
    out.string(body);
    return out.take();
}

SearchText decode_terms(std::string_view bytes) {
    wire::Decoder in(bytes);
    SearchText terms;
    terms.title = in.string();
    terms.body = in.string();
    return terms;
}

Value nullable(const std::optional<Instant>& time) { return time ? Value(to_unix_ms(*time)) : Value(std::monostate{}); }

}  // namespace octavo::store
