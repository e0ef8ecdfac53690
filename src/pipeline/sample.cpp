// The sample edition: about a hundred short articles of publishers that do not exist, so that the first page a person
// sees is a newspaper and not an empty table. Times are told as hours before now. Stories are named by the writer of
// the sample, not found; relatives are found, by a desk of the sample's own that no real article ever sees.
// Checked by tests/pipeline/starter_test.cpp.
#include "pipeline/sample.hpp"

#include <map>
#include <set>

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "markup/safe_html.hpp"
#include "pipeline/data.gen.hpp"
#include "pipeline/worker.hpp"
#include "story/desk.hpp"

namespace octavo::pipeline {
namespace {

struct Row {
    SourceId source;
    std::string story;
    ParsedArticle parsed;
};

// Calls `each` with every object of a JSONL text; stops at the first failure.
Result<> each_object(std::string_view jsonl, const std::function<Result<>(const Json&)>& each) {
    for (std::size_t number = 1; !jsonl.empty(); ++number) {
        const auto end = std::min(jsonl.find('\n'), jsonl.size());
        const auto line = utf8::trim(jsonl.substr(0, end));
        jsonl.remove_prefix(std::min(end + 1, jsonl.size()));
        if (line.empty()) continue;
        const auto json = Json::parse(line);
        if (!json) return fail_at(fmt::format("sample, line {}", number), json.error());
        TRY(each(*json));
    }
    return {};
}

std::vector<std::string> strings_of(const Json& list) {
    std::vector<std::string> out;
    for (const Json& item : list.items()) out.emplace_back(item.string());
    return out;
}

Source source_of_row(const Json& row) {
    Source source;
    source.klass = Source::Class::sample;
    source.domain = row["domain"].string();
    source.name = row["name"].string();
    source.home = row["home"].string();
    source.country = row["country"].string().size() == 2 ? row["country"].string() : std::string_view();
    source.language = row["language"].string();
    source.kind = row["kind"].string();
    source.id = source_id(source.domain);
    return source;
}

std::string markup_of_block(std::string_view block) {
    if (block.starts_with("## ")) return fmt::format("<h2>{}</h2>", markup::escape(block.substr(3)).text());
    if (block.starts_with("> "))
        return fmt::format("<blockquote><p>{}</p></blockquote>", markup::escape(block.substr(2)).text());
    if (!block.starts_with("- ")) return fmt::format("<p>{}</p>", markup::escape(block).text());
    std::string out = "<ul>";
    while (!block.empty()) {
        const auto end = std::min(block.find('\n'), block.size());
        const auto line = block.substr(0, end);
        block.remove_prefix(std::min(end + 1, block.size()));
        out += fmt::format("<li>{}</li>", markup::escape(line.substr(line.starts_with("- ") ? 2 : 0)).text());
    }
    return out + "</ul>";
}

std::string markup_of(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto end = std::min(text.find("\n\n"), text.size());
        if (end > 0) out += markup_of_block(text.substr(0, end));
        text.remove_prefix(std::min(end + 2, text.size()));
    }
    return out;
}

Row read_row(Worker& worker, const Json& json, Instant now) {
    using Hours = std::chrono::duration<double, std::ratio<3600>>;
    Row row{source_id(json["source"].string()), std::string(json["story"].string()), {}};
    ParseJob job;
    job.source = row.source;
    job.seen = now;
    job.hints.guid = fmt::format("sample:{}", json["title"].string());
    job.hints.title = json["title"].string();
    job.hints.authors = strings_of(json["authors"]);
    job.hints.published = now - std::chrono::duration_cast<Duration>(Hours(json["hours_ago"].number()));
    job.hints.language = json["lang"].string();
    job.hints.content = markup_of(json["text"].string());
    job.hints.tags = strings_of(json["tags"]);
    row.parsed = worker.run(job);
    Extraction& extraction = row.parsed.extraction;
    extraction.section = json["section"].string();
    extraction.kind = kind_of(json["kind"].string()).value_or(Kind::news);
    extraction.why = "sample";
    // Not an address of the web: the pages draw it themselves.
    if (const auto image = json["image"].string(); image.starts_with("drawing:"))
        extraction.pictures = {{std::string(image), std::string(json["image_alt"].string())}};
    return row;
}

Result<std::vector<Row>> read_rows(std::string_view articles, Instant now, const std::set<SourceId>& sources) {
    Worker worker;
    std::vector<Row> rows;
    TRY(each_object(articles, [&](const Json& json) -> Result<> {
        Row row = read_row(worker, json, now);
        if (auto fit = fit_to_print(row.parsed); !fit) return fail_at(json["title"].string(), std::move(fit).error());
        if (!sources.contains(row.source))
            return fail(Fault::malformed, fmt::format("sample: {} is no source of it", json["source"].string()));
        rows.push_back(std::move(row));
        return {};
    }));
    // Oldest first, as they would have arrived.
    std::ranges::stable_sort(rows, {}, [](const Row& r) { return *r.parsed.extraction.published; });
    return rows;
}

}  // namespace

Result<std::size_t> seed_sample(store::Store& store, Instant now, const SampleText& text) {
    if (TRY(store.fact("sample_gone")) || TRY(store.fact("sample"))) return 0;
    const auto reader = TRY(store.reader());
    if (TRY(reader->stats()).articles > 0) return 0;

    std::vector<Source> sources;
    std::set<SourceId> known;
    TRY(each_object(text.sources, [&](const Json& json) -> Result<> {
        sources.push_back(source_of_row(json));
        known.insert(sources.back().id);
        return {};
    }));
    auto rows = TRY(read_rows(text.articles, now, known));

    story::Desk desk;
    std::map<std::string, StoryId> stories;
    std::map<ArticleId, StoryId> placed;
    std::vector<store::ArticleWrite> writes;
    for (auto& row : rows) {
        store::ArticleWrite write;
        write.placement =
            desk.place({row.parsed.id, row.source, *row.parsed.extraction.published, {}, &row.parsed.reading});
        write.placement.duplicate_of = {};
        const StoryId own = story_id(row.parsed.id);
        write.placement.story = row.story.empty() ? own : stories.try_emplace(row.story, own).first->second;
        // Stories are ours to say here, languages apart; what the desk found related may be of the same story.
        std::erase_if(write.placement.related, [&](const auto& edge) {
            const auto other = placed.find(edge.first);
            return other != placed.end() && other->second == write.placement.story;
        });
        placed.emplace(row.parsed.id, write.placement.story);
        write.placement.why = "sample";
        write.source = row.source;
        write.first_seen = now;
        write.parsed = std::move(row.parsed);
        writes.push_back(std::move(write));
    }
    for (const auto& source : sources) TRY(store.put_source(source));
    TRY(store.write(writes));
    TRY(store.put_fact("sample", fmt::format("{}", writes.size())));
    return writes.size();
}

Result<std::size_t> seed_sample(Line& line, const Clock& clock) {
    std::size_t added = 0;
    const auto done = line.command([&](store::Store& store) -> Result<> {
        added = TRY(
            seed_sample(store, clock.now(), {data::get("sample/sources.jsonl"), data::get("sample/articles.jsonl")}));
        return {};
    });
    if (!done) return std::unexpected(done.error());
    return added;
}

}  // namespace octavo::pipeline
