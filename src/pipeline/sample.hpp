// The sample edition, so that the first page a person sees is a newspaper and not an empty table: articles we wrote, of
// publishers that do not exist, clearly marked, and gone for good once 30 real articles of 5 sources are there.
#pragma once
#include <cstddef>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "pipeline/line.hpp"
#include "store/store.hpp"

namespace octavo::pipeline {

// Fills an empty archive with the sample inside this binary; says how many articles. 0, and nothing done, when the
// archive has articles or had the sample before. The line must be running.
Result<std::size_t> seed_sample(Line& line, const Clock& clock);

// The same from given text, one JSON object a line; on the writer thread, or before the line starts.
//   sources:  {"domain","name","country","language","kind","home"}
//   articles: {"source":"domain","title","authors":[],"lang","section","tags":[],"kind","hours_ago":3.5,
//              "image":"drawing:SEED","image_alt","text","story":"a key its tellings share"}
// `text` has its blocks parted by empty lines: "## " begins a heading, "> " a quote, "- " an item of a list.
struct SampleText {
    std::string_view sources, articles;
};
Result<std::size_t> seed_sample(store::Store& store, Instant now, const SampleText& text);

}  // namespace octavo::pipeline
