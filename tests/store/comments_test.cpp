// An archive of before conversations had pages: what stood there is counted, kept apart and goes on under new numbers.
#include "store/comments.hpp"

#include <doctest/doctest.h>

#include "store/migrate.hpp"
#include "store/statements.hpp"
#include "store/store.hpp"
#include "store/tables_readers.hpp"
#include "support/archive.hpp"

using namespace octavo;

namespace {

constexpr std::string_view before = R"sql(
INSERT INTO accounts (id, name, name_key, role, password, made) VALUES
  (1, 'Ada', 'ada', 0, '', 0), (2, 'Bo', 'bo', 0, '', 0), (3, 'Cy', 'cy', 0, '', 0), (4, 'Mo', 'mo', 1, '', 0);
INSERT INTO comments (number, article, parent, author, made, edited, state, words_hash, text) VALUES
  (1, 11, 0, 1, 1000, 0, 0, 7, 'one'), (2, 11, 0, 1, 2000, 0, 0, 8, 'two'), (3, 11, 0, 1, 3000, 0, 2, 9, 'three');
INSERT INTO comment_votes (comment, account, vote) VALUES (2, 2, 1), (2, 3, 1), (1, 3, -1);
INSERT INTO comment_decisions (number, batch, comment, decider, at, was, became, words_hash, undone) VALUES
  (5, 5, 3, 4, 4000, 0, 2, 9, 0);
INSERT INTO comment_reports (comment, account, reason, made, answered) VALUES (1, 2, 1, 5000, 9);
INSERT INTO comment_limits (account, kind, made, ends, giver) VALUES (2, 0, 6000, 9000000, 4), (3, 1, 7000, 0, 4);
INSERT INTO comment_appeals (number, account, comment, about, made, decider, state, text) VALUES
  (4, 2, 0, 6000, 6500, 4, 0, 'of the ban'), (6, 1, 3, 0, 6600, 4, 0, 'of the removal'),
  (7, 3, 0, 50, 6700, 4, 0, 'of a ban that is over');
)sql";

}  // namespace

TEST_CASE(
    "comments of before there were pages are counted, their limits and requests apart, their numbers not used again") {
    const test::Folder folder;
    {
        const auto database = std::move(*store::open_sqlite(folder.path()));
        const auto connection = std::move(*database->connect(store::Durability::full));
        const auto steps = store::sqlite_dialect().migrations;
        const auto step = std::ranges::find(steps, store::tables::comment_pages);
        REQUIRE(step != steps.end());
        REQUIRE(store::migrate(*connection, store::sqlite_dialect(), static_cast<int>(step - steps.begin())));
        REQUIRE(connection->execute(before));
    }
    REQUIRE(store::Store::open(folder.path()).has_value());
    const auto rows = store::Comments::open(folder.path()).value();
    const std::vector<ArticleId> here = {ArticleId{11}};
    const Instant now = from_unix_ms(8000);
    CHECK(rows->threads(here, {}, {.order = CommentOrder::oldest, .most = 9}).value().numbers ==
          std::vector<std::int64_t>{1, 2});
    // Cy, whom moderators alone see, does not count.
    CHECK(rows->find(2).value()->helpful == 1);
    CHECK(rows->find(1).value()->unhelpful == 0);
    CHECK(rows->threads(here, {}, {.order = CommentOrder::best, .most = 9}).value().numbers ==
          std::vector<std::int64_t>{2, 1});
    CHECK(rows->threads(here, {.account = AccountId{1}}, {.most = 9}).value().numbers.size() == 3);
    const auto ban = rows->limits(AccountId{2}, now).value();
    REQUIRE(ban.size() == 1);
    CHECK(ban[0].ends == from_unix_ms(9000000));
    CHECK(rows->limits(AccountId{3}, now).value().at(0).kind == store::Comments::Limit::Kind::shadow);
    const auto asked = rows->open_appeals(now, 0, 9).value();
    REQUIRE(asked.size() == 2);
    CHECK(asked[0].about == ban[0].number);
    CHECK(asked[1].about == 5);
    CHECK(rows->removal(3).value().decision == 5);
    // The decision that answered a report is gone, its number is not given again.
    const auto seen = rows->find(1).value().value();
    CHECK(rows->decide(seen, {.state = Comment::State::removed, .decider = AccountId{4}, .at = now}, {}).value() == 10);
    CHECK(rows->add({.article = here[0], .author = AccountId{1}, .made = now, .text = "four", .words = 10}).value() ==
          4);
    CHECK(rows->add_appeal({.account = AccountId{1}, .name = {}, .comment = 1, .about = 10, .made = now, .text = "?"})
              .value());
    CHECK(rows->appeal(AccountId{1}, 1, 10).value()->number == 8);
    CHECK(rows->add_limit(AccountId{1}, {.made = now, .ends = now + std::chrono::hours(1)}).value() == 3);
}
