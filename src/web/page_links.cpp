// Links of the operator's desk that were handed over and not used yet.
#include "web/account_views.hpp"
#include "web/form_parts.hpp"
#include "web/table_parts.hpp"

namespace octavo::web {

void open_links(Html& h, const Setting& s, const LinksView& view) {
    if (view.links.empty()) return;
    const auto name = [&](AccountId id) {
        const auto known = view.names.find(id);
        if (known != view.names.end()) h.put("<bdi>").text(known->second).put("</bdi>");
    };
    part(h, s, Say::open_links);
    begin_table(h, s, {Say::link_for, Say::by_whom, Say::link_until, Say::take_back});
    for (const auto& [id, pass] : view.links) {
        const std::string anchor = "link-" + id;
        h.put("<tr><td").attribute("data-label", s.tongue.say(Say::link_for)).attribute("id", anchor).put(">");
        if (pass.kind == Pass::Kind::recovery) {
            h.text(s.tongue.say(Say::password_new)).put(": ");
            name(pass.subject);
        } else {
            h.text(s.tongue.say(role_word(pass.role)));
        }
        cell(h.put("</td>"), s, Say::by_whom);
        name(pass.giver);
        cell(h.put("</td>"), s, Say::link_until).text(s.tongue.exact(pass.until));
        cell(h.put("</td>"), s, Say::take_back);
        begin_form(h, s, "admin", view.token, "take-back");
        h.put("<input type=\"hidden\" name=\"link\"").attribute("value", id).put(">");
        end_form(h, s, Say::take_back, false, anchor);
        h.put("</td></tr>");
    }
    end_table(h);
}

}  // namespace octavo::web
