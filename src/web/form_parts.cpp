#include "web/form_parts.hpp"

namespace octavo::web {

void field(Html& h, const Setting& s, const Field& f) {
    h.put("<p class=\"field\"><label for=\"").put(f.name).put("\">").text(s.tongue.say(f.label)).put("</label>");
    h.put("<input type=\"").put(f.kind).put("\" id=\"").put(f.name).put("\" name=\"").put(f.name);
    h.put("\" autocomplete=\"").put(f.autocomplete).put("\" required dir=\"auto\"");
    if (f.longest > 0) h.attribute("maxlength", std::to_string(f.longest));
    if (!f.value.empty()) h.attribute("value", f.value);
    if (f.at_fault) h.put(" aria-invalid=\"true\"");
    if (f.hint || f.at_fault) {
        h.put(" aria-describedby=\"");
        if (f.at_fault) h.put("fault");
        if (f.hint) h.put(f.at_fault ? Markup(" ") : Markup("")).put(f.name).put("-hint");
        h.put("\"");
    }
    h.put(">");
    if (f.hint) h.put("<small id=\"").put(f.name).put("-hint\">").text(s.tongue.say(*f.hint)).put("</small>");
    h.put("</p>");
}

void fault(Html& h, const Setting& s, Say word) {
    h.put("<p class=\"fault\" id=\"fault\" role=\"alert\">").text(s.tongue.say(word)).put("</p>");
}

void said(Html& h, std::string_view words) { h.put("<p class=\"said\" role=\"status\">").text(words).put("</p>"); }

void begin_form(Html& h, const Setting& s, std::string_view place, std::string_view token, std::string_view doing) {
    h.put("<form class=\"entry\" method=\"post\"").url("action", place_in(s.edition(), place)).put(">");
    if (!token.empty()) h.put("<input type=\"hidden\" name=\"token\"").attribute("value", token).put(">");
    if (!doing.empty()) h.put("<input type=\"hidden\" name=\"do\"").attribute("value", doing).put(">");
}

void end_form(Html& h, const Setting& s, Say press, bool first, std::string_view about) {
    h.put(first ? Markup("<p><button class=\"btn main\"") : Markup("<p><button class=\"btn\""));
    if (!about.empty()) h.attribute("aria-describedby", about);
    h.put(">");
    h.text(s.tongue.say(press)).put("</button></p></form>");
}

}  // namespace octavo::web
