// What machines read in a page's head: JSON-LD of schema.org (https://schema.org/NewsArticle and friends), OpenGraph,
// and the same page in other languages. Pure. Written by JsonWriter and put on the page by Html::json, so that no word
// of a publisher can end the script element.
//
// An article is its publisher's: mainEntityOfPage and isBasedOn name the publisher's page, and nothing is said of it
// that the page itself may not show. On a private site, which may be reached by several names, addresses are paths.
// Checked by tests/web/json_ld_test.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "web/pages.hpp"

namespace octavo::web {

// A step on the way from the front page, and an entry of a list: what it is called, and its place in the edition.
struct Linked {
    std::string name, place;
};
using LinkedList = std::vector<Linked>;
// The first entries: a list is there to be recognised, not to be read.
LinkedList linked(std::span<const Group> groups);
LinkedList linked(std::span<const store::Card> cards);

std::string home_data(const Setting& s, const LinkedList& entries);
// A listing; `way` leads to it from the front page, itself left out.
std::string list_data(const Setting& s, const Frame& frame, const LinkedList& way, const LinkedList& entries);
std::string source_data(const Setting& s, const Frame& frame, const Source& source, const LinkedList& entries);
std::string article_data(const Setting& s, const Frame& frame, const store::FullArticle& article);

// Into the head, behind the canonical address: all of the above that the frame has.
void machine_head(Html& h, const Setting& s, const Frame& frame);

}  // namespace octavo::web
