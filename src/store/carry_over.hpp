// What people decided since a backup was made, carried into what is restored of it. A restore turns the archive back;
// it must not turn back that somebody asked to be left out, that an article was taken down, that an account was
// deleted, closed or given less to say, that a comment was removed or taken back.
//
//   const auto decided = decided_in("/srv/octavo");              of the archive that is there, read and left alone
//   carry_over(decided, "/srv/octavo/restoring");                into the one that takes its place, before it does
//
// Only decisions that take away are carried: what was let back since stays away, as the backup has it, until somebody
// says so again. All logins and open links end: whoever ended one since meant it.
// Of accounts that were deleted the archive keeps the numbers, which mean nothing to anybody but it.
// Checked by tests/store/carry_over_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "model/account.hpp"
#include "model/ruling.hpp"

namespace octavo::store {

struct Decided {
    struct Name {
        ArticleId name;  // one that the article had
        Withheld ruling;
    };
    std::vector<Name> withheld;
    std::vector<LeftOut> left_out;
    std::vector<AccountId> departed;
    struct Standing {
        AccountId account;
        Role role = Role::reader;
        std::optional<Instant> shut = {};
    };
    std::vector<Standing> standings;                                   // of all accounts there are
    std::vector<std::pair<std::int64_t, std::int64_t>> gone_comments;  // numbers, and the state: removed, taken back
};
// not_found: there is no archive. An older one is read as far as it goes.
Result<Decided> decided_in(const std::string& folder);

struct CarriedOver {
    std::size_t taken_down = 0, left_out = 0, accounts = 0;  // that the backup had still
    std::size_t stayed = 0;    // accounts that are the only operator there is in it: they stay as they are
    std::size_t lowered = 0;   // accounts that were closed, or had more to say, in the backup
    std::size_t comments = 0;  // that were removed or taken back since
    std::int64_t logins = 0;   // and open links, that ended
};
// Brings the archive in the folder up to this version first. Nobody else may be at work there.
Result<CarriedOver> carry_over(const Decided& decided, const std::string& folder);

}  // namespace octavo::store
