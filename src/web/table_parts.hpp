// What the operator's pages are made of: parts with their titles, and tables that stand as blocks on a phone.
#pragma once

#include "web/page.hpp"

namespace octavo::web {

inline void part(Html& h, const Setting& s, Say title) {
    h.put("<h2 class=\"part\"><span>").text(s.tongue.say(title)).put("</span></h2>");
}

inline void begin_table(Html& h, const Setting& s, std::initializer_list<Say> columns) {
    h.put("<div class=\"table\" tabindex=\"0\" role=\"group\"")
        .attribute("aria-label", s.tongue.say(*columns.begin()))
        .put("><table><thead><tr>");
    for (const Say word : columns) h.put("<th scope=\"col\">").text(s.tongue.say(word)).put("</th>");
    h.put("</tr></thead><tbody>");
}
// Each cell says what it is: on a phone there are no column heads.
inline Html& cell(Html& h, const Setting& s, Say column) {
    return h.put("<td").attribute("data-label", s.tongue.say(column)).put(">");
}
inline void end_table(Html& h) { h.put("</tbody></table></div>"); }

}  // namespace octavo::web
