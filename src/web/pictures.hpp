// Pictures out of the archive's pictures folder: fetched and made safe by others, only handed out here.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace octavo::web {

struct PictureFile {
    std::string bytes;
    std::string_view type;
};

// `name` is a plain file name (the router sees to it). not_found when it is not there or no kind we serve.
Result<PictureFile> read_picture(const std::string& folder, std::string_view name);

}  // namespace octavo::web
