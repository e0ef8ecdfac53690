// Title and text -> Reading: language, words, fingerprints, weighted terms. Pure; thread-safe.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/article.hpp"
#include "model/job.hpp"

namespace octavo::text {

constexpr int reading_version = 7;  // raise it when results change: stored readings are then redone

class CategoryModel;

struct ToRead {
    std::string_view title;
    std::string_view text;           // paragraphs parted by empty lines
    std::string_view language_hint;  // page's or feed's tag; ""
    std::string_view url = {};
    std::span<const std::string> sections = {};     // the publisher's own: feed categories, the page's section
    const CategoryModel* own_categories = nullptr;  // what the archive's own desks taught; may be null
};
Reading read(const ToRead& article);
// What the desk of stories looks at, and no more: language, words, prints and terms.
Reading read_for_desk(const ToRead& article);
// The same with the terms for the full-text index, in one walk over the words: a third faster than one after the other.
struct Understood {
    Reading reading;
    SearchText search;  // as search_text gives it
};
Understood understand(const ToRead& article);
// Normalised terms for the full-text index.
SearchText search_text(std::string_view title, std::string_view text, std::string_view language);

// How the terms of these keys (model/terms.hpp) are written in a text, each once, in the order of the keys; with a
// capital where it stands with one inside a sentence. Keys that are not there are left out.
std::vector<std::string> wordings(std::string_view text, std::string_view language,
                                  std::span<const std::uint32_t> keys);

// How many bits two simhashes differ in.
int distance(std::uint64_t a, std::uint64_t b);

}  // namespace octavo::text
