// Walks over the words of a text. Private to the room.
#pragma once
#include <string_view>
#include <vector>

#include "text/words.hpp"

namespace octavo::text {

// Gives one word after the other. `text` must outlive it.
class WordReader {
  public:
    explicit WordReader(std::string_view text) : text_(text) {}
    bool next(Span& word);

  private:
    std::size_t end_of_word(std::size_t end, std::size_t at, unsigned char first) const;
    std::size_t end_of_run(std::size_t end) const;

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<Span> queue_;  // words of the last dictionary run
    std::size_t taken_ = 0;
};

}  // namespace octavo::text
