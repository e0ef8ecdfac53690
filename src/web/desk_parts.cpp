#include "web/desk_views.hpp"
#include "web/form_parts.hpp"
#include "web/table_parts.hpp"

namespace octavo::web {

void desk_field(Html& h, const Setting& s, const DeskField& f) {
    h.put("<p class=\"field\"><label")
        .attribute("for", f.id)
        .put(">")
        .text(s.tongue.say(f.label))
        .put("</label><input");
    h.attribute("type", f.kind)
        .attribute("id", f.id)
        .attribute("name", f.name)
        .put(" autocomplete=\"off\" dir=\"auto\"");
    if (f.longest > 0) h.attribute("maxlength", std::to_string(f.longest));
    if (!f.value.empty()) h.attribute("value", f.value);
    if (f.required) h.put(" required");
    if (f.hint) h.attribute("aria-describedby", fmt::format("{}-hint", f.id));
    h.put(">");
    if (f.hint)
        h.put("<small")
            .attribute("id", fmt::format("{}-hint", f.id))
            .put(">")
            .text(s.tongue.say(*f.hint))
            .put("</small>");
    h.put("</p>");
}

void sure_field(Html& h, const Setting& s) {
    h.put("<p><label><input type=\"checkbox\" name=\"sure\" value=\"yes\" required> ");
    h.text(s.tongue.say(Say::desk_sure)).put("</label></p>");
}

void hidden(Html& h, std::string_view name, std::string_view value) {
    h.put("<input type=\"hidden\"").attribute("name", name).attribute("value", value).put(">");
}

void tell_outcome(Html& h, const Setting& s, const std::optional<Outcome>& outcome) {
    if (!outcome) return;
    if (outcome->done) return said(h, outcome->words.empty() ? s.tongue.say(Say::desk_done) : outcome->words);
    h.put("<div class=\"fault\" id=\"fault\" role=\"alert\"><p>").text(s.tongue.say(Say::desk_not_done)).put("</p>");
    if (!outcome->complaint.empty()) h.put("<p lang=\"en\" dir=\"ltr\">").text(outcome->complaint).put("</p>");
    h.put("</div>");
}

void config_table(Html& h, const Setting& s, std::span<const ConfigView> lines, bool explained) {
    begin_table(h, s, {Say::desk_setting, Say::desk_value, Say::desk_origin});
    for (const ConfigView& one : lines) {
        cell(h.put("<tr>"), s, Say::desk_setting).put("<bdi dir=\"ltr\">").text(one.key).put("</bdi>");
        if (explained) h.put("<small lang=\"en\" dir=\"ltr\">").text(one.help).put("</small>");
        cell(h.put("</td>"), s, Say::desk_value).put("<bdi dir=\"ltr\">").text(one.value).put("</bdi></td>");
        cell(h, s, Say::desk_origin);
        if (one.origin == "default")
            h.text(s.tongue.say(Say::desk_default));
        else
            h.put("<b><bdi dir=\"ltr\">").text(one.origin).put("</bdi></b>");
        h.put("</td></tr>");
    }
    end_table(h);
}

void figure(Html& h, std::string_view name, std::string_view value) {
    h.put("<div><dt>").text(name).put("</dt><dd>").text(value).put("</dd></div>");
}

std::string bytes_of(const Setting& s, std::uint64_t bytes) {
    constexpr double kilo = 1000;
    double n = static_cast<double>(bytes) / kilo;
    std::string_view unit = "kB";
    for (const std::string_view larger : {"MB", "GB", "TB"}) {
        if (n < kilo) break;
        n /= kilo;
        unit = larger;
    }
    // Isolated: a unit in Latin letters behind a number of any script.
    return fmt::format("\u2068{} {}\u2069", s.tongue.decimal(n < 10 ? n : std::round(n)), unit);
}

}  // namespace octavo::web
