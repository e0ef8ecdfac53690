// Web addresses that are already what the URL standard would make of them. For base/url.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace octavo::url_plain {

// Where the parts of such an address end; views of the text given.
struct Parts {
    std::string_view scheme, host, path, query;
};
// Absent where parsing could change a letter, or refuse: that says nothing against the address.
std::optional<Parts> parts(std::string_view text);

}  // namespace octavo::url_plain
