// Where forms of accounts are worked on. To look at a password costs a fifth of a second of a core and 64 MB, so it is
// had on threads of its own, two at once, and whoever is at the door waits a moment; of one household few at once, of
// all a bounded number. What only writes a row does not stand in that queue.
//
//   doors.order(kind, key, owner, work)    when somebody sent a form; `key` names the form, so that it is worked on
//   once doors.when(key, [] { ... })            when that is done doors.look(key, owner)                 -> the secret
//   of a new login ("" where there is none to have), or why not
//
// What is quick is asked of accounts() at once. Thread-safe; outlives the site, and the accounts outlive it. Checked by
// tests/web/accounts_test.cpp.
#pragma once

#include "readers/shelf.hpp"
#include "readers/talk.hpp"
#include "web/workbench.hpp"

namespace octavo::web {

class Doors {
  public:
    using Entered = readers::Answer<std::string>;
    using Work = std::function<Entered(readers::Accounts&)>;

    // `talk`: null where nothing is said of articles.
    Doors(readers::Accounts& accounts, readers::Shelf& shelf, readers::Talk* talk, const Clock& clock);
    ~Doors();

    readers::Accounts& accounts() { return accounts_; }
    readers::Shelf& shelf() { return shelf_; }
    readers::Talk* talk() { return talk_; }
    // A name for what is not to be told from its name: by the accounts' own key, of this process.
    std::string key_of(std::string_view form) const { return accounts_.form_token(form); }
    enum class Kind : std::uint8_t { password, row };
    Taken order(Kind kind, std::string key, std::string owner, Work work);
    bool when(std::string_view key, const std::function<void()>& done) {
        return passwords_.when(key, done) || rows_.when(key, done);
    }
    // Nobody waits for it any more: it is not begun. False: it may be done by now.
    bool drop(std::string_view key) { return passwords_.drop(key) || rows_.drop(key); }
    std::shared_ptr<const Entered> look(std::string_view key, std::string_view owner) {
        auto made = passwords_.look(key, owner).made;
        return made ? made : rows_.look(key, owner).made;
    }
    // Writes down that a login was used, when there is time.
    void used(std::string secret);
    // Somebody has left: what is overwritten in the archive is to leave the engine's log as well.
    void tidy();

  private:
    readers::Accounts& accounts_;
    readers::Shelf& shelf_;
    readers::Talk* talk_;
    Workbench<Entered> passwords_, rows_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    bool untidy_ = false;
    std::jthread janitor_;  // the last member: it ends first
};

// What came of a form that has nothing to give back.
inline Doors::Entered outcome(const readers::Answer<>& answer) {
    if (!answer) return std::unexpected(answer.error());
    return std::string();
}

}  // namespace octavo::web
