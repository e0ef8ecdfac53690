// The page's tree as a flat table in document order, with what the body finder wants to know of each element: how much
// text it shows, how much of it is links, and what its name says. Made once a page, in one walk.
#pragma once

#include <cstdint>
#include <vector>

#include "markup/html.hpp"

namespace octavo::extract {

using Index = std::uint32_t;

// A page that takes more steps (markup::steps) is too big; a news page takes a fifth of a million.
constexpr std::uint64_t most_steps = 30'000'000;

struct Item {
    markup::Node node;
    Index parent = 0;
    Index end = 0;                // one behind the last element below
    std::uint16_t tag = 0;        // LXB_TAG_...; LXB_TAG__UNDEF for foreign and unknown
    std::uint16_t meaning = 0;    // of class and id
    std::uint32_t flow = 0;       // letters of text that flow straight in this block (inline elements included)
    std::uint32_t flow_link = 0;  // of those, inside links
    std::uint32_t stops = 0;      // commas and sentence ends among them
    std::uint32_t text = 0;       // letters shown below, blocks within included
    std::uint32_t link = 0;       // of those, inside links
    std::uint32_t prose = 0;      // letters below in blocks that read like prose
    bool block = false;
    bool holds_block = false;  // below
    bool named = false;        // its publisher calls it the article's body
    bool holds_named = false;  // such a one is below
    bool hidden = false;       // by an attribute, not by being furniture
    bool skipped = false;      // not shown, or furniture: left out with all below it
    bool doubtful = false;     // skipped as furniture by what it is called: inside an article it is looked at again
};

// Letters: one a letter, three an ideograph, white space none.
struct Outline {
    std::vector<Item> items;  // [0] is <body>

    void build(markup::Node body);
    // Leaves out furniture, by tag, role and name, where that does not leave out the article; counts again.
    void sweep();
    Index of(markup::Node element) const { return static_cast<Index>(element.mark() - 1); }
    // Of its names; of one that the walk did not enter (<head>, what scripts hold) found anew.
    std::uint16_t meaning(markup::Node element) const;
    bool skipped(markup::Node element) const { return element.mark() && items[element.mark() - 1].skipped; }
};

bool is_block_tag(std::uintptr_t tag);
bool is_heading_tag(std::uintptr_t tag);

}  // namespace octavo::extract
