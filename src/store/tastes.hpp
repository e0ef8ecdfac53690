// What readers want more and less of, and rules they made about articles, as rows of the archive. They leave with the
// account. What they mean is the readers room's (readers/for_you.hpp, readers/tastes.hpp).
//
// Connections of its own, as accounts have; every call is one transaction, whose commit outlives the machine. What only
// looks never waits for a writer. Thread-safe. Checked by tests/readers/tastes_test.cpp.
#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "model/account.hpp"
#include "model/ids.hpp"
#include "store/database.hpp"

namespace octavo::store {

// A listing of which somebody wants to see more, or less.
struct Taste {
    std::string place, language, title;  // as of Follow
    bool more = true;
    Instant made{};
};
// What is done with the articles that a search finds.
struct Rule {
    enum class Deed : std::uint8_t {
        leave_out,  // of one's own news
        read,       // they count as read
        save,       // they are put on the reading list
    };
    std::int64_t number = 0;  // of the account's; never given again. What the rule saved has -number as its origin
    std::string query;        // search/search.hpp
    Deed deed = Deed::leave_out;
    Instant made{};
    Instant since{};  // for what arrived from then on; 1970: for all
    Instant done{};   // save: what was first seen until then was looked at
};

class Tastes {
  public:
    // As Shelves::open.
    static Result<std::unique_ptr<Tastes>> open(const std::string& folder);

    Result<bool> put(AccountId who, const Taste& what, std::size_t most);  // false: as Shelves::follow
    Result<> drop(AccountId who, std::string_view place);
    Result<std::vector<Taste>> tastes(AccountId who);  // by title

    // With a number that is free; 0: there are `most` already, or the account is gone. A number that is given is kept:
    // a rule comes back as it was.
    Result<std::int64_t> add(AccountId who, const Rule& what, std::size_t most);
    // Puts what a rule found on the reading list, as far as there is room and as long as the rule is there, and writes
    // down how far it looked.
    Result<> save(AccountId who, std::int64_t rule, std::span<const ArticleId> found, Instant upto, Instant now,
                  std::size_t most);
    Result<bool> is_full(AccountId who, std::size_t most);
    Result<> drop_rule(AccountId who, std::int64_t rule);
    Result<std::vector<Rule>> rules(AccountId who);  // the oldest first

  private:
    Tastes(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection,
           std::unique_ptr<Connection> look);

    const std::unique_ptr<Database> database_;
    std::mutex mutex_;  // of the connection that writes
    const std::unique_ptr<Connection> connection_;
    std::mutex look_mutex_;  // of the one that looks
    const std::unique_ptr<Connection> look_;
};

}  // namespace octavo::store
