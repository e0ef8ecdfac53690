#include "cli/batch_understand.hpp"

#include <fstream>

#include "base/dates.hpp"
#include "cli/batch_input.hpp"
#include "text/language.hpp"
#include "text/reading.hpp"

namespace octavo::cli {
namespace {

constexpr std::size_t first_articles = 20'000;     // held back to learn from: about 3 KB each
constexpr std::uint32_t words_to_learn_from = 60;  // headlines name their story's words, not everyday ones

struct Read {
    Reading reading;
    std::optional<Instant> published;
    SourceId source;
};

Read read_article(const Json& article) {
    Read out;
    out.reading = text::read_for_desk({article["title"].string(), article["text"].string(), article["lang"].string()});
    out.published = parse_date(article["published"].string());
    if (const auto source = article["source"].string(); !source.empty()) out.source = source_id(source);
    return out;
}

double rounded(float value) { return std::round(static_cast<double>(value) * 1000) / 1000; }

// [{"story","features":[...],"probability"}], in the order of story::feature_names.
std::string evidence_of(const std::vector<story::Judged>& judged) {
    JsonWriter out;
    out.array();
    for (const story::Judged& j : judged) {
        out.object()
            .field("story", j.story.text())
            .field("probability", rounded(j.probability))
            .key("features")
            .array();
        for (const float feature : story::features_of(j.evidence)) out.value(static_cast<double>(feature));
        out.end().end();
    }
    out.end();
    return out.take();
}

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
    thread_local std::string weights;  // the file it judges by; "": its own
    thread_local story::Rule rule = story::Rule::shipped();
    if (const std::string_view wanted = request["weights"].string(); wanted != weights) {
        const std::string file = wanted.empty() ? "" : TRY(read_input_file(std::string(wanted)));
        rule = wanted.empty() ? story::Rule::shipped() : TRY(story::Rule::parse(file));
        weights = wanted;
    }
    const auto likeness =
        story::compare(read_article(request["first"]).reading, read_article(request["second"]).reading, rule);
    out.field("same", likeness.same).field("score", rounded(likeness.score));
    if (!request["evidence"].boolean()) return {};
    out.key("features").array();
    for (const float feature : story::features_of(likeness.evidence)) out.value(static_cast<double>(feature));
    out.end();
    return {};
}

Result<> StoriesBatch::open(const Json& request) {
    story::Settings settings;
    if (const auto file = request["weights"].string(); !file.empty()) {
        const std::string weights = TRY(read_input_file(std::string(file)));
        rule_ = TRY(story::Rule::parse(weights));
        settings.rule = &rule_;
    }
    if (request["evidence"].boolean() || request.find("known_story")) {
        settings.rehearse_until = 0;
        settings.review_every = std::numeric_limits<std::size_t>::max();
        learnt_ = false;
    }
    desk_.emplace(settings);
    return {};
}

void StoriesBatch::refuse(const Json* id, std::string_view detail) {
    JsonWriter out;
    out.object().field("id", id ? *id : Json()).key("error").object().field("fault", name_of(Fault::usage));
    out.field("detail", detail).end().end();
    placed_.push_back({.error = out.take()});
}

void StoriesBatch::add(const Json& request) {
    const Json* id = request.find("id");
    if (!id || !id->scalar()) return refuse(id, "stories: \"id\" is missing");
    if (!desk_)
        if (const auto opened = open(request); !opened) return refuse(id, opened.error().detail);
    Read article = read_article(request);
    if (article.published) newest_ = std::max(newest_, *article.published);
    Waiting waiting{.id = id->dump(),
                    .file = std::string(request["file"].string()),
                    .url = std::string(request["url"].string()),
                    .known_story = std::string(request["known_story"].string()),
                    .evidence = request["evidence"].boolean(),
                    .number = number_of(fmt::format("{}", placed_.size())),
                    .source = article.source,
                    .time = article.published.value_or(newest_),
                    .reading = std::move(article.reading),
                    .line = placed_.size()};
    lines_of_.emplace(waiting.number, waiting.line);
    placed_.push_back({.id = waiting.id, .file = waiting.file, .number = waiting.number});
    if (learnt_) return place(waiting);
    waiting_.push_back(std::move(waiting));
    if (waiting_.size() == first_articles) place_waiting();
}

void StoriesBatch::place_waiting() {
    if (!desk_) return;
    for (const Waiting& article : waiting_)
        if (article.reading.words >= words_to_learn_from) desk_->learn(article.reading);
    for (const Waiting& article : waiting_) place(article);
    waiting_.clear();
    learnt_ = true;
}

void StoriesBatch::place(const Waiting& article) {
    const story::Candidate candidate{article.number, article.source, article.time, article.url, &article.reading};
    Placed& placed = placed_[article.line];
    if (article.evidence) placed.evidence = evidence_of(desk_->judge(candidate));
    if (article.known_story.empty()) {
        placed.placement = desk_->place(candidate);
    } else {
        placed.placement.story = story_id(article_id_of_text("story", article.known_story));
        desk_->remember(candidate, placed.placement);
    }
    members_[placed.placement.story].push_back(article.line);
    change(desk_->take_changes());
}

void StoriesBatch::change(const std::vector<StoryChange>& changes) {
    for (const StoryChange& c : changes) {
        std::vector<std::size_t>& from = members_[c.from];
        std::vector<std::size_t> moved = c.article ? std::vector{lines_of_.at(c.article)} : std::exchange(from, {});
        for (const std::size_t line : moved) {
            if (c.article) std::erase(from, line);
            placed_[line].placement.story = c.to;
            placed_[line].moved = true;
        }
        std::vector<std::size_t>& to = members_[c.to];
        to.insert(to.end(), moved.begin(), moved.end());
    }
}

void StoriesBatch::finish(const std::function<void(const std::string& line)>& out) {
    place_waiting();
    if (desk_) {
        desk_->settle();
        change(desk_->take_changes());
    }
    for (const Placed& placed : placed_) {
        if (!placed.error.empty()) {
            out(placed.error);
            continue;
        }
        JsonWriter line;
        line.object().key("id").raw(placed.id);
        if (!placed.file.empty()) line.field("file", placed.file);
        line.field("story", placed.placement.story.text());
        if (const ArticleId original = placed.placement.duplicate_of)
            line.key("duplicate_of").raw(placed_[lines_of_.at(original)].id);
        line.field("why", placed.placement.why + (placed.moved ? "; later articles put it into this story" : ""));
        if (!placed.evidence.empty()) line.key("evidence").raw(placed.evidence);
        line.end();
        out(line.take());
    }
    placed_.clear();
}

Result<RelatedBatch> RelatedBatch::load(const std::string& archive_path) {
    std::ifstream in(archive_path, std::ios::binary);
    if (!in) return fail(Fault::not_found, fmt::format("related: cannot read the archive {}", archive_path));
    RelatedBatch batch;
    batch.path_ = archive_path;
    Instant newest{};
    std::size_t row = 0;
    std::streamoff at = 0, next = 0;
    for (std::string line; std::getline(in, line); at = next) {
        next = at + static_cast<std::streamoff>(line.size()) + 1;
        ++row;
        if (line.empty()) continue;
        const auto document = Json::parse(line);
        if (!document) return fail_at(fmt::format("{}, line {}", archive_path, row), document.error());
        const auto id = (*document)["id"].scalar();
        if (!id) continue;
        const Read article = read_article(*document);
        if (article.published) newest = std::max(newest, *article.published);
        const ArticleId number = number_of(*id);
        batch.known_[number] = {(*document)["id"].dump(), article.reading.language, at};
        batch.desk_.place({number, article.source, article.published.value_or(newest), {}, &article.reading});
    }
    batch.desk_.settle();
    return batch;
}

Result<std::string> RelatedBatch::text_at(std::streamoff line) const {
    std::ifstream in(path_, std::ios::binary);
    std::string document;
    if (!in.seekg(line) || !std::getline(in, document))
        return fail(Fault::not_found, fmt::format("related: cannot read {} any more", path_));
    const auto read = TRY(Json::parse(document));
    return fmt::format("{}\n\n{}", read["title"].string(), read["text"].string());
}

Result<> RelatedBatch::answer(const Json& request, JsonWriter& out) {
    const auto id = request["id"].scalar();
    if (!id) return fail(Fault::usage, "related: \"id\" is missing");
    const ArticleId number = number_of(*id);
    const auto known = known_.find(number);
    if (known == known_.end()) return fail(Fault::not_found, fmt::format("related: no article {} in the archive", *id));
    const std::string text = TRY(text_at(known->second.line));
    out.key("related").array();
    for (const auto& [other, likeness] : desk_.related(number)) {
        constexpr std::size_t said = 4;
        const auto words = text::wordings(text, known->second.language, desk_.shared_terms(number, other, said));
        out.object().key("id").raw(known_.at(other).id).field("score", rounded(likeness));
        out.field("why", fmt::format("both are about {}", fmt::join(words, ", "))).end();
    }
    out.end();
    return {};
}

}  // namespace octavo::cli
