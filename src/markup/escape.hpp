// Which characters markup would take for its own, and what is written in their place.
#pragma once

#include <string_view>

namespace octavo::markup {

constexpr bool must_escape(char c) { return c == '&' || c == '<' || c == '>' || c == '"' || c == '\''; }

constexpr std::string_view reference_for(char c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        default:
            return "&#39;";
    }
}

}  // namespace octavo::markup
