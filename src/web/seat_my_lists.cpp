// One's own lists over HTTP: to make them, to put articles into them, to put these in order. Pages of one account, kept
// by nobody.
#include "base/utf8.hpp"
#include "web/asking.hpp"
#include "web/doors.hpp"
#include "web/lists.hpp"
#include "web/my_news.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

using readers::Accounts;
using readers::Lists;
using readers::Refusal;
using readers::Visitor;
using store::ListId;

Doors::Entered not_known() { return std::unexpected(readers::Refused{.why = Refusal::not_allowed}); }

constexpr std::size_t longest_typed = 4096;  // bytes

Lists::Written written_in(const Request& request) {
    return {.name = typed_text(request, "name", longest_typed),
            .about = typed_text(request, "about", longest_typed),
            .is_public = form_value(request, "public") == "yes"};
}

// A press of a list's own page, about the article `what`.
Doors::Entered pressed(Lists& lists, const Visitor& who, ListId id, std::string_view doing,
                       const std::optional<ArticleId>& what, const std::string& said, const Lists::Written& written) {
    if (doing == "change") return outcome(lists.change(who, id, written));
    if (doing == "drop") {
        if (const auto done = lists.drop(who, id); !done) return std::unexpected(done.error());
        return fmt::format("my/lists?undo={}", id.text());
    }
    if (!what) return not_known();
    if (doing == "up" || doing == "down") return outcome(lists.move(who, id, *what, doing == "up"));
    if (doing == "take_out") return outcome(lists.take_out(who, id, *what));
    if (doing == "say") return outcome(lists.say(who, id, *what, said));
    return not_known();
}

// What is ticked is in, what is not is not; and in a new one, where one is named.
// What was ticked when the form was made, and is no more, is taken out; what the form did not know of stays.
Doors::Entered put_into(Lists& lists, const Visitor& who, ArticleId what, std::span<const ListId> ticked,
                        std::span<const ListId> was, const std::string& named, const std::string& said) {
    const auto in = lists.with(who, what);
    const auto all = lists.of(who);
    if (!in || !all) return std::unexpected(in ? all.error() : in.error());
    for (const store::List& list : *all) {
        const bool wanted = std::ranges::find(ticked, list.id) != ticked.end();
        const bool there = std::ranges::find(*in, list.id) != in->end();
        readers::Answer<> done;
        if (wanted && there && !said.empty()) done = lists.say(who, list.id, what, said);
        if (wanted && !there) done = lists.put(who, list.id, what, said);
        if (!wanted && there && std::ranges::find(was, list.id) != was.end()) done = lists.take_out(who, list.id, what);
        if (!done) return std::unexpected(done.error());
    }
    if (named.empty()) return std::string();
    const auto made = lists.make(who, {.name = named, .about = "", .is_public = false});
    if (!made) return std::unexpected(made.error());
    return outcome(lists.put(who, *made, what, said));
}

}  // namespace

Result<Response> SiteSeat::my_lists(const Request& request, const Edition& edition, const Asker& asker) {
    Lists& lists = site_.wires.doors->lists();
    MyListsView view{.token = site_.wires.doors->accounts().form_token(asker.secret),
                     .undo = ListId::parse(asked_value(request, "undo")),
                     .undone = !asked_value(request, "undone").empty()};
    if (request.post) {
        const std::string doing = form_value(request, "do");
        auto made = worked_on(request, edition, asker,
                              [&lists, doing, what = ListId::parse(form_value(request, "what")),
                               written = written_in(request)](Accounts&, const Visitor& who) -> Doors::Entered {
                                  if (doing == "make") {
                                      const auto id = lists.make(who, written);
                                      if (!id) return std::unexpected(id.error());
                                      return own_list_place(*id);
                                  }
                                  if (doing != "undo" || !what) return not_known();
                                  const auto done = lists.undo_drop(who, *what);
                                  if (!done) return std::unexpected(done.error());
                                  return "my/lists?undone=1";
                              });
        if (!made) return std::move(made).error();
        if (**made) return moved(303, place_in(edition, ***made), Keep::not_at_all);
        const Refusal why = (*made)->error().why;
        if (why == Refusal::too_late || why == Refusal::not_allowed) return refused(edition, (*made)->error());
        view.refused = why;
        view.typed = written_in(request);
    }
    auto all = lists.of(*asker.visitor);
    if (!all) return refused(edition, all.error());
    view.lists = *std::move(all);
    return page_for_one(my_lists_page(setting_of(request, edition, asker), view), view.refused ? 422 : 200);
}

Result<Response> SiteSeat::my_list(const Request& request, const Route& route, const Edition& edition,
                                   const Asker& asker) {
    constexpr std::size_t items = 50;
    Lists& lists = site_.wires.doors->lists();
    const ListId id{route.id};
    MyListView view{.token = site_.wires.doors->accounts().form_token(asker.secret),
                    .list = {},
                    .before = route.before,
                    .doing = form_value(request, "do")};
    const auto list = lists.own(*asker.visitor, id);
    if (request.post) {
        // Where it is waited for, the list may be gone by now: what came of it is known.
        auto made = worked_on(
            request, edition, asker,
            [&lists, id, doing = view.doing, what = ArticleId::parse(form_value(request, "what")),
             said = typed_text(request, "said", longest_typed), written = written_in(request)](
                Accounts&, const Visitor& who) { return pressed(lists, who, id, doing, what, said, written); });
        if (!made) return std::move(made).error();
        const std::string back = route.before == store::newest
                                     ? own_list_place(id)
                                     : fmt::format("{}?before={}", own_list_place(id), route.before);
        if (**made) return moved(303, place_in(edition, (**made)->empty() ? back : ***made), Keep::not_at_all);
        view.refused = (*made)->error().why;
    }
    if (!list && list.error().why == Refusal::nobody) return fail(Fault::not_found, "no such list");
    if (!list) return refused(edition, list.error());
    view.list = *list;
    if (view.refused) view.typed = written_in(request);
    const auto entries = lists.entries(id, route.before, items + 1);
    if (!entries) return refused(edition, entries.error());
    view.entries = TRY(listed(*entries, items));
    if (entries->size() > items) view.older = view.entries.back().entry.place;
    return page_for_one(my_list_page(setting_of(request, edition, asker), view), view.refused ? 422 : 200);
}

// The first of them with their cards.
Result<std::vector<Listed>> SiteSeat::listed(std::span<const store::ListEntry> entries, std::size_t most) {
    std::vector<ArticleId> ids;
    std::vector<Listed> out;
    for (const store::ListEntry& one : entries.first(std::min(most, entries.size()))) {
        ids.push_back(one.article);
        out.push_back({.entry = one});
    }
    std::unordered_map<ArticleId, store::Card> cards;
    Hands* held = TRY(hands());
    for (store::Card& card : TRY(held->reader->cards(ids))) cards.emplace(card.id, std::move(card));
    for (Listed& one : out)
        if (const auto card = cards.find(one.entry.article); card != cards.end()) one.card = std::move(card->second);
    return out;
}

Result<ListChoices> SiteSeat::choices_of(const Asker& asker, ArticleId what) {
    Lists& lists = site_.wires.doors->lists();
    auto all = lists.of(*asker.visitor);
    auto in = lists.with(*asker.visitor, what);
    if (!all || !in) return fail(Fault::unwritable, all ? in.error().detail : all.error().detail);
    return ListChoices{.lists = *std::move(all), .in = *std::move(in)};
}

SiteSeat::MemberWork SiteSeat::putting_into_lists(const Request& request, ArticleId what) {
    const auto named_in = [&](std::string_view field) {
        std::vector<ListId> out;
        for (const std::string& one : form_values(request.body, field, Lists::most))
            if (const auto id = ListId::parse(one)) out.push_back(*id);
        return out;
    };
    return [&lists = site_.wires.doors->lists(), what, ticked = named_in("list"), was = named_in("was"),
            named = typed_text(request, "new", longest_typed), said = typed_text(request, "said", longest_typed)](
               Accounts&, const Visitor& who) { return put_into(lists, who, what, ticked, was, named, said); };
}

}  // namespace octavo::web
