// What readers keep, as rows of the archive: what each follows, what was put aside to be read, what they want to hear
// nothing of. It leaves with the account, in the same transaction (accounts.hpp). What it means is the readers room's
// (readers/shelf.hpp).
//
// Connections of its own, as accounts have; every call is one transaction, whose commit outlives the machine. What only
// looks never waits for a writer. Thread-safe. Checked by tests/readers/shelf_test.cpp.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "model/account.hpp"
#include "store/database.hpp"

namespace octavo::store {

// A listing that somebody follows.
struct Follow {
    std::string place;  // its address inside an edition, without what may change: "src/example.org", "t/bvq3k2vs5h7la"
    std::string language;  // in which it was found: of listings that are parted by it
    std::string title;     // as its page called it
    Instant made{};
    std::string folder = {};  // "" none
    std::int64_t origin = 0;  // the import that brought it (brought.hpp); 0 none
};
struct Saved {
    ArticleId article;
    Instant made{};
};

class Shelves {
  public:
    // not_found: there is no archive in the folder, and none is made. refused: it is of an older version.
    static Result<std::unique_ptr<Shelves>> open(const std::string& folder);

    // False: there are `most` already, or the account is gone. What is there already is there.
    Result<bool> follow(AccountId who, const Follow& what, std::size_t most);
    Result<> unfollow(AccountId who, std::string_view place);
    Result<> file(AccountId who, std::string_view place, std::string_view folder);
    Result<bool> follows(AccountId who, std::string_view place);
    Result<std::vector<Follow>> follows(AccountId who);  // by title

    // origin: as of Follow. False: as follow().
    Result<bool> save(AccountId who, ArticleId what, Instant now, std::size_t most, std::int64_t origin = 0);
    Result<> unsave(AccountId who, ArticleId what);
    Result<> unsave_from(AccountId who, std::int64_t origin);
    Result<bool> is_saved(AccountId who, ArticleId what);
    Result<std::vector<Saved>> saved(AccountId who, Instant before, std::size_t limit);  // the latest first

    Result<bool> mute(AccountId who, std::string_view what, Instant now, std::size_t most);  // false: as follow()
    Result<> unmute(AccountId who, std::string_view what);
    Result<std::vector<std::string>> mutes(AccountId who);

  private:
    Shelves(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection,
            std::unique_ptr<Connection> look);
    template <class... Values>
    Result<bool> put(std::string_view add, std::string_view there, AccountId who, const auto& key,
                     const Values&... values);

    const std::unique_ptr<Database> database_;
    std::mutex mutex_;  // of the connection that writes
    const std::unique_ptr<Connection> connection_;
    std::mutex look_mutex_;  // of the one that looks
    const std::unique_ptr<Connection> look_;
};

}  // namespace octavo::store
