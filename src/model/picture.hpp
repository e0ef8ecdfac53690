// A publisher's picture between those who keep it (pipeline/darkroom) and those who show it (web): what a page has to
// know, what a browser asks for, what it gets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace octavo {

struct PictureFacts {
    // none: there is nothing to show, and a page leaves no room for it. awaited: nobody has asked for it yet, or it is
    // on its way; its shape is not known. ready: it is there.
    enum class State : std::uint8_t { none, awaited, ready };
    State state = State::none;
    std::string seal, key;                // the parts of its address (PictureWish)
    std::uint32_t width = 0, height = 0;  // ready: of the original
    std::string blur = {};                // ready: a WebP of a few pixels, to stand there meanwhile; "" none
};

struct PictureWish {
    std::string_view seal, key;  // as PictureFacts gave them
    std::uint16_t width = 0;
    bool jpeg = false;  // for machines that know nothing else
};

struct PictureAnswer {
    // forged: the seal is none of ours. gone: there will be none. awaited: it is on its way. busy: too many are.
    enum class State : std::uint8_t { forged, gone, awaited, busy, ready };
    State state = State::forged;
    std::string bytes = {};
};

// Since start, but for what is kept.
struct PictureCounts {
    std::uint64_t pictures = 0, bytes = 0, most_bytes = 0;  // on disk
    std::uint64_t served = 0, fetched = 0, developed = 0, evicted = 0;
    std::size_t waiting = 0;
    std::vector<std::pair<std::string_view, std::uint64_t>> refused = {};  // by reason, none that is 0
};

}  // namespace octavo
