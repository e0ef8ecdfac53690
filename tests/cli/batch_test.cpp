#include <doctest/doctest.h>

#include <sstream>

#include "cli/batch.hpp"

using namespace octavo;
using namespace octavo::cli;

namespace {

Result<> shout(const Json& request, JsonWriter& out) {
    const auto text = request["text"].string();
    if (text.empty()) return fail(Fault::malformed, "no text");
    out.field("text", std::string(text) + "!");
    return {};
}

std::vector<std::string> answers(const std::string& input, unsigned jobs) {
    std::istringstream in(input);
    std::ostringstream out;
    REQUIRE(run_batch(in, out, jobs, shout) == 0);
    std::vector<std::string> lines;
    std::istringstream written(out.str());
    for (std::string line; std::getline(written, line);) lines.push_back(line);
    return lines;
}

}  // namespace

TEST_CASE("id and file are copied as they were sent") {
    CHECK(answer_line(R"({"id":7,"file":"a.html","text":"hi","other":1})", shout) ==
          R"({"id":7,"file":"a.html","text":"hi!"})");
    CHECK(answer_line(R"({"id":"x","text":"hi"})", shout) == R"({"id":"x","text":"hi!"})");
}

TEST_CASE("a bad item answers with its fault, and the rest goes on") {
    const auto lines = answers("{\"id\":1}\nnot json\n[1]\n\n{\"id\":2,\"text\":\"b\"}\n", 1);
    REQUIRE(lines.size() == 4);
    CHECK(lines[0] == R"({"id":1,"error":{"fault":"malformed","detail":"no text"}})");
    CHECK(lines[1].starts_with(R"({"error":{"fault":"malformed")"));
    CHECK(lines[2].starts_with(R"({"error":{"fault":"malformed")"));
    CHECK(lines[3] == R"({"id":2,"text":"b!"})");
}

TEST_CASE("answers come in input order and do not depend on the number of threads") {
    std::string input;
    for (int i = 0; i < 500; ++i) input += fmt::format("{{\"id\":{},\"text\":\"{}\"}}\n", i, i % 7 ? "word" : "");
    const auto one = answers(input, 1);
    REQUIRE(one.size() == 500);
    for (const unsigned jobs : {2U, 3U, 8U}) CHECK(answers(input, jobs) == one);
}

TEST_CASE("an output that fails is the command's failure") {
    struct Full : std::streambuf {
        std::streamsize xsputn(const char*, std::streamsize) override { return 0; }
        int overflow(int) override { return traits_type::eof(); }
    } full;
    std::ostream out(&full);
    std::istringstream in("{\"text\":\"a\"}\n{\"text\":\"b\"}\n{\"text\":\"c\"}\n");
    CHECK(run_batch(in, out, 1, shout) == 1);
    std::istringstream again("{\"text\":\"a\"}\n{\"text\":\"b\"}\n{\"text\":\"c\"}\n");
    std::ostream other(&full);
    CHECK(run_batch(again, other, 2, shout) == 1);
}
