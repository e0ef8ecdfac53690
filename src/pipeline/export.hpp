// Every article of an archive as JSONL, in id order: what `octavo export` writes and `octavo import` reads back (the
// same articles under the same ids; stories are formed anew). The sample edition is left out.
//
//   {"article":"k3v…","url":"https://…","source":"example.org","publisher":"Example","published":"2025-07-13T08:00:00Z",
//    "lang":"en","title":"…","authors":["…"],"text":"…","html":"…"}
#pragma once
#include <cstdint>
#include <functional>
#include <string_view>

#include "base/result.hpp"
#include "store/store.hpp"

namespace octavo::pipeline {

// One line, without its end; false stops. Says how many were written.
using LineSink = std::function<bool(std::string_view line)>;
Result<std::uint64_t> export_articles(store::Reader& reader, const LineSink& sink);

}  // namespace octavo::pipeline
