// What readers ask for and bring along: feeds the archive does not follow yet, pages put aside that are not in it, and
// whole exports of other readers, which are taken in one transaction and taken back in another.
//
// Connections of its own, as accounts have; every call is one transaction, whose commit outlives the machine. What only
// looks never waits for a writer. It leaves with the account. Thread-safe. Checked by tests/readers/bring_test.cpp.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/reads.hpp"
#include "store/shelves.hpp"

namespace octavo::store {

// A feed somebody wants to follow.
struct Wish {
    enum class State : std::uint8_t { asked, granted, followed, refused };  // asked: an editor is to say
    std::int64_t number = 0;
    AccountId account;
    std::string url;     // of a feed; where `origin` is 0 of any page of a site
    std::string site;    // its home page; "" nobody said
    std::string title;   // as whoever brought it calls it; ""
    std::string folder;  // where its source is to stand
    State state = State::asked;
    std::string detail;  // why it was refused, in English
    std::string place;   // of what is followed for it: "src/example.org"
    Instant made{};
    std::int64_t origin = 0;  // the import that brought it; 0: somebody typed it
};
// A page put aside that is not in the archive.
struct Link {
    std::string url, title;
    Instant made{};
};
struct Brought {
    std::vector<Follow> follows;
    std::vector<Wish> wishes;
    std::vector<ArticleId> read;  // elsewhere: it stands in no history
    std::vector<Saved> saved;
    std::vector<Link> links;
};
struct Limits {
    std::size_t follows, wishes, saved, links, reads;
};
struct Taken {
    std::int64_t number = 0;                                     // to take it back by; 0: the account is gone
    std::int64_t follows = 0, wishes = 0, saved = 0, links = 0;  // new
    std::int64_t already = 0;                                    // feeds that were followed or asked for before
    std::int64_t full = 0;                                       // of `saved` and `links`, those without room
};
struct Import {
    std::int64_t number = 0;
    Instant made{};
    std::string report;  // what came of it, as who took it in wrote it
};

class Bringing {
  public:
    static constexpr std::int64_t most_imports = 20;  // of an account that can be taken back

    // As Shelves::open.
    static Result<std::unique_ptr<Bringing>> open(const std::string& folder);

    Result<Taken> take(AccountId who, const Brought& what, const Limits& most, Instant now);
    Result<> report(AccountId who, std::int64_t number, std::string_view report);
    Result<std::optional<Import>> import(AccountId who, std::int64_t number);
    Result<std::vector<Import>> imports(AccountId who);  // that can be taken back, the latest first
    // What an import added leaves; what was there before it stays. False: there is no such import.
    Result<bool> take_back(AccountId who, std::int64_t number);

    // False: there are `most` already, or the account is gone. What is there already is there.
    Result<bool> wish(const Wish& what, std::size_t most);
    // The latest first, those numbered below `before`.
    Result<std::vector<Wish>> wishes(AccountId who, std::int64_t before, std::size_t limit);
    Result<std::vector<Wish>> wishes(Wish::State state, std::int64_t behind, std::size_t limit);  // of all
    Result<std::vector<Wish>> wishes_for(std::string_view url, Wish::State state, std::size_t limit);
    Result<std::optional<Wish>> wish(std::int64_t number);
    Result<std::int64_t> count(Wish::State state);
    // Only from the state it was seen in: two editors may press at once. False: it is not in that state.
    Result<bool> settle(const Wish& seen, Wish::State now, std::string_view detail, std::string_view place);
    Result<> drop_wish(AccountId who, std::int64_t number);

    Result<bool> put_link(AccountId who, const Link& what, std::size_t most);  // false: as wish()
    Result<> drop_link(AccountId who, std::string_view url);
    Result<std::vector<Link>> links(AccountId who, Instant before, std::size_t limit);  // the latest first

  private:
    Bringing(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection,
             std::unique_ptr<Connection> look);
    Result<> write(AccountId who, const Brought& what, const Limits& most, Taken& taken, Instant now);

    const std::unique_ptr<Database> database_;
    std::mutex mutex_;  // of the connection that writes
    const std::unique_ptr<Connection> connection_;
    std::mutex look_mutex_;  // of the one that looks
    const std::unique_ptr<Connection> look_;
};

}  // namespace octavo::store
