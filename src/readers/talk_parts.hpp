// How the rules of comments say that something is not done.
#pragma once

#include "readers/accounts.hpp"

namespace octavo::readers {

inline std::unexpected<Refused> refuse(Refusal why) { return std::unexpected(Refused{.why = why}); }
inline std::unexpected<Refused> broken(const Failure& failure) {
    return std::unexpected(Refused{.why = Refusal::broken, .detail = failure.detail});
}

}  // namespace octavo::readers
