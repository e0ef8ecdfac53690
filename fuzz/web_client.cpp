// Any bytes as an X-Forwarded-For header: read without a fault, and of an untrusted peer not at all.
#include <cstdlib>

#include "web/client.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace octavo;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const web::PeerAddress peer = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 127, 0, 0, 1};
    const std::array<web::PeerAddress, 1> trusted = {peer};
    (void)web::household(web::client_of(peer, text, trusted));
    if (web::client_of(peer, text, {}) != peer) std::abort();
    return 0;
}
