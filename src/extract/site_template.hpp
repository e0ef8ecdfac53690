// What one site repeats from page to page: newsletter boxes, affiliate notices, "our journalists" paragraphs that stand
// inside the article's own container, where nothing but another page of the same site gives them away.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/article.hpp"

namespace octavo::extract {

// A value: copied, kept as bytes with a site, handed to the extractor. Bounded: 512 blocks of a site, 5 KB as bytes.
class SiteTemplate {
  public:
    // The bytes that bytes() gave. Anything else, and those of another version, are a template that knows nothing.
    static SiteTemplate read(std::string_view bytes);
    std::string bytes() const;

    // Adds the blocks of one page more (blocks_seen). A page whose blocks are mostly known is the same page again,
    // under another address or a day later: it teaches nothing. The order of the pages is all the result depends on.
    void learn(std::span<const std::uint64_t> seen);
    // It stood on three pages at least, and on a fifth of the recent ones.
    bool repeats(std::uint64_t block) const;
    std::size_t pages() const { return pages_; }

  private:
    struct Known {
        std::uint64_t block = 0;
        std::uint16_t count = 0;
        std::uint16_t last = 0;  // the page that had it last, as pages_ was then
    };
    const Known* find(std::uint64_t block) const;
    void age();

    std::vector<Known> known_;  // by block
    std::uint16_t pages_ = 0;
};

// The text blocks of a page by their words, each once, at most 128.
std::vector<std::uint64_t> blocks_seen(const std::vector<Block>& blocks);
// Takes out what the site repeats; how many blocks. None at all when what would be left is short, or less than seven
// tenths of the text: then it is the article that came three times.
std::size_t leave_out_repeated(std::vector<Block>& blocks, const SiteTemplate& site);

}  // namespace octavo::extract
