// `octavo train category` on a real archive: what its desks teach is taken, refused, or too little.
#include <doctest/doctest.h>

#include "cli/batch_category.hpp"
#include "pipeline/house.hpp"
#include "pipeline/import.hpp"
#include "pipeline/own_categories.hpp"
#include "support/desks.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

void take_in(const Folder& data, const std::vector<std::string>& rows) {
    House house(quick(), &data);
    const auto file = data.write("in.jsonl", fmt::format("{}\n", fmt::join(rows, "\n")));
    REQUIRE(pipeline::import_path(file, *house.line, house.clock, {}, {})->stored == rows.size());
    house.line->stop();
}

int train(const Folder& data) {
    cli::Options options;
    options.args = {"category"};
    cli::Config config;
    config.data = data.path();
    return cli::command_train(options, config);
}

bool has_model(const Folder& data) { return std::filesystem::exists(pipeline::own_categories_file(data.path())); }

}  // namespace

TEST_CASE("octavo train category learns from the archive's desks and keeps it in the data folder") {
    const Folder data;
    take_in(data, desk_rows(600));
    CHECK(train(data) == 0);
    REQUIRE(has_model(data));
    const auto own = pipeline::read_own_categories(data.path()).value();
    const std::string text = desk_text(2);
    CHECK(text::categorize({{}, text, {}, "en", {}}, text::CategoryModel::shipped(), own.get()).category ==
          Category::sports);
}

TEST_CASE("octavo train category takes nothing where every publisher files differently") {
    const Folder data;
    std::vector<std::string> rows;
    for (std::size_t n = 0; n < 600; ++n)
        rows.push_back(desk_row({fmt::format("paper{}.example", n / 3 % 6), desks[(n + n / 3) % 3], n, n}));
    take_in(data, rows);
    CHECK(train(data) == 0);
    CHECK_FALSE(has_model(data));
}

TEST_CASE("octavo train category says what is there where it is too little") {
    const Folder data;
    take_in(data, desk_rows(60));
    CHECK(train(data) == 1);
    CHECK_FALSE(has_model(data));
    const Folder nothing;
    CHECK(train(nothing) == 1);
}

TEST_CASE("octavo train category wants both of --from and --model, or none") {
    cli::Options options;
    options.args = {"category"};
    options.from = "rows.jsonl";
    CHECK(cli::command_train(options, {}) == 2);
    options.args = {"tags"};
    CHECK(cli::command_train(options, {}) == 2);
}
