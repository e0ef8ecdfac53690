#include "cli/batch_understand.hpp"

#include <fstream>

#include "base/dates.hpp"
#include "text/language.hpp"
#include "text/reading.hpp"

namespace octavo::cli {
namespace {

struct Read {
    Reading reading;
    std::optional<Instant> published;
    SourceId source;
};

Read read_article(const Json& article) {
    Read out;
    out.reading = text::read({article["title"].string(), article["text"].string(), article["lang"].string()});
    out.published = parse_date(article["published"].string());
    if (const auto source = article["source"].string(); !source.empty()) out.source = source_id(source);
    return out;
}

double rounded(float value) { return std::round(static_cast<double>(value) * 1000) / 1000; }

// Ids of requests are any string or number; the desk wants its own.
ArticleId number_of(std::string_view id) { return article_id_of_text("batch", id); }

}  // namespace

Result<> answer_language(const Json& request, JsonWriter& out) {
    if (!request["text"].is_string()) return fail(Fault::usage, "language: \"text\" is missing");
    const auto guess = text::identify(request["text"].string(), request["hint"].string());
    out.field("lang", guess.language).field("confidence", rounded(guess.confidence));
    return {};
}

Result<> answer_same(const Json& request, JsonWriter& out) {
    if (!request["first"].is_object() || !request["second"].is_object())
        return fail(Fault::usage, "same: \"first\" and \"second\" are two articles");
    const auto likeness =
        story::compare(read_article(request["first"]).reading, read_article(request["second"]).reading);
    out.field("same", likeness.same).field("score", rounded(likeness.score));
    return {};
}

void StoriesBatch::add(const Json& request) {
    JsonWriter out;
    out.object();
    const Json* id = request.find("id");
    if (!id || !id->scalar()) {
        out.field("id", id ? *id : Json()).key("error").object().field("fault", name_of(Fault::usage));
        out.field("detail", "stories: \"id\" is missing").end().end();
        lines_.push_back(out.take());
        return;
    }
    const Read article = read_article(request);
    if (article.published) newest_ = std::max(newest_, *article.published);
    const ArticleId number = number_of(fmt::format("{}", lines_.size()));
    ids_.emplace(number, id->dump());
    const Placement placement = desk_.place(
        {number, article.source, article.published.value_or(newest_), request["url"].string(), &article.reading});
    out.field("id", *id);
    if (const Json* file = request.find("file"); file && file->is_string()) out.field("file", *file);
    out.field("story", placement.story.text());
    if (placement.duplicate_of) out.key("duplicate_of").raw(ids_.at(placement.duplicate_of));
    out.field("why", placement.why).end();
    lines_.push_back(out.take());
}

void StoriesBatch::finish(const std::function<void(const std::string& line)>& out) {
    for (const std::string& line : lines_) out(line);
    lines_.clear();
}

Result<RelatedBatch> RelatedBatch::load(const std::string& archive_path) {
    std::ifstream in(archive_path);
    if (!in) return fail(Fault::not_found, fmt::format("related: cannot read the archive {}", archive_path));
    RelatedBatch batch;
    Instant newest{};
    std::size_t row = 0;
    for (std::string line; std::getline(in, line);) {
        ++row;
        if (line.empty()) continue;
        const auto document = Json::parse(line);
        if (!document) return fail_at(fmt::format("{}, line {}", archive_path, row), document.error());
        const auto id = (*document)["id"].scalar();
        if (!id) continue;
        const Read article = read_article(*document);
        if (article.published) newest = std::max(newest, *article.published);
        const ArticleId number = number_of(*id);
        batch.ids_[number] = (*document)["id"].dump();
        batch.desk_.place({number, article.source, article.published.value_or(newest), {}, &article.reading});
    }
    return batch;
}

Result<> RelatedBatch::answer(const Json& request, JsonWriter& out) {
    const auto id = request["id"].scalar();
    if (!id) return fail(Fault::usage, "related: \"id\" is missing");
    const ArticleId number = number_of(*id);
    if (!ids_.contains(number))
        return fail(Fault::not_found, fmt::format("related: no article {} in the archive", *id));
    out.key("related").array();
    for (const auto& [other, likeness] : desk_.related(number)) {
        out.object().key("id").raw(ids_.at(other)).field("score", rounded(likeness));
        out.field("why", fmt::format("{:.0f} % of its rare words, by weight", likeness * 100)).end();
    }
    out.end();
    return {};
}

}  // namespace octavo::cli
