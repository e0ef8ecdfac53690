// Replies over HTTP: what is looked at was seen. That is written down behind the page, never on the thread that serves.
#include "base/utf8.hpp"
#include "web/comment_asking.hpp"
#include "web/comments.hpp"
#include "web/doors.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t most_replies = 50, most_removed = 20;

}  // namespace

// For pages of one account: with how many have answered meanwhile.
Setting SiteSeat::setting_of(const Request& request, const Edition& edition, const Asker& asker) {
    Setting s = setting(edition, origin_of(request));
    if (asker.visitor) s.role = asker.visitor->account.role;
    readers::Talk* talk = site_.wires.doors ? site_.wires.doors->talk() : nullptr;
    if (!talk || !asker.visitor) return s;
    const auto count = talk->new_replies(*asker.visitor);
    s.new_replies = count ? static_cast<std::uint64_t>(*count) : 0;
    return s;
}

// A form of the page: the answer, or what the page is to say of its refusal.
std::optional<Response> SiteSeat::change_replies(const Request& request, const Edition& edition, const Asker& asker,
                                                 RepliesView& view) {
    readers::Talk& talk = *site_.wires.doors->talk();
    const std::string doing = form_value(request, "do"), text = form_value(request, "text");
    const std::int64_t about = number_in(form_value(request, "about"));
    if (doing != "stop" && doing != "start" && doing != "appeal") return failed(edition, 400);
    auto made = worked_on(request, edition, asker,
                          [&talk, doing, text, about](readers::Accounts&, const readers::Visitor& who) {
                              if (doing == "appeal") return outcome(talk.appeal(who, about, text));
                              return outcome(talk.tell(who, doing == "start"));
                          });
    if (!made) return std::move(made).error();
    if (**made) return moved(303, place_in(edition, "my/replies"), Keep::not_at_all);
    if (doing != "appeal") return refused(edition, (*made)->error());
    view.refused = (*made)->error().why;
    view.appeal = about;
    view.typed = utf8::cut(utf8::repair(text), 4 * readers::Talk::longest_appeal);
    return std::nullopt;
}

Result<Response> SiteSeat::my_replies(const Request& request, const Route& route, const Edition& edition,
                                      const Asker& asker) {
    Doors& doors = *site_.wires.doors;
    readers::Talk* talk = doors.talk();
    if (!talk) return fail(Fault::not_found, "nothing can be said here");
    RepliesView view{.token = doors.accounts().form_token(asker.secret)};
    const std::string asked = asked_value(request, "appeal");
    view.appeal = asked.empty() ? -1 : number_in(asked);
    if (request.post)
        if (auto answer = change_replies(request, edition, asker, view)) return *std::move(answer);
    const readers::Visitor& who = *asker.visitor;
    if (route.form == Form::json && request.get) {
        const auto count = talk->new_replies(who);
        if (!count) return refused(edition, count.error());
        const Setting s = setting(edition, origin_of(request));
        const auto many = static_cast<std::uint64_t>(*count);
        return Response{.page = page_of(replies_as_json(s, many), "application/json"), .keep = Keep::not_at_all};
    }
    auto replies = talk->replies(who, most_replies + 1, before_in(request, "before"));
    const auto told = talk->is_told(who);
    if (!replies || !told) return refused(edition, replies ? told.error() : replies.error());
    view.replies = *std::move(replies);
    if (cut_to(view.replies, most_replies)) view.older = view.replies.back().comment.number;
    view.told = *told;
    // The page that the request is about, however many were removed since.
    const bool about_one = view.appeal > 0 && asked_value(request, "removed").empty();
    auto removed = talk->removed(who, most_removed + 1, about_one ? view.appeal + 1 : before_in(request, "removed"));
    const auto standing = talk->standing(who.account.id);
    if (!removed || !standing) return refused(edition, removed ? standing.error() : removed.error());
    view.removed = *std::move(removed);
    if (cut_to(view.removed, most_removed)) view.older_removed = view.removed.back().comment.number;
    if (const readers::Talk::Limit* ban = standing->ban()) {
        auto appeal = talk->appeal_of_ban(who, *ban);
        if (!appeal) return refused(edition, appeal.error());
        view.ban = *ban;
        view.ban_appeal = *std::move(appeal);
    }
    std::vector<ArticleId> ids;
    for (const auto& one : view.replies) ids.push_back(one.comment.article);
    Hands* held = TRY(hands());
    for (store::Card& card : TRY(held->reader->cards(ids))) view.cards.emplace(card.id, std::move(card));
    if (std::ranges::any_of(view.replies, [](const auto& one) { return !one.seen; }))
        doors.seen(asker.visitor->account.id, view.replies.front().comment.number);
    return page_for_one(replies_page(setting_of(request, edition, asker), view), view.refused ? 422 : 200);
}

}  // namespace octavo::web
