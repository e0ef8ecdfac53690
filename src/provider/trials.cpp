#include "provider/trials.hpp"

#include "assist/translate.hpp"
#include "provider/speaking.hpp"
#include "provider/translate_service.hpp"

namespace octavo::provider {
namespace {

const Order& example() {
    static const Order order{
        .task = Task::summary,
        .articles = {{.id = "example",
                      .source = "Octavo",
                      .title = "The harbour bridge reopens",
                      .text = "The city reopened the harbour bridge on Monday after two years of work. The repairs "
                              "cost 14 million euros. Lorries may cross it again from December. The mayor, Anna "
                              "Lindqvist, called the bridge safer than it ever was.",
                      .language = "en"}}};
    return order;
}

template <class T>
Trial trial(std::string what, const Outcome<T>& outcome, std::string detail) {
    return {std::move(what), outcome.has_value(), outcome ? std::move(detail) : outcome.error().detail};
}

// A request that is paid by what it is given to read.
template <class Request>
auto paid(Budget& budget, Service& service, std::span<const std::string> texts, const Request& request)
    -> decltype(request()) {
    std::uint64_t size = 0;
    for (const std::string& text : texts) size += count_tokens(text);
    const Budget::Held held = TRY(budget.hold("", {size, 0}, service.now()));
    auto made = request();
    if (made)
        budget.charge(held, {size, 0}, service.now()), service.spent({size, 0});
    else
        budget.give_back(held);
    return made;
}

Trial try_list(const Writer& writer, const std::stop_token& stop) {
    const auto models = writer.model.models(stop);
    if (!models) return trial("models", models, "");
    const std::string& ours = writer.service.settings().model;
    if (std::ranges::find(*models, ours) != models->end())
        return {"models", true, fmt::format("{} are there, {} among them", models->size(), ours)};
    std::vector<std::string> some(models->begin(), models->begin() + std::min<std::ptrdiff_t>(8, std::ssize(*models)));
    return {"models", false,
            fmt::format("{} is not among the {} that are there: {}", ours, models->size(), fmt::join(some, ", "))};
}

Trial try_summary(const Writer& writer, const std::stop_token& stop) {
    Matter matter = matter_of(example(), writer.room());
    Items counted;
    const auto items = write_items(writer, example(), matter, counted, stop);
    std::string detail;
    if (items)
        for (const auto& sentence : items->sentences) detail += (detail.empty() ? "" : " ") + sentence.text;
    return trial("summary", items, fmt::format("{} ({} tokens)", detail, counted.tokens));
}

}  // namespace

std::vector<Trial> try_model(const Writer& writer, const std::stop_token& stop) {
    std::vector<Trial> out = {try_list(writer, stop), try_summary(writer, stop)};
    if (!out.back().works && !out.front().works) return out;
    const std::string& model = writer.service.settings().model;
    const std::vector<std::string> texts = {"The bridge is open.", "Le pont est ouvert."};
    const auto embeddings =
        paid(writer.budget, writer.service, texts, [&] { return writer.model.embeddings(texts, model, stop); });
    out.push_back(trial("embeddings", embeddings,
                        embeddings ? fmt::format("{} numbers a text", embeddings->front().size()) : ""));
    return out;
}

Trial try_translator(Service& service, Budget& budget, const std::stop_token& stop) {
    const std::vector<std::string> texts = {"The bridge cost 14 million euros.", "It is open again."};
    const auto made =
        paid(budget, service, texts, [&] { return translate_by_service(service, texts, "en", "es", stop); });
    if (made && !assist::trusted(texts[0], (*made)[0]))
        return {"translation", false, fmt::format("14 million euros became: {}", (*made)[0])};
    return trial("translation", made, made ? fmt::format("{} {}", (*made)[0], (*made)[1]) : "");
}

Trial try_voice(OpenAi& speaker, Budget& budget, const VoiceOf& voice, const std::stop_token& stop) {
    const std::array text = {assist::Utterance{"The bridge is open, and lorries may cross it from December."}};
    const auto made = speak_by_service(speaker, budget, {text, "en", voice.voice, ""}, stop);
    const auto seconds = [](auto time) { return std::chrono::duration<double>(time).count(); };
    std::string name = voice.language.empty() ? "speech" : "speech, " + voice.language;
    return trial(
        std::move(name), made,
        made ? fmt::format("{:.1f} s by {} ({} tokens)", seconds(made->audio.length()), voice.voice, made->tokens)
             : "");
}

}  // namespace octavo::provider
