#include "cli/batch_input.hpp"

#include <zlib.h>

#include <cerrno>
#include <cstdio>

#include "base/utf8.hpp"
#include "fetch/decode.hpp"

namespace octavo::cli {
namespace {

// As it lies on the disk, read in as few calls as may be: first what the file says it is long, then until it ends
// (a pipe says nothing, and a file may grow).
Result<std::string> read_whole(const std::string& name) {
    struct Closer {
        void operator()(std::FILE* f) const { std::fclose(f); }
    };
    const std::unique_ptr<std::FILE, Closer> file(std::fopen(name.c_str(), "rb"));
    if (!file) return fail(Fault::not_found, fmt::format("{}: {}", name, std::strerror(errno)));
    std::setvbuf(file.get(), nullptr, _IONBF, 0);
    std::error_code unknown;
    const auto said = std::filesystem::file_size(name, unknown);
    std::size_t step = unknown ? 64 * 1024 : std::min<std::size_t>(said, max_input_bytes) + 1;
    std::string out;
    for (;;) {
        std::size_t n = 0;
        const std::size_t had = out.size();
        out.resize_and_overwrite(had + step, [&](char* data, std::size_t) {
            n = std::fread(data + had, 1, step, file.get());
            return had + n;
        });
        if (std::ferror(file.get())) return fail(Fault::not_found, fmt::format("{}: {}", name, std::strerror(errno)));
        if (n < step) return out;
        if (out.size() > max_input_bytes)
            return fail(Fault::too_big, fmt::format("{}: more than {} bytes", name, max_input_bytes));
        step = 256 * 1024;
    }
}

}  // namespace

// Whether it is packed is told by its bytes, so that nobody asks for the name.
Result<std::string> read_input_file(std::string_view path) {
    const std::string name(path);
    std::string bytes = TRY(read_whole(name));
    if (!bytes.starts_with("\x1f\x8b")) return bytes;
    // No ratio: it is the caller's own file.
    auto unpacked = fetch::decode(fetch::Coding::gzip, bytes, {max_input_bytes, max_input_bytes, max_input_bytes});
    if (unpacked) return unpacked;
    if (unpacked.error().fault == Fault::too_big)
        return fail(Fault::too_big, fmt::format("{}: more than {} bytes", name, max_input_bytes));
    return fail(Fault::malformed, fmt::format("{}: bad gzip", name));
}

namespace {

// `window` as inflateInit2 wants it: 15 + 32 gzip or zlib by their headers, -15 bare deflate.
std::optional<std::string> inflated(std::string_view body, int window) {
    z_stream z{};
    if (inflateInit2(&z, window) != Z_OK) return std::nullopt;
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
    z.avail_in = static_cast<uInt>(body.size());
    std::string out;
    int status = Z_OK;
    while (status == Z_OK && out.size() <= max_input_bytes) {
        const std::size_t had = out.size();
        out.resize(had + 256 * 1024);
        z.next_out = reinterpret_cast<Bytef*>(out.data() + had);
        z.avail_out = static_cast<uInt>(out.size() - had);
        status = inflate(&z, Z_NO_FLUSH);
        out.resize(out.size() - z.avail_out);
    }
    inflateEnd(&z);
    // A body cut short is read as far as it goes.
    const bool good = status == Z_STREAM_END || (status == Z_BUF_ERROR && !out.empty());
    return good ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

std::string decode_content(std::string_view body, std::string_view encoding) {
    const std::string name = utf8::lower(utf8::trim(encoding));
    std::optional<std::string> out;
    if (name == "gzip" || name == "x-gzip" || name == "deflate") out = inflated(body, 15 + 32);
    if (!out && name == "deflate") out = inflated(body, -15);
    return out ? std::move(*out) : std::string(body);
}

}  // namespace octavo::cli
