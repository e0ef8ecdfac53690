// Any bytes as a request target: the router is total, what it names is bounded and stays inside its folder.
#include <cstdlib>

#include "web/html_writer.hpp"
#include "web/page.hpp"
#include "web/request_head.hpp"
#include "web/route.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace octavo;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto route = web::read_route(text);
    if (route.text.size() > 1300) std::abort();
    if (route.kind == web::Route::Kind::picture && route.name.find('/') != std::string::npos) std::abort();
    const std::string slug = web::slug_of(text);
    for (const char c : slug)
        if (static_cast<unsigned char>(c) <= ' ' || c == '/' || c == '"' || c == '<') std::abort();
    web::RequestHead head;
    (void)web::read_head(text, head);
    return 0;
}
