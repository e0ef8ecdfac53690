// Any bytes as a web archive, given in pieces whose size the first byte chooses. Reading must end, and what was read,
// written as we write and read again, must be the same.
#include "feed/warc.hpp"
#include "feed/warc_writer.hpp"

namespace {

void read_back(const octavo::feed::WarcRecord& record) {
    const std::string uri = "https://e.org/";
    const std::string file = octavo::feed::warc_records({.uri = uri,
                                                         .date = record.date.value_or(octavo::Instant{}),
                                                         .status = 200,
                                                         .headers = {{record.uri, record.http_headers}},
                                                         .body = record.payload,
                                                         .metadata = {}});
    std::size_t at = 0;
    octavo::feed::WarcReader reader([&](std::string& buffer, std::size_t n) {
        const std::size_t take = std::min(n, file.size() - at);
        buffer.append(file, at, take);
        at += take;
        return at < file.size();
    });
    const auto again = reader.next();
    if (!again || !*again || (*again)->uri != uri || (*again)->http_status != 200) __builtin_trap();
    // A header can be longer than a head may be; what it says of the body is then not believed.
    if (record.http_headers.size() + record.uri.size() < 100'000 && (*again)->payload != record.payload)
        __builtin_trap();
}

}  // namespace

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
        if (record) read_back(**record);
        reader.offset();
        if (calls > 2 * size + 16) __builtin_trap();
    }
}
