// What the program is doing, how it is set up, its backups: on the desk.
#include "web/asking.hpp"
#include "web/seat.hpp"
#include "web/writings.hpp"

namespace octavo::web {

Response SiteSeat::desk_work(const Request& request, const Edition& edition, const Asker& asker) {
    const DeskWires* desk = site_.wires.desk;
    if (!desk) return failed(edition, 404);
    DeskWorkView view{.ledger = site_.wires.ledger ? site_.wires.ledger() : Ledger{},
                      .services = site_.wires.writings ? std::optional(site_.wires.writings->state()) : std::nullopt,
                      .disk = desk->disk ? std::optional(desk->disk()) : std::nullopt,
                      .log = desk->log ? desk->log() : std::vector<std::string>(),
                      .stats = {}};
    return page_for_one(desk_work_page(desk_setting(request, edition, asker), view));
}

Response SiteSeat::desk_services(const Request& request, const Edition& edition, const Asker& asker) {
    const DeskWires* desk = site_.wires.desk;
    if (!desk) return failed(edition, 404);
    DeskServicesView view{.services = {}, .settings = {}};
    if (site_.wires.writings) view.services = site_.wires.writings->state();
    for (ConfigView& line : desk->configuration ? desk->configuration() : std::vector<ConfigView>())
        if (line.key.starts_with("provider.") || line.key.starts_with("translator.") ||
            line.key.starts_with("speaker."))
            view.settings.push_back(std::move(line));
    return page_for_one(desk_services_page(desk_setting(request, edition, asker), view));
}

Response SiteSeat::desk_config(const Request& request, const Edition& edition, const Asker& asker) {
    const DeskWires* desk = site_.wires.desk;
    if (!desk || !desk->configuration) return failed(edition, 404);
    return page_for_one(desk_config_page(desk_setting(request, edition, asker), desk->configuration()));
}

Response SiteSeat::desk_backups(const Request& request, const Edition& edition, const Asker& asker) {
    const DeskWires* desk = site_.wires.desk;
    if (!desk || !desk->backups) return failed(edition, 404);
    DeskBackupsView view{.files = {}, .outcome = {}};
    if (request.post) {
        if (form_value(request, "do") != "backup") return failed(edition, 400);
        const auto done = carried(request, edition, asker, Role::owner, {.words = {"backup"}});
        if (!done) return done.error();
        if (done->code == 0) return moved(303, place_in(edition, "admin/backups?done=1"), Keep::not_at_all);
        view.outcome = Outcome{.done = false, .words = {}, .complaint = done->complaint};
    }
    if (!request.post && !asked_value(request, "done").empty()) view.outcome = Outcome{.done = true};
    view.files = desk->backups();
    return page_for_one(desk_backups_page(desk_setting(request, edition, asker), view),
                        view.outcome && !view.outcome->done ? 422 : 200);
}

}  // namespace octavo::web
