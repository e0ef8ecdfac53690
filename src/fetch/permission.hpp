// What one site's robots.txt lets us do, and how long we may believe it. Pure rules of RFC 9309, section 2.3.
//
// 2xx: its rules, for a day. 4xx: everything is allowed. 5xx, no answer: nothing is, and we ask again later; a copy we
// once read stays good meanwhile. https://www.rfc-editor.org/rfc/rfc9309#section-2.3
// Checked by tests/fetch/permission_test.cpp.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "feed/robots.hpp"
#include "fetch/gate.hpp"

namespace octavo::fetch {

struct Permission {
    enum class State { unknown, rules, everything, unreadable };
    State state = State::unknown;
    feed::Robots rules = {};
    std::size_t bytes = 0;                      // of robots.txt: what keeping it costs, roughly
    std::string etag = {}, last_modified = {};  // for asking again
    Instant read = {};                          // last time it was really answered
    Instant until = {};                         // ask again from here on
    int failures = 0;                           // in a row
    std::string why = {};                       // when unreadable
    bool refused = false;                       // when unreadable: by us, who go to no such place

    bool is_current(Instant now) const { return state != State::unknown && now < until; }
    // Empty when `url` may be fetched. refused: robots.txt says no; unreachable: nobody can say yet.
    std::optional<Failure> objection(const Url& url, std::string_view agent) const;
    std::optional<Duration> crawl_delay(std::string_view agent) const;
};

FetchRequest ask_permission(const Url& url, const Permission& known);
Permission after_asking(Permission known, const Result<Fetched>& answer, Instant now);

}  // namespace octavo::fetch
