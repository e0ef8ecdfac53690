// What readers mark in articles and write beside them, as rows of the archive: theirs alone. Which words may be marked
// is the readers room's to say (readers/margins.hpp).
//
// A passage is kept by its words and by what stands around them (the TextQuoteSelector of the Web Annotation Data
// Model, https://www.w3.org/TR/annotation-model/#text-quote-selector), so that it is found again when the article was
// changed somewhere else. Connections of its own, as accounts have; every call is one transaction. It leaves with its
// account, in the same transaction (accounts.hpp). Thread-safe. Checked by tests/readers/margins_test.cpp.
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
#include "store/database.hpp"

namespace octavo::store {

struct MarginNote {
    std::int64_t number = 0;  // grows with time, of an account
    ArticleId article;
    Instant made{}, changed{};
    std::string exact, prefix, suffix;  // the passage, and what stands before and behind it; "" of the whole article
    std::string note;                   // "" the passage is marked, and nothing said of it
};

class Margins {
  public:
    // As Shelves::open.
    static Result<std::unique_ptr<Margins>> open(const std::string& folder);

    // Its number; 0: there are `most` already, or the account is gone. `words`: what it is found by.
    Result<std::int64_t> add(AccountId who, const MarginNote& note, std::string_view words, std::size_t most);
    // False: there is no such note of theirs.
    Result<bool> change(AccountId who, const MarginNote& note, std::string_view words);
    Result<bool> drop(AccountId who, std::int64_t number, Instant now);
    // Back, where it was dropped after `since`; false as well where there are `most` others.
    Result<bool> undrop(AccountId who, std::int64_t number, Instant since, std::size_t most);
    Result<> forget_dropped(Instant before);  // for good
    Result<std::optional<MarginNote>> note(AccountId who, std::int64_t number);
    // The latest first, those numbered below `before`; `words`: those with these in them, "" all.
    Result<std::vector<MarginNote>> notes(AccountId who, std::int64_t before, std::size_t limit,
                                          std::string_view words = {});
    Result<std::vector<MarginNote>> on(AccountId who, ArticleId article, std::int64_t before, std::size_t limit);

  private:
    Result<std::optional<std::int64_t>> look_through(AccountId who, std::int64_t before, std::string_view words,
                                                     std::size_t limit, std::vector<MarginNote>& out);
    Margins(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection,
            std::unique_ptr<Connection> look);
    Result<bool> is_there(AccountId who, std::int64_t number);

    const std::unique_ptr<Database> database_;
    std::mutex mutex_;  // of the connection that writes
    const std::unique_ptr<Connection> connection_;
    std::mutex look_mutex_;  // of the one that looks
    const std::unique_ptr<Connection> look_;
};

}  // namespace octavo::store
