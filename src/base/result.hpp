// Failure as a value. A broken feed is an everyday event: it returns, it does not throw.
//
//   Result<ParsedFeed> parse(std::string_view bytes) {
//       if (bytes.empty()) return fail(Fault::malformed, "feed: empty document");
//       const Format format = TRY(detect(bytes));
//       ...
//   }
//
// "Not there" is std::optional. A bug is an assertion, and no input from outside can reach one. Libraries that throw
// are caught in the file that includes them. TRY is our one macro.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace octavo {

// A new Fault is born only when some caller would act differently on it.
enum class Fault {
    malformed,    // the bytes are not what they claim to be; trying again will not help
    too_big,      // a cap of size, depth, count or steps was reached
    unsupported,  // well-formed, but a kind we do not read
    not_found,    // asked for by name or id and not there
    refused,      // a rule forbids it: the outgoing gate, robots.txt, a policy
    unreachable,  // the network or the origin failed; worth another try later
    timed_out,    // a deadline passed; worth another try later
    busy,         // somebody else holds it: the archive is locked, the port is taken
    unwritable,   // the disk or the folder does not take our bytes
    unsound,      // the archive contradicts itself, or is of a newer version
    usage,        // the person who called must change the command line or the configuration
    cancelled,    // we were asked to stop
};

// The word for a fault in logs, JSON answers and tables: "malformed", "too_big", ...
std::string_view name_of(Fault fault);

struct Failure {
    Fault fault = Fault::malformed;
    std::string detail;  // what, where and, when there is something to do, what to do. Never a secret.
};

template <class T = void>
using Result = std::expected<T, Failure>;

[[nodiscard]] inline std::unexpected<Failure> fail(Fault fault, std::string detail) {
    return std::unexpected(Failure{fault, std::move(detail)});
}

// Puts "where: " in front of a failure's detail; for callers that know the file, the address, the line.
[[nodiscard]] std::unexpected<Failure> fail_at(std::string_view where, Failure failure);

}  // namespace octavo

// The value of a Result, or return its failure from the enclosing function.
#define TRY(...)                                                                  \
    __extension__({                                                               \
        auto&& try_result_ = (__VA_ARGS__);                                       \
        if (!try_result_) return std::unexpected(std::move(try_result_).error()); \
        *std::move(try_result_);                                                  \
    })
