// What a card shows of what was read, cut to what a row may hold; the views live as long as the article.
#pragma once

#include <string>
#include <string_view>

#include "model/job.hpp"

namespace octavo::store {

struct Face {
    std::string_view url, title, excerpt, language, tongue, category, section, image, image_alt;
    std::string author;
};
Face face_of(const ParsedArticle& parsed);

// May anybody republish its text?
bool is_open(const ParsedArticle& parsed);

}  // namespace octavo::store
