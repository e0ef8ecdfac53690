// The app: its pages, its manifest, its worker, and what is shared into it.
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "web/asking.hpp"
#include "web/manifest.hpp"
#include "web/page_apps.hpp"
#include "web/seat.hpp"

namespace octavo::web {

// A page that asks the archive nothing.
Response SiteSeat::made(std::string_view name, std::string_view type, const std::function<std::string()>& render) {
    return found(
        site_.cache.get(name, site_.archive.generation(), site_.clock.now(), [&] { return page_of(render(), type); }));
}

Response SiteSeat::app(const Route& route, const Edition& edition) {
    const Setting s = setting(edition, {});
    const auto name = [&](std::string_view what) { return fmt::format("{}|app|{}", edition.code, what); };
    switch (route.kind) {
        case Route::Kind::apps:
            return made(name("apps"), html_type, [&] { return apps_page(s); });
        case Route::Kind::offline:
            return made(name("offline"), html_type, [&] { return offline_page(s); });
        default:
            return made(name("manifest"), "application/manifest+json", [&] { return app_manifest(s); });
    }
}

// Asked for by browsers at every visit, and kept by none of them: a new build is taken in at once.
Response SiteSeat::worker() {
    Response response = made("app|worker", "text/javascript; charset=utf-8", worker_script);
    response.extra = "Service-Worker-Allowed: /\r\n";
    return response;
}

// To the article when the archive has the address, else to the reading list, or to a search.
Result<Response> SiteSeat::shared(const Request& request, const Route& route, const Edition& edition) {
    if (const auto url = Url::parse(route.name)) {
        store::Reader& reader = *TRY(hands())->reader;
        const auto id = TRY(readers::article_by_address(reader, *url));
        if (const auto article = id ? TRY(reader.article(*id)) : std::nullopt)
            return moved(302, place_in(edition, article_place(article->card.id, article->card.title)),
                         Keep::not_at_all);
        // Elsewhere: whoever has a reading list here may want it there.
        if (site_.wires.doors && url->is_web() && !secret_of(request).empty()) return added(request, edition);
    }
    std::string place = "search";
    if (!route.text.empty()) place += "?q=" + percent_encode(route.text);
    return moved(302, place_in(edition, place), Keep::not_at_all);
}

// From a bookmark, or what was shared: to the form that saves a page.
Result<Response> SiteSeat::added(const Request& request, const Edition& edition) {
    if (!site_.wires.doors) return fail(Fault::not_found, "no accounts here");
    std::string place = "my/link?url=" + percent_encode(asked_value(request, "url"));
    if (const std::string title = asked_value(request, "title"); !title.empty())
        place += "&title=" + percent_encode(utf8::cut(title, 300));
    return moved(302, place_in(edition, place), Keep::not_at_all);
}

}  // namespace octavo::web
