// Public lists over HTTP: the same for everybody, kept by no cache of ours, so that one that is taken out of view is
// out of view; what is said against them, and what moderators do.
#include "base/url.hpp"
#include "web/asking.hpp"
#include "web/doors.hpp"
#include "web/feeds_out.hpp"
#include "web/front.hpp"
#include "web/lists.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

using readers::Accounts;
using readers::Lists;
using readers::Refusal;
using readers::Visitor;
using store::ListId;

constexpr std::size_t items = 30;  // of a list, a page

}  // namespace

Result<Response> SiteSeat::list(const Request& request, const Route& route, const Edition& edition) {
    if (!site_.wires.doors) return fail(Fault::not_found, "nobody has lists here");
    Lists& lists = site_.wires.doors->lists();
    const auto list = lists.shown(ListId{route.id});
    if (!list) return refused(edition, list.error());
    if (!*list) return fail(Fault::not_found, "no such list");
    const std::string place = list_place(**list);
    if (route.form == Form::html && !same_place(route.place, place))
        return moved(302, place_in(edition, place), Keep::ask_again);
    const auto entries = lists.entries(ListId{route.id}, route.before, items + 1);
    if (!entries) return refused(edition, entries.error());
    const Setting s = setting(edition, origin_of(request));
    ListView view{.list = **list, .entries = TRY(listed(*entries, items)), .further = route.before != store::newest};
    if (entries->size() > items) view.older = view.entries.back().entry.place;
    if (route.form != Form::html) {
        std::vector<store::Card> cards;
        for (Listed& one : view.entries) {
            if (!one.card) continue;
            cards.push_back(*std::move(one.card));
            if (one.entry.said.empty()) continue;
            // Whose list it is speaks first.
            const std::string excerpt = std::exchange(cards.back().excerpt, {});
            cards.back().excerpt =
                fmt::format("{}: {}{}{}", view.list.owner_name, one.entry.said, excerpt.empty() ? "" : "\n\n", excerpt);
        }
        const FeedHead head{.title = fmt::format("{} · {}", view.list.name, site_.settings.name),
                            .page = place,
                            .self = feed_name(place + "/feed", route.form)};
        return found(page_of(write_feed(s, route.form, head, cards), feed_type(route.form)));
    }
    view.sample = std::ranges::any_of(view.entries, [](const auto& one) { return one.card && one.card->sample; });
    return found(page_of(list_page(s, view), html_type));
}

Result<Response> SiteSeat::list_report(const Request& request, const Route& route, const Edition& edition,
                                       const Asker& asker) {
    Lists& lists = site_.wires.doors->lists();
    const ListId id{route.id};
    const bool moderates = asker.visitor->account.role >= Role::moderator;
    const auto list = moderates ? lists.looked_at(*asker.visitor, id) : lists.shown(id);
    if (!list) return refused(edition, list.error());
    if (!*list) return fail(Fault::not_found, "no such list");
    ListReportView view{.token = site_.wires.doors->accounts().form_token(asker.secret),
                        .list = **list,
                        .role = asker.visitor->account.role,
                        .reported = !asked_value(request, "reported").empty()};
    if (request.post) {
        const auto why = complaint_named(form_value(request, "why"));
        if (form_value(request, "do") != "report" || !why) return failed(edition, 400);
        auto made = worked_on(request, edition, asker, [&lists, id, why = *why](Accounts&, const Visitor& who) {
            return outcome(lists.report(who, id, why));
        });
        if (!made) return std::move(made).error();
        if (!**made) return refused(edition, (*made)->error());
        return moved(303, place_in(edition, list_place(view.list) + "/report?reported=1"), Keep::not_at_all);
    }
    if (moderates && !shown_to_all(view.list)) {
        const auto entries = lists.entries(id, route.before, items + 1);
        if (!entries) return refused(edition, entries.error());
        view.entries = TRY(listed(*entries, items));
        if (entries->size() > items) view.older = view.entries.back().entry.place;
    }
    return page_for_one(list_report_page(setting_of(request, edition, asker), view));
}

Result<Response> SiteSeat::desk_lists(const Request& request, const Route& route, const Edition& edition,
                                      const Asker& asker) {
    constexpr std::size_t lists_a_page = 50;
    Lists& lists = site_.wires.doors->lists();
    DeskListsView view{.token = site_.wires.doors->accounts().form_token(asker.secret),
                       .role = asker.visitor->account.role};
    if (request.post) {
        const std::string doing = form_value(request, "do");
        const auto what = ListId::parse(form_value(request, "what"));
        if ((doing != "bar" && doing != "unbar") || !what) return failed(edition, 400);
        auto made = worked_on(request, edition, asker,
                              [&lists, bars = doing == "bar", what = *what](Accounts&, const Visitor& who) {
                                  return outcome(lists.bar(who, what, bars));
                              });
        if (!made) return std::move(made).error();
        if (**made) return moved(303, place_in(edition, "admin/lists"), Keep::not_at_all);
        view.refused = (*made)->error().why;
    }
    const ListId behind = ListId::parse(route.text).value_or(ListId{});
    auto some = lists.all(*asker.visitor, store::Lists::Which::looked_at, behind, lists_a_page);
    if (!some) return refused(edition, some.error());
    view.lists = *std::move(some);
    if (view.lists.size() == lists_a_page) view.next = view.lists.back().id.text();
    return page_for_one(desk_lists_page(setting(edition, origin_of(request)), view), view.refused ? 422 : 200);
}

}  // namespace octavo::web
