#include "web/pictures.hpp"

#include <fstream>

namespace octavo::web {
namespace {

constexpr std::uintmax_t largest = 8U << 20;

std::string_view type_of(std::string_view name) {
    if (name.ends_with(".webp")) return "image/webp";
    if (name.ends_with(".jpg")) return "image/jpeg";
    if (name.ends_with(".png")) return "image/png";
    return {};
}

}  // namespace

Result<PictureFile> read_picture(const std::string& folder, std::string_view name) {
    const std::string_view type = type_of(name);
    if (folder.empty() || type.empty()) return fail(Fault::not_found, "no such picture");
    const auto path = std::filesystem::path(folder) / name;
    std::error_code fault;
    if (!std::filesystem::is_regular_file(path, fault)) return fail(Fault::not_found, "no such picture");
    const auto size = std::filesystem::file_size(path, fault);
    if (fault || size > largest) return fail(Fault::not_found, "no such picture");
    std::ifstream file(path, std::ios::binary);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file) return fail(Fault::not_found, "no such picture");
    return PictureFile{std::move(bytes), type};
}

}  // namespace octavo::web
