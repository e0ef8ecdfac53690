// What readers mark in articles and note beside them, on the pages: all of it, that of one article, and what stands on
// the article's own page, which is the same for everybody: a link, and words for the script (assets/notes.js). Pure but
// for what the seat asks (seat_margins.cpp). Checked by tests/web/margins_test.cpp.
#pragma once

#include "readers/margins.hpp"
#include "web/page.hpp"

namespace octavo::web {

// The text of an article as its page shows it: what may be marked in it.
std::string text_shown(const Setting& s, const store::FullArticle& article);

std::string notes_place(ArticleId article);  // "my/notes/bvq3k2vs5h7la"

struct NotesView {
    std::string words = {};  // that are looked for
    std::vector<store::MarginNote> notes = {};
    std::unordered_map<ArticleId, store::Card> cards = {};  // about which; none where it has left
    std::optional<std::int64_t> older = {};
};
std::string notes_page(const Setting& s, const NotesView& view);

struct ArticleNotesView {
    std::string token;
    ArticleId article;
    std::optional<store::Card> card = {};  // absent: it has left the archive
    struct Item {
        store::MarginNote note;
        bool stands = true;  // its passage, in the article as it is now
    };
    std::vector<Item> notes = {};  // the latest first
    std::optional<std::int64_t> older = {};
    bool further = false;                   // a further page
    std::optional<std::int64_t> undo = {};  // deleted just now
    bool undone = false;
    std::int64_t change = 0;  // the one whose form is open
    readers::Passage passage = {};
    std::string typed = {};  // as they were sent, and refused
    std::optional<readers::Refusal> refused = {};
};
std::string article_notes_page(const Setting& s, const ArticleNotesView& view);

// For the script on the article's page: what is marked there, of who asks.
std::string notes_as_json(std::span<const store::MarginNote> notes);

// All of them as Markdown, one article behind the other.
using CardsById = std::unordered_map<ArticleId, store::Card>;
std::string notes_as_markdown(const Setting& s, std::vector<store::MarginNote> notes, const CardsById& cards);

// On an article's page.
void noting(Html& h, const Setting& s, ArticleId article);

}  // namespace octavo::web
