// Starts a real PostgreSQL in a temporary folder (a Unix socket, no TCP), makes our tables there and has it prepare
// every portable statement: the second engine must not find SQL it cannot read.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <thread>

#include "store/all_statements.hpp"
#include "store/all_statements_readers.hpp"
#include "store/alone.hpp"
#include "store/dialect.hpp"
#include "support/archive.hpp"

using namespace octavo;

namespace {

constexpr const char* binaries = "/usr/lib/postgresql/15/bin/";

// PostgreSQL refuses to run as root: its own user then, or nobody.
struct User {
    uid_t uid = ::getuid();
    gid_t gid = ::getgid();
    User() {
        if (uid != 0) return;
        const passwd* other = ::getpwnam("postgres");
        if (other == nullptr) other = ::getpwnam("nobody");
        if (other == nullptr) return;
        uid = other->pw_uid;
        gid = other->pw_gid;
    }
};

pid_t start(const User& user, const std::string& folder, const std::vector<std::string>& words) {
    const pid_t child = ::fork();
    if (child != 0) return child;
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);  // dies with the test, whatever ends that
    if (::getuid() == 0 && (::setgroups(0, nullptr) != 0 || ::setgid(user.gid) != 0 || ::setuid(user.uid) != 0))
        ::_exit(126);
    const int log = ::open((folder + "/log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(log, 1);
    ::dup2(log, 2);
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execv(arguments.front(), arguments.data());
    ::_exit(127);
}

class Server {
  public:
    Server() {
        REQUIRE(::chown(folder_.path().c_str(), user_.uid, user_.gid) == 0);
        const std::string data = folder_.path("data");
        int status = -1;
        ::waitpid(start(user_, folder_.path(),
                        {std::string(binaries) + "initdb", "-D", data, "-A", "trust", "-U", "octavo", "-E", "UTF8",
                         "--no-locale", "--no-sync"}),
                  &status, 0);
        REQUIRE(status == 0);
        child_ = start(user_, folder_.path(),
                       {std::string(binaries) + "postgres", "-D", data, "-k", folder_.path(), "-c",
                        "listen_addresses=", "-c", "fsync=off"});
        const std::string where = fmt::format("host={} user=octavo dbname=postgres", folder_.path());
        for (int tries = 0; tries < 300; ++tries) {
            connection_ = PQconnectdb(where.c_str());
            if (PQstatus(connection_) == CONNECTION_OK) return;
            PQfinish(connection_);
            connection_ = nullptr;
            ::usleep(100'000);
        }
        FAIL("PostgreSQL did not start");
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    ~Server() {
        if (connection_ != nullptr) PQfinish(connection_);
        if (child_ > 0) {
            ::kill(child_, SIGINT);  // fast shutdown: https://www.postgresql.org/docs/15/server-shutdown.html
            ::waitpid(child_, nullptr, 0);
        }
    }
    // A session beside the first.
    PGconn* connect() const {
        return PQconnectdb(fmt::format("host={} user=octavo dbname=postgres", folder_.path()).c_str());
    }
    // "" when the server is content.
    std::string execute(const std::string& script) { return said(PQexec(connection_, script.c_str())); }
    std::string prepare(const std::string& statement) {
        return said(PQprepare(connection_, "", statement.c_str(), 0, nullptr));
    }

  private:
    std::string said(PGresult* result) {
        const auto code = PQresultStatus(result);
        std::string error = code == PGRES_COMMAND_OK || code == PGRES_TUPLES_OK ? "" : PQresultErrorMessage(result);
        PQclear(result);
        return error;
    }
    User user_;
    test::Folder folder_;
    pid_t child_ = -1;
    PGconn* connection_ = nullptr;
};

// A session of its own, as a second process has it.
class Session {
  public:
    explicit Session(const Server& server) : connection_(server.connect()) {
        REQUIRE(PQstatus(connection_) == CONNECTION_OK);
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    ~Session() { PQfinish(connection_); }
    // The first value of the first row; "" without one.
    std::string run(std::string_view sql, const std::vector<std::string>& values = {}) {
        std::vector<const char*> parameters;
        for (const std::string& value : values) parameters.push_back(value.c_str());
        PGresult* result = PQexecParams(connection_, std::string(sql).c_str(), static_cast<int>(values.size()), nullptr,
                                        parameters.data(), nullptr, nullptr, 0);
        const bool rows = PQresultStatus(result) == PGRES_TUPLES_OK;
        std::string out = rows && PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "";
        const bool good = rows || PQresultStatus(result) == PGRES_COMMAND_OK;
        if (!good) out = std::string("error: ") + PQresultErrorMessage(result);
        PQclear(result);
        return out;
    }
    void begin(store::Decision what) {
        run("BEGIN");
        run(store::postgres_dialect().alone, {std::to_string(static_cast<std::int64_t>(what))});
    }

  private:
    PGconn* connection_;
};

// The first decides; the second, which wants to decide the same, waits for it.
void one_after_the_other(const Server& server, store::Decision what, const std::function<void(Session&)>& first,
                         const std::function<void(Session&)>& second) {
    Session one(server), other(server), looking(server);
    one.begin(what);
    first(one);
    std::jthread beside([&] {
        other.begin(what);
        second(other);
        other.run("COMMIT");
    });
    constexpr std::string_view waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
    int tries = 10'000;  // a millisecond each
    while (looking.run(waiting) != "1" && --tries > 0) ::usleep(1000);
    CHECK(tries > 0);
    one.run("COMMIT");
}

bool can_run() { return ::access((std::string(binaries) + "initdb").c_str(), X_OK) == 0 && User().uid != 0; }

}  // namespace

TEST_CASE("on PostgreSQL two operators who step down at once leave one of them, and numbers are given once") {
    if (!can_run()) {
        MESSAGE("skipped: PostgreSQL 15 is not installed, or there is no user for it");
        return;
    }
    Server server;
    CHECK(server.execute(std::string(store::sql::make_schema)) == "");
    for (const auto migration : store::postgres_dialect().migrations)
        CHECK(server.execute(std::string(migration)) == "");
    Session session(server);
    for (const std::string id : {"1", "2"})
        session.run(store::sql::add_account, {id, "name " + id, id, "3", "hash", "0"});
    const auto operators = [&] { return session.run(store::sql::count_accounts_of_role, {"3"}); };
    CHECK(operators() == "2");
    const auto step_down = [](const char* id) {
        return [id](Session& s) { CHECK(s.run(store::sql::set_account_role, {id, "0"}) == ""); };
    };
    one_after_the_other(server, store::Decision::operators, step_down("1"), step_down("2"));
    CHECK(operators() == "1");
    // By other ways too: one leaves, one is shut.
    session.run(store::sql::set_account_role, {"1", "3"});
    one_after_the_other(
        server, store::Decision::operators, [](Session& s) { CHECK(s.run(store::sql::drop_account, {"1"}) == ""); },
        [](Session& s) { CHECK(s.run(store::sql::set_account_shut, {"2", "7", "1"}) == ""); });
    CHECK(operators() == "1");

    session.run("UPDATE accounts SET shut = NULL");
    const auto note = [](Session& s) { CHECK(s.run(store::sql::add_deed, {"0", "", "deed", "", ""}) == ""); };
    one_after_the_other(server, store::Decision::deeds, note, note);
    CHECK(session.run("SELECT count(DISTINCT number) FROM deeds") == "2");

    // A code, and a link, is taken by one of two who come with it at once, without any lock of ours.
    session.run(store::sql::add_recovery_code, {"2", "code"});
    Session one(server), other(server);
    one.run("BEGIN");
    CHECK(one.run(store::sql::take_recovery_code, {"2", "code"}) == "2");
    std::string second = "not run";
    {
        std::jthread beside([&] { second = other.run(store::sql::take_recovery_code, {"2", "code"}); });
        int tries = 10'000;
        while (session.run("SELECT count(*) FROM pg_locks WHERE NOT granted") != "1" && --tries > 0) ::usleep(1000);
        CHECK(tries > 0);
        one.run("COMMIT");
    }
    CHECK(second == "");
}

TEST_CASE(
    "on PostgreSQL a counter gives each number once to several writers, and never again; votes are counted whole") {
    if (!can_run()) {
        MESSAGE("skipped: PostgreSQL 15 is not installed, or there is no user for it");
        return;
    }
    Server server;
    CHECK(server.execute(std::string(store::sql::make_schema)) == "");
    for (const auto migration : store::postgres_dialect().migrations)
        CHECK(server.execute(std::string(migration)) == "");
    Session session(server), one(server), other(server);
    for (const std::string id : {"1", "2", "3"})
        session.run(store::sql::add_account, {id, "name " + id, id, "0", "hash", "0"});
    // Without any lock of ours: whoever comes second waits for the row.
    const auto both = [&](const std::function<void(Session&)>& work) {
        one.run("BEGIN");
        work(one);
        std::jthread beside([&] {
            other.run("BEGIN");
            work(other);
            other.run("COMMIT");
        });
        int tries = 10'000;
        while (session.run("SELECT count(*) FROM pg_locks WHERE NOT granted") != "1" && --tries > 0) ::usleep(1000);
        CHECK(tries > 0);
        one.run("COMMIT");
    };
    const auto say = [](Session& s) {
        const std::string number = s.run(store::sql::next_number, {"comments"});
        CHECK(s.run(store::sql::add_comment, {number, "5", "0", "1", "0", "0", "0", "text", "0"}) == "");
    };
    both(say);
    CHECK(session.run("SELECT count(DISTINCT number) FROM comments") == "2");
    session.run("DELETE FROM comments");
    CHECK(session.run(store::sql::next_number, {"comments"}) == "3");
    for (const std::string name : {"decisions", "appeals", "limits"}) {
        const std::string first = session.run(store::sql::next_number, {name});
        CHECK(session.run(store::sql::next_number, {name}) == std::to_string(std::stoll(first) + 1));
    }
    CHECK(session.run(store::sql::add_comment, {"7", "5", "0", "1", "0", "0", "0", "text", "0"}) == "");
    std::atomic<int> voter = 2;
    both([&](Session& s) {
        s.run(store::sql::take_score, {"7"});
        CHECK(s.run(store::sql::put_vote, {"7", std::to_string(voter++), "1"}) == "");
        const std::string helpful = s.run(store::sql::count_votes_on, {"7"});
        s.run(store::sql::put_score, {"7", helpful, "0", "1"});
    });
    CHECK(session.run("SELECT helpful FROM comments WHERE number = 7") == "2");
}

TEST_CASE("a real PostgreSQL 15 takes our tables and prepares every portable statement") {
    if (::access((std::string(binaries) + "initdb").c_str(), X_OK) != 0) {
        MESSAGE("skipped: PostgreSQL 15 is not installed (apt install postgresql-15)");
        return;
    }
    if (User().uid == 0) {
        MESSAGE("skipped: PostgreSQL does not run as root, and there is no other user here");
        return;
    }
    Server server;
    CHECK(server.execute(std::string(store::sql::make_schema)) == "");
    const auto& dialect = store::postgres_dialect();
    for (const auto migration : dialect.migrations) CHECK(server.execute(std::string(migration)) == "");
    const auto good = [&](std::string_view statement) {
        CAPTURE(statement);
        CHECK(server.prepare(std::string(statement)) == "");
    };
    for (const auto statement : store::sql::all) good(statement);
    for (const auto statement : store::sql::all_of_readers) good(statement);
    for (const auto statement : {dialect.index_article, dialect.unindex_article, dialect.check_index})
        CHECK(server.prepare(std::string(statement)) == "");
    CHECK(server.prepare("SELECT rowid FROM articles") != "");
}
