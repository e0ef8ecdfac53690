// The answers of the API, field by field.
#include "web/api_table.hpp"

namespace octavo::web {
namespace {

constexpr bool maybe = true;
constexpr ApiField next = {"next", "uri", "The next page; absent on the last one.", maybe};

constexpr ApiField service[] = {
    {"name", "string", "What the site is called."},
    {"software", "string", "Octavo."},
    {"public", "boolean", "Whether it has a public address; texts are then shown as their publishers allow."},
    {"articles", "integer", "How many articles the archive has."},
    {"newest", "date-time", "Of its newest article.", maybe},
    {"document", "uri", "The OpenAPI document."},
};
constexpr ApiField editions[] = {{"editions", "[Edition]", ""}};
constexpr ApiField edition[] = {
    {"code", "string", "As addresses have it: `en-gb`."},
    {"name", "string", "In its own language."},
    {"language", "string", "BCP 47."},
    {"country", "string", "ISO 3166-1 alpha-2."},
    {"time_zone", "string", "IANA."},
    {"direction", "ltr|rtl", "In which its language is written."},
    {"url", "uri", "Its front page."},
};
constexpr ApiField categories[] = {{"categories", "[Category]", ""}};
constexpr ApiField category[] = {
    {"id", "string", ""},
    {"name", "string", "In the edition's language."},
    {"url", "uri", "Its page."},
};
constexpr ApiField articles[] = {{"articles", "[ArticleCard]", ""}, next};
constexpr ApiField card[] = {
    {"id", "id", ""},
    {"title", "string", "As the publisher wrote it; empty when there is none."},
    {"url", "uri", "Its page here."},
    {"original", "uri", "The publisher's page.", maybe},
    {"source", "SourceName", ""},
    {"language", "string", "BCP 47; `und` when unsure."},
    {"kind", "news|opinion|analysis|live|press-release|sponsored|satire|audio|video", "What sort of text it is."},
    {"category", "string", "The section it belongs in; `general` when nothing says more."},
    {"section", "string", "The publisher's own section.", maybe},
    {"author", "string", "The byline.", maybe},
    {"excerpt", "string", "The publisher's words, as far as they may be shown.", maybe},
    {"image", "uri", "A picture, from here.", maybe},
    {"image_alt", "string", "What the picture shows.", maybe},
    {"published", "date-time", "When it was published, at the latest when it was first seen."},
    {"date_stated", "boolean", "Whether the publisher says so; otherwise it is when it was first seen."},
    {"first_seen", "date-time", "When it came into this archive."},
    {"words", "integer", ""},
    {"story", "id", "The story it belongs to.", maybe},
    {"story_sources", "integer", "Publishers that report the story."},
    {"copy_of", "id", "The article it is a copy of.", maybe},
    {"sample", "boolean", "Whether it is invented: the sample edition."},
};
constexpr ApiField source_name[] = {{"domain", "string", ""}, {"name", "string", ""}};
constexpr ApiField article[] = {
    // beyond a card
    {"modified", "date-time", "When the publisher says it was changed.", maybe},
    {"shown", "whole|excerpt|nothing", "How much of the text may be shown here, and is."},
    {"expired", "boolean", "Its text has left the archive (status 410)."},
    {"description", "string", "The publisher's summary.", maybe},
    {"authors", "[string]", ""},
    {"blocks", "[Block]", "The text, in the publisher's order."},
    {"tags", "[TagName]", "Hashtags that other articles have, too."},
    {"publisher_tags", "[string]", "The publisher's own."},
    {"places", "[PlaceName]", "What it is about."},
    {"also_at", "[BriefCard]", "Copies elsewhere."},
    {"related", "[BriefCard]", "Of other stories, the nearest first."},
    {"coverage", "[BriefCard]", "All reports of its story, the oldest first; empty when it is alone."},
    {"versions", "[date-time]", "When each version was fetched."},
    {"marks", "Marks", "What the publisher asks of others; keep to it."},
};
constexpr ApiField marks[] = {
    {"noarchive", "boolean", ""},
    {"nosnippet", "boolean", ""},
    {"tdm_reserved", "boolean", "Text and data mining is reserved."},
    {"not_free", "boolean", "The publisher's page is for subscribers."},
    {"max_snippet", "integer", "Characters that may be quoted.", maybe},
    {"licence", "string", "As the page states it.", maybe},
};
constexpr ApiField block[] = {
    {"type", "paragraph|heading|list|quote|table|figure|code|embed", ""},
    {"text", "string", "Plain text; of a figure its caption.", maybe},
    {"html", "string", "The same with inline marks, or a table's rows: safe HTML.", maybe},
    {"level", "integer", "Of a heading: 2 to 6.", maybe},
    {"ordered", "boolean", "Of a list.", maybe},
    {"items", "[string]", "Of a list.", maybe},
    {"url", "uri", "Of a figure the picture, from here; of an embed the page it shows.", maybe},
    {"alt", "string", "What a figure's picture shows.", maybe},
};
constexpr ApiField brief[] = {
    {"id", "id", ""},
    {"title", "string", ""},
    {"url", "uri", "Its page here."},
    {"source", "SourceName", ""},
    {"language", "string", ""},
    {"kind", "news|opinion|analysis|live|press-release|sponsored|satire|audio|video", ""},
    {"published", "date-time", ""},
    {"story", "id", "", maybe},
    {"copy_of", "id", "", maybe},
    {"sample", "boolean", ""},
};
constexpr ApiField stories[] = {{"edition", "string", ""},
                                {"stories", "[RankedStory]", "By weight, the heaviest first."}};
constexpr ApiField ranked[] = {
    {"id", "id", "Absent where the newest report belongs to no story.", maybe},
    {"url", "uri", "The story's page, or the article's where it is alone."},
    {"lead", "ArticleCard", "Its newest report in the edition's language."},
    {"coverage", "Coverage", ""},
    {"rank", "Rank", ""},
};
constexpr ApiField coverage[] = {
    {"sources", "integer", "Publishers."},
    {"copies", "integer", "Of these, publishers that have a copy only."},
    {"languages", "integer", ""},
    {"first_source", "string", "Who had it first.", maybe},
    {"first", "date-time", "And when.", maybe},
};
constexpr ApiField rank[] = {
    {"place", "integer", "On the front page, from 1; absent where it is not among the latest.", maybe},
    {"of", "integer", "Stories there.", maybe},
    {"score", "number", "The sum of the terms, less what repeats cost."},
    {"terms", "[RankTerm]", ""},
    {"repeats", "integer", "Stories of the same publisher and section above it."},
};
constexpr ApiField rank_term[] = {{"name", "string", ""}, {"points", "number", ""}, {"what", "string", "In English."}};
constexpr ApiField placing[] = {
    {"story", "id", ""}, {"edition", "string", ""}, {"title", "string", ""}, {"rank", "Rank", ""}};
constexpr ApiField story[] = {
    {"id", "id", ""},
    {"title", "string", "As a report in the edition's language has it, else the first one."},
    {"url", "uri", "Its page."},
    {"coverage", "Coverage", ""},
    {"articles", "[ArticleCard]", "The oldest first; the newest two hundred."},
};
constexpr ApiField tags[] = {{"edition", "string", ""}, {"tags", "[Trend]", "The steepest first."}};
constexpr ApiField trend[] = {
    {"id", "id", ""},
    {"name", "string", "Without the sign before it."},
    {"url", "uri", "Its page."},
    {"recent", "integer", "Articles of the last 24 hours."},
    {"sources", "integer", "Publishers that use it."},
    {"before", "integer", "Articles of the seven days before."},
    {"rise", "number", "How far it stands above what these days let expect."},
};
constexpr ApiField tag[] = {
    {"id", "id", ""},
    {"name", "string", "Without the sign before it."},
    {"url", "uri", "Its page."},
    {"days", "[integer]", "Articles of each of the last fourteen days, the oldest first."},
    {"related", "[TagCount]", "On the same articles."},
};
constexpr ApiField tag_name[] = {{"id", "id", ""}, {"name", "string", ""}};
constexpr ApiField tag_count[] = {{"id", "id", ""}, {"name", "string", ""}, {"articles", "integer", ""}};
constexpr ApiField places[] = {{"places", "[PlaceCount]", ""}};
constexpr ApiField place_count[] = {
    {"id", "string", ""},
    {"name", "string", "A country's in the edition's language."},
    {"kind", "country|region|capital|city", ""},
    {"articles", "integer", "Of the last week."},
};
constexpr ApiField place_name[] = {
    {"id", "string", ""}, {"name", "string", ""}, {"kind", "country|region|capital|city", ""}};
constexpr ApiField place[] = {
    {"id", "string", ""},
    {"name", "string", "A country's in the edition's language."},
    {"kind", "country|region|capital|city", ""},
    {"country", "string", "ISO 3166-1 alpha-2."},
    {"latitude", "number", ""},
    {"longitude", "number", ""},
    {"url", "uri", "Its page."},
    {"around", "[PlaceName]", "Its country and region."},
    {"inside", "[PlaceCount]", "What in it is in the news."},
};
constexpr ApiField sources[] = {{"sources", "[SourceRow]", ""}, next};
constexpr ApiField source_row[] = {
    {"domain", "string", ""},
    {"name", "string", ""},
    {"url", "uri", "Its page here."},
    {"home", "uri", "Its front page.", maybe},
    {"country", "string", "ISO 3166-1 alpha-2.", maybe},
    {"language", "string", "BCP 47.", maybe},
    {"kind", "string", "What it writes about, or who pays for it.", maybe},
    {"articles", "integer", "In this archive."},
    {"newest", "date-time", "Of its newest article.", maybe},
    {"sample", "boolean", "Whether it is invented."},
};
constexpr ApiField source[] = {{"feeds", "[Feed]", "What is followed of it."}};
constexpr ApiField feed[] = {
    {"url", "uri", ""},
    {"title", "string", "", maybe},
    {"kind", "feed|sitemap|listing", "What stands at its address."},
    {"state", "fresh|healthy|failing|quiet|gone|refused", ""},
    {"worked", "date-time", "When it last answered well.", maybe},
};
constexpr ApiField results[] = {
    {"query", "string", "As it was understood."},
    {"matches", "integer", "Articles looked at that match."},
    {"more", "boolean", "Whether there are further ones that were not looked at."},
    {"results", "[Hit]", ""},
    next,
};
constexpr ApiField hit[] = {
    {"article", "ArticleCard", ""},
    {"score", "number", ""},
    {"snippet", "string", "The words around the match, as far as they may be shown.", maybe},
    {"marks", "[Range]", "Where in the snippet the words stand."},
};
constexpr ApiField range[] = {{"from", "integer", "Code points."}, {"to", "integer", "Exclusive."}};
constexpr ApiField problem[] = {
    {"type", "string", "A name for this kind of problem."},
    {"title", "string", ""},
    {"status", "integer", ""},
    {"detail", "string", "What is wrong, where, and what to do."},
    {"parameter", "string", "The parameter at fault.", maybe},
    {"document", "string", "Where the API is described."},
};

constexpr ApiSchema schemas[] = {
    {"Service", "", service},
    {"Editions", "", editions},
    {"Edition", "A language, a country and a time zone.", edition},
    {"Categories", "", categories},
    {"Category", "A section of the paper.", category},
    {"Articles", "", articles},
    {"ArticleCard", "What a list shows of an article.", card},
    {"SourceName", "", source_name},
    {"Article", "One article.", article, "ArticleCard"},
    {"Marks", "", marks},
    {"Block", "A piece of an article's text.", block},
    {"BriefCard", "An article in a line.", brief},
    {"Stories", "", stories},
    {"RankedStory", "", ranked},
    {"Coverage", "Who reports a story, counted.", coverage},
    {"Rank", "A story's weight and place.", rank},
    {"RankTerm", "One summand.", rank_term},
    {"Placing", "", placing},
    {"Story", "", story},
    {"Tags", "", tags},
    {"Trend", "A hashtag that rises.", trend},
    {"Tag", "", tag},
    {"TagName", "", tag_name},
    {"TagCount", "", tag_count},
    {"Places", "", places},
    {"PlaceCount", "", place_count},
    {"PlaceName", "", place_name},
    {"Place", "", place},
    {"Sources", "", sources},
    {"SourceRow", "A publisher.", source_row},
    {"Source", "A publisher and its feeds.", source, "SourceRow"},
    {"Feed", "", feed},
    {"Results", "", results},
    {"Hit", "", hit},
    {"Range", "", range},
    {"Problem", "What went wrong (RFC 9457).", problem},
};

}  // namespace

std::span<const ApiSchema> api_schemas() { return schemas; }

}  // namespace octavo::web
