#include "cli/batch_input.hpp"

#include <zlib.h>

#include <cerrno>
#include <cstdio>

#include "base/utf8.hpp"

namespace octavo::cli {

// gzread unpacks gzip and hands on what is not packed as it is, so that nobody asks for the name.
Result<std::string> read_input_file(std::string_view path) {
    const std::string name(path);
    struct Closer {
        void operator()(gzFile_s* f) const { gzclose(f); }
    };
    const std::unique_ptr<gzFile_s, Closer> file(gzopen(name.c_str(), "rb"));
    if (!file) return fail(Fault::not_found, fmt::format("{}: {}", name, std::strerror(errno)));
    std::string out;
    constexpr std::size_t step = 256 * 1024;
    for (;;) {
        const std::size_t had = out.size();
        out.resize(had + step);
        const auto n = gzread(file.get(), out.data() + had, step);
        out.resize(had + (n > 0 ? static_cast<std::size_t>(n) : 0));
        int code = Z_OK;
        if (n < 0 && (gzerror(file.get(), &code), code == Z_ERRNO))
            return fail(Fault::not_found, fmt::format("{}: {}", name, std::strerror(errno)));
        if (n < 0) return fail(Fault::malformed, fmt::format("{}: bad gzip at {} unpacked bytes", name, had));
        if (n == 0) return out;
        if (out.size() > max_input_bytes)
            return fail(Fault::too_big, fmt::format("{}: more than {} bytes", name, max_input_bytes));
    }
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
