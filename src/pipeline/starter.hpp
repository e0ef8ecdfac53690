// What an empty archive begins with: the sample edition (articles we wrote, marked as a sample, gone for good once real
// ones are there) and the starter catalogue (feeds of publishers all over the world). Both are data inside the binary.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "model/article.hpp"
#include "store/store.hpp"

namespace octavo::pipeline {

// Both: writer thread, or before the line starts. 0, and nothing done, when the archive is not empty of the kind or
// had it once. Each says how many were added.
Result<std::size_t> seed_sample(store::Store& store, Instant now);
Result<std::size_t> seed_catalogue(store::Store& store);

// The same from given text: one JSON object a line; a CSV with the header name,home,feed,country,language,kind.
Result<std::size_t> seed_sample(store::Store& store, Instant now, std::string_view jsonl);
Result<std::size_t> seed_catalogue(store::Store& store, std::string_view csv);

struct CatalogueRow {
    Source source;
    Feed feed;
};
// Rows whose addresses cannot be are left out. malformed: the header is another.
Result<std::vector<CatalogueRow>> parse_catalogue(std::string_view csv);
// The fields of one record (RFC 4180), which is taken off the front of `csv`.
std::vector<std::string> take_csv_record(std::string_view& csv);

}  // namespace octavo::pipeline
