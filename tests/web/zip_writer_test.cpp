#include "web/zip_writer.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <doctest/doctest.h>

#include <fstream>

#include "support/folder.hpp"

using namespace octavo;

TEST_CASE("what is put into a ZIP comes out of it, small, with the time it was made") {
    web::ZipWriter zip(at("2026-11-27T13:14:16Z"));
    const std::vector<std::pair<std::string, std::string>> files = {
        {"octavo/index.html", "<p>" + std::string(100'000, 'x')}, {"octavo/empty.txt", ""}, {"octavo/a.json", "{}"}};
    for (const auto& [name, bytes] : files) CHECK(zip.put(name, bytes).has_value());
    const auto out = zip.take();
    REQUIRE(out.has_value());
    CHECK(out->size() < 2000);
    CHECK_FALSE(zip.put("late", "").has_value());
    CHECK_FALSE(zip.take().has_value());

    const std::unique_ptr<archive, decltype(&archive_read_free)> reading(archive_read_new(), &archive_read_free);
    archive_read_support_format_zip_seekable(reading.get());
    REQUIRE(archive_read_open_memory(reading.get(), out->data(), out->size()) == ARCHIVE_OK);
    archive_entry* entry = nullptr;
    for (const auto& [name, bytes] : files) {
        REQUIRE(archive_read_next_header(reading.get(), &entry) == ARCHIVE_OK);
        CHECK(archive_entry_pathname(entry) == name);
        CHECK(archive_entry_mtime(entry) == to_unix_ms(at("2026-11-27T13:14:16Z")) / 1000);
        std::string again(bytes.size() + 1, '\0');
        CHECK(archive_read_data(reading.get(), again.data(), again.size()) == static_cast<la_ssize_t>(bytes.size()));
        again.resize(bytes.size());
        CHECK(again == bytes);
    }
    CHECK(archive_read_next_header(reading.get(), &entry) == ARCHIVE_EOF);
    // Another program's word, where there is one.
    const test::Folder folder;
    std::ofstream(folder.path("a.zip"), std::ios::binary) << *out;
    if (std::system("command -v unzip >/dev/null") == 0)
        CHECK(std::system(fmt::format("unzip -tq '{}' >/dev/null", folder.path("a.zip")).c_str()) == 0);
}
