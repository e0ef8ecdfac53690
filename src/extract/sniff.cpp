#include "extract/sniff.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace octavo::extract {
namespace {

// No text has many control characters, whatever its encoding, but UTF-16: its letters may have one as their half. NUL
// and the escapes of ISO-2022 (ESC, SO, SI) are not counted.
bool is_binary(std::string_view start, std::string_view content_type) {
    if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) return false;
    if (utf8::lower(content_type).find("utf-16") != std::string::npos) return false;
    const auto controls = std::ranges::count_if(start, [](char c) {
        return (c > 0 && c < '\t') || c == '\v' || (c > 0x0F && c < 0x1B) || (c > 0x1B && c < 0x20);
    });
    return start.size() >= 256 && static_cast<std::size_t>(controls) * 25 > start.size();
}

}  // namespace

std::string_view other_than_page(std::string_view bytes, std::string_view content_type) {
    using namespace std::string_view_literals;
    struct Known {
        std::string_view start;
        std::string_view what;
    };
    static constexpr Known magic[] = {
        {"%PDF-"sv, "a PDF"},
        {"%!PS-"sv, "a PostScript file"},
        {"\x89PNG\r\n\x1A\n"sv, "a picture"},
        {"\xFF\xD8\xFF"sv, "a picture"},
        {"GIF87a"sv, "a picture"},
        {"GIF89a"sv, "a picture"},
        {"\0\0\x01\0"sv, "a picture"},
        {"OggS\0"sv, "a sound or film"},
        {"ID3"sv, "a sound or film"},
        {"\x1A\x45\xDF\xA3"sv, "a sound or film"},
        {"MThd\0"sv, "a sound or film"},
        {"PK\x03\x04"sv, "an archive"},
        {"\x1F\x8B\x08"sv, "an archive"},
        {"Rar!\x1A\x07"sv, "an archive"},
        {"wOFF"sv, "a font"},
        {"wOF2"sv, "a font"},
        {"\0\0\0\x01\0\0"sv, "a font"},
    };
    for (const Known& known : magic)
        if (bytes.starts_with(known.start)) return known.what;
    if (bytes.starts_with("RIFF") && bytes.size() >= 12)
        return bytes.substr(8).starts_with("WEBP") ? "a picture" : "a sound or film";
    if (bytes.size() >= 12 && bytes.substr(4, 4) == "ftyp") return "a sound or film";

    const std::string type = utf8::lower(utf8::trim(content_type.substr(0, content_type.find(';'))));
    // A header may be wrong about a page, too: one that opens with a tag is read all the same.
    if (utf8::trim(bytes.substr(0, 64)).starts_with('<')) return {};
    if (type == "application/pdf") return "a PDF";
    if (type.starts_with("image/") && type != "image/svg+xml") return "a picture";
    if (type.starts_with("audio/") || type.starts_with("video/")) return "a sound or film";
    if (type.starts_with("font/")) return "a font";
    if (type == "application/zip" || type == "application/gzip") return "an archive";
    if (is_binary(bytes.substr(0, 2048), content_type)) return "a file of bytes";
    return {};
}

}  // namespace octavo::extract
