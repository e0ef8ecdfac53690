// A reader's rules: those there are, the form for another, and what it would find.
#include "web/account_views.hpp"
#include "web/for_you.hpp"
#include "web/form_parts.hpp"

namespace octavo::web {
namespace {

using store::Rule;

constexpr std::string_view here = "my/rules";

Say deed_word(Rule::Deed deed) {
    constexpr std::array words = {Say::rule_leave_out, Say::rule_read, Say::rule_save};
    return words[static_cast<std::size_t>(deed)];
}

void hidden(Html& h, std::string_view name, std::string_view value) {
    h.put("<input type=\"hidden\"").attribute("name", name).attribute("value", value).put(">");
}

// A press about a rule that brings the whole of it, so that it can be taken back.
void press(Html& h, const Setting& s, const RulesView& view, const Rule& rule, std::string_view doing, Say word,
           std::string_view about = {}) {
    begin_form(h, s, here, view.token, doing);
    hidden(h, "number", std::to_string(rule.number));
    hidden(h, "query", rule.query);
    hidden(h, "deed", std::to_string(static_cast<int>(rule.deed)));
    hidden(h, "made", std::to_string(to_unix_ms(rule.made)));
    hidden(h, "since", std::to_string(to_unix_ms(rule.since)));
    hidden(h, "done", std::to_string(to_unix_ms(rule.done)));
    end_form(h, s, word, false, about);
}

void rows(Html& h, const Setting& s, const RulesView& view) {
    if (view.rules.empty()) return;
    h.put("<ul class=\"kept\">");
    int row = 0;
    for (const Rule& rule : view.rules) {
        const std::string id = fmt::format("rule{}", row++);
        h.put("<li><div").attribute("id", id).put("><b><bdi>").text(rule.query).put("</bdi></b><small>");
        h.text(s.tongue.say(deed_word(rule.deed))).put(" · ");
        if (rule.since == Instant{})
            h.text(s.tongue.say(Say::rule_always));
        else
            h.text(s.tongue.fill(Say::rule_since, s.tongue.day(rule.since)));
        h.put("</small></div><div class=\"decide\">");
        press(h, s, view, rule, "drop", Say::rule_drop, id);
        if (rule.deed == Rule::Deed::save) press(h, s, view, rule, "drop_all", Say::rule_drop_all, id);
        h.put("</div></li>");
    }
    h.put("</ul>");
}

void form(Html& h, const Setting& s, const RulesView& view) {
    h.put("<form class=\"entry\" method=\"post\"").url("action", place_in(s.edition(), "my/rules")).put(">");
    hidden(h, "token", view.token);
    h.put("<p class=\"field\"><label for=\"query\">").text(s.tongue.say(Say::rule_query)).put("</label>");
    h.put("<input id=\"query\" name=\"query\" required dir=\"auto\" autocomplete=\"off\" maxlength=\"200\"");
    if (view.refused == readers::Refusal::bad_name) h.put(" aria-invalid=\"true\"");
    h.put(" aria-describedby=\"query-hint\"").attribute("value", view.query).put("><small id=\"query-hint\">");
    h.text(s.tongue.say(Say::rule_hint)).put("</small></p><fieldset><legend>").text(s.tongue.say(Say::rule_deed));
    h.put("</legend>");
    for (const Rule::Deed deed : {Rule::Deed::leave_out, Rule::Deed::read, Rule::Deed::save}) {
        h.put("<label class=\"choice\"><input type=\"radio\" name=\"deed\"");
        h.attribute("value", std::to_string(static_cast<int>(deed)));
        h.put(deed == view.deed ? Markup(" checked> ") : Markup("> ")).text(s.tongue.say(deed_word(deed)));
        h.put("</label>");
    }
    h.put("</fieldset><label class=\"choice\"><input type=\"checkbox\" name=\"all\" value=\"1\"");
    h.put(view.for_all ? Markup(" checked> ") : Markup("> ")).text(s.tongue.say(Say::rule_for_all));
    h.put("</label><p class=\"decide\"><button class=\"btn\" name=\"do\" value=\"try\">")
        .text(s.tongue.say(Say::rule_try));
    h.put("</button> <button class=\"btn main\" name=\"do\" value=\"add\">").text(s.tongue.say(Say::rule_add));
    h.put("</button></p></form>");
}

void trial(Html& h, const Setting& s, const RuleTrial& found) {
    if (found.cards.empty()) {
        said(h, s.tongue.say(Say::rule_finds_nothing));
        return;
    }
    std::string words = s.tongue.count(found.of_all ? Say::rule_found_all : Say::rule_found, found.found);
    said(h, found.more ? at_least(s, std::move(words), found.found) : words);
    h.put("<section class=\"rows single\">");
    for (const store::Card& card : found.cards) row_card(h, s, card);
    h.put("</section>");
}

}  // namespace

std::string rules_page(const Setting& s, const RulesView& view) {
    const Frame frame = my_frame(s, Say::rules, std::string(here));
    Html h;
    begin_my(h, s, frame);
    h.put("<div class=\"account\"><p class=\"hint\">").text(s.tongue.say(Say::rules_detail)).put("</p>");
    if (view.refused)
        fault(h, s, view.refused == readers::Refusal::bad_name ? Say::bad_rule : refusal_word(*view.refused, true));
    if (view.list_is_full) h.put("<p class=\"fault\">").text(s.tongue.say(Say::too_many)).put("</p>");
    if (view.dropped) {
        h.put("<div class=\"said act\" role=\"status\"><span>");
        if (!view.refused) h.text(s.tongue.say(Say::rule_dropped));
        if (view.refused) h.put("<bdi>").text(view.dropped->query).put("</bdi>");
        h.put("</span>");
        press(h, s, view, *view.dropped, "undo", Say::undo);
        h.put("</div>");
    }
    form(h, s, view);
    h.put("</div>");
    if (view.trial) trial(h, s, *view.trial);
    h.put("<div class=\"account\">");
    rows(h, s, view);
    h.put("</div>");
    end_my(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
