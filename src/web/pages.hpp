// The pages: what each is given, and the HTML it becomes. Pure; see page.hpp for the parts they share.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "model/health.hpp"
#include "provider/providers.hpp"
#include "search/search.hpp"
#include "story/trending.hpp"
#include "text/gazetteer.hpp"
#include "web/page.hpp"
#include "web/wires.hpp"

namespace octavo::web {

// A section on the front page: its newest stories that stand nowhere above.
struct SectionView {
    Category category = Category::general;
    std::vector<Group> groups;
};

// The front page of an edition: unequal stories, then what is about its country, its sections, rows, an end.
struct TodayView {
    std::vector<Group> top;                // the lead, three or four beside it, up to six under them
    std::vector<store::TagRef> trending;   // hashtags
    std::vector<Group> local;              // about the edition's country
    std::vector<SectionView> sections;     // in the paper's order
    std::vector<Group> more;               // rows
    std::vector<store::Card> elsewhere;    // articles in other languages
    std::optional<store::Position> older;  // where the next page begins
    std::int64_t articles = 0;             // of the archive, as the page counts them
    bool sample = false;
    std::vector<const Edition*> alternates = {};  // editions that have a front of their own language, too
};
std::string today_page(const Setting& s, const TodayView& view);
// One lead, a column of headlines beside it, rows of three below. With few stories the lead stands alone.
void front_grid(Html& h, const Setting& s, const std::vector<Group>& top);
void part_title(Html& h, std::string_view title);
// How many headlines stand beside the lead when `cards` are to be placed: a lead without a picture is shorter, and so
// is the column beside it.
std::size_t beside_lead(bool pictured, std::size_t cards);

// A further page of an edition's articles, newest first.
struct ListingView {
    std::vector<store::Card> cards;
    std::optional<store::Position> older;
    bool sample = false;
};
std::string archive_page(const Setting& s, const ListingView& view);

// A section of the paper, or what is about a place: a front of its own, then rows.
struct DeskView {
    std::vector<Group> top;
    std::vector<Group> more;
    std::optional<store::Position> older;
    bool further = false;  // a further page: rows alone
    bool sample = false;
    std::vector<const Edition*> alternates = {};  // editions that have this page in their own language, too
};
struct NearbyPlace {
    const text::GazetteerPlace* place = nullptr;
    std::int64_t articles = 0;
};
// What listings of any kind hold below their heads.
void desk_body(Html& h, const Setting& s, const DeskView& view, const std::string& place, std::string_view name);
Frame desk_frame(const Setting& s, const DeskView& view, std::string title, const std::string& place);
std::string category_page(const Setting& s, Category category, const DeskView& view);
struct LocalityView {
    const text::GazetteerPlace* place = nullptr;
    std::vector<const text::GazetteerPlace*> around;  // its country, its region
    std::vector<NearbyPlace> inside;                  // in the news, the busiest first
    DeskView desk;
};
std::string locality_page(const Setting& s, const LocalityView& view);
struct TagView {
    store::TagRef tag;
    std::vector<store::TagCount> related;
    std::vector<std::uint32_t> days;  // articles of each of the last days, the oldest first
    DeskView desk;
    std::string about = {};  // by an editor; "" nothing
};
std::string tag_page(const Setting& s, const TagView& view);
std::string trending_page(const Setting& s, std::span<const story::Trend> trends);
// Countries in the news, the busiest first.
struct LocalitiesView {
    std::vector<NearbyPlace> countries;
    bool sample = false;
};
std::string localities_page(const Setting& s, const LocalitiesView& view);

struct Conversation;  // web/comments.hpp
std::string article_page(const Setting& s, const store::Spread& view, const Conversation* talk = nullptr);
// Whether a page may show all blocks (DECISIONS: what may be shown), else how much of the excerpt: -1 all of it.
struct Showing {
    bool whole = true;
    int excerpt = -1;
};
Showing showing_of(const Setting& s, const store::FullArticle& article);
// The article's blocks as they stand on the page.
void article_body(Html& h, const Setting& s, const store::FullArticle& article);

// What a publisher said before, with what changed since marked; and the list of an article's versions, nothing for one
// that never changed. `current`: the number of the old one shown, 0 for none.
std::string version_place(const store::Card& card, std::int64_t number);
std::string version_page(const Setting& s, const store::FullArticle& article, const store::OldVersion& old);
void versions_list(Html& h, const Setting& s, const store::FullArticle& article, std::int64_t current);

struct StoryView {
    StoryId id;
    std::vector<store::Card> cards = {};                       // oldest first, copies too
    std::unordered_map<SourceId, std::string> countries = {};  // of its publishers, where known: ISO 3166-1
    std::vector<store::TagRef> tags = {};                      // that most of it bears
    std::vector<std::string> named_by_most = {};               // people, organisations, places
    std::unordered_map<ArticleId, std::vector<std::string>> named_only = {};  // by no other report
    std::string title = {};                                                   // an editor's; "" none
};
// The report that gives it its title: the first in the edition's own language, else the first. `story` is not empty.
const store::Card& told_by(const Setting& s, std::span<const store::Card> story);
std::string story_page(const Setting& s, const StoryView& view, const Conversation* talk = nullptr);

struct SourcesView {
    std::vector<store::SourceRow> sources;
    std::vector<Feed> feeds;
    bool sample = false;
};
std::string sources_page(const Setting& s, const SourcesView& view);

struct SourceView {
    store::SourceRow source;
    std::vector<Feed> feeds;
    ListingView articles;
    bool further = false;  // a further page
};
std::string source_page(const Setting& s, const SourceView& view);

// What somebody writes at a publisher.
struct AuthorView {
    store::AuthorRef author;
    store::SourceRow source;
    std::vector<store::Paper> papers;  // where somebody of this name writes, this publisher among them
    ListingView articles;
};
std::string author_page(const Setting& s, const AuthorView& view);

// A day of the archive as an edition of its own.
struct DayView {
    std::chrono::year_month_day day;
    std::optional<std::chrono::year_month_day> before, after;  // the archive's neighbouring days
    DeskView desk;
};
std::string day_page(const Setting& s, const DayView& view);
struct MonthView {
    std::chrono::year_month month;
    std::vector<bool> days;  // whether there is anything, from the first on
    std::optional<std::chrono::year_month> before, after;
    bool sample = false;
};
std::string month_page(const Setting& s, const MonthView& view);

// What the site is, what it knows of its readers, how it ranks.
std::string about_page(const Setting& s);
std::string privacy_page(const Setting& s);
std::string ranking_page(const Setting& s);
// What programs may ask, from the table that answers them.
std::string api_page(const Setting& s);
// Every part of the face in every state.
std::string style_page(const Setting& s);

struct SearchView {
    std::string text;
    search::Order order = search::Order::best;
    std::size_t offset = 0;
    search::Found found;
    std::vector<std::pair<Source, std::size_t>> sources = {};  // of found.facets
};
std::string search_page(const Setting& s, const SearchView& view);
// On a public site a publisher's nosnippet and max-snippet hold for results, too. The stored excerpt was cut by them; a
// passage that says more than it does not appear.
bool may_show(const Setting& s, const search::Hit& hit);

// The health of the sources, for the operator.
struct StatusView {
    store::FeedCounts counts{};
    std::vector<store::TroubledFeed> troubled;  // what needs attention first
    std::vector<Subscription> subscriptions;
    Ledger ledger;
    std::optional<provider::State> services = {};  // that write for readers
};
std::string status_page(const Setting& s, const StatusView& view);
// Parts of it that the desk shows, too.
void work_figures(Html& h, const Setting& s, const Ledger& ledger);
void services_figures(Html& h, const Setting& s, const provider::State& state);
void pictures_figures(Html& h, const Setting& s, const PictureCounts& counts);
// A feed's state with what ails it, in the reader's language; the detail is ours, in English.
void health_of_feed(Html& h, const Setting& s, const Feed& feed);
void next_try(Html& h, const Setting& s, const Feed& feed);
Say health_word(Feed::State state);
Say trouble_word(Trouble trouble);
Say advice_word(Trouble trouble);

// A page for a status that is no success, in the site's face; for what is not there, what may have been meant.
// `instead`: of the title that the status has. `back`: where to look again; "" nowhere.
std::string error_page(const Setting& s, int status, std::span<const store::Card> perhaps = {},
                       std::optional<Say> instead = {}, std::string_view back = {});

}  // namespace octavo::web
