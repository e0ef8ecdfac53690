// What a page says about its article, gathered from everywhere it says it, and decided by vote.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/url.hpp"
#include "extract/dating.hpp"
#include "extract/json_ld.hpp"
#include "extract/outline.hpp"
#include "extract/page.hpp"
#include "markup/html.hpp"

namespace octavo::extract {

// Every voice, in its own words.
struct Voices {
    LinkedData linked;
    std::string title;                   // <title>
    std::vector<std::string> headlines;  // h1, itemprop=headline
    std::vector<std::string> mastheads;  // h1 that lead to the front page
    std::string og_title, twitter_title;
    std::string og_type, og_site, og_image, og_description, og_url, og_locale;
    std::string twitter_image, description, application;
    std::string canonical, base, html_lang, content_language;
    std::string section, licence;
    std::vector<std::string> authors;  // meta
    std::vector<std::string> tags;
    std::vector<std::string> visible_authors;  // microdata
    std::vector<std::string> bylines;          // beside the headline, as they stand
    SaidDates dates;
    markup::Node headline;           // the heading most like the title; may be null
    std::vector<Place> headline_at;  // where the article's own headline stands; several, when it may be any of them
    std::string amp, print;          // links to the same article in other forms
    Marks marks;
    bool no_pictures = false;      // noimageindex
    bool asks_for_script = false;  // a noscript or an empty root says so
};

// One walk over head and body (voices.cpp). `outline`: of the document's body, as built.
Voices listen(const markup::Document& document, const Outline& outline, const Page& page);

// Title, authors, dates, canonical, site, section, tags, description, language, pictures, kind, marks. True when the
// authors are people; a house stands in where the page names nobody.
bool decide(const Voices& voices, const Page& page, const std::optional<Url>& base, Extraction& out);

}  // namespace octavo::extract
