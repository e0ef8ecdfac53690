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

#include "store/all_statements.hpp"
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

}  // namespace

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
    for (const auto statement : store::sql::all) {
        CAPTURE(statement);
        CHECK(server.prepare(std::string(statement)) == "");
    }
    for (const auto statement : {dialect.index_article, dialect.unindex_article, dialect.check_index})
        CHECK(server.prepare(std::string(statement)) == "");
    CHECK(server.prepare("SELECT rowid FROM articles") != "");
}
