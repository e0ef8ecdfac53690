#include <archive.h>
#include <archive_entry.h>

#include "readers/takeout_parts.hpp"

namespace octavo::readers {
namespace {

struct Closed {
    void operator()(archive* a) const { archive_read_free(a); }
};
using Archive = std::unique_ptr<archive, Closed>;

std::string why(archive* a) {
    const char* said = archive_error_string(a);
    return said ? said : "it cannot be unpacked";
}

Result<std::string> unpacked(archive* a, std::size_t most) {
    std::string out;
    for (;;) {
        const std::size_t had = out.size();
        out.resize(had + (64U << 10));
        const auto n = archive_read_data(a, out.data() + had, 64U << 10);
        if (n < 0) return fail(Fault::malformed, why(a));
        out.resize(had + static_cast<std::size_t>(n));
        if (n == 0) return out;
        if (out.size() > most) return fail(Fault::too_big, "unpacked, it is larger than an export can be");
    }
}

}  // namespace

Result<> visit_zip(std::string_view bytes, const std::function<bool(std::string_view name)>& wants,
                   const std::function<void(std::string_view name, std::string_view content)>& visit) {
    const Archive a(archive_read_new());
    if (!a) return fail(Fault::too_big, "no memory to unpack it");
    archive_read_support_format_zip(a.get());
    if (archive_read_open_memory(a.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
        return fail(Fault::malformed, why(a.get()));
    std::size_t files = 0, room = Takeout::most_unpacked;
    for (archive_entry* entry = nullptr;;) {
        const int read = archive_read_next_header(a.get(), &entry);
        if (read == ARCHIVE_EOF) return {};
        if (read < ARCHIVE_WARN) return fail(Fault::malformed, why(a.get()));
        if (++files > Takeout::most_files) return fail(Fault::too_big, "it holds more files than an export can");
        const char* named = archive_entry_pathname_utf8(entry);
        if (!named) named = archive_entry_pathname(entry);  // in some other writing
        const std::string_view name = named ? named : "";
        if (archive_entry_filetype(entry) != AE_IFREG || !wants(name)) continue;
        const std::string content = TRY(unpacked(a.get(), std::min(room, Takeout::most_bytes)));
        room -= content.size();
        visit(name, content);
    }
}

}  // namespace octavo::readers
