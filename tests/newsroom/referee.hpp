// Counts what a follower does that a publisher would complain of. Knows nothing of how the follower decides: it sees
// the requests and what was sent, as a publisher's log does. One host's record; the newsroom's lock guards it.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "newsroom/newsroom.hpp"

namespace octavo::newsroom {

class Referee {
  public:
    void forbid(std::string prefix) { forbidden_.push_back(std::move(prefix)); }
    void forbid_nothing() { forbidden_.clear(); }
    // `quiet_until`: what its registrable domain asked for with a 429. Times are the origin's.
    void asked(const Asked& asked, Instant now, Duration delay, Instant quiet_until);
    // The answer as it begins. How long the whole domain is to be quiet, when it says so.
    std::optional<Instant> answers(const Asked& asked, const Plan& plan, Instant now);
    // The answer as it ended.
    void answered(const std::string& target, std::uint64_t connection, const Plan& plan, bool whole, Instant now);
    // `broken`: without reading what was answered last, which is then not given.
    void closed(std::uint64_t connection, bool broken);

    const HostCounters& counters() const { return counters_; }

  private:
    struct Target {
        std::string etag, last_modified;  // given last, with an answer that could be read
        bool given = false;               // one of the two at least
        bool answered = false;            // by us, and not by sending the asker elsewhere
        bool doubtful = false;            // it said 304 since: to doubt that once a day is no rudeness
        bool lies = false;                // its 304 is a lie
        Instant whole{};                  // when all of it was sent last
        Instant quiet_until{};
    };
    std::map<std::string, Target, std::less<>> targets_;
    std::vector<std::string> forbidden_;
    std::set<std::uint64_t> connections_;
    struct Before {
        std::string name;
        Target target;
    };
    std::map<std::uint64_t, Before> before_;  // by connection: what stood before its last answer
    std::uint64_t at_once_ = 0;
    std::optional<Instant> last_, robots_asked_;
    HostCounters counters_;
};

// A field of a head as it was sent; "" when it is not there. `name` in lower case.
std::string_view field_of(std::string_view head, std::string_view name);
int status_of(std::string_view head);

}  // namespace octavo::newsroom
