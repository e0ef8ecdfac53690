// Any bytes as question, article, claim and a model's answer: sentences stand where they say, and nothing that is not
// plain passes the gate.
#include <cstdlib>

#include "assist/ask.hpp"
#include "assist/numbered.hpp"
#include "assist/plain_output.hpp"
#include "base/utf8.hpp"

using namespace octavo;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    static constexpr std::string_view languages[] = {"en", "de", "ru", "ar", "zh", "tr", "th", "und"};
    const std::string_view language = languages[data[0] % std::size(languages)];
    const std::string_view all(reinterpret_cast<const char*>(data) + 2, size - 2);
    const std::size_t cut = all.size() * data[1] / 256;
    const std::string question(all.substr(0, cut)), text = utf8::repair(all.substr(cut));
    assist::PassageIndex index;
    index.add({question, text, language, {}});
    const auto answers = assist::ask(index,
                                     [&](assist::DocumentNumber) -> std::optional<assist::DocumentText> {
                                         return assist::DocumentText{question, text, std::string(language)};
                                     },
                                     {question, language});
    for (const auto& answer : answers.answers)
        if (text.substr(answer.at.begin, answer.at.end - answer.at.begin) != answer.sentence) std::abort();
    if (!(answers.certainty >= 0 && answers.certainty <= 1)) std::abort();
    const auto grounding = assist::ground(question, text, language);
    if (!(grounding.doubt >= 0 && grounding.doubt <= 1)) std::abort();
    const auto numbered = assist::number_sentences(question, text, language);
    for (const auto& item : assist::gate(all, numbered.sentences, language).items) {
        const auto plain = assist::plain_output(item.text);
        if (!plain || *plain != item.text) std::abort();
        for (const auto cite : item.cites)
            if (cite < 1 || cite > static_cast<std::int64_t>(numbered.sentences.size())) std::abort();
    }
    return 0;
}
