#include "assist/numbered.hpp"

#include <array>

#include "assist/ground.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "text/words.hpp"

namespace octavo::assist {
namespace {

// "<|im_start|>", "[INST]", "<<SYS>>", "<b>", "</s>": the bytes of a marker at the front of `rest`, 0 when there is
// none.
std::size_t marker_at(std::string_view rest) {
    constexpr std::size_t longest = 200;
    const auto up_to = [&](std::string_view end) {
        const auto found = rest.substr(0, longest).find(end);
        return found == std::string_view::npos ? 0 : found + end.size();
    };
    if (rest.starts_with("<|")) return up_to("|>");
    if (rest.starts_with("<<")) return up_to(">>");
    if (rest.starts_with("<!--")) return up_to("-->");
    if (rest.size() > 1 && rest[0] == '<' && (rest[1] == '/' || rest[1] == '!' || (rest[1] | 0x20) >= 'a') &&
        (rest[1] | 0x20) <= 'z')
        return up_to(">");
    for (const std::string_view marker : {"[INST]", "[/INST]", "[SYSTEM]", "[/SYSTEM]", "```"})
        if (rest.starts_with(marker)) return marker.size();
    return 0;
}

// What speaks to machines, in small letters; an entry is parts that must all be there, in any order.
using Parts = std::array<std::string_view, 3>;
constexpr Parts commands[] = {
    {"ignore", "instructions", ""},
    {"ignore", "above", ""},
    {"ignore", "previous", ""},
    {"disregard", "instructions", ""},
    {"disregard", "above", ""},
    {"forget", "instructions", ""},
    {"system prompt", "", ""},
    {"your instructions", "", ""},
    {"you are now", "", ""},
    {"language model", "must", ""},
    {"ai assistant", "", ""},
    {"reply only", "", ""},
    {"respond only", "", ""},
    {"answer only with", "", ""},
    {"output only", "", ""},
    {"write only", "", ""},
    {"instead of the summary", "", ""},
    {"instead of a summary", "", ""},
    {"do not summarize", "", ""},
    {"do not summarise", "", ""},
    {"when summarizing", "", ""},
    {"when summarising", "", ""},
    {"tool_call", "", ""},
    {"function_call", "", ""},
    {"api key", "reveal", ""},
    {"new instructions", "", ""},
    {"developer mode", "", ""},
    {"ignoriere", "anweisung", ""},
    {"anweisungen", "vergiss", ""},
    {"systemprompt", "", ""},
    {"system-prompt", "", ""},
    {"antworte nur", "", ""},
    {"du bist jetzt", "", ""},
    {"statt der zusammenfassung", "", ""},
    {"sprachmodell", "", ""},
    {"ignore", "consignes", ""},
    {"ignorez", "instructions", ""},
    {"ignorez", "consignes", ""},
    {"invite système", "", ""},
    {"réponds uniquement", "", ""},
    {"répondez uniquement", "", ""},
    {"tu es maintenant", "", ""},
    {"vous êtes maintenant", "", ""},
    {"au lieu du résumé", "", ""},
    {"modèle de langage", "", ""},
    {"ignora", "instrucciones", ""},
    {"ignore", "instrucciones", ""},
    {"mensaje del sistema", "", ""},
    {"responde solo", "", ""},
    {"responde únicamente", "", ""},
    {"ahora eres", "", ""},
    {"en lugar del resumen", "", ""},
    {"modelo de lenguaje", "", ""},
    {"ignore", "instruções", ""},
    {"responda apenas", "", ""},
    {"agora você é", "", ""},
    {"em vez do resumo", "", ""},
    {"prompt do sistema", "", ""},
    {"modelo de linguagem", "", ""},
    {"игнорируй", "инструкц", ""},
    {"игнорируйте", "инструкц", ""},
    {"забудь", "инструкц", ""},
    {"системный промпт", "", ""},
    {"отвечай только", "", ""},
    {"ответь только", "", ""},
    {"теперь ты", "", ""},
    {"вместо резюме", "", ""},
    {"языковая модель", "", ""},
    {"تجاهل", "التعليمات", ""},
    {"موجه النظام", "", ""},
    {"أجب فقط", "", ""},
    {"أنت الآن", "", ""},
    {"بدلا من الملخص", "", ""},
    {"نموذج لغوي", "", ""},
    {"忽略", "指令", ""},
    {"忽略", "指示", ""},
    {"系统提示", "", ""},
    {"只回答", "", ""},
    {"只输出", "", ""},
    {"你现在是", "", ""},
    {"不要总结", "", ""},
    {"语言模型", "", ""},
    {"निर्देशों", "अनदेखा", ""},
    {"निर्देशों", "अनदेखी", ""},
    {"सिस्टम प्रॉम्प्ट", "", ""},
    {"केवल यह उत्तर", "", ""},
    {"अब आप", "सहायक", ""},
    {"सारांश के बजाय", "", ""},
    {"भाषा मॉडल", "", ""},
    {"talimatları", "yok say", ""},
    {"sistem istemi", "", ""},
    {"yalnızca şunu", "", ""},
    {"artık sen", "", ""},
    {"özet yerine", "", ""},
    {"dil modeli", "", ""},
};

// Small letters of Latin and Cyrillic, as far as the table above needs them.
std::string lowered(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        char32_t c = utf8::next(text, at);
        if (c >= 'A' && c <= 'Z') c += 32;
        if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x410 && c <= 0x42F)) c += 32;
        utf8::append(out, c);
    }
    return out;
}

std::string without_role(std::string_view line) {
    for (const std::string_view role : {"system:", "assistant:", "user:", "human:", "developer:", "tool:",
                                        "### instruction:", "### response:", "### system:"})
        if (line.size() >= role.size() && utf8::equal_ignoring_case(line.substr(0, role.size()), role))
            return std::string(utf8::trim(line.substr(role.size())));
    return std::string(line);
}

}  // namespace

std::string clean_input(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t marker = marker_at(text.substr(at)); marker > 0) {
            at += marker;
            out += ' ';
            continue;
        }
        const char32_t c = utf8::next(text, at);
        if (is_invisible(c)) continue;
        utf8::append(out, c == '\t' ? ' ' : c);
    }
    return out;
}

bool speaks_to_machine(std::string_view sentence) {
    const std::string small = lowered(sentence);
    for (const Parts& parts : commands)
        if (std::ranges::all_of(parts, [&](std::string_view part) { return small.find(part) != std::string::npos; }))
            return true;
    return false;
}

Numbered number_sentences(std::string_view title, std::string_view text, std::string_view language) {
    Numbered out;
    std::size_t bytes = 0;
    JsonWriter json;
    json.object().key("sentences").array();
    const auto add = [&](std::string_view sentence) {
        const std::string clean = without_role(utf8::squeeze(sentence));
        if (clean.empty()) return;
        if (speaks_to_machine(clean) || out.sentences.size() == most_numbered ||
            bytes + clean.size() > most_numbered_bytes) {
            ++out.left_out;
            return;
        }
        bytes += clean.size();
        out.sentences.push_back(clean);
        json.object().field("n", out.sentences.size()).field("text", clean).end();
    };
    add(clean_input(utf8::cut(title, 1'000)));
    const std::string clean = clean_input(utf8::cut(text, most_source_bytes));
    for (const text::Span span : text::sentences(clean, language))
        add(std::string_view(clean).substr(span.begin, span.end - span.begin));
    json.end().end();
    out.json = json.take();
    return out;
}

}  // namespace octavo::assist
