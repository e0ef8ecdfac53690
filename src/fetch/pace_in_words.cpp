// The scheduler's decision as a person would tell it: what the feed does, and what follows from that.
//   about 12 a day, mostly 7-19 h UTC: every 35 min
//   about 3 a week: every 6 h
//   about 40 a day: every 2 h, as its ttl asks
#include <cmath>

#include "fetch/schedule.hpp"

namespace octavo::fetch {
namespace {

using namespace std::chrono_literals;

std::string rate_in_words(double an_hour) {
    const auto about = [](double count, std::string_view period) {
        return fmt::format("about {:.0f} {}", std::max(1.0, std::round(count)), period);
    };
    if (const double a_day = an_hour * 24; a_day >= 1) return about(a_day, "a day");
    if (const double a_week = an_hour * 24 * 7; a_week >= 1) return about(a_week, "a week");
    if (const double a_month = an_hour * 24 * 30; a_month >= 0.75) return about(a_month, "a month");
    return "hardly anything new";
}

std::string time_in_words(Duration time) {
    const auto minutes = std::max<std::int64_t>(1, (time + 30s) / 1min);
    if (minutes < 100) return fmt::format("{} min", minutes);
    const double hours = static_cast<double>(minutes) / 60;
    if (hours < 9.5) return fmt::format("{:.2g} h", std::round(hours * 2) / 2);
    if (hours < 36) return fmt::format("{:.0f} h", hours);
    return fmt::format("{:.0f} days", hours / 24);
}

std::string_view reason_in_words(Reason reason) {
    switch (reason) {
        case Reason::rhythm:
            return "";
        case Reason::first:
            return ", while we get to know it";
        case Reason::floor:
            return ", the shortest allowed";
        case Reason::ceiling:
            return ", the longest allowed";
        case Reason::cache_control:
            return ", as its Cache-Control asks";
        case Reason::retry_after:
            return ", as its Retry-After asks";
        case Reason::ttl:
            return ", as its ttl or updatePeriod asks";
        case Reason::skip:
            return ", but for its skipHours and skipDays";
        case Reason::slowed:
            return ", slowed by its 429";
    }
    std::unreachable();
}

}  // namespace

std::string pace_in_words(const Feed& feed) {
    if (feed.state != Feed::State::healthy && feed.state != Feed::State::quiet) return {};
    const Learnt learnt = decode_learnt(feed.learnt);
    if (!learnt.rhythm.as_of || !feed.polled) return {};
    std::string out = rate_in_words(learnt.rhythm.rate());
    if (const auto busy = learnt.rhythm.busy_hours())
        out += fmt::format(", mostly {}-{} h UTC", busy->from % 24, busy->to % 24);
    const Duration interval = std::chrono::seconds(feed.interval_s);
    const bool asked =
        learnt.reason == Reason::cache_control || learnt.reason == Reason::retry_after || learnt.reason == Reason::ttl;
    // What somebody asks for is told by the wait it made, which has a tenth of play.
    const Duration wait = asked ? std::max(interval, (feed.due - *feed.polled) * 20 / 21) : interval;
    out += fmt::format(": every {}{}", time_in_words(wait), reason_in_words(learnt.reason));
    return out;
}

}  // namespace octavo::fetch
