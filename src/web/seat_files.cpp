// What is no page: assets, drawings, OPML, robots.txt.
#include "web/asking.hpp"
#include "web/assets.hpp"
#include "web/drawing.hpp"
#include "web/feeds_out.hpp"
#include "web/seat.hpp"

namespace octavo::web {

Result<Response> SiteSeat::opml(const Request& request, const Route& route) {
    return kept(request, route, editions().front(), "opml", "text/x-opml; charset=utf-8",
                [&](Hands& hands, const Setting& s) -> Result<std::string> {
                    return write_opml(s, TRY(hands.reader->sources()), TRY(hands.reader->feeds()));
                });
}

std::string SiteSeat::robots_text() const {
    if (site_.settings.base_url.empty()) return "User-agent: *\nDisallow: /\n";
    std::string text = "User-agent: *\n";
    for (const Edition& e : editions())
        text += fmt::format(
            "Disallow: /{0}/search\nDisallow: /{0}/a/*/media/\nDisallow: /{0}/a/*/brief\nDisallow: /{0}/a/*/translate\n"
            "Disallow: /{0}/a/*/ask\nDisallow: /{0}/s/*/compare\nDisallow: /{0}/s/*/ask\n"
            "Disallow: /{0}/ask\nDisallow: /{0}/my\nDisallow: /{0}/me\nDisallow: /{0}/sign-\nDisallow: /{0}/pass/\n"
            "Disallow: /{0}/admin\n",
            e.code);
    text += "Disallow: /?edition=\nDisallow: /pass/\n";
    const std::string origin = web::origin_of({}, site_.settings.base_url, site_.port.load());
    return text + fmt::format("\nSitemap: {}/sitemap.xml\nSitemap: {}/news.xml\n", origin, origin);
}

Result<Response> SiteSeat::asset(const Route& route) {
    if (route.name == "favicon.ico") return moved(302, asset_address("sign.svg"), Keep::ask_again);
    const Asset* asset = find_asset(route.name);
    if (!asset) return fail(Fault::not_found, "no such asset");
    // Shared by all threads, packed once in the program's life.
    const auto page = site_.cache.get("asset|" + route.name, 0, Instant{}, [&] {
        return std::make_shared<const Page>(std::string(asset->bytes), asset->type, asset->compress);
    });
    return found(page, Keep::for_ever);
}

Result<Response> SiteSeat::drawing(const Route& route) {
    const auto page = site_.cache.get("drawing|" + route.name, 0, Instant{},
                                      [&] { return page_of(draw_landscape(route.name), "image/svg+xml"); });
    return found(page, Keep::for_ever);
}

}  // namespace octavo::web
