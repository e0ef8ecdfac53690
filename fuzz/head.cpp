// Response heads line by line, and what is read out of their values.
#include "fetch/head.hpp"

#include "fetch/schedule.hpp"

using namespace octavo;
using namespace octavo::fetch;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const Instant now = from_unix_ms(1'752'393'600'000);
    Head head({.max_bytes = 64u << 10, .max_fields = 200});
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size() - 1);
        if (!head.line(text.substr(at, end - at + 1))) break;
        at = end + 1;
    }
    Fetched answer{.url = *Url::parse("https://paper.example/feed.xml"), .status = head.status()};
    answer.retry_after = retry_after(head.field("retry-after"), head.field("date"), now);
    if (answer.retry_after && (*answer.retry_after < Duration::zero() || *answer.retry_after > std::chrono::hours(24)))
        __builtin_trap();
    answer.headers = head.take();
    if (answer.headers.size() > 200) __builtin_trap();

    Result<Fetched> reply = std::move(answer);
    const Feed feed = after_poll({}, {.answer = &reply, .parsed = true}, now);
    if (feed.due < now) __builtin_trap();
    return 0;
}
