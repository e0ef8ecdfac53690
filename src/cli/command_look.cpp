// Commands that only look: search, show, stats, config (sources: command_sources.cpp). They work beside a running
// Octavo.
#include <cstdio>

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "cli/archive.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"
#include "fetch/schedule.hpp"
#include "search/search.hpp"

namespace octavo::cli {
namespace {

std::string join(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }

void card_fields(JsonWriter& out, const store::Card& card) {
    out.field("id", card.id.text())
        .field("title", card.title)
        .field("source", card.source_domain)
        .field("url", card.url);
    out.field("published", to_iso(card.published)).field("lang", card.language).field("kind", name_of(card.kind));
}

void print_card(const store::Card& card, Instant now, std::string_view snippet) {
    fmt::print("{}\n", printable(card.title));
    fmt::print("   {} · {} · {}\n", printable(card.source_name), ago(now - card.published), card.id.text());
    if (!snippet.empty()) fmt::print("{}", wrap(printable(snippet), 92, "   "));
    fmt::print("\n");
}

void print_block(const Block& block) {
    switch (block.type) {
        case Block::Type::heading:
            fmt::print("{}\n", wrap(printable(block.text), 92, "## "));
            break;
        case Block::Type::quote:
            fmt::print("{}\n", wrap(printable(block.text), 88, "  > "));
            break;
        case Block::Type::list:
            for (const auto& item : block.items) fmt::print("{}", wrap(printable(item), 88, "  - "));
            fmt::print("\n");
            break;
        case Block::Type::figure:
            if (!block.text.empty()) fmt::print("{}\n", wrap("[Picture: " + printable(block.text) + "]", 92));
            break;
        case Block::Type::embed:
            fmt::print("[{}]\n\n", printable(block.url));
            break;
        case Block::Type::code:
            fmt::print("{}\n\n", printable(block.text));
            break;
        case Block::Type::paragraph:
        case Block::Type::table:
            fmt::print("{}\n", wrap(printable(block.text), 92));
            break;
    }
}

}  // namespace

void print_extraction(const Extraction& extraction, std::string_view url) {
    fmt::print("{}\n\n", wrap(printable(extraction.title), 92));
    std::vector<std::string> about;
    if (!extraction.site.empty()) about.push_back(printable(extraction.site));
    if (!extraction.authors.empty()) about.push_back(printable(fmt::format("{}", fmt::join(extraction.authors, ", "))));
    if (extraction.published) about.push_back(to_iso(*extraction.published, extraction.published_as));
    if (extraction.kind != Kind::news) about.emplace_back(name_of(extraction.kind));
    if (!about.empty()) fmt::print("{}\n", fmt::join(about, " · "));
    if (!url.empty()) fmt::print("{}\n", printable(url));
    fmt::print("\n");
    for (const Block& block : extraction.blocks) print_block(block);
}

int command_search(const Options& options, const Config& config) {
    if (options.args.empty())
        return report({Fault::usage, "search: what for? For example: octavo search 'tidal power'"});
    const auto store = open_archive(config, Access::look);
    if (!store) return report(store.error());
    const auto reader = (*store)->reader();
    if (!reader) return report(reader.error());
    const std::string words = join(options.args);
    const search::Ask ask{.text = words,
                          .order = options.newest ? search::Order::newest : search::Order::best,
                          .limit = options.limit,
                          .offset = 0};
    const auto found = search::search(**reader, ask);
    if (!found) return report(found.error());
    const Instant now = SystemClock{}.now();
    for (const search::Hit& hit : found->hits) {
        if (!options.json) {
            print_card(hit.card, now, hit.snippet);
            continue;
        }
        JsonWriter out;
        out.object();
        card_fields(out, hit.card);
        out.field("score", hit.score).field("snippet", hit.snippet).end();
        fmt::print("{}\n", out.text());
    }
    if (!options.json) {
        if (found->hits.empty())
            fmt::print("Nothing found for: {}\n", words);
        else if (found->more)
            fmt::print("There is more: --limit {}\n", options.limit * 2);
    }
    return 0;
}

int command_show(const Options& options, const Config& config) {
    if (options.args.size() != 1)
        return report({Fault::usage, "show: name one article by its id or address, as search prints it"});
    const auto store = open_archive(config, Access::look);
    if (!store) return report(store.error());
    const auto reader = (*store)->reader();
    if (!reader) return report(reader.error());
    auto id = ArticleId::parse(options.args[0].substr(options.args[0].rfind('-') + 1));
    if (const auto url = Url::parse(options.args[0]); !id && url) {
        const auto at = (*reader)->article_at(normalize(*url));
        if (!at) return report(at.error());
        id = *at;
    }
    if (!id)
        return report({Fault::not_found, fmt::format("show: \"{}\" is no article id (13 letters) and no known address",
                                                     options.args[0])});
    const auto article = (*reader)->article(*id);
    if (!article) return report(article.error());
    if (!*article) return report({Fault::not_found, fmt::format("show: no article {} in {}", id->text(), config.data)});
    const store::FullArticle& full = **article;
    if (options.json) {
        JsonWriter out;
        out.object();
        card_fields(out, full.card);
        out.strings("authors", full.extraction.authors).field("text", plain_text(full.extraction));
        out.field("story", full.card.story.text()).end();
        fmt::print("{}\n", out.text());
        return 0;
    }
    print_extraction(full.extraction, full.card.url);
    if (full.expired)
        fmt::print("{}\n[The text has left the archive: keep.body_days]\n\n", wrap(printable(full.card.excerpt), 92));
    if (!full.also_at.empty()) {
        fmt::print("Also at:\n");
        for (const store::Card& card : full.also_at)
            fmt::print("  {}  {}\n", printable(card.source_name), card.id.text());
    }
    if (!full.related.empty()) {
        fmt::print("Related:\n");
        for (const store::Card& card : full.related)
            fmt::print("  {}  {} ({})\n", card.id.text(), printable(card.title), printable(card.source_name));
    }
    return 0;
}

int command_stats(const Options& options, const Config& config) {
    const auto store = open_archive(config, Access::look);
    if (!store) return report(store.error());
    const auto reader = (*store)->reader();
    if (!reader) return report(reader.error());
    const auto stats = (*reader)->stats();
    if (!stats) return report(stats.error());
    if (options.json) {
        JsonWriter out;
        out.object()
            .field("articles", stats->articles)
            .field("real_articles", stats->real_articles)
            .field("copies", stats->copies);
        out.field("versions", stats->versions).field("stories", stats->stories).field("sources", stats->sources);
        out.field("real_sources", stats->real_sources)
            .field("feeds", stats->feeds)
            .field("feeds_healthy", stats->feeds_healthy);
        out.field("feeds_failing", stats->feeds_failing).field("bytes", stats->bytes).end();
        fmt::print("{}\n", out.text());
        return 0;
    }
    std::vector<std::vector<std::string>> rows = {
        {"articles", fmt::format("{} ({} of the sample edition)", grouped(stats->articles),
                                 grouped(stats->articles - stats->real_articles))},
        {"folded copies", grouped(stats->copies)},
        {"versions", grouped(stats->versions)},
        {"stories", grouped(stats->stories)},
        {"sources", grouped(stats->sources)},
        {"feeds", fmt::format("{} ({} well, {} failing)", grouped(stats->feeds), grouped(stats->feeds_healthy),
                              grouped(stats->feeds_failing))},
        {"on disk", bytes_in_words(stats->bytes)}};
    if (stats->oldest && stats->newest)
        rows.push_back({"published", to_iso(*stats->oldest) + " to " + to_iso(*stats->newest)});
    fmt::print("{}", table(rows));
    return 0;
}

int command_config(const Options& options, const Config& config) {
    for (const ConfigLine& one : options.json ? config_lines(config) : std::vector<ConfigLine>()) {
        JsonWriter out;
        out.object().field("key", one.key).field("value", one.value).field("origin", one.origin).end();
        fmt::print("{}\n", out.text());
    }
    if (options.json) return 0;
    fmt::print("{}", print_config(config));
    return 0;
}

}  // namespace octavo::cli
