#include "web/api_table.hpp"

namespace octavo::web {
namespace {

constexpr std::string_view edition_about = "The edition by which names are given and stories are weighed.";
constexpr ApiParameter in_edition = {"edition", ApiKind::edition, edition_about};
constexpr ApiParameter by_id = {"id", ApiKind::id, "The id: 13 letters, as they stand in answers and in addresses.",
                                true};
constexpr ApiParameter before = {"before", ApiKind::cursor, "Where the page begins: as the `next` of another has it."};

constexpr ApiParameter named_in[] = {in_edition};
constexpr ApiParameter article_filters[] = {
    {"language", ApiKind::language, "Articles in this language: the primary subtag of BCP 47, such as `en`."},
    {"category", ApiKind::category, "Articles of this section."},
    {"place", ApiKind::place, "Articles about this country, region or city: the id of a place."},
    {"tag", ApiKind::id, "Articles with this hashtag: the id of a tag."},
    {"source", ApiKind::domain, "Articles of this publisher."},
    {"story", ApiKind::id, "Articles of this story, with the copies among them."},
    {"copies", ApiKind::flag, "Whether copies of other publishers' articles are given, too."},
    before,
    {"limit", ApiKind::limit, "How many at most.", false, 30, 100},
};
constexpr ApiParameter one_article[] = {by_id, in_edition};
constexpr ApiParameter front_of[] = {in_edition, {"limit", ApiKind::limit, "How many at most.", false, 30, 60}};
constexpr ApiParameter one_place[] = {
    {"id", ApiKind::place, "ISO 3166-1 code of a country, `US.CA` of a region, GeoNames' number of a city.", true},
    in_edition};
constexpr ApiParameter busy_places[] = {
    in_edition,
    {"inside", ApiKind::place, "Only places inside this country or region; otherwise countries are given."},
    {"limit", ApiKind::limit, "How many at most.", false, 100, 500},
};
constexpr ApiParameter some_sources[] = {
    {"after", ApiKind::domain, "Where the page begins: as the `next` of another has it."},
    {"limit", ApiKind::limit, "How many at most.", false, 100, 500},
};
constexpr ApiParameter one_source[] = {{"domain", ApiKind::domain, "The publisher's domain, without `www.`.", true}};
constexpr ApiParameter question[] = {
    {"q", ApiKind::words, "Words, \"phrases\", -excluded, source:domain, lang:xx, before:2026-07-01, after:2026-06-01.",
     true},
    {"order", ApiKind::order, "The best first, or the newest."},
    {"from", ApiKind::offset, "How many results are passed over.", false, 0, 2000},
    {"limit", ApiKind::limit, "How many at most.", false, 20, 50},
};

constexpr ApiOperation operations[] = {
    {ApiCall::service, "describeService", "/", "What this is, and where to begin", {}, "Service"},
    {ApiCall::document, "describeApi", "/openapi.json", "This document", {}, ""},
    {ApiCall::editions, "listEditions", "/editions", "The editions of the paper", {}, "Editions"},
    {ApiCall::categories, "listCategories", "/categories", "The sections, in the paper's order", named_in,
     "Categories"},
    {ApiCall::articles, "listArticles", "/articles",
     "Articles, the newest first; by one of category, place, tag, source, story", article_filters, "Articles"},
    {ApiCall::article, "readArticle", "/articles/{id}", "One article, with as much of it as may be shown", one_article,
     "Article", true},
    {ApiCall::stories, "listStories", "/stories", "The front page: stories by weight, with what speaks for each",
     front_of, "Stories"},
    {ApiCall::story, "readStory", "/stories/{id}", "One story: who reports it, the oldest report first", one_article,
     "Story", false, true},
    {ApiCall::rank, "explainRank", "/stories/{id}/rank", "Why a story stands where it stands", one_article, "Placing",
     false, true},
    {ApiCall::tags, "listTags", "/tags", "Hashtags that rise", named_in, "Tags"},
    {ApiCall::tag, "readTag", "/tags/{id}", "One hashtag: its last days, and what stands beside it", one_article,
     "Tag"},
    {ApiCall::places, "listPlaces", "/places", "Places in the news of the last week, the busiest first", busy_places,
     "Places"},
    {ApiCall::place, "readPlace", "/places/{id}", "One place, what surrounds it and what lies in it", one_place,
     "Place"},
    {ApiCall::sources, "listSources", "/sources", "The publishers, by domain", some_sources, "Sources"},
    {ApiCall::source, "readSource", "/sources/{domain}", "One publisher and its feeds", one_source, "Source"},
    {ApiCall::search, "search", "/search", "Full-text search", question, "Results"},
};

}  // namespace

std::span<const ApiOperation> api_operations() { return operations; }

}  // namespace octavo::web
