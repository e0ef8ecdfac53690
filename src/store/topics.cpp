#include "store/topics.hpp"

#include "store/rows.hpp"
#include "store/statements.hpp"

namespace octavo::store {
namespace {

constexpr std::int64_t looked_at = 300;  // of a tag's newest articles, for what else they are about

std::int64_t of_sample(std::optional<bool> sample) { return sample ? std::int64_t{*sample} : std::int64_t{-1}; }

TagRef tag_at(const Statement& row) { return {TagId::from_db(row.integer(0)), std::string(row.text(1))}; }

}  // namespace

Result<> add_topics(Connection& connection, FullArticle& article) {
    {
        const Use rows = TRY(use(connection, sql::tags_of, article.card.position));
        while (TRY(rows->step()))
            if (rows->integer(2) != 0) article.tags.push_back(tag_at(*rows));
    }
    const Use rows = TRY(use(connection, sql::places_of, article.card.position));
    while (TRY(rows->step())) article.places.emplace_back(rows->text(0));
    return {};
}

Result<std::optional<TagRef>> tag_of(Connection& connection, TagId id) {
    const Use row = TRY(use(connection, sql::tag, id.to_db()));
    if (!TRY(row->step())) return std::nullopt;
    return tag_at(*row);
}

Result<std::vector<TagCount>> related_tags(Connection& connection, TagId id, std::size_t limit) {
    std::vector<TagCount> found;
    const Use rows = TRY(use(connection, sql::related_tags, id.to_db(), looked_at, static_cast<std::int64_t>(limit)));
    while (TRY(rows->step())) found.push_back({tag_at(*rows), rows->integer(2)});
    return found;
}

Result<std::vector<Instant>> times_of_tag(Connection& connection, TagId id, Instant since, std::optional<bool> sample) {
    std::vector<Instant> times;
    const Use rows = TRY(use(connection, sql::days_of_tag, id.to_db(), position_of(since, 0), of_sample(sample)));
    while (TRY(rows->step())) times.push_back(from_unix_ms(rows->integer(0)));
    return times;
}

Result<std::vector<TagPulse>> rising_tags(Connection& connection, const Rising& wanted) {
    std::vector<TagPulse> found;
    const Use rows = TRY(use(connection, sql::rising_tags, position_of(wanted.since, 0), position_of(wanted.recent, 0),
                             wanted.language, of_sample(wanted.sample), std::int64_t{wanted.publishers}));
    while (TRY(rows->step())) found.push_back({tag_at(*rows), rows->integer(2), rows->integer(3), rows->integer(4)});
    return found;
}

Result<std::vector<PlaceCount>> busy_places(Connection& connection, Instant since, std::optional<bool> sample,
                                            std::size_t limit) {
    std::vector<PlaceCount> found;
    const Use rows = TRY(
        use(connection, sql::busy_places, position_of(since, 0), of_sample(sample), static_cast<std::int64_t>(limit)));
    while (TRY(rows->step())) found.push_back({std::string(rows->text(0)), rows->integer(1)});
    return found;
}

Result<std::vector<std::int64_t>> take_tags(Connection& connection, Position position) {
    std::vector<std::int64_t> tags;
    {
        const Use rows = TRY(use(connection, sql::tag_ids_of, position));
        while (TRY(rows->step())) tags.push_back(rows->integer(0));
    }
    if (!tags.empty()) TRY(run(connection, sql::drop_tags, position));
    return tags;
}

Result<> drop_lone_tags(Connection& connection, std::span<const std::int64_t> tags) {
    for (const std::int64_t tag : tags) TRY(run(connection, sql::drop_lone_tag, tag));
    return {};
}

}  // namespace octavo::store
