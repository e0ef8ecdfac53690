// Values by hash, in the order they were first asked for; cleared and used again by its thread, so that an article's
// counting takes no memory from the heap. Private to the room.
#pragma once
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

namespace octavo::text {

// `Value` has a member `hash`. The hashes are well mixed.
template <class Value>
class HashTable {
  public:
    void clear(std::size_t expected) {
        slots_.assign(std::bit_ceil(2 * expected + 64), 0);
        values_.clear();
    }
    // A reference is good until the next call.
    Value& at(std::uint64_t hash) {
        if (2 * (values_.size() + 1) > slots_.size()) grow();
        std::uint32_t& slot = slots_[place_of(hash)];
        if (slot == 0) {
            values_.emplace_back().hash = hash;
            slot = static_cast<std::uint32_t>(values_.size());
        }
        return values_[slot - 1];
    }
    const Value* find(std::uint64_t hash) const {
        const std::uint32_t slot = slots_.empty() ? 0 : slots_[place_of(hash)];
        return slot == 0 ? nullptr : &values_[slot - 1];
    }
    std::span<const Value> all() const { return values_; }

  private:
    std::size_t place_of(std::uint64_t hash) const {
        std::size_t i = hash & (slots_.size() - 1);
        while (slots_[i] != 0 && values_[slots_[i] - 1].hash != hash) i = (i + 1) & (slots_.size() - 1);
        return i;
    }
    void grow() {
        slots_.assign(slots_.size() * 2, 0);
        for (std::size_t i = 0; i < values_.size(); ++i)
            slots_[place_of(values_[i].hash)] = static_cast<std::uint32_t>(i + 1);
    }
    std::vector<std::uint32_t> slots_;  // place in values_ + 1; 0: an empty slot
    std::vector<Value> values_;
};

}  // namespace octavo::text
