// Notes and highlights over HTTP: pages of one account, kept by nobody; and what the script on an article's page asks
// for. A passage is looked for in the text that this page shows.
#include "base/utf8.hpp"
#include "web/asking.hpp"
#include "web/doors.hpp"
#include "web/margins.hpp"
#include "web/my_news.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

using readers::Accounts;
using readers::Margins;
using readers::Refusal;
using readers::Visitor;

constexpr std::size_t notes_a_page = 50, longest_typed = 32'768;  // bytes

std::vector<ArticleId> articles_of(std::span<const store::MarginNote> notes) {
    std::vector<ArticleId> out;
    for (const store::MarginNote& note : notes)
        if (std::ranges::find(out, note.article) == out.end()) out.push_back(note.article);
    return out;
}

// What a form of an article's notes brings along.
struct Sent {
    std::string doing;
    ArticleId article;
    std::int64_t what = 0;
    std::string text;  // of the article, where something new is marked in it
    readers::Passage passage;
    std::string note;
};

Sent sent_in(const Request& request, ArticleId article, const std::string& text) {
    return {.doing = form_value(request, "do"),
            .article = article,
            .what = whole_number(form_value(request, "what")).value_or(0),
            .text = text,
            .passage = {.exact = typed_text(request, "exact", longest_typed),
                        .prefix = typed_text(request, "prefix", longest_typed),
                        .suffix = typed_text(request, "suffix", longest_typed)},
            .note = typed_text(request, "note", longest_typed)};
}

// What came of it, as the address says it.
Doors::Entered pressed(Margins& margins, const Visitor& who, const Sent& sent) {
    if (sent.doing == "add") {
        const auto number = margins.mark(who, sent.article, sent.text, sent.passage, sent.note);
        if (!number) return std::unexpected(number.error());
        return fmt::format("#n{}", *number);
    }
    if (sent.doing == "change") {
        if (const auto done = margins.change(who, sent.what, sent.note); !done) return std::unexpected(done.error());
        return fmt::format("?before={}#n{}", sent.what + 1, sent.what);
    }
    if (sent.doing == "drop") {
        if (const auto done = margins.drop(who, sent.what); !done) return std::unexpected(done.error());
        return fmt::format("?undo={}", sent.what);
    }
    if (sent.doing == "undo") {
        if (const auto done = margins.undo_drop(who, sent.what); !done) return std::unexpected(done.error());
        return "?undone=1";
    }
    return std::unexpected(readers::Refused{.why = Refusal::not_allowed});
}

// A page of an article's notes. A form that was refused stands with its note, wherever that one is.
readers::Answer<> look_through(Margins& margins, const Visitor& who, std::int64_t from, ArticleNotesView& view) {
    const bool at_one = view.change > 0 && view.change < store::newest;
    const auto before = at_one ? view.change + 1 : from;
    auto notes = margins.on(who, view.article, before, notes_a_page + 1);
    if (!notes) return std::unexpected(notes.error());
    if (notes->size() > notes_a_page) {
        notes->pop_back();
        view.older = notes->back().number;
    }
    view.further = before != store::newest;
    // Deleted meanwhile, in another window.
    const auto is_it = [&](const store::MarginNote& note) { return note.number == view.change; };
    if (std::ranges::none_of(*notes, is_it)) view.change = 0;
    for (store::MarginNote& note : *notes) view.notes.push_back({.note = std::move(note)});
    return {};
}

}  // namespace

Result<Response> SiteSeat::my_notes(const Request& request, const Route& route, const Edition& edition,
                                    const Asker& asker) {
    NotesView view{.words = route.text};
    auto notes = site_.wires.doors->margins().notes(*asker.visitor, route.before, notes_a_page, view.words);
    if (!notes) return refused(edition, notes.error());
    view.notes = *std::move(notes);
    if (view.notes.size() == notes_a_page) view.older = view.notes.back().number;
    Hands* held = TRY(hands());
    for (store::Card& card : TRY(held->reader->cards(articles_of(view.notes))))
        view.cards.emplace(card.id, std::move(card));
    return page_for_one(notes_page(setting_of(request, edition, asker), view));
}

Result<Response> SiteSeat::my_note(const Request& request, const Route& route, const Edition& edition,
                                   const Asker& asker) {
    Margins& margins = site_.wires.doors->margins();
    const ArticleId id{route.id};
    if (route.form == Form::json && request.get) {
        const auto notes = margins.on(*asker.visitor, id);
        if (!notes) return refused(edition, notes.error());
        return Response{.page = page_of(notes_as_json(*notes), "application/json"), .keep = Keep::not_at_all};
    }
    const Setting s = setting_of(request, edition, asker);
    Hands* held = TRY(hands());
    const auto article = TRY(held->reader->article(id));
    const std::string text = article ? text_shown(s, *article) : std::string();
    ArticleNotesView view{.token = site_.wires.doors->accounts().form_token(asker.secret),
                          .article = id,
                          .card = article ? std::optional(article->card) : std::nullopt,
                          .undo = whole_number(asked_value(request, "undo")),
                          .undone = !asked_value(request, "undone").empty(),
                          .change = whole_number(asked_value(request, "change")).value_or(0)};
    if (request.post) {
        Sent sent = sent_in(request, id, text);
        if (sent.doing == "add" && !article) return fail(Fault::not_found, "no such article");
        view.typed = sent.note;
        view.passage = sent.passage;
        view.change = sent.doing == "change" ? sent.what : 0;
        const bool writes = sent.doing == "add" || sent.doing == "change";
        auto made = worked_on(
            request, edition, asker,
            [&margins, sent = std::move(sent)](Accounts&, const Visitor& who) { return pressed(margins, who, sent); });
        if (!made) return std::move(made).error();
        if (**made) return moved(303, place_in(edition, notes_place(id)) + ***made, Keep::not_at_all);
        if (!writes || (*made)->error().why == Refusal::nobody) return refused(edition, (*made)->error());
        view.refused = (*made)->error().why;
    }
    const auto looked = look_through(margins, *asker.visitor, route.before, view);
    if (!looked) return refused(edition, looked.error());
    // Nothing is said of an article that is not there, and of which nothing is kept.
    if (view.notes.empty() && !article && !view.undo) return fail(Fault::not_found, "no such article");
    for (auto& one : view.notes) one.stands = !article || readers::still_stands(text, one.note);
    return page_for_one(article_notes_page(s, view), view.refused ? 422 : 200);
}

Result<std::string> SiteSeat::notes_as_file(const Request& request, const Edition& edition, const Asker& asker) {
    auto notes =
        site_.wires.doors->margins().notes(*asker.visitor, std::numeric_limits<std::int64_t>::max(), Margins::most);
    if (!notes) return fail(Fault::unwritable, notes.error().detail);
    CardsById cards;
    Hands* held = TRY(hands());
    for (store::Card& card : TRY(held->reader->cards(articles_of(*notes)))) cards.emplace(card.id, std::move(card));
    return notes_as_markdown(setting(edition, origin_of(request)), *std::move(notes), cards);
}

Result<Response> SiteSeat::my_notes_file(const Request& request, const Edition& edition, const Asker& asker) {
    return Response{.page = page_of(TRY(notes_as_file(request, edition, asker)), "text/markdown; charset=utf-8"),
                    .keep = Keep::not_at_all,
                    .extra = "Content-Disposition: attachment; filename=\"octavo-notes.md\"\r\n"};
}

}  // namespace octavo::web
