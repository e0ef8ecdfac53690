// All that is kept with an account, for its owner: as JSON, the sources that are followed as OPML for other readers, a
// page to be read; and the three of them as one file.
#include "base/json.hpp"
#include "readers/bring.hpp"
#include "readers/reading.hpp"
#include "web/doors.hpp"
#include "web/feeds_out.hpp"
#include "web/my_news.hpp"
#include "web/page_export.hpp"
#include "web/seat.hpp"
#include "web/zip_writer.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t at_once = 500;  // saved articles that are read together

Response download(std::string bytes, std::string_view type, std::string_view name) {
    return {.page = page_of(std::move(bytes), type),
            .keep = Keep::not_at_all,
            .extra = fmt::format("Content-Disposition: attachment; filename=\"{}\"\r\n", name)};
}

// What an article is called elsewhere.
void name_article(JsonWriter& out, const store::Card* card, ArticleId id) {
    out.field("article", id.text());
    if (card) out.field("url", card->url).field("title", card->title).field("source", card->source_domain);
}

void name_key(JsonWriter& out, std::string_view name, Instant made, std::optional<Instant> used) {
    out.object().field("name", name).field("made", to_iso(made));
    out.field("used", used ? std::optional(to_iso(*used)) : std::nullopt).end();
}

std::string_view name_of(store::Rule::Deed deed) {
    constexpr std::array<std::string_view, 3> names = {"leave_out", "read", "save"};
    return names[static_cast<std::size_t>(deed)];
}

std::string_view name_of_state(Comment::State state) {
    // What only its author and moderators see is told apart for the second alone.
    constexpr std::array<std::string_view, 5> names = {"shown", "held", "removed", "withdrawn", "shown"};
    return names[static_cast<std::size_t>(state)];
}

Result<std::unordered_map<ArticleId, store::Card>> cards_of(store::Reader& reader, std::span<const ArticleId> ids) {
    std::unordered_map<ArticleId, store::Card> out;
    while (!ids.empty()) {
        const auto some = ids.first(std::min(at_once, ids.size()));
        ids = ids.subspan(some.size());
        for (store::Card& card : TRY(reader.cards(some))) out.emplace(card.id, std::move(card));
    }
    return out;
}

// What somebody keeps here.
struct Kept {
    std::vector<store::Follow> follows = {};
    std::vector<std::string> mutes = {};
    std::vector<store::Taste> tastes = {};
    std::vector<store::Rule> rules = {};
    std::vector<store::Saved> saved = {};
    std::vector<store::Link> links = {};
    std::vector<store::Wish> wishes = {};
    std::vector<store::ReadArticle> read = {};
    std::vector<std::pair<store::List, std::vector<store::ListEntry>>> lists = {};
    std::vector<store::MarginNote> notes = {};
    std::vector<Comment> comments = {};
    std::vector<std::pair<std::int64_t, int>> votes = {};
    std::vector<readers::Talk::Appeal> appeals = {};
    std::vector<store::Comments::Reported> reports = {};
    std::vector<store::Lists::Reported> list_reports = {};
    readers::Talk::Standing standing = {};
    std::unordered_map<ArticleId, store::Card> cards = {};

    const store::Card* card(ArticleId id) const {
        const auto found = cards.find(id);
        return found == cards.end() ? nullptr : &found->second;
    }
};
// That anybody may have: an operator may have made an exception.
std::size_t most_of(Quota what) { return static_cast<std::size_t>(readers::highest(what)); }

Result<Kept> kept_with(Doors& doors, const readers::Visitor& who, store::Reader& reader) {
    Kept out;
    const auto take = [](auto answer, auto& into) {
        if (answer) into = *std::move(answer);
        return answer.has_value();
    };
    const bool all =
        take(doors.shelf().follows(who), out.follows) && take(doors.shelf().mutes(who), out.mutes) &&
        take(doors.tastes().tastes(who), out.tastes) && take(doors.tastes().rules(who), out.rules) &&
        take(doors.shelf().saved(who, Instant::max(), most_of(Quota::saved)), out.saved) &&
        take(doors.bring().links(who, Instant::max(), readers::most_links), out.links) &&
        take(doors.bring().wishes(who, std::numeric_limits<std::int64_t>::max(), most_of(Quota::feeds)), out.wishes) &&
        take(doors.reads().history(who, Instant::max(), readers::most_read), out.read) &&
        (!doors.talk() ||
         (take(doors.talk()->said_by(who), out.comments) && take(doors.talk()->votes(who), out.votes) &&
          take(doors.talk()->appeals(who), out.appeals) && take(doors.talk()->reports(who), out.reports) &&
          take(doors.talk()->standing(who.account.id), out.standing)));
    std::vector<store::List> lists;
    if (!all || !take(doors.lists().of(who), lists) || !take(doors.lists().reports(who), out.list_reports) ||
        !take(doors.margins().notes(who, std::numeric_limits<std::int64_t>::max(), readers::Margins::most), out.notes))
        return fail(Fault::unwritable, "what is kept could not be read");
    std::vector<ArticleId> ids;
    for (store::List& list : lists) {
        auto entries = doors.lists().entries(list.id, store::newest, readers::Lists::most_entries);
        if (!entries) return fail(Fault::unwritable, "what is kept could not be read");
        for (const store::ListEntry& one : *entries) ids.push_back(one.article);
        out.lists.emplace_back(std::move(list), *std::move(entries));
    }
    for (const store::MarginNote& one : out.notes) ids.push_back(one.article);
    for (const store::Saved& one : out.saved) ids.push_back(one.article);
    for (const store::ReadArticle& one : out.read) ids.push_back(one.article);
    for (const Comment& one : out.comments) ids.push_back(one.article);
    out.cards = TRY(cards_of(reader, ids));
    return out;
}

// What it follows, has put aside and has read.
void write_shelf(JsonWriter& out, const Kept& kept) {
    out.key("follows").array();
    for (const store::Follow& one : kept.follows)
        out.object()
            .field("place", one.place)
            .field("title", one.title)
            .field("folder", one.folder)
            .field("since", to_iso(one.made))
            .end();
    out.end().key("feeds_asked_for").array();
    for (const store::Wish& one : kept.wishes)
        out.object().field("url", one.url).field("title", one.title).field("since", to_iso(one.made)).end();
    out.end().key("left_out").array();
    for (const std::string& one : kept.mutes) out.value(one);
    out.end().key("more_or_less").array();
    for (const store::Taste& one : kept.tastes)
        out.object().field("place", one.place).field("title", one.title).field("more", one.more).end();
    out.end().key("rules").array();
    for (const store::Rule& one : kept.rules)
        out.object().field("query", one.query).field("deed", name_of(one.deed)).field("since", to_iso(one.since)).end();
    out.end().key("reading_list").array();
    for (const store::Saved& one : kept.saved) {
        out.object();
        name_article(out, kept.card(one.article), one.article);
        out.field("since", to_iso(one.made)).end();
    }
    for (const store::Link& one : kept.links)
        out.object().field("url", one.url).field("title", one.title).field("since", to_iso(one.made)).end();
    out.end().key("history").array();
    for (const store::ReadArticle& one : kept.read) {
        out.object();
        name_article(out, kept.card(one.article), one.article);
        out.field("at", to_iso(one.made)).end();
    }
    out.end();
}

// The lists it made, and what it has marked in articles: a passage by its words and what is around them, as
// https://www.w3.org/TR/annotation-model/#text-quote-selector has it.
void write_lists_and_notes(JsonWriter& out, const Kept& kept) {
    out.key("lists").array();
    for (const auto& [list, entries] : kept.lists) {
        out.object().field("name", list.name).field("about", list.about).field("public", list.is_public);
        out.field("made", to_iso(list.made)).key("articles").array();
        for (const store::ListEntry& one : entries) {
            out.object();
            name_article(out, kept.card(one.article), one.article);
            out.field("said", one.said).field("since", to_iso(one.made)).end();
        }
        out.end().end();
    }
    out.end().key("notes").array();
    for (const store::MarginNote& one : kept.notes) {
        out.object();
        name_article(out, kept.card(one.article), one.article);
        out.field("made", to_iso(one.made)).field("changed", to_iso(one.changed)).field("note", one.note);
        if (!one.exact.empty())
            out.key("selector")
                .object()
                .field("type", "TextQuoteSelector")
                .field("exact", one.exact)
                .field("prefix", one.prefix)
                .field("suffix", one.suffix)
                .end();
        out.end();
    }
    out.end();
}

// What it has said, found of others' comments, and asked moderators.
void write_words(JsonWriter& out, const Kept& kept) {
    out.key("comments").array();
    for (const Comment& one : kept.comments) {
        out.object().field("number", one.number);
        name_article(out, kept.card(one.article), one.article);
        out.field("made", to_iso(one.made)).field("state", name_of_state(one.state)).field("text", one.text).end();
    }
    out.end().key("votes").array();
    for (const auto& [comment, vote] : kept.votes)
        out.object().field("comment", comment).field("vote", vote > 0 ? "helpful" : "unhelpful").end();
    out.end().key("another_look_asked").array();
    for (const readers::Talk::Appeal& one : kept.appeals)
        out.object().field("comment", one.comment).field("made", to_iso(one.made)).field("text", one.text).end();
    out.end().key("reported").array();
    for (const store::Comments::Reported& one : kept.reports)
        out.object().field("comment", one.comment).field("why", name_of(one.why)).field("made", to_iso(one.made)).end();
    for (const store::Lists::Reported& one : kept.list_reports)
        out.object()
            .field("list", one.list.text())
            .field("why", name_of(one.why))
            .field("made", to_iso(one.made))
            .end();
    // What makes somebody be seen by moderators alone works for as long as it is not told, and is not (operators.md).
    out.end().key("stopped_from_writing").array();
    for (const readers::Talk::Limit& one : kept.standing.limits)
        if (one.kind == readers::Talk::Limit::Kind::ban)
            out.object().field("since", to_iso(one.made)).field("until", to_iso(one.ends)).end();
    out.end();
}

}  // namespace

Result<std::string> SiteSeat::all_as_json(const Asker& asker) {
    Hands* held = TRY(hands());
    Doors& doors = *site_.wires.doors;
    const readers::Visitor& who = *asker.visitor;
    const Kept kept = TRY(kept_with(doors, who, *held->reader));
    const auto logins = doors.accounts().logins(who.account.id);
    const auto passkeys = doors.accounts().keys().passkeys(who);
    const auto apps = doors.accounts().keys().apps(who);
    if (!logins || !passkeys || !apps) return fail(Fault::unwritable, "what is kept could not be read");
    JsonWriter out;
    out.object().key("account").object().field("name", who.account.name).field("role", name_of(who.account.role));
    out.field("made", to_iso(who.account.made)).end().key("signed_in").array();
    for (const Login& one : *logins)
        out.object().field("device", one.device).field("made", to_iso(one.made)).field("used", to_iso(one.used)).end();
    out.end().key("passkeys").array();
    for (const Passkey& one : *passkeys) name_key(out, one.name, one.made, one.used);
    out.end().key("programs").array();
    for (const AppPassword& one : *apps) name_key(out, one.name, one.made, one.used);
    out.end();
    write_shelf(out, kept);
    write_lists_and_notes(out, kept);
    write_words(out, kept);
    out.end();
    return out.take();
}

Result<Response> SiteSeat::me_export(const Asker& asker) {
    return download(TRY(all_as_json(asker)), "application/json", "octavo-account.json");
}

Result<std::string> SiteSeat::follows_as_opml(const Request& request, const Edition& edition, const Asker& asker) {
    Hands* held = TRY(hands());
    const auto follows = site_.wires.doors->shelf().follows(*asker.visitor);
    if (!follows) return fail(Fault::unwritable, follows.error().detail);
    std::vector<store::SourceRow> sources;
    std::vector<Feed> feeds;
    constexpr std::string_view prefix = "src/";
    for (const store::Follow& one : *follows) {
        if (!one.place.starts_with(prefix) || one.place.find('/', prefix.size()) != std::string::npos) continue;
        auto row = TRY(held->reader->source(std::string_view(one.place).substr(prefix.size())));
        if (!row) continue;
        for (Feed& feed : TRY(held->reader->feeds_of(row->source.id))) feeds.push_back(std::move(feed));
        sources.push_back(*std::move(row));
    }
    return write_opml(setting(edition, origin_of(request)), sources, feeds);
}

Result<Response> SiteSeat::me_opml(const Request& request, const Edition& edition, const Asker& asker) {
    return download(TRY(follows_as_opml(request, edition, asker)), "text/x-opml; charset=utf-8", "octavo-follows.opml");
}

// To be read without a network and without us.
Result<std::string> SiteSeat::all_as_page(const Request& request, const Edition& edition, const Asker& asker) {
    Hands* held = TRY(hands());
    Doors& doors = *site_.wires.doors;
    const readers::Visitor& who = *asker.visitor;
    const Setting s = setting(edition, origin_of(request));
    Kept kept = TRY(kept_with(doors, who, *held->reader));
    ExportView view{.account = who.account, .mutes = std::move(kept.mutes)};
    for (const Listing& one : TRY(listings_of(*held->reader, s, kept.follows)))
        view.follows.emplace_back(one.title, one.gone ? std::string() : s.origin + place_in(edition, one.link));
    view.saved = std::move(kept.saved);
    view.links = std::move(kept.links);
    view.read = std::move(kept.read);
    view.lists = std::move(kept.lists);
    view.notes = std::move(kept.notes);
    view.comments = std::move(kept.comments);
    view.cards = std::move(kept.cards);
    return export_page(s, view);
}

Result<Response> SiteSeat::me_zip(const Request& request, const Edition& edition, const Asker& asker) {
    ZipWriter zip(site_.clock.now());
    // One after the other: each is packed before the next is made.
    const auto put = [&](const std::string& name, Result<std::string> made) -> Result<> {
        const std::string bytes = TRY(std::move(made));
        return zip.put(name, bytes);
    };
    TRY(put("octavo/index.html", all_as_page(request, edition, asker)));
    TRY(put("octavo/account.json", all_as_json(asker)));
    TRY(put("octavo/notes.md", notes_as_file(request, edition, asker)));
    TRY(put("octavo/follows.opml", follows_as_opml(request, edition, asker)));
    return Response{.page = std::make_shared<const Page>(TRY(zip.take()), "application/zip", false),
                    .keep = Keep::not_at_all,
                    .extra = "Content-Disposition: attachment; filename=\"octavo.zip\"\r\n"};
}

}  // namespace octavo::web
