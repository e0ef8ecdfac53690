#include "store/told.hpp"

#include "store/rows.hpp"
#include "store/statements.hpp"

namespace octavo::store {

Stretch stretch_of(Instant from, Instant before) { return {first_position_at(before), first_position_at(from)}; }

Result<std::vector<Instant>> versions_of(Connection& connection, ArticleId id) {
    std::vector<Instant> fetched;
    const Use rows = TRY(use(connection, sql::versions_by_age, id.to_db()));
    while (TRY(rows->step())) fetched.push_back(from_unix_ms(rows->integer(0)));
    return fetched;
}

Result<std::optional<Spot>> newest_in(Connection& connection, const Stretch& stretch) {
    const Use row = TRY(use(connection, sql::newest_between, stretch.before, stretch.from));
    if (!TRY(row->step())) return std::nullopt;
    return Spot{row->integer(0), from_unix_ms(row->integer(1))};
}

Result<std::optional<std::int64_t>> position_after(Connection& connection, const Stretch& stretch, std::size_t many) {
    const Use row =
        TRY(use(connection, sql::position_after, stretch.before, stretch.from, static_cast<std::int64_t>(many)));
    if (!TRY(row->step())) return std::nullopt;
    return row->integer(0);
}

Result<> each_told_story(Connection& connection, const Stretch& stretch, std::size_t most,
                         const std::function<void(const ToldStory&)>& visit) {
    const Use rows =
        TRY(use(connection, sql::told_stories, stretch.before, stretch.from, static_cast<std::int64_t>(most)));
    while (TRY(rows->step()))
        visit({.id = StoryId::from_db(rows->integer(0)),
               .title = std::string(rows->text(2)),
               .language = std::string(rows->text(3)),
               .first = from_unix_ms(rows->integer(4)),
               .newest = from_unix_ms(rows->integer(1)),
               .sources = rows->integer(5)});
    return {};
}

Result<std::vector<BusyTopic>> busy_topics(Connection& connection, BusyTopic::What what, Instant since,
                                           std::int64_t fewest, std::size_t most) {
    std::vector<BusyTopic> found;
    const bool tags = what == BusyTopic::What::tag;
    const Use rows = TRY(use(connection,
                             tags                             ? sql::busy_tag_tongues
                             : what == BusyTopic::What::place ? sql::busy_place_tongues
                                                              : sql::busy_category_tongues,
                             first_position_at(since), fewest, static_cast<std::int64_t>(most)));
    const int after_name = tags ? 1 : 0;
    while (TRY(rows->step()))
        found.push_back({.what = what,
                         .id = tags ? TagId::from_db(rows->integer(0)).text() : std::string(rows->text(0)),
                         .name = tags ? std::string(rows->text(1)) : std::string(),
                         .tongue = std::string(rows->text(1 + after_name)),
                         .articles = rows->integer(2 + after_name),
                         .newest = from_unix_ms(rows->integer(3 + after_name))});
    return found;
}

}  // namespace octavo::store
