// The OpenAPI document, written from the tables.
#include "base/json.hpp"
#include "model/category.hpp"
#include "model/edition.hpp"
#include "web/api_table.hpp"

namespace octavo::web {
namespace {

constexpr std::string_view id_pattern = "^[a-z2-7]{13}$";

std::string reference(std::string_view schema) { return fmt::format("#/components/schemas/{}", schema); }

void words_of(JsonWriter& out, std::string_view list) {
    out.field("type", "string").key("enum").array();
    while (!list.empty()) {
        const auto end = std::min(list.find('|'), list.size());
        out.value(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    out.end();
}

// The members of a schema object for a type of the table.
void type_of(JsonWriter& out, std::string_view type) {
    if (type.starts_with('[')) {
        out.field("type", "array").key("items").object();
        type_of(out, type.substr(1, type.size() - 2));
        out.end();
    } else if (type.contains('|')) {
        words_of(out, type);
    } else if (type == "date-time" || type == "uri") {
        out.field("type", "string").field("format", type);
    } else if (type == "id") {
        out.field("type", "string").field("pattern", id_pattern);
    } else if (type[0] >= 'A' && type[0] <= 'Z') {
        out.field("$ref", reference(type));
    } else {
        out.field("type", type);
    }
}

void schema_of(JsonWriter& out, const ApiParameter& p) {
    switch (p.kind) {
        case ApiKind::id:
            type_of(out, "id");
            break;
        case ApiKind::edition:
            out.field("type", "string").key("enum").array();
            for (const Edition& e : editions()) out.value(e.code);
            out.end().field("default", editions().front().code);
            break;
        case ApiKind::language:
            out.field("type", "string").field("pattern", "^[a-z]{2,3}$");
            break;
        case ApiKind::category:
            out.field("type", "string").key("enum").array();
            for (const std::string_view name : category_names) out.value(name);
            out.end();
            break;
        case ApiKind::place:
            out.field("type", "string").field("pattern", "^[A-Z0-9.]{1,12}$");
            break;
        case ApiKind::domain:
            out.field("type", "string").field("minLength", 1).field("maxLength", 255);
            break;
        case ApiKind::cursor:
            out.field("type", "string").field("pattern", "^-?[0-9]{1,19}$");
            break;
        case ApiKind::limit:
            out.field("type", "integer").field("minimum", 1).field("maximum", p.most).field("default", p.otherwise);
            break;
        case ApiKind::offset:
            out.field("type", "integer").field("minimum", 0).field("maximum", p.most).field("default", p.otherwise);
            break;
        case ApiKind::flag:
            out.field("type", "boolean").field("default", false);
            break;
        case ApiKind::words:
            out.field("type", "string").field("minLength", 1).field("maxLength", 400);
            break;
        case ApiKind::order:
            words_of(out, "best|newest");
            out.field("default", "best");
            break;
    }
}

void header(JsonWriter& out, std::string_view name, std::string_view about) {
    out.key(name).object().field("description", about).key("schema").object().field("type", "string").end().end();
}

void answer(JsonWriter& out, int status, std::string_view about, std::string_view type, std::string_view schema) {
    out.key(fmt::format("{}", status)).object().field("description", about);
    if (!type.empty()) {
        out.key("content").object().key(type).object().key("schema").object();
        if (schema.empty())
            out.field("type", "object");
        else
            out.field("$ref", reference(schema));
        out.end().end().end();
    }
    out.key("headers").object();
    header(out, "RateLimit", "What is left: `\"requests\";r=57;t=2` (absent where nobody counts).");
    if (status == 200) header(out, "ETag", "For If-None-Match.");
    if (status == 429) header(out, "Retry-After", "Seconds to wait.");
    if (status == 301) header(out, "Location", "Where it is now.");
    out.end().end();
}

void operation(JsonWriter& out, const ApiOperation& o) {
    out.key(o.path).object().key("get").object();
    out.field("operationId", o.id).field("summary", o.summary);
    if (!o.parameters.empty()) out.key("parameters").array();
    for (const ApiParameter& p : o.parameters) {
        const bool in_path = o.path.contains(fmt::format("{{{}}}", p.name));
        out.object().field("name", p.name).field("in", in_path ? "path" : "query").field("description", p.about);
        out.field("required", p.required).key("schema").object();
        schema_of(out, p);
        out.end().end();
    }
    if (!o.parameters.empty()) out.end();
    constexpr std::string_view json = "application/json", problem = "application/problem+json";
    out.key("responses").object();
    answer(out, 200, "Here it is.", json, o.answer);
    if (o.may_move) answer(out, 301, "The story went into another.", "", "");
    answer(out, 304, "As it was (If-None-Match).", "", "");
    if (!o.parameters.empty()) answer(out, 400, "A parameter is wrong.", problem, "Problem");
    if (o.path.contains('{')) answer(out, 404, "There is none.", problem, "Problem");
    if (o.may_be_gone) answer(out, 410, "Its text has left the archive; what is still known.", json, o.answer);
    answer(out, 429, "Too many requests.", problem, "Problem");
    answer(out, 503, "The archive does not answer just now.", problem, "Problem");
    out.end().end().end();
}

void fields(JsonWriter& out, const ApiSchema& schema) {
    for (const ApiField& f : schema.fields) {
        out.key(f.name).object();
        type_of(out, f.type);
        if (!f.about.empty()) out.field("description", f.about);
        out.end();
    }
}

void component(JsonWriter& out, const ApiSchema& schema) {
    std::vector<const ApiSchema*> parts;
    for (const ApiSchema& base : api_schemas())
        if (base.name == schema.base) parts.push_back(&base);
    parts.push_back(&schema);
    out.key(schema.name).object().field("type", "object").field("additionalProperties", false);
    if (!schema.about.empty()) out.field("description", schema.about);
    out.key("required").array();
    for (const ApiSchema* part : parts)
        for (const ApiField& f : part->fields)
            if (!f.optional) out.value(f.name);
    out.end().key("properties").object();
    for (const ApiSchema* part : parts) fields(out, *part);
    out.end().end();
}

}  // namespace

std::string api_document(std::string_view site_name, std::string_view origin) {
    JsonWriter out;
    out.object().field("openapi", "3.1.0").key("info").object();
    out.field("title", fmt::format("{}: news as JSON", site_name)).field("version", "1");
    out.field("description",
              "Everything the pages show, for programs. The articles belong to their publishers: an answer has as much "
              "of a text as may be shown, and `marks` says what its publisher asks of you.");
    out.end().key("servers").array().object().field("url", fmt::format("{}{}", origin, api_root)).end().end();
    out.key("paths").object();
    for (const ApiOperation& o : api_operations()) operation(out, o);
    out.end().key("components").object().key("schemas").object();
    for (const ApiSchema& schema : api_schemas()) component(out, schema);
    out.end().end().end();
    return out.take();
}

}  // namespace octavo::web
