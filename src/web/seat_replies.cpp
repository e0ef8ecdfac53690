// Replies over HTTP: what is looked at was seen. That is written down behind the page, never on the thread that serves.
#include "web/asking.hpp"
#include "web/comments.hpp"
#include "web/doors.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t most_replies = 50;

}  // namespace

// For pages of one account: with how many have answered meanwhile.
Setting SiteSeat::setting_of(const Request& request, const Edition& edition, const Asker& asker) {
    Setting s = setting(edition, origin_of(request));
    readers::Talk* talk = site_.wires.doors ? site_.wires.doors->talk() : nullptr;
    if (!talk || !asker.visitor) return s;
    const auto count = talk->new_replies(*asker.visitor);
    s.new_replies = count ? static_cast<std::uint64_t>(*count) : 0;
    return s;
}

Result<Response> SiteSeat::my_replies(const Request& request, const Edition& edition, const Asker& asker) {
    Doors& doors = *site_.wires.doors;
    readers::Talk* talk = doors.talk();
    if (!talk) return fail(Fault::not_found, "nothing can be said here");
    if (request.post) {
        const std::string doing = form_value(request, "do");
        if (doing != "stop" && doing != "start") return failed(edition, 400);
        auto made = worked_on(request, edition, asker,
                              [talk, told = doing == "start"](readers::Accounts&, const readers::Visitor& who) {
                                  return outcome(talk->tell(who, told));
                              });
        if (!made) return std::move(made).error();
        if (!**made) return refused(edition, (*made)->error());
        return moved(303, place_in(edition, "my/replies"), Keep::not_at_all);
    }
    auto replies = talk->replies(*asker.visitor, most_replies);
    const auto told = talk->is_told(*asker.visitor);
    if (!replies || !told) return refused(edition, replies ? told.error() : replies.error());
    RepliesView view{.token = doors.accounts().form_token(asker.secret), .replies = *std::move(replies), .told = *told};
    std::vector<ArticleId> ids;
    for (const auto& one : view.replies) ids.push_back(one.comment.article);
    Hands* held = TRY(hands());
    for (store::Card& card : TRY(held->reader->cards(ids))) view.cards.emplace(card.id, std::move(card));
    if (std::ranges::any_of(view.replies, [](const auto& one) { return !one.seen; }))
        doors.seen(asker.visitor->account.id, view.replies.front().comment.number);
    return page_for_one(replies_page(setting_of(request, edition, asker), view));
}

}  // namespace octavo::web
