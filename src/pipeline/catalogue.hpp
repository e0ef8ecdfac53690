// The starter catalogue: feeds of publishers all over the world, as data inside the binary, for an archive that follows
// nothing yet.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "model/article.hpp"
#include "pipeline/line.hpp"
#include "store/store.hpp"

namespace octavo::pipeline {

// Says how many feeds were added. 0, and nothing done, when the archive has feeds or had the catalogue before. The line
// must be running.
Result<std::size_t> seed_catalogue(Line& line, const Clock& clock);
// The same from a CSV with the header name,home,feed,country,language,kind; on the writer thread, or before the line
// starts.
Result<std::size_t> seed_catalogue(store::Store& store, std::string_view csv);

struct CatalogueRow {
    Source source;
    Feed feed;
};
// Rows whose addresses cannot be are left out. malformed: the header is another.
Result<std::vector<CatalogueRow>> parse_catalogue(std::string_view csv);
Result<std::vector<CatalogueRow>> starter_catalogue();  // the one in the binary
// The fields of one record (RFC 4180, https://www.rfc-editor.org/rfc/rfc4180), which is taken off the front of `csv`.
std::vector<std::string> take_csv_record(std::string_view& csv);

}  // namespace octavo::pipeline
