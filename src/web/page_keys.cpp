// What opens one's account beside the password: passkeys, recovery codes, passwords of programs.
#include "web/account_views.hpp"
#include "web/form_parts.hpp"
#include "web/my_news.hpp"
#include "web/passkeys.hpp"
#include "web/table_parts.hpp"

namespace octavo::web {
namespace {

using readers::Keys;

constexpr std::string_view place = "me/keys";

void hint(Html& h, const Setting& s, Say words) { h.put("<p class=\"hint\">").text(s.tongue.say(words)).put("</p>"); }

void refused_here(Html& h, const Setting& s, const KeysView& view, std::string_view doing) {
    if (!view.refused || view.doing != doing) return;
    fault(h, s, *view.refused == readers::Refusal::too_many ? Say::keys_enough : refusal_word(*view.refused, true));
}

// One of a list: what it is called, when it was used, the press that takes it away.
struct KeyRow {
    std::string_view id, name;  // id: what the form names it by
    Markup field;
    std::string_view doing;
    std::optional<Instant> used;
    bool travels = false;
    bool renamed = false;  // it can be
};
// Folded away, as it is seldom wanted.
void rename_form(Html& h, const Setting& s, const KeysView& view, const KeyRow& row, std::string_view anchor) {
    const std::string field = fmt::format("name-{}", row.id);
    h.put("<details class=\"filing\"><summary").attribute("aria-describedby", anchor).put(">");
    h.text(s.tongue.say(Say::passkey_rename)).put("</summary>");
    begin_form(h, s, place, view.token, "rename");
    h.put("<input type=\"hidden\" name=\"").put(row.field).put("\"").attribute("value", row.id).put(">");
    h.put("<p class=\"field\"><label").attribute("for", field).put(">").text(s.tongue.say(Say::passkey_name));
    h.put("</label><input name=\"renamed\" required dir=\"auto\" autocomplete=\"off\"").attribute("id", field);
    h.attribute("maxlength", std::to_string(Keys::longest_name)).attribute("value", row.name).put("></p>");
    end_form(h, s, Say::passkey_rename, false, anchor);
    h.put("</details>");
}

void key_row(Html& h, const Setting& s, const KeysView& view, const KeyRow& row) {
    const std::string anchor = fmt::format("key-{}", row.id);
    h.put("<li><div").attribute("id", anchor).put("><b><bdi>").text(row.name).put("</bdi></b>");
    if (row.travels) h.put(" <span class=\"kind\">").text(s.tongue.say(Say::passkey_travels)).put("</span>");
    h.put("<p class=\"hint\">");
    if (row.used) {
        h.text(s.tongue.say(Say::last_used)).put(": ");
        when(h, s, *row.used);
    } else {
        h.text(s.tongue.say(Say::never_used));
    }
    h.put("</p></div>");
    if (row.renamed) rename_form(h, s, view, row, anchor);
    begin_form(h, s, place, view.token, row.doing);
    h.put("<input type=\"hidden\" name=\"").put(row.field).put("\"").attribute("value", row.id).put(">");
    end_form(h, s, Say::take_away, false, anchor);
    h.put("</li>");
}

void name_field(Html& h, const Setting& s, Markup name, Say label, std::string_view value) {
    field(h, s,
          {.name = name,
           .kind = "text",
           .autocomplete = "off",
           .label = label,
           .value = value,
           .longest = Keys::longest_name});
}

// Who signed in a while ago proves to be them; all forms that add something come after that.
void confirm(Html& h, const Setting& s, const KeysView& view) {
    h.put("<section class=\"confirm\">");
    part(h, s, Say::confirm_title);
    hint(h, s, Say::confirm_detail);
    refused_here(h, s, view, "confirm");
    begin_form(h, s, place, view.token, "confirm");
    h.put("<input type=\"text\" name=\"name\" autocomplete=\"username\" readonly hidden");
    h.attribute("value", view.who.account.name).put(">");
    field(h, s,
          {.name = "password",
           .kind = "password",
           .autocomplete = "current-password",
           .label = Say::password_now,
           .longest = readers::longest_password,
           .at_fault = view.doing == "confirm" && view.refused == readers::Refusal::wrong});
    end_form(h, s, Say::confirm_press);
    if (!view.challenge.empty() && !view.passkeys.empty())
        passkey_form(h, s, place, view.token, "confirm-passkey", view.challenge, Say::passkey_sign_in);
    refused_here(h, s, view, "confirm-passkey");
    h.put("</section>");
}

void add_passkey(Html& h, const Setting& s, const KeysView& view) {
    std::string known;
    for (const Passkey& key : view.passkeys) known += (known.empty() ? "" : " ") + key.id;
    h.put("<div data-passkey=\"make\" hidden").attribute("data-challenge", view.challenge);
    h.attribute("data-user", readers::to_base64url(view.who.account.id.text()));
    h.attribute("data-person", view.who.account.name).attribute("data-site", s.site.name);
    h.attribute("data-known", known).attribute("data-there", s.tongue.say(Say::keys_enough)).put(">");
    begin_form(h, s, place, view.token, "add");
    name_field(h, s, "called", Say::passkey_name, view.device);
    end_form(h, s, Say::passkey_add);
    h.put("<p class=\"hint\" role=\"status\"></p></div><p class=\"hint\" data-no-passkey>");
    h.text(s.tongue.say(Say::passkeys_script)).put("</p>");
}

void passkeys(Html& h, const Setting& s, const KeysView& view) {
    h.put("<section>");
    part(h, s, Say::passkeys);
    hint(h, s, Say::passkeys_detail);
    for (const std::string_view doing : {"add", "remove"}) refused_here(h, s, view, doing);
    if (view.passkeys.empty() && view.possible) hint(h, s, Say::passkey_none);
    if (!view.passkeys.empty()) h.put("<ul class=\"kept\">");
    for (const Passkey& key : view.passkeys)
        key_row(h, s, view,
                {.id = key.id,
                 .name = key.name,
                 .field = "key",
                 .doing = "remove",
                 .used = key.used,
                 .travels = key.travels,
                 .renamed = true});
    if (!view.passkeys.empty()) h.put("</ul>");
    if (!view.possible)
        hint(h, s, Say::passkeys_nowhere);
    else if (view.fresh)
        add_passkey(h, s, view);
    h.put("</section>");
}

void recovery_codes(Html& h, const Setting& s, const KeysView& view) {
    h.put("<section>");
    part(h, s, Say::recovery_codes);
    hint(h, s, Say::codes_detail);
    refused_here(h, s, view, "codes");
    if (!view.codes.empty()) {
        h.put("<div class=\"said\" role=\"status\"><p>").text(s.tongue.say(Say::codes_once));
        h.put("</p><ul class=\"codes\" dir=\"ltr\">");
        for (const std::string& code : view.codes) h.put("<li><code>").text(code).put("</code></li>");
        h.put("</ul></div>");
    }
    h.put("<p>").text(s.tongue.fill(Say::codes_left, s.tongue.number(static_cast<std::uint64_t>(view.codes_left))));
    h.put("</p>");
    if (view.fresh) {
        begin_form(h, s, place, view.token, "codes");
        end_form(h, s, Say::codes_make, false);
    }
    h.put("</section>");
}

void programs(Html& h, const Setting& s, const KeysView& view) {
    h.put("<section>");
    part(h, s, Say::app_passwords);
    hint(h, s, Say::app_detail);
    const std::string feed = place_in(s.edition(), "my/feed.atom");
    h.put("<p>").text(s.tongue.say(Say::my_feed)).put(": <a").url("href", feed).put("><bdi dir=\"ltr\">");
    h.text(s.origin + feed).put("</bdi></a></p>");
    refused_here(h, s, view, "app");
    if (!view.app_password.empty()) {
        h.put("<div class=\"said\" role=\"status\"><p>").text(s.tongue.say(Say::app_once));
        h.put("</p><p class=\"codes\" dir=\"ltr\"><code>").text(view.app_password).put("</code></p></div>");
    }
    if (!view.apps.empty()) h.put("<ul class=\"kept\">");
    for (const AppPassword& app : view.apps) {
        const std::string number = std::to_string(app.number);
        key_row(h, s, view, {.id = number, .name = app.name, .field = "number", .doing = "end-app", .used = app.used});
    }
    if (!view.apps.empty()) h.put("</ul>");
    if (view.fresh) {
        begin_form(h, s, place, view.token, "app");
        name_field(h, s, "program", Say::app_name, {});
        end_form(h, s, Say::app_make, false);
    }
    h.put("</section>");
}

}  // namespace

std::string keys_page(const Setting& s, const KeysView& view) {
    const Frame frame{.title = std::string(s.tongue.say(Say::ways_in)),
                      .place = std::string(place),
                      .current = "me",
                      .noindex = true,
                      .presses = true,
                      .keys = !view.challenge.empty()};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list account\"><header class=\"headline\"><p class=\"kick\"><bdi>");
    h.text(view.who.account.name).put("</bdi></p><h1>").title(frame.title).put("</h1></header>");
    my_tabs(h, s, "me");
    if (!view.fresh) confirm(h, s, view);
    passkeys(h, s, view);
    recovery_codes(h, s, view);
    programs(h, s, view);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
