// What an archive's own desks teach about categories (text/category_own.hpp): the articles to learn from, and the file
// in the data folder that what was learnt is kept in. The line reads it at start.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "store/store.hpp"
#include "text/category_own.hpp"

namespace octavo::pipeline {

struct DeskWish {
    std::size_t most_rows = 20'000;  // spread over the publishers: about 5 KB each in memory
    std::function<void(std::uint64_t done, std::uint64_t total, std::size_t rows)> progress = {};
};
struct DeskAnswer {
    text::DeskRows rows;
    std::size_t looked_at = 0;  // articles
    std::size_t filed = 0;      // under a desk that is known; each text counts once, whoever prints it
};
// Walks over the whole archive beside whoever writes it. The same archive gives the same rows, in the same order.
Result<DeskAnswer> rows_of_desks(store::Store& store, const DeskWish& wish);

std::string own_categories_file(const std::string& data);
// Null: there is none. Otherwise the failure names the file.
Result<std::shared_ptr<const text::CategoryModel>> read_own_categories(const std::string& data);
// In one step: who reads meanwhile reads the one before.
Result<> write_own_categories(const std::string& data, std::string_view bytes);

}  // namespace octavo::pipeline
