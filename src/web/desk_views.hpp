// The operator's desk over what the program does: what each of its pages is given, and the HTML it becomes. Pure. What
// is done there is a command of ours (desk_wires.hpp); a page shows what came of it. Accounts and their log are in
// account_views.hpp, comments in comments.hpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/ruling.hpp"
#include "provider/providers.hpp"
#include "web/account_views.hpp"
#include "web/desk_wires.hpp"
#include "web/wires.hpp"

namespace octavo::web {

// Who is at the desk.
struct DeskSetting {
    Setting s;
    Role role = Role::moderator;
    std::string token;
};

// What came of a form of the page; absent where none was sent.
struct Outcome {
    bool done = false;
    std::string words = {};      // what to say of it: ours; "" the plain word
    std::string complaint = {};  // why not, in English
};
inline Outcome outcome_of(const Carried& carried) {
    return {.done = carried.code == 0, .words = {}, .complaint = carried.complaint};
}

// The desk's first page: what needs a hand now.
struct DeskHomeView {
    std::optional<std::uint64_t> comments;                      // that wait
    std::uint64_t wishes = 0, reported_lists = 0, failing = 0;  // wishes: for feeds, that an editor decides about
    store::FeedCounts feeds{};
    store::Stats stats;
    Ledger ledger;
    std::optional<DiskFacts> disk;
    bool offline = false, has_contact = true;
};
std::string desk_home_page(const DeskSetting& d, const DeskHomeView& view);

// A source as the list has it.
struct DeskSourceRow {
    store::SourceRow row;
    std::optional<Feed> feed;  // the one that is worst off
    std::size_t feeds = 0;
    double a_day = 0;
    std::optional<Instant> paused;
};
struct FoundFeed {
    std::string url, title;
    enum class What : std::uint8_t { followed, already, also } what = What::also;
};
struct DeskSourcesView {
    std::vector<DeskSourceRow> rows;
    std::size_t all = 0, from = 0;  // that fit the filter; where this page begins
    std::size_t a_page = 100;
    std::string text, state;  // the filter: "", "trouble", "paused"
    std::optional<Outcome> outcome;
    std::vector<FoundFeed> found;  // by what was added
    std::string typed;
};
std::string desk_sources_page(const DeskSetting& d, const DeskSourcesView& view);

struct DeskSourceView {
    DeskSourceRow source;
    std::vector<Feed> feeds;
    std::optional<Outcome> outcome;
};
std::string desk_source_page(const DeskSetting& d, const DeskSourceView& view);

// What rules make of a page: as the command `rules try` says it.
struct RuleTry {
    struct Line {
        std::string text;
        bool only_here = false;
    };
    struct Side {
        std::string status, title, authors, image;
        std::optional<Instant> published;
        std::vector<Line> text;
        bool cut = false;
    };
    std::string url, title, trouble;
    bool covered = true;
    Side before, after;
};
struct DeskRulesView {
    store::SourceRow source;
    RulesFacts facts;
    std::optional<Outcome> outcome;
    std::optional<std::string> typed;  // absent: what is in force
    bool below = false;
    std::vector<std::int64_t> chosen;
    std::vector<RuleTry> tries;
};
std::string desk_rules_page(const DeskSetting& d, const DeskRulesView& view);

struct DeskCatalogueView {
    struct Country {
        std::string code;
        std::size_t feeds = 0;
    };
    std::vector<Country> countries;
    std::string country;  // shown; "" none yet
    struct Row {
        CatalogueFeed feed;
        bool followed = false;
    };
    std::vector<Row> rows;
    std::optional<Outcome> outcome;
};
std::string desk_catalogue_page(const DeskSetting& d, const DeskCatalogueView& view);

// What was taken down, and who is left out.
struct DeskTakedownsView {
    std::vector<Withheld> taken;
    std::optional<Withheld> next;  // the last one of this page, where there are more
    std::vector<LeftOut> left_out;
    bool further = false;
    std::optional<Outcome> outcome;
    std::string typed, typed_domain;
};
std::string desk_takedowns_page(const DeskSetting& d, const DeskTakedownsView& view);

struct DeskWorkView {
    Ledger ledger;
    std::optional<provider::State> services;
    std::optional<DiskFacts> disk;
    std::vector<std::string> log;
    store::Stats stats;
};
std::string desk_work_page(const DeskSetting& d, const DeskWorkView& view);
struct DeskServicesView {
    std::optional<provider::State> services;
    std::vector<ConfigView> settings;  // of services: what is set, and where
};
std::string desk_services_page(const DeskSetting& d, const DeskServicesView& view);
std::string desk_config_page(const DeskSetting& d, std::span<const ConfigView> lines);

struct DeskBackupsView {
    std::vector<BackupFile> files;
    std::optional<Outcome> outcome;
};
std::string desk_backups_page(const DeskSetting& d, const DeskBackupsView& view);

// What editors put right.
struct DeskStoriesView {
    std::vector<StoryRuling> rulings;
    std::int64_t next = 0;
    std::vector<store::Card> widest;  // of today, one of each
    std::optional<Outcome> outcome;
    std::string typed;
};
std::string desk_stories_page(const DeskSetting& d, const DeskStoriesView& view);
struct DeskStoryView {
    StoryId id;
    std::vector<store::Card> cards;
    std::string title;  // the editor's; "" none
    std::optional<Outcome> outcome;
};
std::string desk_story_page(const DeskSetting& d, const DeskStoryView& view);
struct DeskTagsView {
    std::vector<TagRuling> rulings;
    std::optional<Outcome> outcome;
    std::string typed;
};
std::string desk_tags_page(const DeskSetting& d, const DeskTagsView& view);

// For readers: in the place of what was taken down, or of a publisher who is left out; and how to ask for it.
std::string taken_down_page(const Setting& s);
std::string left_out_page(const Setting& s, std::string_view domain);
std::string publishers_page(const Setting& s);

// ---- what these pages are made of
struct DeskField {
    std::string_view name, id;  // the id also of its label
    Say label;
    std::optional<Say> hint = {};
    std::string_view value = {};
    std::size_t longest = 0;
    bool required = false;
    std::string_view kind = "text";
};
void desk_field(Html& h, const Setting& s, const DeskField& f);
void sure_field(Html& h, const Setting& s);  // a tick without which nothing is done
void hidden(Html& h, std::string_view name, std::string_view value);
void tell_outcome(Html& h, const Setting& s, const std::optional<Outcome>& outcome);
void figure(Html& h, std::string_view name, std::string_view value);
// What is set, and where each value came from; explained: with what it is for.
void config_table(Html& h, const Setting& s, std::span<const ConfigView> lines, bool explained);
std::string bytes_of(const Setting& s, std::uint64_t bytes);  // "1.5 GB"

}  // namespace octavo::web
