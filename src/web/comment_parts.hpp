// What pages of comments are made of: a comment's text, who wrote it, and the fields of forms about it.
#pragma once

#include "model/comment.hpp"
#include "web/page.hpp"

namespace octavo::web {

// A comment's text: paragraphs, quotations, addresses as links that give nothing to who wrote them.
void comment_text(Html& h, std::string_view text);
void name_of_author(Html& h, const Setting& s, const Comment& c);
// A field for several lines, named "text", of at most `longest` code points.
void text_field(Html& h, const Setting& s, Say label, Say hint, std::string_view value, bool at_fault,
                std::size_t longest);
void hidden(Html& h, Markup name, std::string_view value);
// What a decision is about: the comment as it stood there.
void decided_on(Html& h, const Comment& c);
// The pages before and behind this one, by their addresses; "" there is none.
void both_ways(Html& h, const Setting& s, std::string_view previous, std::string_view next);
Say complaint_word(Complaint why);
// How long each waits between two comments, to be chosen.
void slow_form(Html& h, const Setting& s, std::string_view place, std::string_view token, Duration slow);

}  // namespace octavo::web
