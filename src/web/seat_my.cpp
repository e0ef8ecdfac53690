// A reader's own news over HTTP: to follow, to put aside, not to be shown. Pages of one account, kept by nobody.
#include "base/url.hpp"
#include "web/asking.hpp"
#include "web/doors.hpp"
#include "web/front.hpp"
#include "web/my_news.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

using readers::Accounts;
using readers::Answer;
using readers::Refusal;

constexpr std::size_t most_begun = 20;  // listings that the first visit's form may name

// All of a name: of boxes that were ticked.
std::vector<std::string> form_values(std::string_view body, std::string_view name, std::size_t most) {
    std::vector<std::string> out;
    while (!body.empty() && out.size() < most) {
        const std::string_view pair = body.substr(0, body.find('&'));
        body.remove_prefix(std::min(pair.size() + 1, body.size()));
        if (auto value = query_value(pair, name)) out.push_back(*std::move(value));
    }
    return out;
}

}  // namespace

// What the archive could not say is a page of that kind, as everywhere.
Response SiteSeat::my(const Request& request, const Route& route, const Edition& edition, const Asker& asker) {
    auto made = [&]() -> Result<Response> {
        // Waited for, and signed out elsewhere meanwhile.
        if (!asker.visitor) return moved(303, place_in(edition, "sign-in"), Keep::not_at_all);
        switch (route.kind) {
            case Route::Kind::my:
                return my_news(request, route, edition, asker);
            case Route::Kind::my_saved:
                return my_saved(request, route, edition, asker);
            case Route::Kind::my_follows:
                return my_follows(request, edition, asker);
            case Route::Kind::my_follow:
                return my_follow(request, route, edition, asker);
            case Route::Kind::me_export:
                return me_export(asker);
            case Route::Kind::me_opml:
                return me_opml(request, edition, asker);
            case Route::Kind::my_save:
                return my_save(request, route, edition, asker);
            default:
                return fail(Fault::not_found, "no such page");
        }
    }();
    if (made) return *std::move(made);
    if (made.error().fault == Fault::not_found) return missing(request, route, edition);
    return refused(edition, {.why = Refusal::broken, .detail = made.error().detail});
}

Result<Response> SiteSeat::my_news(const Request& request, const Route& route, const Edition& edition,
                                   const Asker& asker) {
    constexpr std::size_t items = 30;
    readers::Shelf& shelf = site_.wires.doors->shelf();
    const Setting s = setting(edition, origin_of(request));
    Hands& held = *TRY(hands());
    std::optional<Refusal> refusal;
    if (request.post) {
        // The boxes that were ticked, as listings there are.
        std::vector<Listing> begun;
        for (const std::string& place : form_values(request.body, "place", most_begun))
            if (auto listing = TRY(listing_at(*held.reader, s, place, edition.language)))
                begun.push_back(*std::move(listing));
        auto made = worked_on(request, edition, asker,
                              [&shelf, begun = std::move(begun), language = std::string(edition.language)](
                                  Accounts&, const readers::Visitor& who) -> Doors::Entered {
                                  for (const Listing& one : begun)
                                      if (auto followed = shelf.follow(who, one.place, language, one.title); !followed)
                                          return std::unexpected(followed.error());
                                  return std::string();
                              });
        if (!made) return std::move(made).error();
        if (**made) return moved(303, place_in(edition, "my"), Keep::not_at_all);
        refusal = (*made)->error().why;
    }
    auto follows = shelf.follows(*asker.visitor);
    auto mutes = shelf.mutes(*asker.visitor);
    if (!follows || !mutes) return refused(edition, follows ? mutes.error() : follows.error());
    MyView view{.token = site_.wires.doors->accounts().form_token(asker.secret),
                .follows = TRY(listings_of(*held.reader, s, *follows)),
                .refused = refusal};
    const auto stats = TRY(site_.stats_of(*held.reader));
    view.listing = TRY(my_listing(held, view.follows, readers::Muted(*mutes), route.before, items, sample_filter(stats),
                                  site_.searches));
    return page_for_one(my_page(s, view), view.refused ? 422 : 200);
}

Result<Response> SiteSeat::my_saved(const Request& request, const Route& route, const Edition& edition,
                                    const Asker& asker) {
    constexpr std::size_t items = 50;
    const Setting s = setting(edition, origin_of(request));
    Hands& held = *TRY(hands());
    const Instant before = route.before == store::newest ? Instant::max() : from_unix_ms(route.before);
    const auto saved = site_.wires.doors->shelf().saved(*asker.visitor, before, items);
    if (!saved) return refused(edition, saved.error());
    std::vector<ArticleId> ids;
    for (const store::Saved& one : *saved) ids.push_back(one.article);
    SavedView view{.token = site_.wires.doors->accounts().form_token(asker.secret)};
    view.cards = TRY(held.reader->cards(ids));
    if (saved->size() == items) view.older = to_unix_ms(saved->back().made);
    return page_for_one(saved_page(s, view));
}

Result<Response> SiteSeat::my_follows(const Request& request, const Edition& edition, const Asker& asker) {
    readers::Shelf& shelf = site_.wires.doors->shelf();
    FollowsView view{.token = site_.wires.doors->accounts().form_token(asker.secret)};
    if (request.post) {
        auto made = worked_on(request, edition, asker,
                              [&shelf, doing = form_value(request, "do"), what = form_value(request, "what")](
                                  Accounts&, const readers::Visitor& who) -> Doors::Entered {
                                  if (doing == "unfollow") return outcome(shelf.unfollow(who, what));
                                  if (doing == "mute") return outcome(shelf.mute(who, what));
                                  if (doing == "unmute") return outcome(shelf.unmute(who, what));
                                  return std::unexpected(readers::Refused{.why = Refusal::not_allowed});
                              });
        if (!made) return std::move(made).error();
        if (**made) return moved(303, place_in(edition, "my/follows"), Keep::not_at_all);
        view.refused = (*made)->error().why;
    }
    auto follows = shelf.follows(*asker.visitor);
    auto mutes = shelf.mutes(*asker.visitor);
    if (!follows || !mutes) return refused(edition, follows ? mutes.error() : follows.error());
    const Setting s = setting(edition, origin_of(request));
    Hands* held = TRY(hands());
    view.follows = TRY(listings_of(*held->reader, s, *follows));
    view.mutes = *std::move(mutes);
    return page_for_one(follows_page(s, view), view.refused ? 422 : 200);
}

Result<Response> SiteSeat::my_follow(const Request& request, const Route& route, const Edition& edition,
                                     const Asker& asker) {
    readers::Shelf& shelf = site_.wires.doors->shelf();
    const Setting s = setting(edition, origin_of(request));
    const std::string asked =
        route.text.empty() ? route.name : fmt::format("{}?q={}", route.name, percent_encode(route.text));
    Hands* held = TRY(hands());
    const auto listing = TRY(listing_at(*held->reader, s, asked, edition.language));
    if (!listing) return fail(Fault::not_found, "no such listing");
    KeepView view{.token = site_.wires.doors->accounts().form_token(asker.secret),
                  .place = "my/follow/" + follow_place(*listing),
                  .back = place_in(edition, listing->link),
                  .title = listing->title};
    if (request.post) {
        auto made = worked_on(
            request, edition, asker,
            [&shelf, doing = form_value(request, "do"), listing = *listing, language = std::string(edition.language)](
                Accounts&, const readers::Visitor& who) -> Doors::Entered {
                if (doing == "unfollow") return outcome(shelf.unfollow(who, listing.place));
                if (doing == "follow") return outcome(shelf.follow(who, listing.place, language, listing.title));
                return std::unexpected(readers::Refused{.why = Refusal::not_allowed});
            });
        if (!made) return std::move(made).error();
        if (**made) return moved(303, view.back, Keep::not_at_all);
        view.refused = (*made)->error().why;
    }
    const auto followed = shelf.follows(*asker.visitor, listing->place);
    if (!followed) return refused(edition, followed.error());
    view.kept = *followed;
    return page_for_one(keep_page(s, view), view.refused ? 422 : 200);
}

Result<Response> SiteSeat::my_save(const Request& request, const Route& route, const Edition& edition,
                                   const Asker& asker) {
    readers::Shelf& shelf = site_.wires.doors->shelf();
    const ArticleId id{route.id};
    const bool takes_off = request.post && form_value(request, "do") == "unsave";
    Hands* held = TRY(hands());
    const auto cards = TRY(held->reader->cards(std::span(&id, 1)));
    if (cards.empty() && !takes_off) return fail(Fault::not_found, "no such article");
    KeepView view{.token = site_.wires.doors->accounts().form_token(asker.secret),
                  .place = "my/save/" + id.text(),
                  .back = place_in(edition, "my/saved"),
                  .title = cards.empty() ? std::string() : cards[0].title,
                  .article = true};
    if (!cards.empty() && form_value(request, "back") != "list")
        view.back = place_in(edition, article_place(id, cards[0].title));
    if (request.post) {
        auto made = worked_on(request, edition, asker,
                              [&shelf, takes_off, id, doing = form_value(request, "do")](
                                  Accounts&, const readers::Visitor& who) -> Doors::Entered {
                                  if (takes_off) return outcome(shelf.unsave(who, id));
                                  if (doing == "save") return outcome(shelf.save(who, id));
                                  return std::unexpected(readers::Refused{.why = Refusal::not_allowed});
                              });
        if (!made) return std::move(made).error();
        if (**made) return moved(303, view.back, Keep::not_at_all);
        view.refused = (*made)->error().why;
    }
    const auto saved = shelf.is_saved(*asker.visitor, id);
    if (!saved) return refused(edition, saved.error());
    view.kept = *saved;
    return page_for_one(keep_page(setting(edition, origin_of(request)), view), view.refused ? 422 : 200);
}

}  // namespace octavo::web
