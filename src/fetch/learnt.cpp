#include "fetch/learnt.hpp"

#include <cmath>

#include "model/wire.hpp"

namespace octavo::fetch {
namespace {

constexpr std::uint64_t version = 1;
constexpr std::size_t max_address = 2048;             // of a move: longer ones are not worth a row's place
constexpr std::int64_t latest = 253'402'300'799'000;  // the end of 9999

float amount(wire::Decoder& in) {
    const float value = in.real();
    return std::isfinite(value) && value >= 0 ? std::min(value, 1e9f) : 0.0f;
}
Instant instant(wire::Decoder& in) {
    return from_unix_ms(std::clamp<std::int64_t>(in.signed_number(), -latest, latest));
}
std::int32_t count(wire::Decoder& in) {
    return static_cast<std::int32_t>(std::min<std::uint64_t>(in.number(), 1'000'000));
}

}  // namespace

std::string encode(const Learnt& l) {
    wire::Encoder out;
    out.number(version);
    out.flag(l.rhythm.as_of.has_value());
    if (l.rhythm.as_of) out.signed_number(to_unix_ms(*l.rhythm.as_of));
    out.real(l.rhythm.entries);
    out.real(l.rhythm.hours);
    for (const float hour : l.rhythm.by_hour) out.real(hour);
    out.real(l.rhythm.hours_by_hour);
    out.signed_number(l.wishes.ttl.count());
    out.number(l.wishes.skip_hours.to_ulong());
    out.number(l.wishes.skip_days.to_ulong());
    out.signed_number(to_unix_ms(l.whole));
    out.number(static_cast<std::uint64_t>(l.unchanged));
    out.flag(l.false_304);
    out.number(static_cast<std::uint64_t>(l.slowed));
    out.number(static_cast<std::uint64_t>(l.reason));
    const bool moves = !l.move.to.empty() && l.move.to.size() <= max_address;
    out.flag(moves);
    if (moves) {
        out.string(l.move.to);
        out.signed_number(to_unix_ms(l.move.since));
        out.signed_number(to_unix_ms(l.move.last));
        out.number(static_cast<std::uint64_t>(l.move.times));
    }
    // Only where it is needed, behind everything else: older rows end above.
    if (!l.whole_from.empty() && l.whole_from.size() <= max_address) out.string(l.whole_from);
    return out.take();
}

Learnt decode_learnt(std::string_view bytes) {
    if (bytes.empty()) return {};
    wire::Decoder in(bytes);
    if (in.number() != version) return {};
    Learnt l;
    if (in.flag()) l.rhythm.as_of = instant(in);
    l.rhythm.entries = amount(in);
    l.rhythm.hours = amount(in);
    for (float& hour : l.rhythm.by_hour) hour = amount(in);
    l.rhythm.hours_by_hour = amount(in);
    l.wishes.ttl = Duration(std::clamp<std::int64_t>(in.signed_number(), 0, std::int64_t{366} * 86'400'000));
    l.wishes.skip_hours = in.number();
    l.wishes.skip_days = in.number();
    l.whole = instant(in);
    l.unchanged = count(in);
    l.false_304 = in.flag();
    l.slowed = std::min(count(in), max_slowed);
    l.reason = static_cast<Reason>(std::min<std::uint64_t>(in.number(), static_cast<std::uint64_t>(Reason::slowed)));
    if (in.flag()) {
        l.move.to = in.string();
        l.move.since = instant(in);
        l.move.last = instant(in);
        l.move.times = count(in);
    }
    if (in.ok() && !in.done()) l.whole_from = in.string();
    return in.done() ? l : Learnt{};
}

}  // namespace octavo::fetch
