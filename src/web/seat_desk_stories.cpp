// Stories and hashtags on the desk, for editors.
#include "base/utf8.hpp"
#include "store/rulings.hpp"
#include "web/asking.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t a_page = 50, most_of_story = 200, widest = 12;
constexpr std::size_t id_letters = 13;

int status_of(const std::optional<Outcome>& outcome) { return outcome && !outcome->done ? 422 : 200; }

// The id in an address of a story, or alone.
std::optional<StoryId> story_in(std::string_view text) {
    text = text.substr(0, text.find_first_of("?#"));
    if (const auto at = text.find("/s/"); at != std::string_view::npos) {
        text = text.substr(at + 3);
        text = text.substr(0, text.find('/'));
    }
    if (text.size() < id_letters) return std::nullopt;
    return StoryId::parse(text.substr(text.size() - id_letters));
}

}  // namespace

Response SiteSeat::desk_stories(const Request& request, const Route& route, const Edition& edition,
                                const Asker& asker) {
    store::Rulings* rulings = site_.wires.rulings;
    if (!rulings) return failed(edition, 404);
    DeskStoriesView view{.rulings = {}, .widest = {}, .outcome = {}, .typed = {}};
    if (request.post) {
        const std::string doing = form_value(request, "do");
        view.typed = typed_line(request, "story");
        if (doing == "open") {
            const auto id = story_in(view.typed);
            if (id) return moved(303, place_in(edition, "admin/stories/" + id->text()), Keep::not_at_all);
            view.outcome = Outcome{};
        } else if (doing == "undo") {
            const auto done = carried(request, edition, asker, Role::editor,
                                      {.words = {"story", "undo", typed_line(request, "number")}});
            if (!done) return done.error();
            view.outcome = outcome_of(*done);
        } else {
            return failed(edition, 400);
        }
    }
    const DeskSetting d = desk_setting(request, edition, asker);
    std::int64_t before = std::numeric_limits<std::int64_t>::max();
    std::from_chars(route.text.data(), route.text.data() + route.text.size(), before);
    auto list = rulings->story_rulings(before, a_page + 1);
    if (!list) return failed(edition, 503, "Retry-After: 5\r\n");
    view.rulings = *std::move(list);
    if (view.rulings.size() > a_page) {
        view.rulings.pop_back();
        view.next = view.rulings.back().number;
    }
    if (const auto held = hands()) {
        const auto cards = (*held)->reader->widest_in({.from = d.s.now - std::chrono::days(2),
                                                       .before = d.s.now + std::chrono::minutes(1),
                                                       .language = std::string(edition.language)},
                                                      10 * widest);
        std::set<StoryId> there;
        for (const store::Card& card : cards ? *cards : std::vector<store::Card>())
            if (card.story && card.story_size > 1 && view.widest.size() < widest && there.insert(card.story).second)
                view.widest.push_back(card);
    }
    return page_for_one(desk_stories_page(d, view), status_of(view.outcome));
}

Response SiteSeat::desk_story(const Request& request, const Route& route, const Edition& edition, const Asker& asker) {
    if (!site_.wires.rulings) return failed(edition, 404);
    DeskStoryView view{.id = StoryId{route.id}, .cards = {}, .title = {}, .outcome = {}};
    if (request.post) {
        const std::string doing = form_value(request, "do"), id = view.id.text();
        Errand errand;
        if (doing == "title") errand.words = {"story", "title", id, typed_line(request, "title")};
        if (doing == "split") errand.words = {"story", "split", id, typed_line(request, "article")};
        if (doing == "merge") errand.words = {"story", "merge", id, typed_line(request, "into")};
        if (errand.words.empty()) return failed(edition, 400);
        const auto done = carried(request, edition, asker, Role::editor, std::move(errand));
        if (!done) return done.error();
        view.outcome = outcome_of(*done);
        if (view.outcome->done)
            return moved(303, place_in(edition, "admin/stories/" + id + "?done=1"), Keep::not_at_all);
    }
    if (!request.post && !asked_value(request, "done").empty()) view.outcome = Outcome{.done = true};
    auto read = [&]() -> Result<> {
        Hands* held = TRY(hands());
        view.cards = TRY(held->reader->list({.story = view.id, .limit = most_of_story, .copies = true}));
        if (view.cards.empty()) {
            const auto now = TRY(held->reader->story_now(view.id));
            if (!now) return fail(Fault::not_found, "no such story");
            view.id = *now;
            view.cards = TRY(held->reader->list({.story = view.id, .limit = most_of_story, .copies = true}));
        }
        if (view.cards.empty()) return fail(Fault::not_found, "no such story");
        view.title = TRY(site_.wires.rulings->story_title(view.id)).value_or("");
        return {};
    }();
    if (!read) return failed(edition, read.error().fault == Fault::not_found ? 404 : 503);
    std::ranges::reverse(view.cards);
    return page_for_one(desk_story_page(desk_setting(request, edition, asker), view), status_of(view.outcome));
}

Response SiteSeat::desk_tags(const Request& request, const Edition& edition, const Asker& asker) {
    store::Rulings* rulings = site_.wires.rulings;
    if (!rulings) return failed(edition, 404);
    DeskTagsView view{.rulings = {}, .outcome = {}, .typed = {}};
    if (request.post) {
        const std::string doing = form_value(request, "do");
        view.typed = typed_line(request, "tag");
        Errand errand;
        if (doing == "alias") errand.words = {"hashtag", doing, view.typed, typed_line(request, "other")};
        if (doing == "ban" || doing == "clear") errand.words = {"hashtag", doing, view.typed};
        if (doing == "describe") errand.words = {"hashtag", doing, view.typed, typed_line(request, "about")};
        if (errand.words.empty()) return failed(edition, 400);
        const auto done = carried(request, edition, asker, Role::editor, std::move(errand));
        if (!done) return done.error();
        view.outcome = outcome_of(*done);
        if (view.outcome->done) return moved(303, place_in(edition, "admin/tags?done=1"), Keep::not_at_all);
    }
    if (!request.post && !asked_value(request, "done").empty()) view.outcome = Outcome{.done = true};
    auto list = rulings->tag_rulings();
    if (!list) return failed(edition, 503, "Retry-After: 5\r\n");
    view.rulings = *std::move(list);
    return page_for_one(desk_tags_page(desk_setting(request, edition, asker), view), status_of(view.outcome));
}

}  // namespace octavo::web
