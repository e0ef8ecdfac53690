// Comments over HTTP. What all may see stands on cached pages, whose names grow with each change (Talk::version); the
// conversation's own page is made anew for who looks.
#include "base/utf8.hpp"
#include "web/asking.hpp"
#include "web/comment_asking.hpp"
#include "web/comments.hpp"
#include "web/doors.hpp"
#include "web/feeds_out.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

using readers::Accounts;
using readers::Refusal;
using readers::Talk;

constexpr std::size_t longest_story = 60;

std::optional<int> vote_in(std::string_view text) {
    for (const int vote : {1, 0, -1})
        if (text == std::to_string(vote)) return vote;
    return std::nullopt;
}
std::vector<ArticleId> ids_of(const Conversation& talk) {
    std::vector<ArticleId> out;
    for (const store::Card& card : talk.cards) out.push_back(card.id);
    return out;
}
// What a form of the conversation's page brings along.
struct Sent {
    std::string doing, text;
    std::int64_t about = 0, minutes = 0;
    std::optional<Complaint> why;
    std::optional<int> vote;
    Comment seen;
    std::vector<ArticleId> articles = {};
};
Sent sent_in(const Request& request) {
    return {.doing = form_value(request, "do"),
            .text = form_value(request, "text"),
            .about = number_in(form_value(request, "about")),
            .minutes = whole_number(form_value(request, "slow")).value_or(-1),
            .why = complaint_named(form_value(request, "why")),
            .vote = vote_in(form_value(request, "vote")),
            .seen = seen_in(request)};
}
bool is_whole(const Sent& sent) {
    if (sent.doing == "slow")
        return std::ranges::find(Talk::slow_modes, std::chrono::minutes(sent.minutes)) != Talk::slow_modes.end();
    return (sent.doing != "vote" || sent.vote) && (sent.doing != "report" || sent.why);
}

// What came of it, as the address says it: "reported=1", "#c7"; what was said stands in a thread of its own:
// "c=7&held=1".
Doors::Entered pressed(Talk& talk, const readers::Visitor& who, const Sent& sent) {
    const std::string& doing = sent.doing;
    const auto said = [](const readers::Answer<Talk::Said>& one) -> Doors::Entered {
        if (!one) return std::unexpected(one.error());
        return fmt::format("c={}{}#c{}", one->number, one->held ? "&held=1" : "", one->number);
    };
    const auto done = [&](const auto& one, std::string then = {}) -> Doors::Entered {
        if (!one) return std::unexpected(one.error());
        return then;
    };
    if (doing == "say") return said(talk.say(who, sent.articles, sent.about, sent.text));
    if (doing == "edit") return said(talk.edit(who, sent.about, sent.text));
    if (doing == "remove") return done(talk.decide(who, sent.seen, false));
    if (doing == "slow") return done(talk.set_slow(who, sent.articles, std::chrono::minutes(sent.minutes)));
    if (doing == "withdraw") return done(talk.withdraw(who, sent.about));
    if (doing == "vote") return done(talk.vote(who, sent.about, *sent.vote), fmt::format("#c{}", sent.about));
    if (doing == "report") return done(talk.report(who, sent.about, *sent.why), "reported=1");
    return std::unexpected(readers::Refused{.why = Refusal::not_allowed});
}

// Where a press leads to: what was said to its own address, all else to the page it was on.
std::string leads_to(const CommentsView& view, const std::string& what) {
    const std::string query = what.substr(0, what.find('#')), rest = what.substr(query.size());
    if (!query.starts_with("c=")) return comments_query(view, query) + rest;
    const CommentsView own{.talk = {}, .order = view.order, .back = {}};
    return comments_query(own, query) + rest;
}

// Comments the address speaks of; what is no number speaks of none.
std::int64_t comment_in(const Request& request, std::string_view name) {
    return std::max<std::int64_t>(number_in(asked_value(request, name)), 0);
}

}  // namespace

// For the names of cached pages; "" where nothing can be said.
std::string SiteSeat::talk_version() const {
    Talk* talk = site_.wires.doors ? site_.wires.doors->talk() : nullptr;
    return talk ? fmt::format("|c{}", talk->version()) : std::string();
}

// The conversation of these articles, the one it is about first; what stands on their own pages of it.
Result<Conversation> SiteSeat::conversation_of(std::vector<store::Card> cards, std::string place, std::string id) {
    Conversation out{.place = std::move(place), .id = std::move(id), .cards = std::move(cards)};
    Talk* talk = site_.wires.doors ? site_.wires.doors->talk() : nullptr;
    if (!talk || out.cards.empty()) return Conversation{};
    out.open = talk->is_open(out.cards.front().source_domain);
    // Nor is anything said of a source that wants it quiet on the pages of others.
    std::erase_if(out.cards, [&](const store::Card& card) {
        return &card != &out.cards.front() && !talk->is_open(card.source_domain);
    });
    if (out.cards.size() > longest_story) out.cards.resize(longest_story);
    return out;
}

Result<Conversation> SiteSeat::first_of(std::vector<store::Card> cards, std::string place, std::string id) {
    Conversation out = TRY(conversation_of(std::move(cards), std::move(place), std::move(id)));
    if (!out.open || out.cards.empty()) return out;
    auto page = site_.wires.doors->talk()->page(ids_of(out), nullptr,
                                                {.threads = threads_on_article, .answers = answers_on_article});
    if (!page) return fail(Fault::unwritable, page.error().detail);
    out.page = *std::move(page);
    return out;
}

// What of it is looked at: one thread where the address names a comment of it, else a page of them.
Result<> SiteSeat::look_at(CommentsView& view) {
    Talk& talk = *site_.wires.doors->talk();
    const auto ids = ids_of(view.talk);
    const readers::Visitor* who = view.visitor ? &*view.visitor : nullptr;
    if (view.only != 0) {
        auto thread = talk.thread(ids, who, view.only, view.after, view.before);
        if (!thread) return fail(Fault::unwritable, thread.error().detail);
        if (*thread) {
            const auto count = talk.count(ids, who);
            if (!count) return fail(Fault::unwritable, count.error().detail);
            view.talk.page.count = *count;
            view.talk.page.threads.push_back(**std::move(thread));
            return {};
        }
        view.only = view.after = view.before = 0;
    }
    auto page = talk.page(ids, who, {.order = view.order, .after = view.after, .before = view.before});
    if (!page) return fail(Fault::unwritable, page.error().detail);
    view.talk.page = *std::move(page);
    return {};
}

Result<Conversation> SiteSeat::conversation_at(store::Reader& reader, const Setting& s, const Route& route,
                                               std::string& back) {
    std::vector<store::Card> cards;
    std::string place, name;
    if (route.kind == Route::Kind::comments_article) {
        const ArticleId id{route.id};
        cards = TRY(reader.cards(std::span(&id, 1)));
        if (cards.empty()) return fail(Fault::not_found, "no such article");
        place = article_place(id, cards[0].title);
        name = "a " + id.text();
        if (cards[0].story)
            for (store::Card& other :
                 TRY(reader.list({.story = cards[0].story, .limit = longest_story, .copies = true})))
                if (other.id != id) cards.push_back(std::move(other));
    } else {
        const StoryId id = TRY(reader.story_now(StoryId{route.id})).value_or(StoryId{route.id});
        cards = TRY(reader.list({.story = id, .limit = longest_story, .copies = true}));
        if (cards.empty()) return fail(Fault::not_found, "no such story");
        std::ranges::reverse(cards);
        const auto first = std::ranges::find(cards, told_by(s, cards).id, &store::Card::id);
        std::rotate(cards.begin(), first, first + 1);
        place = story_place(id, cards[0].title);
        name = "s " + id.text();
    }
    back = place_in(s.edition(), place);
    return conversation_of(std::move(cards), place + "/comments", std::move(name));
}

// A comment stays with its article, which may have left this story: to where it stands now.
Result<std::optional<Response>> SiteSeat::said_elsewhere(store::Reader& reader, const Edition& edition,
                                                         const CommentsView& view, std::int64_t number) {
    Talk& talk = *site_.wires.doors->talk();
    const auto of = talk.said_of(view.visitor ? &*view.visitor : nullptr, number);
    if (!of) return fail(Fault::unwritable, of.error().detail);
    const auto cards = TRY(reader.cards(std::span(&*of, 1)));
    const bool here = std::ranges::find(view.talk.cards, *of, &store::Card::id) != view.talk.cards.end();
    if (!*of || here || cards.empty() || !talk.is_open(cards.front().source_domain)) return std::nullopt;
    const std::string place = article_place(cards.front().id, cards.front().title);
    return moved(303, fmt::format("{}/comments?c={}#c{}", place_in(edition, place), number, number), Keep::not_at_all);
}

Response SiteSeat::comments(const Request& request, const Route& route, const Edition& edition, const Asker& asker) {
    auto made = [&]() -> Result<Response> {
        if (!site_.wires.doors->talk()) return fail(Fault::not_found, "nothing can be said here");
        const Setting s = setting(edition, origin_of(request));
        Hands* held = TRY(hands());
        CommentsView view{.talk = {}, .back = {}, .visitor = asker.visitor};
        view.talk = TRY(conversation_at(*held->reader, s, route, view.back));
        if (route.form == Form::atom) return feed_of(s, view.talk);
        if (view.talk.open) {
            const auto slow = site_.wires.doors->talk()->slow(ids_of(view.talk));
            if (slow) view.slow = *slow;
        }
        view.order = comment_order_named(asked_value(request, "sort"));
        if (asker.visitor) view.token = site_.wires.doors->accounts().form_token(asker.secret);
        view.answer = comment_in(request, "answer");
        view.change = comment_in(request, "change");
        view.report = comment_in(request, "report");
        view.after = comment_in(request, "after");
        if (view.after == 0) view.before = comment_in(request, "before");
        // Whoever speaks to a comment has its thread before them.
        for (const std::int64_t number : {view.answer, view.change, view.report, comment_in(request, "c")})
            if (view.only == 0) view.only = number;
        const bool wants = view.answer != 0 || view.change != 0 || view.report != 0;
        if (!asker.visitor && (wants || request.post)) {
            // And back to the very form.
            std::string then = view.talk.place;
            for (const auto& [name, number] :
                 {std::pair("answer", view.answer), std::pair("change", view.change), std::pair("report", view.report)})
                if (number > 0 && !then.contains('?')) then += fmt::format("?{}={}", name, number);
            return moved(303, place_in(edition, sign_in_place(then)), Keep::not_at_all);
        }
        view.held = !asked_value(request, "held").empty();
        view.reported = !asked_value(request, "reported").empty();
        if (!request.post) {
            const std::int64_t asked = view.only;
            if (view.talk.open) TRY(look_at(view));
            if (asked != 0 && view.only == 0)
                if (auto there = TRY(said_elsewhere(*held->reader, edition, view, asked))) return *std::move(there);
            return page_for_one(comments_page(s, view));
        }
        return speak(request, edition, asker, s, std::move(view));
    }();
    if (made) return *std::move(made);
    if (made.error().fault == Fault::not_found) return missing(request, route, edition);
    return refused(edition, {.why = Refusal::broken, .detail = made.error().detail});
}

Result<Response> SiteSeat::feed_of(const Setting& s, const Conversation& talk) {
    if (!talk.open) return fail(Fault::not_found, "nothing is said of this source");
    Talk& rows = *site_.wires.doors->talk();
    const auto latest = rows.latest(ids_of(talk), entries_in_feed);
    if (!latest) return fail(Fault::unwritable, latest.error().detail);
    return Response{.page = page_of(comment_feed(s, talk, *latest, rows), feed_type(Form::atom))};
}

// A form of the conversation's page.
Response SiteSeat::speak(const Request& request, const Edition& edition, const Asker& asker, const Setting& s,
                         CommentsView view) {
    Talk& talk = *site_.wires.doors->talk();
    Sent sent = sent_in(request);
    sent.articles = ids_of(view.talk);
    const std::string doing = sent.doing, text = sent.text;
    if (!is_whole(sent) || (doing == "say" && !view.talk.open)) return failed(edition, 400);
    const std::int64_t about = sent.about;
    auto made = worked_on(
        request, edition, asker,
        [&talk, sent = std::move(sent)](Accounts&, const readers::Visitor& who) { return pressed(talk, who, sent); });
    if (!made) return std::move(made).error();
    if (**made && doing == "withdraw") site_.wires.doors->tidy();
    if (**made) return moved(303, place_in(edition, view.talk.place) + leads_to(view, ***made), Keep::not_at_all);
    const readers::Refused& refusal = (*made)->error();
    view.refused = refusal.why;
    view.over = refusal.over;
    view.again = s.now + refusal.wait;
    view.typed = utf8::cut(utf8::repair(text), 4 * Talk::longest);
    if (doing == "edit") view.change = about;
    if (doing == "say") view.answer = about;
    if (doing != "edit" && doing != "say") view.typed.clear();
    if (view.change > 0 || view.answer > 0) view.only = about;
    if (view.only == about) view.after = view.before = 0;
    if (const auto looked = look_at(view); !looked)
        return refused(edition, {.why = Refusal::broken, .detail = looked.error().detail});
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(refusal.wait).count();
    const bool not_theirs = refusal.why == Refusal::not_allowed || refusal.why == Refusal::too_new;
    return page_for_one(comments_page(s, view),
                        not_theirs    ? 403
                        : seconds > 0 ? 429
                                      : 422,
                        seconds > 0 ? fmt::format("Retry-After: {}\r\n", seconds) : "");
}

}  // namespace octavo::web
