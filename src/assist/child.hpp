// Runs a program of somebody else's as a process of its own: bytes in by its standard input, bytes out by its standard
// output. Speech and translation come from such programs: they are under other licences, are not always installed, and
// may end however they like without taking us along.
//
//   const ChildOutput made = TRY(run_child({.program = "lame", .arguments = {"-", "-"}, .input = wave}));
//
// No shell reads the command: its arguments are a list. The environment is PATH and LANG and nothing else; no open file
// of ours is inherited; it runs behind everything else (nice); it is killed with all it started when its time or its
// output passes the cap. How many run at once is for the caller to say. Thread-safe; blocks.
// Loading the engines as libraries was the road not taken: they are GPL, and one of them ends the process on bad data.
// Checked by tests/assist/child_test.cpp, with real programs.
#pragma once

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace octavo::assist {

struct ChildOrder {
    std::string program;  // a name to be found in the system's folders, or an absolute path
    std::vector<std::string> arguments = {};
    std::string_view input = {};  // outlives the call
    std::chrono::milliseconds time{10'000};
    std::size_t most_output = 1U << 20;
    std::stop_token stop = {};
};

struct ChildOutput {
    std::string bytes;
    std::chrono::microseconds cpu{};  // its own and its children's
};

// not_found: there is no such program; timed_out, too_big: a cap; cancelled: asked to stop; malformed: it ended badly
// (with what it said last).
Result<ChildOutput> run_child(const ChildOrder& order);

// Where a program is: absent when it is not installed. Looks in fixed folders, not in the PATH of whoever started us.
std::optional<std::string> find_program(std::string_view name);

}  // namespace octavo::assist
