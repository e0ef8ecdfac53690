// Site rules of a source: the file, what it would make of kept pages, each side by side with what is made of them now.
#include "web/desk_views.hpp"
#include "web/form_parts.hpp"
#include "web/table_parts.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t longest_typed = 20'000;  // letters; a form of them all three bytes wide is what we take

// One thing that was read: marked where the other side has another.
void read_part(Html& h, const Setting& s, Say name, std::string_view value, bool differs, bool is_new) {
    if (value.empty() && !differs) return;
    h.put("<dt>").text(s.tongue.say(name)).put("</dt><dd>");
    if (differs) h.put(is_new ? Markup("<ins>") : Markup("<del>"));
    h.put("<bdi>").text(value.empty() ? "–" : value).put("</bdi>");
    if (differs) h.put(is_new ? Markup("</ins>") : Markup("</del>"));
    h.put("</dd>");
}

void side(Html& h, const Setting& s, const RuleTry& all, bool is_new) {
    const RuleTry::Side &one = is_new ? all.after : all.before, &other = is_new ? all.before : all.after;
    const auto date = [&](const RuleTry::Side& of) {
        return of.published ? s.tongue.exact(*of.published) : std::string();
    };
    h.put("<div><h4>").text(s.tongue.say(is_new ? Say::desk_rules_after : Say::desk_rules_before)).put("</h4>");
    if (one.status != "article")
        h.put("<p class=\"fault\">")
            .text(s.tongue.say(Say::desk_rules_nothing))
            .put(" <small lang=\"en\" dir=\"ltr\">")
            .text(one.status)
            .put("</small></p>");
    h.put("<dl>");
    read_part(h, s, Say::desk_title, one.title, one.title != other.title, is_new);
    read_part(h, s, Say::author, one.authors, one.authors != other.authors, is_new);
    read_part(h, s, Say::part_date, date(one), date(one) != date(other), is_new);
    read_part(h, s, Say::part_picture, one.image, one.image != other.image, is_new);
    if (!one.text.empty()) h.put("<dt>").text(s.tongue.say(Say::part_text)).put("</dt><dd>");
    for (const RuleTry::Line& line : one.text) {
        h.put("<p dir=\"auto\">");
        if (line.only_here) h.put(is_new ? Markup("<ins>") : Markup("<del>"));
        h.text(line.text);
        if (line.only_here) h.put(is_new ? Markup("</ins>") : Markup("</del>"));
        h.put("</p>");
    }
    h.put(one.text.empty() ? Markup("</dl>") : Markup("</dd></dl>"));
    if (one.cut) h.put("<p class=\"hint\">").text(s.tongue.say(Say::desk_rules_cut)).put("</p>");
    h.put("</div>");
}

bool is_same(const RuleTry& one) {
    const auto differs = [](const RuleTry::Line& line) { return line.only_here; };
    const RuleTry::Side &a = one.before, &b = one.after;
    return a.status == b.status && a.title == b.title && a.authors == b.authors && a.image == b.image &&
           a.published == b.published && std::ranges::none_of(a.text, differs) && std::ranges::none_of(b.text, differs);
}

void tried(Html& h, const Setting& s, const RuleTry& one) {
    h.put("<section class=\"tried\"><h3><bdi>").title(one.title.empty() ? one.url : one.title).put("</bdi></h3>");
    h.put("<p class=\"hint\"><bdi dir=\"ltr\">").text(one.url).put("</bdi></p>");
    if (!one.covered) h.put("<p class=\"fault\">").text(s.tongue.say(Say::desk_rules_elsewhere)).put("</p>");
    if (!one.trouble.empty()) {
        h.put("<p class=\"fault\" lang=\"en\" dir=\"ltr\">").text(one.trouble).put("</p></section>");
        return;
    }
    if (is_same(one)) h.put("<p class=\"said\">").text(s.tongue.say(Say::desk_rules_same)).put("</p>");
    h.put("<div class=\"sides\">");
    side(h, s, one, false);
    side(h, s, one, true);
    h.put("</div></section>");
}

void pages_field(Html& h, const Setting& s, const DeskRulesView& view) {
    if (view.facts.pages.empty()) {
        h.put("<p class=\"hint\">").text(s.tongue.say(Say::desk_rules_no_pages)).put("</p>");
        return;
    }
    h.put("<fieldset><legend>").text(s.tongue.say(Say::desk_rules_pages)).put("</legend>");
    for (const KeptPageFacts& page : view.facts.pages) {
        h.put("<label class=\"choice\"><input type=\"checkbox\" name=\"page\"");
        h.attribute("value", std::to_string(page.version));
        if (std::ranges::find(view.chosen, page.version) != view.chosen.end()) h.put(" checked");
        h.put("> <bdi>").text(page.title.empty() ? page.url : page.title).put("</bdi> <small>");
        h.text(s.tongue.relative(page.fetched, s.now)).put("</small></label>");
    }
    h.put("</fieldset>");
}

void rules_form(Html& h, const DeskSetting& d, const DeskRulesView& view, const std::string& place) {
    const Setting& s = d.s;
    const bool at_fault = view.outcome && !view.outcome->done;
    begin_form(h, s, place, d.token);
    h.put("<p class=\"field\"><label for=\"rules\">").text(s.tongue.say(Say::desk_rules_text)).put("</label>");
    h.put("<textarea id=\"rules\" name=\"rules\" rows=\"12\" dir=\"ltr\" spellcheck=\"false\" autocapitalize=\"off\"");
    h.attribute("maxlength", std::to_string(longest_typed));
    h.put(at_fault ? Markup(" aria-invalid=\"true\" aria-describedby=\"fault\">\n") : Markup(">\n"));
    h.text(view.typed ? *view.typed : view.facts.text).put("</textarea></p>");
    if (!view.facts.exists || view.facts.below) {
        h.put("<p><label><input type=\"checkbox\" name=\"below\" value=\"yes\"");
        if (view.below) h.put(" checked");
        h.put("> ").text(s.tongue.fill(Say::desk_rules_wide, view.source.source.domain)).put("</label></p>");
    }
    pages_field(h, s, view);
    h.put("<p class=\"acts\">");
    if (!view.facts.pages.empty())
        h.put("<button class=\"btn main\" name=\"do\" value=\"try\">")
            .text(s.tongue.say(Say::desk_rules_try))
            .put("</button> ");
    h.put("<button class=\"btn\" name=\"do\" value=\"set\">").text(s.tongue.say(Say::save)).put("</button></p></form>");
}

}  // namespace

std::string desk_rules_page(const DeskSetting& d, const DeskRulesView& view) {
    const Setting& s = d.s;
    const Source& source = view.source.source;
    const std::string above = "admin/sources/" + percent_encode(source.domain), place = above + "/rules";
    const Frame frame = desk_frame_of(s, std::string(s.tongue.say(Say::desk_rules)), place);
    Html h;
    begin_desk(h, s, frame, d.role);
    tell_outcome(h, s, view.outcome);
    h.put("<p class=\"hint\"><a").url("href", place_in(s.edition(), above)).put("><bdi>");
    h.text(source.name.empty() ? source.domain : source.name).put("</bdi></a> · ");
    if (view.facts.exists && view.facts.trouble.empty())
        h.text(s.tongue.fill(Say::desk_rules_from, view.facts.file));
    else if (!view.facts.wider.empty())
        h.text(s.tongue.fill(Say::desk_rules_from, view.facts.wider));
    else
        h.text(s.tongue.say(Say::desk_rules_none));
    h.put("</p><p class=\"hint\">").text(s.tongue.say(Say::desk_rules_detail)).put("</p>");
    if (!view.facts.trouble.empty())
        h.put("<p class=\"fault\" lang=\"en\" dir=\"ltr\">").text(view.facts.trouble).put("</p>");
    if (!view.tries.empty()) part(h, s, Say::desk_rules_try);
    for (const RuleTry& one : view.tries) tried(h, s, one);
    rules_form(h, d, view, place);
    if (view.facts.before) {
        begin_form(h, s, place, d.token, "undo");
        end_form(h, s, Say::desk_rules_undo, false);
    }
    if (view.facts.exists) {
        h.put("<details class=\"more\"><summary>").text(s.tongue.say(Say::desk_rules_delete)).put("</summary>");
        begin_form(h, s, place, d.token, "remove");
        h.put("<p class=\"hint\">").text(s.tongue.say(Say::desk_rules_delete_detail)).put("</p>");
        sure_field(h, s);
        end_form(h, s, Say::desk_rules_delete, false);
        h.put("</details>");
    }
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
