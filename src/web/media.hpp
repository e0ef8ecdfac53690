// Films and sounds of articles. On the article's page each is words and links, and nothing of it is loaded. One that is
// a file of its own, at an https address, has a page with the browser's own player on it:
//
//   /en-gb/a/slug-bvq3k2vs5h7la/media/1        the article's first embed
//
// That page's policy lets in media from the one host that has the file, the player loads nothing before it is started,
// and it takes no script. A click that starts the file in its place was the road not taken: the article's page, with
// strangers' words on it, would have to let in media from everywhere. Price: a file that its host hands on to another
// host does not play here, and the link to it stands below.
// Checked by tests/web/media_test.cpp and tests/browser/media.test.mjs.
#pragma once

#include <string>

#include "web/pages.hpp"

namespace octavo::web {

struct Medium {
    enum class Is : std::uint8_t { film, sound, other };  // other: a post, a chart; we cannot tell
    Is is = Is::other;
    std::string host = {};      // "" when the address leads nowhere
    std::string origin = {};    // "https://cdn.example": of what can be played here; else ""
    std::uint32_t seconds = 0;  // how long it plays; 0: not said
};
Medium medium_of(const Block& embed);

// The `number`th embed of an article, from 1; nullptr when it has not so many.
const Block* embed_at(const Extraction& extraction, std::uint32_t number);
std::string player_place(const store::Card& card, std::uint32_t number);

// What stands for an embed in the text.
void medium_card(Html& h, const Setting& s, const store::Card& card, const Block& embed, std::uint32_t number);
// Of an embed with an origin.
std::string player_page(const Setting& s, const store::FullArticle& article, const Block& embed, std::uint32_t number);

}  // namespace octavo::web
