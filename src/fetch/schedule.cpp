#include "fetch/schedule.hpp"

#include <cassert>

#include "base/dates.hpp"
#include "base/hash.hpp"
#include "base/utf8.hpp"

namespace octavo::fetch {
namespace {

using namespace std::chrono_literals;

// The value of one directive of Cache-Control, in seconds.
std::optional<std::int64_t> directive(std::string_view cache_control, std::string_view name) {
    while (!cache_control.empty()) {
        const auto comma = cache_control.find(',');
        const std::string_view part = utf8::trim(cache_control.substr(0, comma));
        cache_control = comma == std::string_view::npos ? std::string_view{} : cache_control.substr(comma + 1);
        const auto equals = part.find('=');
        if (equals == std::string_view::npos || !utf8::equal_ignoring_case(utf8::trim(part.substr(0, equals)), name))
            continue;
        std::string_view value = utf8::trim(part.substr(equals + 1));
        if (value.starts_with('"')) value.remove_prefix(1);
        std::int64_t seconds = 0;
        if (std::from_chars(value.data(), value.data() + value.size(), seconds).ec == std::errc{} && seconds >= 0)
            return seconds;
    }
    return std::nullopt;
}

std::int64_t number(std::string_view text) {
    std::int64_t out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return std::max<std::int64_t>(out, 0);
}

Duration interval_of(const Feed& feed) { return std::chrono::seconds(feed.interval_s); }

void set_interval(Feed& feed, Duration interval, const Pace& pace) {
    feed.interval_s = static_cast<std::int32_t>(
        std::chrono::duration_cast<std::chrono::seconds>(std::clamp(interval, pace.floor, pace.ceiling)).count());
}

// Up to a tenth later, always the same for one feed: feeds added together do not knock together for ever.
Duration jitter(const Feed& feed, Duration wait) {
    const auto share = static_cast<std::int64_t>(mix64(feed.id.value) % 1000);
    return Duration(wait.count() * share / 10'000);
}

void set_due(Feed& feed, Duration wait, std::optional<Duration> at_least, Instant now, const Pace& pace) {
    if (at_least) wait = std::max(wait, std::min(*at_least, std::max<Duration>(pace.ceiling, 24h)));
    feed.due = now + wait + jitter(feed, wait);
}

void failed(Feed& feed, std::string_view why, std::optional<Duration> at_least, Instant now, const Pace& pace) {
    feed.failures = std::min(feed.failures + 1, 1'000'000);
    feed.state = Feed::State::failing;
    feed.reason = feed.failures == 1 ? std::string(why) : fmt::format("{} times in a row: {}", feed.failures, why);
    const Duration wait = std::min<Duration>(pace.floor * (1 << std::min(feed.failures - 1, 12)), pace.ceiling);
    set_due(feed, std::max(wait, pace.floor), at_least, now, pace);
}

void worked(Feed& feed, std::size_t fresh, std::optional<Duration> at_least, Instant now, const Pace& pace) {
    const bool first = !feed.worked;
    feed.worked = now;
    feed.failures = 0;
    feed.state = Feed::State::healthy;
    feed.reason.clear();
    if (first) {
        set_interval(feed, pace.first, pace);  // everything was new to us: that says nothing yet
    } else {
        set_interval(feed, fresh > 0 ? interval_of(feed) * 4 / 5 : interval_of(feed) * 3 / 2, pace);
    }
    if (fresh == 0 && interval_of(feed) >= pace.ceiling) {
        feed.state = Feed::State::quiet;
        feed.reason = "nothing new for a long time";
    }
    set_due(feed, interval_of(feed), at_least, now, pace);
}

void note_move(Feed& feed, const Fetched& answer) {
    if (answer.redirects.empty() || answer.url.href() == feed.url) return;
    const bool for_good =
        std::ranges::all_of(answer.redirects, [](const auto& hop) { return hop.first == 301 || hop.first == 308; });
    if (for_good && feed.reason.empty()) feed.reason = fmt::format("moved for good to {}, it says", answer.url.href());
}

void answered(Feed& feed, const Fetched& answer, const PollResult& result, Instant now, const Pace& pace) {
    std::optional<Duration> wait = asked_to_wait(answer, now);
    if (result.ttl && *result.ttl > wait.value_or(Duration::zero())) wait = result.ttl;
    const int status = answer.status;
    if (status == 304) {
        // RFC 9111, section 4.3.4: what a 304 carries replaces what we keep.
        if (const auto etag = answer.header("etag"); !etag.empty()) feed.etag = etag;
        if (const auto date = answer.header("last-modified"); !date.empty()) feed.last_modified = date;
        worked(feed, 0, wait, now, pace);
    } else if (status >= 200 && status < 300) {
        const bool same = is_same_body(feed, answer);
        if (!same && !result.parsed) {
            // Its validators are not kept: they would only get us a 304 for something that is no feed.
            return failed(feed, result.parse_error.empty() ? "not a feed" : result.parse_error, wait, now, pace);
        }
        feed.etag = answer.header("etag");
        feed.last_modified = answer.header("last-modified");
        feed.body_hash = hash_of_body(answer.body);
        worked(feed, same ? 0 : result.fresh, wait, now, pace);
        note_move(feed, answer);
    } else if (status == 410) {
        feed.state = Feed::State::gone;
        feed.reason = "the publisher says it is gone for good (410)";
        feed.due = never;
    } else if (status == 429) {
        set_interval(feed, interval_of(feed) * 2, pace);
        feed.reason = "asks us to come less often (429)";
        set_due(feed, interval_of(feed), wait, now, pace);
    } else if (status == 401 || status == 403) {
        failed(feed, fmt::format("does not let us in ({})", status),
               std::max<Duration>(1h, wait.value_or(Duration::zero())), now, pace);
    } else if (status == 404) {
        failed(feed, "not there (404)", wait, now, pace);
    } else {
        failed(feed, fmt::format("the publisher's server answered {}", status), wait, now, pace);
    }
}

}  // namespace

std::string hash_of_body(std::string_view body) { return to_base32(hash64(body)); }

bool is_same_body(const Feed& feed, const Fetched& answer) {
    return !feed.body_hash.empty() && answer.status >= 200 && answer.status < 300 &&
           feed.body_hash == hash_of_body(answer.body);
}

std::optional<Duration> asked_to_wait(const Fetched& answer, Instant now) {
    std::optional<Duration> wait = answer.retry_after;
    const auto at_least = [&](Duration time) {
        if (time > wait.value_or(Duration::zero())) wait = time;
    };
    constexpr std::int64_t most = 366 * 86400;
    const std::string_view cache_control = answer.header("cache-control");
    if (const auto max_age = directive(cache_control, "max-age")) {
        at_least(std::chrono::seconds(std::min(*max_age, most) - std::min(number(answer.header("age")), most)));
    } else if (const auto expires = parse_date(answer.header("expires"))) {
        at_least(*expires - parse_date(answer.header("date")).value_or(now));
    }
    return wait;
}

Feed after_poll(Feed feed, const PollResult& result, Instant now, const Pace& pace) {
    assert(result.answer);
    const Result<Fetched>& answer = *result.answer;
    if (!answer && answer.error().fault == Fault::cancelled) {
        feed.due = now;
        return feed;
    }
    feed.polled = now;
    feed.status = answer ? answer->status : 0;
    if (answer) {
        answered(feed, *answer, result, now, pace);
    } else if (answer.error().fault == Fault::refused) {
        feed.state = Feed::State::refused;
        feed.reason = answer.error().detail;
        set_due(feed, pace.ceiling, std::nullopt, now, pace);
    } else {
        failed(feed, answer.error().detail, std::nullopt, now, pace);
    }
    return feed;
}

}  // namespace octavo::fetch
