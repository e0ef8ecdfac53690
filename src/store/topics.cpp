#include "store/topics.hpp"

#include "store/rows.hpp"
#include "store/rulings.hpp"
#include "store/statements.hpp"
#include "text/tag_key.hpp"

namespace octavo::store {
namespace {

constexpr std::int64_t looked_at = 300;  // of a tag's newest articles, for what else they are about

std::int64_t of_sample(std::optional<bool> sample) { return sample ? std::int64_t{*sample} : std::int64_t{-1}; }

TagRef tag_at(const Statement& row) { return {TagId::from_db(row.integer(0)), std::string(row.text(1))}; }
AuthorRef author_at(const Statement& row) { return {AuthorId::from_db(row.integer(0)), std::string(row.text(1))}; }

constexpr std::size_t max_tags = 8, max_authors = 8;
constexpr std::size_t longest_author = 120;  // bytes; what is longer is no name
constexpr float least_about = 0.3F;  // a place named in passing does not bring an article into that place's news

// Names that articles share, kept once: hashtags and authors alike.
struct Names {
    std::string_view put, add, ids_of, drop, drop_lone;
    std::int64_t (*id)(std::string_view key);
    std::size_t longest;
    bool ruled = false;  // an editor may have said what becomes of one
};
constexpr Names tag_names{sql::put_tag,
                          sql::add_tag,
                          sql::tag_ids_of,
                          sql::drop_tags,
                          sql::drop_lone_tag,
                          [](std::string_view key) { return tag_id(key).to_db(); },
                          1000,
                          true};
constexpr Names author_names{sql::put_author,       sql::add_author,
                             sql::author_ids_of,    sql::drop_authors,
                             sql::drop_lone_author, [](std::string_view key) { return author_id(key).to_db(); },
                             longest_author};

Result<> add_names(Connection& connection, Position position, std::span<const std::string> names, std::size_t most,
                   const Names& of) {
    std::size_t rank = 0;
    for (const std::string& name : names) {
        const std::string key = text::tag_key(name);
        if (key.empty() || name.size() > of.longest || rank == most) continue;
        std::int64_t id = of.id(key);
        std::string written = name;
        if (of.ruled) {
            const WrittenTag tag = TRY(written_as(connection, TagId::from_db(id), name));
            if (tag.banned) continue;
            id = tag.tag.to_db();
            written = tag.name;
        }
        TRY(run(connection, of.put, id, std::string_view(written)));
        TRY(run(connection, of.add, id, position, static_cast<std::int64_t>(rank++)));
    }
    return {};
}

Result<std::vector<std::int64_t>> take_names(Connection& connection, Position position, const Names& of) {
    std::vector<std::int64_t> ids;
    {
        const Use rows = TRY(use(connection, of.ids_of, position));
        while (TRY(rows->step())) ids.push_back(rows->integer(0));
    }
    if (!ids.empty()) TRY(run(connection, of.drop, position));
    return ids;
}

Result<> drop_lone(Connection& connection, std::span<const std::int64_t> ids, const Names& of) {
    for (const std::int64_t id : ids) TRY(run(connection, of.drop_lone, id));
    return {};
}

}  // namespace

Result<> add_topics(Connection& connection, FullArticle& article) {
    {
        const Use rows = TRY(use(connection, sql::tags_of, article.card.position));
        while (TRY(rows->step()))
            if (rows->integer(2) != 0) article.tags.push_back(tag_at(*rows));
    }
    {
        const Use rows = TRY(use(connection, sql::authors_of, article.card.position));
        while (TRY(rows->step())) article.authors.push_back(author_at(*rows));
    }
    const Use rows = TRY(use(connection, sql::places_of, article.card.position));
    while (TRY(rows->step())) article.places.emplace_back(rows->text(0));
    return {};
}

Result<> add_shared(Connection& connection, FullArticle& article) {
    constexpr std::size_t most = 6, most_tags_said = 3;
    const auto& related = article.related;
    article.shared.resize(related.size());
    std::array<Position, most> at{};  // no article stands at 0 but by a chance that costs nothing
    for (std::size_t i = 0; i < std::min(most, related.size()); ++i) at[i] = related[i].position;
    const auto of = [&](Position position) -> Shared* {
        const auto found = std::ranges::find(related, position, &Card::position);
        return found == related.end() ? nullptr : &article.shared[static_cast<std::size_t>(found - related.begin())];
    };
    if (related.empty()) return {};
    {
        const Use rows =
            TRY(use(connection, sql::shared_tags, article.card.position, at[0], at[1], at[2], at[3], at[4], at[5]));
        while (TRY(rows->step()))
            if (Shared* shared = of(rows->integer(0)); shared && shared->tags.size() < most_tags_said)
                shared->tags.push_back({TagId::from_db(rows->integer(1)), std::string(rows->text(2))});
    }
    if (std::ranges::all_of(article.shared, [](const Shared& shared) { return !shared.tags.empty(); })) return {};
    const Use rows =
        TRY(use(connection, sql::shared_places, article.card.position, at[0], at[1], at[2], at[3], at[4], at[5]));
    while (TRY(rows->step()))
        if (Shared* shared = of(rows->integer(0)); shared && shared->tags.empty())
            shared->places.emplace_back(rows->text(1));
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

Result<std::optional<AuthorRef>> author_of(Connection& connection, AuthorId id) {
    const Use row = TRY(use(connection, sql::author, id.to_db()));
    if (!TRY(row->step())) return std::nullopt;
    return author_at(*row);
}

Result<std::vector<Paper>> papers_of(Connection& connection, AuthorId id, std::size_t limit) {
    std::vector<Paper> found;
    const Use rows = TRY(use(connection, sql::papers_of_author, id.to_db(), static_cast<std::int64_t>(limit)));
    while (TRY(rows->step()))
        found.push_back({std::string(rows->text(0)), std::string(rows->text(1)), rows->integer(2)});
    return found;
}

Result<> add_topics(Connection& connection, Position position, const ParsedArticle& parsed) {
    for (const AboutPlace& place : parsed.reading.places)
        if (place.score >= least_about) TRY(run(connection, sql::add_place, place.id, position));
    TRY(add_names(connection, position, parsed.reading.hashtags, max_tags, tag_names));
    return add_names(connection, position, parsed.extraction.authors, max_authors, author_names);
}

Result<> put_topics(Connection& connection, Position position, const ParsedArticle& parsed) {
    const auto tags = TRY(take_names(connection, position, tag_names));
    const auto authors = TRY(take_names(connection, position, author_names));
    TRY(run(connection, sql::drop_places, position));
    TRY(add_topics(connection, position, parsed));
    TRY(drop_lone(connection, tags, tag_names));
    return drop_lone(connection, authors, author_names);
}

Result<> drop_topics(Connection& connection, Position position) {
    const auto tags = TRY(take_names(connection, position, tag_names));
    const auto authors = TRY(take_names(connection, position, author_names));
    TRY(run(connection, sql::drop_places, position));
    TRY(drop_lone(connection, tags, tag_names));
    return drop_lone(connection, authors, author_names);
}

}  // namespace octavo::store
