// What no reader is shown and no part of Octavo reads, left out while the tree is made. Tokenizer states of our own,
// put in place of lexbor's where a script, a style sheet or a drawing begins.
#pragma once

#include <lexbor/html/tokenizer.h>

namespace octavo::markup {

// Called for each token in place of the tree builder's own callback `build`; answers what that answers.
lxb_html_token_t* build_and_skim(lxb_html_tokenizer_t* tokenizer, lxb_html_token_t* token,
                                 lxb_html_tokenizer_token_f build, void* context);

}  // namespace octavo::markup
