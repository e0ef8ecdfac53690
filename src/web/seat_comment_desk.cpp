// The moderator's desk over HTTP: what waits, and what is decided about it.
#include "web/comment_asking.hpp"
#include "web/comments.hpp"
#include "web/doors.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

using readers::Accounts;
using readers::Refusal;
using readers::Talk;

constexpr std::size_t most_waiting = 50;

}  // namespace

Response SiteSeat::desk_comments(const Request& request, const Edition& edition, const Asker& asker) {
    Talk* talk = site_.wires.doors->talk();
    if (!talk) return failed(edition, 404);
    std::optional<Refusal> refusal;
    if (request.post) {
        const std::string doing = form_value(request, "do");
        if (doing != "show" && doing != "remove") return failed(edition, 400);
        auto made = worked_on(request, edition, asker,
                              [talk, shown = doing == "show", seen = seen_in(request)](
                                  Accounts&, const readers::Visitor& who) -> Doors::Entered {
                                  const auto done = talk->decide(who, seen, shown);
                                  if (!done) return std::unexpected(done.error());
                                  return std::string();
                              });
        if (!made) return std::move(made).error();
        if (**made) return moved(303, place_in(edition, "admin/comments"), Keep::not_at_all);
        refusal = (*made)->error().why;
    }
    const auto by = by_of(asker);
    if (!by) return barred(edition, Say::for_operators);
    auto waiting = talk->waiting(*by, most_waiting);
    if (!waiting) return refused(edition, waiting.error());
    DeskCommentsView view{.token = site_.wires.doors->accounts().form_token(asker.secret),
                          .role = asker.visitor->account.role,
                          .refused = refusal};
    const auto held = hands();
    for (Talk::Waiting& one : *waiting) {
        std::optional<store::Card> card;
        if (held)
            if (auto cards = (*held)->reader->cards(std::span(&one.comment.article, 1)); cards && !cards->empty())
                card = std::move(cards->front());
        view.rows.push_back({std::move(one), std::move(card)});
    }
    return page_for_one(desk_comments_page(setting(edition, origin_of(request)), view), refusal ? 422 : 200);
}

}  // namespace octavo::web
