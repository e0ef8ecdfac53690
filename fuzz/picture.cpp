// Whatever is taken for a picture comes out as pictures: of the widths we ask for, never wider than it was, and such
// that its plate can be read again. Small caps, so that a run tries many bytes instead of few large pictures.
#include "picture/plate.hpp"

using namespace octavo;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const picture::Caps caps{.bytes = 1U << 20, .pixels = 300'000, .working_bytes = 4U << 20, .least_side = 1};
    const auto developed = picture::develop(bytes, caps);
    if (developed) {
        if (developed->prints.size() < 2 || developed->width == 0 || developed->height == 0) __builtin_trap();
        for (const auto& print : developed->prints)
            if (print.bytes.empty() || print.width > developed->width) __builtin_trap();
        const std::string plate = picture::write_plate(*developed);
        const auto head = picture::read_plate_head(plate, plate.size());
        if (!head || head->prints.size() != developed->prints.size()) __builtin_trap();
    }
    (void)picture::read_plate_head(bytes, size);
    return 0;
}
