// A reader's own order of the news, and what an article is about to ask more or less of, over HTTP.
#include "web/asking.hpp"
#include "web/doors.hpp"
#include "web/for_you.hpp"
#include "web/front.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

using readers::Accounts;
using readers::Refusal;
using readers::Visitor;

Doors::Entered not_known() { return std::unexpected(readers::Refused{.why = Refusal::not_allowed}); }

// Each row of the form: which listing, and "more", "less" or neither.
std::vector<std::pair<std::string, std::optional<bool>>> wishes_of(const Request& request) {
    constexpr std::size_t most = 40;
    std::vector<std::pair<std::string, std::optional<bool>>> out;
    for (std::string& place : form_values(request.body, "place", most)) {
        const std::string value = form_value(request, fmt::format("w{}", out.size()));
        std::optional<bool> more;
        if (value == "more" || value == "less") more = value == "more";
        out.emplace_back(std::move(place), more);
    }
    return out;
}

// What is kept with an account, read as any of the archive.
template <class T>
Result<T> had(readers::Answer<T> answer) {
    if (!answer) return fail(Fault::unwritable, answer.error().detail);
    return *std::move(answer);
}

readers::Sliders sliders_of(const Request& request) {
    const auto value = [&](std::string_view name) {
        const auto number = whole_number(form_value(request, name)).value_or(readers::Sliders::usual);
        return static_cast<std::uint8_t>(std::clamp<std::int64_t>(number, 0, readers::Sliders::most));
    };
    readers::Sliders out;
    for (std::size_t i = 0; i < readers::liking_kinds; ++i) out.kinds[i] = value(fmt::format("kind{}", i));
    out.told = value("told");
    out.fresh = value("fresh");
    out.beyond = value("beyond");
    return out;
}

}  // namespace

Result<Response> SiteSeat::my_for_you(const Request& request, const Edition& edition, const Asker& asker) {
    Doors& doors = *site_.wires.doors;
    readers::ReadStates& reads = doors.reads();
    ForYouView view{.token = doors.accounts().form_token(asker.secret)};
    if (request.post) {
        auto made = worked_on(
            request, edition, asker,
            [&reads, &tastes = doors.tastes(), doing = form_value(request, "do"), what = form_value(request, "what"),
             sliders = sliders_of(request)](Accounts&, const Visitor& who) -> Doors::Entered {
                if (doing == "forget") {
                    const readers::Wanted one{.place = what, .language = {}, .title = {}, .more = {}};
                    return outcome(tastes.want(who, std::span(&one, 1)));
                }
                auto chosen = reads.preferences(who);
                if (!chosen) return std::unexpected(chosen.error());
                if (doing == "sliders")
                    chosen->sliders = sliders;
                else if (doing == "on" || doing == "off")
                    chosen->for_you = doing == "on";
                else
                    return not_known();
                return outcome(reads.prefer(who, *chosen));
            });
        if (!made) return std::move(made).error();
        if (**made) return moved(303, place_in(edition, "my/for-you"), Keep::not_at_all);
        view.refused = (*made)->error().why;
    }
    const auto chosen = reads.preferences(*asker.visitor);
    if (!chosen) return refused(edition, chosen.error());
    view.on = chosen->for_you;
    view.sliders = chosen->sliders;
    const Setting s = setting_of(request, edition, asker);
    if (view.on) TRY(fill_for_you(s, asker, view));
    return page_for_one(for_you_page(s, view), view.refused ? 422 : 200);
}

Result<> SiteSeat::fill_for_you(const Setting& s, const Asker& asker, ForYouView& view) {
    Doors& doors = *site_.wires.doors;
    Hands& held = *TRY(hands());
    const readers::Visitor& who = *asker.visitor;
    const auto follows = TRY(had(doors.shelf().follows(who)));
    const auto mutes = TRY(had(doors.shelf().mutes(who)));
    const auto tastes = TRY(had(doors.tastes().tastes(who)));
    const auto rules = TRY(had(doors.tastes().rules(who)));
    auto state = TRY(had(doors.reads().state(who)));
    view.liked = TRY(liked_listings(*held.reader, s, follows, tastes));
    if (view.liked.empty()) return {};
    const auto ask_read = [&](std::span<const store::Card> cards) -> Result<> {
        std::vector<ArticleId> ids;
        for (const store::Card& card : cards) ids.push_back(card.id);
        state.know(TRY(had(doors.reads().articles(who, ids))));
        return {};
    };
    const readers::Muted muted(mutes);
    const auto sample = sample_filter(TRY(site_.stats_of(*held.reader)));
    RulesFound found(held, rules, mutes);
    view.listing =
        TRY(for_you(held, view.liked,
                    {.muted = muted,
                     .rules = found,
                     .sliders = view.sliders,
                     .language = std::string(s.edition().language),
                     .sample = sample,
                     .ask_read = ask_read,
                     .is_read = [&](const store::Card& card,
                                    std::string_view place) { return state.is_read(card.id, card.first_seen, place); }},
                    site_.searches));
    return {};
}

Result<Response> SiteSeat::my_tune(const Request& request, const Route& route, const Edition& edition,
                                   const Asker& asker) {
    Doors& doors = *site_.wires.doors;
    Hands& held = *TRY(hands());
    const Setting s = setting_of(request, edition, asker);
    const auto spread = TRY(held.reader->spread(ArticleId{route.id}, {}));
    if (!spread) return fail(Fault::not_found, "no such article");
    store::FullArticle article = spread->article;
    if (auto whole = TRY(held.reader->article(ArticleId{route.id}))) article.reading = std::move(whole->reading);
    TuneView view{.token = doors.accounts().form_token(asker.secret), .card = article.card};
    if (request.post) {
        std::vector<readers::Wanted> wanted;
        for (const auto& [place, more] : wishes_of(request))
            if (const auto listing = TRY(listing_at(*held.reader, s, place, edition.language)))
                wanted.push_back({.place = listing->place,
                                  .language = std::string(edition.language),
                                  .title = listing->title,
                                  .more = more});
        auto made = worked_on(
            request, edition, asker,
            [&tastes = doors.tastes(), wanted = std::move(wanted)](Accounts&, const Visitor& who) -> Doors::Entered {
                return outcome(tastes.want(who, wanted));
            });
        if (!made) return std::move(made).error();
        if (**made) return moved(303, place_in(edition, "my/for-you"), Keep::not_at_all);
        view.refused = (*made)->error().why;
    }
    const auto follows = doors.shelf().follows(*asker.visitor);
    if (!follows) return refused(edition, follows.error());
    const auto tastes = doors.tastes().tastes(*asker.visitor);
    if (!tastes) return refused(edition, tastes.error());
    for (const std::string& place : listings_about(article)) {
        auto listing = TRY(listing_at(*held.reader, s, place, edition.language));
        if (!listing) continue;
        LikedListing one{.listing = *std::move(listing)};
        one.followed = std::ranges::find(*follows, one.listing.place, &store::Follow::place) != follows->end();
        const auto taste = std::ranges::find(*tastes, one.listing.place, &store::Taste::place);
        if (taste != tastes->end()) one.more = taste->more;
        view.about.push_back(std::move(one));
    }
    return page_for_one(tune_page(s, view), view.refused ? 422 : 200);
}

}  // namespace octavo::web
