// Inside the readers room: what the archive answered, as an answer of this room.
#pragma once

#include "readers/accounts.hpp"

namespace octavo::readers {

inline std::unexpected<Refused> broken(const Failure& failure) {
    return std::unexpected(Refused{.why = Refusal::broken, .detail = failure.detail});
}
inline std::unexpected<Refused> refused(Refusal why) { return std::unexpected(Refused{.why = why}); }
template <class T>
Answer<T> answer(Result<T> result) {
    if (!result) return broken(result.error());
    if constexpr (std::is_void_v<T>)
        return {};
    else
        return *std::move(result);
}
inline Answer<> if_room(const Result<bool>& there) {
    if (!there) return broken(there.error());
    if (!*there) return refused(Refusal::too_many);
    return {};
}

}  // namespace octavo::readers
