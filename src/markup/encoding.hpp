// Bytes of a page or a feed -> UTF-8, as the HTML standard decides: BOM, transport header, meta prescan of the first
// 1,024 bytes (https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding), then detection.
// Decoding is the Encoding standard's (https://encoding.spec.whatwg.org/), by lexbor. Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace octavo::markup {

struct Decoded {
    std::string text;      // well-formed UTF-8, no BOM
    std::string encoding;  // WHATWG name, lower case: "utf-8", "windows-1252", "shift_jis", ...
};

// The charset parameter of a Content-Type header, unquoted, lower case; "" when there is none.
std::string charset_of(std::string_view content_type);

Decoded decode_html(std::string_view bytes, std::string_view content_type);
// The same without a copy where the bytes are well-formed UTF-8 already, as nearly all of the web's are: the text is a
// view into `bytes`, else into `room`, which it fills.
std::string_view decode_html(std::string_view bytes, std::string_view content_type, std::string& room);
// XML: BOM, transport header, XML declaration, UTF-8 when it is well formed, detection (RFC 7303).
Decoded decode_xml(std::string_view bytes, std::string_view content_type);
// By a WHATWG label ("latin1"); UTF-8 with repair when the label is unknown.
std::string decode_as(std::string_view bytes, std::string_view label);

}  // namespace octavo::markup
