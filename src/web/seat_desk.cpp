// The operator's desk over HTTP: what is done there is written down by the accounts (readers/accounts.hpp).
#include "base/utf8.hpp"
#include "readers/names.hpp"
#include "web/account_views.hpp"
#include "web/asking.hpp"
#include "web/doors.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

using readers::Accounts;
using readers::Refusal;

constexpr std::size_t accounts_a_page = 100, deeds_a_page = 100;

std::unexpected<readers::Refused> because(Refusal why) { return std::unexpected(readers::Refused{.why = why}); }

// The address that a pass is handed over as, and until when it opens something.
struct Link {
    std::string address;
    Instant until{};
};
Link link_of(Accounts& accounts, const std::string& origin, const std::string& secret) {
    const auto pass = accounts.look_at_pass(secret);
    return {fmt::format("{}/pass/{}", origin, secret), pass && *pass ? (*pass)->until : Instant{}};
}

// Of each limit what was typed: empty, as its role has it. Else the one that has something that is no number, or too
// large a one.
struct Limit {
    std::optional<std::int64_t> most = {};
};
using Limits = ByQuota<std::optional<Limit>>;
std::expected<Limits, Quota> limits_in(const Request& request) {
    Limits out;
    for (const Quota what : quotas) {
        // A field that is not there leaves what there is; an empty one: as its role has it.
        const auto sent = query_value(request.body, name_of(what));
        if (!sent) continue;
        const std::string typed(utf8::trim(*sent));
        out[index_of(what)] = Limit{};
        if (typed.empty()) continue;
        const auto most = whole_number(typed);
        if (!most || *most < 0 || *most > readers::highest(what)) return std::unexpected(what);
        out[index_of(what)]->most = *most;
    }
    return out;
}

Doors::Entered set_limits(readers::Quotas& rules, const readers::Visitor& who, AccountId id, const Limits& limits) {
    for (const Quota what : quotas) {
        const auto& sent = limits[index_of(what)];
        if (!sent) continue;
        if (const auto done = rules.set(who, id, what, sent->most); !done) return std::unexpected(done.error());
    }
    return std::string();
}

}  // namespace

Response SiteSeat::desk_accounts(const Request& request, const Route& route, const Edition& edition,
                                 const Asker& asker) {
    Accounts& accounts = site_.wires.doors->accounts();
    DeskAccountsView view{.token = accounts.form_token(asker.secret), .further = !route.text.empty()};
    if (request.post) {
        if (form_value(request, "do") == "take-back") return take_back(request, edition, asker);
        const auto role = role_named(form_value(request, "role"));
        if (form_value(request, "do") != "invite" || !role) return failed(edition, 400);
        auto made = worked_on(request, edition, asker,
                              [role = *role](Accounts& a, const readers::Visitor& who) { return a.invite(who, role); });
        if (!made) return std::move(made).error();
        if (!**made) return refused(edition, (*made)->error());
        std::tie(view.link, view.link_until) = [&] {
            auto link = link_of(accounts, origin_of(request), ***made);
            return std::pair(std::move(link.address), link.until);
        }();
    }
    const auto by = by_of(asker);
    if (!by) return barred(edition, Say::for_operators);
    const auto behind = route.text.empty() ? std::nullopt : readers::read_name(route.text);
    auto list = accounts.list(*by, behind ? behind->key : std::string(), accounts_a_page + 1);
    if (!list) return refused(edition, list.error());
    view.accounts = *std::move(list);
    if (view.accounts.size() > accounts_a_page) {
        view.accounts.pop_back();
        view.next = view.accounts.back().name;
    }
    auto links = accounts.open_links(*by);
    if (!links) return refused(edition, links.error());
    view.links = {.token = view.token, .links = *std::move(links)};
    for (const Accounts::OpenLink& one : view.links.links)
        for (const AccountId id : {one.pass.giver, one.pass.subject}) {
            if (!id || view.links.names.contains(id)) continue;
            if (const auto known = accounts.account(id); known && *known) view.links.names[id] = (*known)->name;
        }
    return page_for_one(desk_accounts_page(setting(edition, origin_of(request)), view));
}

// What was used meanwhile needs no taking back.
Response SiteSeat::take_back(const Request& request, const Edition& edition, const Asker& asker) {
    const auto made = worked_on(request, edition, asker,
                                [link = form_value(request, "link")](Accounts& a, const readers::Visitor& who) {
                                    return outcome(a.take_back(who, link));
                                });
    if (!made) return made.error();
    if (!**made && (*made)->error().why != Refusal::nobody) return refused(edition, (*made)->error());
    return moved(303, place_in(edition, "admin/accounts"), Keep::not_at_all);
}

Response SiteSeat::desk_account(const Request& request, const Route& route, const Edition& edition,
                                const Asker& asker) {
    Accounts& accounts = site_.wires.doors->accounts();
    const AccountId id{route.id};
    DeskAccountView view{.token = accounts.form_token(asker.secret), .account = {.id = id}};
    const std::string doing = request.post ? form_value(request, "do") : std::string();
    int status = 200;
    if (request.post) {
        const auto role = role_named(form_value(request, "role"));
        const bool sure = form_value(request, "sure") == "yes";
        const auto limits = doing == "quota" ? limits_in(request) : std::expected<Limits, Quota>(Limits());
        if ((doing == "role" && !role) || (doing == "delete" && !sure)) return failed(edition, 400);
        if (!limits) {
            view.no_limit = limits.error();
            for (const Quota what : quotas) view.typed[index_of(what)] = form_value(request, name_of(what));
            return desk_account_found(request, edition, asker, std::move(view), 422);
        }
        auto made = worked_on(request, edition, asker,
                              [id, doing, role, limits = *limits, quotas = site_.wires.doors->quotas()](
                                  Accounts& a, const readers::Visitor& who) -> Doors::Entered {
                                  if (doing == "quota" && quotas) return set_limits(*quotas, who, id, limits);
                                  if (doing == "role") return outcome(a.set_role(who, id, *role));
                                  if (doing == "close" || doing == "open")
                                      return outcome(a.shut(who, id, doing == "close"));
                                  if (doing == "recovery") return a.recovery_of(who, id);
                                  if (doing == "delete") return outcome(a.remove(who, id));
                                  return because(Refusal::not_allowed);
                              });
        if (!made) return std::move(made).error();
        if (**made && doing == "delete") {
            site_.wires.doors->tidy();
            if (readers::Talk* talk = site_.wires.doors->talk()) talk->changed();
            return moved(303, place_in(edition, "admin/accounts"), Keep::not_at_all);
        }
        if (**made && doing != "recovery") return moved(303, place_in(edition, route.place), Keep::not_at_all);
        if (**made) {
            auto link = link_of(accounts, origin_of(request), ***made);
            view.link = std::move(link.address);
            view.link_until = link.until;
        } else {
            view.refused = (*made)->error().why;
            status = *view.refused == Refusal::not_allowed ? 403 : 422;
        }
    }
    return desk_account_found(request, edition, asker, std::move(view), status);
}

Response SiteSeat::desk_account_found(const Request& request, const Edition& edition, const Asker& asker,
                                      DeskAccountView view, int status) {
    const auto found = site_.wires.doors->accounts().account(view.account.id);
    if (!found) return refused(edition, found.error());
    if (!*found) return failed(edition, 404);
    view.account = **found;
    if (readers::Quotas* quotas = site_.wires.doors->quotas(); quotas && asker.visitor) {
        auto lines = quotas->lines(*asker.visitor, view.account);
        if (!lines) return refused(edition, lines.error());
        view.quotas = *std::move(lines);
    }
    return page_for_one(desk_account_page(setting(edition, origin_of(request)), view), status);
}

Response SiteSeat::desk_log(const Request& request, const Route& route, const Edition& edition, const Asker& asker) {
    Accounts& accounts = site_.wires.doors->accounts();
    const auto by = by_of(asker);
    if (!by) return barred(edition, Say::for_operators);
    std::int64_t before = std::numeric_limits<std::int64_t>::max();
    std::from_chars(route.text.data(), route.text.data() + route.text.size(), before);
    auto deeds = accounts.deeds(*by, before, deeds_a_page + 1);
    if (!deeds) return refused(edition, deeds.error());
    DeskLogView view{.deeds = *std::move(deeds)};
    if (view.deeds.size() > deeds_a_page) {
        view.deeds.pop_back();
        view.next = view.deeds.back().number;
    }
    for (const store::Deed& deed : view.deeds)
        for (const std::string& id : {deed.actor, deed.object}) {
            const auto account = AccountId::parse(id);
            if (!account || view.names.contains(id)) continue;
            if (const auto known = accounts.account(*account); known && *known) view.names[id] = (*known)->name;
        }
    return page_for_one(desk_log_page(setting(edition, origin_of(request)), view));
}

}  // namespace octavo::web
