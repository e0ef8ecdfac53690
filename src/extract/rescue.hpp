// The article's text in the page's own data (JSON-LD) against the one found in the page.
#pragma once

#include <string>
#include <vector>

#include "extract/json_ld.hpp"
#include "model/article.hpp"

namespace octavo::extract {

// Puts the data's text in place of blocks that hold little of it, or puts single paragraphs back that the blocks miss.
// Says so in `why`. True when all of the text is the data's.
bool rescue(const LinkedData& linked, std::vector<Block>& blocks, std::string& why);

// Bytes of text, headings and pictures left out.
std::size_t letters_of(const std::vector<Block>& blocks);

}  // namespace octavo::extract
