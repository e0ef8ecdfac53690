// As much of JSON Schema (2020-12) as an OpenAPI document of ours uses: type, properties, required,
// additionalProperties false, items, enum, pattern, format date-time and uri, local $ref. An unknown keyword is a
// finding, so that the document cannot begin to use one that nobody checks.
#pragma once

#include <regex>
#include <string>
#include <vector>

#include "base/json.hpp"

namespace octavo::test {

class SchemaCheck {
  public:
    explicit SchemaCheck(const Json& document) : document_(document) {}

    // What does not fit, each with where it stands; empty: all is well.
    std::vector<std::string> operator()(const Json& value, const Json& schema) {
        found_.clear();
        check(value, schema, "$");
        return found_;
    }

  private:
    const Json& resolved(const Json& schema) {
        std::string_view reference = schema["$ref"].string();
        if (reference.empty()) return schema;
        const Json* at = &document_;
        reference.remove_prefix(2);  // "#/"
        while (!reference.empty()) {
            const auto end = std::min(reference.find('/'), reference.size());
            at = &(*at)[reference.substr(0, end)];
            reference.remove_prefix(std::min(end + 1, reference.size()));
        }
        if (!at->is_object()) say("", "a reference that leads nowhere");
        return *at;
    }
    void say(const std::string& where, std::string_view what) { found_.push_back(fmt::format("{}: {}", where, what)); }

    void check(const Json& value, const Json& written, const std::string& where) {
        const Json& schema = resolved(written);
        static const std::vector<std::string_view> known = {
            "type",        "properties", "required", "additionalProperties",
            "items",       "enum",       "pattern",  "format",
            "description", "$ref",       "default",  "minimum",
            "maximum",     "minLength",  "maxLength"};
        for (const auto& [name, rule] : schema.members())
            if (std::ranges::find(known, name) == known.end()) say(where, fmt::format("unknown keyword {}", name));
        const std::string_view type = schema["type"].string();
        const bool fits = type == "object"    ? value.is_object()
                          : type == "array"   ? value.is_array()
                          : type == "string"  ? value.is_string()
                          : type == "boolean" ? value.is_bool()
                          : type == "number"  ? value.is_number()
                          : type == "integer"
                              ? value.is_number() && value.dump().find_first_of(".e") == std::string::npos
                              : false;
        if (!fits) return say(where, fmt::format("{} is no {}", value.dump().substr(0, 60), type));
        if (value.is_object()) check_object(value, schema, where);
        if (value.is_array())
            for (std::size_t i = 0; i < value.items().size(); ++i)
                check(value.items()[i], schema["items"], fmt::format("{}[{}]", where, i));
        if (value.is_string()) check_string(value.string(), schema, where);
    }
    void check_object(const Json& value, const Json& schema, const std::string& where) {
        for (const Json& name : schema["required"].items())
            if (!value.find(name.string())) say(where, fmt::format("{} is missing", name.string()));
        for (const auto& [name, member] : value.members()) {
            const Json* rule = schema["properties"].find(name);
            if (rule)
                check(member, *rule, where + "." + name);
            else
                say(where, fmt::format("{} is not described", name));
        }
    }
    void check_string(std::string_view text, const Json& schema, const std::string& where) {
        const auto words = schema["enum"].items();
        if (!words.empty() && std::ranges::find(words, text, [](const Json& w) { return w.string(); }) == words.end())
            say(where, fmt::format("\"{}\" is none of the words", text));
        if (const auto pattern = schema["pattern"].string(); !pattern.empty())
            if (!std::regex_match(std::string(text), std::regex(std::string(pattern))))
                say(where, fmt::format("\"{}\" does not fit {}", text, pattern));
        static const std::regex date_time("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");
        static const std::regex uri("https?://[!-~]+");
        const auto format = schema["format"].string();
        if (format == "date-time" && !std::regex_match(std::string(text), date_time))
            say(where, fmt::format("\"{}\" is no date-time", text));
        if (format == "uri" && !std::regex_match(std::string(text), uri))
            say(where, fmt::format("\"{}\" is no absolute address", text));
    }

    const Json& document_;
    std::vector<std::string> found_;
};

}  // namespace octavo::test
