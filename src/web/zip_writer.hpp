// A ZIP file of a few files whose bytes we have, as every system opens it: names in UTF-8, deflated, no ZIP64 (APPNOTE
// 6.3.10, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT). Each file is packed when it is put in, so that
// no more than one is held in full.
//
//   ZipWriter zip(now);
//   zip.put("octavo/index.html", html);
//   std::string bytes = zip.take();
//
// Over the library that packs our pages: three records of fixed layout are no reason for another one. Checked by
// tests/web/zip_writer_test.cpp, which has another program open what it writes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace octavo::web {

class ZipWriter {
  public:
    static constexpr std::size_t most =
        1U << 30;  // bytes of all files: the format without ZIP64 has room for four times as many

    explicit ZipWriter(Instant made);
    // False: it would be too much, and is left out.
    bool put(std::string_view name, std::string_view bytes);
    std::string take();  // with the directory at its end; nothing can be put in after it

  private:
    std::uint32_t when_;  // in MS-DOS form: date, time
    std::string out_, directory_;
    std::uint16_t files_ = 0;
    std::uint64_t bytes_ = 0;
};

}  // namespace octavo::web
