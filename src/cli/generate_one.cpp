#include "cli/generate_one.hpp"

#include "base/json.hpp"
#include "cli/archive_shelf.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"

namespace octavo::cli {
namespace {

std::string_view title_of(provider::Task task) {
    switch (task) {
        case provider::Task::summary:
            return "Summary";
        case provider::Task::key_points:
            return "Key points";
        case provider::Task::story:
            return "The story";
        case provider::Task::answer:
            return "Answer";
        case provider::Task::explain:
            return "In plain words";
        case provider::Task::translate:
        case provider::Task::speech:
            break;
    }
    return "";
}

void print(const provider::Generated& made) {
    fmt::print("{}, {} on {}", title_of(made.task), printable(made.maker), to_iso(made.made).substr(0, 10));
    if (made.sentences.empty())
        fmt::print(": not found in these sources.\n");
    else
        fmt::print(". Each sentence was checked against those below it, by code alone.\n");
    for (const auto& sentence : made.sentences) {
        fmt::print("{}", item(printable(sentence.text), 2));
        for (const auto& cite : sentence.cites)
            fmt::print("{}",
                       wrap(fmt::format("[{}] {}", printable(cite.article), printable(cite.sentence)), 92, "      "));
    }
    fmt::print("\n");
    std::fflush(stdout);  // before what is said of it
    fmt::print(stderr, "{} tokens\n", made.tokens);
}

void print_json(const std::string& name, const provider::Generated& made) {
    JsonWriter out;
    out.object().field("of", name).key("generated").object();
    out.field("task", provider::name_of(made.task)).field("maker", made.maker).field("made", to_iso(made.made));
    out.field("prompt", made.prompt_version).field("code", made.code_version).field("sources", made.sources_hash);
    out.field("tokens", made.tokens).key("sentences").array();
    for (const auto& sentence : made.sentences) {
        out.object().field("text", sentence.text).key("cites").array();
        for (const auto& cite : sentence.cites)
            out.object().field("article", cite.article).field("sentence", cite.sentence).end();
        out.end().end();
    }
    out.end().end().end();
    fmt::print("{}\n", out.text());
}

}  // namespace

void say_fallback(const provider::Fallback& fallback) {
    fmt::print(stderr, "octavo: nothing generated ({}): {}; going on without it\n", provider::name_of(fallback.cause),
               printable(fallback.detail));
}

Result<Services> make_services(const Config& config) {
    Services out;
    const auto& settings = config.provider;
    if (!settings.any()) return out;
    out.shelf = open_shelf(config.data);
    out.providers = TRY(provider::Providers::make(settings, {.shelf = out.shelf.get()}));
    return out;
}

Services open_services(const Config& config) {
    auto made = make_services(config);
    if (!made)
        say_fallback({provider::Cause::off, made.error().detail});
    else if (!made->providers)
        say_fallback({provider::Cause::off,
                      "no service is configured; set provider.kind, provider.url and provider.model, to be read "
                      "aloud speaker.kind and its neighbours (docs/operators.md)"});
    return made ? std::move(*made) : Services{};
}

bool print_generated(provider::Providers& providers, const std::string& name, const provider::Order& order, bool json) {
    const auto made = providers.generate(order);
    if (!made) {
        say_fallback(made.error());
        return false;
    }
    if (json)
        print_json(name, *made);
    else
        print(*made);
    return true;
}

provider::Material material_of(const store::Card& card, std::string text) {
    return {.id = card.id ? card.id.text() : card.source_name,
            .source = card.source_name,
            .title = card.title,
            .text = std::move(text),
            .language = card.language};
}

Result<provider::Order> order_of_story(store::Reader& reader, StoryId id) {
    constexpr std::size_t most = 20;
    store::ListQuery query;
    query.story = TRY(reader.story_now(id)).value_or(id);
    query.limit = most;
    provider::Order out{.task = provider::Task::story, .articles = {}, .subject = query.story->text()};
    for (const store::Card& card : TRY(reader.list(query))) {
        const auto body = TRY(reader.extraction(card.id));
        if (body && !provider::is_reserved(body->marks) && !card.duplicate_of)
            out.articles.push_back(material_of(card, plain_text(*body)));
    }
    return out;
}

}  // namespace octavo::cli
