#include "picture/head.hpp"

namespace octavo::picture {
namespace {

using namespace std::string_view_literals;

std::uint32_t byte(std::string_view s, std::size_t at) { return static_cast<unsigned char>(s[at]); }
std::uint32_t big16(std::string_view s, std::size_t at) { return byte(s, at) << 8 | byte(s, at + 1); }
std::uint32_t big32(std::string_view s, std::size_t at) { return big16(s, at) << 16 | big16(s, at + 2); }
std::uint32_t little16(std::string_view s, std::size_t at) { return byte(s, at) | byte(s, at + 1) << 8; }
std::uint32_t little24(std::string_view s, std::size_t at) { return little16(s, at) | byte(s, at + 2) << 16; }
std::uint32_t little32(std::string_view s, std::size_t at) { return little16(s, at) | little16(s, at + 2) << 16; }

// The orientation in an EXIF segment (TIFF 6.0, section 2): 1 when it says none.
int orientation_of(std::string_view exif) {
    if (!exif.starts_with("Exif\0\0"sv) || exif.size() < 14) return 1;
    const std::string_view tiff = exif.substr(6);
    const bool little = tiff.starts_with("II*\0"sv);
    if (!little && !tiff.starts_with("MM\0*"sv)) return 1;
    const auto two = [&](std::size_t at) { return little ? little16(tiff, at) : big16(tiff, at); };
    const std::size_t list = little ? little32(tiff, 4) : big32(tiff, 4);
    if (list > tiff.size() || tiff.size() - list < 2) return 1;
    const std::size_t entries = std::min<std::size_t>(two(list), 200);
    for (std::size_t i = 0; i < entries; ++i) {
        const std::size_t at = list + 2 + i * 12;
        if (at + 12 > tiff.size()) return 1;
        if (two(at) != 0x0112) continue;
        const auto value = two(at + 8);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

struct Scans {
    std::uint32_t count = 0, components = 3;
    bool progressive = false, whole = false;
};

// ITU T.81, B.1.1: markers, each with its length, but for those that stand alone; behind a start of scan comes coded
// data, in which FF 00 is no marker.
Result<Head> jpeg_head(std::string_view s, const Caps& caps) {
    Head head{.format = Format::jpeg};
    Scans scans;
    std::size_t at = 2;
    while (at + 2 <= s.size()) {
        if (byte(s, at) != 0xFF) {  // coded data, or rubbish between segments
            const auto next = s.find('\xFF', at);
            if (next == std::string_view::npos) break;
            at = next;
            continue;
        }
        const std::uint32_t marker = byte(s, at + 1);
        if (marker == 0xFF) {
            ++at;
            continue;
        }
        at += 2;
        if (marker == 0xD9) {
            scans.whole = true;
            break;
        }
        if (marker == 0 || marker == 1 || (marker >= 0xD0 && marker <= 0xD8)) continue;
        if (at + 2 > s.size()) break;
        const std::size_t length = big16(s, at);
        if (length < 2 || length > s.size() - at) break;
        const std::string_view segment = s.substr(at + 2, length - 2);
        const bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frame && segment.size() >= 6 && head.width == 0) {
            head.height = big16(segment, 1);
            head.width = big16(segment, 3);
            scans.components = byte(segment, 5);
            scans.progressive = marker == 0xC2 || marker == 0xCA;
            const bool common = marker <= 0xC2 || marker == 0xC9 || marker == 0xCA;
            if (byte(segment, 0) != 8 || !common)
                return fail(Fault::unsupported, "a JPEG of a rare kind (not of eight bits, lossless, or differential)");
        } else if (marker == 0xE1 && head.orientation == 1) {
            head.orientation = orientation_of(segment);
        } else if (marker == 0xDA && ++scans.count > caps.scans) {
            return fail(Fault::too_big, fmt::format("a JPEG of more than {} scans", caps.scans));
        }
        at += length;
    }
    if (head.width == 0 || head.height == 0 || scans.count == 0)
        return fail(Fault::malformed, "a JPEG without a picture");
    if (!scans.whole) return fail(Fault::malformed, "a JPEG that was cut short");
    // Progressive ones are unpacked all at once: two bytes a coefficient.
    const std::uint64_t pixels = std::uint64_t(head.width) * head.height;
    head.working_bytes =
        scans.progressive || scans.count > 1 ? pixels * scans.components * 2 : std::uint64_t(head.width) * 256;
    return head;
}

// https://www.w3.org/TR/png-3/#11IHDR
Result<Head> png_head(std::string_view s) {
    if (s.size() < 33 || s.substr(12, 4) != "IHDR") return fail(Fault::malformed, "a PNG without its header");
    Head head{.format = Format::png, .width = big32(s, 16), .height = big32(s, 20), .interlaced = byte(s, 28) != 0};
    const std::uint64_t pixels = std::uint64_t(head.width) * head.height;
    head.working_bytes = head.interlaced ? pixels * 4 : std::uint64_t(head.width) * 64;
    return head;
}

// https://www.rfc-editor.org/rfc/rfc9649: the first chunk says what it is.
Result<Head> webp_head(std::string_view s) {
    if (s.size() < 30) return fail(Fault::malformed, "a WebP without its header");
    Head head{.format = Format::webp};
    const std::string_view chunk = s.substr(12, 4);
    bool lossless = chunk == "VP8L";
    if (chunk == "VP8X") {
        head.width = little24(s, 24) + 1;
        head.height = little24(s, 27) + 1;
        lossless = true;  // it may be: then it is unpacked whole
    } else if (lossless) {
        const std::uint32_t bits = little32(s, 21);
        head.width = (bits & 0x3FFFU) + 1;
        head.height = (bits >> 14 & 0x3FFFU) + 1;
    } else if (chunk == "VP8 ") {
        head.width = little16(s, 26) & 0x3FFFU;
        head.height = little16(s, 28) & 0x3FFFU;
    } else {
        return fail(Fault::malformed, "a WebP without a picture");
    }
    head.working_bytes = std::uint64_t(head.width) * (lossless ? head.height * 4ULL : 256);
    return head;
}

// https://www.w3.org/Graphics/GIF/spec-gif89a.txt, section 18
Result<Head> gif_head(std::string_view s) {
    if (s.size() < 13) return fail(Fault::malformed, "a GIF without its header");
    Head head{.format = Format::gif, .width = little16(s, 6), .height = little16(s, 8)};
    head.working_bytes = std::uint64_t(head.width) * head.height;
    return head;
}

// Kinds that are no picture of ours, each by its name, so that the operator reads what came.
std::string_view other_kind(std::string_view s) {
    if (s.size() > 12 && s.substr(4, 4) == "ftyp") {
        const std::string_view brand = s.substr(8, 4);
        if (brand == "avif" || brand == "avis") return "AVIF";
        if (brand == "heic" || brand == "heix" || brand == "mif1" || brand == "hevc") return "HEIC";
        return "a film";
    }
    if (s.starts_with("\xFF\x0A"sv) || s.starts_with("\0\0\0\x0CJXL "sv)) return "JPEG XL";
    if (s.starts_with("BM"sv)) return "BMP";
    if (s.starts_with("\0\0\x01\0"sv)) return "an icon file";
    if (s.starts_with("II*\0"sv) || s.starts_with("MM\0*"sv)) return "TIFF";
    if (s.starts_with("%PDF"sv)) return "PDF";
    return {};
}

std::string_view text_kind(std::string_view s) {
    s = s.substr(0, 1024);
    if (s.starts_with("\xEF\xBB\xBF"sv)) s.remove_prefix(3);
    s.remove_prefix(std::min(s.find_first_not_of(" \t\r\n"), s.size()));
    if (!s.starts_with('<')) return {};
    return s.find("<svg") != std::string_view::npos ? "SVG"sv : "a page of text"sv;
}

Result<Head> read_any(std::string_view s, const Caps& caps) {
    if (s.starts_with("\xFF\xD8\xFF"sv)) return jpeg_head(s, caps);
    if (s.starts_with("\x89PNG\r\n\x1A\n"sv)) return png_head(s);
    if (s.starts_with("RIFF"sv) && s.size() >= 16 && s.substr(8, 4) == "WEBP") return webp_head(s);
    if (s.starts_with("GIF87a"sv) || s.starts_with("GIF89a"sv)) return gif_head(s);
    if (const auto kind = other_kind(s); !kind.empty())
        return fail(Fault::unsupported, fmt::format("{}, which is not shown", kind));
    if (const auto kind = text_kind(s); !kind.empty())
        return fail(Fault::unsupported, fmt::format("{}, and no picture", kind));
    return fail(Fault::malformed, "bytes that are no picture we know");
}

}  // namespace

std::string_view name_of(Format format) {
    switch (format) {
        case Format::jpeg:
            return "JPEG";
        case Format::png:
            return "PNG";
        case Format::webp:
            return "WebP";
        case Format::gif:
            return "GIF";
    }
    return "JPEG";
}

Result<Head> read_head(std::string_view bytes, const Caps& caps) {
    if (bytes.empty()) return fail(Fault::malformed, "no bytes at all");
    if (bytes.size() > caps.bytes)
        return fail(Fault::too_big, fmt::format("{} MB, and {} are the most", bytes.size() >> 20, caps.bytes >> 20));
    const Head head = TRY(read_any(bytes, caps));
    if (head.width == 0 || head.height == 0) return fail(Fault::malformed, "a picture without a size");
    const auto [low, high] = std::minmax(head.width, head.height);
    const std::uint64_t pixels = std::uint64_t(low) * high;
    if (pixels > caps.pixels)
        return fail(Fault::too_big,
                    fmt::format("{} megapixels, and {} are the most", pixels / 1'000'000, caps.pixels / 1'000'000));
    if (low < caps.least_side)
        return fail(Fault::unsupported, fmt::format("{} x {} pixels: too small to show", head.width, head.height));
    if (high / low >= caps.most_oblong && high > low * caps.most_oblong)
        return fail(Fault::unsupported, fmt::format("{} x {} pixels: a strip", head.width, head.height));
    if (head.working_bytes > caps.working_bytes)
        return fail(Fault::too_big,
                    fmt::format("a {} that takes {} MB to unpack", name_of(head.format), head.working_bytes >> 20));
    return head;
}

}  // namespace octavo::picture
