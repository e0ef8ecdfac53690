// A ZIP file in memory, by libarchive. Each file is packed as it is put in, so that no more than one is held in full.
//
//   ZipWriter zip(now);
//   TRY(zip.put("octavo/index.html", html));
//   std::string bytes = TRY(zip.take());
//
// Checked by tests/web/zip_writer_test.cpp.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"

struct archive;

namespace octavo::web {

class ZipWriter {
  public:
    static constexpr std::size_t most = 1U << 30;  // bytes of all files together

    explicit ZipWriter(Instant made);
    ZipWriter(const ZipWriter&) = delete;
    ZipWriter& operator=(const ZipWriter&) = delete;

    Result<> put(const std::string& name, std::string_view bytes);  // name: ASCII. too_big: beyond the most
    Result<std::string> take();                                     // nothing can be put in after it

  private:
    struct Free {
        void operator()(archive* a) const;
    };
    const Instant made_;
    std::string out_;
    std::size_t bytes_ = 0;
    std::unique_ptr<archive, Free> archive_;  // the last member: it may write when it ends
};

}  // namespace octavo::web
