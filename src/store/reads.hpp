// What readers have read, as rows of the archive: articles one by one, and whole listings up to a moment, so that
// "mark all as read" writes one row however many articles it is about, and is taken back by another. The later word
// counts: an article that is kept as unread after its listing was marked is unread.
//
// Connections of its own, as accounts have; every call is one transaction, whose commit outlives the machine. What only
// looks never waits for a writer. It leaves with the account. Thread-safe. Checked by tests/readers/reading_test.cpp.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "model/account.hpp"
#include "model/article.hpp"
#include "store/database.hpp"

namespace octavo::store {

struct ReadArticle {
    ArticleId article;
    bool read = true;     // false: kept as unread
    bool opened = false;  // it stands in the history
    Instant made{};       // when that was said
};
// What arrived up to a moment is read, in one listing ("src/example.org", "c/sports@en") or, as "", in all.
struct ReadMark {
    std::string place;
    Instant upto{};
    Instant made{};
};
struct Choice {
    std::string name, value;
};

class Reads {
  public:
    static constexpr std::int64_t most_undos = 20;  // kept of an account

    // As Shelves::open.
    static Result<std::unique_ptr<Reads>> open(const std::string& folder);

    // Of more than `most` articles the oldest are forgotten.
    Result<> put(AccountId who, std::span<const ReadArticle> what, std::size_t most);
    Result<std::vector<ReadArticle>> of(AccountId who, std::span<const ArticleId> which);        // those that are known
    Result<std::vector<ReadArticle>> history(AccountId who, Instant before, std::size_t limit);  // the latest first
    Result<> forget(AccountId who);                                                              // all articles

    Result<std::vector<ReadMark>> marks(AccountId who);
    // A number to take it back by; 0: the account is gone.
    Result<std::int64_t> mark(AccountId who, std::span<const std::string> places, Instant upto, Instant now);
    Result<bool> undo(AccountId who, std::int64_t number);  // false: done already, or long ago
    Result<bool> can_undo(AccountId who, std::int64_t number);

    Result<std::vector<Choice>> choices(AccountId who);
    Result<> choose(AccountId who, std::string_view name, std::string_view value);  // "": as nobody had chosen

  private:
    Reads(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection, std::unique_ptr<Connection> look);

    const std::unique_ptr<Database> database_;
    std::mutex mutex_;  // of the connection that writes
    const std::unique_ptr<Connection> connection_;
    std::mutex look_mutex_;  // of the one that looks
    const std::unique_ptr<Connection> look_;
};

}  // namespace octavo::store
