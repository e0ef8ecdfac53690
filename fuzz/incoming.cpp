// A whole response: lines up to the empty one, then the body in two pieces. Caps hold and the answer is sane.
#include "fetch/incoming.hpp"

using namespace octavo;
using namespace octavo::fetch;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view text(reinterpret_cast<const char*>(data), size);
    if (text.empty()) return 0;
    const GateLimits limits{.max_wire = 64u << 10,
                            .max_robots = 200,
                            .decode = {.max_bytes = 1u << 20, .max_ratio = 100, .ratio_from = 64u << 10}};
    const Purpose purpose = text.front() == 'r' ? Purpose::robots : Purpose::page;
    Incoming incoming(purpose, limits);
    for (bool head = true; head && !text.empty();) {
        const auto end = std::min(text.find('\n'), text.size() - 1) + 1;
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end);
        head = line != "\r\n" && line != "\n";
        if (!incoming.line(line)) return 0;
    }
    for (const std::string_view piece : {text.substr(0, text.size() / 2), text.substr(text.size() / 2)}) {
        const auto more = incoming.piece(piece);
        if (!more) return 0;
        if (!*more) break;
    }
    const auto answer =
        std::move(incoming).answer(*Url::parse("https://paper.example/"), from_unix_ms(1'752'393'600'000));
    if (!answer) return 0;
    if (answer->wire_bytes > limits.max_wire || answer->body.size() > limits.decode.max_bytes) __builtin_trap();
    if (answer->cut && purpose != Purpose::robots) __builtin_trap();
    return 0;
}
