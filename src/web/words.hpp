// What the interface says, in the languages of the editions. A sentence is named by a Say; a test checks that every
// language has every one of them, and a language that lacks one does not compile into a page but into that failure.
//
// "{}" is filled in with a number or a name. Sentences that count are written with CLDR plural categories
// (https://unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules), parted by "|":
//   "one:{} source|other:{} sources"       "two:مصدران|few:{} مصادر|..."
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace octavo::web {

enum class Say : std::uint8_t {
    // the frame
    today,
    sources,
    search,
    skip,
    edition,
    sections,
    tagline,
    feeds_of_page,
    all_sources_opml,
    theme_note,
    // time and counts
    n_sources,
    n_articles,
    n_languages,
    n_results,
    minutes_read,
    // today
    sample_banner,
    sample,
    offline,
    following,
    empty_title,
    empty_detail,
    empty_idle,
    end_title,
    end_detail,
    older,
    newest,
    top_stories,
    more_stories,
    first_report,
    elsewhere,
    // article
    original_at,
    updated,
    excerpt_only,
    related,
    also_at,
    tags,
    story_box,
    story,
    untitled,
    data_table,
    part_of_story,
    read_on,
    // sources
    source,
    feeds,
    feed,
    state,
    last_answer,
    never,
    no_articles_yet,
    health_fresh,
    health_healthy,
    health_failing,
    health_quiet,
    health_gone,
    health_refused,
    latest_from,
    next_try,
    why_unasked,
    why_quiet,
    why_throttled,
    why_silent,
    why_shut,
    why_missing,
    why_server,
    why_no_feed,
    why_gone,
    why_refused,
    do_nothing,
    do_look,
    do_shut,
    do_gone,
    do_refused,
    // the operator's page
    status,
    attention,
    all_well,
    what_to_do,
    hubs,
    hub,
    last_push,
    until,
    hub_wanted,
    hub_active,
    hub_denied,
    hub_leaving,
    quiet_hosts,
    host,
    work,
    work_waiting,
    work_polls,
    work_unchanged,
    work_pushes,
    work_pages,
    work_stored,
    work_refused,
    pictures,
    pictures_kept,
    pictures_megabytes,
    pictures_served,
    pictures_asked,
    pictures_refused,
    // search
    search_label,
    search_hint,
    no_results,
    order_best,
    order_newest,
    results_for,
    more_results,
    // hashtags
    trending,
    trending_detail,
    hashtag,
    often_together,
    trend_line,
    // kinds of publishers
    public_broadcaster,
    news_agency,
    // sections and places
    category_general,
    category_world,
    category_politics,
    category_business,
    category_technology,
    category_science,
    category_health,
    category_sports,
    category_entertainment,
    category_culture,
    category_environment,
    category_local,
    places,
    places_detail,
    places_inside,
    all_of,
    latest_about,
    in_section,
    nothing_here,
    // kinds
    kind_opinion,
    kind_analysis,
    kind_live,
    kind_press_release,
    kind_sponsored,
    kind_satire,
    kind_audio,
    kind_video,
    // errors
    error_400,
    error_403,
    error_403_detail,
    error_404,
    error_404_detail,
    error_405,
    error_408,
    error_410,
    error_410_detail,
    error_414,
    error_429,
    error_429_detail,
    error_431,
    error_500,
    error_503,
    error_detail,
    back_to_today,
    count_of_says,
};
constexpr std::size_t says = static_cast<std::size_t>(Say::count_of_says);

struct Saying {
    Say what;
    std::string_view text;
};

// All a language says; empty for a language without an edition.
std::span<const Saying> sayings_of(std::string_view language);

}  // namespace octavo::web
