// One process an archive: `octavo.lock` is held by flock(2) while the archive is open and says who has it.
// The lock goes with its process, however that ends; the file stays and means nothing by itself.
#pragma once
#include <string>

#include "base/result.hpp"

namespace octavo::store {

class LockFile {
  public:
    // busy: somebody else has it (the process is named); unwritable.
    static Result<LockFile> take(const std::string& path);
    LockFile(LockFile&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
    LockFile& operator=(LockFile&&) = delete;
    ~LockFile();

  private:
    explicit LockFile(int file) : file_(file) {}
    int file_;
};

}  // namespace octavo::store
