// An archive in a folder of its own, with three sources.
#pragma once

#include <doctest/doctest.h>

#include "store/store.hpp"
#include "support/archive.hpp"

namespace octavo::test {

struct Archive {
    test::Folder folder;
    std::unique_ptr<store::Store> store;
    Archive() : store(std::move(*store::Store::open(folder.path()))) {
        for (const auto* domain : {"harbour.example", "canal.example", "river.example"})
            REQUIRE(store->put_source(source(domain)));
    }
    std::vector<store::Written> write(const std::vector<store::ArticleWrite>& batch) {
        auto written = store->write(batch);
        REQUIRE_MESSAGE(written.has_value(), (written ? "" : written.error().detail));
        return *written;
    }
    std::unique_ptr<store::Reader> reader() { return std::move(*store->reader()); }
    std::vector<std::string> check() { return store->check({}).value(); }
};

inline std::vector<std::string> titles(const std::vector<store::Card>& cards) {
    std::vector<std::string> out;
    for (const auto& card : cards) out.push_back(card.title);
    return out;
}

}  // namespace octavo::test
