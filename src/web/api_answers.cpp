#include "web/api_answers.hpp"

#include "base/url.hpp"
#include "web/api_json.hpp"
#include "web/front.hpp"
#include "web/sections.hpp"

namespace octavo::web {
namespace {

// The same request, one page on: "/articles|language=en|before=7" -> ".../articles?language=en&before=5".
void put_next(JsonWriter& out, const ApiDesk& desk, const ApiAsk& ask, std::string_view name, std::string_view value) {
    std::string address = fmt::format("{}{}{}", desk.s.origin, api_root, ask.operation->path);
    std::string_view rest = std::string_view(ask.key).substr(ask.operation->path.size());
    char mark = '?';
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const auto end = std::min(rest.find('|'), rest.size());
        const std::string_view pair = rest.substr(0, end);
        rest.remove_prefix(end);
        if (pair.substr(0, pair.find('=')) == name) continue;
        address += mark;
        address += pair;
        mark = '&';
    }
    out.field("next", fmt::format("{}{}{}={}", address, mark, name, percent_encode(value)));
}

Result<std::string> service(ApiDesk& desk) {
    JsonWriter out;
    out.object().field("name", desk.s.site.name).field("software", "Octavo").field("public", desk.s.is_public());
    out.field("articles", desk.stats.real_articles > 0 ? desk.stats.real_articles : desk.stats.articles);
    if (desk.stats.newest) out.field("newest", to_iso(*desk.stats.newest));
    out.field("document", fmt::format("{}{}/openapi.json", desk.s.origin, api_root)).end();
    return out.take();
}

Result<std::string> all_editions(ApiDesk& desk) {
    JsonWriter out;
    out.object().key("editions").array();
    for (const Edition& e : editions()) {
        out.object().field("code", e.code).field("name", e.name).field("language", e.language);
        out.field("country", e.country).field("time_zone", e.time_zone);
        out.field("direction", name_of(direction_of(e.language)));
        out.field("url", desk.s.origin + place_in(e, "")).end();
    }
    out.end().end();
    return out.take();
}

Result<std::string> all_categories(ApiDesk& desk) {
    JsonWriter out;
    out.object().key("categories").array();
    for (const Category category : sections_of_a_paper) {
        out.object().field("id", name_of(category)).field("name", desk.s.tongue.say(category_word(category)));
        out.field("url", absolute_place(desk.s, category_place(category))).end();
    }
    out.end().end();
    return out.take();
}

Result<std::string> articles(ApiDesk& desk, const ApiAsk& ask) {
    store::ListQuery query{.language = ask.language,
                           .before = ask.before,
                           .limit = ask.limit,
                           .copies = ask.copies || ask.story != 0 || !ask.source.empty()};
    if (!ask.source.empty()) {
        const auto row = TRY(desk.hands.reader->source(ask.source));
        if (!row) return fail(Fault::not_found, fmt::format("no source {}", ask.source));
        query.source = row->source.id;
    } else if (ask.story != 0) {
        query.story = StoryId{ask.story};
        if (const auto now = TRY(desk.hands.reader->story_now(*query.story))) query.story = *now;
    } else {
        query.sample = sample_filter(desk.stats);
        query.category = ask.category;
        if (ask.tag != 0) query.tag = TagId{ask.tag};
        query.place = ask.place;
    }
    const auto cards = TRY(desk.hands.reader->list(query));
    JsonWriter out;
    out.object().key("articles").array();
    for (const store::Card& card : cards) put_card(out, desk.s, card);
    out.end();
    if (cards.size() == ask.limit) put_next(out, desk, ask, "before", fmt::format("{}", cards.back().position));
    out.end();
    return out.take();
}

Result<std::string> article(ApiDesk& desk, const ApiAsk& ask) {
    const ArticleId id{ask.id};
    const auto spread = TRY(desk.hands.reader->spread(id, {}));
    if (!spread) return fail(Fault::not_found, fmt::format("no article {}", id.text()));
    JsonWriter out;
    put_article(out, desk.s, *spread, TRY(desk.hands.reader->versions(id)));
    if (!spread->article.expired) return out.take();
    desk.gone = out.take();
    return fail(Fault::not_found, "its text has left the archive");
}

Result<std::string> sources(ApiDesk& desk, const ApiAsk& ask) {
    auto rows = TRY(desk.hands.reader->sources());
    const bool without_sample = sample_filter(desk.stats).has_value();
    std::erase_if(rows, [&](const store::SourceRow& row) {
        return row.source.domain <= ask.after || (without_sample && row.source.klass == Source::Class::sample);
    });
    std::ranges::sort(rows, {}, [](const store::SourceRow& row) -> const std::string& { return row.source.domain; });
    const bool more = rows.size() > ask.limit;
    if (more) rows.resize(ask.limit);
    JsonWriter out;
    out.object().key("sources").array();
    for (const store::SourceRow& row : rows) {
        out.object();
        put_source(out, desk.s, row);
        out.end();
    }
    out.end();
    if (more) put_next(out, desk, ask, "after", rows.back().source.domain);
    out.end();
    return out.take();
}

Result<std::string> source(ApiDesk& desk, const ApiAsk& ask) {
    const auto row = TRY(desk.hands.reader->source(ask.name));
    if (!row) return fail(Fault::not_found, fmt::format("no source {}", ask.name));
    JsonWriter out;
    out.object();
    put_source(out, desk.s, *row);
    out.key("feeds").array();
    if (row->source.klass != Source::Class::sample)
        for (const Feed& feed : TRY(desk.hands.reader->feeds_of(row->source.id))) put_feed(out, feed);
    out.end().end();
    return out.take();
}

Result<std::string> find(ApiDesk& desk, const ApiAsk& ask) {
    const auto order = ask.newest_first ? search::Order::newest : search::Order::best;
    const auto found = TRY(desk.hands.search(
        *desk.hands.reader, {.text = ask.text, .order = order, .limit = ask.limit, .offset = ask.from}));
    JsonWriter out;
    out.object().field("query", ask.text).field("matches", found.matches).field("more", found.more);
    out.key("results").array();
    for (const search::Hit& hit : found.hits) put_hit(out, desk.s, hit);
    out.end();
    const std::size_t further = ask.from + found.hits.size();
    const bool on = !found.hits.empty() && (found.more || further < found.matches);
    const auto from = std::ranges::find(ask.operation->parameters, "from", &ApiParameter::name);
    if (on && further <= from->most) put_next(out, desk, ask, "from", fmt::format("{}", further));
    out.end();
    return out.take();
}

}  // namespace

Result<std::string> answer_api(ApiDesk& desk, const ApiAsk& ask) {
    switch (ask.operation->call) {
        case ApiCall::service:
            return service(desk);
        case ApiCall::document:
            return api_document(desk.s.site.name, desk.s.origin);
        case ApiCall::editions:
            return all_editions(desk);
        case ApiCall::categories:
            return all_categories(desk);
        case ApiCall::articles:
            return articles(desk, ask);
        case ApiCall::article:
            return article(desk, ask);
        case ApiCall::stories:
            return answer_stories(desk, ask);
        case ApiCall::story:
            return answer_story(desk, ask);
        case ApiCall::rank:
            return answer_rank(desk, ask);
        case ApiCall::tags:
            return answer_tags(desk, ask);
        case ApiCall::tag:
            return answer_tag(desk, ask);
        case ApiCall::places:
            return answer_places(desk, ask);
        case ApiCall::place:
            return answer_place(desk, ask);
        case ApiCall::sources:
            return sources(desk, ask);
        case ApiCall::source:
            return source(desk, ask);
        case ApiCall::search:
            return find(desk, ask);
    }
    return fail(Fault::not_found, "no such call");
}

}  // namespace octavo::web
