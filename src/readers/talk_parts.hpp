// How the rules of comments say that something is not done, and who looks.
#pragma once

#include "readers/accounts.hpp"
#include "store/comments.hpp"

namespace octavo::readers {

inline std::unexpected<Refused> refuse(Refusal why) { return std::unexpected(Refused{.why = why}); }
inline std::unexpected<Refused> broken(const Failure& failure) {
    return std::unexpected(Refused{.why = Refusal::broken, .detail = failure.detail});
}

inline store::Comments::Eyes eyes_of(const Visitor* who) {
    return who ? store::Comments::Eyes{who->account.id, who->account.role >= Role::moderator} : store::Comments::Eyes{};
}

}  // namespace octavo::readers
