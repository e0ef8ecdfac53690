// Faults of robots.txt (RFC 9309). https://www.rfc-editor.org/rfc/rfc9309#section-2.3
#include "newsroom/faults.hpp"

namespace octavo::newsroom {
namespace {

using Act = std::optional<Behaviour>;

constexpr std::string_view text = "text/plain; charset=utf-8";
constexpr std::string_view forbid_all = "User-agent: *\nDisallow: /\n";

}  // namespace

std::vector<FaultKind> robots_faults() {
    return {
        {"robots-500",
         "robots.txt breaks down",
         "fetches nothing else until it can be read",
         "failing",
         "robots.txt",
         0,
         [](const Scene& s) -> Act { return s.robots() ? Act(answer(500)) : std::nullopt; },
         {"/feed", "/report"}},
        {"robots-hangs",
         "robots.txt hangs",
         "fetches nothing else until it can be read",
         "failing",
         "robots.txt of",
         0,
         [](const Scene& s) -> Act { return s.robots() ? Act(hang()) : std::nullopt; },
         {"/feed", "/report"}},
        {"robots-429",
         "robots.txt is asked for too often",
         "waits",
         "fresh",
         "left alone",
         0,
         [](const Scene& s) -> Act { return s.robots() ? Act(answer(429, "Retry-After: 9000\r\n")) : std::nullopt; },
         {"/feed", "/report"}},
        {"robots-403", "robots.txt is forbidden", "takes that for leave (RFC 9309, 2.3.1.3)", "healthy", "", 3,
         [](const Scene& s) -> Act { return s.robots() ? Act(answer(403)) : std::nullopt; }},
        {"robots-huge",
         "robots.txt of 3 MB, the rule against us in its beginning",
         "reads half a megabyte, obeys",
         "refused",
         "robots.txt",
         0,
         [](const Scene& s) -> Act {
             return s.robots() ? Act(send(std::string(forbid_all) + std::string(3u << 20, '#'), "", text))
                               : std::nullopt;
         },
         {"/feed", "/report"}},
        {"robots-endless", "robots.txt without end", "reads half a megabyte of it", "healthy", "", 3,
         [](const Scene& s) -> Act { return s.robots() ? Act(endless()) : std::nullopt; }},
        {"robots-html", "robots.txt is an HTML page", "finds no rules in it", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.robots() ? Act(send("<!doctype html><title>Welcome</title><p>Disallow: nothing", "", "text/html"))
                               : std::nullopt;
         }},
        {"robots-garbage", "robots.txt is noise", "finds no rules in it", "healthy", "", 3,
         [](const Scene& s) -> Act {
             std::string noise;
             for (unsigned i = 0, seed = 7; i < 20'000; ++i)
                 noise += static_cast<char>((seed = seed * 1664525u + 1013904223u) >> 24);
             return s.robots() ? Act(send(noise, "", text)) : std::nullopt;
         }},
        {"robots-moved",
         "robots.txt redirects to where its rules are",
         "follows, and obeys them",
         "refused",
         "robots.txt",
         0,
         [](const Scene& s) -> Act {
             if (s.asked.target == "/rules.txt") return send(std::string(forbid_all), "", text);
             return s.robots() ? Act(redirect(301, "/rules.txt")) : std::nullopt;
         },
         {"/feed", "/report"}},
        {"robots-redirects-for-ever",
         "robots.txt redirects to itself",
         "fetches nothing else until it can be read",
         "failing",
         "robots.txt",
         0,
         [](const Scene& s) -> Act { return s.robots() ? Act(redirect(302, "/robots.txt")) : std::nullopt; },
         {"/feed", "/report"}},
        {"robots-forbids-all",
         "Disallow: /",
         "fetches nothing, says why, asks again each day",
         "refused",
         "robots.txt",
         0,
         [](const Scene& s) -> Act { return s.robots() ? Act(send(std::string(forbid_all), "", text)) : std::nullopt; },
         {"/feed", "/report"}},
        {"robots-forbids-us",
         "Disallow: / for Octavo alone",
         "fetches nothing, says why",
         "refused",
         "robots.txt",
         0,
         [](const Scene& s) -> Act {
             return s.robots() ? Act(send("User-agent: *\nAllow: /\n\nUser-agent: octavo\nDisallow: /\n", "", text))
                               : std::nullopt;
         },
         {"/feed", "/report"}},
        {"robots-forbids-pages",
         "the feed is allowed, its pages are not",
         "keeps what the feed said",
         "healthy",
         "",
         3,
         [](const Scene& s) -> Act {
             return s.robots() ? Act(send("User-agent: *\nDisallow: /report/\n", "", text)) : std::nullopt;
         },
         {"/report"}},
        {"robots-delay-of-a-day", "Crawl-delay: 86400", "waits a minute between requests, not a day", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.robots() ? Act(send("User-agent: *\nCrawl-delay: 86400\n", "", text)) : std::nullopt;
         }},
        {"robots-changes-its-mind", "allows, and forbids all from the next day on", "obeys from then on", "refused",
         "robots.txt", 3,
         [](const Scene& s) -> Act {
             if (!s.robots()) return std::nullopt;
             return s.turn == 0 ? send("User-agent: *\nDisallow:\n", "", text)
                                : send(std::string(forbid_all), "", text);
         }},
    };
}

}  // namespace octavo::newsroom
