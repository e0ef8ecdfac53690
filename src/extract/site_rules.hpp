// An operator's own word about one site: where its title, body, author and date stand, and what to leave out. The
// format is the one of the public collection of site configurations that readers such as Full-Text RSS, wallabag and
// FreshRSS use (https://help.fivefilters.org/full-text-rss/site-patterns.html), so that files made for them work here:
//
//   # example.com.txt
//   title: //h1[@class='headline']
//   body: //div[@id='story'] | //article          several lines: the first that finds something
//   body: css:article .text                       ours: a CSS selector instead of an XPath
//   strip: //aside
//   strip_id_or_class: related
//   replace_string(<br><br>): </p><p>
//   next_page_link: //a[@rel='next']
//
// Checked by tests/extract/site_rules_test.cpp and fuzz/site_rules.cpp.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "extract/outline.hpp"
#include "markup/query.hpp"

namespace octavo::extract {

// What the rules say of one page.
struct Ruled {
    std::string title, date;           // "" when they say nothing
    std::vector<std::string> authors;  // as they stand on the page
    std::vector<Index> bodies;         // in document order, none inside another
    std::string next_page;             // as it stands in the page
    std::string why;                   // "body by rule //article, 3 pieces stripped"
};

// One site's rules. Owned and used by one thread.
class SiteRules {
  public:
    // `name` (of the file) stands in front of messages. Fault::usage says the line that cannot be read; a directive of
    // the format that has no meaning here is a note, not a failure. At most 64 KB and 300 directives.
    static Result<SiteRules> parse(std::string_view text, std::string_view name);
    const std::vector<std::string>& notes() const { return notes_; }

    // The page's markup after the rules' replacements; unchanged when there are none.
    std::string replaced(std::string html) const;
    bool replaces() const { return !replacements_.empty(); }

    // Asks the page. Strips, and marks the bodies, in an outline that was built and not yet swept.
    Ruled apply(const markup::Document& document, Outline& outline) const;

    bool prunes() const { return prune_; }            // furniture inside the ruled body goes, as elsewhere
    bool autodetects() const { return autodetect_; }  // when no body is found, the usual way is tried

  private:
    Result<> take(std::string_view key, std::string_view argument, std::string_view value);

    std::vector<markup::Query> title_, body_, author_, date_, strip_, next_page_;
    std::vector<std::string> strip_words_, strip_pictures_;
    std::vector<std::pair<std::string, std::string>> replacements_;
    std::string find_;  // a find_string waiting for its replace_string
    bool prune_ = true;
    bool autodetect_ = true;
    std::vector<std::string> notes_;
};

}  // namespace octavo::extract
