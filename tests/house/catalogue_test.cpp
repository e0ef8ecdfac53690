// The starter catalogue (data/catalogue.csv): a table wide enough for a first day, and safe to follow.
#include <doctest/doctest.h>

#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "base/url.hpp"

namespace {

// RFC 4180, as scripts/make_catalogue.py writes it: fields may be quoted, no field spans lines.
std::vector<std::string> fields(const std::string& line) {
    std::vector<std::string> row(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"') {
            if (quoted && i + 1 < line.size() && line[i + 1] == '"')
                row.back() += line[i++];
            else
                quoted = !quoted;
        } else if (line[i] == ',' && !quoted)
            row.emplace_back();
        else
            row.back() += line[i];
    }
    return row;
}

std::vector<std::vector<std::string>> catalogue() {
    std::ifstream in(OCTAVO_SOURCE_DIR "/data/catalogue.csv");
    std::vector<std::vector<std::string>> rows;
    std::string line;
    std::getline(in, line);
    CHECK(line == "name,home,feed,country,language,kind");
    while (std::getline(in, line)) rows.push_back(fields(line));
    return rows;
}

}  // namespace

TEST_CASE("the starter catalogue covers the world: 400 feeds, 100 countries, 60 languages") {
    std::set<std::string> feeds, countries, languages;
    const auto rows = catalogue();
    for (const auto& row : rows) {
        REQUIRE(row.size() == 6);
        CHECK_FALSE(row[0].empty());
        CHECK_FALSE(row[5].empty());
        feeds.insert(row[2]);
        countries.insert(row[3]);
        languages.insert(row[4].substr(0, row[4].find('-')));
    }
    CHECK(rows.size() >= 400);
    CHECK(feeds.size() == rows.size());  // no address twice
    CHECK(countries.size() >= 100);
    CHECK(languages.size() >= 60);
}

TEST_CASE("every address of the starter catalogue is a web address in its canonical form") {
    for (const auto& row : catalogue()) {
        for (const std::size_t column : {1U, 2U}) {
            CAPTURE(row[column]);
            const auto url = octavo::Url::parse(row[column]);
            REQUIRE(url.has_value());
            CHECK(url->is_web());
            CHECK(url->host().find('.') != std::string::npos);
        }
    }
}
