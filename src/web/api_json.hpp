// What the API's answers are made of: cards, articles, sources as JSON, with the fields of api_schemas.cpp. Pure. Shows
// what the pages show and no more (DECISIONS: what may be shown), by the same functions.
// Checked by tests/web/api_test.cpp.
#pragma once

#include "base/json.hpp"
#include "text/gazetteer.hpp"
#include "web/pages.hpp"

namespace octavo::web {

std::string absolute_place(const Setting& s, std::string_view place);
void put_card(JsonWriter& out, const Setting& s, const store::Card& card);
void put_brief(JsonWriter& out, const Setting& s, const store::Card& card);
void put_article(JsonWriter& out, const Setting& s, const store::Spread& spread, std::span<const Instant> versions);
void put_coverage(JsonWriter& out, const Coverage& coverage);
void put_place(JsonWriter& out, const Setting& s, const text::GazetteerPlace& place);  // members, no braces
void put_source(JsonWriter& out, const Setting& s, const store::SourceRow& row);       // members, no braces
void put_feed(JsonWriter& out, const Feed& feed);
void put_hit(JsonWriter& out, const Setting& s, const search::Hit& hit);

}  // namespace octavo::web
