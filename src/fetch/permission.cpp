#include "fetch/permission.hpp"

#include <cassert>

namespace octavo::fetch {
namespace {

using namespace std::chrono_literals;
constexpr Duration day = 24h;
constexpr Duration longest_faith = 30 * day;  // in a copy whose original cannot be read any more

void keep_trying(Permission& known, Duration first, std::string why, Instant now) {
    const Duration wait = std::min<Duration>(first * (1 << std::min(known.failures, 9)), day);
    ++known.failures;
    known.until = now + wait;
    const bool has_copy = known.state == Permission::State::rules || known.state == Permission::State::everything;
    if (has_copy && now - known.read < longest_faith) return;
    known.state = Permission::State::unreadable;
    known.rules = {};
    known.bytes = 0;
    known.why = std::move(why);
    known.refused = false;
}

}  // namespace

std::optional<Failure> Permission::objection(const Url& url, std::string_view agent) const {
    switch (state) {
        case State::everything:
            return std::nullopt;
        case State::rules:
            if (rules.allowed(agent, url.target())) return std::nullopt;
            return Failure{Fault::refused, fmt::format("robots.txt of {} asks us not to", url.host())};
        case State::unknown:
        case State::unreadable:
            break;
    }
    if (refused) return Failure{Fault::refused, why};
    return Failure{Fault::unreachable,
                   fmt::format("robots.txt of {} cannot be read ({}); next try {}", url.host(), why, to_iso(until))};
}

std::optional<Duration> Permission::crawl_delay(std::string_view agent) const {
    if (state != State::rules) return std::nullopt;
    const auto seconds = rules.crawl_delay(agent);
    if (!seconds || !(*seconds > 0)) return std::nullopt;
    return Duration(static_cast<std::int64_t>(std::min(*seconds, 86400.0) * 1000));
}

FetchRequest ask_permission(const Url& url, const Permission& known) {
    auto robots = Url::parse("/robots.txt", url);
    assert(robots);  // every web address has an origin
    return {.url = std::move(*robots),
            .purpose = Purpose::robots,
            .etag = known.etag,
            .last_modified = known.last_modified};
}

Permission after_asking(Permission known, const Result<Fetched>& answer, Instant now) {
    if (!answer) {
        keep_trying(known, 5min, answer.error().detail, now);
        known.refused = known.state == Permission::State::unreadable && answer.error().fault == Fault::refused;
        return known;
    }
    const int status = answer->status;
    if (status == 429 || status >= 500) {
        keep_trying(known, std::max<Duration>(1s, answer->retry_after.value_or(5min)), fmt::format("status {}", status),
                    now);
        return known;
    }
    if (status == 304 && known.state == Permission::State::rules) {
        known.read = now;
        known.until = now + day;
        known.failures = 0;
        return known;
    }
    Permission fresh{.read = now, .until = now + day};
    if (status >= 200 && status < 300) {
        fresh.state = Permission::State::rules;
        fresh.rules = feed::Robots::parse(answer->body);
        fresh.bytes = answer->body.size();
        fresh.etag = answer->header("etag");
        fresh.last_modified = answer->header("last-modified");
    } else {
        fresh.state = Permission::State::everything;
    }
    return fresh;
}

}  // namespace octavo::fetch
