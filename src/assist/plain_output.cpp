#include "assist/plain_output.hpp"

#include "assist/numbered.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"

namespace octavo::assist {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// "example.com", "a.b.example/x": letters, a stop, and one of the endings of addresses, or a path behind it.
bool has_address(std::string_view small) {
    for (const std::string_view sign : {"://", "www.", "mailto:", "javascript:", "data:text", "xn--"})
        if (small.find(sign) != std::string_view::npos) return true;
    static constexpr std::string_view endings[] = {"com",     "net", "org", "io",  "ru",  "de",   "fr",      "es",
                                                   "cn",      "in",  "uk",  "tr",  "br",  "info", "example", "test",
                                                   "invalid", "xyz", "top", "app", "dev", "site", "online",  "ai",
                                                   "co",      "me",  "gov", "edu", "biz"};
    for (std::size_t at = small.find('.'); at != std::string_view::npos; at = small.find('.', at + 1)) {
        if (at == 0 || !is_letter(small[at - 1])) continue;
        std::size_t end = at + 1;
        while (end < small.size() && is_letter(small[end])) ++end;
        const std::string_view ending = small.substr(at + 1, end - at - 1);
        if (std::ranges::find(endings, ending) != std::end(endings)) return true;
        if (end < small.size() && small[end] == '/' && ending.size() >= 2) return true;
    }
    const auto sign = small.find('@');
    return sign != std::string_view::npos && sign > 0 && is_letter(small[sign - 1]);
}

std::string_view forbidden(std::string_view text) {
    const std::string small = utf8::lower(text);
    if (has_address(small)) return "an address";
    for (const std::string_view sign : {"](", "![", "```", "**", "{{", "}}", "\":", "{\""})
        if (small.find(sign) != std::string::npos) return "markup or code";
    for (std::size_t at = small.find('<'); at != std::string::npos; at = small.find('<', at + 1))
        if (at + 1 < small.size() &&
            (is_letter(small[at + 1]) || small[at + 1] == '/' || small[at + 1] == '|' || small[at + 1] == '!'))
            return "a tag";
    for (const std::string_view role : {"system:", "assistant:", "user:", "human:", "[inst]", "[/inst]", "### "})
        if (small.find(role) != std::string::npos) return "a marker of a chat";
    if (speaks_to_machine(text)) return "words for a machine";
    return "";
}

std::size_t words_in(std::string_view text) {
    std::size_t words = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = utf8::next(text, at);
        if (c == ' ') ++words;
        if (c >= 0x2E80) words += 1;  // no blanks are written
    }
    return words + 1;
}

}  // namespace

Result<std::string> plain_output(std::string_view text, std::size_t most_characters) {
    if (text.size() > most_output_bytes || utf8::length(text) > most_characters)
        return fail(Fault::too_big, fmt::format("a text is longer than {} characters", most_characters));
    std::string visible;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = utf8::next(text, at);
        if (!is_invisible(c) && c != 0xFFFD) utf8::append(visible, c);
    }
    std::string plain = utf8::squeeze(visible);
    if (plain.empty()) return fail(Fault::refused, "a text is empty");
    if (const std::string_view what = forbidden(plain); !what.empty())
        return fail(Fault::refused, fmt::format("a text holds {}", what));
    return plain;
}

Result<std::vector<GeneratedItem>> parse_items(std::string_view json) {
    if (json.size() > most_output_bytes) return fail(Fault::too_big, "the answer is too long");
    const Json answer = TRY(Json::parse(json));
    if (!answer.is_object() || answer.members().size() != 1 || !answer["items"].is_array())
        return fail(Fault::malformed, "the answer is not {\"items\": [...]}");
    if (answer["items"].items().size() > most_items) return fail(Fault::too_big, "there are too many items");
    std::vector<GeneratedItem> out;
    for (const Json& item : answer["items"].items()) {
        const std::string where = fmt::format("item {}", out.size() + 1);
        if (!item["text"].is_string() || !item["cites"].is_array())
            return fail(Fault::malformed, where + ": \"text\" and \"cites\" are missing");
        for (const auto& [name, value] : item.members())
            if (name != "text" && name != "cites" && name != "quote")
                return fail(Fault::malformed, where + ": there is no room for anything but text, cites and quote");
        GeneratedItem one;
        for (const Json& cite : item["cites"].items()) {
            if (!cite.is_number() || one.cites.size() == most_items)
                return fail(Fault::malformed, where + ": cites are numbers");
            one.cites.push_back(cite.integer(-1));
        }
        auto text = plain_output(item["text"].string());
        if (!text) return fail_at(where, text.error());
        one.text = std::move(*text);
        if (words_in(one.text) < fewest_item_words) return fail(Fault::refused, where + ": a text is no sentence");
        if (!item["quote"].is_null() && !item["quote"].is_string())
            return fail(Fault::malformed, where + ": a quote is text");
        if (!item["quote"].string().empty()) {
            auto quote = plain_output(item["quote"].string());
            if (!quote) return fail_at(where, quote.error());
            one.quote = std::move(*quote);
        }
        out.push_back(std::move(one));
    }
    return out;
}

Gated gate(std::string_view json, std::span<const std::string> sentences, std::string_view language) {
    Gated out;
    auto items = parse_items(json);
    if (!items) {
        out.rejected.push_back(items.error().detail);
        return out;
    }
    for (GeneratedItem& item : *items) {
        const Verdict verdict = check_item(item, sentences, language);
        if (verdict.passed)
            out.items.push_back(std::move(item));
        else
            out.rejected.push_back(fmt::format("{}", fmt::join(verdict.why, "; ")));
    }
    return out;
}

}  // namespace octavo::assist
