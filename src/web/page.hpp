// The parts every page is made of: the frame (head, masthead, foot), cards, times, the coverage line. Pure functions:
// values in, HTML out; no store, no clock, no network. The pages themselves are in pages.hpp.
// Checked by tests/web/pages_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/account.hpp"
#include "store/store.hpp"
#include "web/html_writer.hpp"
#include "web/pictures.hpp"
#include "web/settings.hpp"
#include "web/tongue.hpp"

namespace octavo::readers {
class Lists;
}
namespace octavo::web {

// What every page needs to know about the moment it is made in.
class Translations;
class Writings;

struct Setting {
    const SiteSettings& site;
    const Tongue& tongue;
    Instant now{};
    Outlook outlook;
    std::string origin;  // "https://news.example": for the absolute addresses feeds and OpenGraph want
    const Translations* translations = nullptr;     // null: none can be made
    const Writings* writings = nullptr;             // null: no service writes here
    const PictureLook* pictures = nullptr;          // null: the sample's drawings alone
    bool accounts = false;                          // one can have an account here
    readers::Lists* lists = nullptr;                // null: nobody has any
    std::optional<std::uint64_t> new_replies = {};  // to who asks, on pages of theirs; absent where nothing is said
    Role role = Role::reader;                       // of who asks, on pages of theirs

    const Edition& edition() const { return tongue.edition(); }
    bool is_public() const { return !site.base_url.empty(); }
};

// What OpenGraph says of an article.
struct SharedArticle {
    std::optional<Instant> published = {}, modified = {};  // absent when the publisher does not say
    std::string section;
};

// The head and frame of one page.
struct Frame {
    std::string title;  // "" : the site's name alone
    std::string description;
    std::string place;             // the page's address inside its edition: "", "src/example.org", "a/slug-id"
    std::string feed;              // the listing's feed without its suffix: "feed", "src/example.org/feed"; "" has none
    std::string feed_query;        // "?q=..." ; "" none
    std::string canonical;         // absolute; "" : none is claimed
    std::string search_text;       // what stands in the search field
    std::string fold = {};         // the id of the element down to which the first paint shows the page; "" none
    std::string_view current;      // "today", "sources", "search": the entry of the menu that is this page
    std::string linked_data = {};  // JSON-LD (json_ld.hpp); "" none
    std::optional<SharedArticle> share = {};      // of an article's page: what OpenGraph wants to know beyond the title
    std::string image = {};                       // the picture a card elsewhere shows: an address of ours; "" none
    std::vector<const Edition*> alternates = {};  // editions that have this page in their own language; this one too
    bool own_card = false;  // a picture is drawn for this page alone (seat_cards.cpp), where it has no other
    bool noindex = false;
    bool aids = false;     // reading aids may be shown in place; or something on the page is being written
    bool presses = false;  // a form of it has a service write: its origin has to be told to us, and to nobody else
    bool keys = false;     // passkeys are asked for on it
    bool listen = false;   // it can be read aloud by the browser's own voice
    bool notes = false;    // passages of it can be marked
    bool live = false;     // news may be shown as it comes
    bool sample = false;   // the page shows the sample edition: say so on top
    bool made_up = false;  // nothing but the sample: what the banner says once, cards need not repeat
};

void begin_page(Html& h, const Setting& s, const Frame& frame);
void end_page(Html& h, const Setting& s, const Frame& frame);

// "/en-gb/" + place
std::string place_in(const Edition& edition, std::string_view place);
// "a/four-states-agree-bvq3k2vs5h7la": readable, and stable by the id at its end.
// The edition under which a page that is the same in all is to be found by: the first of that language, else the first.
const Edition& home_of(std::string_view language);
std::string article_place(ArticleId id, std::string_view title);
std::string story_place(StoryId id, std::string_view title);
std::string tag_place(const store::TagRef& tag);
std::string source_place(std::string_view domain);
// "src/example.org/by/jane-doe-bvq3k2vs5h7la": the one of that name who writes there.
std::string author_place(std::string_view domain, const store::AuthorRef& author);
std::string day_place(std::chrono::year_month_day day);  // "archive/2026-11-26"
std::string month_place(std::chrono::year_month month);  // "archive/2026-11"
// The readable part of an address: letters and digits of any script, lower case, at most 60 code points; "" when the
// title has none.
std::string slug_of(std::string_view title);

// What there is to show of a card's picture.
Plate plate_of(const Setting& s, std::string_view image);

// Who reports a story, counted.
struct Coverage {
    std::uint32_t sources = 1, copies = 0, languages = 1;
    std::string first_source;  // "" when it is not known
    Instant first{};
};
Coverage coverage_of(std::span<const store::Card> story);

// What a card says of its source: the name, else the host without its "www.".
std::string_view name_of(const store::Card& card);
std::string_view name_of(const Source& source);
// The excerpt as a card shows it: not beginning with the headline again, and about as wide in every script.
std::string dek_of(const store::Card& card, std::size_t length);
// The publisher's section when it is a word for readers: no path, no list, no "articles"; else "".
std::string_view section_of(const store::Card& card);

// What a card stands under: the publisher's section in the page's own language, else ours.
void kick(Html& h, const Setting& s, const store::Card& card);

enum class Shape { lead, second, third, row };
struct Group {
    store::Card card;
    Coverage coverage;
};
void story_card(Html& h, const Setting& s, const Group& group, Shape shape);
// A row of a listing: headline, excerpt, source, time, picture at its side.
void row_card(Html& h, const Setting& s, const store::Card& card, bool fold = false);  // fold: see Frame

void when(Html& h, const Setting& s, Instant then);
void coverage_line(Html& h, const Setting& s, const Coverage& coverage, std::string_view story_address);
void coverage_bar(Html& h, const Coverage& coverage);
// Opinion, live, sponsored ..., sample: what keeps a card from being taken for plain news.
void card_marks(Html& h, const Setting& s, const store::Card& card);
std::string_view kind_word(const Tongue& tongue, Kind kind);  // "" for plain news
// The initials in a source's crest.
std::string crest_of(std::string_view name);
// Opens <header class="headline"> with what the page is titled; its caller closes it.
void page_head(Html& h, std::string_view kicker, std::string_view title);
// Names a list for those who hear the page; the rows' headlines stand under it.
void spoken_title(Html& h, std::string_view title);
// The way to the next page of a listing; nothing for "".
// "67+ results", of "67 results": where somebody stopped counting.
std::string at_least(const Setting& s, std::string text, std::uint64_t number);
void pager(Html& h, const Setting& s, std::string_view older_address);
// " lang dir" when it is another language than the page's.
void language_if_other(Html& h, const Setting& s, std::string_view language);
// " lang dir" of the page itself, for what is ours inside a publisher's words.
void own_language(Html& h, const Setting& s);
// Whether a text runs against the page: such a card is aligned by its own direction as a whole.
bool runs_against(const Setting& s, std::string_view language);

}  // namespace octavo::web
