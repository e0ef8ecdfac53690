// Forms that bring a file: multipart/form-data, as browsers send it. https://www.rfc-editor.org/rfc/rfc7578
//
//   --XyZ\r\nContent-Disposition: form-data; name="file"; filename="feeds.opml"\r\n\r\n<opml>...\r\n--XyZ--\r\n
//
// Views into the body: nothing is copied. Pure; bounded. Checked by tests/web/multipart_test.cpp and
// fuzz/multipart.cpp.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace octavo::web {

struct FormPart {
    std::string_view name;
    bool is_file = false;
    std::string_view content;
};

// Absent: it is another kind of form.
std::optional<std::string_view> multipart_boundary(std::string_view content_type);
// As far as they are whole, at most 32.
std::vector<FormPart> parts_of(std::string_view body, std::string_view boundary);

}  // namespace octavo::web
