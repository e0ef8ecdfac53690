// A table that forgets what was not asked for lately: two generations, the older thrown away when the younger is full.
// At most twice `size` entries. Not thread-safe.
#pragma once

#include <unordered_map>
#include <utility>

namespace octavo::pipeline {

template <class Key, class Value>
class Lately {
  public:
    explicit Lately(std::size_t size) : size_(size) {}

    void put(const Key& key, Value value) {
        old_.erase(key);
        young_.insert_or_assign(key, std::move(value));
        if (young_.size() < size_) return;
        old_ = std::exchange(young_, {});
    }
    // Null when it is not there (any more); good until the next call.
    Value* find(const Key& key) {
        if (const auto at = young_.find(key); at != young_.end()) return &at->second;
        const auto at = old_.find(key);
        if (at == old_.end()) return nullptr;
        put(key, Value(std::move(at->second)));
        const auto again = young_.find(key);
        return again != young_.end() ? &again->second : &old_.find(key)->second;
    }
    void erase(const Key& key) {
        young_.erase(key);
        old_.erase(key);
    }
    std::size_t size() const { return young_.size() + old_.size(); }

  private:
    const std::size_t size_;
    std::unordered_map<Key, Value> young_, old_;
};

}  // namespace octavo::pipeline
