// What a feed says an entry plays (a podcast's sound, a film): written behind the entry's content as markup, so that it
// goes wherever the content goes, into the archive of what was served, too, and comes out of it again.
//
//   <p>The words of the episode.</p>
//   <audio data-enclosure src="https://cdn.example/7.mp3#t=0,1834"></audio>
//
// "#t=0,1834": it takes 1834 seconds (https://www.w3.org/TR/media-frags/#naming-time). A field of its own beside the
// content was the road not taken: a change of two encodings for what fits into one.
// Checked by tests/pipeline/entries_test.cpp and worker_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "feed/feed.hpp"

namespace octavo::pipeline {

// Of a sound in several forms the first, and of a film; "" when it plays nothing.
std::string played_markup(const feed::Entry& entry);
// A content's part before it: the publisher's words.
std::string_view words_of_content(std::string_view content);
// The addresses behind it.
std::vector<std::string> played_in(std::string_view content);

}  // namespace octavo::pipeline
