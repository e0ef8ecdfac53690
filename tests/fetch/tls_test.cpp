// The gate against an origin with a certificate (tls_origin.py). Skips itself where python3 or openssl are absent.
#include <doctest/doctest.h>

#include "fetch/gate.hpp"
#include "support/process.hpp"

using namespace octavo;
using namespace octavo::fetch;

namespace {

// A certificate for tls.example that vouches for itself, and an origin that shows it.
struct Origin {
    test::TemporaryFolder folder;
    std::string certificate = folder / "certificate.pem";
    std::unique_ptr<test::Running> process;
    std::uint16_t port = 0;

    explicit Origin(std::vector<std::string> protocols) {
        const std::string key = folder / "key.pem";
        if (test::run({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                       "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=tls.example", "-addext",
                       "subjectAltName=DNS:tls.example"})
                .code != 0)
            return;
        std::vector<std::string> argv = {"python3", OCTAVO_SOURCE_DIR "/tests/fetch/tls_origin.py", certificate, key};
        argv.insert(argv.end(), protocols.begin(), protocols.end());
        process = std::make_unique<test::Running>(argv);
        if (const auto line = process->line()) port = static_cast<std::uint16_t>(std::atoi(line->c_str()));
    }

    bool there() const {
        if (port == 0) MESSAGE("skipped: no python3 or openssl");
        return port != 0;
    }
    // As an operator would name a host of their own network, with their own authority.
    GateSettings settings(std::string_view host = "tls.example") const {
        GateSettings s;
        s.rules.ports.push_back(port);
        s.rules.private_hosts_allowed = {std::string(host)};
        s.pinned_names = {fmt::format("{}:{}:127.0.0.1", host, port)};
        s.ca_file = certificate;
        return s;
    }
    FetchRequest page(std::string_view host = "tls.example") const {
        return {.url = *Url::parse(fmt::format("https://{}:{}/", host, port))};
    }
};

}  // namespace

TEST_CASE("over TLS the gate speaks HTTP/2 where the origin does, else HTTP/1.1") {
    const Origin both({}), old({"http/1.1"});
    if (!both.there() || !old.there()) return;
    for (const Origin* origin : {&both, &old}) {
        Gate gate(origin->settings());
        for (int i = 0; i < 3; ++i) {
            const auto answer = gate.get(origin->page());
            REQUIRE_MESSAGE(answer.has_value(), answer.error().detail);
            CHECK(answer->status == 200);
            CHECK(answer->body == (origin == &both ? "h2" : "http/1.1"));
        }
        if (origin == &both) CHECK(gate.counts().sockets_opened == 1);  // and keeps the connection
    }
}

TEST_CASE("where HTTP/2 is offered and then refused, HTTP/1.1 is spoken, and the next time from the start") {
    const Origin origin({"refuse"});
    if (!origin.there()) return;
    Gate gate(origin.settings());
    for (std::uint64_t i = 1; i <= 3; ++i) {
        const auto answer = gate.get(origin.page());
        REQUIRE_MESSAGE(answer.has_value(), answer.error().detail);
        CHECK(answer->body == "http/1.1");
        CHECK(gate.counts().requests == i + 1);
    }
}

TEST_CASE("a certificate that nobody trusted vouches for, or that is another host's, is no answer") {
    const Origin origin({});
    if (!origin.there()) return;
    GateSettings system = origin.settings();
    system.ca_file.clear();
    const auto unknown = Gate(system).get(origin.page());
    REQUIRE_FALSE(unknown.has_value());
    CHECK(unknown.error().fault == Fault::unreachable);
    const auto another = Gate(origin.settings("other.example")).get(origin.page("other.example"));
    REQUIRE_FALSE(another.has_value());
    CHECK(another.error().fault == Fault::unreachable);
}
