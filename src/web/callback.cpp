#include "web/callback.hpp"

namespace octavo::web {

HubSays read_hub_query(std::string_view target) {
    const auto mark = target.find('?');
    const std::string_view query = mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
    HubSays says{.mode = query_value(query, "hub.mode").value_or(""),
                 .topic = query_value(query, "hub.topic").value_or(""),
                 .challenge = query_value(query, "hub.challenge").value_or(""),
                 .reason = query_value(query, "hub.reason").value_or(""),
                 .lease_seconds = {}};
    if (const auto lease = query_value(query, "hub.lease_seconds")) {
        std::int64_t seconds = 0;
        const auto [end, fault] = std::from_chars(lease->data(), lease->data() + lease->size(), seconds);
        if (fault == std::errc() && end == lease->data() + lease->size()) says.lease_seconds = seconds;
    }
    return says;
}

int admit_push(const Wires& wires, const Route& route, std::uint64_t length, std::size_t max_body) {
    if (route.kind != Route::Kind::hub) return 405;
    if (!wires.knows_hub || !wires.knows_hub(route.name)) return 404;
    return length > max_body ? 413 : 0;
}

std::optional<Response> answer_hub(const Wires& wires, const Request& request, const Route& route) {
    if (!wires.knows_hub || !wires.knows_hub(route.name)) return std::nullopt;
    if (request.post) {
        const int status = wires.take_push({.token = route.name,
                                            .content_type = std::string(request.content_type),
                                            .signature = std::string(request.hub_signature),
                                            .body = std::string(request.body)});
        Response response{.status = status, .page = {}, .keep = Keep::not_at_all, .extra = {}};
        if (status == 429 || status == 503) response.extra = "Retry-After: 120\r\n";
        return response;
    }
    if (!request.get || request.head) return std::nullopt;
    auto echo = wires.verify_hub(route.name, read_hub_query(request.target));
    if (!echo) return std::nullopt;
    // Strangers' bytes, for a stranger: plain text, never sniffed (message.cpp), never kept.
    return Response{.page = std::make_shared<const Page>(*std::move(echo), "text/plain; charset=utf-8", false),
                    .keep = Keep::not_at_all,
                    .extra = {}};
}

}  // namespace octavo::web
