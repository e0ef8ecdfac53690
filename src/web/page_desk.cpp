// The operator's desk: accounts, one of them, and what was done by whom.
#include "web/account_views.hpp"
#include "web/form_parts.hpp"
#include "web/table_parts.hpp"

namespace octavo::web {
namespace {

std::string place_of(const Account& account) { return "admin/" + account.id.text(); }

// `spoken`: the title above says it already.
void roles_field(Html& h, const Setting& s, Role chosen, bool spoken) {
    h.put("<p class=\"field\"><label for=\"role\"")
        .put(spoken ? Markup(" class=\"sr\">") : Markup(">"))
        .text(s.tongue.say(Say::role))
        .put("</label>");
    h.put("<select id=\"role\" name=\"role\">");
    for (const Role role : roles) {
        h.put("<option").attribute("value", name_of(role));
        if (role == chosen) h.put(" selected");
        h.put(">").text(s.tongue.say(role_word(role))).put("</option>");
    }
    h.put("</select></p>");
}

// Shown once, for the archive has its hash alone.
void link_made(Html& h, const Setting& s, const std::string& link, Instant until) {
    if (link.empty()) return;
    h.put("<div class=\"said\" role=\"status\"><p>").text(s.tongue.fill(Say::link_once, s.tongue.exact(until)));
    h.put("</p><p><input type=\"text\" class=\"link\" readonly dir=\"ltr\" id=\"link\"");
    h.attribute("aria-label", s.tongue.say(Say::make_link)).attribute("value", link).put("></p></div>");
}

void account_row(Html& h, const Setting& s, const Account& account) {
    cell(h.put("<tr>"), s, Say::account_name).put("<a class=\"src\"");
    h.url("href", place_in(s.edition(), place_of(account))).put("><bdi>").text(account.name).put("</bdi></a></td>");
    cell(h, s, Say::role).text(s.tongue.say(role_word(account.role))).put("</td>");
    cell(h, s, Say::state).text(s.tongue.fill(Say::here_since, s.tongue.relative(account.made, s.now)));
    if (account.shut)
        h.put(" · <b>").text(s.tongue.fill(Say::closed_since, s.tongue.relative(*account.shut, s.now))).put("</b>");
    h.put("</td></tr>");
}

// "?from=..." for a name of any script.
void further(Html& h, const Setting& s, std::string_view place, std::string_view from) {
    if (!from.empty()) pager(h, s, fmt::format("{}?from={}", place_in(s.edition(), place), percent_encode(from)));
}

// An account as those name it who look at what was done; who has left is not known any more.
void somebody(Html& h, const Setting& s, const DeskLogView& view, const std::string& id) {
    const auto known = view.names.find(id);
    if (known == view.names.end()) return;
    h.put("<a").url("href", place_in(s.edition(), "admin/" + id)).put("><bdi>").text(known->second).put("</bdi></a>");
}

}  // namespace

Frame desk_frame_of(const Setting&, std::string title, std::string place) {
    return {.title = std::move(title), .place = std::move(place), .current = "me", .noindex = true, .presses = true};
}

void begin_desk(Html& h, const Setting& s, const Frame& frame, Role role) {
    struct Tab {
        std::string_view place;
        Say word;
        Role least;
    };
    constexpr std::array tabs = {Tab{"admin", Say::desk_home, Role::moderator},
                                 Tab{"admin/sources", Say::sources, Role::owner},
                                 Tab{"admin/wishes", Say::desk_wishes, Role::editor},
                                 Tab{"admin/comments", Say::comments, Role::moderator},
                                 Tab{"admin/lists", Say::desk_lists, Role::moderator},
                                 Tab{"admin/stories", Say::desk_stories, Role::editor},
                                 Tab{"admin/tags", Say::desk_hashtags, Role::editor},
                                 Tab{"admin/takedowns", Say::desk_takedowns, Role::owner},
                                 Tab{"admin/accounts", Say::accounts, Role::owner},
                                 Tab{"admin/work", Say::desk_work, Role::owner},
                                 Tab{"admin/services", Say::desk_services, Role::owner},
                                 Tab{"admin/backups", Say::desk_backups, Role::owner},
                                 Tab{"admin/config", Say::desk_config, Role::owner},
                                 Tab{"admin/log", Say::deeds, Role::owner}};
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list status account desk\"><header class=\"headline\"><p class=\"kick\">");
    h.text(s.tongue.say(Say::desk)).put("</p><h1><bdi>").title(frame.title).put("</bdi></h1></header>");
    h.put("<nav class=\"tabs\"").attribute("aria-label", s.tongue.say(Say::desk)).put(">");
    for (const Tab& tab : tabs) {
        if (role < tab.least) continue;
        h.put("<a").url("href", place_in(s.edition(), tab.place));
        // A source, a story stand below their list.
        const bool below = tab.place.size() > 5 && frame.place.starts_with(tab.place);
        if (frame.place == tab.place || below) h.put(" aria-current=\"page\"");
        h.put(">").text(s.tongue.say(tab.word)).put("</a>");
    }
    h.put("</nav>");
}

std::string desk_accounts_page(const Setting& s, const DeskAccountsView& view) {
    const Frame frame = desk_frame_of(s, std::string(s.tongue.say(Say::accounts)), "admin/accounts");
    Html h;
    begin_desk(h, s, frame, Role::owner);
    link_made(h, s, view.link, view.link_until);
    begin_table(h, s, {Say::account_name, Say::role, Say::state});
    for (const Account& account : view.accounts) account_row(h, s, account);
    end_table(h);
    further(h, s, "admin/accounts", view.next);
    if (!view.further) {
        part(h, s, Say::invite);
        begin_form(h, s, "admin/accounts", view.token, "invite");
        roles_field(h, s, Role::reader, false);
        end_form(h, s, Say::make_link);
        open_links(h, s, view.links);
    }
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string desk_account_page(const Setting& s, const DeskAccountView& view) {
    const Account& account = view.account;
    const std::string place = place_of(account);
    const Frame frame = desk_frame_of(s, account.name, place);
    Html h;
    begin_desk(h, s, frame, Role::owner);
    h.put("<p class=\"hint\">").text(s.tongue.say(role_word(account.role))).put(" · ");
    h.text(s.tongue.fill(Say::here_since, s.tongue.relative(account.made, s.now)));
    if (account.shut)
        h.put(" · <b>").text(s.tongue.fill(Say::closed_since, s.tongue.relative(*account.shut, s.now))).put("</b>");
    h.put("</p>");
    if (view.refused) fault(h, s, refusal_word(*view.refused, true));
    link_made(h, s, view.link, view.link_until);
    part(h, s, Say::role);
    begin_form(h, s, place, view.token, "role");
    roles_field(h, s, account.role, true);
    end_form(h, s, Say::save);
    quotas_form(h, s, view, place);
    part(h, s, Say::recovery_link);
    begin_form(h, s, place, view.token, "recovery");
    h.put("<p class=\"hint\">").text(s.tongue.say(Say::recovery_detail)).put("</p>");
    end_form(h, s, Say::make_link, false);
    part(h, s, account.shut ? Say::open_account : Say::close_account);
    begin_form(h, s, place, view.token, account.shut ? "open" : "close");
    if (!account.shut) h.put("<p class=\"hint\">").text(s.tongue.say(Say::close_detail)).put("</p>");
    end_form(h, s, account.shut ? Say::open_account : Say::close_account, false);
    part(h, s, Say::delete_account);
    begin_form(h, s, place, view.token, "delete");
    h.put("<p class=\"hint\">").text(s.tongue.say(Say::delete_detail));
    h.put("</p><p><label><input type=\"checkbox\" name=\"sure\" value=\"yes\" required> ");
    h.text(s.tongue.say(Say::delete_sure)).put("</label></p>");
    end_form(h, s, Say::delete_account, false);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string desk_log_page(const Setting& s, const DeskLogView& view) {
    const Frame frame = desk_frame_of(s, std::string(s.tongue.say(Say::deeds)), "admin/log");
    Html h;
    begin_desk(h, s, frame, Role::owner);
    begin_table(h, s, {Say::when_done, Say::by_whom, Say::deed, Say::deed_about});
    for (const store::Deed& deed : view.deeds) {
        cell(h.put("<tr>"), s, Say::when_done);
        when(h, s, deed.at);
        cell(h.put("</td>"), s, Say::by_whom);
        somebody(h, s, view, deed.actor);
        cell(h.put("</td>"), s, Say::deed).put("<bdi lang=\"en\" dir=\"ltr\">").text(deed.deed);
        if (!deed.detail.empty()) h.put(": ").text(deed.detail);
        cell(h.put("</bdi></td>"), s, Say::deed_about);
        somebody(h, s, view, deed.object);
        h.put("</td></tr>");
    }
    end_table(h);
    if (view.next != 0) further(h, s, "admin/log", std::to_string(view.next));
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
