// The lead picture: which of the pictures a page names and shows stands for its article.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/url.hpp"
#include "extract/outline.hpp"
#include "markup/html.hpp"
#include "model/article.hpp"

namespace octavo::extract {

// Whether two addresses name one picture in two sizes, cuts or formats. Pure; by the addresses alone.
bool same_picture(std::string_view a, std::string_view b);

struct LeadQuestion {
    const Outline& outline;
    markup::Node headline;           // may be null
    std::optional<Index> container;  // of the body
    const Url* base = nullptr;
};
// Sets the lead in front of `out.pictures` (which hold what the page's data names, best first), puts the figures of the
// blocks behind it, and leaves one of each picture.
void arrange_pictures(const LeadQuestion& question, Extraction& out);

}  // namespace octavo::extract
