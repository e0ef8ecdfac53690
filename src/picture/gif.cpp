// The first frame of a GIF, by ourselves: a code book of 4,096 entries is all there is to it, and one library less to
// trust. What the frame does not cover is white, as paper is.
// https://www.w3.org/Graphics/GIF/spec-gif89a.txt
#include "picture/decoders.hpp"

namespace octavo::picture {
namespace {

std::uint32_t byte(std::string_view s, std::size_t at) { return static_cast<unsigned char>(s[at]); }
std::uint32_t two(std::string_view s, std::size_t at) { return byte(s, at) | byte(s, at + 1) << 8; }

// The codes, out of sub-blocks of up to 255 bytes each.
class Codes {
  public:
    explicit Codes(std::string_view blocks) : rest_(blocks) {}
    std::optional<std::uint32_t> next(std::uint32_t width) {
        while (held_ < width) {
            if (block_.empty()) {
                if (rest_.empty()) return std::nullopt;
                const std::size_t size = byte(rest_, 0);
                rest_.remove_prefix(1);
                if (size == 0 || rest_.empty()) return std::nullopt;
                block_ = rest_.substr(0, size);
                rest_.remove_prefix(block_.size());
            }
            bits_ |= byte(block_, 0) << held_;
            held_ += 8;
            block_.remove_prefix(1);
        }
        const std::uint32_t code = bits_ & ((1U << width) - 1);
        bits_ >>= width;
        held_ -= width;
        return code;
    }

  private:
    std::string_view rest_, block_;
    std::uint32_t bits_ = 0, held_ = 0;
};

// Appendix F: each code stands for a run that another code and one more pixel make. False: `out` was not filled.
bool unpack(std::string_view blocks, std::uint32_t bits, std::vector<std::uint8_t>& out) {
    constexpr std::uint32_t most = 4096;
    std::array<std::uint16_t, most> before{};
    std::array<std::uint8_t, most> last{}, stack{};
    const std::uint32_t clear = 1U << bits, end = clear + 1;
    for (std::uint32_t i = 0; i < clear; ++i) last[i] = static_cast<std::uint8_t>(i);
    std::uint32_t next = clear + 2, width = bits + 1, previous = most, first = 0;
    Codes codes(blocks);
    std::size_t at = 0;
    while (at < out.size()) {
        const auto read = codes.next(width);
        if (!read || *read == end) break;
        std::uint32_t code = *read;
        if (code == clear) {
            next = clear + 2;
            width = bits + 1;
            previous = most;
            continue;
        }
        if (code > next || (code == next && previous == most)) return false;
        const std::uint32_t whole = code;
        std::size_t depth = 0;
        if (code == next) {  // not in the book yet: the run before, and its first pixel again
            stack[depth++] = static_cast<std::uint8_t>(first);
            code = previous;
        }
        while (code >= clear + 2 && depth + 1 < stack.size()) {
            stack[depth++] = last[code];
            code = before[code];
        }
        if (code >= clear) return false;
        first = last[code];
        stack[depth++] = static_cast<std::uint8_t>(first);
        while (depth > 0 && at < out.size()) out[at++] = stack[--depth];
        if (previous != most && next < most) {
            before[next] = static_cast<std::uint16_t>(previous);
            last[next] = static_cast<std::uint8_t>(first);
            if (++next == 1U << width && width < 12) ++width;
        }
        previous = whole;
    }
    return at == out.size();
}

struct Frame {
    std::uint32_t left = 0, top = 0, width = 0, height = 0;
    bool interlaced = false;
    std::string_view colours, blocks;
    std::uint32_t bits = 0;
    int clear_colour = -1;
};

// Blocks up to the first image (sections 15 to 26).
Result<Frame> first_frame(std::string_view s) {
    const auto cut = [] { return fail(Fault::malformed, "a GIF that was cut short"); };
    Frame frame;
    std::size_t at = 13;
    if (byte(s, 10) & 0x80U) {
        const std::size_t size = 3U << ((byte(s, 10) & 7U) + 1);
        if (s.size() < at + size) return cut();
        frame.colours = s.substr(at, size);
        at += size;
    }
    while (at < s.size()) {
        const std::uint32_t kind = byte(s, at++);
        if (kind == 0x21) {
            if (s.size() - at >= 6 && byte(s, at) == 0xF9 && (byte(s, at + 2) & 1U))
                frame.clear_colour = static_cast<int>(byte(s, at + 5));
            ++at;
            while (at < s.size() && byte(s, at) != 0) at += byte(s, at) + 1;
            ++at;
        } else if (kind == 0x2C) {
            if (s.size() - at < 10) return cut();
            frame.left = two(s, at);
            frame.top = two(s, at + 2);
            frame.width = two(s, at + 4);
            frame.height = two(s, at + 6);
            const std::uint32_t flags = byte(s, at + 8);
            frame.interlaced = flags & 0x40U;
            at += 9;
            if (flags & 0x80U) {
                const std::size_t size = 3U << ((flags & 7U) + 1);
                if (s.size() - at < size) return cut();
                frame.colours = s.substr(at, size);
                at += size;
            }
            if (at >= s.size()) return cut();
            frame.bits = byte(s, at++);
            frame.blocks = s.substr(at);
            if (frame.bits < 1 || frame.bits > 8 || frame.colours.empty() || frame.width == 0 || frame.height == 0)
                return fail(Fault::malformed, "a GIF whose frame makes no sense");
            return frame;
        } else {
            break;
        }
    }
    return fail(Fault::malformed, "a GIF without a frame");
}

// Appendix E: every eighth row, those between them, and so on. Where row `y` of the picture stands in the file.
std::vector<std::uint32_t> order_of(const Frame& frame) {
    std::vector<std::uint32_t> at(frame.height);
    std::uint32_t row = 0;
    if (!frame.interlaced) {
        std::iota(at.begin(), at.end(), 0U);
        return at;
    }
    constexpr std::pair<std::uint32_t, std::uint32_t> passes[] = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};
    for (const auto& [from, step] : passes)
        for (std::uint32_t y = from; y < frame.height; y += step) at[y] = row++;
    return at;
}

}  // namespace

Result<Canvas> decode_gif(std::string_view bytes, const Head& head, std::uint32_t width) {
    const Frame frame = TRY(first_frame(bytes));
    if (frame.left + frame.width > head.width || frame.top + frame.height > head.height)
        return fail(Fault::malformed, "a GIF whose frame does not fit it");
    std::vector<std::uint8_t> pixels(std::size_t(frame.width) * frame.height);
    if (!unpack(frame.blocks, frame.bits, pixels)) return fail(Fault::malformed, "a GIF that is broken or cut short");
    const auto order = order_of(frame);
    Reducer reducer(head.width, head.height, step_for(head.width, width));
    std::vector<std::uint8_t> row(std::size_t(head.width) * 3);
    for (std::uint32_t y = 0; y < head.height; ++y) {
        std::ranges::fill(row, std::uint8_t(255));
        if (y >= frame.top && y - frame.top < frame.height) {
            const std::uint8_t* from = &pixels[std::size_t(order[y - frame.top]) * frame.width];
            for (std::uint32_t x = 0; x < frame.width; ++x) {
                const std::size_t colour = std::size_t(from[x]) * 3;
                if (from[x] == frame.clear_colour || colour + 2 >= frame.colours.size()) continue;
                std::memcpy(&row[std::size_t(frame.left + x) * 3], frame.colours.data() + colour, 3);
            }
        }
        reducer.add(row);
    }
    return reducer.finish();
}

}  // namespace octavo::picture
