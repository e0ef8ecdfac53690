// Learns the compression anew and packs every text with it. A dictionary is made of pieces of the archive's own texts
// (packer.hpp), and is kept for as long as something is packed with it: so a sentence of an article that was taken down
// later may stand in it, unread by anybody but in the file. To have it out is to write all texts anew: minutes for a
// large archive, with nobody else at work there; so it is done when somebody asks, not at every takedown.
// Checked by tests/store/repack_test.cpp.
#pragma once

#include <functional>
#include <string>

#include "base/result.hpp"

namespace octavo::store {

struct Repacked {
    std::uint64_t texts = 0;         // written anew
    std::size_t made = 0, gone = 0;  // dictionaries
};
// A kill leaves an archive that is whole, with dictionaries too many; the next call ends it. `samples`: texts it learns
// from, the newest; with too few of them there is no dictionary afterwards.
Result<Repacked> repack(const std::string& folder, std::size_t samples = 400,
                        const std::function<void(std::uint64_t done, std::uint64_t total)>& progress = {});

}  // namespace octavo::store
