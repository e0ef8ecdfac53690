// What a Store holds: shared by the files that write. Not for other rooms.
#pragma once

#include <atomic>
#include <memory>
#include <set>
#include <string>
#include <unordered_set>

#include "store/database.hpp"
#include "store/dialect.hpp"
#include "store/packer.hpp"
#include "store/store.hpp"

namespace octavo::store {

// Figures too dear to count each time; written with the rows they count, in one transaction.
struct Counters {
    std::int64_t articles = 0, real_articles = 0, copies = 0, versions = 0, stories = 0;
    std::int64_t arrivals = 0;      // articles ever, gone ones too: the next one's arrival
    std::int64_t last_version = 0;  // number of the newest version
    friend bool operator==(const Counters&, const Counters&) = default;
};
Result<Counters> read_counters(Connection& connection);
Result<> write_counters(Connection& connection, const Counters& old, const Counters& now);

Result<std::vector<Dictionary>> read_dictionaries(Connection& connection);
// Makes and adds one of each purpose, from the newest `samples` articles; none when those are too few or too alike.
// They are in use when the caller has committed, and not before: what they pack cannot be read without them.
Result<std::vector<Dictionary>> make_dictionaries(Connection& connection, Unpacker& unpacker, std::size_t samples);

struct Store::State {
    std::unique_ptr<Database> database;
    const Dialect* dialect = nullptr;
    bool looking = false;                  // opened to read: both connections are readers
    std::unique_ptr<Connection> articles;  // commits NORMAL
    std::unique_ptr<Connection> readers;   // commits FULL
    Unpacker unpacker;
    std::atomic<std::shared_ptr<const Writing>> writing = std::make_shared<const Writing>();
    std::set<SourceId> sample_sources;  // what they write is the sample edition's
    Counters counters;
    std::atomic<std::uint64_t> generation{1};
    // What people decided, for the writer, who asks with every article.
    std::unordered_set<ArticleId> withheld;
    std::vector<LeftOut> left_out;
    bool swept = false;  // nothing of those who are left out is there
    struct Reason {
        Instant at{};
        std::string_view words;
    };

    void learn(const std::vector<Dictionary>& dictionaries);
    Result<> make_dictionaries();
    Result<> learn_rulings();
    // With all that hangs on them. `withhold`: they are known by their names when they come again.
    Result<> erase(const std::vector<ArticleId>& ids, const std::optional<Reason>& withhold, Counters& counters);
    Result<bool> expire_bodies(std::int64_t up_to_version);
    Result<> let_go(std::int64_t version, Position position, std::string_view packed_body,
                    const std::optional<std::string>& packed_terms);
};

// The reader's side: sql over one read-only connection. What it remembers between pages is good for one `generation`;
// null: nothing is remembered, for another process may write.
std::unique_ptr<Reader> make_reader(std::unique_ptr<Connection> connection, const Database& database,
                                    const std::atomic<std::uint64_t>* generation);

// What the publisher served with a version, and all that was kept beside it.
Result<> drop_pages(Connection& connection, std::int64_t version);

// Removes all that hangs on an article, the full-text row included; its story is the caller's to recount.
struct Leaving {
    Position position = 0;
    ArticleId id;
    SearchText terms;
};
Result<> erase_article(Connection& connection, const Dialect& dialect, const Leaving& article);

}  // namespace octavo::store
