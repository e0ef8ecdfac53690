#include "pipeline/own_categories.hpp"

#include "pipeline/house.hpp"
#include "pipeline/import.hpp"
#include "support/desks.hpp"

using namespace octavo;
using namespace octavo::test;
using namespace octavo::pipeline;

namespace {

void take_in(House& house, const std::vector<std::string>& rows) {
    const Folder folder;
    const auto file = folder.write("in.jsonl", fmt::format("{}\n", fmt::join(rows, "\n")));
    const auto report = import_path(file, *house.line, house.clock, {}, {});
    REQUIRE(report);
    REQUIRE(report->refused == 0);
}

std::string learnt_from(House& house) {
    const auto answer = rows_of_desks(*house.archive, {});
    REQUIRE(answer);
    const auto learnt = text::learn_own(answer->rows, text::CategoryModel::shipped());
    REQUIRE(learnt);
    REQUIRE_FALSE(learnt->model.empty());
    return learnt->model;
}

}  // namespace

TEST_CASE("articles under a desk become rows, each text once, no more than asked for and of every publisher") {
    House house;
    auto rows = desk_rows(120);
    rows.push_back(desk_row({.host = "copy.example", .desk = "sport", .text_of = 7, .n = 900}));  // the same text again
    rows.push_back(desk_row({.host = "paper0.example", .desk = "report", .n = 901}));             // under no desk
    take_in(house, rows);
    const auto all = rows_of_desks(*house.archive, {});
    REQUIRE(all);
    CHECK(all->looked_at == 122);
    CHECK(all->filed == 120);
    REQUIRE(all->rows.rows.size() == 120);
    CHECK(all->rows.publishers.size() == 120);
    CHECK(std::ranges::count(all->rows.rows, "sports", &text::LabelledText::label) == 40);
    for (const auto& row : all->rows.rows) CHECK(row.text.find("/sport/") == std::string::npos);

    const auto some = rows_of_desks(*house.archive, {.most_rows = 30});
    REQUIRE(some);
    CHECK(some->rows.rows.size() == 30);
    const auto& publishers = some->rows.publishers;
    CHECK(std::set(publishers.begin(), publishers.end()).size() == 6);
    for (const auto& publisher : publishers) CHECK(std::ranges::count(publishers, publisher) == 5);
    CHECK(rows_of_desks(*house.archive, {.most_rows = 30})->rows.publishers == publishers);
}

TEST_CASE("what was learnt is kept in one step, and a broken file says so and what it is") {
    const Folder folder;
    CHECK(read_own_categories(folder.path()).value() == nullptr);
    House house;
    take_in(house, desk_rows(600));
    const std::string bytes = learnt_from(house);
    REQUIRE(write_own_categories(folder.path(), bytes));
    CHECK(read_own_categories(folder.path()).value() != nullptr);
    CHECK_FALSE(std::filesystem::exists(own_categories_file(folder.path()) + ".part"));
    folder.write("category.model", bytes.substr(0, bytes.size() / 2));
    const auto broken = read_own_categories(folder.path());
    REQUIRE_FALSE(broken);
    CHECK(broken.error().detail.find("category.model") != std::string::npos);
    CHECK_FALSE(write_own_categories(folder.path() + "/nowhere", bytes));
}

TEST_CASE("own categories are used for new articles, and for all that are there at the next walk, once") {
    const Folder folder;
    std::string bytes;
    const auto undesked = desk_row({.host = "paper1.example", .desk = "report", .text_of = 2, .n = 700});
    const auto category_of_undesked = [](House& house) {
        const auto id = house.reader->article_at("https://paper1.example/report/700").value();
        return house.reader->article(*id).value()->reading.category;
    };
    {
        House house(quick(), &folder);
        auto rows = desk_rows(600);
        rows.push_back(undesked);
        take_in(house, rows);
        bytes = learnt_from(house);
        CHECK(category_of_undesked(house) != Category::sports);
        CHECK(house.line->reread({}, {}, {})->readings == 0);
        house.line->stop();
    }
    auto settings = quick();
    settings.own_categories = std::make_shared<const text::CategoryModel>(text::CategoryModel::read(bytes).value());
    {
        House house(settings, &folder);
        CHECK(house.line->reread({}, {}, {})->readings == 601);
        CHECK(category_of_undesked(house) == Category::sports);
        CHECK(house.line->reread({}, {}, {})->readings == 0);
        house.line->stop();
    }
    {
        House house(quick(), &folder);  // the file was removed
        CHECK(house.line->reread({}, {}, {})->readings == 601);
        CHECK(category_of_undesked(house) != Category::sports);
        house.line->stop();
    }
    House house(settings);
    take_in(house, {undesked});
    CHECK(category_of_undesked(house) == Category::sports);
}
