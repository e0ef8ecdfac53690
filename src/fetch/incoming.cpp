#include "fetch/incoming.hpp"

namespace octavo::fetch {

Incoming::Incoming(Purpose purpose, const GateLimits& limits)
    : max_wire_(purpose == Purpose::robots ? std::min(limits.max_robots, limits.max_wire)
                : purpose == Purpose::hub  ? std::min(limits.max_hub, limits.max_wire)
                                           : limits.max_wire),
      may_cut_(purpose == Purpose::robots || purpose == Purpose::hub),
      decode_caps_(limits.decode),
      head_(limits.head) {}

Result<> Incoming::line(std::string_view text) {
    began_ = true;
    if (!body_.empty()) return {};  // trailers
    if (auto read = head_.line(text); !read) return read;
    return text == "\r\n" || text == "\n" ? expect_body() : Result<>();
}

// The head is complete. What announces itself as too big need not be waited for.
Result<> Incoming::expect_body() {
    const std::string_view length = head_.field("content-length");
    std::uint64_t announced = 0;
    const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), announced);
    if (length.empty() || error == std::errc::invalid_argument) return {};
    if (error == std::errc::result_out_of_range) announced = UINT64_MAX;
    if (announced > max_wire_ && !may_cut_) return fail(Fault::too_big, fmt::format("a body of {} bytes", length));
    constexpr std::uint64_t believed = 1u << 20;  // memory follows bytes, not words
    body_.reserve(static_cast<std::size_t>(std::min({announced, std::uint64_t{max_wire_}, believed})));
    return {};
}

Result<bool> Incoming::piece(std::string_view bytes) {
    began_ = true;
    const std::size_t room = max_wire_ - body_.size();
    if (bytes.size() <= room) {
        body_.append(bytes);
        return true;
    }
    if (!may_cut_) return fail(Fault::too_big, fmt::format("a body of more than {} bytes", max_wire_));
    body_.append(bytes.substr(0, room));
    cut_ = true;  // RFC 9309, section 2.5: as much as that is enough
    return false;
}

Result<Fetched> Incoming::answer(Url at, Instant now) && {
    Fetched out{.url = std::move(at), .status = head_.status()};
    out.wire_bytes = body_.size();
    out.cut = cut_;
    out.retry_after = retry_after(head_.field("retry-after"), head_.field("date"), now);
    const auto coding = coding_of(head_.field("content-encoding"));
    if (!coding) return fail(Fault::unsupported, fmt::format("content-encoding {}", head_.field("content-encoding")));
    if (*coding == Coding::identity) {
        out.body = std::move(body_);
    } else {
        out.body = TRY(decode(*coding, body_, decode_caps_));
    }
    out.headers = head_.take();
    return out;
}

}  // namespace octavo::fetch
