#include "cli/batch_input.hpp"

#include <doctest/doctest.h>
#include <libdeflate.h>

#include "support/folder.hpp"

using namespace octavo;
using namespace octavo::cli;

namespace {

std::string packed(std::string_view text) {
    std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> deflater(
        libdeflate_alloc_compressor(6), libdeflate_free_compressor);
    std::string out(libdeflate_gzip_compress_bound(deflater.get(), text.size()), '\0');
    out.resize(libdeflate_gzip_compress(deflater.get(), text.data(), text.size(), out.data(), out.size()));
    return out;
}

struct Files {
    test::Folder folder;
    std::string put(std::string_view name, std::string_view bytes) const { return folder.write(name, bytes); }
};

}  // namespace

TEST_CASE("a packed file is unpacked, member after member") {
    const Files files;
    CHECK(*read_input_file(files.put("one.gz", packed("a tram"))) == "a tram");
    CHECK(*read_input_file(files.put("two.gz", packed("a tram") + packed(" stops"))) == "a tram stops");
    const std::string flat(1'000'000, 'x');  // a thousand to one
    CHECK(*read_input_file(files.put("flat.gz", packed(flat))) == flat);
}

TEST_CASE("what is packed is told by the bytes, not by the name") {
    const Files files;
    CHECK(*read_input_file(files.put("plain.gz", "<p>plain")) == "<p>plain");
    CHECK(read_input_file(files.put("empty.gz", ""))->empty());
    CHECK(*read_input_file(files.put("page.html", packed("a tram"))) == "a tram");
}

TEST_CASE("a file that cannot be read says why") {
    const Files files;
    CHECK(read_input_file(files.folder.path("none.html")).error().fault == Fault::not_found);
    CHECK(read_input_file(files.folder.path()).error().fault == Fault::not_found);
    const std::string whole = packed("a tram that stops at the harbour");
    const auto cut = read_input_file(files.put("cut.gz", std::string_view(whole).substr(0, whole.size() / 2)));
    CHECK(cut.error().fault == Fault::malformed);
    const auto bomb = read_input_file(files.put("bomb.gz", packed(std::string(max_input_bytes + 1, 'x'))));
    CHECK(bomb.error().fault == Fault::too_big);
}
