// The desk over HTTP: its first page, and how a form of any of its pages is carried out. A form is a command of ours,
// worked on at a bench of its own (doors.hpp), for it may ask publishers, or take a long transaction.
#include "base/json.hpp"
#include "web/asking.hpp"
#include "web/doors.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

using readers::Refusal;

std::string packed(const Carried& carried) {
    JsonWriter out;
    out.object()
        .field("code", carried.code)
        .strings("lines", carried.lines)
        .field("complaint", carried.complaint)
        .end();
    return out.take();
}

Carried unpacked(std::string_view text) {
    Carried out{.code = 1, .lines = {}, .complaint = {}};
    const auto json = Json::parse(text);
    if (!json) return out;
    out.code = static_cast<int>((*json)["code"].integer());
    for (const Json& line : (*json)["lines"].items()) out.lines.emplace_back(line.string());
    out.complaint = (*json)["complaint"].string();
    return out;
}

}  // namespace

DeskSetting SiteSeat::desk_setting(const Request& request, const Edition& edition, const Asker& asker) {
    return {.s = setting(edition, origin_of(request)),
            .role = asker.visitor ? asker.visitor->account.role : Role::reader,
            .token = site_.wires.doors->accounts().form_token(asker.secret)};
}

std::expected<Carried, Response> SiteSeat::carried(const Request& request, const Edition& edition, const Asker& asker,
                                                   Role least, Errand errand) {
    const DeskWires* desk = site_.wires.desk;
    if (!desk || !desk->carry_out) return std::unexpected(failed(edition, 404));
    auto made = worked_on(request, edition, Doors::Kind::errand,
                          [desk, secret = asker.secret, least,
                           errand = std::move(errand)](readers::Accounts& accounts) -> Doors::Entered {
                              // Who they are, and what they may, is asked again when it is their turn.
                              const auto who = accounts.visitor(secret);
                              if (!who) return std::unexpected(who.error());
                              if (!*who || (*who)->account.role < least)
                                  return std::unexpected(readers::Refused{.why = Refusal::not_allowed});
                              Errand theirs = errand;
                              theirs.by = (*who)->account.id.text();
                              return packed(desk->carry_out(theirs, {}));
                          });
    if (!made) return std::unexpected(std::move(made).error());
    if (!**made) return std::unexpected(refused(edition, (*made)->error()));
    return unpacked(***made);
}

Response SiteSeat::desk(const Request& request, const Edition& edition, const Asker& asker) {
    const auto by = by_of(asker);
    if (!by) return barred(edition, Say::for_operators);
    const DeskSetting d = desk_setting(request, edition, asker);
    constexpr std::size_t most_lists = 50;
    DeskHomeView view{.comments = {}, .stats = {}, .ledger = {}, .disk = {}};
    if (readers::Talk* talk = site_.wires.doors->talk())
        if (const auto waiting = talk->count_waiting(*by)) view.comments = static_cast<std::uint64_t>(*waiting);
    const auto lists = site_.wires.doors->lists().all(*by, store::Lists::Which::looked_at, {}, most_lists);
    const auto reported = [](const store::List& list) { return list.reports > 0; };
    if (lists) view.reported_lists = static_cast<std::uint64_t>(std::ranges::count_if(*lists, reported));
    if (d.role >= Role::editor)
        view.wishes = static_cast<std::uint64_t>(std::max<std::int64_t>(site_.wires.doors->bring().count_waiting(), 0));
    if (d.role >= Role::owner) {
        const auto held = hands();
        if (!held) return failed(edition, 503, "Retry-After: 5\r\n");
        const auto stats = site_.stats_of(*(*held)->reader);
        const auto feeds = (*held)->reader->feed_counts();
        if (!stats || !feeds) return failed(edition, 503, "Retry-After: 5\r\n");
        view.stats = *stats;
        view.feeds = *feeds;
        for (const Feed::State state : {Feed::State::failing, Feed::State::gone, Feed::State::refused})
            view.failing += static_cast<std::uint64_t>((*feeds)[static_cast<std::size_t>(state)]);
        if (site_.wires.ledger) view.ledger = site_.wires.ledger();
        if (site_.wires.desk && site_.wires.desk->disk) view.disk = site_.wires.desk->disk();
        view.offline = d.s.outlook.offline;
        view.has_contact =
            !site_.wires.desk || !d.s.is_public() || (site_.wires.desk->has_contact && !site_.settings.contact.empty());
    }
    return page_for_one(desk_home_page(d, view));
}

}  // namespace octavo::web
