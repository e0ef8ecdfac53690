#include <doctest/doctest.h>

#include "cli/options.hpp"

using namespace octavo::cli;

namespace {

Options read(std::vector<const char*> words) {
    words.insert(words.begin(), "octavo");
    auto parsed = read_command_line(static_cast<int>(words.size()), words.data());
    REQUIRE(std::holds_alternative<Options>(parsed));
    return std::get<Options>(parsed);
}

}  // namespace

TEST_CASE("flags of run become settings") {
    const Options options = read({"run", "--port", "9000", "--data", "/tmp/x"});
    CHECK(options.command == "run");
    CHECK(options.flags.data == "/tmp/x");
    CHECK(options.flags.values == std::vector<std::pair<std::string, std::string>>{{"site.port", "9000"}});
}

TEST_CASE("a search may exclude a word with a dash") {
    const Options options = read({"search", "harbour", "-strike", "--newest"});
    CHECK(options.newest);
    CHECK(options.args == std::vector<std::string>{"harbour", "-strike"});
}

TEST_CASE("a stage takes its batch form and threads") {
    const Options options = read({"feed", "--batch", "--jobs", "2"});
    CHECK(options.batch);
    CHECK(options.jobs == 2);
}

TEST_CASE("an unknown command or flag is a usage error, and help is none") {
    const char* wrong[] = {"octavo", "frobnicate"};
    CHECK(std::get<int>(read_command_line(2, wrong)) == 2);
    const char* flag[] = {"octavo", "run", "--prot", "1"};
    CHECK(std::get<int>(read_command_line(4, flag)) == 2);
    const char* help[] = {"octavo", "help", "search"};
    CHECK(std::get<int>(read_command_line(3, help)) == 0);
    const char* none[] = {"octavo"};
    CHECK(std::get<int>(read_command_line(1, none)) == 2);
}
