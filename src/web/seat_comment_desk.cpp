// The moderator's desk over HTTP: what waits, what is decided about it, and about who wrote it.
#include "web/comment_asking.hpp"
#include "web/comments.hpp"
#include "web/doors.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

using readers::Accounts;
using readers::Refusal;
using readers::Talk;

constexpr std::size_t most_waiting = 50, most_appeals = 20, most_decisions = 10, most_of_author = 30;

// Where the queue goes on, as its page says it: "1-12", a state and a number.
Talk::Place place_in_queue(const Request& request) {
    const std::string asked = asked_value(request, "from");
    const auto dash = asked.find('-');
    if (dash == std::string::npos) return {};
    const std::int64_t state = number_in(asked.substr(0, dash)), number = number_in(asked.substr(dash + 1));
    return state < 0 || number < 0 ? Talk::Place{} : Talk::Place{state, number};
}
std::unexpected<readers::Refused> because(Refusal why) { return std::unexpected(readers::Refused{.why = why}); }
// What came of it: a number by which it is undone, or "".
Doors::Entered numbered(const readers::Answer<std::int64_t>& answer) {
    if (!answer) return std::unexpected(answer.error());
    return *answer == 0 ? std::string() : std::to_string(*answer);
}
template <class Duration>
bool is_one_of(const auto& known, Duration length) {
    return std::ranges::find(known, length) != known.end();
}

// A form of the desk; `author` is whose page it is on, none on the page of what waits.
Doors::Entered moderated(Talk& talk, const readers::Visitor& who, AccountId author, const std::string& doing,
                         const Comment& seen, std::int64_t number) {
    const readers::By by = who;
    if (doing == "show" || doing == "remove") return numbered(talk.decide(by, seen, doing == "show"));
    if (doing == "undo") {
        const auto done = talk.undo(by, seen.number);
        return done ? Doors::Entered("") : std::unexpected(done.error());
    }
    if (!author) {
        if (doing == "grant" || doing == "refuse")
            return outcome(talk.answer_appeal(by, seen.number, doing == "grant"));
        if (doing == "slow" && is_one_of(Talk::slow_modes, std::chrono::minutes(number)))
            return outcome(talk.set_slow(by, {}, std::chrono::minutes(number)));
        return because(Refusal::not_allowed);
    }
    if (doing == "remove-all") return numbered(talk.remove_all(by, author));
    if (doing == "ban" && is_one_of(Talk::bans, std::chrono::days(number)))
        return outcome(talk.ban(by, author, std::chrono::days(number)));
    if (doing == "shadow") return outcome(talk.shadow(by, author));
    if (doing == "end-limit") return outcome(talk.end_limit(by, author, seen.number));
    return because(Refusal::not_allowed);
}

std::unordered_map<ArticleId, store::Card> cards_about(store::Reader& reader, std::vector<ArticleId> ids) {
    std::unordered_map<ArticleId, store::Card> out;
    std::ranges::sort(ids, {}, [](ArticleId id) { return id.value; });
    const auto twice = std::ranges::unique(ids);
    ids.erase(twice.begin(), twice.end());
    if (auto cards = reader.cards(ids))
        for (store::Card& card : *cards) out.emplace(card.id, std::move(card));
    return out;
}

}  // namespace

// An answer to a form of the desk at `place`; absent where it was refused, for the page to say.
std::expected<Refusal, Response> SiteSeat::moderate(const Request& request, const Edition& edition, const Asker& asker,
                                                    AccountId author, const std::string& place) {
    Talk& talk = *site_.wires.doors->talk();
    const std::string doing = form_value(request, "do");
    // Nothing is not "no pause".
    const std::int64_t number = whole_number(form_value(request, doing == "ban" ? "days" : "slow")).value_or(-1);
    auto made = worked_on(request, edition, asker,
                          [&talk, author, doing, number, seen = seen_in(request)](
                              Accounts&, const readers::Visitor& who) -> Doors::Entered {
                              return moderated(talk, who, author, doing, seen, number);
                          });
    if (!made) return std::unexpected(std::move(made).error());
    if (!**made) return (*made)->error().why;
    const std::string& done = ***made;
    return std::unexpected(
        moved(303, place_in(edition, place) + (author && !done.empty() ? "?undo=" + done : ""), Keep::not_at_all));
}

Response SiteSeat::desk_comments(const Request& request, const Edition& edition, const Asker& asker) {
    Talk* talk = site_.wires.doors->talk();
    if (!talk) return failed(edition, 404);
    std::optional<Refusal> refusal;
    if (request.post) {
        auto answer = moderate(request, edition, asker, {}, "admin/comments");
        if (!answer) return std::move(answer).error();
        refusal = *answer;
    }
    const auto by = by_of(asker);
    if (!by) return barred(edition, Say::for_operators);
    auto waiting = talk->waiting(*by, most_waiting + 1, place_in_queue(request));
    auto appeals =
        talk->open_appeals(*by, most_appeals + 1, std::max<std::int64_t>(number_in(asked_value(request, "asked")), 0));
    auto decisions = talk->decisions(*by, most_decisions + 1, before_in(request, "decided"));
    const auto total = talk->count_waiting(*by);
    const auto slow = talk->slow({});
    if (!waiting) return refused(edition, waiting.error());
    if (!appeals) return refused(edition, appeals.error());
    if (!decisions) return refused(edition, decisions.error());
    if (!total || !slow) return refused(edition, total ? slow.error() : total.error());
    DeskCommentsView view{.token = site_.wires.doors->accounts().form_token(asker.secret),
                          .role = asker.visitor->account.role,
                          .total = *total,
                          .waiting = *std::move(waiting),
                          .appeals = *std::move(appeals),
                          .decisions = *std::move(decisions),
                          .slow = *slow,
                          .refused = refusal};
    if (cut_to(view.waiting, most_waiting)) {
        const Comment& last = view.waiting.back().comment;
        view.next = fmt::format("?from={}-{}", static_cast<int>(last.state), last.number);
    }
    if (cut_to(view.appeals, most_appeals))
        view.next_appeals = fmt::format("?asked={}", view.appeals.back().appeal.number);
    if (cut_to(view.decisions, most_decisions))
        view.next_decisions = fmt::format("?decided={}", view.decisions.back().batch);
    std::vector<ArticleId> ids;
    for (const Talk::Waiting& one : view.waiting) ids.push_back(one.comment.article);
    if (const auto held = hands()) view.cards = cards_about(*(*held)->reader, std::move(ids));
    return page_for_one(desk_comments_page(setting(edition, origin_of(request)), view),
                        !refusal                           ? 200
                        : *refusal == Refusal::not_allowed ? 403
                                                           : 422);
}

Response SiteSeat::desk_author(const Request& request, const Route& route, const Edition& edition, const Asker& asker) {
    Talk* talk = site_.wires.doors->talk();
    if (!talk) return failed(edition, 404);
    const AccountId id{route.id};
    std::optional<Refusal> refusal;
    if (request.post) {
        auto answer = moderate(request, edition, asker, id, desk_author_place(id));
        if (!answer) return std::move(answer).error();
        refusal = *answer;
    }
    const auto by = by_of(asker);
    if (!by) return barred(edition, Say::for_operators);
    const auto account = site_.wires.doors->accounts().account(id);
    if (!account) return refused(edition, account.error());
    if (!*account) return failed(edition, 404);
    auto comments = talk->said_by(*by, id, before_in(request, "before"), most_of_author + 1);
    const auto standing = talk->standing(id);
    if (!comments || !standing) return refused(edition, comments ? standing.error() : comments.error());
    DeskAuthorView view{.token = site_.wires.doors->accounts().form_token(asker.secret),
                        .role = asker.visitor->account.role,
                        .account = **account,
                        .standing = *standing,
                        .comments = *std::move(comments),
                        .undo = std::max<std::int64_t>(number_in(asked_value(request, "undo")), 0),
                        .refused = refusal};
    if (cut_to(view.comments, most_of_author)) view.older = view.comments.back().number;
    std::vector<ArticleId> ids;
    for (const Comment& one : view.comments) ids.push_back(one.article);
    if (const auto held = hands()) view.cards = cards_about(*(*held)->reader, std::move(ids));
    return page_for_one(desk_author_page(setting(edition, origin_of(request)), view), !refusal ? 200
                                                                                      : *refusal == Refusal::not_allowed
                                                                                          ? 403
                                                                                          : 422);
}

}  // namespace octavo::web
