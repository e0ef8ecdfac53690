// A second look at stories, after some more articles came: two that are one, one that is two. Private to the room. One
// thread.
//
// Idea: two stories are one when their articles are as like across as within. The likeness of articles inside a story
// depends on how long they are and what they are about; across, divided by within, does not, so that one bar serves
// headlines and long reports.
//
//   merge   alike(a, b) = mean likeness across / sqrt(mean within a * mean within b) is over a bar; only pairs of
//   stories
//           that a later article lay between are asked, the likest first. The older story's id stays
//   split   the members of a story that grew are joined again from single ones, nearest first (average linkage); where
//           the last two groups are less alike than a bar, the smaller number of them leaves
//
// Moving single articles was tried and left out: they swing. Checked by tests/story/review_test.cpp.
#pragma once
#include <set>
#include <vector>

#include "model/story_change.hpp"
#include "story/book.hpp"
#include "story/desk.hpp"
#include "story/fixed.hpp"

namespace octavo::story {

class Review {
  public:
    // An article was placed into `story` with these around it.
    void placed(StoryId story, std::span<const Judged> around);
    // What has been noted since is looked at, and the desk's book and shelf are put right.
    // `fixed` goes along with stories that become one.
    std::vector<StoryChange> look(Shelf& shelf, Book& book, const Settings& settings, Fixed& fixed);

  private:
    std::vector<std::pair<StoryId, StoryId>> between_;  // stories that an article lay between
    std::vector<StoryId> grown_;
};

}  // namespace octavo::story
