// `octavo train category`: from labelled rows (--from), or from what the archive's publishers filed under their desks.
#include <fstream>

#include "cli/archive.hpp"
#include "cli/batch_category.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"
#include "cli/voice.hpp"
#include "pipeline/own_categories.hpp"

namespace octavo::cli {
namespace {

constexpr std::size_t most_rows = 1'000'000;

std::string count(std::size_t n) { return grouped(static_cast<std::int64_t>(n)); }

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

int train_from(const Options& options) {
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

std::string what_there_was(const pipeline::DeskAnswer& answer, const text::OwnLearnt& learnt) {
    std::vector<std::vector<std::string>> desks;
    for (const auto& [label, n] : learnt.labels) desks.push_back({"  " + label, count(n)});
    return fmt::format(
        "{} articles, {} of them with a text of its own under a desk that is known. Learnt from {} of {} publishers:\n"
        "{}\n",
        count(answer.looked_at), count(answer.filed), count(learnt.rows), count(learnt.publishers), table(desks));
}

std::string how_it_did(const text::OwnLearnt& learnt) {
    const auto row = [](std::string name, const text::OwnFigures& figures) -> std::vector<std::string> {
        return {std::move(name), fmt::format("{:.1f} %", 100 * figures.accuracy),
                fmt::format("{:.3f}", figures.macro_f1)};
    };
    return fmt::format(
        "Told by their words alone, articles of publishers that were not learnt from:\n{}"
        "  {} put right, {} put wrong\n\n",
        table({{"", "right", "macro F1"},
               row("  as Octavo comes", learnt.shipped),
               row("  with what was learnt", learnt.together)}),
        count(learnt.mended), count(learnt.spoilt));
}

// Beside a running Octavo: the archive is only read.
int train_own(const Config& config) {
    const auto store = open_archive(config, Access::look);
    if (!store) return report(store.error());
    Terminal terminal;
    const auto answer = pipeline::rows_of_desks(**store, {.progress = [&](auto done, auto total, auto rows) {
        terminal.progress("looking for desks", done, total, rows);
    }});
    if (!answer) return report(answer.error());
    const auto learnt = text::learn_own(answer->rows, text::CategoryModel::shipped(), {}, [&](auto done, auto total) {
        terminal.progress("learning and judging", done, total, done);
    });
    if (!learnt) return report(learnt.error());
    terminal.say(what_there_was(*answer, *learnt) + how_it_did(*learnt));
    const std::string file = pipeline::own_categories_file(config.data);
    if (learnt->model.empty()) {
        std::error_code ignored;
        terminal.say("Not taken: that is not surely better. The categories that come with Octavo stay as they are.\n");
        if (learnt->fall > text::most_fall_of_a_label)
            terminal.say(fmt::format("It would find {:.0f} % fewer of {}.\n", 100 * learnt->fall, learnt->fallen));
        if (std::filesystem::exists(file, ignored))
            terminal.say(fmt::format("What was learnt before stays in use; to go back, remove {}\n", file));
        return static_cast<int>(Exit::well);
    }
    if (const auto written = pipeline::write_own_categories(config.data, learnt->model); !written)
        return report(written.error());
    terminal.say(
        fmt::format("Taken: {} ({}), {} times beside what comes with Octavo.\n"
                    "octavo reread applies it to the articles that are there. A running Octavo takes it up when it is "
                    "started again,\n"
                    "and then reads them again in its spare time.\n",
                    file, bytes_in_words(static_cast<std::int64_t>(learnt->model.size())), learnt->share));
    return static_cast<int>(Exit::well);
}

}  // namespace

int command_train(const Options& options, const Config& config) {
    if (options.args.size() != 1 || options.args.front() != "category")
        return report({Fault::usage, "train: what to train is \"category\". See: octavo train --help"});
    if (options.from.empty() && options.model.empty()) return train_own(config);
    if (options.from.empty() || options.model.empty())
        return report({Fault::usage,
                       "train category: --from JSONL and --model FILE go together; without them it learns from the "
                       "archive, into its data folder"});
    return train_from(options);
}

}  // namespace octavo::cli
