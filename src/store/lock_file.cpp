#include "store/lock_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace octavo::store {
namespace {

std::string holder(int file) {
    char text[32] = {};
    const auto size = ::pread(file, text, sizeof text - 1, 0);
    long pid = 0;
    if (size > 0) std::from_chars(text, text + size, pid);
    return pid > 0 ? fmt::format("process {}", pid) : std::string("another process");
}

}  // namespace

Result<LockFile> LockFile::take(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file < 0)
        return fail(Fault::unwritable, fmt::format("cannot open {}: {}. Choose a folder you may write to with --data, "
                                                   "or change its owner.",
                                                   path, std::strerror(errno)));
    LockFile lock(file);
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            return fail(Fault::busy,
                        fmt::format("the archive is in use by {} (lock {}). Stop that one first, or choose "
                                    "another folder with --data.",
                                    holder(file), path));
        return fail(Fault::unwritable, fmt::format("cannot lock {}: {}", path, std::strerror(errno)));
    }
    const std::string pid = fmt::format("{}\n", ::getpid());
    if (::ftruncate(file, 0) != 0 || ::pwrite(file, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size()))
        return fail(Fault::unwritable, fmt::format("cannot write {}: {}. Make room on the disk and start again.", path,
                                                   std::strerror(errno)));
    return lock;
}

LockFile::~LockFile() {
    if (file_ >= 0) ::close(file_);
}

}  // namespace octavo::store
