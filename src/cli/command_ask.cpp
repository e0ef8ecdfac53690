#include "cli/command_ask.hpp"

#include "assist/ask.hpp"
#include "assist/ground.hpp"
#include "assist/question.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "cli/archive.hpp"
#include "cli/batch_input.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/generate_one.hpp"
#include "cli/one_text.hpp"
#include "cli/progress.hpp"
#include "search/with_any.hpp"
#include "text/language.hpp"

namespace octavo::cli {
namespace {

constexpr std::size_t most_candidates = 48, most_of_story = 60;
constexpr std::size_t shown_answers = 3, shown_passages = 5;

// What is asked: texts, and where each is from.
struct Asked {
    assist::PassageIndex index;
    std::vector<assist::DocumentText> texts;
    std::vector<store::Card> cards;
    std::vector<bool> reserved;  // by its publisher: nothing of it goes to a service
    std::string language;        // of the question, where it is known

    void add(store::Card card, std::string text, bool is_reserved = false) {
        reserved.push_back(is_reserved);
        if (card.language.empty() || card.language == "und")
            card.language = text::identify_article(card.title, text, {}).language;
        index.add({card.title, text, card.language, card.published});
        texts.push_back({card.title, std::move(text), card.language});
        cards.push_back(std::move(card));
    }
};

Result<> add_cards(store::Reader& reader, std::vector<store::Card> cards, Asked& out) {
    for (store::Card& card : cards) {
        const auto body = TRY(reader.extraction(card.id));
        if (body && !body->marks.nosnippet)
            out.add(std::move(card), plain_text(*body), provider::is_reserved(body->marks));
    }
    return {};
}

Result<> add_archive(store::Reader& reader, std::string_view text, Asked& out) {
    out.language = text::identify(text).language;
    if (out.language == "und") out.language = "en";
    std::vector<std::string> words;
    const auto question = assist::read_question(text, out.language);
    for (const auto& term : question.terms)
        if (!term.stop) words.push_back(term.written);
    auto found = TRY(search::with_any(reader, words, most_candidates));
    TRY(add_cards(reader, std::move(found.cards), out));
    for (const std::string& each : out.index.languages())
        for (const auto& term : assist::read_question(text, out.language, each).terms)
            for (const auto& [word, rarity] : found.rarities)
                if (word == term.written) out.index.know_rarity(term.hash, static_cast<float>(rarity));
    return {};
}

Result<Asked> what_is_asked(const Options& options, const std::string& question) {
    Asked out;
    if (!options.file.empty()) {
        store::Card card;
        card.source_name = options.file;
        const std::string text = TRY(read_input_file(options.file));
        out.add(std::move(card), utf8::repair(text), provider::is_reserved(marks_of_file(text)));
        return out;
    }
    const Config config = TRY(load_config(options.flags));
    const auto store = TRY(open_archive(config, Access::look));
    const auto reader = TRY(store->reader());
    if (!options.article.empty()) {
        const auto id = ArticleId::parse(options.article);
        const auto article = id ? TRY(reader->article(*id)) : std::nullopt;
        if (!article)
            return fail(Fault::not_found, fmt::format("ask: no article {} in {}", options.article, config.data));
        out.add(article->card, plain_text(article->extraction), provider::is_reserved(article->extraction.marks));
    } else if (!options.story.empty()) {
        const auto id = StoryId::parse(options.story);
        if (!id) return fail(Fault::usage, fmt::format("ask: \"{}\" is no story id (13 letters)", options.story));
        store::ListQuery query;
        query.story = TRY(reader->story_now(*id)).value_or(*id);
        query.limit = most_of_story;
        auto cards = TRY(reader->list(query));
        TRY(add_cards(*reader, std::move(cards), out));
        if (out.cards.empty())
            return fail(Fault::not_found, fmt::format("ask: no story {} in {}", options.story, config.data));
    } else {
        TRY(add_archive(*reader, question, out));
    }
    return out;
}

void print_sentence(const assist::Answer& answer, const store::Card& card) {
    fmt::print("{}", wrap(printable(utf8::squeeze(answer.sentence)), 92, "  "));
    std::string from = printable(card.source_name);
    if (card.published.time_since_epoch().count() != 0) from += " · " + to_iso(card.published).substr(0, 10);
    if (!card.title.empty()) from += " · " + printable(card.title);
    fmt::print("    {}\n", from);
    if (!card.url.empty()) fmt::print("    {}\n", printable(card.url));
    fmt::print("\n");
}

// The articles that are nearest to the question, each with where the answer may stand.
provider::Order order_of(const Asked& asked, const assist::Answers& answers, const std::string& question) {
    constexpr std::size_t most = 10;
    provider::Order out{.task = provider::Task::answer, .articles = {}, .question = question};
    for (const auto& found : answers.documents) {
        if (out.articles.size() == most) break;
        if (asked.reserved[found.document]) continue;
        auto material = material_of(asked.cards[found.document], asked.texts[found.document].text);
        for (const auto& answer : answers.answers)
            if (answer.document == found.document) material.near.push_back(answer.at);
        out.articles.push_back(std::move(material));
    }
    return out;
}

}  // namespace

int ask_for_people(const Options& options) {
    const std::string question = fmt::format("{}", fmt::join(options.args, " "));
    const auto asked = what_is_asked(options, question);
    if (!asked) return report(asked.error());
    const auto answers = assist::ask(
        asked->index, [&](assist::DocumentNumber n) -> std::optional<assist::DocumentText> { return asked->texts[n]; },
        {question, asked->language, SystemClock{}.now()});
    if (options.generate) {
        const auto config = load_config(options.flags);
        if (!config) return report(config.error());
        const auto order = order_of(*asked, answers, question);
        const bool reserved = std::ranges::find(asked->reserved, true) != asked->reserved.end();
        if (order.articles.empty() && reserved)
            say_fallback({provider::Cause::off, std::string(provider::reserved_words)});
        else if (const Services services = open_services(*config); services.providers)
            print_generated(*services.providers, question, order, options.json);
    }
    if (options.json) {
        JsonWriter out;
        out.object().field("found", answers.found).key("answers").array();
        for (const auto& answer : answers.answers) {
            const store::Card& card = asked->cards[answer.document];
            out.object().field("article", card.id ? card.id.text() : "").field("sentence", answer.sentence);
            out.field("source", card.source_name).field("url", card.url).end();
        }
        out.end().end();
        fmt::print("{}\n", out.text());
        return 0;
    }
    if (answers.answers.empty()) {
        fmt::print("Not found in these sources, and no passage is near the question.\n");
        return 0;
    }
    if (!answers.found) fmt::print("Not found in these sources. The nearest passages, which may not answer:\n\n");
    const std::size_t shown = answers.found ? shown_answers : shown_passages;
    for (std::size_t i = 0; i < std::min(shown, answers.answers.size()); ++i)
        print_sentence(answers.answers[i], asked->cards[answers.answers[i].document]);
    return 0;
}

int ground_for_people(const Options& options) {
    if (options.claim.empty() || options.args.size() != 1)
        return report({Fault::usage, "ground: octavo ground --claim 'The bridge opened.' FILE"});
    const auto text = read_input_file(options.args[0]);
    if (!text) return report(text.error());
    const auto grounding = assist::ground(options.claim, utf8::repair(*text));
    fmt::print("{}\n", grounding.supported ? "supported" : "not supported");
    for (const std::string& why : grounding.why) fmt::print("  {}\n", printable(why));
    return static_cast<int>(grounding.supported ? Exit::well : Exit::some_refused);
}

}  // namespace octavo::cli
