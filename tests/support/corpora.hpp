// Where the measuring corpora are, when they are: ../shared/corpora beside the checkout. Tests that use them skip
// themselves (with a message) where they are absent; every rule they show is also shown by data of our own.
#pragma once
#include <filesystem>
#include <optional>
#include <string>

namespace octavo::test {

inline std::optional<std::filesystem::path> corpora(const std::string& name) {
    const auto folder = std::filesystem::path(OCTAVO_SOURCE_DIR) / ".." / "shared" / "corpora" / name;
    std::error_code ignored;
    if (!std::filesystem::exists(folder, ignored)) return std::nullopt;
    return folder;
}

}  // namespace octavo::test
