#include "cli/batch_tag.hpp"

#include <cmath>

#include "base/utf8.hpp"
#include "text/language.hpp"
#include "text/tags.hpp"

namespace octavo::cli {
namespace {

std::string_view kind_name(NameKind kind) {
    switch (kind) {
        case NameKind::person:
            return "person";
        case NameKind::organisation:
            return "organisation";
        case NameKind::place:
            return "place";
        case NameKind::other:
            return "other";
    }
    return "other";
}

}  // namespace

Result<> answer_tag(const Json& request, JsonWriter& out) {
    if (!request["title"].is_string() && !request["text"].is_string())
        return fail(Fault::usage, "tag: \"title\" and \"text\" are missing");
    const auto title = request["title"].string();
    const auto text = request["text"].string();
    const auto language = text::identify(text.empty() ? title : text, request["lang"].string()).language;
    const auto rounded = [](float value, double steps) {
        return std::round(static_cast<double>(value) * steps) / steps;
    };
    const text::Gazetteer& gazetteer = text::Gazetteer::own();
    const text::Tagged tagged = text::tag({title, text, language, request["publisher_country"].string()});
    out.key("hashtags").array();
    for (const text::HashtagFound& h : tagged.hashtags)
        out.object().field("tag", h.tag).field("score", rounded(h.score, 1000)).end();
    out.end();
    out.key("keyphrases").array();
    for (const std::string& phrase : tagged.keyphrases) out.value(phrase);
    out.end();
    const std::string_view body = text.empty() ? title : text;
    utf8::CodePoints points(body);
    out.key("entities").array();
    for (const text::EntityFound& e : tagged.entities) {
        out.object().field("text", body.substr(e.begin, e.end - e.begin)).field("type", kind_name(e.kind));
        const auto start = points.at(e.begin);
        out.field("start", start).field("end", start + utf8::length(body.substr(e.begin, e.end - e.begin)));
        out.field("name", e.name).end();
    }
    out.end();
    out.key("places").array();
    for (const text::PlaceFound& found : tagged.places) {
        const text::GazetteerPlace& p = *found.place;
        using Kind = text::GazetteerPlace::Kind;
        const text::GazetteerPlace* region = p.kind == Kind::region ? &p : gazetteer.region(p.country, p.region);
        out.object().field("name", p.name);
        out.field("kind", p.kind == Kind::country ? "country" : p.kind == Kind::region ? "region" : "city");
        out.field("country", p.country).field("region", region ? region->name : std::string_view());
        if (p.kind != Kind::region) out.field("lat", rounded(p.latitude, 100)).field("lon", rounded(p.longitude, 100));
        out.field("score", rounded(found.score, 1000)).end();
    }
    out.end();
    return {};
}

}  // namespace octavo::cli
