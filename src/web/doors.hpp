// Where forms of accounts are worked on. To look at a password costs a fifth of a second of a core and 64 MB, so it is
// had on threads of its own, two at once, and whoever is at the door waits a moment; of one household few at once, of
// all a bounded number. What only writes a row does not stand in that queue, and neither waits for who brings a file.
//
//   doors.order(kind, key, owner, work)    when somebody sent a form; `key` names the form, so that it is worked on
//   once doors.when(key, [] { ... })            when that is done doors.look(key, owner)                 -> the secret
//   of a new login ("" where there is none to have), or why not
//
// What is quick is asked of accounts() at once. Thread-safe; outlives the site, and the accounts outlive it. Checked by
// tests/web/accounts_test.cpp.
#pragma once

#include "readers/bring.hpp"
#include "readers/keys.hpp"
#include "readers/lists.hpp"
#include "readers/margins.hpp"
#include "readers/reading.hpp"
#include "readers/shelf.hpp"
#include "readers/talk.hpp"
#include "readers/tastes.hpp"
#include "web/workbench.hpp"

namespace octavo::web {

class Doors {
  public:
    using Entered = readers::Answer<std::string>;
    using Work = std::function<Entered(readers::Accounts&)>;

    struct Rooms {  // all outlive it
        readers::Accounts& accounts;
        readers::Shelf& shelf;
        readers::ReadStates& reads;
        readers::Bring& bring;
        readers::Tastes& tastes;
        readers::Lists& lists;
        readers::Margins& margins;
        readers::Talk* talk = nullptr;  // null where nothing is said of articles
        readers::Quotas* quotas = nullptr;
    };
    Doors(const Rooms& rooms, const Clock& clock);
    ~Doors();

    readers::Accounts& accounts() { return accounts_; }
    readers::Shelf& shelf() { return behind_.shelf; }
    readers::ReadStates& reads() { return behind_.reads; }
    readers::Bring& bring() { return behind_.bring; }
    readers::Tastes& tastes() { return behind_.tastes; }
    readers::Lists& lists() { return behind_.lists; }
    readers::Margins& margins() { return behind_.margins; }
    readers::Talk* talk() { return behind_.talk; }
    readers::Quotas* quotas() { return behind_.quotas; }  // null: the usual ones hold for all
    // A name for what is not to be told from its name: by the accounts' own key, of this process.
    std::string key_of(std::string_view form) const { return accounts_.form_token(form); }
    enum class Kind : std::uint8_t { password, row, file, errand };  // errand: a command, which may take a minute
    Taken order(Kind kind, std::string key, std::string owner, Work work);
    bool when(std::string_view key, const std::function<void()>& done) {
        return passwords_.when(key, done) || rows_.when(key, done) || files_.when(key, done) ||
               errands_.when(key, done);
    }
    // Nobody waits for it any more: it is not begun. False: it may be done by now.
    bool drop(std::string_view key) {
        return passwords_.drop(key) || rows_.drop(key) || files_.drop(key) || errands_.drop(key);
    }
    std::shared_ptr<const Entered> look(std::string_view key, std::string_view owner) {
        for (Workbench<Entered>* bench : {&passwords_, &rows_, &files_, &errands_})
            if (auto made = bench->look(key, owner).made) return made;
        return nullptr;
    }
    // Writes down that a login was used, when there is time.
    void used(std::string secret);
    // Somebody signed in, perhaps, opened an article.
    void opened(std::string secret, ArticleId what);
    // Work that nobody waits for, when there is time: under one name not again so soon.
    void later(std::string name, Duration not_again_for, std::function<void()> work);
    // Writes down that replies up to this comment were looked at.
    void seen(AccountId who, std::int64_t upto);
    void app_used(std::string password);  // the same of a program's
    // Somebody has left: what is overwritten in the archive is to leave the engine's log as well.
    void tidy();

  private:
    readers::Accounts& accounts_;
    const Rooms behind_;
    const Clock& clock_;
    Workbench<Entered> passwords_, rows_, files_, errands_, notes_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    bool untidy_ = false;
    std::unordered_map<std::string, Instant> lately_;  // when what is done later was ordered
    std::jthread janitor_;                             // the last member: it ends first
};

// What a refusal is in HTTP, and how long it lasts: a header line, or none.
int status_of(readers::Refusal why);
std::string retry_after(Duration wait);

// The secret of a new login, for its cookie.
inline Doors::Entered secret_of(readers::Answer<readers::SignedIn> in) {
    if (!in) return std::unexpected(std::move(in).error());
    return std::move(in->secret);
}
// What came of a form that has nothing to give back.
inline Doors::Entered outcome(const readers::Answer<>& answer) {
    if (!answer) return std::unexpected(answer.error());
    return std::string();
}

}  // namespace octavo::web
