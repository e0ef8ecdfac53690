// The rules, each with the sentence a publisher would write:
//   repeats             "you had this, with a validator, and fetched it whole again" (to doubt a 304 once a day is no
//                       rudeness; nor to ask again for what came so late that the asker had left, seen by the reset)
//   foreign_validators  "I never gave you that validator, or have given you a newer one since"
//   too_soon            "less than a second after your last request"      (Settings::delay)
//   most_at_once        "two requests at one time"                        most_connections likewise
//   too_early           "I said Retry-After; you did not wait" (429: the registrable domain, else the address)
//   disallowed          "robots.txt forbids it, or you have not even asked"
//   cookies, disguised  "I gave you no cookie you may keep"; "you are no browser"
#include "newsroom/referee.hpp"

#include "base/dates.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"

namespace octavo::newsroom {
namespace {

using namespace std::chrono_literals;

constexpr std::pair<std::string_view, std::uint64_t HostCounters::*> counted[] = {
    {"requests", &HostCounters::requests},     {"not_modified", &HostCounters::not_modified},
    {"robots", &HostCounters::robots},         {"untaken", &HostCounters::untaken},
    {"repeats", &HostCounters::repeats},       {"foreign_validators", &HostCounters::foreign_validators},
    {"too_soon", &HostCounters::too_soon},     {"too_early", &HostCounters::too_early},
    {"disallowed", &HostCounters::disallowed}, {"cookies", &HostCounters::cookies},
    {"disguised", &HostCounters::disguised}};
constexpr std::size_t harmless = 4;  // of them, from the first

// What cannot be echoed is no validator: control characters would end the line.
bool can_be_echoed(std::string_view value) {
    return !value.empty() && value.size() <= 4096 &&
           std::ranges::none_of(value, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

// As an honest follower must read it: nothing beyond a day has to be believed.
Instant retry_time(std::string_view head, Instant now) {
    const std::string_view value = field_of(head, "retry-after");
    if (value.empty()) return {};
    if (value.find_first_not_of("0123456789") == std::string_view::npos) {
        std::int64_t seconds = 86400;
        std::from_chars(value.data(), value.data() + value.size(), seconds);
        return now + std::chrono::seconds(std::min<std::int64_t>(seconds, 86400));
    }
    const auto until = parse_date(value);
    const auto date = parse_date(field_of(head, "date"));
    return until ? now + std::clamp<Duration>(*until - date.value_or(now), 0s, 24h) : Instant{};
}

}  // namespace

std::string_view field_of(std::string_view head, std::string_view name) {
    for (std::size_t at = head.find('\n'); at != std::string_view::npos; at = head.find('\n', at)) {
        ++at;
        const std::string_view line = head.substr(at, head.find('\n', at) - at);
        if (line.size() > name.size() && line[name.size()] == ':' &&
            utf8::equal_ignoring_case(line.substr(0, name.size()), name))
            return utf8::trim(line.substr(name.size() + 1));
    }
    return {};
}

int status_of(std::string_view head) {
    int status = 0;
    const auto space = head.find(' ');
    if (space != std::string_view::npos) std::from_chars(head.data() + space + 1, head.data() + head.size(), status);
    return status;
}

void HostCounters::add(const HostCounters& other) {
    for (const auto& [name, field] : counted) this->*field += other.*field;
    most_at_once = std::max(most_at_once, other.most_at_once);
    most_connections = std::max(most_connections, other.most_connections);
}

void HostCounters::write(JsonWriter& out) const {
    out.object();
    for (const auto& [name, field] : counted) out.field(name, this->*field);
    out.field("most_at_once", most_at_once).field("most_connections", most_connections).end();
}

std::uint64_t HostCounters::violations() const {
    std::uint64_t sum = (most_at_once > 1 ? 1 : 0) + (most_connections > 1 ? 1 : 0);
    for (const auto& [name, field] : std::span(counted).subspan(harmless)) sum += this->*field;
    return sum;
}

std::string HostCounters::complaints() const {
    std::string out;
    const auto say = [&](std::uint64_t count, std::string_view what) {
        if (count > 0) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", count, what);
    };
    for (const auto& [name, field] : std::span(counted).subspan(harmless)) say(this->*field, name);
    if (most_at_once > 1) say(most_at_once, "at once");
    if (most_connections > 1) say(most_connections, "connections");
    return out;
}

void Referee::asked(const Asked& asked, Instant now, Duration delay, Instant quiet_until) {
    HostCounters& c = counters_;
    ++c.requests;
    const bool robots = asked.target == "/robots.txt";
    // Both clocks count whole milliseconds, and not the same ones.
    if (last_ && now - *last_ + 1ms < delay) ++c.too_soon;
    last_ = now;
    connections_.insert(asked.connection);
    c.most_connections = std::max<std::uint64_t>(c.most_connections, connections_.size());
    c.most_at_once = std::max(c.most_at_once, ++at_once_);
    c.cookies += asked.cookie.empty() ? 0 : 1;
    c.disguised += asked.user_agent.contains("Mozilla") ? 1 : 0;
    if (robots) {
        ++c.robots;
        robots_asked_ = now;
    } else {
        const bool forbidden = std::ranges::any_of(
            forbidden_, [&](const std::string& prefix) { return asked.target.starts_with(prefix); });
        const bool unasked = !robots_asked_ || now - *robots_asked_ > 25h;
        c.disallowed += forbidden || unasked ? 1 : 0;
    }
    const auto found = targets_.find(asked.target);
    const Target* target = found == targets_.end() ? nullptr : &found->second;
    if (now < quiet_until || (target && now < target->quiet_until)) ++c.too_early;
    if (!target) return;
    const bool conditional = !asked.if_none_match.empty() || !asked.if_modified_since.empty();
    if (!conditional) {
        const bool doubt = target->lies || (target->doubtful && now - target->whole >= 20h);
        c.repeats += target->given && !doubt ? 1 : 0;
    } else if (target->answered) {
        const bool foreign = (!asked.if_none_match.empty() && asked.if_none_match != target->etag) ||
                             (!asked.if_modified_since.empty() && asked.if_modified_since != target->last_modified);
        c.foreign_validators += foreign ? 1 : 0;
    }
}

std::optional<Instant> Referee::answers(const Asked& asked, const Plan& plan, Instant now) {
    const int status = status_of(plan.head);
    if (status == 304) ++counters_.not_modified;
    if (status < 400) return std::nullopt;
    const Instant until = retry_time(plan.head, now);
    if (until <= now) return std::nullopt;
    if (status == 429) return until;
    targets_[asked.target].quiet_until = until;
    return std::nullopt;
}

void Referee::closed(std::uint64_t connection, bool broken) {
    connections_.erase(connection);
    const auto before = before_.extract(connection);
    if (!broken || before.empty()) return;
    ++counters_.untaken;
    const auto target = targets_.find(before.mapped().name);
    if (target != targets_.end()) target->second = std::move(before.mapped().target);
}

void Referee::answered(const std::string& name, std::uint64_t connection, const Plan& plan, bool whole, Instant now) {
    --at_once_;
    const int status = status_of(plan.head);
    if (status == 304 && plan.useless) targets_[name].lies = true;
    if (!whole || plan.useless || (status != 200 && status != 304)) return;
    Target& target = targets_[name];
    before_[connection] = {name, target};
    const std::string_view etag = field_of(plan.head, "etag"), date = field_of(plan.head, "last-modified");
    target.answered = true;
    target.doubtful = status == 304;
    if (status == 200) target.whole = now;
    // A 304 replaces what it names (RFC 9111, section 4.3.4), a 200 both.
    if (status == 200 || !etag.empty()) target.etag = can_be_echoed(etag) ? etag : "";
    if (status == 200 || !date.empty()) target.last_modified = can_be_echoed(date) ? date : "";
    target.given = !target.etag.empty() || !target.last_modified.empty();
}

}  // namespace octavo::newsroom
