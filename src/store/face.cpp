#include "store/face.hpp"

namespace octavo::store {
namespace {

constexpr std::size_t max_title = 600, max_excerpt = 2000, max_line = 400, max_url = 4000;

std::string_view cut(std::string_view text, std::size_t bytes) { return text.substr(0, std::min(text.size(), bytes)); }

std::string_view alt_of(const Extraction& extraction, std::string_view image) {
    for (const auto& block : extraction.blocks)
        if (block.type == Block::Type::figure && block.url == image && !block.alt.empty()) return block.alt;
    return extraction.pictures.front().caption;
}

}  // namespace

Face face_of(const ParsedArticle& parsed) {
    const auto& extraction = parsed.extraction;
    Face face;
    face.url = cut(parsed.url, max_url);
    face.title = cut(extraction.title, max_title);
    face.excerpt = cut(parsed.excerpt, max_excerpt);
    face.language = cut(parsed.reading.language, 40);
    face.tongue = face.language.substr(0, face.language.find('-'));
    face.category = name_of(parsed.reading.category);
    face.section = cut(extraction.section, max_line);
    if (!extraction.pictures.empty()) {
        face.image = cut(extraction.pictures.front().url, max_url);
        face.image_alt = cut(alt_of(extraction, face.image), max_line);
    }
    for (const auto& author : extraction.authors) {
        if (face.author.size() > max_line) break;
        if (!face.author.empty()) face.author += ", ";
        face.author += author;
    }
    return face;
}

bool is_open(const ParsedArticle& parsed) {
    // A licence that lets anybody republish; other words in that place ("All rights reserved") say the opposite.
    const auto& licence = parsed.extraction.licence;
    return parsed.from_feed || licence.find("creativecommons.org/") != std::string::npos;
}

}  // namespace octavo::store
