// A reader's own news over HTTP: to follow, to put aside, not to be shown. Pages of one account, kept by nobody.
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "web/asking.hpp"
#include "web/doors.hpp"
#include "web/feeds_out.hpp"
#include "web/front.hpp"
#include "web/my_news.hpp"
#include "web/rules_found.hpp"
#include "web/seat.hpp"
#include "web/sections.hpp"

namespace octavo::web {
namespace {

using readers::Accounts;
using readers::Answer;
using readers::Refusal;

constexpr std::size_t most_begun = 30;  // listings that the first visit's form may name

// What is written about lately: regions and cities of the edition's country, then other countries. Where little is yet,
// as on the first day, the country's largest cities.
Result<std::vector<const text::GazetteerPlace*>> places_to_begin(store::Reader& reader, const Setting& s,
                                                                 std::optional<bool> sample) {
    constexpr auto lately = std::chrono::days(7);
    constexpr std::size_t looked_at = 2000, most_near = 6, most_far = 4;
    const auto* own = find_locality(s.edition().country);
    std::vector<const text::GazetteerPlace*> near, far;
    for (const auto& [id, articles] : TRY(reader.busy_places(s.now - lately, sample, looked_at))) {
        const auto* place = find_locality(id);
        if (!place || place == own) continue;
        const bool is_near = own && lies_in(*place, *own);
        const bool is_country = place->kind == text::GazetteerPlace::Kind::country;
        if (is_near && near.size() < most_near) near.push_back(place);
        if (!is_near && is_country && far.size() < most_far) far.push_back(place);
    }
    if (own && near.size() < most_near)
        for (const auto* city : largest_cities(*own, most_near))
            if (near.size() < most_near && std::ranges::find(near, city) == near.end()) near.push_back(city);
    std::ranges::move(far, std::back_inserter(near));
    return near;
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
            case Route::Kind::my_replies:
                return my_replies(request, route, edition, asker);
            case Route::Kind::my_follow:
                return my_follow(request, route, edition, asker);
            case Route::Kind::my_history:
                return my_history(request, route, edition, asker);
            case Route::Kind::my_bring:
                return my_bring(request, edition, asker);
            case Route::Kind::my_link:
                return my_link(request, edition, asker);
            case Route::Kind::my_for_you:
                return my_for_you(request, edition, asker);
            case Route::Kind::my_tune:
                return my_tune(request, route, edition, asker);
            case Route::Kind::my_rules:
                return my_rules(request, edition, asker);
            case Route::Kind::my_lists:
                return my_lists(request, edition, asker);
            case Route::Kind::my_list:
                return my_list(request, route, edition, asker);
            case Route::Kind::my_notes:
                return my_notes(request, route, edition, asker);
            case Route::Kind::my_note:
                return my_note(request, route, edition, asker);
            case Route::Kind::my_notes_file:
                return my_notes_file(request, edition, asker);
            case Route::Kind::list_report:
                return list_report(request, route, edition, asker);
            case Route::Kind::desk_lists:
                return desk_lists(request, route, edition, asker);
            case Route::Kind::desk_wishes:
                return desk_wishes(request, edition, asker);
            case Route::Kind::my_feed:
                return my_feed(request, edition, asker);
            case Route::Kind::me_zip:
                return me_zip(request, edition, asker);
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

// What the first visit's boxes name, as listings there are.
Result<std::vector<Listing>> SiteSeat::begun(const Request& request, const Edition& edition) {
    const Setting s = setting(edition, origin_of(request));
    Hands& held = *TRY(hands());
    std::vector<Listing> out;
    for (const std::string& place : form_values(request.body, "place", most_begun))
        if (auto listing = TRY(listing_at(*held.reader, s, place, edition.language)))
            out.push_back(*std::move(listing));
    return out;
}

// The presses of one's own news. What is marked as read is what had arrived when the page was made.
Result<SiteSeat::MemberWork> SiteSeat::work_of_my(const Request& request, const Edition& edition,
                                                  std::span<const store::Follow> follows, std::string_view folder) {
    readers::Shelf& shelf = site_.wires.doors->shelf();
    readers::ReadStates& reads = site_.wires.doors->reads();
    const std::string doing = form_value(request, "do"), what = form_value(request, "what");
    using readers::Visitor;
    if (doing == "begin")
        return [&shelf, begun = TRY(begun(request, edition)), language = std::string(edition.language)](
                   Accounts&, const Visitor& who) -> Doors::Entered {
            for (const Listing& one : begun)
                if (auto followed = shelf.follow(who, one.place, language, one.title); !followed)
                    return std::unexpected(followed.error());
            return std::string();
        };
    if (doing == "read_all") {
        std::vector<std::string> places;
        for (const store::Follow& one : follows)
            if (one.folder == folder) places.push_back(one.place);
        if (folder.empty()) places = {""};
        const Instant upto = from_unix_ms(whole_number(form_value(request, "upto")).value_or(0));
        return [&reads, places = std::move(places), upto](Accounts&, const Visitor& who) -> Doors::Entered {
            const auto number = reads.mark_all(who, places, upto);
            if (!number) return std::unexpected(number.error());
            return fmt::format("undo={}", *number);
        };
    }
    if (doing == "undo")
        return [&reads, number = whole_number(what).value_or(0)](Accounts&, const Visitor& who) -> Doors::Entered {
            if (const auto undone = reads.undo(who, number); !undone) return std::unexpected(undone.error());
            return "undone=1";
        };
    if (doing == "read" || doing == "unread")
        return [&reads, id = ArticleId::parse(what), read = doing == "read"](Accounts&,
                                                                             const Visitor& who) -> Doors::Entered {
            if (!id) return std::unexpected(readers::Refused{.why = Refusal::not_allowed});
            return outcome(reads.mark(who, *id, read));
        };
    if (doing == "show")
        return [&reads, unread = what == "unread"](Accounts&, const Visitor& who) -> Doors::Entered {
            auto chosen = reads.preferences(who);
            if (!chosen) return std::unexpected(chosen.error());
            chosen->unread_only = unread;
            return outcome(reads.prefer(who, *chosen));
        };
    return [](Accounts&, const Visitor&) -> Doors::Entered {
        return std::unexpected(readers::Refused{.why = Refusal::not_allowed});
    };
}

Result<Response> SiteSeat::my_news(const Request& request, const Route& route, const Edition& edition,
                                   const Asker& asker) {
    Doors& doors = *site_.wires.doors;
    MyView view{.token = doors.accounts().form_token(asker.secret),
                .folder = asked_value(request, "folder"),
                .undo = whole_number(asked_value(request, "undo")),
                .undone = !asked_value(request, "undone").empty(),
                .before = route.before};
    auto follows = doors.shelf().follows(*asker.visitor);
    if (!follows) return refused(edition, follows.error());
    if (request.post) {
        auto made = worked_on(request, edition, asker, TRY(work_of_my(request, edition, *follows, view.folder)));
        if (!made) return std::move(made).error();
        if (**made) return moved(303, place_in(edition, my_place(view.folder, ***made, view.before)), Keep::not_at_all);
        view.refused = (*made)->error().why;
    }
    if (view.undo && !doors.reads().can_undo(*asker.visitor, *view.undo)) view.undo.reset();
    view.any_follow = !follows->empty();
    for (const store::Follow& one : *follows)
        if (!one.folder.empty() && std::ranges::find(view.folders, one.folder) == view.folders.end())
            view.folders.push_back(one.folder);
    std::ranges::sort(view.folders);
    if (!view.folder.empty()) std::erase_if(*follows, [&](const auto& one) { return one.folder != view.folder; });
    return my_listed(request, edition, asker, *follows, std::move(view));
}

// Fills the page with what is followed.
Result<Response> SiteSeat::my_listed(const Request& request, const Edition& edition, const Asker& asker,
                                     std::span<const store::Follow> follows, MyView view) {
    constexpr std::size_t items = 30;
    Doors& doors = *site_.wires.doors;
    const Setting s = setting_of(request, edition, asker);
    Hands& held = *TRY(hands());
    const auto mutes = doors.shelf().mutes(*asker.visitor);
    if (!mutes) return refused(edition, mutes.error());
    const auto chosen = doors.reads().preferences(*asker.visitor);
    if (!chosen) return refused(edition, chosen.error());
    auto state = doors.reads().state(*asker.visitor);
    if (!state) return refused(edition, state.error());
    if (!view.any_follow) {
        const auto stats = TRY(site_.stats_of(*held.reader));
        view.places = TRY(places_to_begin(*held.reader, s, sample_filter(stats)));
    }
    view.follows = TRY(listings_of(*held.reader, s, follows));
    view.unread_only = chosen->unread_only;
    const auto is_read = [&](const store::Card& card, std::string_view place) {
        if (const auto known = doors.reads().articles(*asker.visitor, std::span(&card.id, 1))) state->know(*known);
        return state->is_read(card.id, card.first_seen, place);
    };
    const readers::Muted muted(*mutes);
    const auto rules = doors.tastes().rules(*asker.visitor);
    if (!rules) return refused(edition, rules.error());
    RulesFound found(held, *rules, *mutes);
    using Deed = store::Rule::Deed;
    MyWish wish{.muted = muted,
                .before = view.before,
                .limit = items,
                .sample = sample_filter(TRY(site_.stats_of(*held.reader)))};
    wish.hides = [&](const store::Card& card) { return found.any(card, Deed::leave_out); };
    // What its reader keeps as unread is so whatever a rule says.
    const auto counts_as_read = [&](const store::Card& card, std::string_view place) {
        return is_read(card, place) || (!state->is_kept_unread(card.id) && found.any(card, Deed::read));
    };
    if (view.unread_only) wish.leaves_out = counts_as_read;
    view.listing = TRY(my_listing(held, view.follows, wish, site_.searches));
    for (MyItem& item : view.listing.items) item.read = counts_as_read(item.card, view.follows[item.follow].place);
    follow_rules(asker, *rules);
    return page_for_one(my_page(s, view), view.refused ? 422 : 200);
}

Result<Response> SiteSeat::my_feed(const Request& request, const Edition& edition, const Asker& asker) {
    constexpr std::size_t items = 50;
    readers::Shelf& shelf = site_.wires.doors->shelf();
    const Setting s = setting(edition, origin_of(request));
    Hands& held = *TRY(hands());
    const auto follows = shelf.follows(*asker.visitor);
    const auto mutes = shelf.mutes(*asker.visitor);
    if (!follows || !mutes) return refused(edition, follows ? mutes.error() : follows.error());
    const auto stats = TRY(site_.stats_of(*held.reader));
    const auto listings = TRY(listings_of(*held.reader, s, *follows));
    const readers::Muted muted(*mutes);
    const auto rules = site_.wires.doors->tastes().rules(*asker.visitor);
    if (!rules) return refused(edition, rules.error());
    RulesFound found(held, *rules, *mutes);
    const MyWish wish{.muted = muted,
                      .before = store::newest,
                      .limit = items,
                      .sample = sample_filter(stats),
                      .hides = [&](const store::Card& card) { return found.any(card, store::Rule::Deed::leave_out); }};
    follow_rules(asker, *rules);
    const auto listing = TRY(my_listing(held, listings, wish, site_.searches));
    std::vector<store::Card> cards;
    for (const MyItem& item : listing.items) cards.push_back(item.card);
    const FeedHead head{.title = fmt::format("{} · {}", s.tongue.say(Say::my_news), asker.visitor->account.name),
                        .page = "my",
                        .self = "my/feed.atom"};
    return Response{.page = page_of(write_feed(s, Form::atom, head, cards), feed_type(Form::atom)),
                    .keep = Keep::not_at_all};
}

// Articles and links, as one list by when they were put there.
Result<Response> SiteSeat::my_saved(const Request& request, const Route& route, const Edition& edition,
                                    const Asker& asker) {
    constexpr std::size_t items = 50;
    const Setting s = setting_of(request, edition, asker);
    Hands& held = *TRY(hands());
    const Instant before = route.before == store::newest ? Instant::max() : from_unix_ms(route.before);
    const auto saved = site_.wires.doors->shelf().saved(*asker.visitor, before, items);
    const auto links = site_.wires.doors->bring().links(*asker.visitor, before, items);
    if (!saved || !links) return refused(edition, saved ? links.error() : saved.error());
    std::vector<ArticleId> ids;
    for (const store::Saved& one : *saved) ids.push_back(one.article);
    SavedView view{.token = site_.wires.doors->accounts().form_token(asker.secret)};
    std::unordered_map<ArticleId, store::Card> cards;
    for (store::Card& card : TRY(held.reader->cards(ids))) cards.emplace(card.id, std::move(card));
    for (const store::Saved& one : *saved) {
        const auto card = cards.find(one.article);
        view.items.push_back({.card = card == cards.end() ? std::nullopt : std::optional(card->second),
                              .id = one.article,
                              .link = {.url = {}, .title = {}, .made = one.made}});
    }
    for (const store::Link& one : *links) view.items.push_back({.card = {}, .id = {}, .link = one});
    std::ranges::stable_sort(view.items, std::greater(), [](const auto& one) { return one.link.made; });
    if (view.items.size() > items) view.items.resize(items);
    if (saved->size() == items || links->size() == items || view.items.size() == items)
        view.older = to_unix_ms(view.items.back().link.made);
    return page_for_one(saved_page(s, view));
}

// Whose feed is asked for, where the archive follows it already.
Result<std::optional<store::SourceRow>> SiteSeat::source_of_feed(const Request& request) {
    const auto url =
        form_value(request, "do") == "wish" ? Url::parse_typed(utf8::trim(form_value(request, "what"))) : std::nullopt;
    if (!url) return std::nullopt;
    Hands* held = TRY(hands());
    const auto feed = TRY(held->reader->feed_at(url->without_fragment()));
    if (!feed) return std::nullopt;
    return held->reader->source(feed->source);
}

Result<Response> SiteSeat::my_follows(const Request& request, const Edition& edition, const Asker& asker) {
    readers::Shelf& shelf = site_.wires.doors->shelf();
    readers::Bring& bring = site_.wires.doors->bring();
    FollowsView view{.token = site_.wires.doors->accounts().form_token(asker.secret)};
    if (request.post) {
        const auto known = TRY(source_of_feed(request));
        auto made = worked_on(
            request, edition, asker,
            [&shelf, &bring, known, doing = form_value(request, "do"), what = form_value(request, "what"),
             folder = form_value(request, "folder")](Accounts&, const readers::Visitor& who) -> Doors::Entered {
                if (doing == "unfollow") return outcome(shelf.unfollow(who, what));
                if (doing == "file") return outcome(shelf.file(who, what, folder));
                if (doing == "wish" && known)
                    return outcome(shelf.follow(who, source_place(known->source.domain), known->source.language,
                                                known->source.name));
                if (doing == "wish") return outcome(bring.wish(who, what));
                if (doing == "drop_wish") return outcome(bring.drop_wish(who, whole_number(what).value_or(0)));
                if (doing == "mute") return outcome(shelf.mute(who, what));
                if (doing == "unmute") return outcome(shelf.unmute(who, what));
                return std::unexpected(readers::Refused{.why = Refusal::not_allowed});
            });
        if (!made) return std::move(made).error();
        if (**made) return moved(303, place_in(edition, "my/follows"), Keep::not_at_all);
        view.refused = (*made)->error().why;
        view.refused_feed = form_value(request, "do") == "wish";
        if (view.refused_feed) view.typed = form_value(request, "what");
    }
    constexpr std::size_t wishes_shown = 100;
    const std::int64_t before_wish =
        whole_number(asked_value(request, "wishes")).value_or(std::numeric_limits<std::int64_t>::max());
    auto wishes = bring.wishes(*asker.visitor, before_wish, wishes_shown);
    if (!wishes) return refused(edition, wishes.error());
    view.wishes = *std::move(wishes);
    if (view.wishes.size() == wishes_shown) view.older_wishes = view.wishes.back().number;
    view.own_feeds = bring.own_feeds(*asker.visitor);
    auto follows = shelf.follows(*asker.visitor);
    auto mutes = shelf.mutes(*asker.visitor);
    if (!follows || !mutes) return refused(edition, follows ? mutes.error() : follows.error());
    const Setting s = setting_of(request, edition, asker);
    Hands* held = TRY(hands());
    view.follows = TRY(listings_of(*held->reader, s, *follows));
    view.mutes = *std::move(mutes);
    return page_for_one(follows_page(s, view), view.refused ? 422 : 200);
}

Result<Response> SiteSeat::my_follow(const Request& request, const Route& route, const Edition& edition,
                                     const Asker& asker) {
    readers::Shelf& shelf = site_.wires.doors->shelf();
    const Setting s = setting_of(request, edition, asker);
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
                // A reader's list is called what its owner calls it, now and as long as they do.
                const bool of_a_reader = listing.place.starts_with("lists/");
                if (doing == "follow")
                    return outcome(shelf.follow(who, listing.place, language, of_a_reader ? "" : listing.title));
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
    const bool of_lists = request.post && form_value(request, "do") == "lists";
    if (request.post) {
        MemberWork work = [&shelf, takes_off, id, doing = form_value(request, "do")](
                              Accounts&, const readers::Visitor& who) -> Doors::Entered {
            if (takes_off) return outcome(shelf.unsave(who, id));
            if (doing == "save") return outcome(shelf.save(who, id));
            return std::unexpected(readers::Refused{.why = Refusal::not_allowed});
        };
        if (of_lists) work = putting_into_lists(request, id);
        auto made = worked_on(request, edition, asker, std::move(work));
        if (!made) return std::move(made).error();
        if (**made) return moved(303, of_lists ? place_in(edition, view.place) : view.back, Keep::not_at_all);
        if (!of_lists) view.refused = (*made)->error().why;
        if (of_lists) view.lists = ListChoices{.refused = (*made)->error().why};
    }
    const auto refused_there = view.lists ? view.lists->refused : std::nullopt;
    view.lists = TRY(choices_of(asker, id));
    view.lists->refused = refused_there;
    const auto saved = shelf.is_saved(*asker.visitor, id);
    if (!saved) return refused(edition, saved.error());
    view.kept = *saved;
    return page_for_one(keep_page(setting(edition, origin_of(request)), view),
                        view.refused || refused_there ? 422 : 200);
}

}  // namespace octavo::web
