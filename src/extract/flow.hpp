// The text that flows through a run of siblings, and how much of it stands in links.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "extract/outline.hpp"
#include "markup/html.hpp"

namespace octavo::extract {

// The text that flows in siblings from `first` to before `end`, squeezed; soft hyphens and other nothings left out.
// Without an outline nothing but what is never shown is skipped.
std::string flow_text(markup::Node first, markup::Node end, const Outline* outline);
inline std::string flow_text(markup::Node element, const Outline* outline = nullptr) {
    return flow_text(element.first_child(), markup::Node(), outline);
}

// Letters, not bytes and not spaces; a Chinese or Japanese sign counts for three, as it says as much.
struct Letters {
    std::uint32_t all = 0;
    std::uint32_t link = 0;  // of them, inside links
};
std::uint32_t letters_in(std::string_view text);
Letters letters_of_run(markup::Node first, markup::Node end, const Outline& outline);

}  // namespace octavo::extract
