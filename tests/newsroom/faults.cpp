#include "newsroom/faults.hpp"

#include "newsroom/behaviour.hpp"

namespace octavo::newsroom {
namespace {

const std::vector<FaultKind>& all() {
    static const std::vector<FaultKind> kinds = [] {
        std::vector<FaultKind> out;
        for (auto* group : {wire_faults, answer_faults, content_faults, robots_faults})
            for (FaultKind& kind : group()) {
                if (!kind.act) kind.act = [](const Scene&) -> std::optional<Behaviour> { return std::nullopt; };
                out.push_back(std::move(kind));
            }
        return out;
    }();
    return kinds;
}

std::string element(std::string_view name, std::string_view text) {
    return text.empty() ? std::string() : fmt::format("<{0}>{1}</{0}>", name, text);
}

}  // namespace

std::span<const FaultKind> fault_kinds() { return all(); }

const FaultKind* fault_kind(std::string_view name) {
    const auto found = std::ranges::find(all(), name, &FaultKind::name);
    return found == all().end() ? nullptr : &*found;
}

void rehearse(const FaultKind& kind) {
    for (const char* target : {"/robots.txt", "/feed.xml", "/report/1"}) {
        Asked asked;
        asked.host = "rehearsal.example";
        asked.target = target;
        if (kind.act) (void)kind.act({.asked = asked, .turn = 0, .site = asked.host});
    }
}

Item report(std::string_view site, int number) {
    return {.title = fmt::format("Report {} of {}", number, site),
            .link = fmt::format("https://{}/report/{}", site, number),
            .guid = fmt::format("{}#{}", site, number),
            .date = fmt::format("Sun, 13 Jul 2025 0{}:00:00 GMT", number % 10),
            .description = fmt::format("What the feed says of report {} of {}.", number, site)};
}

std::vector<Item> reports(std::string_view site, int from, int to) {
    std::vector<Item> out;
    for (int i = from; i <= to; ++i) out.push_back(report(site, i));
    return out;
}

std::string rss_of(std::string_view site, const std::vector<Item>& items) {
    std::string out = fmt::format(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><title>{0}</title>"
        "<link>https://{0}/</link>\n",
        site);
    for (const Item& item : items)
        out += "<item>" + element("title", item.title) + element("link", item.link) + element("guid", item.guid) +
               element("pubDate", item.date) + element("description", item.description) + "</item>\n";
    return out + "</channel></rss>\n";
}

std::string usual_feed(std::string_view site) { return rss_of(site, reports(site)); }

Behaviour send(std::string body, std::string_view fields, std::string_view type) {
    return planned(plain(200, type, std::move(body), fields));
}

Behaviour send_useless(std::string body, std::string_view fields, std::string_view type) {
    Plan plan = plain(200, type, std::move(body), fields);
    plan.useless = true;
    return planned(std::move(plan));
}

Behaviour answer(int status, std::string_view fields, std::string body) {
    return planned(plain(status, "text/plain", std::move(body), fields));
}

Behaviour bytes(std::string head, std::string body) {
    return planned(
        {.head = std::move(head), .body = std::make_shared<const std::string>(std::move(body)), .close = true});
}

}  // namespace octavo::newsroom
