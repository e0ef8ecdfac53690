// `octavo summarize FILE|ARTICLE`: summary, key points, reading time and level, tone. A story: summarize_story.cpp.
#include "cli/summarize_one.hpp"

#include "assist/level.hpp"
#include "assist/summary.hpp"
#include "assist/tone.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "cli/archive.hpp"
#include "cli/batch_input.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/generate_one.hpp"
#include "cli/one_text.hpp"
#include "cli/progress.hpp"
#include "extract/page.hpp"
#include "text/language.hpp"

namespace octavo::cli {
namespace {

struct Article {
    std::string title, text, language;
    bool reserved = false;  // by its publisher: nothing of it goes to a service
};

// A page is read as `octavo extract` reads it; anything else is text as it stands.
Result<Article> article_in(const std::string& path) {
    const std::string bytes = TRY(read_input_file(path));
    if (!looks_like_html(bytes)) return Article{{}, utf8::repair(bytes), {}, false};
    extract::Extractor extractor;
    const Extraction read = extractor.extract(
        {.bytes = bytes, .url = {}, .content_type = {}, .robots = {}, .now = SystemClock{}.now(), .rules = nullptr});
    return Article{read.title, plain_text(read), read.language, provider::is_reserved(read.marks)};
}

void print_tone(const assist::Tone& tone, std::string_view text) {
    std::vector<std::string> words;
    for (const auto& w : tone.loaded)
        if (!w.quoted && words.size() < 12)
            words.push_back(
                fmt::format("{} ({})", printable(text.substr(w.at.begin, w.at.end - w.at.begin)), name_of(w.kind)));
    fmt::print("Wording: {:.1f} loaded words in 1,000, {:.0f} % quoted{}{}\n", 1000 * tone.loaded_share(),
               100 * tone.quoted_share(), words.empty() ? "" : ": ", fmt::join(words, ", "));
}

void print_article(const Article& article, const assist::SentenceList& list) {
    const assist::Summary summary = assist::summarize(list);
    const auto at = [&](const assist::Cited& c) {
        return printable(list.text.substr(c.at.begin, c.at.end - c.at.begin));
    };
    if (!article.title.empty()) fmt::print("{}\n\n", wrap(printable(article.title), 92));
    if (summary.brief) fmt::print("(Under {} words: pages show no summary of it.)\n\n", assist::words_worth_a_summary);
    for (const auto& s : summary.sentences)
        fmt::print("{}", wrap(fmt::format("{} [{}]", at(s), s.number + 1), 92, "  "));
    if (summary.key_points.empty())
        fmt::print("No sentence here tells anything.\n");
    else
        fmt::print("\nKey points\n");
    for (const auto& p : summary.key_points)
        fmt::print(
            "{}",
            item(fmt::format("{}{} [{}]", printable(p.text), p.shortened ? " (shortened)" : "", p.from.number + 1), 2));
    const auto time = assist::reading_time(list, article.language);
    fmt::print("\n{} words, {:.0f} min to read", grouped(list.word_count), std::max(1.0, std::round(time.minutes)));
    if (const auto level = assist::reading_level(list, article.language))
        fmt::print("; {} ({} {:.0f}, {})", name_of(level->ease), level->formula, level->score, level->link);
    fmt::print("\n");
    if (const auto tone = assist::tone(list, article.language)) print_tone(*tone, list.text);
}

void print_article_json(const std::string& name, const Article& article, const assist::SentenceList& list) {
    const assist::Summary summary = assist::summarize(list);
    JsonWriter out;
    out.object().field("of", name).field("lang", article.language).field("words", list.word_count);
    out.field("brief", summary.brief).key("summary").array();
    for (const auto& s : summary.sentences)
        out.object()
            .field("sentence", s.number)
            .field("text", list.text.substr(s.at.begin, s.at.end - s.at.begin))
            .end();
    out.end().key("key_points").array();
    for (const auto& p : summary.key_points)
        out.object().field("sentence", p.from.number).field("text", p.text).field("shortened", p.shortened).end();
    out.end().field("minutes", assist::reading_time(list, article.language).minutes);
    if (const auto level = assist::reading_level(list, article.language)) {
        out.key("level").object().field("formula", level->formula).field("score", level->score);
        out.field("ease", name_of(level->ease)).field("link", level->link).end();
    }
    if (const auto tone = assist::tone(list, article.language)) {
        out.key("tone")
            .object()
            .field("loaded_share", tone->loaded_share())
            .field("quoted_share", tone->quoted_share());
        out.key("words").array();
        for (const auto& w : tone->loaded)
            out.object()
                .field("text", list.text.substr(w.at.begin, w.at.end - w.at.begin))
                .field("kind", name_of(w.kind))
                .field("quoted", w.quoted)
                .end();
        out.end().end();
    }
    out.end();
    fmt::print("{}\n", out.text());
}

void show(const std::string& name, Article article, bool json) {
    article.language = text::identify(article.text, article.language).language;
    const auto list = assist::sentence_list({article.title, article.text, article.language});
    if (json)
        print_article_json(name, article, list);
    else
        print_article(article, list);
}

// What the configured model makes of an article, before what it says itself.
void show_generated(const std::string& name, const Article& article, const Options& options,
                    provider::Providers& providers) {
    if (article.reserved) return say_fallback({provider::Cause::off, std::string(provider::reserved_words)});
    for (const provider::Task task : {provider::Task::summary, provider::Task::key_points})
        if (!print_generated(providers, name,
                             {.task = task,
                              .articles = {{.id = name,
                                            .source = {},
                                            .title = article.title,
                                            .text = article.text,
                                            .language = article.language}}},
                             options.json))
            return;
}

Result<> of_archive(const std::string& name, ArticleId id, const Options& options, const Config& config,
                    provider::Providers* providers) {
    const auto store = TRY(open_archive(config, Access::look));
    const auto reader = TRY(store->reader());
    const auto found = TRY(reader->article(id));
    if (!found) {
        if (providers) {
            const provider::Order order = TRY(order_of_story(*reader, StoryId{id.value}));
            if (order.articles.empty()) {
                if (TRY(reader->list({.story = StoryId{id.value}, .limit = 1})).empty())
                    return summarize_story(*reader, StoryId{id.value}, options.json);  // which says what is wrong
                say_fallback({provider::Cause::off, "its publishers reserve it: nothing of it goes to a service"});
            } else {
                print_generated(*providers, name, order, options.json);
            }
        }
        return summarize_story(*reader, StoryId{id.value}, options.json);
    }
    if (found->expired)
        return fail(Fault::not_found,
                    fmt::format("summarize: the text of {} has left the archive: keep.body_days", name));
    Article article{found->card.title, plain_text(found->extraction), found->card.language,
                    provider::is_reserved(found->extraction.marks)};
    if (providers) show_generated(name, article, options, *providers);
    show(name, std::move(article), options.json);
    return {};
}

}  // namespace

int summarize_for_people(const Options& options) {
    auto config = load_config(options.flags);
    if (!config) return report(config.error());
    const Services services = options.generate ? open_services(*config) : Services{};
    int worst = 0;
    for (const std::string& argument : options.args) {
        const auto id = ArticleId::parse(std::string_view(argument).substr(argument.rfind('-') + 1));
        std::error_code ignored;
        Result<> done;
        if (id && !std::filesystem::exists(argument, ignored)) {
            done = of_archive(argument, *id, options, *config, services.providers.get());
        } else if (auto article = article_in(argument)) {
            if (utf8::trim(article->text).empty())
                done = fail(Fault::not_found, fmt::format("summarize: {}: no text in it", argument));
            else {
                if (services.providers) show_generated(argument, *article, options, *services.providers);
                show(argument, std::move(*article), options.json);
            }
        } else {
            done = fail(article.error().fault,
                        fmt::format("{}; summarize takes a file, or the id of an article or a story (13 letters)",
                                    article.error().detail));
        }
        if (!done) worst = std::max(worst, report(done.error()));
    }
    return worst;
}

}  // namespace octavo::cli
