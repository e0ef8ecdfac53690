// How somebody who may not write to the data folder reads the archive in it. Inside the store room only.
#pragma once
#include <string>

#include "base/result.hpp"

namespace octavo::store {

enum class Looking {
    beside,  // as any reader of a WAL archive, beside a writer
    still,   // nobody writes and nothing is in the log: the file alone is all there is
};

// not_found: there is no archive. unwritable: it may not be read, or not by somebody who may not write to the folder;
// the failure says who can mend that, and how. busy: a writer opens it at this very moment.
Result<Looking> way_to_look(const std::string& folder);

}  // namespace octavo::store
