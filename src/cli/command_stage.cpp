// The pipeline's stages as commands: each request a JSON line, or one thing named on the command line.
#include <iostream>

#include "base/utf8.hpp"

#include "cli/batch.hpp"
#include "cli/batch_ask.hpp"
#include "cli/batch_extract.hpp"
#include "cli/batch_feed.hpp"
#include "cli/batch_guard.hpp"
#include "cli/batch_summarize.hpp"
#include "cli/batch_tag.hpp"
#include "cli/batch_understand.hpp"
#include "cli/command_ask.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/extract_one.hpp"
#include "cli/summarize_one.hpp"

namespace octavo::cli {
namespace {

struct Stage {
    std::string_view name;
    Handler handler;
    std::string_view argument;  // the request field that one argument on the command line becomes
};

const std::vector<Stage>& stages() {
    static const std::vector<Stage> all = {
        {"extract", answer_extract, "file"},   {"feed", answer_feed, "file"},
        {"date", answer_date, "in"},           {"robots", answer_robots, "file"},
        {"opml", answer_opml, "file"},         {"sitemap", answer_sitemap, "file"},
        {"warc", answer_warc, "file"},         {"url", answer_url, "input"},
        {"guard", answer_guard, "url"},        {"sanitize", answer_sanitize, "input"},
        {"language", answer_language, "text"}, {"same", answer_same, ""},
        {"tag", answer_tag, "text"},           {"summarize", answer_summarize, "text"},
        {"ground", answer_ground, ""},
    };
    return all;
}

// One request made of the command line: {"file": "feed.xml"}.
std::string request_of(const Stage& stage, const std::string& argument) {
    JsonWriter request;
    request.object().field(stage.argument, argument);
    if (stage.name == "url") request.field("kind", "parse");
    request.end();
    return request.take();
}

int answer_arguments(const Stage& stage, const std::vector<std::string>& args) {
    bool refused = false;
    for (const std::string& argument : args) {
        const std::string line = answer_line(request_of(stage, argument), stage.handler);
        refused = refused || line.find("\"error\":{") != std::string::npos;
        fmt::print("{}\n", line);
    }
    return static_cast<int>(refused ? Exit::some_refused : Exit::well);
}

int run_stories() {
    StoriesBatch batch;
    std::string line;
    while (std::getline(std::cin, line)) {
        if (utf8::trim(line).empty()) continue;
        const auto request = Json::parse(line);
        batch.add(request ? *request : Json{});
    }
    bool good = true;
    batch.finish([&](const std::string& answer) {
        std::cout << answer << '\n';
        good = good && std::cout.good();
    });
    std::cout.flush();
    return good && std::cout.good() ? 0 : 1;
}

int run_related(const Options& options) {
    if (options.archive.empty())
        return report({Fault::usage, "related needs --archive DOCS.jsonl: the documents, one JSON object a line"});
    auto archive = RelatedBatch::load(options.archive);
    if (!archive) return report(archive.error());
    return run_batch(std::cin, std::cout, 1,
                     [&](const Json& request, JsonWriter& out) { return archive->answer(request, out); });
}

int run_ask(const Options& options) {
    if (options.archive.empty())
        return report({Fault::usage, "ask --batch needs --archive DOCS.jsonl: the documents, one JSON object a line"});
    const auto archive = AskBatch::load(options.archive);
    if (!archive) return report(archive.error());
    return run_batch(std::cin, std::cout, options.jobs,
                     [&](const Json& request, JsonWriter& out) { return archive->answer(request, out); });
}

}  // namespace

int command_stage(const Options& options) {
    const bool alone = !options.batch;
    if (alone && options.args.empty() && options.command == "ask")
        return report({Fault::usage, "ask: what? octavo ask 'When did the bridge open?'. See: octavo ask --help"});
    if (alone && options.args.empty())
        return report(
            {Fault::usage, fmt::format("{0}: name something, or give --batch and JSON lines on standard input. "
                                       "See: octavo {0} --help",
                                       options.command)});
    if (options.batch)
        std::ios::sync_with_stdio(false);  // nothing here reads or writes by stdio, and it costs a lock a byte
    if (alone && options.command == "extract") return extract_for_people(options);
    if (alone && options.command == "summarize") return summarize_for_people(options);
    if (options.command == "ask") return alone ? ask_for_people(options) : run_ask(options);
    if (alone && options.command == "ground") return ground_for_people(options);
    if (options.command == "stories" || options.command == "related") {
        if (alone) return report({Fault::usage, fmt::format("{} works on JSON lines: give --batch", options.command)});
        return options.command == "stories" ? run_stories() : run_related(options);
    }
    if (options.command == "extract" && options.learn) return extract_and_learn(std::cin, std::cout);
    for (const Stage& stage : stages()) {
        if (stage.name != options.command) continue;
        if (!alone) return run_batch(std::cin, std::cout, options.jobs, stage.handler);
        if (stage.argument.empty())
            return report({Fault::usage, fmt::format("{} works on JSON lines: give --batch", stage.name)});
        return answer_arguments(stage, options.args);
    }
    return report({Fault::usage, fmt::format("unknown command \"{}\". See: octavo help", options.command)});
}

}  // namespace octavo::cli
