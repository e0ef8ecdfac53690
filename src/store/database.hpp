// The Database door: SQLite today, PostgreSQL later. Each SQL statement is written once, in words both engines take,
// with parameters bound by position ($1, $2, ...); full-text and DDL live in one dialect file each.
// A Connection belongs to one thread at a time.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.hpp"

namespace octavo::store {

// A value bound to or read from a statement.
using Value = std::variant<std::monostate, std::int64_t, double, std::string_view /*text*/, std::span<const std::byte> /*blob*/>;

// A prepared statement under way: bind, then step through its rows. Cached by its connection.
class Statement {
  public:
    virtual ~Statement() = default;
    virtual void bind(int index, const Value& value) = 0;  // from 1; text and blobs must live until the last step
    virtual Result<bool> step() = 0;                       // true: a row is there
    virtual std::int64_t integer(int column) const = 0;    // from 0
    virtual double real(int column) const = 0;
    virtual std::string_view text(int column) const = 0;   // until the next step
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
};

// WAL, 8 KB pages. `folder` holds octavo.db and octavo.lock. busy: another process has it (whose pid is said);
// unwritable; unsound: of a newer version, or not an archive.
Result<std::unique_ptr<Database>> open_sqlite(const std::string& folder);

}  // namespace octavo::store
