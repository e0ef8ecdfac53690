#include "provider/translate_service.hpp"

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "provider/chat_answer.hpp"

namespace octavo::provider {
namespace {

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    return out;
}

Service::Ask ask_libretranslate(const Service& service, std::span<const std::string> sentences, std::string_view from,
                                std::string_view to) {
    JsonWriter body;
    body.object().strings("q", sentences).field("source", libretranslate_code(from));
    body.field("target", libretranslate_code(to)).field("format", "text");
    // This API has no header for its key: it stands in the body, and nowhere else.
    if (service.secret().is_set()) body.field("api_key", service.secret().reveal());
    body.end();
    return {.root = "", .path = "translate", .body = body.take(), .key_scheme = "", .waits_for_all = true};
}

Service::Ask ask_deepl(std::span<const std::string> sentences, std::string_view from, std::string_view to) {
    JsonWriter body;
    body.object().strings("text", sentences).field("source_lang", deepl_code(from, false));
    body.field("target_lang", deepl_code(to, true)).field("split_sentences", "0").end();
    return {
        .root = "/v2", .path = "translate", .body = body.take(), .key_scheme = "DeepL-Auth-Key", .waits_for_all = true};
}

}  // namespace

std::string_view label_of(Kind kind) {
    return kind == Kind::deepl ? "DeepL" : kind == Kind::libretranslate ? "LibreTranslate" : "";
}

std::string libretranslate_code(std::string_view language) {
    if (utf8::lower(language).starts_with("zh-hant")) return "zh-Hant";
    const std::string primary = utf8::lower(language.substr(0, language.find('-')));
    return primary == "no" ? "nb" : primary;
}

std::string deepl_code(std::string_view language, bool target) {
    const std::string code = upper(language), primary = code.substr(0, code.find('-'));
    if (primary == "NO") return "NB";
    if (!target) return primary;
    for (const std::string_view known : {"EN-GB", "EN-US", "PT-BR", "PT-PT", "ZH-HANS", "ZH-HANT", "ES-419"})
        if (code == known) return code;
    if (primary == "EN") return "EN-GB";
    if (primary == "PT") return "PT-PT";
    return primary;
}

std::optional<std::vector<std::string>> read_libretranslate(std::string_view body, std::size_t count) {
    const auto json = Json::parse(body);
    if (!json) return std::nullopt;
    std::vector<std::string> out;
    const Json& made = (*json)["translatedText"];
    if (made.is_string()) out.emplace_back(made.string());
    for (const Json& one : made.items()) {
        if (!one.is_string() || out.size() == count) return std::nullopt;
        out.emplace_back(one.string());
    }
    if (out.size() != count) return std::nullopt;
    return out;
}

std::optional<std::vector<std::string>> read_deepl(std::string_view body, std::size_t count) {
    const auto json = Json::parse(body);
    if (!json) return std::nullopt;
    std::vector<std::string> out;
    for (const Json& one : (*json)["translations"].items()) {
        if (!one["text"].is_string() || out.size() == count) return std::nullopt;
        out.emplace_back(one["text"].string());
    }
    if (out.size() != count) return std::nullopt;
    return out;
}

Outcome<std::vector<std::string>> translate_by_service(Service& service, std::span<const std::string> sentences,
                                                       std::string_view from, std::string_view to,
                                                       const std::stop_token& stop) {
    const bool deepl = service.settings().kind == Kind::deepl;
    const Answered answered = TRY(
        service.ask(deepl ? ask_deepl(sentences, from, to) : ask_libretranslate(service, sentences, from, to), stop));
    if (answered.refusal)
        return std::unexpected(service.trouble(Cause::denied, fmt::format("it answers {}: {}", answered.refusal->status,
                                                                          error_words(answered.refusal->body))));
    const std::string& body = answered.answer.body;
    auto made = deepl ? read_deepl(body, sentences.size()) : read_libretranslate(body, sentences.size());
    if (!made)
        return std::unexpected(service.trouble(Cause::malformed, "its answer is no translation of what was sent"));
    for (std::string& text : *made) text = service.secret().black_out_whole(text);
    return std::move(*made);
}

}  // namespace octavo::provider
