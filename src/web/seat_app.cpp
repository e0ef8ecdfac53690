// The app: its pages, its manifest, its worker, and what is shared into it.
#include "base/url.hpp"
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

// To the article when the archive has the address, else to a search.
Result<Response> SiteSeat::shared(const Route& route, const Edition& edition) {
    if (const auto url = Url::parse(route.name)) {
        store::Reader& reader = *TRY(hands())->reader;
        std::vector<std::string> spellings{normalize(*url), normalize(unwrapped(*url))};
        for (const std::string& one : std::vector(spellings))  // http and https stay apart in the archive
            spellings.push_back(one.starts_with("https:") ? "http" + one.substr(5) : "https" + one.substr(4));
        for (const std::string& spelling : spellings) {
            const auto id = TRY(reader.article_at(spelling));
            const auto article = id ? TRY(reader.article(*id)) : std::nullopt;
            if (!article) continue;
            return moved(302, place_in(edition, article_place(article->card.id, article->card.title)),
                         Keep::not_at_all);
        }
    }
    std::string place = "search";
    if (!route.text.empty()) place += "?q=" + percent_encode(route.text);
    return moved(302, place_in(edition, place), Keep::not_at_all);
}

}  // namespace octavo::web
