// JSON (RFC 8259) in and out: simdjson reads, a small writer writes. Values; a document is immutable once read.
//
//   const Json document = TRY(Json::parse(line));
//   std::string_view title = document["title"].string();      // "" when absent or not a string
//   for (const Json& tag : document["tags"].items()) ...
//
//   JsonWriter out;
//   out.object().field("id", 7).key("tags").array().value("a").end().end();
//   puts(out.text());                                          // {"id":7,"tags":["a"]}
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.hpp"

namespace octavo {

class Json {
  public:
    using Member = std::pair<std::string, Json>;

    Json() = default;  // null
    // At most 64 levels deep. malformed says what and where.
    static Result<Json> parse(std::string_view text);

    // A large document without a tree of the whole: the strings among its members, then the objects in those members
    // that are lists, one by one and each at most 64 levels deep; what is neither, or deeper, is passed over. A
    // document that is a list itself is one without a name. malformed as parse(); what came before was visited.
    using Visit = std::function<void(std::string_view member, const Json& value)>;
    static Result<> each(std::string_view text, const Visit& visit);

    bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
    bool is_string() const { return std::holds_alternative<std::string>(value_); }
    bool is_number() const {
        return std::holds_alternative<std::int64_t>(value_) || std::holds_alternative<double>(value_);
    }
    bool is_bool() const { return std::holds_alternative<bool>(value_); }
    bool is_array() const { return std::holds_alternative<std::vector<Json>>(value_); }
    bool is_object() const { return std::holds_alternative<std::vector<Member>>(value_); }

    // The member, or a null value that lives for ever. The first one wins when a name repeats.
    const Json& operator[](std::string_view name) const;
    const Json* find(std::string_view name) const;  // nullptr when absent

    std::string_view string(std::string_view otherwise = {}) const;
    // A string, or a number or true/false as written: for ids, which people send both ways. Absent else.
    std::optional<std::string> scalar() const;
    std::int64_t integer(std::int64_t otherwise = 0) const;
    double number(double otherwise = 0) const;
    bool boolean(bool otherwise = false) const;
    std::span<const Json> items() const;      // empty when no array
    std::span<const Member> members() const;  // empty when no object

    std::string dump() const;  // compact, members in order

  private:
    friend struct JsonReader;
    std::variant<std::monostate, bool, std::int64_t, double, std::string, std::vector<Json>, std::vector<Member>>
        value_;
};

class JsonWriter {
  public:
    JsonWriter& object() { return open('{', '}'); }
    JsonWriter& array() { return open('[', ']'); }
    JsonWriter& end();
    JsonWriter& key(std::string_view name);

    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view(text)); }
    JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
    JsonWriter& value(bool flag) { return raw(flag ? "true" : "false"); }
    JsonWriter& value(double number);  // null when it is not finite
    JsonWriter& value(const Json& json) { return raw(json.dump()); }
    template <std::integral I>
        requires(!std::same_as<I, bool>)
    JsonWriter& value(I number) {
        return raw(fmt::format("{}", number));
    }
    JsonWriter& null() { return raw("null"); }
    // JSON that is already serialised.
    JsonWriter& raw(std::string_view json);

    template <class T>
    JsonWriter& field(std::string_view name, T&& v) {
        key(name);
        return value(std::forward<T>(v));
    }
    // Absent is null.
    template <class T>
    JsonWriter& value(const std::optional<T>& v) {
        return v ? value(*v) : null();
    }
    template <class Range>
    JsonWriter& strings(std::string_view name, const Range& range) {
        key(name).array();
        for (const auto& item : range) value(std::string_view(item));
        return end();
    }

    const std::string& text() const { return text_; }
    std::string take() { return std::exchange(text_, {}); }

  private:
    JsonWriter& open(char open, char close);
    void comma();
    std::string text_;
    std::string closers_;
    bool first_ = true;
    bool after_key_ = false;
};

// Appends `text` as a JSON string, quotes included. Ill-formed UTF-8 becomes U+FFFD; "</" is written "<\/", so that
// the result may stand inside an HTML script element.
void append_json_string(std::string& out, std::string_view text);

}  // namespace octavo
