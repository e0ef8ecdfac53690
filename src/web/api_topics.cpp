// What the API says of stories, hashtags and places.
#include "web/api_answers.hpp"
#include "web/api_json.hpp"
#include "web/front.hpp"
#include "web/sections.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t page_of_articles = 60;  // as many as a front page is made of
constexpr std::size_t longest_story = 200;    // as its page shows
constexpr std::chrono::days lately{7};
constexpr std::size_t most_busy = 2000;
constexpr std::size_t most_inside = 24;
constexpr std::size_t most_related = 12;
constexpr std::size_t days_drawn = 14;

// The front page of the edition by weight; with `also`, that story too, wherever it stands.
struct Front {
    std::vector<Standing> standings;
    std::size_t on_front = 0;  // of them
    bool also_added = false;
};
Result<Front> front_of(ApiDesk& desk, std::optional<StoryId> also) {
    store::Reader& reader = *desk.hands.reader;
    store::ListQuery query{.language = std::string(desk.s.edition().language),
                           .limit = page_of_articles,
                           .sample = sample_filter(desk.stats)};
    auto cards = TRY(reader.list(query));
    if (cards.empty()) {  // as the page has it: nothing in this language, so the world's
        query.language.clear();
        cards = TRY(reader.list(query));
    }
    std::unordered_set<StoryId> told;
    std::erase_if(cards, [&](const store::Card& card) { return card.story && !told.insert(card.story).second; });
    Front front{.standings = {}, .on_front = cards.size()};
    if (also && !told.contains(*also)) {
        auto story = TRY(reader.list({.story = *also, .limit = 1, .copies = true}));
        if (story.empty()) return fail(Fault::not_found, fmt::format("no story {}", also->text()));
        cards.push_back(std::move(story.front()));
        front.also_added = true;
    }
    front.standings = TRY(stand(reader, desk.s.edition(), std::move(cards), desk.s.site.ranking));
    return front;
}

void put_rank(JsonWriter& out, const Standing& standing, std::size_t place, std::size_t of) {
    out.key("rank").object();
    if (place > 0) out.field("place", place).field("of", of);
    out.field("score", standing.score).key("terms").array();
    for (const story::RankTerm& t : standing.rank.terms)
        out.object().field("name", t.name).field("points", t.points).field("what", t.what).end();
    out.end().field("repeats", standing.repeats).end();
}

// The story under this id; when it went into another, that is said in `moved`.
Result<StoryId> told_now(ApiDesk& desk, const ApiAsk& ask) {
    const StoryId id{ask.id};
    if (const auto now = TRY(desk.hands.reader->story_now(id))) {
        desk.moved = now;
        return fail(Fault::not_found, "it is told elsewhere");
    }
    return id;
}

void put_counts(JsonWriter& out, const Setting& s, const std::vector<NearbyPlace>& places) {
    for (const NearbyPlace& near : places) {
        out.object();
        put_place(out, s, *near.place);
        out.field("articles", near.articles).end();
    }
}

Result<std::vector<NearbyPlace>> busy(ApiDesk& desk, const text::GazetteerPlace* outer, std::size_t most) {
    std::vector<NearbyPlace> found;
    for (const auto& [id, articles] :
         TRY(desk.hands.reader->busy_places(desk.s.now - lately, sample_filter(desk.stats), most_busy))) {
        const auto* place = find_locality(id);
        const bool wanted =
            place && (outer ? lies_in(*place, *outer) : place->kind == text::GazetteerPlace::Kind::country);
        if (wanted) found.push_back({place, articles});
        if (found.size() == most) break;
    }
    return found;
}

}  // namespace

Result<std::string> answer_stories(ApiDesk& desk, const ApiAsk& ask) {
    const Front front = TRY(front_of(desk, std::nullopt));
    JsonWriter out;
    out.object().field("edition", desk.s.edition().code).key("stories").array();
    for (std::size_t i = 0; i < front.standings.size() && i < ask.limit; ++i) {
        const Standing& standing = front.standings[i];
        const store::Card& card = standing.group.card;
        out.object();
        if (card.story) out.field("id", card.story.text());
        const bool shared = card.story && standing.group.coverage.sources > 1;
        out.field("url", absolute_place(desk.s, shared ? story_place(card.story, card.title)
                                                       : article_place(card.id, card.title)));
        out.key("lead");
        put_card(out, desk.s, card);
        put_coverage(out, standing.group.coverage);
        put_rank(out, standing, i + 1, front.on_front);
        out.end();
    }
    out.end().end();
    return out.take();
}

Result<std::string> answer_story(ApiDesk& desk, const ApiAsk& ask) {
    const StoryId id = TRY(told_now(desk, ask));
    auto cards = TRY(desk.hands.reader->list({.story = id, .limit = longest_story, .copies = true}));
    if (cards.empty()) return fail(Fault::not_found, fmt::format("no story {}", id.text()));
    std::ranges::reverse(cards);
    const store::Card& titled = told_by(desk.s, cards);
    JsonWriter out;
    out.object().field("id", id.text()).field("title", titled.title);
    out.field("url", absolute_place(desk.s, story_place(id, titled.title)));
    put_coverage(out, coverage_of(cards));
    out.key("articles").array();
    for (const store::Card& card : cards) put_card(out, desk.s, card);
    out.end().end();
    return out.take();
}

Result<std::string> answer_rank(ApiDesk& desk, const ApiAsk& ask) {
    const StoryId id = TRY(told_now(desk, ask));
    const Front front = TRY(front_of(desk, id));
    const auto at = std::ranges::find(front.standings, id, [](const Standing& s) { return s.group.card.story; });
    if (at == front.standings.end()) return fail(Fault::not_found, fmt::format("no story {}", id.text()));
    JsonWriter out;
    out.object().field("story", id.text()).field("edition", desk.s.edition().code);
    out.field("title", at->group.card.title);
    const auto place = static_cast<std::size_t>(at - front.standings.begin()) + 1;
    put_rank(out, *at, front.also_added ? 0 : place, front.on_front);
    out.end();
    return out.take();
}

Result<std::string> answer_tags(ApiDesk& desk, const ApiAsk&) {
    JsonWriter out;
    out.object().field("edition", desk.s.edition().code).key("tags").array();
    for (const story::Trend& trend : TRY(desk.trends())) {
        const store::TagRef tag{trend.id, trend.name};
        out.object().field("id", tag.id.text()).field("name", tag.name);
        out.field("url", absolute_place(desk.s, tag_place(tag))).field("recent", trend.recent);
        out.field("sources", trend.publishers).field("before", trend.before).field("rise", trend.rise).end();
    }
    out.end().end();
    return out.take();
}

Result<std::string> answer_tag(ApiDesk& desk, const ApiAsk& ask) {
    store::Reader& reader = *desk.hands.reader;
    const TagId id{ask.id};
    const auto sample = sample_filter(desk.stats);
    const auto tag = TRY(reader.tag(id));
    if (!tag || TRY(reader.list({.limit = 1, .sample = sample, .tag = id})).empty())
        return fail(Fault::not_found, fmt::format("no hashtag {}", id.text()));
    std::array<std::uint32_t, days_drawn> days{};
    const Instant from = std::chrono::floor<std::chrono::days>(desk.s.now) - std::chrono::days(days_drawn - 1);
    for (const Instant time : TRY(reader.times_of_tag(id, from, sample)))
        if (time >= from && time <= desk.s.now) ++days[static_cast<std::size_t>((time - from) / std::chrono::days(1))];
    JsonWriter out;
    out.object().field("id", id.text()).field("name", tag->name);
    out.field("url", absolute_place(desk.s, tag_place(*tag))).key("days").array();
    for (const std::uint32_t articles : days) out.value(articles);
    out.end().key("related").array();
    for (const store::TagCount& related : TRY(reader.related_tags(id, most_related)))
        out.object()
            .field("id", related.tag.id.text())
            .field("name", related.tag.name)
            .field("articles", related.articles)
            .end();
    out.end().end();
    return out.take();
}

Result<std::string> answer_places(ApiDesk& desk, const ApiAsk& ask) {
    const text::GazetteerPlace* outer = ask.inside.empty() ? nullptr : find_locality(ask.inside);
    if (!ask.inside.empty() && !outer) return fail(Fault::not_found, fmt::format("no place {}", ask.inside));
    JsonWriter out;
    out.object().key("places").array();
    put_counts(out, desk.s, TRY(busy(desk, outer, ask.limit)));
    out.end().end();
    return out.take();
}

Result<std::string> answer_place(ApiDesk& desk, const ApiAsk& ask) {
    const text::GazetteerPlace* const place = find_locality(ask.name);
    if (!place) return fail(Fault::not_found, fmt::format("no place {}", ask.name));
    JsonWriter out;
    out.object();
    put_place(out, desk.s, *place);
    const auto degrees = [](float angle) { return std::round(static_cast<double>(angle) * 1e4) / 1e4; };
    out.field("country", place->country).field("latitude", degrees(place->latitude));
    out.field("longitude", degrees(place->longitude));
    out.field("url", absolute_place(desk.s, locality_place(*place))).key("around").array();
    for (const auto* around : places_around(*place)) {
        out.object();
        put_place(out, desk.s, *around);
        out.end();
    }
    out.end().key("inside").array();
    put_counts(out, desk.s, TRY(busy(desk, place, most_inside)));
    out.end().end();
    return out.take();
}

}  // namespace octavo::web
