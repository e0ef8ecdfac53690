// Takedowns and publishers left out: the desk's page, and the answer where something was taken away.
#include "base/utf8.hpp"
#include "store/rulings.hpp"
#include "web/asking.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t a_page = 100;

// "1764276000000-bvq3k2vs5h7la": where a further page begins.
std::optional<Withheld> behind(std::string_view text) {
    const auto dash = text.find('-');
    std::int64_t at = 0;
    const auto read = std::from_chars(text.data(), text.data() + std::min(dash, text.size()), at);
    const auto id = dash == std::string_view::npos ? std::nullopt : ArticleId::parse(text.substr(dash + 1));
    if (read.ec != std::errc() || !id) return std::nullopt;
    return Withheld{.article = *id, .domain = {}, .at = from_unix_ms(at), .reason = {}};
}

}  // namespace

Response SiteSeat::desk_takedowns(const Request& request, const Route& route, const Edition& edition,
                                  const Asker& asker) {
    store::Rulings* rulings = site_.wires.rulings;
    if (!rulings) return failed(edition, 404);
    DeskTakedownsView view{.taken = {}, .next = {}, .left_out = {}, .outcome = {}, .typed = {}, .typed_domain = {}};
    if (request.post) {
        const std::string doing = form_value(request, "do");
        view.typed = typed_line(request, "article");
        view.typed_domain = typed_line(request, "domain");
        const std::string why = typed_line(request, "why");
        Errand errand;
        if (doing == "take-down" && !view.typed.empty())
            errand = {.words = {"takedown", view.typed, why}, .all = form_value(request, "copies") == "yes"};
        if (doing == "give-back" && !view.typed.empty()) errand.words = {"takedown", "undo", view.typed};
        if (doing == "leave-out" && !view.typed_domain.empty() && form_value(request, "sure") == "yes")
            errand.words = {"optout", view.typed_domain, why};
        if (doing == "let-back" && !view.typed_domain.empty()) errand.words = {"optout", "undo", view.typed_domain};
        // A word of theirs must not be taken for one of ours.
        if (errand.words.empty() || view.typed == "undo" || view.typed_domain == "undo") return failed(edition, 400);
        const auto done = carried(request, edition, asker, Role::owner, std::move(errand));
        if (!done) return done.error();
        if (done->code == 0) return moved(303, place_in(edition, "admin/takedowns?done=1"), Keep::not_at_all);
        view.outcome = Outcome{.done = false, .words = {}, .complaint = done->complaint};
    }
    if (!request.post && !asked_value(request, "done").empty()) view.outcome = Outcome{.done = true};
    const auto from = behind(route.text);
    view.further = from.has_value();
    auto taken = rulings->withheld(from, a_page + 1);
    auto left_out = rulings->left_out();
    if (!taken || !left_out) return failed(edition, 503, "Retry-After: 5\r\n");
    view.taken = *std::move(taken);
    view.left_out = *std::move(left_out);
    if (view.taken.size() > a_page) {
        view.taken.pop_back();
        view.next = view.taken.back();
    }
    return page_for_one(desk_takedowns_page(desk_setting(request, edition, asker), view),
                        view.outcome && !view.outcome->done ? 422 : 200);
}

std::optional<Response> SiteSeat::taken_away(const Route& route, const Edition& edition) {
    using Kind = Route::Kind;
    store::Rulings* rulings = site_.wires.rulings;
    if (!rulings) return std::nullopt;
    const auto gone = [](std::string html) {
        return Response{.status = 410, .page = page_of(std::move(html), html_type), .keep = Keep::ask_again};
    };
    switch (route.kind) {
        case Kind::article:
        case Kind::short_article:
        case Kind::version:
        case Kind::player:
        case Kind::brief:
        case Kind::translation:
        case Kind::ask_article:
            if (const auto one = rulings->withheld(ArticleId{route.id}); one && *one)
                return gone(taken_down_page(setting(edition, {})));
            break;
        case Kind::source:
        case Kind::author:
            if (const auto one = rulings->left_out_of(route.name); one && *one)
                return gone(left_out_page(setting(edition, {}), (*one)->domain));
            break;
        default:
            break;
    }
    return std::nullopt;
}

}  // namespace octavo::web
