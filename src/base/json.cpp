#include "base/json.hpp"

#include <simdjson.h>

#include "base/utf8.hpp"

namespace octavo {

struct JsonReader {
    static Json read(simdjson::dom::element element) {
        using simdjson::dom::element_type;
        Json out;
        switch (element.type()) {
            case element_type::NULL_VALUE:
                break;
            case element_type::BOOL:
                out.value_ = bool(element);
                break;
            case element_type::INT64:
                out.value_ = std::int64_t(element);
                break;
            case element_type::UINT64:
                out.value_ = static_cast<double>(std::uint64_t(element));
                break;
            case element_type::DOUBLE:
                out.value_ = double(element);
                break;
            case element_type::STRING:
                out.value_ = std::string(std::string_view(element));
                break;
            case element_type::ARRAY: {
                std::vector<Json> items;
                for (const auto item : simdjson::dom::array(element)) items.push_back(read(item));
                out.value_ = std::move(items);
                break;
            }
            case element_type::OBJECT: {
                std::vector<Json::Member> members;
                for (const auto field : simdjson::dom::object(element))
                    members.emplace_back(std::string(field.key), read(field.value));
                out.value_ = std::move(members);
                break;
            }
        }
        return out;
    }
};

Result<Json> Json::parse(std::string_view text) {
    thread_local simdjson::dom::parser parser(simdjson::SIMDJSON_MAXSIZE_BYTES);
    static constexpr std::size_t max_depth = 64;
    // Grown by doubling, never beyond the text: simdjson allocates per capacity.
    if (parser.capacity() < text.size() || parser.max_depth() != max_depth) {
        if (parser.allocate(std::max<std::size_t>(text.size() * 2, 4096), max_depth) != simdjson::SUCCESS)
            return fail(Fault::too_big, "JSON: too large");
    }
    simdjson::dom::element element;
    const auto error = parser.parse(text.data(), text.size(), true).get(element);
    if (error == simdjson::DEPTH_ERROR) return fail(Fault::too_big, "JSON: nested deeper than 64 levels");
    if (error) return fail(Fault::malformed, fmt::format("JSON: {}", simdjson::error_message(error)));
    return JsonReader::read(element);
}

namespace {

using simdjson::ondemand::json_type;

simdjson::error_code each_of_list(std::string_view member, simdjson::ondemand::array list, const Json::Visit& visit) {
    for (auto item : list) {
        simdjson::ondemand::value value;
        if (const auto error = item.get(value)) return error;
        std::string_view raw;
        if (const auto error = simdjson::to_json_string(value).get(raw)) return error;
        if (!raw.starts_with('{')) continue;
        if (const auto object = Json::parse(raw)) visit(member, *object);
    }
    return simdjson::SUCCESS;
}

// Of the members those that are strings, or those that are lists.
simdjson::error_code each_member(simdjson::ondemand::document& document, json_type wanted, const Json::Visit& visit) {
    document.rewind();
    simdjson::ondemand::object object;
    if (const auto error = document.get_object().get(object)) return error;
    for (auto field : object) {
        std::string_view name;
        simdjson::ondemand::value value;
        json_type type{};
        if (const auto error = field.unescaped_key().get(name)) return error;
        if (const auto error = field.value().get(value)) return error;
        if (const auto error = value.type().get(type)) return error;
        if (type != wanted) continue;
        const std::string member(name);  // the parser writes the next string where this one stands
        if (type == json_type::array) {
            simdjson::ondemand::array list;
            if (const auto error = value.get_array().get(list)) return error;
            if (const auto error = each_of_list(member, list, visit)) return error;
        } else {
            std::string_view raw;
            if (const auto error = simdjson::to_json_string(value).get(raw)) return error;
            if (const auto text = Json::parse(raw)) visit(member, *text);
        }
    }
    return simdjson::SUCCESS;
}

simdjson::error_code each_of(simdjson::ondemand::document& document, const Json::Visit& visit) {
    json_type type{};
    if (const auto error = document.type().get(type)) return error;
    if (type == json_type::array) {
        simdjson::ondemand::array list;
        if (const auto error = document.get_array().get(list)) return error;
        return each_of_list("", list, visit);
    }
    if (const auto error = each_member(document, json_type::string, visit)) return error;
    return each_member(document, json_type::array, visit);
}

const Json null_json;

}  // namespace

Result<> Json::each(std::string_view text, const Visit& visit) {
    // Not the thread's own: what it grew to for a large text is let go of.
    const simdjson::padded_string padded(text);
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document document;
    auto error = parser.iterate(padded).get(document);
    if (!error) error = each_of(document, visit);
    if (error) return fail(Fault::malformed, fmt::format("JSON: {}", simdjson::error_message(error)));
    return {};
}

const Json* Json::find(std::string_view name) const {
    if (const auto* members = std::get_if<std::vector<Member>>(&value_))
        for (const auto& [key, value] : *members)
            if (key == name) return &value;
    return nullptr;
}

const Json& Json::operator[](std::string_view name) const {
    const Json* found = find(name);
    return found ? *found : null_json;
}

std::string_view Json::string(std::string_view otherwise) const {
    const auto* s = std::get_if<std::string>(&value_);
    return s ? std::string_view(*s) : otherwise;
}

std::optional<std::string> Json::scalar() const {
    if (is_string()) return std::get<std::string>(value_);
    if (is_number() || is_bool()) return dump();
    return std::nullopt;
}

std::int64_t Json::integer(std::int64_t otherwise) const {
    if (const auto* i = std::get_if<std::int64_t>(&value_)) return *i;
    if (const auto* d = std::get_if<double>(&value_); d && std::abs(*d) < 9e18) return static_cast<std::int64_t>(*d);
    return otherwise;
}

double Json::number(double otherwise) const {
    if (const auto* i = std::get_if<std::int64_t>(&value_)) return static_cast<double>(*i);
    if (const auto* d = std::get_if<double>(&value_)) return *d;
    return otherwise;
}

bool Json::boolean(bool otherwise) const {
    const auto* b = std::get_if<bool>(&value_);
    return b ? *b : otherwise;
}

std::span<const Json> Json::items() const {
    if (const auto* items = std::get_if<std::vector<Json>>(&value_)) return *items;
    return {};
}

std::span<const Json::Member> Json::members() const {
    if (const auto* members = std::get_if<std::vector<Member>>(&value_)) return *members;
    return {};
}

std::string Json::dump() const {
    JsonWriter out;
    struct Visitor {
        JsonWriter& out;
        void operator()(std::monostate) { out.null(); }
        void operator()(bool b) { out.value(b); }
        void operator()(std::int64_t i) { out.value(i); }
        void operator()(double d) { out.value(d); }
        void operator()(const std::string& s) { out.value(s); }
        void operator()(const std::vector<Json>& items) {
            out.array();
            for (const auto& item : items) std::visit(*this, item.value_);
            out.end();
        }
        void operator()(const std::vector<Member>& members) {
            out.object();
            for (const auto& [key, value] : members) {
                out.key(key);
                std::visit(*this, value.value_);
            }
            out.end();
        }
    };
    std::visit(Visitor{out}, value_);
    return out.take();
}

namespace {

// Where the next byte stands that may need an escape: a control, a quote, a backslash, or the < of "</"; else the end.
// Eight bytes at a time; the lowest bit that is set is exact, those above it may lie.
// https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord
std::size_t next_to_escape(std::string_view text, std::size_t at) {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    const auto below = [](std::uint64_t word, std::uint64_t n) { return (word - ones * n) & ~word & (ones << 7); };
    const auto equal = [&](std::uint64_t word, char c) {
        return below(word ^ (ones * static_cast<unsigned char>(c)), 1);
    };
    if constexpr (std::endian::native == std::endian::little)
        for (; at + 8 <= text.size(); at += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, text.data() + at, 8);
            const auto hit = below(word, 0x20) | equal(word, '"') | equal(word, '\\') | equal(word, '<');
            if (hit) return at + static_cast<std::size_t>(std::countr_zero(hit)) / 8;
        }
    const auto plain = [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\' && c != '<';
    };
    while (at < text.size() && plain(text[at])) ++at;
    return at;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    const std::string repaired = utf8::valid(text) ? std::string{} : utf8::repair(text);
    if (!repaired.empty()) text = repaired;
    out.reserve(out.size() + text.size() + 2);
    out += '"';
    std::size_t plain = 0;  // what needs no escape is copied in runs
    for (std::size_t i = 0; (i = next_to_escape(text, i)) < text.size(); ++i) {
        char c = text[i];
        if (c == '<') {
            if (i + 1 == text.size() || text[i + 1] != '/') continue;
            c = text[++i];
        }
        out += text.substr(plain, i - plain);
        plain = i + 1;
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            case '/':
                out += "\\/";
                break;
            default:
                out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        }
    }
    out += text.substr(plain);
    out += '"';
}

void JsonWriter::comma() {
    if (!first_ && !after_key_ && !closers_.empty()) text_ += ',';
    first_ = false;
    after_key_ = false;
}

JsonWriter& JsonWriter::open(char open, char close) {
    comma();
    text_ += open;
    closers_ += close;
    first_ = true;
    return *this;
}

JsonWriter& JsonWriter::end() {
    text_ += closers_.back();
    closers_.pop_back();
    first_ = false;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    comma();
    append_json_string(text_, name);
    text_ += ':';
    after_key_ = true;
    return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
    comma();
    append_json_string(text_, text);
    return *this;
}

JsonWriter& JsonWriter::value(double number) { return std::isfinite(number) ? raw(fmt::format("{}", number)) : null(); }

JsonWriter& JsonWriter::raw(std::string_view json) {
    comma();
    text_ += json;
    return *this;
}

}  // namespace octavo
