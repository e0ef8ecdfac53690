// Any bytes as a web archive, given in pieces whose size the first byte chooses. Reading must end.
#include "feed/warc.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::size_t step = data[0] + 1U;
    const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    std::size_t at = 0;
    octavo::feed::WarcReader reader(
        [&](std::string& buffer, std::size_t n) {
            const std::size_t take = std::min({n, step, bytes.size() - at});
            buffer.append(bytes, at, take);
            at += take;
            return at < bytes.size();
        },
        64 * 1024);
    for (std::size_t calls = 0;; ++calls) {
        const auto record = reader.next();
        if (record && !*record) return 0;
        reader.offset();
        if (calls > 2 * size + 16) __builtin_trap();
    }
}
