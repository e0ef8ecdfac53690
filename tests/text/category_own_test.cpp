#include "text/category_own.hpp"

#include <doctest/doctest.h>

#include "text/desks.hpp"

namespace octavo::text {
namespace {

constexpr std::array labels = {"business", "health", "sports"};

// Words that no model has met, of each label its own: `n` picks some of them.
std::string jargon(std::size_t label, std::size_t n) {
    constexpr std::array stems = {"zvorkat", "plimbeq", "xundrov"};
    std::string out;
    for (std::size_t i = 0; i < 30; ++i) out += fmt::format("{}{} ", stems[label], (n * 7 + i * i * 3) % 40);
    return out;
}

void add(DeskRows& rows, const std::string& publisher, std::string text, const std::string& label) {
    rows.rows.push_back({"Untitled", std::move(text), "en", label});
    rows.publishers.push_back(publisher);
}

// Six publishers who speak their own language of the trade, and file it alike.
DeskRows jargon_rows(std::size_t count) {
    DeskRows rows;
    for (std::size_t n = 0; n < count; ++n)
        add(rows, fmt::format("paper{}.example", n % 6), jargon(n / 6 % 3, n), labels[n / 6 % 3]);
    return rows;
}

// Texts that the shipped model tells apart, which each publisher files under another desk than the others do.
DeskRows misleading_rows() {
    constexpr std::array texts = {"The central bank raised interest rates and shares fell",
                                  "Doctors warn of measles outbreak in hospitals and clinics",
                                  "The striker scored a late goal and the coach praised his team"};
    DeskRows rows;
    for (std::size_t n = 0; n < 600; ++n)
        add(rows, fmt::format("paper{}.example", n % 6), fmt::format("{} in district {}", texts[n / 6 % 3], n),
            labels[(n / 6 + n % 6) % 3]);
    return rows;
}

}  // namespace

TEST_CASE("what desks teach is taken when it mends articles of publishers that were held out") {
    std::vector<std::size_t> steps;
    const auto learnt = learn_own(jargon_rows(600), CategoryModel::shipped(), {},
                                  [&](std::size_t done, std::size_t) { steps.push_back(done); });
    REQUIRE(learnt.has_value());
    CHECK(learnt->rows == 600);
    CHECK(learnt->publishers == 6);
    CHECK(learnt->labels.at("sports") == 198);
    CHECK(learnt->shipped.accuracy < 0.5);
    CHECK(learnt->together.accuracy > 0.95);
    CHECK(learnt->together.macro_f1 > learnt->shipped.macro_f1);
    CHECK(learnt->mended > learnt->spoilt);
    CHECK(steps == std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6});
    const auto own = CategoryModel::read(learnt->model);
    REQUIRE(own.has_value());
    const std::string text = jargon(2, 1000);
    const ToSort article{{}, text, {}, "en", {}};
    const CategoryModel& shipped = CategoryModel::shipped();
    CHECK(shipped.labels()[shipped.judge(article, &*own).best] == "sports");
    CHECK(learn_own(jargon_rows(600), CategoryModel::shipped())->model == learnt->model);
}

TEST_CASE("rows that mislead are refused: the shipped model stays alone, and the figures say why") {
    const auto learnt = learn_own(misleading_rows(), CategoryModel::shipped());
    REQUIRE(learnt.has_value());
    CHECK(learnt->model.empty());
    CHECK(learnt->spoilt + 10 >= learnt->mended);
}

TEST_CASE("a label with most of the rows does not teach to say it always") {
    // Each paper's politics uses words of the other desks half the time; nine rows in ten are politics.
    DeskRows rows;
    for (std::size_t n = 0; n < 900; ++n) {
        const bool small = n / 6 % 10 == 0;
        const std::size_t label = n / 60 % 2;
        add(rows, fmt::format("paper{}.example", n % 6),
            small ? jargon(label, n) + "plimbeq7 xundrov3" : jargon(2, n) + jargon(n / 6 % 2, n).substr(0, 80),
            small ? labels[label] : "politics");
    }
    const auto learnt = learn_own(std::move(rows), CategoryModel::shipped());
    REQUIRE(learnt.has_value());
    CHECK(learnt->fall <= 0.05);
    const auto own = CategoryModel::read(learnt->model);
    REQUIRE(own.has_value());
    // Words of no desk: what is left is how often each label was met, which is now three to one, not nine.
    const auto said = own->weigh({{}, jargon(0, 5), {}, "en", {}});
    const auto at = std::ranges::find(own->labels(), "business") - own->labels().begin();
    const auto politics = std::ranges::find(own->labels(), "politics") - own->labels().begin();
    CHECK(said.sums[static_cast<std::size_t>(at)] > said.sums[static_cast<std::size_t>(politics)]);
}

TEST_CASE("desks of few articles, or of one publisher, are left out; too little is refused in words") {
    auto rows = jargon_rows(600);
    for (std::size_t n = 0; n < 100; ++n) add(rows, "paper0.example", jargon(n % 3, n), "science");
    for (std::size_t n = 0; n < 10; ++n) add(rows, fmt::format("paper{}.example", n % 6), jargon(0, n), "world");
    const auto learnt = learn_own(std::move(rows), CategoryModel::shipped());
    REQUIRE(learnt.has_value());
    CHECK(learnt->rows == 600);
    CHECK(learnt->labels.size() == 3);

    const auto few = learn_own(jargon_rows(300), CategoryModel::shipped());
    REQUIRE_FALSE(few.has_value());
    CHECK(few.error().fault == Fault::refused);
    CHECK(few.error().detail.find("300 articles under 3 desks of 6 publishers") != std::string::npos);
    CHECK_FALSE(learn_own({}, CategoryModel::shipped()).has_value());
}

TEST_CASE("what own desks say moves the labels they know against each other, and no other") {
    const auto& model = CategoryModel::shipped();
    const auto learnt = learn_own(jargon_rows(600), model);
    const auto own = CategoryModel::read(learnt->model).value();
    const std::string text = jargon(1, 5) + "The minister met the striker in the bank";
    const ToSort article{"Parliament votes", text, {}, "en", {}};
    const auto alone = model.judge(article);
    const auto together = model.judge(article, &own);
    CHECK(together.news == doctest::Approx(alone.news).epsilon(0.001));
    float before = 0, after = 0;
    for (std::size_t c = 0; c < model.labels().size(); ++c) {
        if (std::ranges::find(own.labels(), model.labels()[c]) == own.labels().end()) {
            CHECK(together.scores[c] == doctest::Approx(alone.scores[c]).epsilon(0.001));
        } else {
            before += alone.scores[c];
            after += together.scores[c];
        }
    }
    CHECK(after == doctest::Approx(before).epsilon(0.001));
    // An article of which it knows no word is the shipped model's.
    const ToSort other{"Ινδία", "Ινδία", {}, "el", {}};
    CHECK(model.judge(other, &own).scores == model.judge(other).scores);
}

TEST_CASE("an article is surely of a desk where one is named, and no other beside it") {
    const auto none = std::vector<std::string>();
    CHECK(surely_of_desk("https://paper.example/sport/x", none) == Category::sports);
    CHECK(surely_of_desk("https://paper.example/x", none) == std::nullopt);
    CHECK(surely_of_desk("https://paper.example/society/x", none) == std::nullopt);
    CHECK(surely_of_desk("https://paper.example/sport/x", std::vector<std::string>{"Politics"}) == std::nullopt);
    CHECK(surely_of_desk("https://paper.example/sport/x", std::vector<std::string>{"Sport"}) == Category::sports);
}

}  // namespace octavo::text
