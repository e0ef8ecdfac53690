#include "base/result.hpp"

namespace octavo {

std::string_view name_of(Fault fault) {
    switch (fault) {
        case Fault::malformed:
            return "malformed";
        case Fault::too_big:
            return "too_big";
        case Fault::unsupported:
            return "unsupported";
        case Fault::not_found:
            return "not_found";
        case Fault::refused:
            return "refused";
        case Fault::unreachable:
            return "unreachable";
        case Fault::timed_out:
            return "timed_out";
        case Fault::busy:
            return "busy";
        case Fault::unwritable:
            return "unwritable";
        case Fault::unsound:
            return "unsound";
        case Fault::usage:
            return "usage";
        case Fault::cancelled:
            return "cancelled";
    }
    std::unreachable();
}

std::unexpected<Failure> fail_at(std::string_view where, Failure failure) {
    failure.detail.insert(0, std::string(where) + ": ");
    return std::unexpected(std::move(failure));
}

}  // namespace octavo
