#include "provider/retry.hpp"

#include "base/dates.hpp"
#include "base/utf8.hpp"

namespace octavo::provider {

bool worth_another(int status) {
    return status == 408 || status == 409 || status == 429 || (status >= 500 && status != 501 && status < 600);
}

std::optional<Duration> read_retry_after(std::string_view value, Instant now) {
    value = utf8::trim(value);
    if (value.empty()) return std::nullopt;
    if (value.find_first_not_of("0123456789") == std::string_view::npos) {
        // More digits than nine are for ever all the same.
        std::int64_t seconds = 999'999'999;
        if (value.size() <= 9) std::from_chars(value.data(), value.data() + value.size(), seconds);
        return std::chrono::seconds(seconds);
    }
    const auto when = parse_date(value);
    if (!when) return std::nullopt;
    return std::max(Duration(0), *when - now);
}

Duration pause_before(unsigned again, double chance, const RetrySettings& settings) {
    const auto doubled = settings.first_pause * (1U << std::min(again - 1, 10U));
    const auto most = std::min<Duration>(doubled, settings.longest_pause);
    return std::chrono::duration_cast<Duration>(most * (0.5 + chance / 2));
}

}  // namespace octavo::provider
