#include "cli/batch_tag.hpp"

#include <cmath>

#include "text/language.hpp"
#include "text/places.hpp"

namespace octavo::cli {

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
    out.key("places").array();
    for (const text::PlaceFound& found :
         text::find_places({title, text, language, request["publisher_country"].string()})) {
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
