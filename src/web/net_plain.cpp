#include "web/net_plain.hpp"

#include <sys/resource.h>

namespace octavo::web {

std::string_view HttpDate::now() {
    const auto now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    if (now != at_) {
        at_ = now;
        text_ = to_http_date(now);
    }
    return text_;
}

std::size_t end_of_head(std::string_view bytes, std::size_t from) {
    const auto at = bytes.find("\r\n\r\n", from > 3 ? from - 3 : 0);
    return at == std::string_view::npos ? at : at + 4;
}

void allow_files(std::size_t connections) {
    constexpr std::size_t others = 512;  // the archive's, the fetcher's, logs
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= connections + others) return;
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, connections + others);
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

Failure cannot_listen(const SiteSettings& settings, std::error_code fault) {
    if (fault == std::errc::address_in_use)
        return {Fault::busy,
                fmt::format("port {} on {} is taken by another program; stop it (\"ss -ltnp 'sport = :{}'\" "
                            "names it) or choose another with --port",
                            settings.port, settings.listen, settings.port)};
    if (fault == std::errc::permission_denied)
        return {Fault::refused,
                fmt::format("port {} may not be opened by this user (those under 1024 are the system's); "
                            "choose another with --port",
                            settings.port)};
    return {Fault::usage, fmt::format("cannot listen on {}:{}: {}", settings.listen, settings.port, fault.message())};
}

}  // namespace octavo::web
