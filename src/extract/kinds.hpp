// What kind of piece a page is: news, or something a reader should know before reading.
#pragma once

#include <string_view>

#include "extract/json_ld.hpp"
#include "model/article.hpp"

namespace octavo::extract {

struct KindSigns {
    const LinkedData& linked;
    std::string_view og_type;
    std::string_view section;  // where the linked data names none
    std::string_view url;
};
Kind choose_kind(const KindSigns& signs);

}  // namespace octavo::extract
