// Parts of an answer (RFC 9110, section 14): what a player asks for when somebody jumps to a chapter, and what goes on
// where a download broke off.
//
//   Range: bytes=0-499  bytes=9500-  bytes=-500      206 with Content-Range, 416 when there are no such bytes
//   If-Range: "tag"                                  the whole, when it is another recording by now
//
// One range a request: who asks for several is given the whole, as the standard lets us, for nobody plays that way and
// overlapping ones are an old way to make a server work. Checked by tests/web/ranges_test.cpp.
#pragma once

#include <cstddef>
#include <string_view>

#include "web/message.hpp"

namespace octavo::web {

struct RangeAsked {
    enum class Is : std::uint8_t { whole, part, beyond };
    Is is = Is::whole;
    Slice slice = {};
};
// What a Range header asks of `size` bytes. What is not understood asks for the whole.
RangeAsked read_range(std::string_view header, std::size_t size);

// Makes a 200 with a page into the 206 or 416 that is asked for; in any case says that ranges may be.
void answer_range(Response& response, const Request& request);

}  // namespace octavo::web
