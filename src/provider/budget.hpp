// What services may cost in a day, altogether and for one reader: tokens, and money where prices are known.
//
// A request is admitted against what it will take at most (the text as counted here, the answer as long as it may be),
// and charged what the service says it took; where it does not say, what was counted. With others under way, their
// most is held back; so the limit is passed by no more than the one request that was admitted last.
// The day is UTC's. The sums of the day outlive a restart where they are kept (said(), a line of text).
// Thread-safe; time is given. Checked by tests/provider/parts_test.cpp.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "provider/fallback.hpp"
#include "provider/settings.hpp"

namespace octavo::provider {

// About how many tokens a text is: a quarter of its ASCII letters, one for each other character.
std::uint64_t count_tokens(std::string_view text);

struct Usage {
    std::uint64_t in = 0, out = 0;
    std::uint64_t total() const { return in + out; }
};

class Budget {
  public:
    explicit Budget(BudgetSettings settings) : settings_(settings) {}

    // Held back until it is charged or given back.
    struct Held {
        std::string reader;
        Usage most;
    };
    Outcome<Held> hold(std::string_view reader, Usage most, Instant now);
    void charge(const Held& held, Usage used, Instant now);
    void give_back(const Held& held);

    struct Spent {
        std::uint64_t tokens = 0;
        double money = 0;
    };
    Spent spent(Instant now);
    Spent spent_of_month(Instant now);  // UTC's, as far back as it is kept

    // "2026-11-27 51234 0.0123 912345 0.41": the day, its sums and its month's, to be kept for others who spend of the
    // same. take_up() what is kept just before: theirs and what was charged here since said() are added up. What is of
    // another day, or no such line, is not taken.
    std::string said(Instant now);
    void take_up(std::string_view said, Instant now);

  private:
    double price(Usage usage) const;
    void turn_day(Instant now);

    static constexpr std::size_t most_readers = 100'000;
    std::mutex mutex_;
    const BudgetSettings settings_;
    std::int64_t day_ = 0;
    std::int64_t month_ = 0;
    Spent spent_, held_, unsaid_;  // unsaid: charged since said()
    Spent month_spent_, month_unsaid_;
    std::map<std::string, std::uint64_t, std::less<>> readers_;  // tokens of the day, held ones too
};

}  // namespace octavo::provider
