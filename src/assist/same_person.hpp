// One person whose name is spelt in several ways. Private to the room. Pure; thread-safe.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "assist/names.hpp"

namespace octavo::assist {

// Which names of a story are of one person: "Qassem Soleimani" and "Qasem Suleimani".
class SamePeople {
  public:
    SamePeople(const StoryMatter& story, const StoryNames& names);
    // The spelling that the story uses most; the name itself where it has one.
    const std::string& of(const std::string& name) const;

  private:
    std::map<std::string, std::string> most_used_;
};

}  // namespace octavo::assist
