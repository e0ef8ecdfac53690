// Publishers' pictures, as the darkroom has them: ready ones for ever, others as soon as they come, an empty sheet when
// they do not.
#include "web/seat.hpp"

namespace octavo::web {
namespace {

// Opened by itself a picture is a picture and nothing else, whatever a browser takes it for.
constexpr std::string_view nothing_else = "Content-Security-Policy: sandbox; default-src 'none'\r\n";

Response sheet(int status, std::string_view extra = {}) {
    return {.status = status,
            .page = page_of(std::string(empty_sheet()), "image/svg+xml"),
            .keep = Keep::not_at_all,
            .for_all_sites = true,
            .extra = fmt::format("{}{}", nothing_else, extra)};
}

}  // namespace

Result<Response> SiteSeat::picture(const Request& request, const Route& route) {
    using Is = PictureAnswer::State;
    if (!site_.wires.ask_picture) return fail(Fault::not_found, "no pictures here");
    const PictureWish wish{route.seal, route.name, route.width, route.jpeg};
    PictureAnswer answer = site_.wires.ask_picture(wish);
    switch (answer.state) {
        case Is::ready:
            return Response{.page = std::make_shared<const Page>(std::move(answer.bytes),
                                                                 route.jpeg ? "image/jpeg" : "image/webp", false),
                            .keep = Keep::for_ever,
                            .for_all_sites = true,
                            .extra = std::string(nothing_else)};
        case Is::awaited:
            if (!request.waited && site_.wires.when_picture) {
                // Asked again when it is there, or when the reader has waited long enough.
                return Response{.until = [&site = site_, route](std::function<void()> done) {
                    return site.wires.when_picture({route.seal, route.name, route.width, route.jpeg}, std::move(done));
                }};
            }
            return sheet(route.jpeg ? 503 : 200, "Retry-After: 5\r\n");
        case Is::busy:
            return sheet(503, "Retry-After: 5\r\n");
        case Is::gone:
            return sheet(404);
        case Is::forged:
            break;
    }
    return fail(Fault::not_found, "no such picture");
}

}  // namespace octavo::web
