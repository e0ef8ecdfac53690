// The sample edition: about a hundred short articles of publishers that do not exist, so that the first page a person
// sees is a newspaper and not an empty table. Times are told as hours before now. Stories are named by the writer of
// the sample, not found; relatives are found, by a desk of the sample's own that no real article ever sees.
// Checked by tests/pipeline/starter_test.cpp.
#include "pipeline/sample.hpp"

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "pipeline/intake.hpp"
#include "pipeline/worker.hpp"
#include "story/desk.hpp"

namespace octavo::pipeline {
namespace {

struct Row {
    Source source;
    std::string story;
    ParsedArticle parsed;
};

std::vector<std::string> strings_of(const Json& list) {
    std::vector<std::string> out;
    for (const Json& item : list.items()) out.emplace_back(item.string());
    return out;
}

Source source_of_row(const Json& row) {
    const Json& named = row["source"];
    Source source;
    source.klass = Source::Class::sample;
    source.domain = named["domain"].string();
    source.name = named["name"].string();
    source.country = named["country"].string();
    source.language = named["language"].string();
    source.kind = named["kind"].string();
    source.id = source_id(source.domain);
    return source;
}

std::string joined(const Json& paragraphs) {
    std::string out;
    for (const Json& paragraph : paragraphs.items()) {
        if (!out.empty()) out += "\n\n";
        out += paragraph.string();
    }
    return out;
}

Row read_row(Worker& worker, const Json& json, Instant now) {
    Row row{source_of_row(json), std::string(json["story"].string()), {}};
    ParseJob job;
    job.source = row.source.id;
    job.seen = now;
    job.hints.guid = fmt::format("sample:{}", json["title"].string());
    job.hints.title = json["title"].string();
    job.hints.authors = strings_of(json["authors"]);
    job.hints.published = now - std::chrono::duration_cast<Duration>(
                                    std::chrono::duration<double, std::ratio<3600>>(json["hours_ago"].number()));
    job.hints.language = json["language"].string(row.source.language);
    job.hints.content = joined(json["paragraphs"]);
    job.hints.tags = strings_of(json["tags"]);
    job.hints.plain = true;
    row.parsed = worker.run(job);
    row.parsed.extraction.section = json["section"].string();
    row.parsed.extraction.why = "sample";
    // Not an address of the web: the pages draw it themselves.
    if (const auto image = json["image"].string(); image.starts_with("drawing:"))
        row.parsed.extraction.pictures = {{std::string(image), std::string(json["image_alt"].string())}};
    return row;
}

Result<std::vector<Row>> read_rows(std::string_view jsonl, Instant now) {
    Worker worker;
    std::vector<Row> rows;
    while (!jsonl.empty()) {
        const auto end = std::min(jsonl.find('\n'), jsonl.size());
        const auto line = utf8::trim(jsonl.substr(0, end));
        jsonl.remove_prefix(std::min(end + 1, jsonl.size()));
        if (line.empty()) continue;
        Row row = read_row(worker, TRY(Json::parse(line)), now);
        if (auto fit = fit_to_print(row.parsed); !fit) return fail_at("sample", std::move(fit).error());
        if (row.source.domain.empty()) return fail(Fault::malformed, "sample: an article without a source");
        rows.push_back(std::move(row));
    }
    // Oldest first, as they would have arrived.
    std::ranges::stable_sort(rows, {}, [](const Row& r) { return *r.parsed.extraction.published; });
    return rows;
}

}  // namespace

Result<std::size_t> seed_sample(store::Store& store, Instant now, std::string_view jsonl) {
    if (TRY(store.fact("sample_gone")) || TRY(store.fact("sample"))) return 0;
    const auto reader = TRY(store.reader());
    if (TRY(reader->stats()).articles > 0) return 0;

    auto rows = TRY(read_rows(jsonl, now));
    story::Desk desk;
    std::map<std::string, StoryId> stories;
    std::vector<store::ArticleWrite> writes;
    for (auto& row : rows) {
        TRY(store.put_source(row.source));
        store::ArticleWrite write;
        write.placement =
            desk.place({row.parsed.id, row.source.id, *row.parsed.extraction.published, {}, &row.parsed.reading});
        write.placement.duplicate_of = {};
        const StoryId own = story_id(row.parsed.id);
        write.placement.story = row.story.empty() ? own : stories.try_emplace(row.story, own).first->second;
        write.placement.why = "sample";
        write.source = row.source.id;
        write.first_seen = now;
        write.parsed = std::move(row.parsed);
        writes.push_back(std::move(write));
    }
    TRY(store.write(writes));
    TRY(store.put_fact("sample", fmt::format("{}", writes.size())));
    return writes.size();
}

}  // namespace octavo::pipeline
