// Idea: to read a WAL archive is to write a little: a reader marks in octavo.db-shm what it reads. Whoever may not
// write to the folder can still read beside a writer (the engine reads the log itself when it cannot mark), but a
// folder at rest has neither log nor marks, and the engine gives up because it cannot make them. Then the file alone is
// the whole archive, and may be opened as one that does not change.
//
//   octavo.db                    -> still     closed cleanly
//   octavo.db, -wal, -shm        -> beside    a writer is there, or was killed
//   octavo.db, -wal, no -shm     -> refused   a log with something in it and nobody who could read it: opening the file
//                                             alone would show yesterday's archive, or a torn one
// "does not change" is a promise to the engine, https://www.sqlite.org/uri.html#uriimmutable; we make it only while
// nobody holds the lock. What writes notes (notes.hpp) holds none: who may only look may, for the length of one such
// write, be told of the archive as it was before. Copying the archive aside to read it was the road not taken: it may
// be large. Checked by tests/store/database_test.cpp and tests/e2e/look_test.cpp.
#include "store/looking.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace octavo::store {
namespace {

bool may(const std::string& path, int how) { return ::faccessat(AT_FDCWD, path.c_str(), how, AT_EACCESS) == 0; }

// Looks, and lets go at once.
bool is_locked(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    const bool locked = ::flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(file);
    return locked;
}

}  // namespace

Result<Looking> way_to_look(const std::string& folder) {
    const std::string path = folder + "/octavo.db", log = path + "-wal";
    struct stat file{};
    if (::stat(path.c_str(), &file) != 0 && (errno == ENOENT || errno == ENOTDIR))
        return fail(Fault::not_found, fmt::format("there is no archive in {} yet; octavo run makes one", folder));
    if (!may(path, R_OK))
        return fail(Fault::unwritable, fmt::format("{} cannot be read: {}. Ask its owner for the right to read it, or "
                                                   "name another folder with --data.",
                                                   path, std::strerror(errno)));
    if (may(folder, W_OK)) return Looking::beside;
    if (may(log, R_OK) && may(path + "-shm", R_OK)) return Looking::beside;
    if (::stat(log.c_str(), &file) == 0 && file.st_size > 0)
        return fail(Fault::unwritable,
                    fmt::format("{} was not closed cleanly, and what is in {} can be taken in only by somebody who may "
                                "write to the folder. Let its owner run once: octavo stats --data {}",
                                path, log, folder));
    if (is_locked(folder + "/octavo.lock"))
        return fail(Fault::busy, fmt::format("{} is being opened by another process; try again.", path));
    return Looking::still;
}

}  // namespace octavo::store
