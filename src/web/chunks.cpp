#include "web/chunks.hpp"

#include <algorithm>

namespace octavo::web {
namespace {

constexpr std::size_t max_overhead = 64U << 10;  // and as much as the body, for those who send it in crumbs
constexpr int max_digits = 8;

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

// One byte of what is no body.
int Chunks::step(char c) {
    switch (state_) {
        case State::size: {
            const int value = digit(c);
            if (value >= 0) {
                if (++digits_ > max_digits) return 413;
                left_ = left_ * 16 + static_cast<std::size_t>(value);
                return 0;
            }
            if (digits_ == 0) return 400;
            state_ = c == '\r' ? State::size_end : State::extension;
            return c == '\r' || c == ';' || c == ' ' || c == '\t' ? 0 : 400;
        }
        case State::extension:
            if (c == '\r') state_ = State::size_end;
            return c == '\n' ? 400 : 0;
        case State::size_end:
            if (c != '\n') return 400;
            if (left_ > max_body_ - body_.size()) return 413;
            state_ = left_ > 0 ? State::data : State::trailer;
            return 0;
        case State::data_cr:
            state_ = State::data_lf;
            return c == '\r' ? 0 : 400;
        case State::data_lf:
            state_ = State::size;
            digits_ = 0;
            return c == '\n' ? 0 : 400;
        case State::trailer:
            if (c == '\r') {
                state_ = State::trailer_end;
            } else {
                line_is_empty_ = false;
            }
            return c == '\n' ? 400 : 0;
        case State::trailer_end:
            if (c != '\n') return 400;
            state_ = line_is_empty_ ? State::done : State::trailer;
            line_is_empty_ = true;
            return 0;
        case State::data:
        case State::done:
            return 0;
    }
    return 400;
}

int Chunks::take(std::string_view bytes) {
    while (!bytes.empty() && !done()) {
        if (state_ == State::data) {
            const std::size_t some = std::min(left_, bytes.size());
            body_.append(bytes.substr(0, some));
            bytes.remove_prefix(some);
            left_ -= some;
            if (left_ == 0) state_ = State::data_cr;
            continue;
        }
        if (++overhead_ > max_overhead + body_.size()) return 413;
        if (const int status = step(bytes.front())) return status;
        bytes.remove_prefix(1);
    }
    return 0;
}

}  // namespace octavo::web
