// `octavo stories` and the archive go through the same desk; here they are held against each other.
#include <doctest/doctest.h>

#include <random>

#include "base/json.hpp"
#include "cli/batch_understand.hpp"
#include "pipeline/house.hpp"
#include "pipeline/import.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

std::string address(std::size_t n) { return fmt::format("https://paper{}.example/news/{}", n % 9, n); }

// Reports of some thirty events, one after the other and side by side; each twentieth is a copy, some have no date.
std::vector<std::string> rows(std::size_t count) {
    std::mt19937 random(11);
    const auto pick = [&](std::size_t n) { return random() % n; };
    std::vector<std::string> out, texts;
    for (std::size_t n = 0; n < count; ++n) {
        const std::size_t event = n / 25 + pick(6);
        std::string text;
        for (int w = 0; w < 40; ++w) text += fmt::format("event{}word{} ", event, pick(30));
        for (int w = 0; w < 40; ++w) text += fmt::format("town{} ", pick(400));
        if (n % 20 == 19) text = texts[n - 1 - pick(9)];
        texts.push_back(text);
        const std::string date =
            n % 13 == 12 ? "" : fmt::format(R"("published":"2025-06-{:02}T{:02}:00:00Z",)", 1 + n / 24, n % 24);
        out.push_back(
            fmt::format(R"({{"id":"{}","url":"{}","source":"paper{}.example",{}"lang":"en","title":"Event {} goes )"
                        R"(on, says place {}","text":"{}"}})",
                        n, address(n), n % 9, date, event, pick(50), text));
    }
    return out;
}

// Which articles stand together, whatever the stories' ids: for each article, the first of its story.
std::vector<std::size_t> together(const std::vector<std::string>& stories) {
    std::map<std::string, std::size_t> first;
    std::vector<std::size_t> out;
    for (std::size_t n = 0; n < stories.size(); ++n) out.push_back(first.emplace(stories[n], n).first->second);
    return out;
}

std::vector<std::size_t> by_the_batch(const std::vector<std::string>& rows) {
    cli::StoriesBatch batch;
    for (const auto& row : rows) batch.add(Json::parse(row).value());
    std::vector<std::string> stories;
    batch.finish([&](const std::string& line) { stories.emplace_back(Json::parse(line).value()["story"].string()); });
    return together(stories);
}

std::vector<std::size_t> by_the_archive(const std::vector<std::string>& rows, unsigned workers) {
    const Folder folder;
    {
        House house(quick(workers), &folder);
        const auto file = folder.write("in.jsonl", fmt::format("{}\n", fmt::join(rows, "\n")));
        const auto report = pipeline::import_path(file, *house.line, house.clock, {}, {});
        REQUIRE(report);
        REQUIRE(report->stored == rows.size());
        house.line->stop();
    }
    const auto store = store::Store::open(folder.path()).value();
    CHECK(store->check({}).value().empty());
    const auto reader = store->reader().value();
    std::vector<std::string> stories;
    for (std::size_t n = 0; n < rows.size(); ++n) {
        const auto id = reader->article_at(address(n)).value();
        REQUIRE(id);
        stories.push_back(reader->cards({&*id, 1}).value().at(0).story.text());
    }
    return together(stories);
}

}  // namespace

TEST_CASE("the archive tells the stories that the batch command tells, with one worker or with four") {
    const auto all = rows(600);
    const auto batch = by_the_batch(all);
    CHECK(std::set(batch.begin(), batch.end()).size() < 300);
    CHECK(by_the_archive(all, 1) == batch);
    CHECK(by_the_archive(all, 4) == batch);
}
