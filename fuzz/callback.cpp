// Any bytes as what hubs say and push: a head with its target, a query, Link fields, signatures, a body.
#include <cstdlib>

#include "feed/link_header.hpp"
#include "pipeline/websub.hpp"
#include "web/callback.hpp"
#include "web/chunks.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace octavo;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view first = text.substr(0, end), rest = text.substr(std::min(end + 1, text.size()));

    const web::Route route = web::read_route(first);
    const web::Wires wires{.knows_hub = [](std::string_view token) { return token == "known"; },
                           .verify_hub = [](std::string_view, const HubSays& says) { return says.challenge; },
                           .take_push = [](HubPush push) { return push.body.empty() ? 202 : 429; },
                           .ledger = {}};
    (void)web::admit_push(wires, route, size, 1000);
    (void)web::answer_hub(wires, {.target = first, .body = rest}, route);
    (void)web::answer_hub(wires, {.get = false, .post = true, .target = first, .body = rest, .hub_signature = rest},
                          route);
    const web::Route known = web::read_route("/websub/known");
    if (web::admit_push(wires, known, 1001, 1000) != 413) std::abort();
    (void)web::answer_hub(wires, {.target = first}, known);

    // Wherever the bytes are cut on their way, the body is the same.
    web::Chunks whole(1000), cut(1000);
    int status = 0;
    for (const char& c : rest)
        if (status == 0) status = cut.take({&c, 1});
    if (whole.take(rest) != status || whole.body() != cut.body() || whole.done() != cut.done()) std::abort();
    if (whole.body().size() > 1000) std::abort();

    for (const auto& link : feed::read_links(rest)) (void)link.has("hub");
    if (pipeline::is_signed("a secret of the hub's", first, rest) && !first.contains('=')) std::abort();
    fetch::Fetched answer{.url = *Url::parse("https://paper.example/feed"), .status = 200};
    answer.headers.emplace_back("link", std::string(rest));
    feed::ParsedFeed parsed;
    parsed.hub = first;
    const auto found = pipeline::hub_links(answer, parsed);
    if (!found.hub.empty() && !found.hub.starts_with("http")) std::abort();
    return 0;
}
