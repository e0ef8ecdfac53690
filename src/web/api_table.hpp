// What the API offers, in one table: the router reads requests by it, the checks of parameters are its, and the OpenAPI
// document is written from it, so that none of the three can say something else than the others.
//
//   GET /api/v1/articles?language=en&category=sports&limit=10      {"articles":[...],"next":"https://..."}
//   GET /api/v1/openapi.json                                       this table, for programs
//
// A document written by hand was considered: it is right on the day it is written.
// Checked by tests/web/api_test.cpp, which asks for every path and holds each answer against its schema.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace octavo::web {

constexpr std::string_view api_root = "/api/v1";

enum class ApiCall : std::uint8_t {
    service,
    document,
    editions,
    categories,
    articles,
    article,
    stories,
    story,
    rank,
    tags,
    tag,
    places,
    place,
    sources,
    source,
    search
};

// What a parameter may be. Each kind has a schema in the document and a reader in api_ask.cpp.
enum class ApiKind : std::uint8_t {
    id,        // 13 letters of base32
    edition,   // "en-gb"
    language,  // primary subtag of BCP 47
    category,  // of the paper
    place,     // "FR", "US.CA", "2996944"
    domain,    // of a source
    cursor,    // as a `next` address has it
    limit,     // how many
    offset,    // how many are passed over
    flag,      // "true", "false"
    words,     // free text
    order      // "best", "newest"
};

struct ApiParameter {
    std::string_view name;
    ApiKind kind;
    std::string_view about;
    bool required = false;
    std::uint32_t otherwise = 0, most = 0;  // of a limit or an offset
};

struct ApiOperation {
    ApiCall call;
    std::string_view id;       // "listArticles"
    std::string_view path;     // below api_root: "/articles/{id}"; a segment in braces is a required parameter
    std::string_view summary;  // one line
    std::span<const ApiParameter> parameters;
    std::string_view answer;  // the schema of a 200
    bool may_be_gone = false, may_move = false;
};
std::span<const ApiOperation> api_operations();

// A field of an answer. Types: string, integer, number, boolean, date-time, uri, id; a schema's name; [T] a list of T;
// "a|b|c" one of these words. `optional`: absent where there is nothing to say; no field is ever null.
struct ApiField {
    std::string_view name, type, about;
    bool optional = false;
};
struct ApiSchema {
    std::string_view name, about;
    std::span<const ApiField> fields;
    std::string_view base = {};  // a schema whose fields it has, too
};
std::span<const ApiSchema> api_schemas();

// The OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.0) of the two tables.
std::string api_document(std::string_view site_name, std::string_view origin);

}  // namespace octavo::web
