// Programs run as processes of their own, with what every Debian has.
#include "assist/child.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

namespace octavo::assist {
namespace {

constexpr std::chrono::milliseconds soon{300};

Fault fault_of(const ChildOrder& order) {
    const auto made = run_child(order);
    REQUIRE_FALSE(made.has_value());
    return made.error().fault;
}

TEST_CASE("what goes in comes out, also more than a pipe holds") {
    std::string much;
    for (int i = 0; much.size() < 3'000'000; ++i) much += fmt::format("line {}\n", i);
    const auto made = run_child({.program = "cat", .input = much, .most_output = 4U << 20});
    REQUIRE(made.has_value());
    CHECK(made->bytes == much);
    const auto nothing = run_child({.program = "cat"});
    REQUIRE(nothing.has_value());
    CHECK(nothing->bytes.empty());
}

TEST_CASE("arguments are a list that no shell reads") {
    const auto made = run_child({.program = "echo", .arguments = {"$HOME", "; rm -r /nowhere", "`id`", "*"}});
    REQUIRE(made.has_value());
    CHECK(made->bytes == "$HOME ; rm -r /nowhere `id` *\n");
}

TEST_CASE("the environment is a path and a language, nothing of ours") {
    ::setenv("OCTAVO_SECRET_OF_A_TEST", "1", 1);
    const auto made = run_child({.program = "env"});
    ::unsetenv("OCTAVO_SECRET_OF_A_TEST");
    REQUIRE(made.has_value());
    CHECK(made->bytes == "PATH=/usr/local/bin:/usr/bin:/bin\nLANG=C.UTF-8\n");
}

TEST_CASE("no open file of ours is inherited") {
    const int open = ::open("/dev/null", O_RDONLY);  // without O_CLOEXEC
    REQUIRE(open > 2);
    const int high = ::fcntl(open, F_DUPFD, 200);
    const auto made = run_child({.program = "ls", .arguments = {"/proc/self/fd"}});
    ::close(open), ::close(high);
    REQUIRE(made.has_value());
    CHECK(made->bytes == "0\n1\n2\n3\n");  // 3 is the folder that ls reads
}

TEST_CASE("a program that is not there, and one that fails, say so") {
    const auto missing = run_child({.program = "octavo-has-no-such-program"});
    REQUIRE_FALSE(missing.has_value());
    CHECK(missing.error().fault == Fault::not_found);
    CHECK(missing.error().detail == "octavo-has-no-such-program is not installed");
    CHECK_FALSE(find_program("../bin/cat").has_value());
    CHECK_FALSE(find_program("").has_value());
    CHECK(find_program("cat").has_value());

    const auto failed = run_child({.program = "false"});
    REQUIRE_FALSE(failed.has_value());
    CHECK(failed.error().fault == Fault::malformed);
    CHECK(failed.error().detail == "false ended with status 1");
    const auto said = run_child({.program = "ls", .arguments = {"/octavo/nowhere"}});
    REQUIRE_FALSE(said.has_value());
    CHECK(said.error().detail.find("ended with status 2: ") != std::string::npos);
    CHECK(said.error().detail.find("/octavo/nowhere") != std::string::npos);
}

TEST_CASE("one that does not read its input is no trouble") {
    const std::string much(4U << 20, 'x');
    CHECK(run_child({.program = "true", .input = much}).has_value());
}

TEST_CASE("one that takes too long is ended, with all it started") {
    CHECK(fault_of({.program = "sleep", .arguments = {"600"}, .time = soon}) == Fault::timed_out);
    // The child has gone; its own child holds the output open.
    CHECK(fault_of({.program = "sh", .arguments = {"-c", "sleep 601 & exit 0"}, .time = soon}) == Fault::timed_out);
    // Closing the output is not ending.
    CHECK(fault_of({.program = "sh", .arguments = {"-c", "exec >&- 2>&-; exec sleep 602"}, .time = soon}) ==
          Fault::timed_out);
    const auto left = run_child({.program = "sh", .arguments = {"-c", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '"}});
    REQUIRE(left.has_value());
    for (const char* gone : {"sleep 600", "sleep 601", "sleep 602"}) CHECK(left->bytes.find(gone) == std::string::npos);
}

TEST_CASE("one is ended when we are asked to stop") {
    std::stop_source stop;
    stop.request_stop();
    CHECK(fault_of(
              {.program = "sleep", .arguments = {"603"}, .time = std::chrono::minutes(9), .stop = stop.get_token()}) ==
          Fault::cancelled);
}

TEST_CASE("one that writes too much is ended at the cap") {
    const auto endless = run_child({.program = "yes", .most_output = 100'000});
    REQUIRE_FALSE(endless.has_value());
    CHECK(endless.error().fault == Fault::too_big);
    CHECK(endless.error().detail == "yes wrote more than 100000 bytes");
    // Complaints without end are thrown away, and hold nobody up.
    const auto loud = run_child({.program = "sh", .arguments = {"-c", "head -c 2000000 /dev/zero >&2; echo well"}});
    REQUIRE(loud.has_value());
    CHECK(loud->bytes == "well\n");
}

}  // namespace
}  // namespace octavo::assist
