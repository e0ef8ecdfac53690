// Every article of an archive as JSONL, in id order: what `octavo export` writes and `octavo import` reads back (the
// same articles under the same ids; stories are formed anew). The sample edition is left out.
//
//   {"article":"k3v…","url":"https://…","source":"example.org","publisher":"Example","published":"2025-07-13T08:00:00Z",
//    "lang":"en","title":"…","authors":["…"],"text":"…","html":"…"}
#pragma once
#include <cstdint>
#include <iosfwd>

#include "base/result.hpp"
#include "store/store.hpp"

namespace octavo::pipeline {

// Says how many were written. unwritable: `out` took no more.
Result<std::uint64_t> export_jsonl(store::Reader& reader, std::ostream& out);

}  // namespace octavo::pipeline
