// Reading aids: an article in brief, the coverage of a story compared, questions answered out of sources. Each has a
// page of its own, which assets/aids.js shows in place. All that is shown are sentences as their publishers wrote them,
// with the way to where they stand; texts that may not be shown, or whose publisher reserves their mining, take no
// part.
//
//   /en-gb/a/slug-id/brief              /en-gb/s/slug-id/compare
//   /en-gb/a/slug-id/translate
//   /en-gb/a/slug-id/ask?q=...          /en-gb/s/slug-id/ask?q=...          /en-gb/ask?q=...
//
// Where the operator configured a service, these pages offer to have it write: a form that is sent by POST to the
// page's own address. What it wrote stands apart, and says who wrote it and from which sentences (writings.hpp).
//
// Pure. Checked by tests/web/aids_test.cpp.
#pragma once

#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assist/ask.hpp"
#include "assist/statements.hpp"
#include "assist/translate.hpp"
#include "web/page.hpp"
#include "web/writings.hpp"

namespace octavo::web {

// Whether its text may be worked on: shown whole, not gone, not reserved (https://www.w3.org/community/tdmrep/).
bool may_assist(const Setting& s, const store::FullArticle& article);

std::string brief_place(const store::Card& card);
std::string ask_place(std::string_view place);  // of an article's or a story's place; "": the archive's
std::string compare_place(StoryId id, std::string_view title);

// The address of words in an article: its page, the paragraph they stand in, and the words themselves, for browsers
// that find and mark them (https://wicg.github.io/scroll-to-text-fragment/). `text`: plain_text of its blocks.
std::string address_of_words(const Setting& s, const store::Card& card, std::string_view text, text::Span words);

// The row of aids on the page of an article, or of a story of several sources; nothing where there is none.
void aids_of_article(Html& h, const Setting& s, const store::FullArticle& article, bool several);
void aids_of_story(Html& h, const Setting& s, StoryId id, std::string_view title);

// What a service writes for a page, and where its press leads: the page's own place.
using WritingView = std::optional<WrittenText>;

// The summary, key points, how it reads, who is who.
std::string brief_page(const Setting& s, const store::FullArticle& article, bool several, const WritingView& writing);

// Whether somebody here translates from that language into the edition's: an engine on this machine (translations.hpp),
// or a service.
bool translates(const Setting& s, std::string_view language);
// The article in the edition's language.
std::string translation_place(const store::Card& card);
// The title, then its sentences; `cut`: of a text longer than an engine takes, the beginning.
struct ToTranslate {
    std::vector<std::string> sentences;
    bool cut = false;
};
ToTranslate to_translate(const store::FullArticle& article);
struct TranslationView {
    const store::Card& card;
    const assist::Translation* made = nullptr;  // of to_translate()
    bool cut = false;
    // Under way: whoever makes it. Offered: a service could make it, or a better one; failed: it could not.
    Stage stage = Stage::made;
    provider::Cause cause = provider::Cause::off;  // of a failure
};
std::string translation_page(const Setting& s, const TranslationView& view);

// Articles with their texts, oldest first; owns what the views of a story look into.
class Texts {
  public:
    void add(store::Card card, std::string text);
    std::span<const assist::StoryArticle> articles() const { return articles_; }
    std::size_t size() const { return kept_.size(); }
    const store::Card& card(std::size_t i) const { return kept_[i].card; }
    std::string_view text(std::size_t i) const { return kept_[i].text; }

  private:
    struct Kept {
        store::Card card;
        std::string text;
    };
    std::deque<Kept> kept_;  // whose members do not move
    std::vector<assist::StoryArticle> articles_;
};

struct CompareView {
    StoryId id;
    std::string title, language;  // of its first report
    Texts story, earlier;         // earlier: of other stories, for the background
    WritingView writing = {};
};
std::string compare_page(const Setting& s, const CompareView& view);

// A question, to whom, and what was found.
struct AskView {
    const store::Card* article = nullptr;   // of one article,
    std::optional<StoryId> story = {};      // of a story,
    std::string title = {}, language = {};  // whose headline this is; neither: of the archive
    bool sample = false;
    std::string question = {};  // "" : nothing was asked yet
    std::string asked_in = {};  // the question's language, where it is known
    assist::Answers answers = {};
    Texts texts = {};  // by the numbers of answers
    WritingView writing = {};
};
std::string ask_page(const Setting& s, const AskView& view);
std::string question_place(const AskView& view);  // with the question, where there is one

// What a service is asked to write. Nothing that publishers reserve is among the texts (may_assist).
provider::Order order_of_summary(const Texts& article);
provider::Order order_of_story(StoryId id, const Texts& story);
provider::Order order_of_answer(const std::string& question, const Texts& texts, const assist::Answers& answers);

}  // namespace octavo::web
