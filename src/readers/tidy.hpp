// What somebody typed, as it is kept: whole UTF-8, without signs that cannot be seen and turn, hide or part what stands
// around them. Joiners stay: scripts and emoji need them. Pure. Checked by tests/readers/talk_test.cpp and
// tests/readers/lists_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace octavo::readers {

// One line, blanks squeezed; "" where it says nothing.
std::string tidy_line(std::string_view typed);
// Lines trimmed at their ends, no more than one empty line between two, and none behind so many.
std::string tidy_text(std::string_view typed, std::size_t most_lines);

// As it is compared: whatever the case, in any script. https://www.unicode.org/Public/UCD/latest/ucd/CaseFolding.txt
std::string folded(std::string_view text);

}  // namespace octavo::readers
