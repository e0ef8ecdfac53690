#include "cli/batch_category.hpp"

#include <doctest/doctest.h>

#include "cli/batch.hpp"

using namespace octavo;

namespace {

Json answer(std::string_view request) {
    const auto line = cli::answer_line(request, [](const Json& asked, JsonWriter& out) {
        return cli::answer_category(text::CategoryModel::shipped(), asked, out);
    });
    return Json::parse(line).value();
}

}  // namespace

TEST_CASE("octavo category answers with a label, twelve scores and whether it is news") {
    const Json got = answer(R"({"id":"a","title":"Late goal sends hosts into the final","lang":"en"})");
    CHECK(got["id"].string() == "a");
    CHECK(got["label"].string() == "sports");
    CHECK(got["scores"].members().size() == 12);
    double sum = 0;
    for (const auto& [label, score] : got["scores"].members()) sum += score.number();
    CHECK(sum == doctest::Approx(1).epsilon(0.01));
    CHECK(got["news"].number() > 0.5);
}

TEST_CASE("octavo category hears the address and the section, and finds the language itself") {
    CHECK(answer(R"({"id":1,"url":"https://paper.example/deportes/x"})")["label"].string() == "sports");
    CHECK(answer(R"({"id":1,"section":"Wirtschaft"})")["label"].string() == "business");
    CHECK(answer(R"({"id":1,"text":"Likitoci sun tafi yajin aiki a asibitoci"})")["label"].string() == "health");
}

TEST_CASE("octavo category has an answer for an article that says nothing") {
    for (const std::string_view request :
         {R"({"id":1})", R"({"id":1,"title":"","text":"","url":"","lang":""})", R"({"id":1,"title":7,"text":[]})"})
        CHECK(answer(request)["label"].string() == "general");
}
