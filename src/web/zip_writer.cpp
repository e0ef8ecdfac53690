#include "web/zip_writer.hpp"

#include <archive.h>
#include <archive_entry.h>

namespace octavo::web {
namespace {

la_ssize_t append(archive*, void* out, const void* bytes, std::size_t size) {
    static_cast<std::string*>(out)->append(static_cast<const char*>(bytes), size);
    return static_cast<la_ssize_t>(size);
}

struct FreeEntry {
    void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

}  // namespace

void ZipWriter::Free::operator()(archive* a) const { archive_write_free(a); }

ZipWriter::ZipWriter(Instant made) : made_(made), archive_(archive_write_new()) {
    archive* a = archive_.get();
    if (a == nullptr) return;
    // In blocks of one byte, so that nothing is padded.
    if (archive_write_set_format_zip(a) != ARCHIVE_OK || archive_write_set_bytes_in_last_block(a, 1) != ARCHIVE_OK ||
        archive_write_open2(a, &out_, nullptr, append, nullptr, nullptr) != ARCHIVE_OK)
        archive_.reset();
}

Result<> ZipWriter::put(const std::string& name, std::string_view bytes) {
    const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
    if (!archive_ || !entry) return fail(Fault::too_big, "zip: no memory");
    if (bytes.size() > most - bytes_) return fail(Fault::too_big, "zip: more than a gigabyte");
    bytes_ += bytes.size();
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes.size()));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_mtime(entry.get(), static_cast<time_t>(to_unix_ms(made_) / 1000), 0);
    const bool done =
        archive_write_header(archive_.get(), entry.get()) == ARCHIVE_OK &&
        archive_write_data(archive_.get(), bytes.data(), bytes.size()) == static_cast<la_ssize_t>(bytes.size()) &&
        archive_write_finish_entry(archive_.get()) == ARCHIVE_OK;
    if (!done) {
        const char* why = archive_error_string(archive_.get());
        return fail(Fault::too_big, fmt::format("zip: {}", why != nullptr ? why : "not written"));
    }
    return {};
}

Result<std::string> ZipWriter::take() {
    if (!archive_ || archive_write_close(archive_.get()) != ARCHIVE_OK) return fail(Fault::too_big, "zip: no memory");
    archive_.reset();
    return std::move(out_);
}

}  // namespace octavo::web
