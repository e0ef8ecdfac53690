// All that is kept with an account, for its owner: as JSON, the sources that are followed as OPML for other readers, a
// page to be read; and the three of them as one file.
#include "base/json.hpp"
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

// What somebody has said, found of others' comments, and asked moderators.
struct Words {
    std::vector<Comment> comments;
    std::vector<std::pair<std::int64_t, int>> votes;
    std::vector<readers::Talk::Appeal> appeals;
};
readers::Answer<Words> words_of(readers::Talk* talk, const readers::Visitor& who) {
    if (!talk) return Words{};
    auto comments = talk->said_by(who);
    auto votes = talk->votes(who);
    auto appeals = talk->appeals(who);
    if (!comments) return std::unexpected(comments.error());
    if (!votes) return std::unexpected(votes.error());
    if (!appeals) return std::unexpected(appeals.error());
    return Words{*std::move(comments), *std::move(votes), *std::move(appeals)};
}
void write_words(JsonWriter& out, const Words& words, const auto& card_of) {
    out.key("comments").array();
    for (const Comment& one : words.comments) {
        out.object().field("number", one.number);
        name_article(out, card_of(one.article), one.article);
        out.field("made", to_iso(one.made)).field("state", name_of_state(one.state)).field("text", one.text).end();
    }
    out.end().key("votes").array();
    for (const auto& [comment, vote] : words.votes)
        out.object().field("comment", comment).field("vote", vote > 0 ? "helpful" : "unhelpful").end();
    out.end().key("another_look_asked").array();
    for (const readers::Talk::Appeal& one : words.appeals)
        out.object().field("comment", one.comment).field("made", to_iso(one.made)).field("text", one.text).end();
    out.end();
}

}  // namespace

Result<std::string> SiteSeat::all_as_json(const Asker& asker) {
    Hands* held = TRY(hands());
    Doors& doors = *site_.wires.doors;
    const readers::Visitor& who = *asker.visitor;
    const auto follows = doors.shelf().follows(who);
    const auto mutes = doors.shelf().mutes(who);
    const auto saved = doors.shelf().saved(who, Instant::max(), readers::most_saved);
    const auto logins = doors.accounts().logins(who.account.id);
    const auto passkeys = doors.accounts().keys().passkeys(who);
    const auto apps = doors.accounts().keys().apps(who);
    if (!follows || !mutes || !saved || !logins || !passkeys || !apps)
        return fail(Fault::unwritable, "what is kept could not be read");
    const auto words = words_of(doors.talk(), who);
    if (!words) return fail(Fault::unwritable, words.error().detail);
    std::vector<ArticleId> ids;
    for (const store::Saved& one : *saved) ids.push_back(one.article);
    for (const Comment& one : words->comments) ids.push_back(one.article);
    const auto cards = TRY(cards_of(*held->reader, ids));
    const auto card_of = [&](ArticleId id) {
        const auto found = cards.find(id);
        return found == cards.end() ? nullptr : &found->second;
    };
    JsonWriter out;
    out.object().key("account").object().field("name", who.account.name).field("role", name_of(who.account.role));
    out.field("made", to_iso(who.account.made)).end().key("signed_in").array();
    for (const Login& one : *logins)
        out.object().field("device", one.device).field("made", to_iso(one.made)).field("used", to_iso(one.used)).end();
    out.end().key("passkeys").array();
    for (const Passkey& one : *passkeys) name_key(out, one.name, one.made, one.used);
    out.end().key("programs").array();
    for (const AppPassword& one : *apps) name_key(out, one.name, one.made, one.used);
    out.end().key("follows").array();
    for (const store::Follow& one : *follows)
        out.object().field("place", one.place).field("title", one.title).field("since", to_iso(one.made)).end();
    out.end().key("left_out").array();
    for (const std::string& one : *mutes) out.value(one);
    out.end().key("reading_list").array();
    for (const store::Saved& one : *saved) {
        out.object();
        name_article(out, card_of(one.article), one.article);
        out.field("since", to_iso(one.made)).end();
    }
    out.end();
    write_words(out, *words, card_of);
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
    const auto follows = doors.shelf().follows(who);
    const auto mutes = doors.shelf().mutes(who);
    const auto saved = doors.shelf().saved(who, Instant::max(), readers::most_saved);
    if (!follows || !mutes || !saved) return fail(Fault::unwritable, "what is kept could not be read");
    ExportView view{.account = who.account, .mutes = *mutes};
    for (const Listing& one : TRY(listings_of(*held->reader, s, *follows)))
        view.follows.emplace_back(one.title, one.gone ? std::string() : s.origin + place_in(edition, one.link));
    std::vector<ArticleId> ids;
    for (const store::Saved& one : *saved) ids.push_back(one.article);
    if (readers::Talk* talk = doors.talk()) {
        auto said = talk->said_by(who);
        if (!said) return fail(Fault::unwritable, said.error().detail);
        view.comments = *std::move(said);
        for (const Comment& one : view.comments) ids.push_back(one.article);
    }
    view.cards = TRY(cards_of(*held->reader, ids));
    view.saved = *saved;
    return export_page(s, view);
}

Result<Response> SiteSeat::me_zip(const Request& request, const Edition& edition, const Asker& asker) {
    ZipWriter zip(site_.clock.now());
    // One after the other: each is packed before the next is made.
    bool whole = zip.put("octavo/index.html", TRY(all_as_page(request, edition, asker)));
    whole = zip.put("octavo/account.json", TRY(all_as_json(asker))) && whole;
    whole = zip.put("octavo/follows.opml", TRY(follows_as_opml(request, edition, asker))) && whole;
    if (!whole) return fail(Fault::too_big, "an account of more than a gigabyte");
    return Response{.page = std::make_shared<const Page>(zip.take(), "application/zip", false),
                    .keep = Keep::not_at_all,
                    .extra = "Content-Disposition: attachment; filename=\"octavo.zip\"\r\n"};
}

}  // namespace octavo::web
