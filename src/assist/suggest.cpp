#include "assist/suggest.hpp"

#include "assist/ask.hpp"
#include "base/utf8.hpp"
#include "text/tags.hpp"

namespace octavo::assist {
namespace {

// Patterns that leave a name as it is: where a language would bend it, or its verb, there is none.
struct Patterns {
    std::string_view language, person, organisation, place;
};
constexpr Patterns patterns[] = {
    {"en", "Who is {}?", "What did {} do?", "What happened in {}?"},
    {"de", "Wer ist {}?", "Was hat {} getan?", "Was geschah in {}?"},
    {"fr", "Qui est {} ?", "Qu’a fait {} ?", ""},
    {"es", "¿Quién es {}?", "¿Qué hizo {}?", "¿Qué pasó en {}?"},
    {"it", "Chi è {}?", "Che cosa ha fatto {}?", ""},
    {"pt", "Quem é {}?", "O que fez {}?", ""},
    {"nl", "Wie is {}?", "Wat deed {}?", "Wat gebeurde er in {}?"},
    {"sv", "Vem är {}?", "Vad gjorde {}?", "Vad hände i {}?"},
    {"tr", "{} kimdir?", "{} ne yaptı?", ""},
    {"id", "Siapa {}?", "Apa yang dilakukan {}?", "Apa yang terjadi di {}?"},
    {"vi", "{} là ai?", "{} đã làm gì?", ""},
    {"zh", "{}是谁？", "{}做了什么？", ""},
};

std::string_view pattern_for(const Patterns& of, NameKind kind) {
    if (kind == NameKind::person) return of.person;
    if (kind == NameKind::organisation) return of.organisation;
    return kind == NameKind::place ? of.place : "";
}

}  // namespace

std::vector<std::string> suggested_questions(const ToSuggest& article, std::size_t most) {
    std::vector<std::string> out;
    const std::string_view primary = article.language.substr(0, article.language.find('-'));
    const auto known = std::ranges::find(patterns, primary, &Patterns::language);
    if (known == std::end(patterns)) return out;
    PassageIndex index;
    index.add({article.title, article.text, article.language, {}});
    const DocumentText document{std::string(article.title), std::string(article.text), std::string(article.language)};
    constexpr std::size_t most_tried = 8;
    std::size_t tried = 0;
    for (const AboutName& name : text::tag({article.title, article.text, article.language}).names) {
        const std::string_view pattern = pattern_for(*known, name.kind);
        if (pattern.empty() || out.size() == most || ++tried > most_tried) continue;
        const std::size_t hole = pattern.find("{}");
        const std::string question =
            fmt::format("{}{}{}", pattern.substr(0, hole), name.name, pattern.substr(hole + 2));
        const auto answers = ask(index, [&](DocumentNumber) -> std::optional<DocumentText> { return document; },
                                 {question, article.language});
        if (answers.found) out.push_back(question);
    }
    return out;
}

}  // namespace octavo::assist
