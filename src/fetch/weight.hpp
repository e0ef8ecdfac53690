// What answers weigh, from their first byte until whoever they were for lets go of them. A count of transfers bounds no
// memory: two hundred of them may bring thirty megabytes each.
//
//   Scales scales;  Weight of_one(scales);  of_one.set(bytes);  ...  scales.total()
// Thread-safe. Checked by tests/fetch/gate_test.cpp.
#pragma once
#include <atomic>
#include <cstddef>
#include <memory>

namespace octavo::fetch {

using Scales = std::shared_ptr<std::atomic<std::size_t>>;  // outlives the gate: answers do

class Weight {
  public:
    explicit Weight(Scales scales) : scales_(std::move(scales)) {}
    ~Weight() { set(0); }
    Weight(const Weight&) = delete;
    Weight& operator=(const Weight&) = delete;

    void set(std::size_t bytes) {                                       // one thread at a time
        scales_->fetch_add(bytes - bytes_, std::memory_order_relaxed);  // wraps round where it is less
        bytes_ = bytes;
    }
    std::size_t bytes() const { return bytes_; }
    std::size_t total() const { return scales_->load(std::memory_order_relaxed); }

  private:
    const Scales scales_;
    std::size_t bytes_ = 0;
};

}  // namespace octavo::fetch
