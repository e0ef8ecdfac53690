// The measuring corpus of server-side request forgery, told as far as a loopback newsroom can tell it. Skips itself
// where the corpus is absent; gate_test.cpp shows the same rules with data of ours.
//
// A resolver whose answer changes is told by its second answer: the gate asks nothing between resolving and connecting
// that could be given the first one, and judges the address that the socket is about to take. Public addresses are
// never connected to.
#include <doctest/doctest.h>

#include <fstream>

#include "base/json.hpp"
#include "fetch/gate.hpp"
#include "newsroom/newsroom.hpp"
#include "support/corpora.hpp"

using namespace octavo;
using namespace octavo::fetch;
namespace nr = octavo::newsroom;

namespace {

FetchRequest page(std::string_view url) { return {.url = *Url::parse(url)}; }

bool refused(const Result<Fetched>& answer) { return !answer && answer.error().fault == Fault::refused; }

// The address inside what a page, a feed or a user says.
std::string inner_address(std::string_view text) {
    const auto from = text.find("http://");
    if (from == std::string_view::npos) return {};
    return std::string(text.substr(from, text.find_first_of("\"'<> ", from) - from));
}

// Nothing leads there: no request is made, no socket opened.
void check_closed(std::string_view address) {
    Gate gate({});
    const auto url = Url::parse(address);
    REQUIRE(url.has_value());
    CHECK(refused(gate.get({.url = *url})));
    CHECK(gate.counts().sockets_opened == 0);
}

// A name that could be anybody's, and whose answer is this machine.
void leads_to_a_name(const nr::Newsroom& newsroom, const Url& from, const Url& to) {
    GateSettings settings;
    settings.rules.ports.push_back(newsroom.port());
    settings.rules.private_hosts_allowed = {std::string(from.host())};
    settings.pinned_names = {fmt::format("{}:{}:127.0.0.1", from.host(), newsroom.port()),
                             fmt::format("{}:80:127.0.0.1", to.host())};
    Gate gate(settings);
    CHECK(refused(gate.get(page(fmt::format("http://{}:{}{}", from.host(), newsroom.port(), from.path())))));
    CHECK(newsroom.total().requests == 1);
    CHECK(gate.counts().sockets_opened == 1);
    CHECK(gate.counts().sockets_refused == 1);
}

void redirects(const Json& step, std::string_view expect) {
    nr::Newsroom newsroom;
    const std::string location(step["location"].string());
    nr::Behaviour turn = nr::redirect(static_cast<int>(step["status"].integer()), location);
    const bool counting = location.ends_with("/N+1");
    if (counting) {
        newsroom.set_robots("a.example", "");
        newsroom.set_hook([](const nr::Asked& asked) -> std::optional<nr::Behaviour> {
            return nr::redirect(302, asked.target + "1");
        });
    } else {
        if (expect.starts_with("followed")) turn.times = 1;
        newsroom.add("a.example", "/f", {.body = "arrived"});
        newsroom.fault("a.example", "*", turn);
    }
    REQUIRE(newsroom.start());
    const auto from = Url::parse(step["fetch"].string());
    const auto to = Url::parse(location, *from);
    if (!counting && to && to->host() != from->host() && Guard().judge(*to).allowed())
        return leads_to_a_name(newsroom, *from, *to);
    Gate gate({.newsroom_port = newsroom.port()});
    const auto answer = gate.get({.url = *from});
    const auto requests = newsroom.total().requests;
    if (expect.starts_with("followed")) {
        REQUIRE(answer.has_value());
        CHECK(answer->body == "arrived");
        CHECK(requests == 2);
    } else if (expect.starts_with("stops")) {
        CHECK(refused(answer));
        CHECK(requests == 6);  // and five redirects
    } else {
        CHECK(refused(answer));
        // "http:127.0.0.1/" is a path, as browsers read it (url.spec.whatwg.org, "special relative or authority"): it
        // stays on the host, and goes round there.
        const bool path = to && to->host() == from->host() && Guard().judge(*to).allowed();
        CHECK(requests == (path ? 6 : 1));
        CHECK(newsroom.counters(from->host()).requests == requests);
        CHECK(gate.counts().sockets_opened == 1);
    }
}

// What a page says beside its text is not asked for by the gate.
void says_more(const Json& step) {
    nr::Newsroom newsroom;
    const auto url = Url::parse(step["fetch"].string());
    const std::string header(step["header"].string()), body(step["body"].string("text"));
    newsroom.set_hook([&](const nr::Asked&) -> std::optional<nr::Behaviour> {
        return nr::raw(fmt::format("HTTP/1.1 200 OK\r\n{}{}Connection: close\r\nContent-Length: {}\r\n\r\n{}", header,
                                   header.empty() ? "" : "\r\n", body.size(), body));
    });
    newsroom.set_robots(std::string(url->host()), "");
    REQUIRE(newsroom.start());
    Gate gate({.newsroom_port = newsroom.port()});
    for (int i = 0; i < 2; ++i) CHECK(gate.get({.url = *url})->status == 200);
    CHECK(newsroom.total().requests == 2);
    CHECK(gate.counts().requests == 2);
    if (const auto inner = inner_address(header + body); !inner.empty()) check_closed(inner);
}

bool resolves(const Json& step) {
    bool told = false;
    const auto url = Url::parse(step["fetch"].string());
    for (const Json& answer : step["dns"].items()) {
        const std::string ip(answer.items().back().string());
        if (Guard().judge_ip(ip, url->host()).allowed()) continue;
        Gate gate({.pinned_names = {fmt::format("{}:80:{}", url->host(), ip)}});
        CHECK(refused(gate.get({.url = *url})));
        CHECK(gate.counts().sockets_opened == 0);
        CHECK(gate.counts().sockets_refused == 1);
        told = true;
    }
    return told;
}

void proxy_of_the_environment() {
    nr::Newsroom proxy, newsroom;
    newsroom.add("a.example", "/f", {.body = "direct"});
    REQUIRE(proxy.start());
    REQUIRE(newsroom.start());
    const std::string address = fmt::format("http://127.0.0.1:{}", proxy.port());
    for (const char* name : {"http_proxy", "https_proxy", "all_proxy"}) ::setenv(name, address.c_str(), 1);
    Gate gate({.newsroom_port = newsroom.port()});
    const auto answer = gate.get(page("http://a.example/f"));
    for (const char* name : {"http_proxy", "https_proxy", "all_proxy"}) ::unsetenv(name);
    REQUIRE(answer.has_value());
    CHECK(answer->body == "direct");
    CHECK(proxy.total().requests == 0);
}

// False: it needs something we do not have.
bool tell(const Json& scenario) {
    bool told = false;
    for (const Json& step : scenario["steps"].items()) {
        if (step.find("auth") || step.find("dns_delay_s")) continue;  // the gate has no credentials, and no resolver
        if (step.find("dns")) {
            told |= resolves(step);
        } else if (step.find("location")) {
            redirects(step, scenario["expect"].string());
            told = true;
        } else if (step.find("body") || step.find("header")) {
            says_more(step);
            told = true;
        } else if (step.find("env")) {
            proxy_of_the_environment();
            told = true;
        } else {
            for (const auto& [name, value] : step.members())
                if (const auto inner = inner_address(value.string()); !inner.empty()) check_closed(inner), told = true;
        }
    }
    return told;
}

}  // namespace

TEST_CASE("no scenario of the corpus leads the gate to where it may not go") {
    const auto folder = test::corpora("ssrf");
    if (!folder) {
        MESSAGE("skipped: no ../shared/corpora/ssrf");
        return;
    }
    std::ifstream lines(*folder / "scenarios.jsonl");
    std::string line, untold;
    int told = 0, all = 0;
    while (std::getline(lines, line)) {
        const auto scenario = Json::parse(line);
        REQUIRE(scenario.has_value());
        const std::string id((*scenario)["id"].string());
        CAPTURE(id);
        ++all;
        if (tell(*scenario))
            ++told;
        else
            untold += " " + id;
    }
    MESSAGE(told, " of ", all, " scenarios told; not:", untold);
    CHECK(told >= all - 3);
}
