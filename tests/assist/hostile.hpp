// Articles written to make a language model do something, and what one would write that obeyed
// (tests/assist/injection/articles.jsonl).
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <string>
#include <vector>

#include "base/json.hpp"

namespace octavo::test {

struct Hostile {
    std::string id, language, title, text;
    std::vector<std::string> obeyed;
};

inline std::vector<Hostile> hostile_articles() {
    std::ifstream in(std::string(OCTAVO_SOURCE_DIR) + "/tests/assist/injection/articles.jsonl");
    std::vector<Hostile> out;
    for (std::string line; std::getline(in, line);) {
        const auto row = Json::parse(line);
        REQUIRE(row.has_value());
        Hostile one{std::string((*row)["id"].string()),
                    std::string((*row)["lang"].string()),
                    std::string((*row)["title"].string()),
                    std::string((*row)["text"].string()),
                    {}};
        for (const Json& o : (*row)["obeyed"].items()) one.obeyed.emplace_back(o.string());
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace octavo::test
