// What `octavo speak` and `octavo translate` work on: an article of the archive, a page, or a plain text, as sentences.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "cli/options.hpp"
#include "model/article.hpp"

namespace octavo::cli {

struct OneText {
    std::string name;      // of a file made from it: the article's id, or the file's name without its end
    std::string title;     // "" none
    std::string language;  // BCP 47
    struct Sentence {
        std::string text;
        bool new_part = false;  // begins a paragraph
    };
    std::vector<Sentence> sentences;  // the title is the first
    bool reserved = false;            // its publisher reserves it: nothing of it goes to a service
};

// `argument`: an article's id (or an address that ends in one), a file of HTML, or a file of text with paragraphs
// parted by empty lines. `language`: "" what the article says, or what the text looks like.
Result<OneText> read_one_text(const std::string& argument, const std::string& language, const Config& config);

// A page rather than a text: with a byte order mark or in UTF-16 too.
bool looks_like_html(std::string_view bytes);

// What a file of HTML says of itself; nothing of a text.
Marks marks_of_file(std::string_view bytes);

}  // namespace octavo::cli
