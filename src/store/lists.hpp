// Lists that readers make of articles, as rows of the archive. Who may see one, and what it may be called, is the
// readers room's (readers/lists.hpp).
//
// Connections of its own, as accounts have; every call is one transaction, whose commit outlives the machine. What only
// looks never waits for a writer. A list leaves with its account, in the same transaction (accounts.hpp). Thread-safe.
// Checked by tests/readers/lists_test.cpp.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "model/account.hpp"
#include "model/comment.hpp"
#include "store/database.hpp"

namespace octavo::store {

using ListId = Id<struct ListTag>;  // drawn by lot

struct List {
    ListId id;
    AccountId owner;
    std::string name, about;
    bool is_public = false;
    bool barred = false;  // by a moderator: nobody but its owner sees it
    Instant made{}, changed{};
    std::string owner_name;
    Instant owner_since{};
    bool owner_stopped = false;  // closed, or not allowed to write for a time
    std::int64_t entries = 0;
    std::int64_t reports = 0;                                      // by how many, since a moderator has looked
    std::vector<std::pair<Complaint, std::int64_t>> reasons = {};  // of these; only where reports are looked at
};
struct ListEntry {
    ArticleId article;
    std::int64_t place = 0;  // the larger stands first
    Instant made{};
    std::string said;  // by the list's owner; "" nothing
};

class Lists {
  public:
    // As Shelves::open.
    static Result<std::unique_ptr<Lists>> open(const std::string& folder);

    // False: there are `most` already, or the account is gone.
    Result<bool> add(const List& list, std::size_t most);
    // What is not that owner's stays as it is. False: it is not there, or not theirs.
    Result<bool> change(const List& list);  // its name, what it is about, whether it is public
    Result<bool> drop(AccountId owner, ListId id, Instant now);
    Result<bool> has_barred(AccountId owner);  // one that a moderator took out of view, and has not let back
    // Back, where it was dropped after `since`; false as well where there are `most` others.
    Result<bool> undrop(AccountId owner, ListId id, Instant since, std::size_t most);
    Result<> forget_dropped(Instant before);                     // for good
    Result<std::vector<List>> of(AccountId owner, Instant now);  // the last changed first
    Result<std::optional<List>> list(ListId id, Instant now);

    // At the head. False: there are `most` already, or it is not a list of theirs. What is there already is there.
    Result<bool> put(AccountId owner, ListId id, const ListEntry& what, std::size_t most);
    Result<> take_out(AccountId owner, ListId id, ArticleId what, Instant now);
    Result<> say(AccountId owner, ListId id, ArticleId what, std::string_view said, Instant now);
    Result<> move(AccountId owner, ListId id, ArticleId what, bool up, Instant now);  // by one
    // Placed below `before`, from the head.
    Result<std::vector<ListEntry>> entries(ListId id, std::int64_t before, std::size_t limit);
    Result<std::vector<ListId>> with(AccountId owner, ArticleId what);  // in which of theirs it stands

    Result<> report(ListId id, AccountId by, Complaint why, Instant now);
    struct Reported {
        ListId list;
        Complaint why = Complaint::other;
        Instant made{};
    };
    Result<std::vector<Reported>> reports_by(AccountId account);  // the first made first
    // The owner; none: it is not there. Its reports are answered.
    Result<AccountId> bar(ListId id, bool barred);
    // Behind an id, for who looks through them: those reported or barred; or all that are public.
    enum class Which : std::uint8_t { looked_at, open };
    Result<std::vector<List>> all(Which which, ListId behind, Instant now, std::size_t limit);

  private:
    Lists(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection, std::unique_ptr<Connection> look);
    template <class... Values>
    Result<> write(std::string_view sql, AccountId owner, ListId id, Instant now, const Values&... values);
    Result<bool> is_theirs(AccountId owner, ListId id);

    const std::unique_ptr<Database> database_;
    std::mutex mutex_;  // of the connection that writes
    const std::unique_ptr<Connection> connection_;
    std::mutex look_mutex_;  // of the one that looks
    const std::unique_ptr<Connection> look_;
};

}  // namespace octavo::store
