// robots.txt: RFC 9309 (https://www.rfc-editor.org/rfc/rfc9309), with Crawl-delay and Sitemap. Pure; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace octavo::feed {

class Robots {
  public:
    // Total: any bytes give rules. At least the first 500 KiB are read.
    static Robots parse(std::string_view bytes);

    // `agent` is our product token, compared without case; `target` is path and query ("/a?b"). Longest match wins,
    // Allow wins ties (section 2.2.2).
    bool allowed(std::string_view agent, std::string_view target) const;
    std::optional<double> crawl_delay(std::string_view agent) const;  // seconds
    const std::vector<std::string>& sitemaps() const { return sitemaps_; }

  private:
    struct Rule { bool allow; std::string path; };
    struct Group { std::vector<std::string> agents; std::vector<Rule> rules; std::optional<double> delay; };
    std::vector<Group> groups_;
    std::vector<std::string> sitemaps_;
};

}  // namespace octavo::feed
