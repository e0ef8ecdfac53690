#include "fetch/request_lines.hpp"

namespace octavo::fetch {
namespace {

std::string_view accepts(Purpose purpose) {
    switch (purpose) {
        case Purpose::feed:
            return "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, "
                   "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1";
        case Purpose::page:
            return "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5";
        case Purpose::robots:
            return "text/plain, */*;q=0.5";
        case Purpose::sitemap:
            return "application/xml, text/xml, text/plain;q=0.8, */*;q=0.5";
        case Purpose::image:
            return "image/avif, image/webp, image/png, image/jpeg, image/gif, */*;q=0.1";
        case Purpose::hub:
            return "text/plain, */*;q=0.5";
    }
    std::unreachable();
}

bool can_be_sent(std::string_view value) {
    return !value.empty() && value.size() <= 4096 &&
           std::ranges::none_of(value, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

}  // namespace

std::vector<std::string> common_lines(Purpose purpose) {
    std::vector<std::string> lines = {fmt::format("Accept: {}", accepts(purpose))};
    // What may be cut at its cap is only readable when it is plain.
    if (purpose != Purpose::robots && purpose != Purpose::hub) lines.emplace_back("Accept-Encoding: zstd, br, gzip");
    if (purpose == Purpose::hub) {
        lines.emplace_back("Content-Type: application/x-www-form-urlencoded");
        lines.emplace_back("Expect:");  // curl would ask first, and some hubs never answer that
    }
    return lines;
}

std::vector<std::string> validator_lines(const FetchRequest& request, const Url& at) {
    std::vector<std::string> lines;
    if (request.etag.empty() && request.last_modified.empty()) return lines;
    const std::string here = at.without_fragment();
    if (here != (request.validators_of.empty() ? request.url.without_fragment() : request.validators_of)) return lines;
    if (can_be_sent(request.etag)) lines.push_back("If-None-Match: " + request.etag);
    if (can_be_sent(request.last_modified)) lines.push_back("If-Modified-Since: " + request.last_modified);
    return lines;
}

}  // namespace octavo::fetch
