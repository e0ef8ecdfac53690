// What somebody has read; what is brought along from other readers; pages and feeds from elsewhere, and which of them
// the site follows for its readers.
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "web/asking.hpp"
#include "web/doors.hpp"
#include "web/multipart.hpp"
#include "web/my_news.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

using readers::Accounts;
using readers::Refusal;
using readers::Visitor;

Doors::Entered not_known() { return std::unexpected(readers::Refused{.why = Refusal::not_allowed}); }

// The file of a form; "" none was chosen.
std::string_view file_of(const Request& request) {
    const auto boundary = multipart_boundary(request.content_type);
    if (!boundary) return {};
    for (const FormPart& part : parts_of(request.body, *boundary))
        if (part.is_file && part.name == "file") return part.content;
    return {};
}

// A bookmark that hands the page it is pressed on to us.
std::string bookmark(const std::string& origin) {
    return fmt::format(
        "javascript:location.href='{}/add?url='+encodeURIComponent(location.href)+'&title='+encodeURIComponent("
        "document.title)",
        origin);
}

}  // namespace

Result<Response> SiteSeat::my_history(const Request& request, const Route& route, const Edition& edition,
                                      const Asker& asker) {
    constexpr std::size_t items = 50;
    readers::ReadStates& reads = site_.wires.doors->reads();
    if (request.post) {
        auto made = worked_on(
            request, edition, asker,
            [&reads, doing = form_value(request, "do")](Accounts& accounts, const Visitor& who) -> Doors::Entered {
                if (doing == "forget") {
                    accounts.left_traces();
                    return outcome(reads.forget(who));
                }
                if (doing != "off" && doing != "on") return not_known();
                auto chosen = reads.preferences(who);
                if (!chosen) return std::unexpected(chosen.error());
                chosen->history = doing == "on";
                return outcome(reads.prefer(who, *chosen));
            });
        if (!made) return std::move(made).error();
        if (!**made) return refused(edition, (*made)->error());
        if (form_value(request, "do") == "forget") site_.wires.doors->tidy();
        return moved(303, place_in(edition, "my/history"), Keep::not_at_all);
    }
    const Instant before = route.before == store::newest ? Instant::max() : from_unix_ms(route.before);
    const auto read = reads.history(*asker.visitor, before, items);
    const auto chosen = reads.preferences(*asker.visitor);
    if (!read || !chosen) return refused(edition, read ? chosen.error() : read.error());
    std::vector<ArticleId> ids;
    for (const store::ReadArticle& one : *read) ids.push_back(one.article);
    Hands* held = TRY(hands());
    HistoryView view{.token = site_.wires.doors->accounts().form_token(asker.secret),
                     .noted = chosen->history,
                     .cards = TRY(held->reader->cards(ids))};
    if (read->size() == items) view.older = to_unix_ms(read->back().made);
    return page_for_one(history_page(setting_of(request, edition, asker), view));
}

Result<Response> SiteSeat::my_bring(const Request& request, const Edition& edition, const Asker& asker) {
    readers::Bring& bring = site_.wires.doors->bring();
    BringView view{.token = site_.wires.doors->accounts().form_token(asker.secret),
                   .number = whole_number(asked_value(request, "report")),
                   .taken_back = !asked_value(request, "gone").empty()};
    if (request.post && form_value(request, "do") == "take_back") {
        auto made = worked_on(request, edition, asker,
                              [&bring, number = whole_number(form_value(request, "what")).value_or(0)](
                                  Accounts&, const Visitor& who) { return outcome(bring.take_back(who, number)); });
        if (!made) return std::move(made).error();
        return moved(303, place_in(edition, "my/bring?gone=1"), Keep::not_at_all);
    }
    if (request.post) {
        const std::string_view file = file_of(request);
        if (file.empty()) {
            view.no_file = true;
        } else {
            // The job may outlast the request, whose bytes these are.
            auto work = [&bring, &archive = site_.archive,
                         bytes = request.waited ? nullptr : std::make_shared<const std::string>(file)](
                            Accounts&, const Visitor& who) -> Doors::Entered {
                const auto takeout = readers::read_takeout(*bytes);
                if (!takeout) return "!" + takeout.error().detail;
                const auto hands = archive.open();
                if (!hands) return std::unexpected(readers::Refused{.detail = hands.error().detail});
                const auto number = bring.take(who, *takeout, *hands->reader);
                if (!number) return std::unexpected(number.error());
                return fmt::format("report={}", *number);
            };
            auto made = worked_on(request, edition, asker, std::move(work), Doors::Kind::file);
            if (!made) return std::move(made).error();
            if (!**made) return refused(edition, (*made)->error());
            const std::string& said = ***made;
            if (!said.starts_with('!')) return moved(303, place_in(edition, "my/bring?" + said), Keep::not_at_all);
            view.fault = said.substr(1);
        }
    }
    if (view.number) {
        const auto report = bring.report(*asker.visitor, *view.number);
        if (report) view.report = *report;
        if (!report && report.error().why == Refusal::nobody) return fail(Fault::not_found, "no such import");
        if (!report) return refused(edition, report.error());
    }
    if (!view.report)
        if (auto reports = bring.reports(*asker.visitor)) view.imports = *std::move(reports);
    const bool wrong = view.no_file || !view.fault.empty();
    return page_for_one(bring_page(setting_of(request, edition, asker), view), wrong ? 422 : 200);
}

Result<Response> SiteSeat::my_link(const Request& request, const Edition& edition, const Asker& asker) {
    Doors& doors = *site_.wires.doors;
    const auto typed = [&](std::string_view name) {
        return request.post ? form_value(request, name) : asked_value(request, name);
    };
    LinkView view{.token = doors.accounts().form_token(asker.secret),
                  .url = typed("url"),
                  .title = typed("title"),
                  .mark = bookmark(origin_of(request))};
    if (request.post) {
        Hands* held = TRY(hands());
        const auto url = Url::parse_typed(utf8::trim(view.url));
        const auto known = url ? TRY(readers::article_by_address(*held->reader, *url)) : std::nullopt;
        auto made = worked_on(
            request, edition, asker,
            [&doors, known, url = view.url, title = view.title, doing = form_value(request, "do")](
                Accounts&, const Visitor& who) -> Doors::Entered {
                if (doing == "drop") return outcome(doors.bring().drop_link(who, url));
                if (doing != "save") return not_known();
                return outcome(known ? doors.shelf().save(who, *known) : doors.bring().put_link(who, url, title));
            });
        if (!made) return std::move(made).error();
        if (**made) return moved(303, place_in(edition, "my/saved"), Keep::not_at_all);
        view.refused = (*made)->error().why;
    }
    return page_for_one(link_page(setting_of(request, edition, asker), view), view.refused ? 422 : 200);
}

Result<Response> SiteSeat::desk_wishes(const Request& request, const Edition& edition, const Asker& asker) {
    constexpr std::size_t items = 50;
    Doors& doors = *site_.wires.doors;
    const std::int64_t behind = whole_number(asked_value(request, "behind")).value_or(0);
    if (request.post) {
        auto made = worked_on(
            request, edition, asker,
            [&doors, seen = form_values(request.body, "what", items), doing = form_value(request, "do")](
                Accounts& accounts, const Visitor& who) -> Doors::Entered {
                if (doing != "grant" && doing != "decline") return not_known();
                // "7 https://...": what was seen, so that nothing else is decided about.
                for (const std::string& one : seen) {
                    const std::size_t space = std::min(one.find(' '), one.size());
                    const std::string_view url = std::string_view(one).substr(std::min(space + 1, one.size()));
                    const auto number = whole_number(std::string_view(one).substr(0, space)).value_or(0);
                    const auto decided = doors.bring().decide(who, number, url, doing == "grant");
                    if (!decided && decided.error().why == Refusal::too_late) continue;
                    if (!decided) return std::unexpected(decided.error());
                    accounts.note(who, doing == "grant" ? "grant_feed" : "decline_feed", decided->account);
                }
                return std::string();
            });
        if (!made) return std::move(made).error();
        if (!**made) return refused(edition, (*made)->error());
        return moved(303, place_in(edition, "admin/wishes"), Keep::not_at_all);
    }
    WishesView view{.token = doors.accounts().form_token(asker.secret), .role = asker.visitor->account.role};
    auto waiting = doors.bring().waiting(*asker.visitor, behind, items);
    if (!waiting) return refused(edition, waiting.error());
    view.wishes = *std::move(waiting);
    if (view.wishes.size() == items) view.next = view.wishes.back().number;
    for (const store::Wish& one : view.wishes)
        if (const auto account = doors.accounts().account(one.account); account && *account)
            view.names[one.account.text()] = (*account)->name;
    return page_for_one(wishes_page(setting(edition, origin_of(request)), view));
}

}  // namespace octavo::web
