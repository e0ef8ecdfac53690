// Faults of the answer: statuses, Retry-After, redirects, validators.
#include "newsroom/faults.hpp"

namespace octavo::newsroom {
namespace {

using Act = std::optional<Behaviour>;

// With a report more, so that a follower who believes "as before" can be told from one who does not.
std::string grown(const Scene& s) { return rss_of(s.site, reports(s.site, 1, 4)); }

std::vector<FaultKind> statuses() {
    return {
        {"status-300", "many choices and no address", "says so", "failing", "300", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(answer(300)) : std::nullopt; }},
        {"status-401", "wants a password", "comes back seldom", "failing", "401", 0,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(answer(401, "WWW-Authenticate: Basic realm=\"x\"\r\n")) : std::nullopt;
         }},
        {"status-403", "forbids it", "comes back seldom, as itself", "failing", "403", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(answer(403)) : std::nullopt; }},
        {"status-404", "does not know it", "comes back ever more seldom", "failing", "404", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(answer(404)) : std::nullopt; }},
        {"status-410", "says it is gone for good", "never asks again", "gone", "410", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(answer(410)) : std::nullopt; }},
        {"gone-after-a-while", "the feed, then gone for good", "never asks again, keeps what it has", "gone", "410", 3,
         [](const Scene& s) -> Act { return s.feed() && s.turn > 1 ? Act(answer(410)) : std::nullopt; }},
        {"status-451", "may not show it", "comes back ever more seldom", "failing", "451", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(answer(451)) : std::nullopt; }},
        {"status-500", "breaks down", "comes back ever more seldom", "failing", "500", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(answer(500)) : std::nullopt; }},
        {"status-502", "the server behind it is away", "comes back ever more seldom", "failing", "502", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(answer(502)) : std::nullopt; }},
        {"status-521", "a wall in front says that the server is down", "comes back ever more seldom", "failing", "521",
         0, [](const Scene& s) -> Act { return s.feed() ? Act(answer(521)) : std::nullopt; }},
        {"status-999", "a status of its own making", "comes back ever more seldom", "failing", "999", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(answer(999)) : std::nullopt; }},
        {"status-204", "no content, says it, and nothing more", "says that it is no feed", "failing", "", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(bytes("HTTP/1.1 204 No Content\r\n\r\n")) : std::nullopt; }},
        {"status-206", "half of the feed, unasked", "does not take it for the whole", "failing", "not a feed", 0,
         [](const Scene& s) -> Act {
             const std::string feed = usual_feed(s.site);
             return s.feed() ? Act(answer(206, fmt::format("Content-Range: bytes 0-299/{}\r\n", feed.size()),
                                          feed.substr(0, 300)))
                             : std::nullopt;
         }},
        {"fails-now-and-then", "every other answer is a 500", "takes each good one", "any", "", 3,
         [](const Scene& s) -> Act { return s.feed() && s.turn % 2 == 0 ? Act(answer(500)) : std::nullopt; }},
        {"busy-for-seconds", "429, Retry-After in seconds", "waits, with all of its domain", "any", "429", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(answer(429, "Retry-After: 7000\r\n")) : std::nullopt; }},
        {"busy-until-a-date", "429, Retry-After as a date", "reads it against the server's clock", "any", "429", 0,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(answer(429,
                                          "Date: Mon, 01 Jan 2001 00:00:00 GMT\r\n"
                                          "Retry-After: Mon, 01 Jan 2001 03:00:00 GMT\r\n"))
                             : std::nullopt;
         }},
        {"busy-for-ages", "429, Retry-After of thirty thousand years", "waits a day, not for ever", "any", "429", 0,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(answer(429, "Retry-After: 999999999999\r\n")) : std::nullopt;
         }},
        {"busy-somehow", "429, Retry-After that says nothing", "slows down by itself", "any", "429", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(answer(429, "Retry-After: soon\r\n")) : std::nullopt; }},
        {"down-for-a-while", "503 with Retry-After", "leaves that address alone", "failing", "503", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(answer(503, "Retry-After: 10000\r\n")) : std::nullopt; }},
        {"pages-busy", "the feed as usual, but its pages answer 429", "keeps what the feed said, waits", "any", "", 3,
         [](const Scene& s) -> Act { return s.page() ? Act(answer(429, "Retry-After: 4000\r\n")) : std::nullopt; }},
        {"pages-broken", "the feed as usual, but its pages answer 500", "keeps what the feed said", "healthy", "", 3,
         [](const Scene& s) -> Act { return s.page() ? Act(answer(500)) : std::nullopt; }},
        {"pages-hang", "the feed as usual, but its pages hang", "keeps what the feed said", "healthy", "", 3,
         [](const Scene& s) -> Act { return s.page() ? Act(hang()) : std::nullopt; }},
    };
}

std::vector<FaultKind> validators() {
    return {
        {"not-modified-unasked", "304 to whoever has nothing", "does not believe it", "failing", "304", 0,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(bytes("HTTP/1.1 304 Not Modified\r\n\r\n")) : std::nullopt;
         }},
        {"not-modified-for-ever", "the feed once, then 304 whatever is new", "asks for all of it now and then",
         "healthy", "", 3,
         [](const Scene& s) -> Act {
             if (!s.feed()) return std::nullopt;
             if (s.turn == 0) return send(usual_feed(s.site), "ETag: \"first\"\r\n");
             return s.asked.if_none_match.empty()
                        ? send(grown(s), "ETag: \"first\"\r\n")
                        : Act(planned({.head = "HTTP/1.1 304 Not Modified\r\n\r\n", .useless = true}));
         }},
        {"etag-always-new", "a new ETag for the same feed, each time", "keeps the newest, sees the same body",
         "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(usual_feed(s.site), fmt::format("ETag: \"{}\"\r\n", s.turn))) : std::nullopt;
         }},
        {"etag-new-with-304", "304, each with another ETag", "keeps the newest", "healthy", "", 3,
         [](const Scene& s) -> Act {
             if (!s.feed()) return std::nullopt;
             const std::string etag = fmt::format("ETag: \"{}\"\r\n", s.turn);
             if (s.asked.if_none_match.empty()) return send(usual_feed(s.site), etag);
             return planned({.head = fmt::format("HTTP/1.1 304 Not Modified\r\n{}\r\n", etag)});
         }},
        {"etag-weak", "a weak ETag", "echoes it byte for byte", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(usual_feed(s.site), "ETag: W/\"week 28\"\r\n")) : std::nullopt;
         }},
        {"etag-without-quotes", "an ETag without quotes", "echoes it byte for byte", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(usual_feed(s.site), "ETag: 5f3a-28;gz\r\n")) : std::nullopt;
         }},
        {"etag-of-5-kilobytes", "an ETag of 5 KB", "reads the feed, does not carry that about", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(usual_feed(s.site), fmt::format("ETag: \"{}\"\r\n", std::string(5000, 'e'))))
                             : std::nullopt;
         }},
        {"modified-in-the-future", "Last-Modified in 2041", "echoes it", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(usual_feed(s.site), "Last-Modified: Tue, 01 Jan 2041 00:00:00 GMT\r\n"))
                             : std::nullopt;
         }},
        {"modified-in-1980", "Last-Modified in 1980", "echoes it", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(usual_feed(s.site), "Last-Modified: Tue, 01 Jan 1980 00:00:00 GMT\r\n"))
                             : std::nullopt;
         }},
        {"modified-some-day", "Last-Modified that is no date", "echoes it", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(usual_feed(s.site), "Last-Modified: yesterday, about noon\r\n")) : std::nullopt;
         }},
        {"fresh-for-a-century", "Cache-Control: max-age of a hundred years", "comes back within a day or so", "healthy",
         "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(usual_feed(s.site), "Cache-Control: max-age=3153600000\r\n")) : std::nullopt;
         }},
        {"cookie-expected", "sends everybody round until a cookie comes back", "carries no cookies, gives up",
         "refused", "redirects", 0,
         [](const Scene& s) -> Act {
             if (!s.feed() || !s.asked.cookie.empty()) return std::nullopt;
             return answer(302, "Location: /feed.xml\r\nSet-Cookie: seen=1; Path=/\r\n");
         }},
        {"cookie-set", "sets a cookie with each answer", "carries no cookies", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(usual_feed(s.site), "Set-Cookie: id=42; Path=/\r\n")) : std::nullopt;
         }},
        {"browsers-only", "403 to whoever is no browser", "stays what it is", "failing", "403", 0,
         [](const Scene& s) -> Act {
             return s.feed() && !s.asked.user_agent.contains("Mozilla") ? Act(answer(403)) : std::nullopt;
         }},
    };
}

std::vector<FaultKind> redirects() {
    return {
        {"redirect-to-itself", "redirects to itself", "stops after five", "refused", "redirects", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(redirect(302, "/feed.xml")) : std::nullopt; }},
        {"redirect-without-end", "each redirect leads to another", "stops after five", "refused", "redirects", 0,
         [](const Scene& s) -> Act { return s.robots() ? std::nullopt : Act(redirect(302, s.asked.target + "x")); }},
        {"redirect-over-hosts", "from host to host", "stops after three", "refused", "hosts", 0,
         [](const Scene& s) -> Act {
             if (s.robots()) return answer(404);
             return s.feed() ? Act(redirect(302, fmt::format("https://hop.{}/feed.xml", s.site))) : std::nullopt;
         }},
        {"redirect-to-this-machine", "redirects to 127.0.0.1", "opens no connection", "refused", "127.0.0.1", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(redirect(302, "http://127.0.0.1/admin")) : std::nullopt; }},
        {"redirect-to-the-cloud", "redirects to the cloud's metadata", "opens no connection", "refused",
         "169.254.169.254", 0,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(redirect(301, "http://169.254.169.254/latest/")) : std::nullopt;
         }},
        {"redirect-to-a-file", "redirects to file:///etc/passwd", "opens no file", "refused", "", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(redirect(302, "file:///etc/passwd")) : std::nullopt; }},
        {"redirect-nowhere", "a redirect without an address", "says so", "failing", "without a target", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(answer(302)) : std::nullopt; }},
        {"redirect-to-nonsense", "a redirect to what is no address", "says so", "failing", "no address", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(redirect(302, "http://[oops/")) : std::nullopt; }},
        {"redirect-303", "See Other, and there it is", "goes there, every time by way of here", "healthy", "", 3,
         [](const Scene& s) -> Act {
             if (s.asked.target == "/other.xml") return send(usual_feed(s.site), "ETag: \"there\"\r\n");
             return s.feed() ? Act(redirect(303, "/other.xml")) : std::nullopt;
         }},
        {"redirect-downwards", "from https to http", "goes there, does not adopt it", "healthy", "", 3,
         [](const Scene& s) -> Act {
             if (s.robots()) return answer(404);  // of two origins, http and https, which look like one here
             if (s.asked.target == "/plain.xml") return send(usual_feed(s.site));
             return s.feed() ? Act(redirect(302, fmt::format("http://{}/plain.xml", s.site))) : std::nullopt;
         }},
        {"moved-to-a-notice", "301 to a page that says: maintenance", "does not lose the address", "failing", "", 3,
         [](const Scene& s) -> Act {
             if (s.asked.target == "/maintenance")
                 return send("<!doctype html><title>Maintenance</title><p>Back soon.", "", "text/html");
             return s.feed() && s.turn > 0 ? Act(redirect(301, "/maintenance")) : std::nullopt;
         }},
        {"moved-for-good", "308 to where it now is", "reads it there", "healthy", "", 3,
         [](const Scene& s) -> Act {
             if (s.asked.target == "/new.xml") return send(usual_feed(s.site), "ETag: \"new\"\r\n");
             return s.feed() ? Act(redirect(308, "/new.xml")) : std::nullopt;
         }},
    };
}

}  // namespace

std::vector<FaultKind> answer_faults() {
    std::vector<FaultKind> out;
    for (auto* group : {statuses, validators, redirects})
        for (FaultKind& kind : group()) out.push_back(std::move(kind));
    return out;
}

}  // namespace octavo::newsroom
