// robots.txt: RFC 9309 (https://www.rfc-editor.org/rfc/rfc9309), with Crawl-delay and Sitemap. Pure; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace octavo::feed {

class Robots {
  public:
    // Total: any bytes give rules. The first `max_bytes` are read (RFC 9309, section 2.5 asks for 500 KiB at least).
    static constexpr std::size_t max_bytes = 1u << 20;
    static Robots parse(std::string_view bytes);

    // `agent` is our product token, compared without case; `target` is path and query as a request line has them
    // ("/a?b"). Longest match wins, Allow wins ties (section 2.2.2). Rules of all groups that name the agent count
    // together; the groups of "*" only when none names it.
    bool allowed(std::string_view agent, std::string_view target) const;
    // The same for a whole address, read as leniently as the file was written.
    bool allowed_url(std::string_view agent, std::string_view url) const;
    // Seconds, as the publisher says (not in the RFC); absent when not said. The caller caps it.
    std::optional<double> crawl_delay(std::string_view agent) const;
    const std::vector<std::string>& sitemaps() const { return sitemaps_; }

    // Lets go all that says nothing to this agent, sitemaps too: of a hundred thousand sites that is most.
    void keep_for(std::string_view agent);
    std::size_t bytes() const;  // what it holds in memory, about

  private:
    struct Rule {
        bool allow;
        std::string path;
    };
    struct Group {
        std::vector<std::string> agents;
        std::vector<Rule> rules;
        std::optional<double> delay;
    };
    std::vector<const Group*> groups_for(std::string_view agent) const;
    std::vector<Group> groups_;
    std::vector<std::string> sitemaps_;
};

}  // namespace octavo::feed
