// Faults of the feed itself: encodings, XML, what it says of its entries, and what is no feed at all.
#include "newsroom/faults.hpp"

namespace octavo::newsroom {
namespace {

using Act = std::optional<Behaviour>;
using namespace std::string_literals;

constexpr std::string_view html = "text/html; charset=utf-8";

std::string in_utf16(std::string_view ascii) {
    std::string out;
    for (const char c : ascii) out += {c, '\0'};
    return out;
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
        text.replace(at, what.size(), by);
    return text;
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string out;
    out.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

std::string with_doctype(std::string_view site, std::string_view doctype, std::string_view in_title) {
    const std::string feed = usual_feed(site);
    const auto end = feed.find('\n');
    return replaced(feed.substr(0, end + 1) + std::string(doctype) + feed.substr(end), "Report 1 of",
                    fmt::format("{} Report 1 of", in_title));
}

std::string laughs() {
    std::string out = "<!DOCTYPE rss [<!ENTITY l0 \"ha\">";
    for (int i = 1; i < 12; ++i)
        out += fmt::format("<!ENTITY l{} \"{}\">", i, repeated(fmt::format("&l{};", i - 1), 10));
    return out + "]>";
}

// The reports, each changed by `change`.
std::string changed(const Scene& s, void (*change)(Item&, const Scene&)) {
    auto items = reports(s.site);
    for (Item& item : items) change(item, s);
    return rss_of(s.site, items);
}

std::string parked(std::string_view site) {
    return fmt::format(
        "<!doctype html><html><head><title>{0}</title></head><body><h1>{0} is for sale</h1><p>Buy this domain."
        "</p></body></html>",
        site);
}

std::vector<FaultKind> encodings() {
    return {
        {"charset-wrong", "Latin-1 bytes under charset=utf-8", "reads what can be read", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(replaced(usual_feed(s.site), "What the feed", "Was die Zeitung f\xfcr"), "",
                                        "application/rss+xml; charset=utf-8"))
                             : std::nullopt;
         }},
        {"charset-unknown", "an encoding that does not exist", "reads it as well as it can", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(replaced(usual_feed(s.site), "utf-8", "klingon-8"), "",
                                        "text/xml; charset=x-nonsense"))
                             : std::nullopt;
         }},
        {"utf-16-without-mark", "UTF-16 without a byte order mark", "sees that it is UTF-16", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(in_utf16(replaced(usual_feed(s.site), "utf-8", "utf-16")))) : std::nullopt;
         }},
        {"nul-bytes", "NULs between the tags", "passes over them", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(replaced(usual_feed(s.site), "<item>", "\0\0<item>"s))) : std::nullopt;
         }},
        {"control-bytes", "U+0008 and U+001E in titles", "passes over them", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(replaced(usual_feed(s.site), "Report", "Re\x08port\x1e"))) : std::nullopt;
         }},
        {"invalid-utf-8", "bytes that no UTF-8 has", "reads the rest", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(replaced(usual_feed(s.site), "says", "\xff\xfe\xc0"))) : std::nullopt;
         }},
        {"words-before-xml", "a warning of PHP, in HTML, before the declaration", "reads on from there", "healthy", "",
         3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send("\n<br />\n<b>Warning</b>: Undefined variable\n" + usual_feed(s.site)))
                             : std::nullopt;
         }},
    };
}

std::vector<FaultKind> xml() {
    return {
        {"billion-laughs", "entities of entities", "expands nothing without bounds", "any", "", -1,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(with_doctype(s.site, laughs(), "&l11;"))) : std::nullopt;
         }},
        {"external-entity", "an entity that is a file of ours, and one that is an address", "opens neither", "healthy",
         "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(with_doctype(s.site,
                                                     "<!DOCTYPE rss [<!ENTITY a SYSTEM \"file:///etc/passwd\">"
                                                     "<!ENTITY b SYSTEM \"http://10.0.0.1/x\">]>",
                                                     "&a;&b;")))
                             : std::nullopt;
         }},
        {"nested-deep", "a hundred thousand elements, one in the other", "stops at a depth", "any", "", -1,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(replaced(usual_feed(s.site), "</channel>",
                                                 repeated("<a>", 100'000) + repeated("</a>", 100'000) + "</channel>")))
                             : std::nullopt;
         }},
        {"attributes-many", "fifty thousand attributes on one element", "is not slow for it", "any", "", -1,
         [](const Scene& s) -> Act {
             if (!s.feed()) return std::nullopt;
             std::string attributes;
             for (int i = 0; i < 50'000; ++i) attributes += fmt::format(" a{}=\"1\"", i);
             return send(replaced(usual_feed(s.site), "<channel>", "<channel" + attributes + ">"));
         }},
        {"xml-cut", "ends in the middle of an entry, with the right length", "reads the entries that are whole",
         "healthy", "", -1,
         [](const Scene& s) -> Act {
             const std::string feed = usual_feed(s.site);
             return s.feed() ? Act(send(feed.substr(0, feed.rfind("<description>")))) : std::nullopt;
         }},
        {"entries-by-the-thousand", "five thousand entries", "takes its share of them at each poll", "healthy", "", -1,
         [](const Scene& s) -> Act {
             if (!s.feed()) return std::nullopt;
             std::vector<Item> items;
             for (int i = 1; i <= 5000; ++i)
                 items.push_back({.title = fmt::format("Note {}", i),
                                  .guid = fmt::format("note-{}", i),
                                  .description = fmt::format("Note {} of {} tells of bridge {}.", i, s.site, i * 3)});
             // No validator: to ask for the rest of it is to ask for all of it again.
             return send(rss_of(s.site, items));
         }},
        {"title-of-a-megabyte", "a title of a megabyte", "cuts it", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(replaced(usual_feed(s.site), "Report 2", repeated("Report 2 ", 120'000))))
                             : std::nullopt;
         }},
        {"type-wrong", "calls itself a picture", "looks at the bytes", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(usual_feed(s.site), "", "image/png")) : std::nullopt;
         }},
    };
}

std::vector<FaultKind> no_feeds() {
    return {
        {"empty-200", "200 and nothing in it", "says so, keeps what it has", "failing", "empty", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(send("")) : std::nullopt; }},
        {"error-page-200", "an error page with status 200", "says that it is no feed", "failing", "", 0,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send("<!doctype html><title>500</title><h1>Internal error</h1>", "", html))
                             : std::nullopt;
         }},
        {"feed-becomes-a-page", "the feed, then an HTML page with an ETag of its own",
         "says so, keeps its validators of the feed", "failing", "", 3,
         [](const Scene& s) -> Act {
             if (!s.feed()) return std::nullopt;
             if (s.turn == 0) return send(usual_feed(s.site), "ETag: \"feed\"\r\n");
             return send_useless(parked(s.site), "ETag: \"page\"\r\n", html);
         }},
        {"parked-domain", "everything is an offer to buy the domain, robots.txt too", "says that it is no feed",
         "failing", "", 0, [](const Scene& s) -> Act { return send(parked(s.site), "", html); }},
        {"picture-for-a-feed", "a picture", "says that it is no feed", "failing", "", 0,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"s, "", "image/png")) : std::nullopt;
         }},
        {"json-broken", "JSON that breaks off", "says that it is no feed", "failing", "", 0,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send("{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"id\":", "",
                                        "application/feed+json"))
                             : std::nullopt;
         }},
        {"channel-empty", "a feed without entries", "follows it all the same", "any", "", 0,
         [](const Scene& s) -> Act { return s.feed() ? Act(send(rss_of(s.site, {}))) : std::nullopt; }},
        {"feed-empties", "the feed, then a feed without entries", "keeps what it has", "any", "", 3,
         [](const Scene& s) -> Act { return s.feed() && s.turn > 0 ? Act(send(rss_of(s.site, {}))) : std::nullopt; }},
    };
}

std::vector<FaultKind> identities() {
    return {
        {"guids-the-same", "one GUID for all entries", "goes by their addresses", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(changed(s, [](Item& i, const Scene&) { i.guid = "post"; }))) : std::nullopt;
         }},
        {"guids-always-new", "a new GUID for each entry, each time", "shows none twice", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed()
                        ? Act(send(changed(s, [](Item& i, const Scene& at) { i.guid += fmt::format("?{}", at.turn); })))
                        : std::nullopt;
         }},
        {"guids-missing", "no GUIDs", "goes by their addresses", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(changed(s, [](Item& i, const Scene&) { i.guid = ""; }))) : std::nullopt;
         }},
        {"guids-flip-scheme", "GUIDs and links by http, then by https, and back", "shows none twice", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(changed(s,
                                                [](Item& i, const Scene& at) {
                                                    i.link = (at.turn % 2 ? "http" : "https") + i.link.substr(5);
                                                    i.guid = i.link;
                                                })))
                             : std::nullopt;
         }},
        {"links-with-a-session", "a session id in each link, new each time", "shows none twice", "healthy", "", 3,
         [](const Scene& s) -> Act {
             if (s.page()) return std::nullopt;
             return s.feed() ? Act(send(changed(
                                   s, [](Item& i, const Scene& at) { i.link += fmt::format("?sid={}", at.turn); })))
                             : std::nullopt;
         }},
        {"links-missing", "no links, GUIDs that are no addresses", "keeps what the feed says", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(changed(s, [](Item& i, const Scene&) { i.link = ""; }))) : std::nullopt;
         }},
        {"order-changes", "the same entries in another order each time", "shows none twice", "healthy", "", 3,
         [](const Scene& s) -> Act {
             if (!s.feed()) return std::nullopt;
             auto items = reports(s.site);
             std::ranges::rotate(items, items.begin() + static_cast<std::ptrdiff_t>(s.turn % 3));
             return send(rss_of(s.site, items));
         }},
        {"titles-edited", "another title each time", "shows none twice", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(changed(
                                   s, [](Item& i, const Scene& at) { i.title += fmt::format(" (edit {})", at.turn); })))
                             : std::nullopt;
         }},
        {"dates-of-1970", "everything happened on 1 January 1970", "takes them for undated", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed()
                        ? Act(send(changed(s, [](Item& i, const Scene&) { i.date = "Thu, 01 Jan 1970 00:00:00 GMT"; })))
                        : std::nullopt;
         }},
        {"dates-of-9999", "everything will happen in the year 9999", "pins none on top: seen is the latest there is",
         "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed()
                        ? Act(send(changed(s, [](Item& i, const Scene&) { i.date = "Fri, 31 Dec 9999 23:59:59 GMT"; })))
                        : std::nullopt;
         }},
        {"dates-missing", "no dates", "keeps none", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed() ? Act(send(changed(s, [](Item& i, const Scene&) { i.date = ""; }))) : std::nullopt;
         }},
        {"dates-change", "each time another date", "shows none twice", "healthy", "", 3,
         [](const Scene& s) -> Act {
             return s.feed()
                        ? Act(send(changed(s,
                                           [](Item& i, const Scene& at) {
                                               i.date = fmt::format("Sun, 13 Jul 2025 10:{:02}:00 GMT", at.turn % 60);
                                           })))
                        : std::nullopt;
         }},
    };
}

}  // namespace

std::vector<FaultKind> content_faults() {
    std::vector<FaultKind> out;
    for (auto* group : {encodings, xml, no_feeds, identities})
        for (FaultKind& kind : group()) out.push_back(std::move(kind));
    return out;
}

}  // namespace octavo::newsroom
