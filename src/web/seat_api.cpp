// The API over HTTP: methods, limits, caching, problems; what it says is in api_answers.cpp.
#include "base/log.hpp"
#include "web/api_answers.hpp"
#include "web/front.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

constexpr std::string_view json_type = "application/json; charset=utf-8";
constexpr std::string_view problem_type = "application/problem+json";

// Any site's page may read what we say to everybody (https://fetch.spec.whatwg.org/#http-cors-protocol); search engines
// are to list pages, not this.
constexpr std::string_view open_to_all =
    "Access-Control-Allow-Origin: *\r\n"
    "Access-Control-Expose-Headers: ETag, RateLimit, RateLimit-Policy, Retry-After\r\n"
    "X-Robots-Tag: noindex\r\n";
constexpr std::string_view preflight =
    "Access-Control-Allow-Methods: GET, HEAD, OPTIONS\r\n"
    "Access-Control-Allow-Headers: Accept, If-None-Match\r\n"
    "Access-Control-Max-Age: 86400\r\n"
    "Allow: GET, HEAD, OPTIONS\r\n";

std::int64_t seconds(Duration time) { return std::chrono::ceil<std::chrono::seconds>(time).count(); }

// https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/: what a client has, and what is left of it.
std::string limit_headers(const RateLimit& limit, const RateLimit::Grant& grant) {
    if (!grant.counted) return {};
    return fmt::format("RateLimit-Policy: \"requests\";q={};w={}\r\nRateLimit: \"requests\";r={};t={}\r\n",
                       limit.burst(), seconds(limit.window()), grant.left, seconds(grant.full));
}

Response problem(const ApiProblem& what, std::string extra = {}) {
    return {.status = what.status,
            .page = page_of(problem_json(what), problem_type),
            .keep = Keep::not_at_all,
            .extra = std::move(extra)};
}

ApiProblem problem_of(const Failure& failure) {
    if (failure.fault == Fault::not_found)
        return {404, "not-found", fmt::format("There is {}. Ids are given by the lists.", failure.detail), {}};
    if (failure.fault == Fault::busy || failure.fault == Fault::timed_out)
        return {503, "busy", "The archive does not answer just now. Ask again in a minute.", {}};
    return {500, "our-mistake", "This should not have happened; the log of the site says more.", {}};
}

}  // namespace

Result<Response> SiteSeat::api_answer(const Request& request, const ApiAsk& ask) {
    Route route;
    route.kind = Route::Kind::api;
    route.form = Form::json;
    std::optional<StoryId> moved;
    std::optional<std::string> gone;
    auto response = kept(request, route, *ask.edition, "api|" + ask.key, json_type,
                         [&](Hands& hands, const Setting& s) -> Result<std::string> {
                             const auto stats = TRY(site_.stats_of(*hands.reader));
                             ApiDesk desk{.hands = hands, .s = s, .stats = stats, .trends = [&] {
                                              return site_.trends_of(*hands.reader, *ask.edition, sample_filter(stats));
                                          }};
                             auto answer = answer_api(desk, ask);
                             moved = desk.moved;
                             gone = std::move(desk.gone);
                             return answer;
                         });
    if (moved) {
        std::string path(ask.operation->path);
        path.replace(path.find("{id}"), 4, moved->text());
        return SiteSeat::moved(301, fmt::format("{}{}?edition={}", api_root, path, ask.edition->code), Keep::ask_again);
    }
    if (gone) return Response{.status = 410, .page = page_of(*std::move(gone), json_type)};
    return response;
}

Response SiteSeat::api(const Request& request) {
    if (request.options)
        return {
            .status = 204, .page = {}, .keep = Keep::not_at_all, .extra = fmt::format("{}{}", open_to_all, preflight)};
    const auto grant =
        site_.limit.ask(client_of(request.peer, request.forwarded_for, site_.proxies), site_.clock.now());
    Response response = [&]() -> Response {
        if (grant.wait > Duration(0))
            return problem({429,
                            "too-many-requests",
                            fmt::format("Too many requests from your address. Ask again in {} s.", seconds(grant.wait)),
                            {}},
                           fmt::format("Retry-After: {}\r\n", seconds(grant.wait)));
        if (!request.get)
            return problem({405, "method-not-allowed", "The API is read with GET; it changes nothing.", {}},
                           "Allow: GET, HEAD, OPTIONS\r\n");
        const auto ask = read_api_request(request.target);
        if (!ask) return problem(ask.error());
        auto made = api_answer(request, *ask);
        if (made) return *std::move(made);
        if (made.error().fault != Fault::not_found)
            log::warning("api {}: {}", request.target.substr(0, 200), made.error().detail);
        return problem(problem_of(made.error()));
    }();
    response.extra += open_to_all;
    response.extra += limit_headers(site_.limit, grant);
    return response;
}

}  // namespace octavo::web
