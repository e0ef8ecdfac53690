// The Link fields of an answer (RFC 8288, section 3): <https://hub.example/>; rel="hub", <...>; rel=self
// https://www.rfc-editor.org/rfc/rfc8288#section-3
// Tolerant: what cannot be read is passed over up to the next comma. Pure; checked by tests/feed/link_header_test.cpp
// and fuzz/link_header.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace octavo::feed {

struct HeaderLink {
    std::string_view target;  // as written between the angle brackets
    std::string rel;          // lower case; a list parted by spaces
    bool has(std::string_view relation) const;
};

// At most `most` links of one field; the views are into it.
std::vector<HeaderLink> read_links(std::string_view field, std::size_t most = 64);

}  // namespace octavo::feed
