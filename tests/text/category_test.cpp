#include "text/category.hpp"

#include <doctest/doctest.h>

#include "text/category_train.hpp"
#include "text/category_words.hpp"
#include "text/desks.hpp"

namespace octavo::text {
namespace {

Category category(std::string_view language, std::string_view title, std::string_view text = {}) {
    return categorize({title, text, {}, language, {}}).category;
}

// Two labels, four rows.
std::string small_model() {
    const std::vector<LabelledText> rows = {{"Goal", "The striker scored a late goal", "en", "sports"},
                                            {"Match", "The coach named his team for the match", "en", "sports"},
                                            {"Bank", "The central bank raised interest rates", "en", "business"},
                                            {"Shares", "Shares of the company fell", "en", "business"}};
    const auto bytes = train_category(rows);
    REQUIRE(bytes.has_value());
    return *bytes;
}

}  // namespace

TEST_CASE("the shipped model tells the sections of a newspaper apart") {
    CHECK(category("en", "Late goal sends hosts into the final") == Category::sports);
    CHECK(category("en", "Central bank raises interest rates again") == Category::business);
    CHECK(category("en", "Parliament votes on the new constitution") == Category::politics);
    CHECK(category("en", "Doctors warn of measles outbreak in hospitals") == Category::health);
    CHECK(category("en", "Actress wins best film award") == Category::entertainment);
    CHECK(category("en", "Hackers steal passwords from phone app") == Category::technology);
    CHECK(category("fr", "L'attaquant marque deux buts en finale") == Category::sports);
    CHECK(category("sw", "Rais ateua mawaziri wapya") == Category::politics);
    CHECK(category("ha", "Likitoci sun tafi yajin aiki a asibitoci") == Category::health);
    CHECK(category("am", "አጥቂው ሁለት ጎሎችን አስቆጠረ") == Category::sports);
}

TEST_CASE("a language without lists is judged by the words that all languages share") {
    CHECK(category("fy", "FC Barcelona - Juventus 3-1, Messi, Champions League") == Category::sports);
}

TEST_CASE("where nothing says anything the category is general, with no confidence") {
    for (const std::string_view text : {"", " ", "\n\n", "🎉🎉🎉😀", "xqzt", "!!! ??? ..."}) {
        const auto guess = categorize({{}, text, {}, "en", {}});
        CHECK(guess.category == Category::general);
        CHECK(guess.confidence >= 0);
        CHECK(guess.confidence <= 1);
        CHECK(guess.news >= 0);
        CHECK(guess.news <= 1);
    }
}

TEST_CASE("the work is bounded: of five megabytes only the beginning is looked at") {
    std::string text;
    while (text.size() < 5'000'000) text += "The central bank raised interest rates. ";
    std::size_t tokens = 0;
    each_category_token({}, text, [&](const Token&, float) { ++tokens; });
    CHECK(tokens <= category_tokens + 1);
    CHECK(category("en", {}, text) == Category::business);
    CHECK(category("en", {}, std::string(5'000'000, 'a')) == Category::general);
}

TEST_CASE("text that is no UTF-8 is judged all the same") {
    CHECK(category("en", "\xff\xfe central bank \xc3 interest rates \x80") == Category::business);
}

TEST_CASE("a score is a sign of sport, a date or a time is none") {
    const auto kinds = [](std::string_view text) {
        std::vector<Token::Kind> all;
        TokenReader reader(text);
        for (Token token; reader.next(token);) all.push_back(token.kind);
        return all;
    };
    CHECK(kinds("3-1") == std::vector{Token::Kind::score});
    CHECK(kinds("2:0") == std::vector{Token::Kind::score});
    CHECK(kinds("10:30") != std::vector{Token::Kind::score});
    CHECK(std::ranges::count(kinds("2024-05-03"), Token::Kind::score) == 0);
    CHECK(std::ranges::count(kinds("1-2-3"), Token::Kind::score) == 0);
}

TEST_CASE("the publisher's desk is heard in addresses, sections and feed categories") {
    CHECK(desk_named("Wirtschaft") == Category::business);
    CHECK(desk_named("Deportes") == Category::sports);
    CHECK(desk_named("ፖለቲካ") == Category::politics);
    CHECK(desk_named("सेहत का राज़") == std::nullopt);
    const auto at = [](std::string_view url, std::vector<std::string> sections = {}) {
        const auto priors = desks_of(url, sections);
        const auto best = std::ranges::max_element(priors);
        return *best > 0 ? std::optional(static_cast<Category>(best - priors.begin())) : std::nullopt;
    };
    CHECK(at("https://paper.example/deportes/gana-el-norte") == Category::sports);
    CHECK(at("https://sport.paper.example/2026/x") == Category::sports);
    CHECK(at("https://paper.example/news/%D8%B1%D9%8A%D8%A7%D8%B6%D8%A9/x") == Category::sports);
    CHECK(at("https://paper.example/sport") == std::nullopt);  // the slug is the headline's
    CHECK(at("https://paper.example/news/x") == std::nullopt);
    CHECK(at("", {"Home > Wirtschaft"}) == Category::business);
    CHECK(at("", {"Opinion", "Science & Environment", "Politics"}) == Category::politics);
    CHECK(at("not an address/politics/%") == Category::politics);
}

TEST_CASE("a desk outweighs a headline that says little, not one that says much") {
    const std::vector<std::string> health = {"Health"};
    CHECK(categorize({"What to know this week", {}, {}, "en", health}).category == Category::health);
}

TEST_CASE("a model learns from its rows and is the same again from the same rows") {
    const std::string bytes = small_model();
    CHECK(bytes == small_model());
    const auto model = CategoryModel::read(bytes);
    REQUIRE(model.has_value());
    CHECK(model->labels() == std::vector<std::string>{"business", "sports"});
    const auto judged = model->judge({"Striker scored", "a goal for his team", {}, "en", {}});
    CHECK(model->labels()[judged.best] == "sports");
    CHECK(judged.scores[0] + judged.scores[1] == doctest::Approx(1).epsilon(0.001));
    CHECK(judged.news == 1);
}

TEST_CASE("rows of one label, or none, make no model") {
    CHECK_FALSE(train_category({}).has_value());
    CHECK_FALSE(train_category({{"Goal", "A goal", "en", "sports"}}).has_value());
}

TEST_CASE("a model that is cut, changed or of another version is refused") {
    const std::string bytes = small_model();
    for (std::size_t cut = 0; cut < bytes.size(); cut += 1 + bytes.size() / 50)
        CHECK_FALSE(CategoryModel::read(bytes.substr(0, cut)).has_value());
    for (std::size_t at = 0; at < bytes.size(); at += 1 + bytes.size() / 50) {
        std::string changed = bytes;
        changed[at] ^= 0x40;
        CHECK_FALSE(CategoryModel::read(changed).has_value());
    }
    CHECK_FALSE(CategoryModel::read(bytes + "x").has_value());
}

TEST_CASE("what is no news says so") {
    const auto recipe = categorize({"Chicken soup recipe with ginger",
                                    "Ingredients: two tablespoons of oil. Preheat the oven. Step by step.",
                                    {},
                                    "en",
                                    {}});
    const auto crash =
        categorize({"Police arrest man over robbery", "The court sentenced him to prison", {}, "en", {}});
    CHECK(recipe.news < 0.5F);
    CHECK(crash.news > 0.5F);
}

}  // namespace octavo::text
