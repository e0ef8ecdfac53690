#include "fetch/schedule.hpp"

#include <cassert>
#include <cmath>

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

constexpr Duration day = 24h;
// A move for good is believed when it was seen this often, over so long, looks within an hour counting once.
constexpr std::int32_t sights_of_a_move = 4;
constexpr Duration days_of_a_move = 3 * day;

// It says 304, and something should have come long ago: the next request goes without conditions. Once a day at most
// for a server that was never caught, so that hours without news cost the publisher no bodies; once a week in any case.
bool is_304_doubted(const Feed& feed, const Learnt& learnt, Instant now) {
    if (learnt.unchanged == 0 || (feed.etag.empty() && feed.last_modified.empty())) return false;
    const Duration since = now - learnt.whole;
    if (since >= 7 * day) return true;
    const double missing = learnt.rhythm.expected(learnt.whole, now);
    if (learnt.false_304) return since >= 1h && missing >= 1;
    return (since >= day && missing >= 3) || (learnt.unchanged >= 10 && missing >= 8);
}

// One poll of one feed on its way through the rules.
struct Turn {
    Feed& feed;
    Learnt& learnt;
    const Instant now;
    const Pace& pace;
};

// What the next poll has to wait for, and who asks for it.
struct Bound {
    Duration wait{};
    Reason reason = Reason::rhythm;
    void at_least(Duration time, Reason why) {
        if (time > wait) wait = time, reason = why;
    }
};

// Between 0 and 1, always the same for one feed: feeds added together do not knock together for ever.
double share_of(const Feed& feed) { return static_cast<double>(mix64(feed.id.value) % 1000) / 1000; }
Duration part(Duration whole, double share) {
    return Duration(static_cast<std::int64_t>(static_cast<double>(whole.count()) * share));
}

// RSS 2.0: the channel is not to be read in these hours and on these days (GMT). All of them is nonsense.
// https://www.rssboard.org/rss-specification#optionalChannelElements
Instant past_skips(const Feed& feed, const Wishes& wishes, Instant due) {
    if (wishes.skip_hours.none() && wishes.skip_days.none()) return due;
    if (wishes.skip_hours.all() || wishes.skip_days.all()) return due;
    const auto is_skipped = [&](std::chrono::sys_time<std::chrono::hours> hour) {
        const auto today = std::chrono::floor<std::chrono::days>(hour);
        return wishes.skip_days[std::chrono::weekday(today).c_encoding()] ||
               wishes.skip_hours[static_cast<std::size_t>((hour - today).count())];
    };
    auto hour = std::chrono::floor<std::chrono::hours>(due);
    if (!is_skipped(hour)) return due;
    for (int i = 0; i < 8 * 24 && is_skipped(hour); ++i) hour += 1h;
    return hour + part(15min, share_of(feed));  // not all of them when the hour strikes
}

void set_due(const Turn& turn, Bound own, Bound asked) {
    const Duration wait = std::max(own.wait, std::min(asked.wait, std::max<Duration>(turn.pace.ceiling, day)));
    turn.learnt.reason = asked.wait > own.wait ? asked.reason : own.reason;
    const Instant due = turn.now + wait + part(wait, share_of(turn.feed) / 10);
    turn.feed.due = past_skips(turn.feed, turn.learnt.wishes, due);
    if (turn.feed.due != due) turn.learnt.reason = Reason::skip;
}

void failed(const Turn& turn, std::string_view why, Bound asked) {
    Feed& feed = turn.feed;
    feed.failures = std::min(feed.failures + 1, 1'000'000);
    feed.state = Feed::State::failing;
    feed.reason = feed.failures == 1 ? std::string(why) : fmt::format("{} times in a row: {}", feed.failures, why);
    const Duration wait =
        std::min<Duration>(turn.pace.floor * (1 << std::min(feed.failures - 1, 12)), turn.pace.ceiling);
    set_due(turn, {std::max(wait, turn.pace.floor), Reason::rhythm}, asked);
}

// The interval from here on.
Bound own_interval(const Turn& turn) {
    const Learnt& learnt = turn.learnt;
    const Pace& pace = turn.pace;
    Bound own{learnt.rhythm.until_next(turn.now, pace.hourly, std::max<Duration>(pace.ceiling, day)), Reason::rhythm};
    constexpr float little = 24;  // hours
    if (learnt.rhythm.hours < little && own.wait > pace.first) own = {pace.first, Reason::first};
    if (learnt.slowed > 0) own = {part(own.wait, std::exp2(learnt.slowed / 4.0)), Reason::slowed};
    if (own.wait < pace.floor) own = {pace.floor, Reason::floor};
    if (own.wait >= pace.ceiling) own = {pace.ceiling, Reason::ceiling};
    return own;
}

void set_interval(const Turn& turn, Bound asked) {
    const Bound own = own_interval(turn);
    turn.feed.interval_s =
        static_cast<std::int32_t>(std::chrono::duration_cast<std::chrono::seconds>(own.wait).count());
    set_due(turn, own, asked);
}

void worked(const Turn& turn, const PollResult& result, std::size_t fresh, Bound asked) {
    Feed& feed = turn.feed;
    Rhythm& rhythm = turn.learnt.rhythm;
    feed.worked = turn.now;
    feed.failures = 0;
    feed.state = Feed::State::healthy;
    feed.reason.clear();
    if (!rhythm.as_of) {
        rhythm.begin(result.dates, turn.now);
    } else {
        const std::size_t dated = std::min(fresh, result.dates.size());
        rhythm.go_on(std::span(result.dates).first(dated), fresh - dated, turn.now);
    }
    turn.learnt.slowed = std::max(0, turn.learnt.slowed - 1);
    set_interval(turn, asked);
    if (fresh == 0 && feed.interval_s >= turn.pace.ceiling / 1s) {
        feed.state = Feed::State::quiet;
        feed.reason = "nothing new for a long time";
    }
}

// Where it says that it has moved for good; hops that are for now do not count, nor what comes after them. "": nowhere.
std::string new_address(const Feed& feed, const Fetched& answer) {
    std::string_view to;
    for (const auto& [status, target] : answer.redirects) {
        if (status != 301 && status != 308) break;
        to = target;
    }
    const auto url = Url::parse(to), old = Url::parse(feed.url);
    if (!url || !old || !url->is_web() || url->has_credentials()) return {};
    const bool less_safe = old->scheme() == "https" && url->scheme() == "http";
    const std::string href = url->without_fragment();
    return less_safe || href == feed.url || href.size() > 2000 ? std::string() : href;
}

void note_move(const Turn& turn, const Fetched& answer) {
    Move& move = turn.learnt.move;
    std::string to = new_address(turn.feed, answer);
    if (to.empty()) {
        move = {};
        return;
    }
    if (move.to != to || turn.now < move.last) {
        move = {std::move(to), turn.now, turn.now, 1};
    } else if (turn.now - move.last >= 1h) {
        ++move.times;
        move.last = turn.now;
    }
    if (move.times >= sights_of_a_move && turn.now - move.since >= days_of_a_move) {
        turn.feed.reason = fmt::format("moved for good; it was at {}", turn.feed.url);
        turn.feed.url = std::move(move.to);
        move = {};
    } else if (turn.feed.reason.empty()) {
        turn.feed.reason =
            fmt::format("moved for good to {}, it says; followed there when it has said so for three days", move.to);
    }
}

Bound bound_of(const Fetched& answer, const Wishes& wishes, Instant now) {
    Bound asked;
    asked.at_least(wishes.ttl, Reason::ttl);
    if (const auto wait = asked_to_wait(answer, now)) {
        const bool later = answer.retry_after && *answer.retry_after >= *wait;
        asked.at_least(*wait, later ? Reason::retry_after : Reason::cache_control);
    }
    return asked;
}

void not_modified(const Turn& turn, const Fetched& answer, const PollResult& result) {
    // RFC 9111, section 4.3.4: what a 304 carries replaces what we keep.
    if (const auto etag = answer.header("etag"); !etag.empty()) turn.feed.etag = etag;
    if (const auto date = answer.header("last-modified"); !date.empty()) turn.feed.last_modified = date;
    turn.learnt.unchanged = std::min(turn.learnt.unchanged + 1, 1'000'000);
    worked(turn, result, 0, bound_of(answer, turn.learnt.wishes, turn.now));
    note_move(turn, answer);
}

void came_whole(const Turn& turn, const Fetched& answer, const PollResult& result) {
    const bool same = is_same_body(turn.feed, answer);
    if (!same && !result.parsed) {
        // Its validators are not kept: they would only get us a 304 for something that is no feed.
        return failed(turn, result.parse_error.empty() ? "not a feed" : result.parse_error,
                      bound_of(answer, turn.learnt.wishes, turn.now));
    }
    const std::size_t fresh = same ? 0 : result.fresh;
    Learnt& learnt = turn.learnt;
    const bool forced = is_304_doubted(turn.feed, learnt, turn.now);
    if (fresh > 0 && turn.feed.worked) learnt.false_304 = forced;
    learnt.unchanged = 0;
    learnt.whole = turn.now;
    const bool led_away = !answer.redirects.empty() && turn.feed.kind != Feed::Kind::sitemap;
    learnt.whole_from = led_away ? answer.url.without_fragment() : std::string();
    if (!same) learnt.wishes = {result.ttl.value_or(Duration::zero()), result.skip_hours, result.skip_days};
    turn.feed.etag = answer.header("etag");
    turn.feed.last_modified = answer.header("last-modified");
    turn.feed.body_hash = hash_of_body(answer.body);
    worked(turn, result, fresh, bound_of(answer, learnt.wishes, turn.now));
    note_move(turn, answer);
}

void answered(const Turn& turn, const Fetched& answer, const PollResult& result) {
    const int status = answer.status;
    if (status == 304) return not_modified(turn, answer, result);
    if (status >= 200 && status < 300) return came_whole(turn, answer, result);
    Feed& feed = turn.feed;
    Bound asked = bound_of(answer, turn.learnt.wishes, turn.now);
    if (status == 410) {
        feed.state = Feed::State::gone;
        feed.reason = "the publisher says it is gone for good (410)";
        feed.due = never;
    } else if (status == 429) {
        turn.learnt.slowed = std::min(turn.learnt.slowed + 4, max_slowed);
        set_interval(turn, asked);
        feed.reason = "asks us to come less often (429)";
    } else if (status == 401 || status == 403) {
        asked.at_least(1h, Reason::rhythm);
        failed(turn, fmt::format("does not let us in ({})", status), asked);
    } else if (status == 404) {
        failed(turn, "not there (404)", asked);
    } else {
        failed(turn, fmt::format("the publisher's server answered {}", status), asked);
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

bool is_unknown(const Feed& feed) { return feed.learnt.empty() || !decode_learnt(feed.learnt).rhythm.as_of; }

FetchRequest poll_request(const Feed& feed, Url url, Instant now) {
    FetchRequest request{std::move(url), Purpose::feed, feed.etag, feed.last_modified};
    Learnt learnt = decode_learnt(feed.learnt);
    request.validators_of = std::move(learnt.whole_from);
    if (is_304_doubted(feed, learnt, now)) {
        request.etag.clear();
        request.last_modified.clear();
    }
    return request;
}

Feed after_poll(Feed feed, const PollResult& result, Instant now, const Pace& pace) {
    assert(result.answer);
    const Result<Fetched>& answer = *result.answer;
    if (!answer && answer.error().fault == Fault::cancelled) {
        feed.due = now;
        return feed;
    }
    if (!answer && answer.error().fault == Fault::busy) {
        // It was not asked: somebody of its house wants quiet, or too much waits there. That is not held against it.
        feed.reason = answer.error().detail;
        const Duration wait = std::max<Duration>(pace.floor, 5min);
        feed.due = now + wait + part(wait, share_of(feed) / 10);
        return feed;
    }
    Learnt learnt = decode_learnt(feed.learnt);
    learnt.whole = std::min(learnt.whole, now);  // the clock may have been set back
    const Turn turn{feed, learnt, now, pace};
    feed.polled = now;
    feed.status = answer ? answer->status : 0;
    if (answer) {
        answered(turn, *answer, result);
    } else if (answer.error().fault == Fault::refused) {
        feed.state = Feed::State::refused;
        feed.reason = answer.error().detail;

        set_due(turn, {pace.ceiling, Reason::ceiling}, {});
    } else {
        failed(turn, answer.error().detail, {});
    }
    feed.learnt = encode(learnt);
    return feed;
}

}  // namespace octavo::fetch
