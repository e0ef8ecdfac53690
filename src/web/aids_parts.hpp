// What the pages of reading aids are made of. Private to page_aids.cpp and page_compare.cpp.
#pragma once

#include "assist/people.hpp"
#include "web/aids.hpp"

namespace octavo::web {

// Words of an article, and where they stand.
struct Quoted {
    const store::Card& card;
    std::string_view text;  // of the article
    text::Span at;
    std::uint32_t number = 0;     // of the sentence, from 0
    bool name_source = false;     // the link says whose words they are; else which sentence
    std::string_view shown = {};  // in place of the words, where they were shortened
};
void said(Html& h, const Setting& s, const Quoted& quoted);
void aid_title(Html& h, std::string_view title);
// How it was made, and where to report a mistake.
void aid_foot(Html& h, const Setting& s, std::string_view made);
void ask_form(Html& h, const Setting& s, std::string_view place, Say label, std::string_view question);
// What a service wrote, that it is writing, or that it failed: above what is ours.
// `place`: of the page.
void written(Html& h, const Setting& s, provider::Task task, const WrittenText& writing, std::string_view place);
// That it is being written, for a page that asks again by script, and by a link to itself.
void being_written(Html& h, const Setting& s, const std::string& words, std::string_view place);
void not_written(Html& h, const Setting& s, provider::Task task, provider::Cause cause);
// The press that has a service write: nothing where it has written or is writing. `place`: of the page, where it leads.
void offer(Html& h, const Setting& s, provider::Task task, Stage stage, std::string_view place);
// The frame of such a page, and the part of it that aids.js shows in place.
void begin_aid(Html& h, const Setting& s, const Frame& frame, std::string_view kicker, const std::string& back,
               std::string_view language);
void end_aid(Html& h, const Setting& s, const Frame& frame);
void people_list(Html& h, const Setting& s, const Texts& texts, const assist::StoryMatter& matter,
                 const std::vector<assist::Introduction>& people);

}  // namespace octavo::web
