// SQLite behind the Database door: raw sqlite3 with a statement cache (a wrapper costs a microsecond a row, no cache
// three times the time), WAL, one process an archive.
//
// Two kinds of commits (see DECISIONS: acknowledged): NORMAL survives the death of the process, FULL that of the
// machine too. Page cache is the engine's own; we do not map the file, for a disk that fails under a mapping kills.
// Checked by tests/store/database_test.cpp.
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "store/database.hpp"
#include "store/fulltext_hits.hpp"
#include "store/lock_file.hpp"
#include "store/looking.hpp"

namespace octavo::store {
namespace {

constexpr int application_id = 0x4f637456;  // "OctV", in the file's header: https://www.sqlite.org/fileformat.html
constexpr int busy_timeout_ms = 10'000;

Failure failure_of(sqlite3* db, int code, std::string_view doing) {
    const int primary = code & 0xff;
    const std::string said = db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(code);
    const auto with = [&](Fault fault, std::string_view advice) {
        return Failure{fault, fmt::format("{}: {}{}{}", doing, said, advice.empty() ? "" : ". ", advice)};
    };
    switch (primary) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return with(Fault::busy, "Somebody else holds the archive; try again.");
        case SQLITE_FULL:
            return with(Fault::unwritable,
                        "The disk is full: make room, and writing goes on; nothing acknowledged is lost.");
        case SQLITE_IOERR:
            return with(Fault::unwritable, "The disk did not do as told: look at its space, quota and health.");
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
            return with(Fault::unwritable, "Choose a folder you may write to with --data, or change its owner.");
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return with(Fault::unsound, "Run `octavo check`, or restore a backup.");
        case SQLITE_CONSTRAINT:
            return with(Fault::unsound, "");
        case SQLITE_TOOBIG:
        case SQLITE_NOMEM:
            return with(Fault::too_big, "");
        default:
            return with(Fault::malformed, "");
    }
}

class SqliteStatement final : public Statement {
  public:
    SqliteStatement(sqlite3* db, sqlite3_stmt* statement) : db_(db), statement_(statement) {
        // "$1" is a name to SQLite, numbered as met: find out which of its numbers is our 1, 2, ...
        const int count = sqlite3_bind_parameter_count(statement);
        for (int i = 1; i <= count; ++i) {
            const char* name = sqlite3_bind_parameter_name(statement, i);
            std::size_t ours = 0;
            if (name != nullptr) std::from_chars(name + 1, name + std::strlen(name), ours);
            if (ours >= slots_.size()) slots_.resize(ours + 1, 0);
            slots_[ours] = i;
        }
    }
    SqliteStatement(const SqliteStatement&) = delete;
    SqliteStatement& operator=(const SqliteStatement&) = delete;
    ~SqliteStatement() override { sqlite3_finalize(statement_); }

    void bind(int index, const Value& value) override {
        const auto at = static_cast<std::size_t>(index);
        const int slot = at < slots_.size() ? slots_[at] : 0;
        if (slot == 0) return;
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            sqlite3_bind_int64(statement_, slot, *number);
        } else if (const auto* text = std::get_if<std::string_view>(&value)) {
            sqlite3_bind_text64(statement_, slot, text->data() == nullptr ? "" : text->data(), text->size(),
                                SQLITE_STATIC, SQLITE_UTF8);
        } else if (const auto* blob = std::get_if<std::span<const std::byte>>(&value)) {
            if (blob->empty())
                sqlite3_bind_zeroblob(statement_, slot, 0);
            else
                sqlite3_bind_blob64(statement_, slot, blob->data(), blob->size(), SQLITE_STATIC);
        } else if (const auto* real = std::get_if<double>(&value)) {
            sqlite3_bind_double(statement_, slot, *real);
        } else {
            sqlite3_bind_null(statement_, slot);
        }
    }
    Result<bool> step() override {
        const int code = sqlite3_step(statement_);
        if (code == SQLITE_ROW) return true;
        if (code == SQLITE_DONE) return false;
        auto failure = failure_of(db_, code, "archive");
        sqlite3_reset(statement_);
        return std::unexpected(std::move(failure));
    }
    std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
    double real(int column) const override { return sqlite3_column_double(statement_, column); }
    std::string_view text(int column) const override {
        const auto* bytes = sqlite3_column_text(statement_, column);
        const int size = sqlite3_column_bytes(statement_, column);
        return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
    }
    std::span<const std::byte> blob(int column) const override {
        const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(statement_, column));
        return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }
    bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    void reset() override {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }

  private:
    sqlite3* db_;
    sqlite3_stmt* statement_;
    std::vector<int> slots_;
};

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

class SqliteConnection final : public Connection {
  public:
    static Result<std::unique_ptr<SqliteConnection>> open(const std::string& path, int flags) {
        sqlite3* db = nullptr;
        const int code =
            sqlite3_open_v2(path.c_str(), &db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
        std::unique_ptr<SqliteConnection> connection(new SqliteConnection(db));
        if (code != SQLITE_OK) return std::unexpected(failure_of(db, code, "opening " + path));
        sqlite3_busy_timeout(db, busy_timeout_ms);
        // Strangers' rows never become code: no double-quoted strings, no functions with side effects in the schema.
        sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
        if (!register_hits(db)) return fail(Fault::unsupported, "this SQLite was built without FTS5");
        return connection;
    }
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;
    ~SqliteConnection() override {
        cache_.clear();
        sqlite3_close_v2(db_);
    }

    Result<Statement*> prepare(std::string_view sql) override {
        if (const auto found = cache_.find(sql); found != cache_.end()) {
            found->second->reset();
            return found->second.get();
        }
        sqlite3_stmt* statement = nullptr;
        const int code = sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                            &statement, nullptr);
        if (code != SQLITE_OK) return std::unexpected(failure_of(db_, code, fmt::format("archive, at \"{}\"", sql)));
        auto& place = cache_[std::string(sql)];
        place = std::make_unique<SqliteStatement>(db_, statement);
        return place.get();
    }
    Result<> execute(std::string_view script) override {
        const int code = sqlite3_exec(db_, std::string(script).c_str(), nullptr, nullptr, nullptr);
        if (code != SQLITE_OK) return std::unexpected(failure_of(db_, code, "archive"));
        return {};
    }
    // IMMEDIATE: a writer that began as a reader cannot wait its turn. Read-only connections begin plainly.
    Result<> begin() override {
        return run(*this, sqlite3_db_readonly(db_, "main") == 1 ? "BEGIN" : "BEGIN IMMEDIATE");
    }
    Result<> commit() override { return run(*this, "COMMIT"); }
    void rollback() override {
        for (auto& [sql, statement] : cache_) statement->reset();
        // A full disk may have rolled back already.
        if (sqlite3_get_autocommit(db_) == 0) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
    }

    Result<std::int64_t> number(std::string_view sql) {
        const Use query = TRY(use(*this, sql));
        if (!TRY(query->step())) return 0;
        return query->integer(0);
    }
    sqlite3* handle() { return db_; }

  private:
    explicit SqliteConnection(sqlite3* db) : db_(db) {}
    sqlite3* db_;
    std::unordered_map<std::string, std::unique_ptr<SqliteStatement>, TextHash, std::equal_to<>> cache_;
};

// https://www.sqlite.org/uri.html: a file name as a URI, whatever is in it.
std::string uri_of(std::string_view path) {
    std::string uri = path.starts_with('/') ? "file://" : "file:";
    for (const char c : path) {
        if (c == '%' || c == '?' || c == '#' || static_cast<unsigned char>(c) <= ' ')
            uri += fmt::format("%{:02x}", static_cast<unsigned char>(c));
        else
            uri += c;
    }
    return uri;
}

enum class Writes { with_lock, yes };

class SqliteDatabase final : public Database {
  public:
    SqliteDatabase(std::string path, std::optional<LockFile> lock, Looking looking = Looking::beside,
                   Writes writes = Writes::with_lock)
        : path_(std::move(path)), lock_(std::move(lock)), looking_(looking), writes_(writes) {}

    // Opened to read, every connection is a reader's: a write is answered by unwritable.
    Result<std::unique_ptr<Connection>> connect(Durability durability) override {
        if (!lock_ && writes_ == Writes::with_lock) return connect_reader();
        return TRY(writer(durability));
    }
    Result<std::unique_ptr<Connection>> connect_reader() override {
        auto connection = TRY(to_read());
        TRY(connection->execute("PRAGMA cache_size = -16000; PRAGMA query_only = 1; PRAGMA temp_store = MEMORY"));
        return connection;
    }
    std::string_view engine() const override { return "sqlite"; }
    std::int64_t bytes() const override {
        std::int64_t sum = 0;
        for (const char* end : {"", "-wal"}) {
            std::error_code missing;
            const auto size = std::filesystem::file_size(path_ + end, missing);
            if (!missing) sum += static_cast<std::int64_t>(size);
        }
        return sum;
    }
    Result<> backup(const std::string& to_file) override;
    Result<std::vector<std::string>> integrity() override {
        const auto connection = TRY(connect_reader());
        const Use query = TRY(use(*connection, "PRAGMA integrity_check(100)"));
        std::vector<std::string> findings;
        while (TRY(query->step()))
            if (query->text(0) != "ok") findings.emplace_back(query->text(0));
        return findings;
    }

    Result<> prepare_file();
    Result<> recognise();  // as ours, by its mark

  private:
    Result<std::unique_ptr<SqliteConnection>> writer(Durability durability) {
        auto connection = TRY(SqliteConnection::open(path_, SQLITE_OPEN_READWRITE));
        TRY(connection->execute(fmt::format(
            "PRAGMA synchronous = {}; PRAGMA cache_size = {}; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; "
            "PRAGMA wal_autocheckpoint = 2000; PRAGMA journal_size_limit = 67108864; PRAGMA foreign_keys = OFF",
            durability == Durability::full ? "FULL" : "NORMAL", durability == Durability::full ? -4000 : -48000)));
        return connection;
    }

    Result<std::unique_ptr<SqliteConnection>> to_read() {
        if (looking_ == Looking::beside) return SqliteConnection::open(path_, SQLITE_OPEN_READONLY);
        return SqliteConnection::open(uri_of(path_) + "?immutable=1", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
    }

    std::string path_;
    std::optional<LockFile> lock_;  // absent: opened to read
    Looking looking_ = Looking::beside;
    Writes writes_ = Writes::with_lock;
};

Result<> SqliteDatabase::recognise() {
    const auto connection = TRY(to_read());
    const auto mark = connection->number("PRAGMA application_id");
    if (!mark) return fail_at(path_, mark.error());
    if (*mark == application_id) return {};
    return fail(Fault::unsound, fmt::format("{} is a database, but not an archive of Octavo; it was left alone. "
                                            "Choose another folder with --data.",
                                            path_));
}

// An archive holds what readers keep, and hashes of their passwords: it is made for its owner alone, and one that
// everybody may read, as older versions made them, is so no more. What a group may do is left as it is, for that is how
// an operator lets another program read. SQLite gives its log the archive's own mode:
// https://www.sqlite.org/tempfiles.html
void keep_from_others(const std::string& path) {
    if (const int made = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600); made >= 0) ::close(made);
    for (const char* part : {"", "-wal", "-shm"}) {
        const std::string file = path + part;
        struct stat there{};
        constexpr mode_t others = 0007;
        if (::stat(file.c_str(), &there) == 0 && (there.st_mode & others) != 0)
            (void)::chmod(file.c_str(), there.st_mode & 0770U);
    }
}

// A new file gets its page size, its mark and its log; an old one must carry the mark.
Result<> SqliteDatabase::prepare_file() {
    keep_from_others(path_);
    auto connection = TRY(SqliteConnection::open(path_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
    const auto tables = connection->number("SELECT count(*) FROM sqlite_schema");
    if (!tables) return fail_at(path_, tables.error());
    if (*tables == 0) {
        TRY(connection->execute(fmt::format(
            "PRAGMA page_size = 8192; PRAGMA auto_vacuum = NONE; PRAGMA application_id = {}", application_id)));
    } else {
        TRY(recognise());
    }
    TRY(connection->execute("PRAGMA journal_mode = WAL"));
    return {};
}

Result<> SqliteDatabase::backup(const std::string& to_file) {
    std::error_code ignored;
    if (std::filesystem::exists(to_file, ignored))
        return fail(Fault::refused, fmt::format("{} exists already; a backup overwrites nothing", to_file));
    const std::string part = to_file + ".part";
    std::filesystem::remove(part, ignored);
    // Its owner's alone: it holds what readers keep, and hashes of their passwords.
    if (const int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600); file >= 0)
        ::close(file);
    else
        return fail(Fault::unwritable, fmt::format("backup: cannot write {}: {}. Name a file in a folder that is there "
                                                   "and that you may write to.",
                                                   part, std::strerror(errno)));
    {
        const auto from = TRY(to_read());
        const auto to = TRY(SqliteConnection::open(part, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
        // Held open, so that the copy is of one moment however much is written meanwhile.
        TRY(from->begin());
        if (const auto held = from->number("SELECT count(*) FROM sqlite_schema"); !held)
            return std::unexpected(held.error());
        sqlite3_backup* copy = sqlite3_backup_init(to->handle(), "main", from->handle(), "main");
        if (copy == nullptr)
            return std::unexpected(failure_of(to->handle(), sqlite3_errcode(to->handle()), "backup to " + to_file));
        int code = SQLITE_OK;
        while (code == SQLITE_OK) code = sqlite3_backup_step(copy, 1024);
        sqlite3_backup_finish(copy);
        if (code != SQLITE_DONE) {
            auto failure = failure_of(nullptr, code, "backup to " + to_file);
            std::filesystem::remove(part, ignored);
            return std::unexpected(std::move(failure));
        }
    }
    std::error_code failed;
    std::filesystem::rename(part, to_file, failed);
    if (failed) return fail(Fault::unwritable, fmt::format("backup to {}: {}", to_file, failed.message()));
    return {};
}

// SQLite's own counting of memory takes a lock at every allocation, and nobody reads it.
void configure_once() {
    static std::once_flag once;
    std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const std::string& folder) {
    configure_once();
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed)
        return fail(Fault::unwritable, fmt::format("cannot make the data folder {}: {}. Choose another with --data.",
                                                   folder, failed.message()));
    LockFile lock = TRY(LockFile::take(folder + "/octavo.lock"));
    auto database = std::make_unique<SqliteDatabase>(folder + "/octavo.db", std::move(lock));
    TRY(database->prepare_file());
    return database;
}

Result<std::unique_ptr<Database>> open_sqlite_to_read(const std::string& folder) {
    configure_once();
    const Looking looking = TRY(way_to_look(folder));
    auto database = std::make_unique<SqliteDatabase>(folder + "/octavo.db", std::nullopt, looking);
    TRY(database->recognise());
    return database;
}

Result<std::unique_ptr<Database>> open_sqlite_beside(const std::string& folder) {
    configure_once();
    (void)TRY(way_to_look(folder));
    auto database = std::make_unique<SqliteDatabase>(folder + "/octavo.db", std::nullopt, Looking::beside, Writes::yes);
    TRY(database->recognise());
    return database;
}

}  // namespace octavo::store
