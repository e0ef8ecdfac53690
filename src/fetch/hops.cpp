#include "fetch/hops.hpp"

namespace octavo::fetch {

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

Result<Url> next_hop(const Url& first, const Url& from, const Hops& taken, std::string_view location,
                     const Guard* guard, const HopCaps& caps) {
    if (location.empty()) return fail(Fault::malformed, "a redirect without a target");
    const auto target = Url::parse(location, from);
    if (!target) return fail(Fault::malformed, "a redirect to something that is no address");
    if (taken.size() >= caps.max_hops)
        return fail(Fault::refused, fmt::format("more than {} redirects", caps.max_hops));
    const Ruling ruling = guard ? guard->judge(*target) : Ruling{};
    if (!ruling.allowed()) return fail(Fault::refused, fmt::format("redirected to {}: {}", target->host(), ruling.why));

    std::set<std::string, std::less<>> hosts{std::string(first.host()), std::string(target->host())};
    for (const auto& [status, href] : taken)
        if (const auto hop = Url::parse(href)) hosts.emplace(hop->host());
    if (hosts.size() > caps.max_hosts)
        return fail(Fault::refused, fmt::format("redirected over more than {} hosts", caps.max_hosts));
    return *target;
}

}  // namespace octavo::fetch
