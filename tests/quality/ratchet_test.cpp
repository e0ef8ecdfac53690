// No figure of quality falls unseen. Where the measuring corpora and their scorers lie beside the checkout, each stage
// of tests/data/quality.json is scored and held to what it reached last; elsewhere the test says that it was skipped.
//
// A figure that rose is printed too: raise its entry in the same commit, so that it cannot fall back unseen.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "base/json.hpp"
#include "support/corpora.hpp"
#include "support/process.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

Json read_json(const std::filesystem::path& path) {
    std::ifstream in(path);
    std::stringstream text;
    text << in.rdbuf();
    return Json::parse(text.str()).value_or(Json{});
}

// What the scorer says of our binary; null when it did not end well.
Json score(const std::filesystem::path& scorers, const std::string& stage) {
    const TemporaryFolder folder;
    Running scorer({"python3", (scorers / (stage + ".py")).string(), "--bin", OCTAVO_BINARY, "--bar", "--json",
                    folder / "figures.json"});
    const auto code = scorer.wait(std::chrono::minutes(5));
    REQUIRE_MESSAGE(code.has_value(), stage);
    CHECK_MESSAGE(*code <= 1, stage);  // 1: scored, and some goal is not reached yet
    return read_json(folder / "figures.json");
}

std::optional<double> figure_of(const Json& figures, std::string_view what) {
    for (const Json& figure : figures["figures"].items())
        if (figure["what"].string() == what) return figure["value"].number();
    return std::nullopt;
}

}  // namespace

TEST_CASE("no figure of quality is worse than it was") {
    const auto corpora_folder = corpora("extraction");
    const auto scorers = corpora_folder ? *corpora_folder / ".." / ".." / "tools" / "measure" : "";
    if (!corpora_folder || !std::filesystem::exists(scorers / "common.py")) {
        MESSAGE("skipped: no measuring corpora beside the checkout");
        return;
    }
    const Json reached = read_json(std::filesystem::path(OCTAVO_TEST_DATA) / "quality.json");
    const std::span<const Json> stages = reached["stages"].items();
    REQUIRE(stages.size() > 0);
    for (const Json& stage : stages) {
        const std::string name(stage["stage"].string());
        const Json figures = score(scorers, name);
        std::string table;
        for (const Json& held : stage["figures"].items()) {
            const auto what = held["what"].string();
            const auto now = figure_of(figures, what);
            REQUIRE_MESSAGE(now.has_value(), what);
            const double before = held["reached"].number(), slack = held["slack"].number();
            const bool falls = held["down"].boolean();  // the lower, the better
            table += fmt::format("  {:<40} {:.4f}  (reached {:.4f})\n", what, *now, before);
            CHECK_MESSAGE((falls ? *now <= before + slack : *now >= before - slack), what);
        }
        MESSAGE(name << ":\n" << table);
    }
}
