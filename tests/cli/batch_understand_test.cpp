#include "cli/batch_understand.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

namespace octavo::cli {
namespace {

Json json(std::string_view text) { return Json::parse(text).value(); }

const std::string tram =
    R"("title":"Tram line to harbour opens","text":"The council of Northport said on Monday that its tram line to the harbour will open next spring, after four years of work.")";

std::vector<Json> stories(const std::vector<std::string>& requests) {
    StoriesBatch batch;
    for (const auto& request : requests) batch.add(json(request));
    std::vector<Json> out;
    batch.finish([&](const std::string& line) { out.push_back(json(line)); });
    return out;
}

std::string answer(Result<> (*handler)(const Json&, JsonWriter&), std::string_view request) {
    JsonWriter out;
    out.object();
    const auto done = handler(json(request), out);
    if (!done) return std::string(name_of(done.error().fault));
    return out.end().take();
}

}  // namespace

TEST_CASE("stories: every request is answered, in order, with its id as it came") {
    const auto got = stories({R"({"id":7,)" + tram + "}", R"({"title":"no id"})", R"({"id":"x",)" + tram + "}"});
    REQUIRE(got.size() == 3);
    CHECK(got[0]["id"].integer() == 7);
    CHECK(got[0].find("duplicate_of") == nullptr);
    CHECK(got[1]["error"]["fault"].string() == "usage");
    CHECK(got[2]["id"].string() == "x");
    CHECK(got[2]["duplicate_of"].integer() == 7);
    CHECK(got[2]["story"].string() == got[0]["story"].string());
}

TEST_CASE("language and same answer in the shapes the commands promise") {
    CHECK(answer(answer_language, R"({"text":"Der Rat teilte am Montag mit, dass die Bahn im Frühjahr fährt."})")
              .starts_with(R"({"lang":"de","confidence":0.)"));
    CHECK(answer(answer_language, R"({"hint":"de"})") == "usage");
    CHECK(answer(answer_same, "{\"first\":{" + tram + "},\"second\":{" + tram + "}}")
              .starts_with(R"({"same":true,"score":0.)"));
    CHECK(answer(answer_same, R"({"first":{}})") == "usage");
}

TEST_CASE("related: articles of the archive, by their own ids; an unknown id is not found") {
    const auto path = std::filesystem::temp_directory_path() / "octavo_related_test.jsonl";
    std::ofstream(path)
        << R"({"id":1,"published":"2025-01-01","title":"Tram line planned","text":"Northport plans a tram line to the harbour; the council votes on Monday."})"
        << '\n'
        << R"({"id":"b","published":"2025-06-01",)" << tram << "}\n";
    auto batch = RelatedBatch::load(path.string());
    REQUIRE(batch.has_value());
    JsonWriter out;
    out.object();
    REQUIRE(batch->answer(json(R"({"id":"b"})"), out).has_value());
    const Json got = json(out.end().text());
    REQUIRE(got["related"].items().size() == 1);
    CHECK(got["related"].items()[0]["id"].integer() == 1);
    JsonWriter ignored;
    ignored.object();
    CHECK(batch->answer(json(R"({"id":"zz"})"), ignored).error().fault == Fault::not_found);
    std::filesystem::remove(path);  // why two are related is read out of it when asked
    CHECK(RelatedBatch::load("/nowhere/at/all.jsonl").error().fault == Fault::not_found);
}

}  // namespace octavo::cli
