// A piece of markup -> a tree, with the caps all our readers of pieces share.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "base/url.hpp"
#include "markup/html.hpp"

namespace octavo::markup {

// On this thread's own parser: it is costly to make, and each thread keeps one.
inline Result<Document> parse_piece(std::string_view html) {
    constexpr Limits limits{.bytes = 8u << 20, .depth = 512, .attributes = 256, .nodes = 300'000};
    thread_local Parser parser;
    return parser.parse_fragment(html, limits);
}

inline std::optional<Url> base_of(std::string_view base) { return base.empty() ? std::nullopt : Url::parse(base); }

}  // namespace octavo::markup
