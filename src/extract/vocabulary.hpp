// What names of classes and ids tell about an element. Editors' systems differ, but they name their furniture alike.
#pragma once

#include <cstdint>
#include <string_view>

namespace octavo::extract {

// Bits: an element may be several things at once.
enum Meaning : std::uint16_t {
    furniture = 1,    // share bars, related lists, newsletter boxes, navigation, advertising, cookie walls
    comments = 2,     // readers' comments
    body = 4,         // the article's text, by one of the names publishers give it
    credit_line = 8,  // byline, dateline, meta line: short, and told elsewhere
    caption = 16,     // picture captions and credits
    pay_wall = 32,
    concealed = 64,    // there, but not shown
    live_post = 128,   // one entry of a live blog
    advert = 256,      // advertising and questions about cookies: furniture that is never an article's
    standfirst = 512,  // the lines between headline and text that sum the article up
};

// The meanings of a class attribute and an id together. Pure; about 20 ns a word.
std::uint16_t meanings_of(std::string_view classes, std::string_view id);

// True for short paragraphs that only invite or announce ("Read more:", "Sign up for our newsletter", ...), in the
// languages the table knows.
bool is_invitation(std::string_view text);
// True for headings above lists of other articles ("Related stories", ...).
bool is_related_heading(std::string_view text);

// What gives a text away wherever it stands in it.
struct TellTale {
    int house = 0;  // words a house uses of itself and to its readers: newsletter, subscribe, follow us, cookies, ...
    bool credit = false;  // who made a picture
};
TellTale tell_tale(std::string_view text);

}  // namespace octavo::extract
