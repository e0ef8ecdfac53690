// What the line did since it started, counted where it happens.
#pragma once
#include <atomic>
#include <cstdint>

#include "pipeline/line.hpp"

namespace octavo::pipeline {

struct Counters {
    std::atomic<std::uint64_t> polls{0}, pushes{0}, unchanged{0}, pages{0}, stored{0}, updated{0}, already{0},
        copies{0}, refused{0}, failed{0};

    void count(const Outcome& outcome) {
        if (!outcome.written) {
            const Fault fault = outcome.written.error().fault;
            if (fault == Fault::cancelled) return;
            ++(fault == Fault::refused || fault == Fault::malformed || fault == Fault::too_big ? refused : failed);
            return;
        }
        switch (*outcome.written) {
            case store::Written::stored:
                ++(outcome.copy ? copies : stored);
                break;
            case store::Written::updated:
                ++updated;
                break;
            case store::Written::unchanged:
                ++already;
                break;
        }
    }
};

}  // namespace octavo::pipeline
