// What services were paid to make (summaries, translations, the sums of the day), by name, in the archive: so that it
// is paid for once, whichever command or page asks, and a day's budget holds from one run to the next.
//
// A table of its own with a connection of its own, and no lock: `octavo ask` may write here beside a running Octavo,
// one row a transaction, and waits for the engine where both write at once; get() never waits. Nothing else in the
// archive is touched by it. What nobody asked for lately leaves first: by age, and by number.
// A file beside the archive was the road not taken: it would be left out of backups, and be a second thing to migrate.
// Thread-safe. Checked by tests/store/notes_test.cpp.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "store/database.hpp"

namespace octavo::store {

class Notes {
  public:
    static constexpr std::size_t most_notes = 20'000, most_bytes = 256 << 10;
    static constexpr Duration unused = std::chrono::days(90);

    // not_found: there is no archive in the folder, and none is made. refused: it is of an older version.
    static Result<std::unique_ptr<Notes>> open(const std::string& folder, std::size_t most = most_notes);

    ~Notes();

    Result<std::optional<std::string>> get(std::string_view name, Instant now);
    Result<> put(std::string_view name, std::string_view value, Instant now);  // too_big: more than most_bytes
    // Lets go what is too old, and of too many those that were used least lately. put() does it now and then.
    Result<> trim(Instant now);

  private:
    Notes(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection, std::unique_ptr<Connection> look,
          std::size_t most);
    Result<> say_used(Instant now);

    const std::unique_ptr<Database> database_;
    const std::size_t most_;
    std::mutex mutex_;  // of the connection that writes, which may have to wait for another writer
    const std::unique_ptr<Connection> connection_;
    unsigned until_trim_ = 0;  // puts
    std::mutex look_mutex_;    // of the one that looks, which never does: pages ask it
    const std::unique_ptr<Connection> look_;
    std::set<std::string> used_;  // found since the last put; a look writes nothing
    Instant last_look_{};
};

}  // namespace octavo::store
