// How somebody who does not have the archive reads it, or writes a row of their own. Inside the store room only.
#pragma once
#include <string>

#include "base/result.hpp"
#include "store/database.hpp"

namespace octavo::store {

enum class Looking {
    beside,  // as any reader of a WAL archive, beside a writer
    still,   // nobody writes and nothing is in the log: the file alone is all there is
};

// not_found: there is no archive. unwritable: it may not be read, or not by somebody who may not write to the folder;
// the failure says who can mend that, and how. busy: a writer opens it at this very moment.
Result<Looking> way_to_look(const std::string& folder);

// Without the lock, beside whoever has it, for single rows that are nobody else's (notes.hpp). not_found: there is no
// archive; none is made.
Result<std::unique_ptr<Database>> open_sqlite_beside(const std::string& folder);

}  // namespace octavo::store
