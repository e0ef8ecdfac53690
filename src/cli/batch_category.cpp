#include "cli/batch_category.hpp"

#include <fstream>
#include <iostream>
#include <iterator>

#include "cli/batch.hpp"
#include "cli/exit.hpp"
#include "text/language.hpp"

namespace octavo::cli {
namespace {

double rounded(float value) { return std::round(static_cast<double>(value) * 10000) / 10000; }

Result<text::CategoryModel> read_model(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail(Fault::not_found, fmt::format("category: cannot read the model {}", path));
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    auto model = text::CategoryModel::read(bytes);
    if (!model) return fail_at(path, model.error());
    return model;
}

}  // namespace

Result<> answer_category(const text::CategoryModel& model, const Json& request, JsonWriter& out) {
    std::vector<std::string> sections;
    if (request["section"].is_string()) sections.emplace_back(request["section"].string());
    for (const Json& tag : request["tags"].items())
        if (tag.is_string()) sections.emplace_back(tag.string());
    std::string language(request["lang"].string());
    const std::string_view title = request["title"].string();
    const std::string_view text = request["text"].string();
    if (language.empty()) language = text::identify_article(title, text, {}).language;
    const text::ToSort article{title, text, request["url"].string(), language, sections};
    const auto judged = model.judge(article);
    const auto& labels = model.labels();
    // A model of the twelve labels says "general" when it is blind; another one says its best guess.
    const bool general = judged.blind && std::ranges::find(labels, "general") != labels.end();
    out.field("label", general ? std::string("general") : labels[judged.best]);
    out.key("scores").object();
    for (std::size_t i = 0; i < labels.size(); ++i) out.field(labels[i], rounded(judged.scores[i]));
    out.end().field("news", rounded(judged.news));
    return {};
}

int command_category(const Options& options) {
    const text::CategoryModel* model = nullptr;
    std::optional<text::CategoryModel> own;
    if (options.model.empty()) {
        model = &text::CategoryModel::shipped();
    } else {
        auto read = read_model(options.model);
        if (!read) return report(read.error());
        model = &own.emplace(std::move(*read));
    }
    const Handler handler = [&](const Json& request, JsonWriter& out) { return answer_category(*model, request, out); };
    if (options.batch) return run_batch(std::cin, std::cout, options.jobs, handler);
    if (options.args.empty())
        return report({Fault::usage,
                       "category: give a text, or --batch and JSON lines on standard input. See: octavo "
                       "category --help"});
    for (const std::string& argument : options.args) {
        JsonWriter request;
        request.object().field("text", argument).end();
        fmt::print("{}\n", answer_line(request.take(), handler));
    }
    return static_cast<int>(Exit::well);
}

}  // namespace octavo::cli
