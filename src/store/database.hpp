// The Database door: SQLite today, PostgreSQL later. Each SQL statement is written once, in words both engines take,
// with parameters bound by position ($1, $2, ...); full-text and DDL live in one dialect file each.
// A Connection belongs to one thread at a time.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"

namespace octavo::store {

// A value bound to or read from a statement.
using Value =
    std::variant<std::monostate, std::int64_t, double, std::string_view /*text*/, std::span<const std::byte> /*blob*/>;

// A prepared statement under way: bind, then step through its rows. Cached by its connection.
class Statement {
  public:
    virtual ~Statement() = default;
    virtual void bind(int index, const Value& value) = 0;  // from 1; text and blobs must live until the last step
    virtual Result<bool> step() = 0;                       // true: a row is there
    virtual std::int64_t integer(int column) const = 0;    // from 0
    virtual double real(int column) const = 0;
    virtual std::string_view text(int column) const = 0;  // until the next step
    virtual std::span<const std::byte> blob(int column) const = 0;
    virtual bool is_null(int column) const = 0;
    virtual void reset() = 0;
};

enum class Durability { normal, full };  // of commits on this connection

class Connection {
  public:
    virtual ~Connection() = default;
    // From this connection's cache; reset and unbound. The reference is good until the connection goes.
    virtual Result<Statement*> prepare(std::string_view sql) = 0;
    virtual Result<> execute(std::string_view script) = 0;  // several statements, no parameters
    virtual Result<> begin() = 0;
    virtual Result<> commit() = 0;
    virtual void rollback() = 0;
};

class Database {
  public:
    virtual ~Database() = default;
    virtual Result<std::unique_ptr<Connection>> connect(Durability durability) = 0;
    virtual Result<std::unique_ptr<Connection>> connect_reader() = 0;  // read-only
    virtual std::string_view engine() const = 0;                       // "sqlite", "postgresql"
    virtual std::int64_t bytes() const = 0;                            // on disk, log included
    // A consistent copy while others write. refused: the file exists already. Any thread.
    virtual Result<> backup(const std::string& to_file) = 0;
    // What the engine itself finds wrong with its file, one line each; empty: nothing.
    virtual Result<std::vector<std::string>> integrity() = 0;
};

// WAL, 8 KB pages. `folder` holds octavo.db and octavo.lock, and is made when it is not there. busy: another process
// has it (whose pid is said); unwritable: the folder or the disk does not take our bytes; unsound: not an archive.
Result<std::unique_ptr<Database>> open_sqlite(const std::string& folder);
// To look only: takes no lock, so that it works beside a running Octavo. not_found: there is no archive yet.
Result<std::unique_ptr<Database>> open_sqlite_to_read(const std::string& folder);

// A statement while it is used. SQLite keeps the snapshot a statement reads until it is reset, so that a forgotten one
// would hold back the log for ever: this one cannot be forgotten.
//   Use find = TRY(use(connection, sql, id.to_db(), limit));
//   while (TRY(find->step())) ... find->text(0) ...
class Use {
  public:
    explicit Use(Statement* statement) : statement_(statement) {}
    Use(Use&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
    Use& operator=(Use&&) = delete;
    ~Use() {
        if (statement_ != nullptr) statement_->reset();
    }
    Statement* operator->() const { return statement_; }
    Statement& operator*() const { return *statement_; }

  private:
    Statement* statement_;
};

template <class... Args>
Result<Use> use(Connection& connection, std::string_view sql, const Args&... args) {
    auto statement = connection.prepare(sql);
    if (!statement) return std::unexpected(std::move(statement).error());
    Use used(*statement);
    int index = 0;
    (used->bind(++index, Value(args)), ...);
    return used;
}

// Binds, runs to the end, gives no rows.
template <class... Args>
Result<> run(Connection& connection, std::string_view sql, const Args&... args) {
    const Use used = TRY(use(connection, sql, args...));
    while (TRY(used->step())) {
    }
    return {};
}

// Undoes what was begun unless it was committed.
class Transaction {
  public:
    static Result<Transaction> begin(Connection& connection) {
        TRY(connection.begin());
        return Transaction(connection);
    }
    Transaction(Transaction&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction() {
        if (connection_ != nullptr) connection_->rollback();
    }
    Result<> commit() {
        TRY(connection_->commit());
        connection_ = nullptr;
        return {};
    }

  private:
    explicit Transaction(Connection& connection) : connection_(&connection) {}
    Connection* connection_;
};

inline std::span<const std::byte> as_blob(std::string_view bytes) {
    return {reinterpret_cast<const std::byte*>(bytes.data()), bytes.size()};
}
inline std::string_view as_text(std::span<const std::byte> blob) {
    return {reinterpret_cast<const char*>(blob.data()), blob.size()};
}

}  // namespace octavo::store
