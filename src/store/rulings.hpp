// What people decided, as it is looked up: what is withheld and why, who is left out, who is not asked for a while, how
// stories and hashtags were put right. Written by the one writer (Store), in the transaction that carries it out; read
// here on a connection of its own, by pages, which never wait for a writer. Thread-safe. Checked by
// tests/store/takedown_test.cpp.
#pragma once

#include <limits>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "model/ruling.hpp"
#include "store/database.hpp"

namespace octavo::store {

class Rulings {
  public:
    // not_found: there is no archive in the folder. refused: it is of an older version.
    static Result<std::unique_ptr<Rulings>> open(const std::string& folder);

    // By any name it had.
    Result<std::optional<Withheld>> withheld(ArticleId id);
    // The latest first, those behind `before` (of an earlier page, its last one).
    Result<std::vector<Withheld>> withheld(const std::optional<Withheld>& before, std::size_t limit);
    Result<std::int64_t> count_withheld();
    Result<std::vector<LeftOut>> left_out();                            // by domain
    Result<std::optional<LeftOut>> left_out_of(std::string_view host);  // the ruling that covers this host
    Result<std::unordered_map<SourceId, Instant>> paused();
    Result<std::unordered_map<SourceId, std::int64_t>> articles_since(Instant since);

    Result<std::vector<StoryRuling>> story_rulings(std::int64_t before = std::numeric_limits<std::int64_t>::max(),
                                                   std::size_t limit = 100);
    Result<std::optional<std::string>> story_title(StoryId id);
    Result<std::vector<TagRuling>> tag_rulings();
    Result<std::optional<TagRuling>> tag_ruling(TagId id);

  private:
    Rulings(std::unique_ptr<Database> database, std::unique_ptr<Connection> look);

    const std::unique_ptr<Database> database_;
    std::mutex mutex_;
    const std::unique_ptr<Connection> look_;
};

// Rows of sql::story_rulings, sql::tag_rulings.
StoryRuling story_ruling_of(const Statement& row);
TagRuling tag_ruling_of(const Statement& row);
// How a hashtag is written in the end: of an alias of an alias the last. `name`: as it is written now.
struct WrittenTag {
    TagId tag;
    std::string name;
    bool banned = false;
};
Result<WrittenTag> written_as(Connection& connection, TagId tag, std::string name);

}  // namespace octavo::store
