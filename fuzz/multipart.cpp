// Forms with files, whatever they hold: parts lie inside the body, and there are few.
#include "web/multipart.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto line = bytes.substr(0, bytes.find('\n'));
    const auto boundary = octavo::web::multipart_boundary(line);
    const std::string_view body = bytes.substr(std::min(line.size() + 1, size));
    const auto parts = octavo::web::parts_of(body, boundary.value_or("x"));
    if (parts.size() > 32) __builtin_trap();
    for (const auto& part : parts)
        if (part.content.data() < body.data() || part.content.data() + part.content.size() > body.data() + body.size())
            __builtin_trap();
    return 0;
}
