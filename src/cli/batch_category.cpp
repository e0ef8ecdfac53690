#include "cli/batch_category.hpp"

#include <fstream>
#include <iostream>
#include <iterator>

#include "cli/batch.hpp"
#include "cli/exit.hpp"
#include "text/category_train.hpp"
#include "text/language.hpp"

namespace octavo::cli {
namespace {

constexpr std::size_t most_rows = 1'000'000;

double rounded(float value) { return std::round(static_cast<double>(value) * 10000) / 10000; }

Result<text::CategoryModel> read_model(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail(Fault::not_found, fmt::format("category: cannot read the model {}", path));
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    auto model = text::CategoryModel::read(bytes);
    if (!model) return fail_at(path, model.error());
    return model;
}

Result<std::vector<text::LabelledText>> read_rows(const std::string& path) {
    std::ifstream in(path);
    if (!in) return fail(Fault::not_found, fmt::format("train category: cannot read the rows {}", path));
    std::vector<text::LabelledText> rows;
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.empty()) continue;
        const auto row = Json::parse(line);
        if (!row) return fail_at(fmt::format("{}, line {}", path, number), row.error());
        const Json& r = *row;
        if (!r["label"].is_string())
            return fail(Fault::usage, fmt::format("{}, line {}: \"label\" is missing", path, number));
        if (rows.size() == most_rows) return fail(Fault::too_big, fmt::format("{}: more than a million rows", path));
        rows.push_back({std::string(r["title"].string()), std::string(r["text"].string().substr(0, 1 << 14)),
                        std::string(r["lang"].string()), std::string(r["label"].string()),
                        static_cast<float>(std::clamp(r["weight"].number(1), 0.0, 100.0))});
    }
    return rows;
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

int command_train(const Options& options, const Config&) {
    if (options.args.size() != 1 || options.args.front() != "category")
        return report({Fault::usage, "train: what to train is \"category\". See: octavo train --help"});
    if (options.from.empty() || options.model.empty())
        return report({Fault::usage, "train category: give --from JSONL and --model FILE"});
    const auto rows = read_rows(options.from);
    if (!rows) return report(rows.error());
    const auto bytes = text::train_category(*rows);
    if (!bytes) return report(bytes.error());
    std::ofstream out(options.model, std::ios::binary | std::ios::trunc);
    out.write(bytes->data(), static_cast<std::streamsize>(bytes->size()));
    out.close();
    if (!out) return report({Fault::unwritable, fmt::format("train category: cannot write {}", options.model)});
    fmt::print("{}: learnt from {} rows, {} bytes\n", options.model, rows->size(), bytes->size());
    return static_cast<int>(Exit::well);
}

}  // namespace octavo::cli
