#include "cli/batch_ask.hpp"

#include <cmath>
#include <fstream>

#include "assist/ground.hpp"
#include "base/dates.hpp"
#include "base/utf8.hpp"
#include "text/language.hpp"

namespace octavo::cli {
namespace {

double rounded(float value) { return std::round(static_cast<double>(value) * 10'000) / 10'000; }

std::optional<Instant> date_of(const Json& object) {
    const std::string_view date = object["date"].string();
    return parse_date(date.empty() ? object["published"].string() : date);
}

}  // namespace

Result<AskBatch> AskBatch::load(const std::string& archive_path) {
    std::ifstream in(archive_path, std::ios::binary);
    if (!in) return fail(Fault::not_found, fmt::format("ask: cannot read the archive {}", archive_path));
    AskBatch batch;
    batch.path_ = archive_path;
    std::size_t row = 0;
    std::streamoff at = 0, next = 0;
    for (std::string line; std::getline(in, line); at = next) {
        next = at + static_cast<std::streamoff>(line.size()) + 1;
        ++row;
        if (utf8::trim(line).empty()) continue;
        const auto document = Json::parse(line);
        if (!document) return fail_at(fmt::format("{}, line {}", archive_path, row), document.error());
        if (!(*document)["id"].scalar()) continue;
        const std::string_view title = (*document)["title"].string(), text = (*document)["text"].string();
        std::string language(text::identify_article(title, text, (*document)["lang"].string()).language);
        batch.index_.add({title, text, language, date_of(*document)});
        batch.places_.push_back({at, (*document)["id"].dump(), std::move(language)});
    }
    return batch;
}

std::optional<assist::DocumentText> AskBatch::read(assist::DocumentNumber number) const {
    std::ifstream in(path_, std::ios::binary);
    std::string line;
    if (!in.seekg(places_[number].line) || !std::getline(in, line)) return std::nullopt;
    const auto document = Json::parse(line);
    if (!document) return std::nullopt;
    return assist::DocumentText{std::string((*document)["title"].string()), std::string((*document)["text"].string()),
                                places_[number].language};
}

Result<> AskBatch::answer(const Json& request, JsonWriter& out) const {
    if (!request["question"].is_string()) return fail(Fault::usage, "ask: \"question\" is missing");
    const bool everything = request["evidence"].boolean();
    std::unordered_map<assist::DocumentNumber, assist::DocumentText> texts;
    const auto answers = assist::ask(index_,
                                     [&](assist::DocumentNumber number) {
                                         auto document = read(number);
                                         if (document) texts[number] = *document;
                                         return document;
                                     },
                                     {request["question"].string(), request["lang"].string(), date_of(request)},
                                     {.everything = everything});
    out.field("found", answers.found).field("certainty", rounded(answers.certainty)).key("answers").array();
    for (const assist::Answer& answer : answers.answers) {
        utf8::CodePoints points(texts[answer.document].text);
        out.object().key("doc").raw(places_[answer.document].id).field("sentence", answer.sentence);
        out.field("start", points.at(answer.at.begin)).field("end", points.at(answer.at.end));
        out.field("score", rounded(answer.score));
        if (everything) {
            out.key("evidence").array();
            for (const float value : answer.evidence) out.value(rounded(value));
            out.end();
        }
        out.end();
    }
    out.end().key("documents").array();
    for (const assist::DocumentFound& document : answers.documents) out.raw(places_[document.document].id);
    out.end();
    if (everything) {
        out.key("signs").array();
        for (const float value : answers.signs_of_certainty) out.value(rounded(value));
        out.end();
    }
    return {};
}

Result<> answer_ground(const Json& request, JsonWriter& out) {
    if (!request["claim"].is_string() || !request["text"].is_string())
        return fail(Fault::usage, "ground: \"claim\" and \"text\" are the claim and its source");
    const auto grounding =
        assist::ground(request["claim"].string(), request["text"].string(), request["lang"].string());
    out.field("supported", grounding.supported).strings("why", grounding.why);
    out.field("doubt", rounded(grounding.doubt));
    if (!request["evidence"].boolean()) return {};
    out.key("evidence").array();
    for (const float value : grounding.evidence) out.value(rounded(value));
    out.end();
    return {};
}

}  // namespace octavo::cli
